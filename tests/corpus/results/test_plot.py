"""The picture of a summary: what it says, without colour, of every group."""

import builtins

import pytest

from provenance import InputError
from provenance.corpus.plot import plot_summary
from provenance.corpus.summaries import summarise

pytest.importorskip("matplotlib")


@pytest.fixture(scope="module")
def summary(rows):
    return summarise(rows)


def told(axes):
    return [text.get_text() for text in axes.texts]


def groups(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def test_each_value_is_told_in_words(summary):
    axes = plot_summary(summary)
    assert groups(axes) == ["Post\n2 articles", "Wire\n3 articles"]
    shown = summary[summary["measure"] != "score"]
    assert len(told(axes)) == len(shown)
    for row, text in zip(shown.itertuples(), told(axes), strict=True):
        name, share = text.rsplit(" ", 1)
        assert name == row.measure
        assert float(share.rstrip("%")) / 100 == pytest.approx(row.value, abs=0.006)


def test_measures_are_chosen_and_ordered(summary):
    axes = plot_summary(summary, measures=["score", "named"])
    assert [text.rsplit(" ", 1)[0] for text in told(axes)][:2] == ["mean score", "named"]
    assert "%" not in told(axes)[0]
    with pytest.raises(InputError, match=r"measures is \['length'\]; should be of named, "):
        plot_summary(summary, measures=["length"])


def test_the_largest_groups_in_their_order(summary):
    assert groups(plot_summary(summary, top=1)) == ["Wire\n3 articles"]
    assert len(groups(plot_summary(summary, top=None))) == 2


def test_an_article_alone_is_a_ring(rows):
    axes = plot_summary(summarise(rows.head(1)), measures=["named"])
    (ring,) = axes.get_lines()
    assert ring.get_markerfacecolor() == "white"
    assert groups(axes) == ["Post\n1 article"]


def test_one_group_of_all(rows):
    assert groups(plot_summary(summarise(rows, by=None))) == ["all\n5 articles"]


def test_names_that_are_no_formulas(rows, tmp_path):
    odd = rows.assign(publisher=["$x_1$"] * 4 + [None])
    axes = plot_summary(summarise(odd))
    assert groups(axes)[1].startswith("none given")
    axes.figure.savefig(tmp_path / "summary.svg")
    assert "$x_1$" in (tmp_path / "summary.svg").read_text("utf-8")


def test_into_axes_that_are_there(summary):
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    assert plot_summary(summary, ax=axes) is axes


def test_what_is_no_summary(rows, summary):
    with pytest.raises(InputError, match="summary is no summary; should be what summarise"):
        plot_summary(rows)
    with pytest.raises(InputError, match="summary has no row; should hold a group"):
        plot_summary(summary.head(0))


def test_without_matplotlib(summary, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"a plot needs matplotlib.*provenance-score\[plot\]"):
        plot_summary(summary)
