import io
import re

import pytest

import provenance
from provenance.codebook import CLASSES
from provenance.desk.article import DeskArticle
from provenance.desk.exports.brat import annotation_conf, file_name, plain_lines, standoff
from provenance.document import Span

TEXT_BOUND = re.compile(r"T\d+\t[A-Za-z_]+ \d+ \d+(?:;\d+ \d+)*\t[^\t\n]+")
OTHERS = re.compile(
    r"A\d+\t(?:Sourcing T\d+ \w+|Checkable T\d+)|#\d+\tAnnotatorNotes T\d+\t[^\t\n]+"
    r"|R\d+\tAnswers_for Arg1:T\d+ Arg2:T\d+\t"
)


@pytest.fixture(scope="module")
def files(hard, plain, broken):
    return [standoff(article) for article in (hard, plain, broken)]


def entities(found):
    for line in found.annotations.splitlines():
        if line.startswith("T"):
            name, place, words = line.split("\t")
            kind, _, spans = place.partition(" ")
            yield name, kind, [tuple(map(int, p.split())) for p in spans.split(";")], words


def test_lines_are_of_the_format(files):
    for found in files:
        for line in found.annotations.split("\n")[:-1]:
            assert TEXT_BOUND.fullmatch(line) or OTHERS.fullmatch(line), line
        assert found.annotations.splitlines() == found.annotations.split("\n")[:-1]


def test_offsets_find_the_words(files):
    for found in files:
        for _, _, spans, words in entities(found):
            assert " ".join(found.text[start:end] for start, end in spans) == words
            assert all(start < end for start, end in spans)
            assert "\n" not in words


def test_text_keeps_its_length_and_its_words(hard, files):
    assert len(files[0].text) == len(hard.text)
    assert files[0].text.split() == hard.text.split()
    assert not set(files[0].text) & set("\r\x0b\x0c\x85\u2028\u2029\t")
    assert files[0].text.splitlines() == files[0].text.split("\n")


def test_a_span_over_a_line_feed_is_in_parts():
    # A text is read line by line, unless its sentences are given.
    text = "The port reportedly refused\n to pay the county."
    document = provenance.read(text, [Span(0, len(text))])
    article = DeskArticle("a", provenance.load().score_document(document))
    claims = [spans for _, kind, spans, _ in entities(standoff(article)) if kind == "Claim"]
    assert claims == [[(0, 27), (29, 47)]]


def test_claims_have_a_class_and_sources_answer_for_them(files, plain):
    lines = files[1].annotations.splitlines()
    sourcing = [line.split()[-1] for line in lines if "\tSourcing " in line]
    assert sourcing == [sentence.sourcing for sentence in plain.score]
    kinds = {name: kind for name, kind, *_ in entities(files[1])}
    related = re.findall(r"Arg1:(T\d+) Arg2:(T\d+)", files[1].annotations)
    assert related
    assert {(kinds[a], kinds[b]) for a, b in related} == {("Source", "Claim")}


def test_configuration_knows_every_type(files):
    sections = {}
    for line in annotation_conf().splitlines():
        if line.startswith("["):
            section = sections.setdefault(line, [])
        elif line:
            section.append(line)
    assert list(sections) == ["[entities]", "[relations]", "[events]", "[attributes]"]
    used = {kind for found in files for _, kind, *_ in entities(found)}
    assert used <= set(sections["[entities]"])
    assert sections["[attributes]"][0].endswith("|".join(CLASSES))


def test_names_of_files():
    assert file_name(12, "../../etc/passwd") == "0012-passwd"
    assert file_name(1, "💥") == "0001"
    assert file_name(1, "a" * 300) == "0001-" + "a" * 60
    assert file_name(1, "C:\\drafts\\one two.txt").startswith("0001-")
    assert not set(file_name(1, "https://a.example/?q=1:2|3")) & set('/\\:*?"<>|')


def test_breaks_keep_their_width():
    assert plain_lines("a\r\n\rb\u2029c") == "a \n\nb c"


def test_empty(empty):
    assert standoff(empty) == ("", "")


def test_another_reader(files):
    brat = pytest.importorskip("bioc.brat", reason="needs bioc, which reads brat's files")
    for found in files:
        read = brat.load(io.StringIO(found.text), io.StringIO(found.annotations))
        assert len(read.entities) == len(list(entities(found)))
        for entity in read.entities:
            parts = sorted(entity.locations)
            assert " ".join(read.text[p.begin : p.end] for p in parts) == entity.text
