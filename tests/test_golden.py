"""The shipped model's reading of one article, sentence by sentence, as it was when last looked at.

When a change is meant to move it, write it anew, and look at what moved before it is committed::

    PROVENANCE_RENEW_GOLDEN=1 python -m pytest tests/test_golden.py
    git diff tests/golden
"""

import json
import math
import os
from pathlib import Path

import pytest

import provenance
from provenance.resources import folder

RENEW = "PROVENANCE_RENEW_GOLDEN"
GOLDEN = Path(__file__).parent / "golden"
# Sums of 32-bit floats differ a little by platform.
TOLERANCE = 1e-3


def reading(name):
    """What is kept of each sentence of an example article."""
    text = (folder("datasets") / "examples" / f"{name}.txt").read_text(encoding="utf-8")
    return [told(sentence, text) for sentence in provenance.score(text)]


def told(sentence, text):
    attribution = sentence.attribution
    source = attribution.source if attribution else None
    cue = attribution.cue if attribution else None
    return {
        "text": sentence.text,
        "sourcing": sentence.sourcing,
        "score": None if math.isnan(sentence.score) else round(sentence.score, 3),
        "source": source.text if source else None,
        "cue": cue.of(text) if cue else None,
        "basis": attribution.basis.value if attribution else None,
    }


@pytest.mark.parametrize("name", ["harbour-bridge"])
def test_reading(name):
    path, found = GOLDEN / f"{name}.json", reading(name)
    if os.environ.get(RENEW):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.skip(f"wrote {path} anew")
    expected = json.loads(path.read_text(encoding="utf-8"))
    scores = [sentence.pop("score") for sentence in found]
    assert found == [{k: v for k, v in s.items() if k != "score"} for s in expected]
    for score, sentence in zip(scores, expected, strict=True):
        if sentence["score"] is None:
            assert score is None
        else:
            # Half a unit more for the rounding.
            assert score == pytest.approx(sentence["score"], abs=TOLERANCE + 5e-4), sentence["text"]
