"""The outside comparator, with and without what it needs."""

import json
from types import SimpleNamespace

import pytest

from provenance.data.corpora import FILES
from provenance.document import read
from provenance.evaluation import textacy_baseline
from provenance.evaluation.setting import Setting
from provenance.evaluation.table import render

TEXT = "\u201cThe old lamp by the lock is out,\u201d said Omar Tell. The crew left at seven."
LONG = "The crew of the ferry had been told to wait at the lock until the lamp was mended."


def _place(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


@pytest.fixture
def setting(tmp_path):
    """A corpus of two dev articles, the second with a sentence that the train part has too."""
    lines = []
    for id, split, text in [("a", "dev", TEXT), ("b", "dev", f"No! {LONG}"), ("c", "train", LONG)]:
        sentences = read(text).sentences
        attributions = []
        if id == "a":
            attributions = [
                {"source": [_place("Omar Tell")], "cue": [], "content": [[0, TEXT.index(" said")]]}
            ]
        lines.append(
            json.dumps(
                {
                    "doc_id": id,
                    "text": text,
                    "split": split,
                    "sentences": sentences,
                    "attributions": attributions,
                }
            )  # fmt: skip
        )
    (tmp_path / FILES["polnear"]).write_text("\n".join(lines), encoding="utf-8")
    return Setting(tmp_path)


def _quotation(text):
    """One quotation as textacy gives them, or its complaint."""
    if "\u201c" not in text:
        raise ValueError("1 quotation marks found")
    close = text.index("\u201d") + 1
    content = SimpleNamespace(start_char=0, end_char=close)
    return [SimpleNamespace(content=content, speaker=[_Token(text.index("Tell"), 4)])]


class _Token:
    def __init__(self, idx, length):
        self.idx, self._length = idx, length

    def __len__(self):
        return self._length


def test_an_article_at_which_it_raises_counts_as_nothing_found(setting, monkeypatch):
    monkeypatch.setattr(textacy_baseline, "load_textacy", lambda: _quotation)
    outcomes = textacy_baseline.textacy_quotations(setting)
    assert {outcome.system for outcome in outcomes} == {"textacy"}
    found = {(outcome.task, outcome.measure): outcome.value for outcome in outcomes}
    assert found["polnear attributions", "articles that raised"] == 1
    assert found["polnear attributions", "F1"] == 1
    assert found["polnear attributions", "source right, given found"] == 1
    assert found["polnear", "F1"] == found["polnear", "accuracy"] == 1


def test_long_sentences_of_the_train_part_are_left_out(setting):
    assert textacy_baseline.long_sentences(setting.corpora) == {LONG}


def test_where_it_is_not_installed_a_line_says_what_to_install(setting, monkeypatch):
    monkeypatch.setattr(textacy_baseline, "load_textacy", lambda: None)
    with pytest.warns(UserWarning, match=r"pip install 'provenance-score\[benchmark\]'"):
        outcomes = textacy_baseline.textacy_quotations(setting)
    assert outcomes == []
    assert "textacy" in render(outcomes)


@pytest.mark.filterwarnings("default")
def test_textacy_itself():
    pytest.importorskip("textacy")
    find = textacy_baseline.load_textacy()
    if find is None:
        pytest.skip("no spaCy pipeline is installed; should be one of the benchmark extra")
    (found,) = textacy_baseline.quoted(find, TEXT)
    assert TEXT[min(found.content) : max(found.content) + 1] == TEXT[: TEXT.index(" said")]
    assert [span.of(TEXT) for span in found.sources] == ["Omar", "Tell"]
    assert textacy_baseline.quoted(find, "\u201cThe lamp is out, said Omar Tell.") is None
