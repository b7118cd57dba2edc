"""Every public name says what it is: a summary on the docstring's first line, as numpydoc has it."""

import inspect
from functools import cached_property

import pytest

import provenance


def members(owner):
    """Return the public methods and properties that a class itself defines."""
    kinds = (property, cached_property, classmethod, staticmethod)
    return [
        name
        for name, value in vars(owner).items()
        if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, kinds))
    ]


def public_names():
    names = []
    for name in provenance.__all__:
        value = getattr(provenance, name)
        names.append(name)
        if inspect.isclass(value):
            names += [f"{name}.{member}" for member in members(value)]
    return names


@pytest.mark.parametrize("name", public_names())
def test_summary(name):
    owner, _, member = name.partition(".")
    value = getattr(provenance, owner)
    if member:
        value = inspect.getattr_static(value, member)
    lines = (inspect.getdoc(value) or "").splitlines()
    assert lines, "should have a docstring"
    assert lines[0].endswith("."), "should open with a sentence that fits on the line"
    assert not any(lines[1:2]), "should have an empty line below the summary"


@pytest.mark.parametrize("name", provenance.__all__)
def test_documented_parameters_are_the_real_ones(name):
    value = getattr(provenance, name)
    section = inspect.getdoc(value).partition("Parameters\n----------\n")[2].partition("\n\n")[0]
    heads = [line.partition(" : ")[0] for line in section.splitlines() if line[:1].strip()]
    if heads:
        assert ", ".join(heads).split(", ") == list(inspect.signature(value).parameters)
