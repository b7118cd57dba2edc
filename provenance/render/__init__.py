"""Faces of a scored article: coloured text for a terminal, and a page for a browser.

Both show the same marks (:mod:`provenance.render.marks`) in the same look
(:mod:`provenance.render.palette`).
"""
