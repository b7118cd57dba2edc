"""Write the card of the risk indicator, from the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.evaluation.risk import FOLDS, MARGIN_TFIDF, OWN, PLAIN, SEEDS, TFIDF, Compared
from provenance.scoring.profile import FEATURES
from provenance.scoring.risk import CAUTION, FEWEST_CLAIMS, LIKENESS, Indicator
from provenance.training.risk import EVENING, NAMES, STRENGTH, Profiles

_TEMPLATE = """\
# Card of the risk indicator

How like an article's sourcing is to that of outlets rated low or mixed for factual reporting: a
{likeness}, {caution}. It judges neither an article nor an outlet. Written by the run of
`provenance train-risk` that made `risk.json`.

**{verdict}**

## Data

{articles:,} articles of {outlets} outlets ({positive} of them rated low or mixed, with {share:.0%} of the articles),
US news of 2012 to 2020, from the corpus `allsides`. The ratings are Media Bias/Fact Check's: of outlets, by people,
by criteria of their own. No article is labelled. Articles of fewer than {fewest} claims are left out, and get no
indicator.

## Model

Logistic regression (C = {strength}) over the {features} numbers of the sourcing profile below, each clipped
at its 1st and 99th percentile and taken as its distance from the median in standard deviations. No word, name,
topic or place is a feature. An outlet of n articles weighs n / (n + {evening}), and both kinds of outlet weigh the same, so at
0.5 the sourcing is as like that of the one kind as of the other. A number that an article holds too
little to tell counts as typical.

{weights}

The weight is what one standard deviation above the typical value adds to the log-odds. Numbers that go
together share their weight, so a single one should not be read by itself.

**Length is left out.** Low- and mixed-rated outlets of this corpus run shorter articles, and length alone would
do about as well as everything here. But that is how these outlets work, and says nothing of how a claim is
sourced: an article would be suspect for being brief. So no number grows with length by its making; sources
are counted among five claims, and not in all.

**House style is left out** where it was seen: "Mr Smith" counts as one word, since the outlets that write so are
few, and rated high.

## Measures

AUC: how often an article of a low- or mixed-rated outlet gets the higher value of two. 95 % intervals are by
bootstrap over outlets.

{measures}

*Unseen outlets*: all articles, in {folds} folds that keep every outlet whole, the mean of {seeds} seeds. *Outlets kept
apart*: fitted to the outlets of the corpus's train and dev parts, where all choices of features and strength
were made, and measured on the outlets of its other parts. TF-IDF is scikit-learn's, with logistic
regression, on the whole text. The plain score is 1 less the article score.

It is shown by default where, on unseen outlets, it beats the plain score, its AUC is at most {margin:.2f} below
TF-IDF's, and its interval lies above 0.5; else it is left out, and only `provenance.scoring.risk.assess` gives it.

| on unseen outlets | AUC |
|---|---|
{checks}

## Limits

- **A weak signal.** An AUC near 0.6 sorts a long queue a little better than chance. It cannot tell about one article.
- **Genre.** What differs between these outlets is in part what they run: aggregation and short news on the one
  side, magazines' analysis and long reports on the other. The indicator cannot tell a poor outlet from a short report
  on somebody's speech. The table above shows it by halves.
- **Few outlets.** The low- and mixed-rated are few and mostly partisan US sites; {low} outlets are rated low. With
  so few, the intervals are wide, and another sample of outlets could turn a weight's sign.
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
        strength=STRENGTH,
        features=len(NAMES),
        evening=EVENING,
        weights=_weights(indicator),
        measures=_measures(compared),
        folds=FOLDS,
        seeds=len(SEEDS),
        margin=-MARGIN_TFIDF,
        checks="\n".join(f"| {name} | {value:.3f} |" for name, value in checks.items()),
        model=card.get("model_sha256", "")[:12],
    )


def _verdict(folded: Compared) -> str:
    if folded.holds_up:
        return "It held up on outlets it had not seen, weakly, and is shown by default."
    missed = [
        told
        for told, failed in (
            ("it does not beat the plain article score", folded.above(PLAIN).value <= 0),
            ("it is too far below TF-IDF", folded.above(TFIDF).value < MARGIN_TFIDF),
            ("its interval reaches down to chance", folded.auc(OWN).low <= 0.5),
        )
        if failed
    ]
    return (
        f"It did not hold up on outlets it had not seen: {'; '.join(missed)}. So it is not shown."
    )


def _weights(indicator: Indicator) -> str:
    words = {feature.name: feature.words for feature in FEATURES}
    lines = ["| number | what it is | typical | weight |", "|---|---|---|---|"]
    for term in sorted(indicator.terms, key=lambda term: (-abs(term.weight), term.name)):
        lines.append(
            f"| `{term.name}` | {words[term.name]} | {term.typical:.2f} | {term.weight:+.2f} |"
        )
    return "\n".join(lines)


def _measures(compared: Sequence[Compared]) -> str:
    lines = ["| | articles, outlets | system | AUC | 95 % | indicator above it |", "|" + "---|" * 6]
    for found in compared:
        size = f"{len(found.y):,}, {len(set(found.outlets.tolist()))}"
        for system in (OWN, TFIDF, PLAIN):
            auc, above = found.auc(system), found.above(system)
            margin = f"{above.value:+.3f} ({above.low:+.3f} to {above.high:+.3f})"
            lines.append(
                f"| {found.task.removeprefix('risk, ')} | {size} | {'indicator' if system == OWN else system} "
                f"| {auc.value:.3f} | {auc.low:.3f} to {auc.high:.3f} | {'' if system == OWN else margin} |"
            )
    return "\n".join(lines)
