"""A corpus is fetched whole and as it was labelled, or its file is left alone."""

import builtins
import dataclasses
import gzip
import hashlib
import io
import json

import pytest
from rich.console import Console
from rich.progress import Progress

from provenance.data import catalogue
from provenance.data.catalogue import Source, chosen
from provenance.data.corpora import FILES, read_corpus
from provenance.data.download import Bar, download
from provenance.data.fetch import fetch
from provenance.data.soundness import examine
from provenance.errors import DatasetError

pytest.importorskip("pooch", reason="needs the extra 'datasets'")


def left(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def with_sum(corpus, sha256):
    (source,) = corpus.sources
    return dataclasses.replace(corpus, sources=(dataclasses.replace(source, sha256=sha256),))


def test_the_catalogue():
    corpora = catalogue.catalogue()
    assert set(corpora) == set(FILES)
    for corpus in corpora.values():
        assert len(bytes.fromhex(corpus.sha256)) == 32
        assert corpus.title and corpus.holds and corpus.terms
        for source in corpus.sources:
            assert len(bytes.fromhex(source.commit)) == 20
            assert source.url.startswith(f"https://github.com/{source.repository}/")
            assert source.commit in source.url
        for digest in corpus.digests.values():
            assert len(bytes.fromhex(digest)) * 2 == catalogue.DIGEST_LENGTH


def test_names_are_chosen_once_in_the_catalogue_order():
    assert [corpus.name for corpus in chosen(["gum", "polnear", "gum"])] == ["polnear", "gum"]
    assert len(chosen(["all", "gum"])) == len(FILES)
    with pytest.raises(
        DatasetError, match="'grum' is no corpus; should be 'all' or one of polnear"
    ):
        chosen(["gum", "grum"])


def test_fetched_converted_and_read(gum, tmp_path):
    fetched = fetch(gum, tmp_path / "new" / "corpora")
    assert (fetched.how, fetched.soundness.sound) == ("converted", True)
    articles = list(read_corpus("gum", fetched.path.parent))
    assert [article.id for article in articles] == list(gum.digests)
    assert articles[0].text.startswith("Ferry sinks off Marlow")
    assert left(tmp_path) == ["gum.jsonl"]


def test_what_is_there_is_taken(gum, tmp_path, server):
    fetch(gum, tmp_path)
    assert fetch(gum, tmp_path).how == "there"
    assert server.asked == ["/gum.tar.gz"]


def test_a_file_known_by_its_checksum_need_not_be_read(gum, tmp_path):
    (tmp_path / "gum.jsonl").write_bytes(b"anything")
    known = dataclasses.replace(gum, sha256=hashlib.sha256(b"anything").hexdigest())
    assert fetch(known, tmp_path).soundness.sound


def test_the_archive_may_be_kept(gum, tmp_path):
    fetch(gum, tmp_path, keep=True)
    (archive,) = (tmp_path / "downloads" / "gum").iterdir()
    assert archive.name == f"owner-gum-{'0' * 40}.tar.gz"


def test_progress_is_drawn(gum, tmp_path):
    drawn = io.StringIO()
    with Progress(console=Console(file=drawn, force_terminal=True)) as progress:
        (source,) = gum.sources
        bar = Bar(progress, source.told)
        path = download(source, tmp_path, bar)
        (task,) = progress.tasks
    assert task.completed == task.total == path.stat().st_size
    assert "owner/gum at 00000000" in drawn.getvalue()


@pytest.mark.parametrize("sha256", [None, "right"])
def test_a_download_that_breaks_off_leaves_nothing_and_begins_anew(gum, tmp_path, server, sha256):
    if sha256:
        gum = with_sum(gum, hashlib.sha256(server.files["/gum.tar.gz"]).hexdigest())
    server.cut.add("/gum.tar.gz")
    with pytest.raises(DatasetError, match="broke off .*should run to its end: nothing of it was"):
        fetch(gum, tmp_path)
    assert list(tmp_path.iterdir()) == []
    server.cut.clear()
    assert fetch(gum, tmp_path).soundness.sound


def test_a_break_off_leaves_the_corpus_that_is_there(gum, tmp_path, server):
    (tmp_path / "gum.jsonl").write_text("old", encoding="utf-8")
    server.cut.add("/gum.tar.gz")
    with pytest.raises(DatasetError, match="broke off"):
        fetch(gum, tmp_path, force=True)
    assert (tmp_path / "gum.jsonl").read_text(encoding="utf-8") == "old"


def test_an_archive_that_came_whole_is_not_asked_for_again(gum, tmp_path, server):
    ratings = Source("owner/ratings", "1" * 40, f"{server.url}/ratings.tar.gz")
    two = dataclasses.replace(gum, sources=(*gum.sources, ratings))
    with pytest.raises(DatasetError, match="ratings.tar.gz was not given: 404"):
        fetch(two, tmp_path)
    server.files["/ratings.tar.gz"] = server.files["/gum.tar.gz"]
    assert fetch(two, tmp_path).soundness.sound
    assert server.asked.count("/gum.tar.gz") == 1


def test_a_changed_archive_is_refused_by_its_checksum(gum, tmp_path):
    with pytest.raises(DatasetError, match="is another file than the one that is known .*SHA-256"):
        fetch(with_sum(gum, "f" * 64), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_is_none_is_not_kept(gum, tmp_path, server):
    server.files["/gum.tar.gz"] = b"<html>sign in</html>"
    with pytest.raises(DatasetError, match="is damaged, or cannot be read"):
        fetch(gum, tmp_path, keep=True)
    assert list(tmp_path.iterdir()) == []


def test_documents_with_another_text_are_left_out_and_named(gum, tmp_path, server, pack, gum_files):
    gum_files["dep/GUM_bio_orla.conllu"] = "# text = Orla Finch was a baker.\n"
    server.files["/gum.tar.gz"] = pack(gum_files)
    fetched = fetch(gum, tmp_path)
    assert fetched.soundness.changed == ("GUM_bio_orla",)
    assert [article.id for article in read_corpus("gum", tmp_path)] == ["GUM_news_ferry"]
    with pytest.raises(
        DatasetError,
        match=r"not the corpus that labels point into: 1 of 2 documents are missing \(GUM_bio_orla\)",
    ):
        fetch(gum, tmp_path)


def test_force_keeps_them(gum, tmp_path, server, pack, gum_files):
    gum_files["dep/GUM_bio_orla.conllu"] = "# text = Orla Finch was a baker.\n"
    server.files["/gum.tar.gz"] = pack(gum_files)
    fetched = fetch(gum, tmp_path, force=True)
    assert not fetched.soundness.sound
    assert [article.id for article in read_corpus("gum", tmp_path)] == list(gum.digests)


def test_an_archive_of_something_else_writes_nothing(gum, tmp_path, server, pack):
    server.files["/gum.tar.gz"] = pack({"README.md": "# Another\n"})
    with pytest.raises(DatasetError, match="is a document of 'gum': 2 of 2 documents are missing"):
        fetch(gum, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_another_form_is_told(make_corpus, tmp_path, pack):
    corpus = make_corpus("allsides", {"abc": "It fell."})
    (tmp_path / "a.tar.gz").write_bytes(pack({"data/jsons/abc.json": "{"}))
    with pytest.raises(
        DatasetError, match="cannot be converted .*should be in the form that owner"
    ):
        fetch(corpus, tmp_path, [tmp_path / "a.tar.gz"])


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"not JSON", "line 1 is not an article"), (b"", "2 of 2 documents are missing")],
)
def test_a_changed_corpus_is_refused_unless_forced(gum, tmp_path, content, told):
    (tmp_path / "gum.jsonl").write_bytes(content)
    with pytest.raises(DatasetError, match=f"{told}.*fetch it anew with --force"):
        fetch(gum, tmp_path)
    assert (tmp_path / "gum.jsonl").read_bytes() == content
    assert fetch(gum, tmp_path, force=True).soundness.sound


def test_articles_of_one_id_are_told_apart_by_their_text(make_corpus, tmp_path, pack):
    texts = {"Reuters_1": "Second\n\nIt fell.\n\n", "Reuters_1#2": "First\n\nIt stood.\n\n"}
    corpus = make_corpus("newsdiscourse", texts)
    files = {
        "a/Reuters_1.txt": "H First\nS1 It stood.\n",
        "b/Reuters_1.txt": "H Second\nS1 It fell.\n",
    }
    (tmp_path / "a.tar.gz").write_bytes(pack({"data/train.tar.gz": pack(files, root="train")}))
    fetched = fetch(corpus, tmp_path / "corpora", [tmp_path / "a.tar.gz"])
    assert fetched.soundness.sound
    articles = read_corpus("newsdiscourse", tmp_path / "corpora")
    assert {article.id: article.text for article in articles} == texts


def test_a_compressed_corpus(make_corpus, tmp_path, pack):
    article = {
        **dict.fromkeys(("topic", "title", "date", "authors", "bias_text"), ""),
        "ID": "abc",
        "source_url": "courier.example",
        "content_original": "It fell.",
    }
    ratings = "source_url_normalized\tfact\tbias\ncourier.example\thigh\tcenter\n"
    (tmp_path / "a.tar.gz").write_bytes(pack({"data/jsons/abc.json": json.dumps(article)}))
    (tmp_path / "b.tar.gz").write_bytes(pack({"data/acl2020/corpus.tsv": ratings}))
    corpus = make_corpus("allsides", {"abc": "It fell."})
    fetched = fetch(corpus, tmp_path, [tmp_path / "a.tar.gz", tmp_path / "b.tar.gz"])
    with gzip.open(fetched.path, "rt", encoding="utf-8") as lines:
        assert json.loads(lines.read())["labels"]["outlet_factuality"] == "high"


def test_a_checkout_instead_of_a_download(gum, tmp_path, gum_files, server):
    checkout = tmp_path / "checkout"
    for path, content in gum_files.items():
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_text(content, encoding="utf-8")
    assert fetch(gum, tmp_path / "corpora", [checkout]).soundness.sound
    assert server.asked == []


@pytest.mark.parametrize("named", ["folder", "file"])
def test_a_converted_file_is_copied(gum, tmp_path, named):
    ready = fetch(gum, tmp_path / "ready").path
    given = ready if named == "file" else ready.parent
    fetched = fetch(gum, tmp_path / "corpora", [given])
    assert fetched.how == "copied"
    assert fetched.path.read_bytes() == ready.read_bytes()


def test_a_converted_file_that_is_not_sound_is_not_copied(gum, tmp_path):
    (tmp_path / "gum.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(DatasetError, match="gum.jsonl is not the corpus that labels point into"):
        fetch(gum, tmp_path / "corpora", [tmp_path])
    assert not (tmp_path / "corpora").exists()


def test_without_a_network(gum, tmp_path, server):
    server.shutdown()
    server.server_close()
    with pytest.raises(DatasetError, match="cannot be reached .*name the file by --from"):
        fetch(gum, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(gum, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match="cannot be written: .*name another by --corpora"):
        fetch(gum, tmp_path / "file" / "corpora")


def test_no_permission_to_write(gum, tmp_path, monkeypatch):
    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("provenance.data.replacing.os.replace", refuse)
    with pytest.raises(
        DatasetError, match="cannot be written: Permission denied; should be a fold"
    ):
        fetch(gum, tmp_path)
    assert left(tmp_path) == []


def test_without_pooch(gum, tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "pooch":
            raise ModuleNotFoundError("No module named 'pooch'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DatasetError, match=r"pip install 'provenance-score\[datasets\]'.*--from"):
        fetch(gum, tmp_path)


def test_a_missing_file_cannot_be_examined(gum, tmp_path):
    with pytest.raises(DatasetError, match="gum.jsonl cannot be read: No such file"):
        examine(gum, tmp_path)
