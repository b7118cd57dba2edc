"""The report of a run: a folder with every figure as JSON and one page that shows them."""

from provenance.evaluation.report.writer import check_folder, write_report

__all__ = ["check_folder", "write_report"]
