"""How each sourcing class and each kind of evidence looks, with colour and without.

Colours hold WCAG AA: 4.5 to 1 against the page they stand on, in light and in dark. No meaning
hangs on colour alone: a class has its letter, a kind of evidence its underline and its tag.
"""

from __future__ import annotations

from dataclasses import dataclass

from provenance.codebook import Sourcing
from provenance.extractors import Kind

# From this probability on, a claim is shown as checkable.
CHECKABLE = 0.5

PAPER = {"light": "#fdfcf9", "dark": "#15171b"}
INK = {"light": "#1c1e21", "dark": "#e6e4df"}


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
