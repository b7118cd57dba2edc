"""Write the card of a model: on what it was trained, how it measures, what it is not for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from provenance.codebook import CLASSES, CODEBOOK
from provenance.data.label_sets import EXAMPLES, OWN, SHIPPED, TRAINING
from provenance.data.labels import PARTS
from provenance.evaluation.report.metrics import calibration, parts, per_class
from provenance.evaluation.run import Run

_TEMPLATE = """\
# Model card: {name}

Scores English news sentences for how well their main claim is sourced: calibrated probabilities of
eight sourcing classes, and of the claim being checkable. Written by the run of `provenance train`
that made the model.

## Data

{about}

{told}

{data}

## Model

Multinomial logistic regression over {named:,} named features of evidence, attribution and context
and {ngrams:,} words and word pairs. Probabilities are calibrated by temperature on cross-fitted folds of
articles. The file holds arrays and JSON and is read with pickling forbidden. Its SHA-256 is
`{hash}`.

## Measures

{how}

{measures}

{classes}

`provenance evaluate` prints the figures again; with `--report FOLDER` it writes a page with the confusion
matrix, the curves and the worst errors.

## Calibration

Of the sentences whose class had about this probability, how many were right ({on}):

{calibration}

## Limits

{limits}
- Weak sourcing is not falsehood. A score says who answers for a claim, not whether it is true, and
  nothing about the outlet, the writer or the people written about.
- Sentences are judged from the article alone. Whether a source exists, or said so, is not looked up.
"""

_ABOUT = {
    SHIPPED: (
        "Labelled under the project's codebook by language models that read the articles sentence by\n"
        "sentence, not by journalists. Labels point into public corpora; no text of theirs is in the model\n"
        "beyond single words and word pairs, with names and numbers taken out. `datasets/README.md` says how\n"
        "the labels were made and how well two passes agree."
    ),
    EXAMPLES: (
        "The project's own articles, `datasets/examples`: places, people and events are invented. Written\n"
        "and labelled under the project's codebook by language models, not by journalists, to show every\n"
        "class. `datasets/README.md` says how."
    ),
    OWN: (
        "The articles and labels of `{labels}`. Who labelled them, how, and how far two readers agree, the\n"
        "file does not say; whoever hands the model on should."
    ),
}
_LIMITS = {
    SHIPPED: (
        "- English news prose from the 2000s to 2020, mostly American. Other registers and languages are unmeasured.\n"
        "- The labels are one family of readers' reading of one codebook; where people would differ, so may it."
    ),
    EXAMPLES: (
        "- A model of few, invented articles that show every class on purpose: a demonstration and a check.\n"
        "  Its figures say little of real news."
    ),
    OWN: (
        "- The figures hold for articles like those of the file. Other outlets, years and registers are\n"
        "  unmeasured, languages other than English unsupported.\n"
        "- The labels are taken as right; where their readers were not of one mind, neither is the model."
    ),
}
_UNSEEN = "Every figure is for articles that the measured model had not seen."


def render(run: Run) -> str:
    """Return the card as Markdown.

    Parameters
    ----------
    run : Run
        That made the model.
    """
    measured = run.measured
    counted = parts(run.labels.articles)
    limits = [_LIMITS[run.labels.kind]]
    absent = _absent(counted)
    if absent:
        limits.append(f"- No label it learnt from is {', '.join(absent)}: it never predicts that.")
    if measured.repeated:
        limits.append(
            "- Long sentences of the measured part that also stand in an article it learnt from: "
            f"{measured.repeated:,}."
        )
    return _TEMPLATE.format(
        name=run.model_name,
        about=_ABOUT[run.labels.kind].format(labels=run.labels.name),
        told=_told(run, counted),
        data=_data(counted),
        named=run.model_size["named features"],
        ngrams=run.model_size["words and word pairs"],
        hash=run.model_hash,
        how=_how(run),
        measures=_measures(run),
        classes=_classes(run),
        on=measured.how,
        calibration=_table(
            ["probability", "right", "sentences"],
            [
                [f"{row['confidence']:.2f}", f"{row['accuracy']:.2f}", f"{row['sentences']:,}"]
                for row in calibration(measured.predicted)
            ],
        ),
        limits="\n".join(limits),
    )


def _told(run: Run, counted: dict[str, dict[str, Any]]) -> str:
    told = ["The model learnt from the train and dev parts."]
    if run.labels.kind == SHIPPED:
        total: Counter[str] = Counter()
        for row in counted.values():
            total.update(row["corpora"])
        corpora = ", ".join(f"{corpus} {count:,}" for corpus, count in sorted(total.items()))
        told.append(f"Articles by corpus, all parts: {corpora}.")
    learnt_from = [counted[part] for part in TRAINING]
    unlabelled = sum(row["checkable_unlabelled"] for row in learnt_from)
    if unlabelled == sum(row["sentences"] for row in learnt_from):
        told.append("`checkable` is not labelled: it is judged as the shipped model does.")
    elif unlabelled:
        told.append(f"`checkable` is not labelled for {unlabelled:,} of their sentences.")
    return " ".join(told)


def _absent(counted: dict[str, dict[str, Any]]) -> list[str]:
    return [
        f"`{name}`"
        for name in CLASSES
        if not any(counted[part]["classes"][name] for part in TRAINING)
    ]


def _data(counted: dict[str, dict[str, Any]]) -> str:
    present = [part for part in PARTS if counted[part]["articles"]]
    rows = [["articles", "", *(f"{counted[part]['articles']:,}" for part in present)]]
    rows += [["sentences", "", *(f"{counted[part]['sentences']:,}" for part in present)]]
    for member, meaning in CODEBOOK.items():
        grade = "none" if meaning.grade is None else f"{meaning.grade:.2f}"
        counts = [f"{counted[part]['classes'][member.value]:,}" for part in present]
        rows.append([f"`{member.value}`", grade, *counts])
    return _table(["", "grade", *present], rows)


def _how(run: Run) -> str:
    if run.folded is None:
        return f"On {run.measured.how}. {_UNSEEN}"
    return f"“Test part” is {run.measured.how}; “folds” are {run.folded.how}. {_UNSEEN}"


def _measures(run: Run) -> str:
    others = list(dict.fromkeys(o.system for o in run.measured.baselines))
    by_place = {(o.measure, o.system): o.value for o in run.measured.outcomes}
    header = ["measure", "test part" if run.folded else "value"]
    header += ["folds"] * (run.folded is not None)
    rows = []
    for measure, value in run.measured.figures.items():
        if measure.startswith("F1 "):
            continue
        row = [measure, f"{value:.3f}"]
        if run.folded:
            row.append(_figure(run.folded.figures.get(measure)))
        row += [_figure(by_place.get((measure, system))) for system in others]
        rows.append(row)
    return _table([*header, *others], rows)


def _classes(run: Run) -> str:
    found = per_class(run.measured.predicted)
    folded = per_class(run.folded.predicted) if run.folded else {}
    header = ["class", "precision", "recall", "F1", "sentences"] + ["F1, folds"] * bool(folded)
    rows = []
    for name in CLASSES:
        if name not in found and name not in folded:
            continue
        row = found.get(name, {})
        cells = [_figure(row.get(key)) for key in ("precision", "recall", "f1")]
        cells.append(f"{int(row.get('support', 0)):,}")
        if folded:
            cells.append(_figure(folded.get(name, {}).get("f1")))
        rows.append([f"`{name}`", *cells])
    return _table(header, rows)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
