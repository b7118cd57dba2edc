"""Converters from the publishers' own files to the project's form, one a corpus.

A converter is a module with two functions: ``wanted(path)``, which says whether a file of the
publisher's repository is needed, and ``convert(files, ids)``, which takes paths and contents in any
order and yields the articles of these ids as dictionaries, the lines of the corpus's file. ``text``
must come out to the character, since labels point into it: the catalogue's digests tell.
"""

from __future__ import annotations

from types import ModuleType

from provenance.data.converters import allsides, gum, newsdiscourse, polnear

CONVERTERS: dict[str, ModuleType] = {
    "polnear": polnear,
    "newsdiscourse": newsdiscourse,
    "gum": gum,
    "allsides": allsides,
}
