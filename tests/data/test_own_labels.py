"""A user's labels are read from the forms that tables come in, and refused line by line."""

import bz2
import csv
import gzip
import io
import json
import lzma

import pytest

from provenance.codebook import CLASSES
from provenance.data.label_sets import LabelSet, check_trainable, load_labels
from provenance.data.labels import load_examples
from provenance.data.own_labels import Columns, draw_test_part, load_own
from provenance.errors import DatasetError, InputError

ROWS = [
    {"article": "a", "text": "The mayor, Ana Ruiz, said so.", "sourcing": "named"},
    {"article": "a", "text": "It reportedly was not so.", "sourcing": "hedged"},
    {"article": "b", "text": "Police, \u201cat last\u201d, said\nso.", "sourcing": "organisation"},
]

# As many as can be trained on.
MANY = [*ROWS[:2] * 9, *ROWS[2:] * 2]


def table(rows, delimiter=","):
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def write(tmp_path):
    def written(content, name="labels.csv"):
        path = tmp_path / name
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        for ending, packed in ((".gz", gzip), (".bz2", bz2), (".xz", lzma)):
            if name.endswith(ending):
                data = packed.compress(data)
        path.write_bytes(data)
        return path

    return written


def refused(path, *told, columns=None):
    with pytest.raises(DatasetError) as caught:
        load_own(path, columns or Columns())
    for words in told:
        assert words in str(caught.value)
    assert "should" in str(caught.value)


@pytest.mark.parametrize("ending", ["", ".gz", ".bz2", ".xz"])
@pytest.mark.parametrize(
    ("form", "made"),
    [(".csv", table), (".tsv", lambda rows: table(rows, "\t")), (".jsonl", lines)],
)
def test_every_form_gives_the_same_articles(form, made, ending, write):
    articles = load_own(write(made(ROWS), f"labels{form}{ending}"))
    assert [article.id for article in articles] == ["a", "b"]
    assert articles[0].document.text == f"{ROWS[0]['text']} {ROWS[1]['text']}"
    assert articles[0].document.sentence_texts == [row["text"] for row in ROWS[:2]]
    assert articles[0].sourcing == ("named", "hedged")
    assert articles[0].checkable == (-1, -1)
    assert articles[1].document.sentence_texts == ["Police, \u201cat last\u201d, said so."]


def test_the_project_s_own_articles_come_back(write):
    examples = load_examples()[:4]
    rows = [
        {
            "article": article.id,
            "text": str(sentence),
            "sourcing": label.sourcing,
            "checkable": label.checkable,
            "part": article.part,
            "paragraph": article.document.paragraph_of[sentence.index],
        }
        for article in examples
        for sentence, label in zip(article.sentences, article.labels, strict=True)
    ]
    for own, example in zip(load_own(write(table(rows))), examples, strict=True):
        assert own.id == example.id
        assert own.part == example.part
        assert own.document.sentence_texts == example.document.sentence_texts
        assert own.document.paragraph_of == example.document.paragraph_of
        assert (own.sourcing, own.checkable) == (example.sourcing, example.checkable)


@pytest.mark.parametrize(("made", "name", "line"), [(table, "a.csv", 4), (lines, "a.jsonl", 3)])
def test_rows_of_an_article_stand_together(made, name, line, write):
    apart = [{**row, "text": "It was so."} for row in (ROWS[0], ROWS[2], ROWS[1])]
    refused(write(made(apart), name), f"line {line}: a row of article 'a'", f"line {line - 2};")


def test_a_byte_order_mark_and_blank_lines_are_no_matter(write):
    content = "\ufeff" + table(ROWS).replace("\r\n", "\r\n\r\n")
    assert len(load_own(write(content))) == 2


def test_columns_may_have_other_names(write):
    rows = [
        {"url": row["article"], "body": row["text"], "y": row["sourcing"], "claim": mark}
        for row, mark in zip(ROWS, ("True", "0", ""), strict=True)
    ]
    columns = Columns("body", "url", "y", checkable="claim")
    articles = load_own(write(table(rows)), columns)
    assert [article.checkable for article in articles] == [(1, 0), (-1,)]


@pytest.mark.parametrize("missing", ["article", "text", "sourcing"])
def test_a_missing_column_is_named_with_those_that_are_there(missing, write):
    rows = [{key: value for key, value in row.items() if key != missing} for row in ROWS]
    others = sorted(set(ROWS[0]) - {missing})
    told = f"line 1: there is no column {missing!r}", f"--{missing}-column", *others
    refused(write(table(rows)), *told)
    refused(write(lines(rows), "labels.jsonl"), *told)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_told(delimiter, write):
    refused(
        write("\n" + table(ROWS, delimiter)),
        "line 2: the header is one cell",
        f"its delimiter looks to be {delimiter!r}; should be ',' in a .csv file",
    )


def test_an_optional_column_that_was_asked_for_must_be_there(write):
    refused(write(table(ROWS)), "no column 'split'", columns=Columns(part="split"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": ""}, "text is ''; should be a sentence"),
        ({"text": " \t"}, "should be a sentence"),
        ({"article": " "}, "article is ' '; should be the id of its article"),
        ({"sourcing": "anonymus"}, "sourcing is 'anonymus'; should be one of named, document"),
        ({"sourcing": ""}, "sourcing is ''; should be one of"),
    ],
)
@pytest.mark.parametrize("made", [table, lines])
def test_a_bad_cell_is_named_with_its_line(made, change, told, write):
    rows = [*ROWS[:2], {**ROWS[0], **change}]
    line = 4 if made is table else 3
    name = "labels.csv" if made is table else "labels.jsonl"
    refused(write(made(rows), name), f"line {line}: ", told)


def test_commas_in_a_tab_separated_file(write):
    refused(write(table(ROWS), "a.tsv"), r"looks to be ','; should be '\t' in a .tsv file")


def test_an_unknown_class_lists_the_eight(write):
    refused(write(table([{**ROWS[0], "sourcing": "rumour"}])), *CLASSES)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("checkable", "maybe", "should be 1, 0, or empty"),
        ("checkable", "2", "should be 1, 0, or empty"),
        ("part", "training", "should be one of train, dev, test"),
        ("part", "", "should be one of train, dev, test"),
    ],
)
def test_a_bad_mark_or_part(key, value, told, write):
    refused(write(table([{**ROWS[0], key: value}])), "line 2: ", f"{key} is {value!r}", told)


def test_an_article_is_in_one_part(write):
    rows = [{**row, "part": part} for row, part in zip(ROWS[:2], ("train", "test"), strict=True)]
    refused(write(table(rows)), "line 3: article 'a' is in the part 'test'", "by line 2")


@pytest.mark.parametrize(
    "value", [None, 5, ["said so"], {"text": "said so"}, True], ids=lambda value: repr(value)
)
def test_json_of_another_type(value, write):
    refused(write(lines([{**ROWS[0], "text": value}]), "a.jsonl"), "line 1: text is")


def test_an_article_s_id_may_be_a_number(write):
    assert load_own(write(lines([{**ROWS[0], "article": 7}]), "a.jsonl"))[0].id == "7"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "", "holds no labelled sentence"),
        ("a.csv", "text,article,sourcing\n", "holds no labelled sentence"),
        ("a.jsonl", "\n\n", "holds no labelled sentence"),
        ("a.csv", "text,text,article\n", "several columns are called 'text'"),
        ("a.csv", "text,article,sourcing\nA,b\n", "line 2: the row has 2 cells; should have 3"),
        ("a.csv", "text,article,sourcing\nA, b,c,named\n", "line 2: the row has 4 cells"),
        (
            "a.csv",
            'text,article,sourcing\n"A\nb",c,named\n"A,b\n',
            "line 4: the row cannot be read",
        ),
        ("a.csv", 'text,article,sourcing\n"A"b,c,named\n', "line 2: the row cannot be read"),
        ("a.csv", b"text,article,sourcing\ncaf\xe9,a,named\n", "is not UTF-8 (byte 0xe9)"),
        ("a.jsonl", '{"text": \n', "line 1: not JSON"),
        ("a.jsonl", "[]\n", "line 1: the line is list; should be an object"),
        ("a.jsonl", "[" * 100_000 + "\n", "line 1: not JSON"),
        ("a.jsonl", lines([ROWS[0], {"text": "A."}]), "line 2: the row has no 'article'"),
        ("a.xlsx", "", "is of no known form; should be a .csv, .tsv or .jsonl file"),
    ],
)
def test_files_that_are_no_labels(name, content, told, write):
    refused(write(content, name), told)


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz"])
@pytest.mark.parametrize("content", [b"text,article,sourcing\n", b""])
def test_damaged_compression(ending, content, tmp_path):
    path = tmp_path / f"labels.csv{ending}"
    path.write_bytes(content or gzip.compress(b"text" * 999)[:-9])
    refused(path, str(path), "should")


def test_no_such_file(tmp_path):
    refused(tmp_path / "none.csv", "does not exist")
    (tmp_path / "folder.csv").mkdir()
    refused(tmp_path / "folder.csv", "cannot be read")


def test_the_test_part_is_a_fifth_and_the_same_every_time():
    ids = [f"article {number}" for number in range(100)]
    drawn = draw_test_part(ids)
    assert len(drawn) == 20
    assert draw_test_part(ids[::-1]) == drawn
    # An article that comes to the others moves few of them.
    assert len(drawn - draw_test_part([*ids, "one more"])) <= 1


@pytest.mark.parametrize(("count", "drawn"), [(0, 0), (1, 0), (4, 0), (5, 1), (9, 1), (10, 2)])
def test_of_few_articles_none_is_drawn(count, drawn):
    assert len(draw_test_part([str(number) for number in range(count)])) == drawn


def test_a_part_is_drawn_where_none_is_given(write):
    rows = [{**ROWS[0], "article": str(number)} for number in range(5)]
    parts = [article.part for article in load_own(write(table(rows)))]
    assert sorted(parts) == ["test", *["train"] * 4]


def test_label_sets_by_name(write):
    examples = load_labels("examples")
    assert {article.part for article in examples.training} <= {"train", "dev"}
    assert {article.part for article in examples.test} == {"test"}
    own = load_labels(str(write(table(ROWS))))
    assert (own.kind, own.name, len(own.articles)) == ("own", "labels.csv", 2)


@pytest.mark.parametrize("name", ["", "example", "labels.xlsx", "labels"])
def test_no_label_set(name):
    with pytest.raises(InputError, match="should be 'shipped', 'examples', or a .csv"):
        load_labels(name)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (ROWS, r"hold 2 article\(s\) and 3 labelled sentence\(s\); should hold .* 20 sentences"),
        (ROWS[:2] * 10, r"hold 1 article\(s\) and 20 "),
        (
            [{**row, "sourcing": "named"} for row in MANY],
            "hold one class, 'named'; should hold two",
        ),
        ([{**row, "checkable": 1} for row in MANY], "checkable is 1 wherever"),
        ([{**row, "part": "test"} for row in MANY], "hold 0 article"),
    ],
)
def test_labels_that_no_model_can_be_trained_on(rows, told, write):
    labels = LabelSet("own", "labels.csv", tuple(load_own(write(table(rows)))))
    with pytest.raises(DatasetError, match=told):
        check_trainable(labels)


def test_the_fewest_labels_that_can_be_trained_on(write):
    check_trainable(LabelSet("own", "labels.csv", tuple(load_own(write(table(MANY))))))
