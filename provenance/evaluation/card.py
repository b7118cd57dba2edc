"""Write the card of a model: on what it was trained, how it measures, what it is not for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from provenance.classifier.model import LinearModel
from provenance.codebook import CODEBOOK
from provenance.data.labels import LabelledArticle
from provenance.evaluation.outcome import Outcome

_TEMPLATE = """\
# Model card: {name}

Scores English news sentences for how well their main claim is sourced: calibrated probabilities of
eight sourcing classes, and of the claim being checkable. Written by the run of `provenance train`
that made the model.

## Data

{articles} articles, {sentences} sentences, labelled under the project's codebook by language models
that read them sentence by sentence, not by journalists. Labels point into public corpora ({corpora});
no text of theirs is in the model beyond single words and word pairs, with names and numbers taken
out. `datasets/README.md` says how the labels were made and how well two passes agree.

| class | grade | sentences |
|---|---|---|
{classes}

## Model

Multinomial logistic regression over {named} named features of evidence, attribution and context and
{ngrams} words and word pairs. Probabilities are calibrated by temperature on cross-fitted folds of
articles. The file holds arrays and JSON and is read with pickling forbidden.

## Measures

Five-fold cross-validation by article on the labels above: every figure is for articles that the
measured model had not seen.

| measure | value |
|---|---|
{measures}

`provenance evaluate` prints these again, beside two baselines and on public corpora's own labels.

## Limits

- English news prose from the 2000s to 2020, mostly American. Other registers and languages are unmeasured.
- The labels are one family of readers' reading of one codebook; where people would differ, so may it.
- Weak sourcing is not falsehood. A score says who answers for a claim, not whether it is true, and
  nothing about the outlet, the writer or the people written about.
- Sentences are judged from the article alone. Whether a source exists, or said so, is not looked up.
"""


def render(
    name: str, model: LinearModel, articles: Sequence[LabelledArticle], outcomes: Sequence[Outcome]
) -> str:
    """Return the card as Markdown."""
    counts = Counter(label for article in articles for label in article.sourcing)
    corpora = Counter(article.id.split("/")[0] for article in articles)
    classes = "\n".join(
        f"| `{member.value}` | {'none' if meaning.grade is None else f'{meaning.grade:.2f}'} "
        f"| {counts[member.value]} |"
        for member, meaning in CODEBOOK.items()
    )
    measures = "\n".join(
        f"| {o.measure} | {o.value:.3f} |" for o in outcomes if o.system == "provenance"
    )
    return _TEMPLATE.format(
        name=name,
        articles=len(articles),
        sentences=sum(counts.values()),
        corpora=", ".join(f"{corpus}: {count}" for corpus, count in sorted(corpora.items())),
        classes=classes,
        named=f"{len(model.space) - len(model.space.names_by_group['ngrams']):,}",
        ngrams=f"{len(model.space.names_by_group['ngrams']):,}",
        measures=measures,
    )
