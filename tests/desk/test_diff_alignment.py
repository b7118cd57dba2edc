from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.desk.diff.alignment import Pair, align

CLOSED = "The bridge was closed on Tuesday after engineers found cracks in its hangers."
PAID = "The council paid nine million crowns for the new waterfront last year."
FERRY = "A ferry will carry passengers to the old town from Thursday morning."
SENTENCES = (CLOSED, PAID, FERRY, "Police said nobody was hurt.", "Critics say it was late.")


def aligned(old, new):
    return align(provenance.score(old).sentences, provenance.score(new).sentences)


def test_same_words_wherever_they_stand():
    found = aligned(f"{CLOSED}\n\n{PAID}\n\n{FERRY}", f"{FERRY}\n\n{CLOSED}\n\n{PAID}")
    assert found.pairs == (Pair(0, 1, True), Pair(1, 2, True), Pair(2, 0, True))
    assert not (found.removed or found.added)


def test_marks_and_case_are_no_words():
    found = aligned("“It fell,” Ruiz’s aide said.", '"It fell", Ruiz\'s aide said.')
    assert found.pairs == (Pair(0, 0, True),)


def test_repeated_sentences_go_together_in_their_order():
    found = aligned(f"{CLOSED}\n\n{CLOSED}", f"{CLOSED}\n\n{PAID}\n\n{CLOSED}")
    assert found.pairs == (Pair(0, 0, True), Pair(1, 2, True))
    assert found.added == (1,)


def test_edited():
    found = aligned(f"{PAID} {CLOSED}", f"{CLOSED.replace('Tuesday', 'Monday')} {FERRY}")
    assert found.pairs == (Pair(1, 0),)
    assert (found.removed, found.added) == ((0,), (1,))


def test_known_by_its_claim_where_the_words_that_source_it_changed():
    old = "The county had been warned twice."
    new = (
        "The county had been warned twice, said Ruth Achterberg, the chief engineer of the "
        "highways department, in a long letter to the council's transport committee."
    )
    assert aligned(f"{PAID} {old} {FERRY}", f"{FERRY} {new} {CLOSED}").pairs[0] == Pair(1, 1)


def test_alone_between_the_same_neighbours():
    old, new = "Nobody had looked at it.", "It had been looked at by nobody."
    assert Pair(1, 1) in aligned(f"{PAID} {old} {FERRY}", f"{PAID} {new} {FERRY}").pairs


def test_split_and_merged():
    whole = "Ruiz said the bridge had failed two tests, but critics say the council knew in May."
    halves = "Ruiz said the bridge had failed two tests. Critics say the council knew in May."
    assert aligned(whole, halves).pairs == (Pair(0, 0, part="new"), Pair(0, 1, part="new"))
    assert aligned(halves, whole).pairs == (Pair(0, 0, part="old"), Pair(1, 0, part="old"))


def test_nothing_in_common():
    found = aligned(CLOSED, "Snow fell.")
    assert (found.pairs, found.removed, found.added) == ((), (0,), (0,))


def test_empty():
    assert aligned("", CLOSED).added == (0,)
    assert aligned("", "").pairs == ()


ARTICLES = st.lists(st.sampled_from(SENTENCES), max_size=6).map("\n\n".join)


@given(ARTICLES, ARTICLES)
def test_every_sentence_is_somewhere_once(old, new):
    found = aligned(old, new)
    assert sorted({p.old for p in found.pairs} | set(found.removed)) == list(
        range(len(provenance.score(old)))
    )
    assert not {p.old for p in found.pairs} & set(found.removed)
    assert not {p.new for p in found.pairs} & set(found.added)


@given(ARTICLES, ARTICLES)
def test_the_other_order_mirrors_what_is_edited(old, new):
    here, there = aligned(old, new), aligned(new, old)
    assert (here.removed, here.added) == (there.added, there.removed)
    assert sorted((p.old, p.new) for p in here.pairs) == sorted((p.new, p.old) for p in there.pairs)


def test_a_word_in_every_sentence_makes_no_square():
    many = "\n\n".join(f"Item {n} cost {n * 7} crowns at the fair." for n in range(300))
    other = "\n\n".join(f"Item {n} cost {n * 9} crowns at the fair." for n in range(1000, 1300))
    found = aligned(many, other)
    assert len(found.removed) + len(found.pairs) == 300
