"""Publishers' own files come out as the project's form, to the character."""

import io
import json
import zipfile

import pytest

from provenance.data.archives import read_members
from provenance.data.converters import CONVERTERS
from provenance.data.corpora import FILES
from provenance.errors import DatasetError

POLNEAR_TEXT = "Bridge shut.\n\nThe bridge is shut, Ana Ruiz said.\xa0It is old.\n"
NEWSDISCOURSE = "URL\thttps://a.example/1\nDATE/ 2019\nH Bridge  shut in Marlow\n\n"


def converted(name, files, ids):
    converter = CONVERTERS[name]
    assert all(map(converter.wanted, files))
    encoded = [(path, text.encode("utf-8")) for path, text in files.items()]
    return list(converter.convert(encoded, ids))


def test_every_corpus_has_a_converter():
    assert set(CONVERTERS) == set(FILES)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("polnear", "data/test/text/a.txt"),
        ("polnear", "data/annotator-training/text/a.txt"),
        ("newsdiscourse", "data/test.zip"),
        ("gum", "xml/GUM_news_ferry.xml"),
        ("allsides", "data/splits/random/train.tsv"),
    ],
)
def test_other_files_are_left_alone(name, path):
    assert not CONVERTERS[name].wanted(path)


def polnear_files():
    offsets = [(0, 12), (14, 49), (50, 60)]
    token = "<token><CharacterOffsetBegin>{}</CharacterOffsetBegin><CharacterOffsetEnd>{}</CharacterOffsetEnd></token>"
    sentences = "".join(
        f"<sentence><tokens>{token.format(start, start + 2)}{token.format(end - 1, end)}</tokens></sentence>"
        for start, end in offsets
    )
    return {
        "data/dev/text/post_2016-01-02_bridge.txt": POLNEAR_TEXT,
        "data/dev/corenlp/post_2016-01-02_bridge.txt.xml": f"<root>{sentences}</root>",
        "data/dev/attributions/post_2016-01-02_bridge_b.ann": "",
        "data/dev/attributions/post_2016-01-02_bridge_a.ann": (
            "T1\tSource 35 43\tAna Ruiz\nT2\tCue 44 48\tsaid\n"
            "T3\tContent 50 60;14 33\tIt is old. The bridge is shut\nT4\tAttribution 44 48\tsaid\n"
            "T5\tContent 0 12\tBridge shut.\n#1\tAnnotatorNotes T1\tsure\n"
            "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nE2\tAttribution-no-source:T4 Content2:T5\n"
        ),
        "data/metadata.tsv": (
            "compartment\tfilename\tpublisher\tpublication_date\ttitle\n"
            "dev\tpost_2016-01-02_bridge\tpost\t2016-01-02\tBridge shut\n"
        ),
    }


def test_polnear():
    assert converted("polnear", polnear_files(), {"post_2016-01-02_bridge"}) == [
        {
            "corpus": "polnear",
            "doc_id": "post_2016-01-02_bridge",
            "split": "dev",
            "publisher": "post",
            "date": "2016-01-02",
            "title": "Bridge shut",
            "text": POLNEAR_TEXT,
            "sentences": [[0, 12], [14, 49], [50, 60]],
            "attributions": [
                {"source": [], "cue": [], "content": [[0, 12]]},
                {"source": [[35, 43]], "cue": [[44, 48]], "content": [[14, 33], [50, 60]]},
            ],
        }
    ]


@pytest.mark.parametrize("name", CONVERTERS)
def test_only_the_documents_asked_for_come(name, gum_files):
    files = {
        "polnear": polnear_files(),
        "newsdiscourse": {},
        "gum": {path: text for path, text in gum_files.items() if path != "README.md"},
        "allsides": allsides_files(),
    }[name]
    assert converted(name, files, {"another"}) == []


def test_gum(gum_files):
    del gum_files["README.md"]
    ferry, orla = converted("gum", gum_files, {"GUM_news_ferry", "GUM_bio_orla"})
    assert ferry["text"] == (
        "Ferry sinks off Marlow \n\nIt sank on Monday. \nNobody was hurt, the pilot said. "
    )
    assert [ferry["text"][start:end] for start, end in ferry["sentences"]] == [
        "Ferry sinks off Marlow",
        "It sank on Monday.",
        "Nobody was hurt, the pilot said.",
    ]
    assert (ferry["split"], ferry["genre"]) == ("train", "news")
    assert (orla["split"], orla["genre"]) == ("dev", "bio")


def newsdiscourse_archive(pack, kind, split="train"):
    files = {
        f"{split}/Business/Reuters_1.txt": NEWSDISCOURSE
        + "S1 It is shut, Ana Ruiz said.\nS2 It is  old.\n\nS3\tNobody knew.\n",
        f"{split}/Business/Reuters_1.ann": "T1\tMain 1 2\tS1\nT2\tSpeech 1 2\tS1\nT3\tNA 5 6\tS2\n",
        f"{split}/Crime/Reuters_1.txt": "H Another\nS1 It fell.\n",
        f"{split}/Crime/Reuters_1.ann": "T1\tSpeech 1 2\tS1\n",
        f"__MACOSX/{split}/Crime/._Reuters_1.txt": "\0",
    }
    if kind == "tar.gz":
        return pack(files, root="")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_newsdiscourse(pack, kind):
    convert = CONVERTERS["newsdiscourse"].convert
    content = newsdiscourse_archive(pack, kind)
    first, second = convert([(f"data/train.{kind}", content)], {"Reuters_1"})
    assert first == {
        "corpus": "newsdiscourse",
        "doc_id": "Reuters_1",
        "split": "train",
        "publisher": "reuters",
        "text": "Bridge  shut in Marlow\n\nIt is shut, Ana Ruiz said. It is  old.\n\nNobody knew.\n\n",
        "sentences": [[0, 22], [24, 50], [51, 62], [64, 76]],
        "speech": [None, True, False, False],
    }
    assert [first["text"][start:end] for start, end in first["sentences"]] == [
        "Bridge  shut in Marlow",
        "It is shut, Ana Ruiz said.",
        "It is  old.",
        "Nobody knew.",
    ]
    assert second["text"] == "Another\n\nIt fell.\n\n"
    assert second["speech"] == [None, True]


def test_newsdiscourse_validation_is_dev(pack):
    content = newsdiscourse_archive(pack, "zip", "validation")
    records = CONVERTERS["newsdiscourse"].convert([("data/validation.zip", content)], {"Reuters_1"})
    assert {record["split"] for record in records} == {"dev"}


def allsides_files():
    article = {
        "ID": "abc",
        "topic": "bridges",
        "source_url": "www.courier.example",
        "title": "Bridge shut",
        "date": "2016-01-02",
        "authors": "Ana Ruiz",
        "content": "It is shut .",
        "content_original": "\n\nIt\u2019s shut.\n\n",
        "bias_text": "left",
    }
    unrated = {**article, "ID": "def", "source_url": "www.unrated.example"}
    return {
        "data/jsons/abc.json": json.dumps(article),
        "data/jsons/def.json": json.dumps(unrated),
        "data/splits/media/valid.tsv": "ID\tbias\nabc\t0\n",
        "data/acl2020/corpus.tsv": (
            "source_url\tsource_url_normalized\tref\tfact\tbias\n"
            "https://www.courier.example/\tcourier.example\thttps://r.example\tmixed\tleft-center\n"
        ),
    }


def test_allsides():
    assert converted("allsides", allsides_files(), {"abc", "def"}) == [
        {
            "corpus": "allsides",
            "doc_id": "abc",
            "split": "valid",
            "publisher": "courier.example",
            "title": "Bridge shut",
            "date": "2016-01-02",
            "author": "Ana Ruiz",
            "topic": "bridges",
            "text": "\n\nIt\u2019s shut.\n\n",
            "labels": {
                "outlet_factuality": "mixed",
                "outlet_bias": "left-center",
                "article_bias": "left",
                "reliable": 0.5,
            },
        }
    ]


@pytest.mark.parametrize("root", ["repository-0123abc", ""])
def test_members_of_an_archive_with_and_without_a_root(pack, root):
    files = {"data/a.txt": "A", "data/b.txt": "B", "../c.txt": "C"}
    found = read_members(pack(files, root), lambda path: path in ("data/b.txt", "c.txt"))
    assert ("data/b.txt", b"B") in list(found)


def test_members_of_a_folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.txt").write_text("A", encoding="utf-8")
    (tmp_path / "b.txt").write_text("B", encoding="utf-8")
    assert list(read_members(tmp_path, lambda path: path == "data/a.txt")) == [("data/a.txt", b"A")]


def test_a_damaged_archive_is_named(pack, tmp_path):
    content = pack({"data/a.txt": "A" * 100_000})
    (tmp_path / "cut.tar.gz").write_bytes(content[: len(content) // 2])
    (tmp_path / "none.zip").write_bytes(b"not an archive")
    for name in ("cut.tar.gz", "none.zip", "absent.zip"):
        with pytest.raises(DatasetError, match=f"{name} is damaged, or cannot be read"):
            list(read_members(tmp_path / name, lambda path: True))
