"""Everybody that an article names, so that "Ruiz", "she" and "the mayor" find their name."""

from __future__ import annotations

from provenance.document.tokens import Tokens
from provenance.extractors.nominals import Nominal
from provenance.extractors.phrase import Phrase

# Titles that are offices too, so that "the chancellor" is somebody.
_OFFICES = frozenset({"political", "religious", "academic", "royal", "military"})
_PERSON_WORDS = (2, 4)
_PLACING = frozenset({"at", "of", "in", "for", "from", "the"})


class Register:
    """The people of an article, by surname and by role.

    Parameters
    ----------
    nominals : list of Nominal
        All of the article's, in order.
    tokens : Tokens
    """

    def __init__(self, nominals: list[Nominal], tokens: Tokens):
        self._tokens = tokens
        self._full: dict[str, str] = {}  # by surname; "" where people share it
        self._roles: dict[str, str] = {}
        for index, nominal in enumerate(nominals):
            if nominal.kind == "name":
                self._enter(nominals, index)

    def _enter(self, nominals: list[Nominal], index: int) -> None:
        nominal = nominals[index]
        size = nominal.last - nominal.first
        before = nominals[index - 1] if index else None
        titled = (
            before is not None
            and before.kind in ("person", "title")
            and nominal.first - before.last <= (self._tokens.forms[before.last] == ".")
        )
        behind_the = nominal.first > 0 and self._tokens.forms[nominal.first - 1] == "the"
        if behind_the and nominal.type == "unknown" and not titled:
            return  # "the Harbour Gazette"
        called = titled and nominal.type == "place" and before.kind == "title"  # "Mr Houston"
        if nominal.type not in ("person", "unknown") and not called:
            return
        after = nominals[index + 1] if index + 1 < len(nominals) else None
        if after is not None and after.kind == "person" and after.first == nominal.last:
            return  # "Harbour Hill aides": the name places somebody else
        if titled or nominal.type == "person" or _PERSON_WORDS[0] <= size <= _PERSON_WORDS[1]:
            name = self._text(nominal)
            surname = self._tokens.forms[nominal.last - 1]
            self._full[surname] = _merged(self._full.get(surname), name)
            role = self._role_beside(nominals, index) if not titled else before
            if role is not None and (role.kind == "person" or role.type in _OFFICES):
                self._roles.setdefault(self._tokens.forms[role.last - 1], surname)

    def _role_beside(self, nominals: list[Nominal], index: int) -> Nominal | None:
        """The role in "Ana Ruiz, the mayor of the town," or "the mayor, Ana Ruiz,"."""
        forms, nominal = self._tokens.forms, nominals[index]
        if nominal.last < len(forms) and forms[nominal.last] == ",":
            for later in nominals[index + 1 : index + 3]:
                if later.first - nominal.last > 5:
                    break
                if later.kind == "person" and later.type in ("role", "spokesperson"):
                    return later
        if index and nominal.first and forms[nominal.first - 1] == ",":
            before = nominals[index - 1]
            if before.kind == "person" and before.last == nominal.first - 1:
                return before
        return None

    def _text(self, nominal: Nominal) -> str:
        return " ".join(self._tokens.words[nominal.first : nominal.last]).replace(" . ", ". ")

    def full_name(self, nominal: Nominal) -> str:
        """Return the longest form of a name in the article.

        A surname that two people of the article share stays as it stands.
        """
        name = self._text(nominal)
        known = self._full.get(self._tokens.forms[nominal.last - 1])
        return known if known is not None and _holds(known, name) else name

    def is_person(self, nominal: Nominal) -> bool:
        """Return whether a name is a person's, as far as the article tells."""
        if nominal.type == "person":
            return True
        size = nominal.last - nominal.first
        if nominal.type == "place":
            return self.is_surname(nominal)
        if nominal.type != "unknown":
            return False
        if self._tokens.forms[nominal.last - 1] in self._full:
            return True
        # "Machado said" names a person, "the Gazette said" none
        return size == 1 and self._tokens.forms[nominal.first - 1 : nominal.first] != ["the"]

    def is_known_person(self, nominal: Nominal) -> bool:
        """Return whether a name is a person's without a doubt: by its form, or by a longer one."""
        if nominal.type == "person":
            return True
        forms = self._tokens.forms
        if nominal.first and forms[nominal.first - 1] in _PLACING:
            return False  # "a manager at Halloran Freight"
        return " " in self._full.get(forms[nominal.last - 1], "") and self.is_person(nominal)

    def is_surname(self, nominal: Nominal) -> bool:
        """Return whether a single word, a place elsewhere, is a surname in this article."""
        if nominal.last - nominal.first != 1:
            return False
        return self._tokens.forms[nominal.first] in self._full

    def holder(self, role: Nominal) -> str | None:
        """Return the name of who holds a role, "the mayor", if the article names one."""
        surname = self._roles.get(self._tokens.forms[role.last - 1])
        return (self._full.get(surname) or None) if surname is not None else None


def refers_back(phrase: Phrase) -> bool:
    """Return whether a phrase points to somebody mentioned before: "the official"."""
    return phrase.determiner == "definite" and phrase.last == phrase.head.last


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name's words stand in another's, in order: "Ana Ruiz" in "Ana M. Ruiz"."""
    words = iter(longer.split())
    return all(word in words for word in shorter.split())


def _merged(known: str | None, name: str) -> str:
    """The longer of two forms of one name; nothing when they are two people's."""
    if known is None or _holds(name, known):
        return name
    return known if _holds(known, name) else ""
