"""N-grams: the columns found for whole documents are those that the names would give."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.features.ngrams import NgramColumns, ngram_names

_WORDS = st.sampled_from(["say", "so", "the", "<name>", "<number>", ",", "\u201c", "unseen"])
_SENTENCES = st.lists(st.lists(_WORDS, max_size=8).map(lambda words: ["<s>", *words]), max_size=5)
_KNOWN = ("so", "say so", "<s> the", "the", "<name> say", ", ,", "say")


@given(_SENTENCES)
def test_columns_are_those_of_the_names(sentences):
    columns, counts = NgramColumns(_KNOWN, 10).find(sentences)
    index = {name: column for column, name in enumerate(_KNOWN, start=10)}
    found = columns.tolist()
    for words, count in zip(sentences, counts.tolist(), strict=True):
        expected = {index[name] for name in ngram_names(words) if name in index}
        assert sorted(found[:count]) == sorted(expected)
        found = found[count:]
    assert not found
