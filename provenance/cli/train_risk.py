"""Train the article's risk indicator, measure it on unseen outlets, and write its card.

It is a command of its own, since none of the labels, columns and folds of ``train`` mean anything to it: it
learns from the ratings of outlets, by the sentence model that is there. Run it after ``train``. The same
model and corpus give the same file, byte for byte.
"""

from __future__ import annotations

import argparse

from provenance.cli.label_options import add_corpora, add_running_options
from provenance.cli.output_file import check_output

_OUTPUT = "models/risk.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_corpora(parser)
    parser.add_argument(
        "--output",
        metavar="FILE",
        default=_OUTPUT,
        help="file to write; its card goes beside it, as .md (default: %(default)s)",
    )
    add_running_options(parser, "scoring")


def run(args: argparse.Namespace) -> int:
    """Score the articles of rated outlets, measure, fit, and write the indicator and its card."""
    output = check_output(args.output, ".json")

    from dataclasses import replace

    from provenance.classifier.model_file import file_hash, locate
    from provenance.cli.progress import Progress
    from provenance.data.corpora import corpora_folder
    from provenance.evaluation import risk, risk_card
    from provenance.evaluation.risk_checks import checks
    from provenance.scoring import load
    from provenance.training.risk import check_trainable, fit, profiles, read_rated

    progress = Progress(args.quiet)
    progress.tell("reading the articles of rated outlets")
    articles = read_rated(corpora_folder(args.corpora))
    check_trainable(articles)
    progress.tell(f"scoring {len(articles):,} articles")
    measured = profiles(load(), articles, args.n_jobs)
    what = "measuring on unseen outlets"
    progress.tell(what)
    with progress.noting_warnings(), progress.bar(what, risk.fit_count()) as advance:
        compared = risk.compare(measured, advance)
    card = {
        "articles": len(measured),
        "outlets": len(set(measured.outlets.tolist())),
        "outlets_low": len({a.outlet for a in articles if a.factuality == "low"}),
        "model_sha256": file_hash(locate()),
    }
    fitted = fit(measured.X, measured.y, measured.outlets)
    indicator = replace(fitted, shown=compared[0].holds_up, card=card)
    output.write_text(indicator.to_json(), encoding="utf-8")
    told = risk_card.render(measured, compared, checks(measured, compared[0]), indicator)
    output.with_suffix(".md").write_text(told, encoding="utf-8")
    for found in compared:
        own, words = found.auc(risk.OWN), found.auc(risk.TFIDF)
        progress.note(
            f"{found.task}: AUC {own.value:.3f} ({own.low:.3f} to {own.high:.3f}), tf-idf {words.value:.3f}, "
            f"plain score {found.auc(risk.PLAIN).value:.3f}"
        )
    progress.note(f"wrote {output} and {output.with_suffix('.md')}")
    return 0
