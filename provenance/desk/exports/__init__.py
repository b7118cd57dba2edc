"""Exports: scored articles in the forms that other tools open."""

from provenance.desk.exports.registry import EXPORTS, Export, ExportOptions, export_files

__all__ = ["EXPORTS", "Export", "ExportOptions", "export_files"]
