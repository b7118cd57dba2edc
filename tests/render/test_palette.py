"""Contrast by WCAG 2, computed from the palette: words 4.5 to 1, lines 3 to 1, on every ground."""

import pytest

from provenance.codebook import CLASSES
from provenance.extractors import Kind
from provenance.render.palette import (
    CLASS_LOOKS,
    EDGE,
    GROUNDS,
    INK,
    KIND_LOOKS,
    PAPER,
    SEVERITY_LOOKS,
    SOFT,
)

THEMES = ("light", "dark")
WORDS, LINES = 4.5, 3.0


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def grounds(theme):
    return {"paper": PAPER[theme]} | {name: getattr(g, theme) for name, g in GROUNDS.items()}


def coloured(looks, theme):
    return {str(name): getattr(look, theme) for name, look in looks.items()}


def test_contrast_is_as_the_standard_defines_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", *GROUNDS])
def test_words_can_be_read_on_every_ground(ground, theme):
    words = {"ink": INK[theme], "soft": SOFT[theme]} | coloured(SEVERITY_LOOKS, theme)
    for name, colour in words.items():
        assert contrast(colour, grounds(theme)[ground]) >= WORDS, name


@pytest.mark.parametrize("theme", THEMES)
def test_the_letters_of_badges_and_bars_can_be_read(theme):
    # The letter has the page's colour on its class's, or the class's on the ground of its row.
    for name, colour in coloured(CLASS_LOOKS, theme).items():
        assert contrast(colour, PAPER[theme]) >= WORDS, name
    for ground in ("panel", "here"):
        plain = getattr(CLASS_LOOKS["unattributed"], theme)
        assert contrast(plain, grounds(theme)[ground]) >= WORDS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", *GROUNDS])
def test_lines_can_be_seen_on_every_ground(ground, theme):
    lines = {"edge": EDGE[theme], "focus": getattr(CLASS_LOOKS["named"], theme)}
    for name, colour in (lines | coloured(KIND_LOOKS, theme)).items():
        assert contrast(colour, grounds(theme)[ground]) >= LINES, name


@pytest.mark.parametrize("theme", THEMES)
def test_grounds_differ_from_the_page(theme):
    colours = list(grounds(theme).values())
    assert len(set(colours)) == len(colours)


def test_looks_differ_without_colour():
    assert set(CLASS_LOOKS) == set(CLASSES)
    assert set(KIND_LOOKS) == set(Kind)
    for signs in (
        [look.mark for look in CLASS_LOOKS.values()],
        [look.tag for look in KIND_LOOKS.values()],
        [look.sign for look in SEVERITY_LOOKS.values()],
    ):
        assert len(set(signs)) == len(signs)


def test_underlines_of_one_style_are_told_apart_by_their_tags():
    lines = [look.line for look in KIND_LOOKS.values()]
    # Questions and page furniture share a faint one: both are plain to see as what they are.
    assert len(set(lines)) == len(lines) - 1
