"""Any text is scored, in a time that grows with its length, and always alike."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import provenance

ROOT = Path(__file__).parents[2]

_PIECES = st.sampled_from(
    [
        "Ana Ruiz said", "she told", "according to", "reportedly", "police", "officials", "critics say",
        "is believed to", "The report", "who asked not to be named", "declined to comment", "the mayor",
        "a source close to", "may", "told the Gazette", "denied that", "it\u2019s", "&amp;", "&quot;",
        "&#8217;", "\u00a0", "\u200b", "\u00ad", "\ufeff", "e\u0301", "\U0001f600", "\u05e9\u05dc", "\u202e",
        ".", "?", "!", ",", "\u201c", "\u201d", "\u2018", "\u2019", '"', "'", "\n", "\r\n", "\n\n", " ", " ",
        "U.S.", "\u2014", "...", "\u0130stanbul", "\t", "5,000", "\x1b[31m", "\x00", "\u2028", "\ud800",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=50).map(" ".join) | st.text(max_size=200)


@given(_TEXTS)
@settings(max_examples=200)
def test_any_text_is_scored(text):
    report = provenance.score(text)
    end = 0
    for sentence in report:
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        end = sentence.span.end
        assert sentence.text == text[sentence.span.start : end]
        assert math.isnan(sentence.score) == (sentence.sourcing == "no_claim")
        assert math.isnan(sentence.score) or 0.0 <= sentence.score <= 1.0
        assert sum(sentence.probabilities.values()) == pytest.approx(1.0)
        attribution = sentence.attribution
        if attribution is not None:
            for span in (attribution.cue, attribution.content):
                assert span is None or text[span.start : span.end]
            if attribution.source is not None and attribution.source.span is not None:
                start, stop = attribution.source.span
                assert text[start:stop] == attribution.source.text
        assert sentence.explain().lines
    json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert len(report.to_frame()) == len(report)
    if len(report):
        assert math.isnan(report.score) or 0.0 <= report.score <= 1.0


@given(_TEXTS, _TEXTS)
@settings(max_examples=60)
def test_same_text_same_score(text, other):
    first = provenance.score(text).to_json()
    provenance.score(other)
    assert provenance.score(text).to_json() == first


HARD = {
    "no full stop": "'word ' * 200_000",
    "one word": "'a' * 1_000_000",
    "nested quotes": "'\u201cHe said \u2018' * 10_000",
    "closed nested quotes": "'\u201c\u2018' * 10_000 + 'It fell' + '\u2019\u201d' * 10_000",
    "straight quotes": "'\"He said ' * 10_000",
    "said said said": "'said ' * 210_000",
}


def test_hard_texts_are_done_in_reasonable_time():
    # Hours when anything looks through the whole text at every word. One process has time for all.
    code = (
        "import provenance\n"
        f"for name, text in {HARD!r}.items():\n"
        "    text = eval(text)\n"
        "    report = provenance.score(text)\n"
        "    assert report, name\n"
        "    assert report[-1].span.end <= len(text), name\n"
        "    print(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.stdout.splitlines(), done.stderr) == (list(HARD), "")


def test_scores_are_the_same_in_another_process(report, text):
    code = "import sys, provenance; print(provenance.score(sys.stdin.read()).to_json())"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        input=text,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert json.loads(done.stdout) == report.to_dict()
