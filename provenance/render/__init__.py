"""Faces of what was scored: coloured text for a terminal, pages of an article and of a queue.

All show the same marks (:mod:`provenance.render.marks`) in the same look
(:mod:`provenance.render.palette`).
"""
