"""What docs/standards.md says is what the data say."""

import csv
import io
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from provenance.desk.standards.config import read_config
from provenance.desk.standards.packs import load_pack, pack_names, shipped_pack
from provenance.desk.standards.texts import rule_texts
from provenance.resources import folder

ROOT = Path(__file__).parents[3]
DATA = folder("datasets") / "standards"
TEXT = (ROOT / "docs" / "standards.md").read_text(encoding="utf-8")


def section(name):
    return " ".join(TEXT.split(f"\n## {name}\n")[1].split("\n## ")[0].split())


@pytest.mark.parametrize("name", list(rule_texts()))
def test_a_section_a_rule(name):
    told, text = section(name), rule_texts()[name]
    assert told.startswith(f"{text.title}; {text.severity}; ")
    assert ("off unless it is selected" in told) is not text.default
    assert text.why_off in told
    for pack in pack_names():
        entry = shipped_pack(pack).rules.get(name)
        assert entry is None or f"- {entry['reference']}" in told
    examples = tomllib.loads((DATA / "examples" / f"{name}.toml").read_text(encoding="utf-8"))
    for kind in ("flag", "pass"):
        assert examples[kind][0]["text"] in told
    assert f"“{examples['flag'][0]['words']}”" in told
    assert (f"--ignore {name}" if text.default else f"--select default,{name}") in told


def test_the_table_of_precision():
    rows = list(csv.DictReader(io.StringIO((DATA / "judgements.csv").read_text(encoding="utf-8"))))
    last = {row["rule"]: row["draw"] for row in sorted(rows, key=lambda row: row["draw"])}
    verdicts = defaultdict(list)
    for row in rows:
        if row["draw"] == last[row["rule"]]:
            verdicts[row["rule"]].append(row["verdict"] == "right")
    for name, text in rule_texts().items():
        right = verdicts[name]
        share = f"{sum(right) / len(right):.2f}".lstrip("0")
        on = "yes" if text.default else "no"
        assert f"| [`{name}`](#{name}) | {len(right)} | {sum(right)} | {share} | {on} |" in TEXT


def test_the_settings_and_the_pack_are_ones(tmp_path):
    settings, pack = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "house.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "provenance.toml").write_text(settings, encoding="utf-8")
    assert load_pack(str(tmp_path / "house.toml")).name == "gazette"
    names = [s.name for s in read_config(tmp_path / "provenance.toml").standards().active]
    assert "late-attribution" in names and "told-friends" in names
    assert "passive-hand-off" not in names


def test_the_hook_runs_the_command():
    yaml = pytest.importorskip("yaml")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "provenance-check"
    assert hook["entry"] == "provenance check"
