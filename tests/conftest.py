"""Settings that all tests share."""

import io
import json
import os
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import settings

from provenance.data import catalogue, labels
from provenance.data.corpora import FILES
from provenance.data.labels import SPANS, load_examples, sentence_hash

# Where CI is set, the same examples are tried every time.
settings.register_profile("provenance", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("provenance")


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    """A folder with five of the project's own articles, while its labels are those of these articles."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    rows = []
    with (folder / FILES["gum"]).open("w", encoding="utf-8") as lines:
        for article in load_examples()[:5]:
            document = article.document
            lines.write(json.dumps({"doc_id": article.id, "text": document.text}) + "\n")
            for (start, end), label in zip(document.sentences, article.labels, strict=True):
                row = {"corpus": "gum", "document": article.id, "part": "train"}
                row |= {"start": start, "end": end}
                row |= {"hash": sentence_hash(document.text[start:end]), **label._asdict()}
                for name in SPANS:
                    span = row.pop(name)
                    row[f"{name}_start"], row[f"{name}_end"] = span or ("", "")
                rows.append({key: str(value) for key, value in row.items()})
    monkeypatch.setattr(labels, "label_rows", lambda name="sourcing": [dict(row) for row in rows])
    return folder


_CACHE = "provenance.data.corpora.cache_folder"


@pytest.fixture(scope="session", autouse=True)
def _no_cache():
    """No test sees, or fills, the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_CACHE, lambda: None)
        yield


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    """The user's cache: a folder that is not there yet."""
    monkeypatch.setattr(_CACHE, lambda: tmp_path / "cache")
    return tmp_path / "cache"


# Articles of the project's own, in the form in which GUM's publisher offers them.
GUM_TEXTS = {
    "GUM_news_ferry": "Ferry sinks off Marlow \n\nIt sank on Monday. \nNobody was hurt, the pilot said. ",
    "GUM_bio_orla": "Orla Finch \n\nOrla Finch was a botanist. ",
}
GUM_FILES = {
    "splits.md": "# Splits\n\n## dev\n\n  * GUM_bio_orla\n\n## train\n\n  * GUM_news_ferry\n",
    "dep/GUM_news_ferry.conllu": (
        "# newdoc id = GUM_news_ferry\n# newpar\n# newpar_block = head (1 s)\n"
        "# text = Ferry sinks off Marlow\n1\tFerry\tferry\tNOUN\n\n"
        "# newpar\n# newpar_block = p (2 s)\n# text = It sank on Monday.\n1\tIt\tit\tPRON\n\n"
        "# sent_id = GUM_news_ferry-3\n# text = Nobody was hurt, the pilot said.\n1\tNobody\n\n"
    ),
    "dep/GUM_bio_orla.conllu": (
        "# newpar\n# text = Orla Finch\n\n# newpar\n# text = Orla Finch was a botanist.\n\n"
    ),
    "dep/GUM_vlog_unused.conllu": "# newpar\n# text = Not of the corpus.\n",
    "README.md": "# GUM\n",
}


@pytest.fixture
def gum_files():
    """The files of a small GUM: paths and contents."""
    return dict(GUM_FILES)


@pytest.fixture
def pack():
    """Make a .tar.gz of files in one folder, as repositories' archives are."""

    def packed(files, root="repository-0123abc"):
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w:gz") as archive:
            for path, content in files.items():
                data = content if isinstance(content, bytes) else content.encode("utf-8")
                info = tarfile.TarInfo(f"{root}/{path}" if root else path)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        return target.getvalue()

    return packed


@pytest.fixture
def make_corpus():
    """Make a corpus of the catalogue from the texts of its documents."""

    def made(name, texts, sources=()):
        digests = {id: catalogue.text_digest(text) for id, text in texts.items()}
        sources = sources or [catalogue.Source("owner/name", "0" * 40, "http://127.0.0.1:9/a")]
        return catalogue.Corpus(
            name, f"A small {name}", "articles", "none stated", "0" * 64, tuple(sources), digests
        )

    return made


@pytest.fixture
def server():
    """A web server on this machine: ``files`` it gives, ``cut`` ones it breaks off, ``asked`` ones."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            content = self.server.files.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            half = len(content or b"") // 2 if self.path in self.server.cut else None
            self.wfile.write((content or b"")[:half])

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.files, server.cut, server.asked = {}, set(), []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def gum(make_corpus, server, pack, gum_files):
    """A small GUM whose archive the server gives."""
    server.files["/gum.tar.gz"] = pack(gum_files)
    source = catalogue.Source("owner/gum", "0" * 40, f"{server.url}/gum.tar.gz")
    return make_corpus("gum", GUM_TEXTS, [source])
