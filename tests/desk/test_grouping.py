import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.desk.grouping import group_claims, same_claim
from provenance.desk.wording import stems, word_claim
from provenance.evaluation.same_claim import found_same, load_claim_pairs

MILL = "The Dellow mill burnt down on Friday and two of its workers were badly hurt."


def same(first, second):
    return same_claim(word_claim(first), word_claim(second))


@pytest.mark.parametrize(
    "other",
    [
        "Two workers were badly hurt as the Dellow mill burned down.",  # turned round, another form
        "Dellow Mill Burns Down, Two Workers Badly Hurt",  # a headline in capitals
        "Two workers were reportedly badly injured when the mill at Dellow burnt down.",
        "The Dellow mill burnt down and 2 workers were badly hurt.",
    ],
)
def test_the_same_claim(other):
    assert same(MILL, other)
    assert same(other, MILL)


@pytest.mark.parametrize(
    "other",
    [
        MILL.replace("Dellow", "Corrin"),  # another place
        MILL.replace("two", "nine"),  # another number
        MILL.replace("burnt", "never burnt"),  # denied
        "The Dellow mill was built in 1901 and two of its workers became mayors.",  # another claim
        "The Dellow mill.",  # no claim to speak of
        "",
    ],
)
def test_another_claim(other):
    assert not same(MILL, other)
    assert not same(other, MILL)


def test_who_says_it_is_no_part_of_the_claim():
    first = word_claim(
        "Ana Ruiz said the Dellow mill had burnt down on purpose.", "Ana Ruiz", "said"
    )
    second = word_claim("Critics say the Dellow mill was burnt down on purpose.", "Critics", "say")
    assert first.names == second.names == {"dellow"}
    assert same_claim(first, second)


def test_whoever_speaks_of_herself_is_part_of_it():
    told = "{} said she had burnt down the Dellow mill for money."
    first, second = (word_claim(told.format(who), who, "said") for who in ("Ana Ruiz", "Mia Tell"))
    assert not same_claim(first, second)


def test_a_denial_is_another_claim():
    told = "Ruiz denied that the Dellow mill had been burnt down on purpose."
    denied = word_claim(told, "Ruiz", "denied", denies=True)
    assert not same_claim(denied, word_claim("The Dellow mill had been burnt down on purpose."))
    assert same_claim(denied, word_claim(told, "Ruiz", "denied", denies=True))


def test_a_pronoun_names_nobody():
    told = "He was arrested over the fire at the mill by the harbour police."
    assert not same(told, told)
    assert same(told.replace("He", "The Dellow foreman"), told.replace("He", "The Dellow foreman"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("$4 million", "4,000,000"), ("twelve", "12"), ("21st", "21"), ("3 thousand", "3,000")],
)
def test_numbers_are_read(one, other):
    assert (
        word_claim(f"It cost {one} there.").numbers == word_claim(f"It cost {other} there.").numbers
    )


def test_words_of_one_meaning_are_one():
    assert stems("purchased") == stems("bought")
    assert stems("resigned") == stems("quit")


def test_groups_have_a_leader_and_others_lead_themselves():
    texts = [MILL, "The sea is blue and cold in May.", MILL.replace("burnt", "burned"), MILL]
    groups = group_claims([word_claim(text) for text in texts])
    assert groups[0] == groups[2] == groups[3]
    assert groups[1] == 1


def test_no_claims_and_empty_ones():
    assert group_claims([]).tolist() == []
    assert group_claims([word_claim("")]).tolist() == [0]
    assert group_claims([word_claim(""), word_claim(".")]).tolist() == [0, 1]


WORDS = "mill ferry bridge Dellow Corrin Kesh burnt sank closed not 12 40 mayor police strike tunnel".split()
sentences = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=12)


@given(texts=sentences)
def test_every_member_is_the_claim_of_its_leader(texts):
    claims = [word_claim(text) for text in texts]
    groups = group_claims(claims)
    assert (groups[groups] == groups).all()
    for n, leader in enumerate(groups.tolist()):
        if n != leader and claims[n] != claims[leader]:
            assert same_claim(claims[n], claims[leader])


@given(first=st.text(max_size=80), second=st.text(max_size=80))
def test_any_two_texts_compare_alike_in_either_order(first, second):
    assert same(first, second) == same(second, first)


def test_many_copies_with_small_changes_are_one_group():
    ends = [
        f"near the {word} gate." for word in "old new long north south west east last iron".split()
    ]
    claims = [word_claim(MILL[:-1] + " " + end) for end in ends * 5]
    assert len(np.unique(group_claims(claims))) == 1


def test_the_half_of_the_pairs_that_the_limits_were_chosen_on():
    scorer = provenance.load()
    pairs = load_claim_pairs("tune")
    wrong = [pair.id for pair in pairs if found_same(scorer, pair) != pair.same]
    assert len(wrong) <= 4, wrong


def test_the_pairs_are_a_hundred_in_halves():
    pairs = load_claim_pairs()
    kinds = [pair.kind for pair in pairs]
    counts = {kind: kinds.count(kind) for kind in kinds}
    assert counts == {"paraphrase": 30, "short form": 20, "other facts": 25, "other claim": 25}
    assert len({pair.id for pair in pairs}) == 100
    assert {pair.part for pair in pairs} == {"tune", "test"}
    assert all(pair.same == (pair.kind in ("paraphrase", "short form")) for pair in pairs)
