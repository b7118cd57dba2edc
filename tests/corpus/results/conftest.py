"""Scored articles of the project's own, as frames and as folders like those of ``provenance batch``."""

import pandas as pd
import pytest

import provenance
from provenance.corpus.formats import FORMATS
from provenance.corpus.schema import Layout
from provenance.scoring.table import ARTICLE_TYPES, SENTENCE_TYPES

TEXTS = {
    "a1": (
        "Ruth Achterberg, the county engineer, said the bridge was safe. She told the board so. "
        "A senior port official, who asked not to be named, said it was not. The official said no more."
    ),
    "a2": "Two senior port officials said the ferry was late. Critics say the port knew. It closed.",
    "a3": "Mr. Keane said the ferry was late, according to Ruth Achterberg. The audit found 61 cracks.",
    "a4": "Police said nothing. The ferry reportedly sank. He said so.",
    "a5": "The ferry came. The crew left.",
}
PUBLISHERS = {"a1": "Post", "a2": "Post", "a3": "Wire", "a4": "Wire", "a5": "Wire"}
DATES = {
    "a1": "2024-03-01",
    "a2": "5 March 2024",
    "a3": "",
    "a4": "soon",
    "a5": "2024-02-01T09:00Z",
}


@pytest.fixture(scope="session")
def scorer():
    return provenance.load()


@pytest.fixture(scope="session")
def articles():
    """A few articles."""
    return pd.DataFrame(
        {
            "id": list(TEXTS),
            "text": list(TEXTS.values()),
            "publisher": list(PUBLISHERS.values()),
            "date": list(DATES.values()),
        }
    )


@pytest.fixture(scope="session")
def sentences(scorer, articles):
    """A row a sentence."""
    return scorer.score_frame(articles, id="id", carry=["publisher", "date"])


@pytest.fixture(scope="session")
def rows(scorer, articles):
    """A row an article."""
    return scorer.article_frame(articles, id="id", carry=["publisher", "date"])


@pytest.fixture(scope="session")
def make_output(tmp_path_factory, sentences, rows):
    """Write the scored articles as a format's writer writes them, two articles a part."""

    def made(format, compression=None):
        layout = Layout(format, compression, carried=("publisher", "date"))
        found = FORMATS[format]
        folder = tmp_path_factory.mktemp(format)
        writer = found.Writer(folder, layout)
        writer.resume([])
        for part, start in enumerate(range(0, len(rows), 2)):
            few = rows.iloc[start : start + 2]
            numbers = range(start, start + len(few))
            about = {"article": list(few.index), "record": list(numbers)}
            about |= {"file": ["news.jsonl"] * len(few), "line": [n + 1 for n in numbers]}
            about |= {name: few[name].tolist() for name in ("publisher", "date", *ARTICLE_TYPES)}
            own = sentences[sentences.index.get_level_values("id").isin(few.index)]
            told = {"article": list(own.index.get_level_values("id"))}
            told |= {"sentence": list(own.index.get_level_values("sentence"))}
            told |= {name: _plain(own[name]) for name in SENTENCE_TYPES}
            for table, columns in (("articles", about), ("sentences", told)):
                writer.append(table, found.encode(table, columns, layout))
            writer.commit(part)
        writer.finish()
        (folder / "run.json").write_text("{}", encoding="utf-8")
        return folder

    return made


def _plain(column):
    return [None if value is pd.NA else value for value in column.tolist()]


@pytest.fixture(scope="session")
def output(make_output):
    """A folder of Parquet."""
    return make_output("parquet")
