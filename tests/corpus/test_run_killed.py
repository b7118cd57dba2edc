"""The real command, killed, interrupted and ended at any moment, and begun again."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from provenance import score_corpus
from provenance.corpus.folder import STATE, WORK

pytest.importorskip("py3langid")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
COMMAND = (sys.executable, "-m", "provenance", "batch")
# Small parts and batches, so that there is much to break off.
SMALL = ("--part-size", "2", "--batch-size", "1", "--quiet")
PATIENCE = 60


def begin(source, out, *options, **streams):
    command = [*COMMAND, str(source), str(out), *SMALL, *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **streams)


def wait_for(happened):
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.fixture(scope="module")
def many(tmp_path_factory, lines):
    """A corpus of 120 lines, and a long one without a word, which fills what a pipe holds back."""
    folder = tmp_path_factory.mktemp("many")
    path = folder / "news.jsonl"
    repeated = [line.replace('"n', f'"{copy}n') for copy in "abcd" for line in lines]
    repeated.append(json.dumps({"id": "long", "body": " " * 300_000}))
    path.write_text("\n".join(repeated) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("seed", "options", "settings"),
    [
        (1, (), {}),
        (
            2,
            ("--format", "jsonl", "--compression", "gzip"),
            {"format": "jsonl", "compression": "gzip"},
        ),
        (3, ("--n-jobs", "2"), {}),
    ],
)
def test_killed_at_any_moment_it_goes_on(seed, options, settings, many, tmp_path, content):
    chosen = random.Random(seed)
    settings = {"part_size": 2, **settings}
    out = tmp_path / "killed"
    score_corpus(many, tmp_path / "whole", **settings)
    for _ in range(2):
        running = begin(many, out, *options)
        wait_for((out / WORK / STATE).exists)
        time.sleep(chosen.uniform(0, 0.6))
        running.kill()
        running.communicate()
        if running.returncode == 0:
            break
        assert not (out / "run.json").exists()
    if not (out / "run.json").exists():
        score_corpus(many, out, **settings)
    assert content(out) == content(tmp_path / "whole")


@pytest.mark.parametrize(
    ("sent", "code", "told", "options"),
    [
        (signal.SIGINT, 130, "interrupted: what was committed is kept; run the same command", ()),
        (signal.SIGTERM, 143, "ended on request: what was committed is kept; run the", ()),
        (signal.SIGINT, 130, "interrupted: what was committed", ("--n-jobs", "2")),
    ],
)
def test_interrupted_it_ends_in_order_and_goes_on(
    sent, code, told, options, many, tmp_path, content, monkeypatch
):
    data = many.read_bytes()
    out = tmp_path / "out"
    running = subprocess.Popen(
        [*COMMAND, "-", str(out), *SMALL[:-1], "--format", "jsonl", *options],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    running.stdin.write(data)
    running.stdin.flush()
    sentences, size = out / WORK / "sentences.jsonl", os.path.getsize
    wait_for(lambda: running.poll() is not None or (sentences.exists() and size(sentences)))
    os.killpg(running.pid, sent)  # as a terminal does: to the workers as well
    _, errors = running.communicate(timeout=PATIENCE)
    assert running.returncode == code, errors.decode()
    assert told in errors.decode()
    assert "Traceback" not in errors.decode()
    for folder in (out, tmp_path / "whole"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        score_corpus("-", folder, format="jsonl", part_size=2)
    assert content(out) == content(tmp_path / "whole")


def test_a_second_run_on_the_same_output_is_refused(many, source, tmp_path):
    out = tmp_path / "out"
    running = begin("-", out, stdin=subprocess.PIPE)
    running.stdin.write(many.read_bytes())
    running.stdin.flush()
    wait_for(lambda: (out / WORK / "articles" / "part-00000.parquet").exists())
    other = subprocess.run(
        [*COMMAND, str(source), str(out)], capture_output=True, text=True, timeout=PATIENCE
    )
    assert other.returncode == 1
    assert "is in use by another run" in other.stderr
    running.kill()
    running.communicate()
