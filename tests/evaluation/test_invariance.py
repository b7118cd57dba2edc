"""Templates and their fillers, and how far scores move when fillers are swapped."""

import math
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from provenance import read
from provenance.codebook import CLASSES
from provenance.errors import DatasetError
from provenance.evaluation import invariance
from provenance.evaluation.invariance import Filled, fill_all, fillings
from provenance.evaluation.table import BARS
from provenance.evaluation.templates import (
    Group,
    Template,
    load_substitutes,
    load_templates,
)

TEMPLATES = load_templates()
SUBSTITUTES = load_substitutes()
NAN = math.nan

PEOPLE = tuple(
    Group({"name": name, "gender": gender}, tuple({"person": f"{gender} {name} {i}"} for i in "ab"))
    for name in ("north", "south")
    for gender in ("women", "men")
)
PLACES = (Group({"place": "coast"}, ({"place": "Skarvik"},)),)


class ByText:
    """Scores every sentence of a text by a function of the text."""

    def __init__(self, rule):
        self.rule = rule

    def score(self, text):
        return [SimpleNamespace(score=self.rule(text))] * len(read(text))


def filled(scores, groups=PEOPLE):
    templates = tuple(Template(str(i), "named", 0, "{person}") for i in range(len(scores)))
    return Filled(groups, templates, (), np.array(scores))


def test_the_set_is_as_large_and_varied_as_it_says():
    assert len(TEMPLATES) >= 500
    assert len({t.id for t in TEMPLATES}) == len({t.text for t in TEMPLATES}) == len(TEMPLATES)
    assert min(Counter(t.sourcing for t in TEMPLATES)[name] for name in CLASSES) >= 20
    assert sum(len(read(t.text)) > 1 for t in TEMPLATES) >= 40


def test_fillers_are_many_and_none_stands_twice():
    assert list(SUBSTITUTES) == ["people", "parties", "nationalities", "outlets", "places"]
    for groups in SUBSTITUTES.values():
        assert len(groups) >= 5
        slots = groups[0].fillers[0].keys()
        assert all(filler.keys() == slots for group in groups for filler in group.fillers)
        firsts = [
            filler.get("person", next(iter(filler.values())))
            for group in groups
            for filler in group.fillers
        ]
        assert [name for name, count in Counter(firsts).items() if count > 1] == []


def test_every_origin_has_women_and_men_with_their_pronouns():
    people = SUBSTITUTES["people"]
    names = Counter(group.facets["name"] for group in people)
    assert len(names) >= 15 and set(names.values()) == {2}
    assert {(g.facets["gender"], f["he"]) for g in people for f in g.fillers} == {
        ("women", "she"),
        ("men", "he"),
    }


def test_a_person_of_one_name_has_no_title():
    fillers = [f for group in SUBSTITUTES["people"] for f in group.fillers]
    alone = [f for f in fillers if f["person"] == f["surname"]]
    assert alone and all(f["title"] == f["person"] for f in alone)
    assert all(
        f["title"] in (f"Ms {f['surname']}", f"Mr {f['surname']}") or f in alone for f in fillers
    )


@pytest.mark.parametrize("number", range(len(TEMPLATES)), ids=lambda i: TEMPLATES[i].id)
def test_a_template_splits_alike_however_it_is_filled(number):
    template = TEMPLATES[number]
    kinds = [k for k, g in SUBSTITUTES.items() if template.slots & g[0].fillers[0].keys()]
    assert kinds
    texts = [t for kind in kinds for t in fillings(template, number, kind, SUBSTITUTES)]
    assert not any("{" in text or "}" in text for text in texts)
    assert {len(read(text)) for text in texts} == {len(read(texts[0]))}
    assert template.sentence < len(read(texts[0]))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{Outlet} said so.", "The BBC said so."),
        ("He told {outlet}.", "He told the BBC."),
        ("{A_nationality} man.", "An Irish man."),
        ("It was {a_nationality} man.", "It was an Irish man."),
        ("For {a_party_adj} aide.", "For a Union aide."),
        ("“{Surname} left.”", "“Van Dam left.”"),
    ],
)
def test_fill(text, result):
    words = {
        "outlet": "the BBC",
        "nationality": "Irish",
        "party_adj": "Union",
        "surname": "van Dam",
    }
    assert Template("a", "named", 0, text).fill(words) == result


def test_a_slot_that_nothing_fills():
    with pytest.raises(DatasetError, match=r"a slot of template 'a' is \{town\}; should be one of"):
        Template("a", "named", 0, "{town}").fill({"place": "Skarvik"})


def test_every_group_fills_a_template_in_turn_and_the_rest_is_held():
    template = Template("a", "named", 0, "{person} in {place}.")
    substitutes = {"people": PEOPLE, "places": PLACES}
    assert fillings(template, 0, "people", substitutes) == (
        "women north a in Skarvik.",
        "men north a in Skarvik.",
        "women south a in Skarvik.",
        "men south a in Skarvik.",
    )
    assert fillings(template, 1, "people", substitutes)[3] == "men south b in Skarvik."
    assert fillings(template, 1, "places", substitutes) == ("men north b in Skarvik.",)


def test_a_swap_changes_one_facet():
    part = filled([[0.0] * 4])
    assert part.facets == ("name", "gender")
    assert part.swaps("name") == [(0, 2), (1, 3)]
    assert part.swaps("gender") == [(0, 1), (2, 3)]


def test_moves():
    part = filled([[0.1, 0.4, 0.2, 0.4], [NAN, NAN, 0.5, NAN]])
    assert part.moves("gender") == pytest.approx(np.array([[0.3, 0.2], [0.0, math.inf]]))
    assert part.moves("name") == pytest.approx(np.array([[0.1, 0.0], [math.inf, 0.0]]))


def test_mean_moves_are_against_the_mean_of_the_same_sentences():
    part = filled([[0.1, 0.3, 0.1, 0.3], [0.9, 0.9, 0.9, 0.9], [0.0, NAN, 0.0, 0.0]])
    assert part.mean_moves("gender") == pytest.approx({"women": -0.05, "men": 0.05})
    assert part.mean_moves("name") == pytest.approx({"north": 0.0, "south": 0.0})


def test_mean_moves_of_nothing():
    assert filled([[NAN] * 4]).mean_moves("name") == {}


TWO = [
    Template("a", "named", 1, "It rained. {person} left."),
    Template("b", "named", 0, "It rained."),
]


def test_only_templates_with_a_slot_of_the_kind_are_filled():
    found = fill_all(ByText(lambda text: 0.5), TWO, {"people": PEOPLE, "places": PLACES})
    assert [(part.facets, [t.id for t in part.templates]) for part in found] == [
        (("name", "gender"), ["a"])
    ]


def test_a_template_that_judges_a_sentence_it_has_not():
    with pytest.raises(DatasetError, match="should be below 1"):
        fill_all(ByText(len), [Template("a", "named", 1, "{person} left.")], {"people": PEOPLE})


@pytest.mark.parametrize(
    ("rule", "held", "gender", "name"),
    [
        (lambda text: 0.5, 1.0, 0.0, 0.0),
        (lambda text: 0.5 + 0.04 * ("women" in text), 1.0, 0.02, 0.0),
        (lambda text: 0.5 + 0.2 * ("women" in text), 0.5, 0.1, 0.0),
        (lambda text: 0.5 + 0.2 * ("north" in text), 0.5, 0.0, 0.1),
        (lambda text: NAN if "women" in text else 0.5, 0.5, NAN, NAN),
        (lambda text: NAN, 1.0, NAN, NAN),
    ],
)
def test_outcomes(rule, held, gender, name):
    part = fill_all(ByText(rule), TWO[:1], {"people": PEOPLE})
    found = {o.measure: o.value for o in invariance.outcomes(part)}
    largest = max(gender, name)
    assert found["scores that hold"] == pytest.approx(held)
    assert found["sentences that always hold"] == (held == 1.0)
    assert found["largest mean move: gender"] == pytest.approx(gender, nan_ok=True)
    assert found["largest mean move: name"] == pytest.approx(name, nan_ok=True)
    assert found["largest mean move"] == pytest.approx(largest, nan_ok=True)


def test_the_figures_with_bars_are_taken_and_repeat(monkeypatch):
    from provenance.evaluation.setting import Setting

    monkeypatch.setattr(invariance, "load_templates", lambda: TEMPLATES[::25])
    found = invariance.invariance(Setting())
    assert {key for key in BARS if key[0] == invariance.TASK} <= {
        (o.task, o.measure) for o in found
    }
    assert found == invariance.invariance(Setting())
    assert all(0 <= o.value <= 1 for o in found)
