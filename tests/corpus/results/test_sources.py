"""The ledger of a corpus: one entry a source, whatever words its articles have for it."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from provenance import InputError
from provenance.corpus import output
from provenance.corpus.scored_articles import parsed_dates
from provenance.corpus.source_names import body, description, is_pronoun, person
from provenance.corpus.sources import COLUMNS, source_ledger


def frame(*articles):
    """Articles as lists of mentions: text, type, name and, where it is another, class."""
    rows, index = [], []
    for number, mentions in enumerate(articles):
        for place, (text, type, name, *sourcing) in enumerate(mentions):
            rows.append((text, type, name, *(sourcing or [type]), "Post", "2024-03-01"))
            index.append((number, place))
    columns = ["source", "source_type", "source_name", "sourcing", "publisher", "date"]
    labels = pd.MultiIndex.from_tuples(index, names=["article", "sentence"])
    return pd.DataFrame(rows, columns=columns, index=labels)


def entries(ledger):
    return {row.source: (row.type, row.sentences, row.articles) for row in ledger.itertuples()}


def test_every_source_with_outlets_and_dates(sentences):
    found = source_ledger(sentences).set_index("source")
    ruth = found.loc["Ruth Achterberg"]
    assert ruth[["type", "known_by", "articles"]].tolist() == ["named", "name", 2]
    assert set(ruth["outlets"]) == {"Post", "Wire"}
    assert ruth["first"] == ruth["last"] == pd.Timestamp("2024-03-01")
    official = found[found.index.str.startswith("senior port official")].iloc[0]
    assert official[["type", "known_by", "articles"]].tolist() == ["anonymous", "description", 2]
    assert official["outlets"] == ("Post",)
    assert (official["first"], official["last"]) == tuple(
        pd.to_datetime(["2024-03-01", "2024-03-05"])
    )
    assert official["sentences"] == 3  # "The official" is the same one
    assert "The official" not in found.index


def test_nothing_is_lost(sentences):
    found = source_ledger(sentences)
    sourced = sentences["sourcing"].isin(
        ["named", "document", "organisation", "anonymous", "vague"]
    )
    expected = (sourced & sentences["source"].notna()).sum()
    assert found.attrs["sentences"] == expected
    assert found["sentences"].sum() + found.attrs["unresolved"] == expected
    assert found.attrs["undated"] == 2  # "" and "soon", of the articles a3 and a4; a5 has a date


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv"])
def test_the_folder_of_a_batch_tells_the_same(make_output, sentences, format):
    found, expected = source_ledger(make_output(format)), source_ledger(sentences)
    assert_frame_equal(found, expected)
    assert found.attrs == expected.attrs


def test_pieces_may_part_an_article(make_output, sentences, monkeypatch):
    folder = make_output("csv")
    monkeypatch.setattr(output, "_PIECE", 2)
    assert_frame_equal(source_ledger(folder), source_ledger(sentences))


def test_articles_may_stand_apart(scorer, sentences, articles, rows):
    bare = sentences.drop(columns=["publisher", "date"])
    expected = source_ledger(sentences)
    for about in (articles.set_index("id"), rows, rows.rename_axis("article").reset_index()):
        assert_frame_equal(source_ledger(bare, about.sample(frac=1, random_state=0)), expected)
    with pytest.raises(
        InputError, match=r"articles has no row 'a1' in its index; should have the ids"
    ):
        source_ledger(bare, articles)


def test_any_order_of_articles(sentences):
    order = ["a4", "a2", "a5", "a1", "a3"]
    found = source_ledger(pd.concat([sentences.loc[[name]] for name in order]))
    assert_frame_equal(found.drop(columns="also"), source_ledger(sentences).drop(columns="also"))


def test_sorted_by_something_else(sentences):
    assert_frame_equal(
        source_ledger(sentences.sort_values("sourcing", kind="stable"))[["sentences", "articles"]],
        source_ledger(sentences)[["sentences", "articles"]],
    )


def test_no_sources():
    found = source_ledger(frame())
    assert list(found.columns) == list(COLUMNS)
    assert len(found) == 0
    assert found.attrs == {"sentences": 0, "unresolved": 0, "undated": 0}


def test_outlet_and_date_may_be_missing(sentences):
    found = source_ledger(sentences, outlet=None, date=None)
    assert found["first"].isna().all()
    assert set(found["outlets"]) == {()}
    with pytest.raises(InputError, match="sentences has no column 'publisher'; should be carried"):
        source_ledger(sentences.drop(columns="publisher"))


def test_wrong_inputs(output, sentences, articles):
    with pytest.raises(InputError, match="articles is given beside a folder"):
        source_ledger(output, articles)
    with pytest.raises(InputError, match="sentences is list; should be a DataFrame"):
        source_ledger([])
    with pytest.raises(InputError, match="sentences has no column 'source', 'source_type'"):
        source_ledger(articles)


# -- who is one source ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ruiz", "ANA RUIZ", "Ana M. Ruiz", "Sen. Ana Ruiz", "Dr Ana Ruiz", "Ana Ruiz's"),
        ("Bill Orne", "William Orne", "William Orne III", "WATCH Bill Orne"),
        ("Don Keane Jr.", "Donald Keane Jr"),
        ("Siobhan O’Dowd", "Siobhan O'Dowd"),
    ],
)
def test_one_person(names):
    assert len({person(name).key for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana Ruiz", "Ana Roth"), ("Don Keane Jr.", "Don Keane"), ("Major Tell", "Ruth Tell")],
)
def test_two_people(one, other):
    assert person(one).key != person(other).key


@pytest.mark.parametrize(
    "texts",
    [
        ("a senior official", "two senior officials", "The senior official", "Senior officials"),
        ("U.S. officials", "US officials", "an American official", "at least three U.S. officials"),
        ("a port official, who spoke on Monday", "port officials who asked not to be named"),
        ("people familiar with the matter", "a person familiar with the matter"),
        ("dozens of witnesses", "a witness", "some of the witnesses", "another witness there"),
        ("high-ranking aides", "a high ranking aide"),
        ("58 percent of voters", "voters"),
        ("a woman", "three women"),
        ("the port authority’s lawyers", "a port authority lawyer"),
    ],
)
def test_one_description(texts):
    assert len({description(text).key for text in texts}) == 1, [description(t).key for t in texts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a senior official", "an official"),
        ("a port official", "a city official"),
        ("critics", "supporters"),
        ("people familiar with the matter", "people"),
    ],
)
def test_two_descriptions(one, other):
    assert description(one).key != description(other).key


@pytest.mark.parametrize("text", ["", ", who", "the 70 percent", "..."])
def test_words_that_describe_nobody(text):
    assert description(text).key in ("", "who")


def test_bodies():
    assert body("the U.S. Harbour Board").key == body("U.S. Harbour Board").key
    assert body("the U.S.").words == "U.S."


def test_a_pronoun_is_who_was_described_before():
    found = source_ledger(
        frame(
            [("a port official", "anonymous", None), ("he", "anonymous", None)],
            [("They", "vague", None)],
            [("she", "named", None), ("his", "organisation", None)],
        )
    )
    assert entries(found) == {"port official": ("anonymous", 2, 1)}
    assert found.attrs["unresolved"] == 3
    assert is_pronoun("He")
    assert not is_pronoun("Many")


def test_a_bare_noun_is_who_was_described_before_in_its_article():
    found = source_ledger(
        frame(
            [("a port official", "anonymous", None), ("the official", "vague", None)],
            [("State Harbour Department", "organisation", "State Harbour Department")]
            + [("the department", "organisation", None)],
            [("the official", "vague", None), ("the department", "organisation", None)],
        )
    )
    assert entries(found) == {
        "port official": ("anonymous", 2, 1),
        "State Harbour Department": ("organisation", 2, 1),
        "official": ("vague", 1, 1),
        "department": ("organisation", 1, 1),
    }


def test_sentences_of_other_classes_only_help_to_read_on():
    found = source_ledger(
        frame([("a port official", "anonymous", None, "hedged"), ("he", "anonymous", None)])
    )
    assert entries(found) == {"port official": ("anonymous", 1, 1)}


def named(name, times=1):
    return [[(name, "named", name)]] * times


def test_a_surname_joins_whom_it_stands_for_widely():
    wide = [*named("Ana Ruiz", 9), *named("Ruiz", 3)]
    assert entries(source_ledger(frame(*wide))) == {"Ana Ruiz": ("named", 12, 12)}
    assert source_ledger(frame(*wide))["also"].tolist() == [("Ruiz",)]


def test_a_surname_joins_nobody_where_it_could_be_another():
    few = [*named("Ana Ruiz", 2), *named("Ruiz", 3)]
    assert set(entries(source_ledger(frame(*few)))) == {"Ana Ruiz", "Ruiz"}
    two = [*named("Ana Ruiz", 9), *named("Ruth Ruiz", 2), *named("Ruiz", 3)]
    assert set(entries(source_ledger(frame(*two)))) == {"Ana Ruiz", "Ruth Ruiz", "Ruiz"}


def test_initials_join_the_name_they_are_of():
    def bodies(name, times):
        return [[(name, "organisation", name)]] * times

    full = "Office of Harbour Safety"
    found = source_ledger(frame(*bodies(full, 3), *bodies("OHS", 2), *bodies("OHC", 1)))
    assert entries(found) == {full: ("organisation", 5, 5), "OHC": ("organisation", 1, 1)}


def test_a_name_taken_for_a_person_s_and_a_body_s_is_one():
    articles = [*named("Harlan Stone"), *[[("Harlan Stone", "organisation", "Harlan Stone")]] * 2]
    assert entries(source_ledger(frame(*articles))) == {"Harlan Stone": ("organisation", 3, 3)}


def test_a_person_and_a_thing_of_one_word_are_two():
    articles = [*named("Steel"), [("Steel", "organisation", "Steel")]]
    assert len(source_ledger(frame(*articles))) == 2


def test_the_type_is_that_of_most_sentences_whose_class_agrees():
    rows = [("a port official", "anonymous", None, "named")] * 3
    rows += [("port officials", "vague", None), ("a port official", "anonymous", None)] * 2
    rows += [("a port official", "anonymous", None)]
    assert entries(source_ledger(frame(rows))) == {"port official": ("anonymous", 8, 1)}


def test_labels_are_written_as_in_mid_sentence():
    found = source_ledger(frame([("Critics", "vague", None)] * 3 + [("critics", "vague", None)]))
    assert found[["source", "also"]].to_numpy().tolist() == [["critics", ()]]
    found = source_ledger(frame([("ANA RUIZ", "named", "ANA RUIZ")] * 2 + named("Ana Ruiz")[0]))
    assert found["source"].tolist() == ["Ana Ruiz"]


def test_wordings_are_bounded():
    rows = [(f"a port official who came {n}", "anonymous", None) for n in range(40)]
    rows += [(f"{word} port official", "anonymous", None) for word in ("Port", "A", "any", "no")]
    assert source_ledger(frame(rows))["sentences"].max() >= 40


# -- dates ---------------------------------------------------------------------------------


def test_dates_of_any_form():
    given = [
        "2024-03-01",
        "1 March 2024",
        "20240301",
        "2024-03-01T20:00:00-05:00",
        "soon",
        "",
        None,
    ]
    found = parsed_dates(pd.Series(given))
    assert found.dt.strftime("%Y-%m-%d").tolist()[:4] == ["2024-03-01"] * 3 + ["2024-03-02"]
    assert found.isna().tolist() == [False] * 4 + [True] * 3
    assert str(found.dtype) == "datetime64[s]"


@pytest.mark.parametrize(
    "dates",
    [
        pd.Series(pd.to_datetime(["2024-03-01"])),
        pd.Series(pd.to_datetime(["2024-03-01"], utc=True)),
        pd.Series([20240301]),
        pd.Series([pd.Timestamp("2024-03-01")], dtype=object),
    ],
)
def test_dates_that_are_dates_already(dates):
    assert parsed_dates(dates).tolist() == [pd.Timestamp("2024-03-01")]
