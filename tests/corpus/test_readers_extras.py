"""What a plain install lacks is told with the command that installs it."""

import gzip
import subprocess
import sys

import pytest

from provenance.corpus.readers import page, read_records
from provenance.errors import InputError


@pytest.mark.parametrize(
    ("name", "library", "says"),
    [
        ("a.parquet", "pyarrow", r"provenance-score\[batch\]"),
        ("a.html", "trafilatura", r"provenance-score\[html\]"),
        ("a.warc", "warcio.archiveiterator", r"provenance-score\[html\]"),
        ("a.warc.gz", "warcio.archiveiterator", r"provenance-score\[html\]"),
        ("a.jsonl.zst", "zstandard", "pip install zstandard"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(tmp_path, monkeypatch, name, library, says):
    monkeypatch.setitem(sys.modules, library, None)
    page._extractor.cache_clear()
    data = b"PAR1 or <p>anything</p>"
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    with pytest.raises(InputError, match=f"not installed; should be: .*{says}"):
        list(read_records(tmp_path / name))


def test_reading_lines_imports_no_extra(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x"}\n')
    code = (
        "import sys; from provenance.corpus.readers import read_records; "
        f"assert len(list(read_records({str(path)!r}))) == 1; "
        "heavy = {'pyarrow', 'trafilatura', 'warcio', 'zstandard', 'pandas', 'sklearn', 'lxml'}; "
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
