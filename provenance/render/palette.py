"""How each sourcing class, kind of evidence and severity looks, with colour and without.

Colours hold WCAG AA: words 4.5 to 1, and lines 3 to 1, against every ground that they stand on, in
light and in dark. No meaning hangs on colour alone: a class has its letter, a kind of evidence its
underline and its tag, a severity its word.
"""

from __future__ import annotations

from dataclasses import dataclass

from provenance.codebook import Sourcing
from provenance.extractors import Kind

PAPER = {"light": "#fdfcf9", "dark": "#15171b"}
INK = {"light": "#1c1e21", "dark": "#e6e4df"}
# Words that matter less.
SOFT = {"light": "#565b64", "dark": "#a9aeb7"}
# Hairlines between parts; nothing is read from them.
RULE = {"light": "#dedbd2", "dark": "#33373e"}
# The outline of a field or a button, which has to be seen: 3 to 1.
EDGE = {"light": "#7d828b", "dark": "#7f858f"}


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground, other than the page's, that words stand on."""

    light: str
    dark: str


GROUNDS: dict[str, Ground] = {
    "panel": Ground("#f5f3ec", "#1d2025"),  # what is folded out
    "quote": Ground("#e8edef", "#252f3b"),  # quoted words
    "here": Ground("#fff3c9", "#3a3420"),  # what a link led to
    "flag": Ground("#fbe4dc", "#45261f"),  # what a finding is about
}


@dataclass(frozen=True, slots=True)
class ClassLook:
    """The look of a sourcing class.

    Attributes
    ----------
    mark : str
        One letter that stands for it.
    light, dark : str
        Its colour on a light and on a dark page.
    terminal : str
        Its style in a terminal, in colours that the reader's own theme defines.
    label : str
        Its name, in words.
    """

    mark: str
    light: str
    dark: str
    terminal: str
    label: str


@dataclass(frozen=True, slots=True)
class KindLook:
    """The look of a kind of evidence.

    Attributes
    ----------
    tag : str
        The word that marks it where underlines and colours cannot.
    meaning : str
        What it marks, for a legend.
    line : str
        Its underline, as CSS: style and thickness; empty for a tinted ground.
    light, dark : str
        Its colour on a light and on a dark page.
    terminal : str
        Its style in a terminal.
    bracketed : bool
        Whether plain text brackets and tags it. Quotation marks, questions and page furniture
        are plain to see without.
    """

    tag: str
    meaning: str
    line: str
    light: str
    dark: str
    terminal: str
    bracketed: bool = True


@dataclass(frozen=True, slots=True)
class SeverityLook:
    """The look of a finding's severity: its colour on a light and on a dark page, and a sign."""

    sign: str
    light: str
    dark: str


# Gravest first.
SEVERITY_LOOKS: dict[str, SeverityLook] = {
    "error": SeverityLook("!!", "#a12f23", "#f59a8b"),
    "warning": SeverityLook("!", "#85590a", "#e2b54d"),
    "note": SeverityLook("i", "#14538f", "#82b9f2"),
}

CLASS_LOOKS: dict[str, ClassLook] = {
    Sourcing.NAMED.value: ClassLook("N", "#14538f", "#82b9f2", "blue", "named"),
    Sourcing.DOCUMENT.value: ClassLook("D", "#0a6a6c", "#5ec9c3", "cyan", "document"),
    Sourcing.ORGANISATION.value: ClassLook("O", "#3b6e21", "#9bcb6c", "green", "organisation"),
    Sourcing.ANONYMOUS.value: ClassLook("A", "#85590a", "#e2b54d", "yellow", "anonymous"),
    Sourcing.VAGUE.value: ClassLook("V", "#ab4612", "#f79d68", "red", "vague"),
    Sourcing.HEDGED.value: ClassLook("H", "#a32150", "#f991b0", "magenta", "hedged"),
    Sourcing.UNATTRIBUTED.value: ClassLook("U", "#565b64", "#b3b8c1", "white", "unattributed"),
    Sourcing.NO_CLAIM.value: ClassLook("-", "#6b7079", "#8f959f", "bright_black", "no claim"),
}

KIND_LOOKS: dict[Kind, KindLook] = {
    Kind.SOURCE: KindLook("source", "who speaks", "solid 2px", "#14538f", "#82b9f2", "bold blue"),
    Kind.REPORTING: KindLook(
        "cue", "words that link a source to its claim", "solid 1px", "#0a6a6c", "#5ec9c3", "cyan"
    ),
    Kind.ANONYMITY: KindLook(
        "unnamed", "why or how a source stays unnamed", "dashed 2px", "#85590a", "#e2b54d", "yellow"
    ),
    Kind.HEDGE: KindLook(
        "hedge",
        "hands a claim on, names nobody",
        "wavy 1.5px",
        "#a32150",
        "#f991b0",
        "bold magenta",
    ),
    Kind.UNCERTAINTY: KindLook(
        "caution", "the writer's own caution", "dotted 2px", "#565b64", "#b3b8c1", "italic yellow"
    ),
    Kind.RELAY: KindLook(
        "via", "through whom the claim came", "double 1.5px", "#6a3d9a", "#c3a1ef", "green"
    ),
    Kind.POLARITY: KindLook(
        "stance",
        "confirmed, denied, doubted or left unsaid",
        "dashed 1px",
        "#a12f23",
        "#f59a8b",
        "bold red",
    ),
    Kind.QUOTATION: KindLook("quote", "quoted words", "", "#14538f", "#82b9f2", "italic", False),
    Kind.QUESTION: KindLook(
        "question", "asked, not claimed", "dotted 1px", "#6b7079", "#8f959f", "underline", False
    ),
    Kind.FURNITURE: KindLook(
        "furniture", "page furniture", "dotted 1px", "#6b7079", "#8f959f", "bright_black", False
    ),
}
