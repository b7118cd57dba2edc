"""Make the README's pictures of the pages anew: ``python tests/browser/pictures.py``, from the root.

It needs the extra ``test`` and a Chromium or Chrome. The pictures are docs/score.png, docs/report.png
and docs/queue.png, of the articles in datasets/examples.
"""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import provenance
from provenance.desk.article import DeskArticle, opening_headline
from provenance.desk.queue import triage
from provenance.desk.standards.checking import check
from provenance.render.html import page
from provenance.render.queue_page import queue_page
from provenance.resources import folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = Path(str(folder("datasets"))) / "examples"
SUBJECT = "harbour-bridge"
_COLOURS = 256
SENTENCES = (8, 17)  # of the article, from the first to the last in the picture
# What other outlets, which there are not, made of the same story.
RIVALS = {
    "Pellworth Courier": "Anton Weller, the port's chief executive, walked out of a meeting at County Hall in "
    "March, two councillors who were in the room said. The harbour bridge will stay shut for at least fourteen "
    "weeks, according to Ruth Achterberg, the county's chief bridge engineer.",
    "Estuary Evening": "The port's chief executive, Anton Weller, is said to have walked out of a meeting at "
    "County Hall in March. Sources say a second survey found 11 more cracks in the hangers.",
}


def article(name: str) -> DeskArticle:
    score = provenance.score((EXAMPLES / f"{name}.txt").read_text("utf-8"))
    return DeskArticle(
        name, score, opening_headline(score.text), "2024-05-14", publisher="Harbour Gazette"
    )


def rivals() -> list[DeskArticle]:
    return [
        DeskArticle(f"r{day}", provenance.score(text), None, f"2024-05-{day}", publisher=outlet)
        for day, (outlet, text) in enumerate(RIVALS.items(), start=15)
    ]


def open_page(browser, source: str, width: int, scale: float) -> Page:
    shown = browser.new_page(
        viewport={"width": width, "height": 1000}, device_scale_factor=scale, color_scheme="light"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(source)
        file.flush()
        shown.goto(Path(file.name).as_uri())
    return shown


def cut(shown: Page, name: str, top: float, bottom: float) -> None:
    from PIL import Image

    width = shown.viewport_size["width"]
    clip = {"x": 0, "y": top, "width": width, "height": bottom - top}
    shown.screenshot(path=DOCS / name, clip=clip, full_page=True)
    # A page has few colours, and a picture of it need not be large.
    picture = Image.open(DOCS / name).convert("RGB")
    # Median cut would make one brown of all the badges, which are small; an octree keeps them.
    picture = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    picture.save(DOCS / name, optimize=True)


def edge(shown: Page, selector: str, side: str) -> float:
    """Return where an element begins or ends, from the top of the page."""
    return shown.eval_on_selector(
        selector, f"node => node.getBoundingClientRect().{side} + window.scrollY"
    )


def browser_program() -> str:
    spec = importlib.util.spec_from_file_location("shared", Path(__file__).parent / "conftest.py")
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    return shared.program()


def main() -> None:
    from playwright.sync_api import sync_playwright

    subject = article(SUBJECT)
    plain = page(subject.score, subject.headline)
    report = page(subject.score, subject.headline, check(subject))
    queue = queue_page(triage([subject, *rivals()]), "The harbour bridge, 14 to 16 May")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program())
        shown = open_page(browser, plain, 1060, 1.5)
        first, last = (f"#s{number}" for number in SENTENCES)
        cut(shown, "score.png", edge(shown, first, "top") - 10, edge(shown, last, "bottom") + 10)
        shown = open_page(browser, report, 1060, 1.25)
        cut(shown, "report.png", 0, edge(shown, ".findings", "bottom"))
        shown = open_page(browser, queue, 1060, 1.25)
        shown.click("tr:has-text('places in') summary")
        cut(shown, "queue.png", 0, edge(shown, "#r4", "bottom"))
        browser.close()


if __name__ == "__main__":
    main()
