"""Measures of the library beside baselines, and the report of a run."""
