"""Corpora and labels: the text that models learn from, and what was read in it."""
