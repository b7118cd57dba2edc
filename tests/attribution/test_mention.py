"""Where the mention of a source begins and ends, and that nothing else turns on it."""

import sys

import pytest

from provenance.attribution import attribute
from provenance.document import read
from provenance.extractors import extract
from provenance.features import analyse, rows

CASES = [
    # descriptions
    ("Ana Ruiz, the mayor of Corrin, said the pier was safe.", "Ana Ruiz, the mayor of Corrin"),
    ("Ana Ruiz, head of the clinic, said the pier was safe.", "Ana Ruiz, head of the clinic"),
    ("Senator Ana Ruiz, R-Ohio, said the pier was safe.", "Senator Ana Ruiz, R-Ohio"),
    ("Senator Ana Ruiz (R-Ohio) said the pier was safe.", "Senator Ana Ruiz (R-Ohio)"),
    ("The pier was safe, said Ana Ruiz, a doctor at the clinic.", "Ana Ruiz, a doctor at the clinic"),
    ("The pier was safe, said Ana Ruiz, a doctor who lives there.", "Ana Ruiz, a doctor"),
    ("His lawyer, Ana Ruiz, said the pier was safe.", "His lawyer, Ana Ruiz"),
    # what describes nobody
    ("Ana Ruiz, 43, said the pier was safe.", "Ana Ruiz"),
    ("Ana Ruiz, who leads the clinic, said the ward was full.", "Ana Ruiz"),
    ("Ana Ruiz, however, said the pier was safe.", "Ana Ruiz"),
    ("According to Ana Ruiz, the pier was safe.", "Ana Ruiz"),
    # modifiers in front
    ("Former officials said the pier was safe.", "Former officials"),
    ("Other current and former officials said so.", "Other current and former officials"),
    ("Tax experts said the fare would rise.", "Tax experts"),
    ("Former governor Ana Ruiz said the pier was safe.", "Former governor Ana Ruiz"),
    ("One of the officials said the pier was safe.", "One of the officials"),
    ("One of them said the pier was safe.", "One of them"),
    ("A majority of residents said the pier was safe.", "A majority of residents"),
    ("Defenders of Ms Ruiz said the pier was safe.", "Defenders of Ms Ruiz"),
    # lists
    ("Omar Vidal and Ana Ruiz said the pier was safe.", "Omar Vidal and Ana Ruiz"),
    # what goes on behind the head
    ("A neighbour who knew him said the pier was safe.", "A neighbour who knew him"),
    ("A poll released on Monday found that fares would rise.", "A poll released on Monday"),
    ("A poll commissioned by the town found that fares would rise.", "A poll commissioned by the town"),
    ("The pier was safe, said Omar Vidal Jr.", "Omar Vidal Jr."),
    # clauses that are no modifiers
    ("Officials issued a notice and said the pier was safe.", "Officials"),
    ("She said the pier was safe.", "She"),
]  # fmt: skip


@pytest.mark.parametrize("text, mention", CASES)
def test_mention(attributed, text, mention):
    source = attributed(text)[0].source
    assert source.text == mention
    assert source.span.of(text) == mention


def test_a_participle_has_the_mention_of_its_subject(attributed):
    text = "Ana Ruiz, the mayor, shrugged, adding that the pier was safe."
    found = attributed(text)[0]
    assert found.source is None or found.source.text.startswith("Ana Ruiz")


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_who_the_source_is_does_not_turn_on_its_mention(monkeypatch, text):
    def told():
        source = attribute(extract(read(text)))[0].attribution.source
        features = list(rows(analyse(text)))
        return source._replace(span=None, text=""), repr(features)

    marked = told()
    module = sys.modules["provenance.attribution.attribute"]
    monkeypatch.setattr(module, "mentioned", lambda phrases, links, linked, source: source)
    assert told() == marked
