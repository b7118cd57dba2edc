import json

import pytest

from provenance.cli.export import NAMES
from provenance.desk.exports import EXPORTS, ExportOptions, export_files
from provenance.errors import InputError


def test_the_command_knows_every_export():
    assert NAMES == tuple(EXPORTS)


@pytest.mark.parametrize("to", EXPORTS)
def test_utf8_can_hold_any_export(to, hard, broken, empty):
    files = list(export_files([hard, broken, empty], to))
    assert all(file.text.encode("utf-8").endswith(b"\n") or not file.text for file in files[:1])
    assert len({file.name for file in files}) == len(files)
    for file in files:
        file.text.encode("utf-8")
        if file.name in (".json", ".jsonld"):
            json.loads(file.text)


@pytest.mark.parametrize("to", EXPORTS)
def test_the_same_every_time(to, hard, plain):
    assert list(export_files([hard, plain], to)) == list(export_files([hard, plain], to))


@pytest.mark.parametrize("to", EXPORTS)
def test_no_articles(to):
    for file in export_files([], to):
        file.text.encode("utf-8")


def test_options_reach_the_export(plain):
    (some,) = export_files([plain], "claimreview")
    (every,) = export_files([plain], "claimreview", ExportOptions(0.0))
    assert len(json.loads(every.text)) > len(json.loads(some.text)) > 0


def test_unknown_export():
    with pytest.raises(InputError, match="should be one of claimreview, web-annotation"):
        list(export_files([], "word"))
