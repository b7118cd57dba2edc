"""Packs, settings and what they come down to."""

import pytest

from provenance.desk.standards import check, load_pack, pack_names, standards
from provenance.desk.standards.config import Config, find_config, read_config
from provenance.errors import InputError

TEXT = "It emerged on Monday that the fund was empty.\n\nThe mayor told friends in June."
OWN = """
name = "gazette"
title = "House rules of the Gazette"

[rules.passive-hand-off]
reference = "House rules, 3."
severity = "error"
advice = "Write who."

[phrases.told-friends]
phrases = ["told (friends|associates)"]
pseudo = ["told friends and family"]
message = "“{words}” hides who heard it."
advice = "Say who."
reference = "House rules, 7."
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "gazette.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def names(**options):
    return [standard.name for standard in standards(**options).active]


def test_by_itself_the_rules_that_are_on():
    assert names() == [
        "anonymous-without-reason",
        "boilerplate-reason",
        "dropped-hedge",
        "passive-hand-off",
    ]


def test_selecting_and_ignoring():
    assert names(select=["late-attribution"]) == ["late-attribution"]
    assert names(select=["default", "late-attribution"], ignore=["passive-hand-off"]) == [
        "anonymous-without-reason",
        "boilerplate-reason",
        "late-attribution",
        "dropped-hedge",
    ]
    assert len(names(select=["all"])) == 10
    assert names(packs=["nyt"], select=["all"]) == [
        "anonymous-without-reason",
        "boilerplate-reason",
        "anonymous-opinion",
    ]


def test_a_reference_is_that_of_the_packs_chosen():
    (one,) = standards(packs=["nyt"], select=["boilerplate-reason"]).active
    (other,) = standards(packs=["ap", "bbc"], select=["passive-hand-off"]).active
    assert one.reference.startswith("NYT")
    assert other.reference.startswith("AP") and "BBC" in other.reference


def test_a_pack_of_ones_own(own):
    found = check(TEXT, packs=[own])
    assert [(f.rule, f.severity, f.span.of(TEXT)) for f in found] == [
        ("passive-hand-off", "error", "It emerged on"),
        ("told-friends", "warning", "told friends"),
    ]
    assert found[0].advice == "Write who."
    assert found[1].message == "“told friends” hides who heard it."
    assert check("He told friends and family.", packs=[own]) == ()
    assert check("“He told friends,” Ana Ruiz said.", packs=[own]) == ()


def test_a_pack_in_yaml(tmp_path):
    pytest.importorskip("yaml")
    path = tmp_path / "gazette.yaml"
    path.write_text("name: gazette\nrules:\n  passive-hand-off:\n    severity: error\n", "utf-8")
    assert [finding.severity for finding in check(TEXT, packs=[str(path)])] == ["error"]


def test_severities_may_be_changed():
    assert check(TEXT, severity={"passive-hand-off": "error"})[0].severity == "error"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"packs": ["times"]}, "pack is 'times'; should be one of ap, bbc, nyt, reuters"),
        ({"packs": ["none.toml"]}, "pack none.toml cannot be read"),
        ({"select": ["nothing"]}, "select is 'nothing', which is no rule of the packs"),
        ({"packs": ["nyt"], "select": ["late-attribution"]}, "which is no rule of the packs"),
        ({"ignore": ["nothing"]}, "ignore is 'nothing'"),
        ({"severity": {"nothing": "error"}}, "severity is 'nothing'"),
        ({"severity": {"passive-hand-off": "grave"}}, "severity is 'grave'; should be one of"),
    ],
)
def test_what_cannot_be_chosen(options, told):
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        standards(**options)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "is not TOML"),
        ("title = 'x'", "name is None; should be a text"),
        ("name = 'x'\nrule = 1", r"has unknown \['rule'\]"),
        ("name = 'x'\n[rules.none]", "'none' is no rule"),
        ("name = 'x'\n[rules.passive-hand-off]\nlevel = 'x'", r"has unknown \['level'\]"),
        ("name = 'x'\n[rules.passive-hand-off]\nseverity = 'x'", "severity is 'x'"),
        ("name = 'x'\nrules = 3", "rules is 3; should be a table of tables"),
        ("name = 'x'\n[phrases.y]\nphrases = ['z']", "lacks"),
        (
            "name = 'x'\n[phrases.y]\nphrases = 'z'\nmessage = 'm'\nadvice = 'a'\nreference = 'r'",
            "phrases is 'z'; should be a list",
        ),
        (
            "name = 'x'\n[phrases.late-attribution]\nphrases = ['z']\nmessage = 'm'\nadvice = 'a'\n"
            "reference = 'r'",
            "the name of a shipped rule",
        ),
    ],
)
def test_what_is_no_pack(tmp_path, text, told):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        load_pack(str(path))


def test_the_shipped_packs():
    assert pack_names() == ("ap", "bbc", "nyt", "reuters")


def test_settings_are_found_in_the_folders_above(tmp_path):
    inner = tmp_path / "drafts" / "june"
    inner.mkdir(parents=True)
    assert find_config(inner) != tmp_path / "provenance.toml"
    (tmp_path / "pyproject.toml").write_text("[tool.provenance.check]\nignore = []\n", "utf-8")
    (tmp_path / "drafts" / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert find_config(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "provenance.toml").write_text("[check]\n", "utf-8")
    assert find_config(inner) == tmp_path / "provenance.toml"


def test_reading_settings(tmp_path, own):
    path = tmp_path / "provenance.toml"
    path.write_text(
        '[check]\npacks = ["ap", "gazette.toml"]\nselect = ["default"]\nignore = ["dropped-hedge"]\n'
        'fail-on = "error"\nbaseline = "known.json"\n[check.severity]\ntold-friends = "note"\n',
        encoding="utf-8",
    )
    config = read_config(path)
    assert config.fail_on == "error"
    assert config.baseline == tmp_path / "known.json"
    active = {standard.name: standard.severity for standard in config.standards().active}
    assert active == {
        "anonymous-without-reason": "warning",
        "passive-hand-off": "error",
        "told-friends": "note",
    }
    assert len(Config().standards().active) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("check = 1", "check is 1; should be a table"),
        ("[check]\npack = ['ap']", r"unknown \['pack'\]"),
        ("[check]\npacks = 'ap'", "packs is 'ap'; should be a list"),
        ("[check]\nfail-on = 'x'", "fail-on is 'x'"),
        ("[check]\nseverity = 'x'", "severity is 'x'; should be a table"),
        ("[check]\nbaseline = 1", "baseline is 1"),
        ("[check", "is not TOML"),
    ],
)
def test_settings_that_cannot_be_read(tmp_path, text, told):
    path = tmp_path / "provenance.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_config(path)


def test_what_is_no_article():
    with pytest.raises(InputError, match="article is int; should be a text"):
        check(3)


@pytest.mark.parametrize("phrase", ["told (friends", "told friends)", "told [friends|allies", ""])
def test_a_phrase_with_a_bracket_alone_is_refused(tmp_path, phrase):
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("told (friends|associates)", phrase), encoding="utf-8")
    with pytest.raises(InputError, match="told-friends: .* is empty or has a bracket without its"):
        load_pack(str(path))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Say who.", "Say {who}.", r"told-friends: advice names \{who\}; should name \{words\}"),
        ("hides who heard", "hides {} who heard", r"told-friends: message names \{\}"),
        ("hides who heard", "hides { who heard", "told-friends: message is .*should name"),
        ("Write who.", "Write {who}.", r"passive-hand-off: advice names \{who\}"),
    ],
)
def test_a_text_that_names_what_is_not_found_is_refused(tmp_path, old, new, told):
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        load_pack(str(path))


def test_the_name_of_a_file_is_no_article(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="the name of a file; should be its text"):
        check(str(file))
    assert check("No such draft.txt is there.") == ()


def test_plural_sources_are_not_named():
    (one,) = check("A source close to the mayor said the bridge had failed two inspections.")
    (more,) = check("Two people familiar with the talks said the bridge had failed.")
    assert "A source close to the mayor” is not named" in one.message
    assert "talks” are not named" in more.message
