"""Write the card of the risk indicator, from the run that trained it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from provenance.evaluation.risk import (
    FOLDS,
    MARGIN_TFIDF,
    OWN,
    PLAIN,
    SEEDS,
    TFIDF,
    TURNED,
    Compared,
)
from provenance.evaluation.risk_checks import leaning, length_correlation
from provenance.scoring.profile import FEATURES
from provenance.scoring.risk import CAUTION, FEWEST_CLAIMS, LIKENESS, Indicator
from provenance.training.risk import EVENING, NAMES, STRENGTH, Profiles

_TEMPLATE = """\
# Card of the risk indicator

A {likeness}, from 0 to 1:
{caution}, and none on the article or its outlet. Written by the run of `provenance train-risk` that made
`risk.json`.

**{verdict}**

## Data

{articles:,} articles of {outlets} outlets, {positive} of them rated low or mixed, with {share:.0%} of the articles: US
news of 2012 to 2020, from the corpus `allsides`. The ratings are Media Bias/Fact Check's, of outlets and by
criteria of its own. No article is labelled. Articles of fewer than {fewest} claims are left out, and get no
indicator.

## Model

Logistic regression (C = {strength}) over the {features} numbers of the sourcing profile below, each taken
as its distance from the median in standard deviations, no farther out than 3 of them and than its 1st and 99th
percentile. No word, name, topic or place is a feature. An outlet of n articles weighs n / (n + {evening}), and both kinds of outlet weigh the same, so at
0.5 the sourcing is as like that of the one kind as of the other. A number that an article holds too
little to tell counts as typical.

{weights}

The weight is what one standard deviation above the typical value adds to the log-odds. Numbers that go
together share their weight, so a single one should not be read by itself.

**Length is left out.** The low- and mixed-rated outlets of this corpus run shorter articles, and the table of checks
says how much length alone would tell. But it says nothing of how a claim is sourced, and an article would be
suspect for being brief. So no number is a length, and none is made to grow with it: sources, for instance, are
counted among five claims drawn at random, and not in all. Some of it still comes through: the rank correlation of the
indicator with the number of words is {correlation:+.2f}.

**House style is left out** where it was seen. At first "Mr Smith" counted as a full name. Five of the outlets that choices
were made on write so often, all rated high; counted as one word, the AUC there fell from .618 to .599. Other habits
of a few outlets may still be in it. Questions, sentence length and page furniture are no features.

## Measures

AUC: how often an article of a low- or mixed-rated outlet gets the higher value of two. 95 % intervals are by
bootstrap over outlets.

{measures}

*Unseen outlets*: all articles, in {folds} folds that keep every outlet whole, the mean of {seeds} seeds. *Outlets kept
apart*: fitted to the outlets of the corpus's train and dev parts, and measured on the outlets of its other parts.
Features, form and strength were chosen on the train and dev outlets only. Those are among the unseen outlets too, so the
first figure is a little kind. The outlets kept apart were measured more than once: after the first time, the fewest
claims went from 8 to 10 and values were bounded at three deviations, neither for a figure on them. TF-IDF is scikit-learn's, with logistic
regression, on the whole text. The plain
score takes a low article score for a sign of a low rating, and turned round a high one.

It is shown by default where, on unseen outlets, it beats the plain score either way round, its AUC is at most {margin:.2f} below
TF-IDF's, and its interval lies above 0.5; else it is left out, and only `provenance.scoring.risk.assess` gives it.

| on unseen outlets | AUC |
|---|---|
{checks}

## Limits

- **A weak signal.** Of two articles, one from each kind of outlet, it puts them in order {auc:.0%} of the time, where
  chance does 50 %. That helps to sort a long queue, and decides nothing about one article.
- **What was tried.** About sixty settings, and some eighty with numbers left out, on the train and dev outlets, with the
  sentence model of that day: sets of 12 to 100 numbers, transformed in three ways, several ways of weighing outlets, strengths from .001 to 1, an L1 penalty, splines,
  bins, boosted trees, a random forest. With these {features} numbers, splines, bins and trees did worse than the plain form.
  A set of 91 had .605 where these had .599, with honorifics in it. TF-IDF had .621 there, the mean of four
  seeds. The seeds of the folds alone move a figure by .03, so such differences choose nothing.
- **Politics.** {right_low} of the {n_low} outlets rated low or mixed lean right by the same raters, and {right_high} of the {n_high} rated high. A
  likeness to the one kind can be a likeness to outlets of one side. The checks say how it does within a side, and whether,
  among highly rated outlets, it takes those on the right for the others.
- **Genre.** No article's genre is known here. Reports and columns are sourced unlike each other, so outlets
  that run more of one may differ for that alone. How far they do was not measured.
- **Few outlets.** Of {n_low} outlets rated low or mixed, {low} are rated low. With so few, the intervals are wide, and
  another sample of outlets could turn a weight's sign.
- **The sentence model's errors are in the profile**, and its labels are in part from articles of this corpus, though
  no rating was known to it. It should be trained anew whenever the sentence model is: this one goes with
  the model file whose SHA-256 begins with `{model}`.
"""


def render(
    measured: Profiles,
    compared: Sequence[Compared],
    checks: Mapping[str, float],
    indicator: Indicator,
) -> str:
    """Return the card as Markdown."""
    card = indicator.card or {}
    outlets = set(zip(measured.outlets.tolist(), measured.y.tolist(), strict=True))
    return _TEMPLATE.format(
        likeness=LIKENESS,
        caution=CAUTION,
        verdict=_verdict(compared[0]),
        articles=len(measured),
        outlets=len(outlets),
        positive=sum(kind for _, kind in outlets),
        low=card.get("outlets_low", "few"),
        share=measured.y.mean(),
        fewest=FEWEST_CLAIMS,
        correlation=length_correlation(measured, compared[0]),
        right_low=leaning(measured, 1)[0],
        n_low=leaning(measured, 1)[1],
        right_high=leaning(measured, 0)[0],
        n_high=leaning(measured, 0)[1],
        auc=compared[0].auc(OWN).value,
        strength=STRENGTH,
        features=len(NAMES),
        evening=EVENING,
        weights=_weights(indicator),
        measures=_measures(compared),
        folds=FOLDS,
        seeds=len(SEEDS),
        margin=-MARGIN_TFIDF,
        checks="\n".join(
            f"| {name} | {'' if math.isnan(value) else f'{value:.3f}'} |"
            for name, value in checks.items()
        ),
        model=card.get("model_sha256", "")[:12],
    )


def _verdict(folded: Compared) -> str:
    if folded.holds_up:
        return "It held up on outlets it had not seen, weakly, and is shown by default."
    missed = [
        told
        for told, failed in (
            (
                "it does not beat the plain article score",
                min(folded.above(plain).value for plain in (PLAIN, TURNED)) <= 0,
            ),
            ("it is too far below TF-IDF", folded.above(TFIDF).value < MARGIN_TFIDF),
            ("its interval reaches down to chance", folded.auc(OWN).low <= 0.5),
        )
        if failed
    ]
    return (
        f"It did not hold up on outlets it had not seen: {'; '.join(missed)}. So it is not shown."
    )


def _weights(indicator: Indicator) -> str:
    by_name = {feature.name: feature for feature in FEATURES}
    lines = ["| number | what it is | typical | weight |", "|---|---|---|---|"]
    for term in sorted(indicator.terms, key=lambda term: (-abs(term.weight), term.name)):
        lines.append(
            f"| `{term.name}` | {by_name[term.name].words} "
            f"| {by_name[term.name].shown(term.typical):.2f} | {term.weight:+.2f} |"
        )
    return "\n".join(lines)


def _measures(compared: Sequence[Compared]) -> str:
    lines = ["| | articles, outlets | system | AUC | 95 % | indicator above it |", "|" + "---|" * 6]
    for found in compared:
        size = f"{len(found.y):,}, {len(set(found.outlets.tolist()))}"
        for system in (OWN, TFIDF, PLAIN, TURNED):
            auc, above = found.auc(system), found.above(system)
            margin = f"{above.value:+.3f} ({above.low:+.3f} to {above.high:+.3f})"
            lines.append(
                f"| {found.task.removeprefix('risk, ')} | {size} | {'indicator' if system == OWN else system} "
                f"| {auc.value:.3f} | {auc.low:.3f} to {auc.high:.3f} | {'' if system == OWN else margin} |"
            )
    return "\n".join(lines)
