"""A real browser, with which pages are opened; its tests are skipped where there is none."""

import os
import shutil
import unicodedata
from types import SimpleNamespace

import pytest

# What Debian, other systems and Chrome itself call it; PROVENANCE_BROWSER names another.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DESKTOP = {"width": 1280, "height": 900}


def program():
    named = os.environ.get("PROVENANCE_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


# Of the module, not of the session: while it runs, no other test can have an event loop.
@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = program()
    if found is None:
        pytest.skip("no Chromium or Chrome found; install one, or name it in PROVENANCE_BROWSER")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open a page from its source; keep every request, message and error of it."""
    contexts = []

    def shown(source, viewport=DESKTOP, anchor="", **options):
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(source, encoding="utf-8")
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        seen = SimpleNamespace(requests=[], troubles=[])
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.troubles.append(message.text))
        page.on("pageerror", lambda error: seen.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (seen.troubles.append(dialog.message), dialog.dismiss()))
        # Nothing but the file itself is ever answered.
        context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        page.goto(file.as_uri() + anchor)
        page.wait_for_load_state()
        page.seen, page.address = seen, file.as_uri() + anchor
        return page

    yield shown
    for context in contexts:
        context.close()


@pytest.fixture
def printed():
    """Return the letters of each sheet of a page as it prints on A4."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

    def letters(page, folder):
        file = folder / "page.pdf"
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
        reader = pypdf.PdfReader(file)
        # The letters alone, each by itself: a PDF has ligatures, and gaps in place of spaces.
        texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages]
        return ["".join(text.split()) for text in texts]

    return letters


@pytest.fixture
def breaches():
    """Return what axe-core finds against WCAG 2 at levels A and AA, and its best practices."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")

    def found(page):
        results = axe.Axe().run(page)
        return [
            (rule["id"], node["target"], node["failureSummary"])
            for rule in results.response["violations"]
            for node in rule["nodes"]
        ]

    return found
