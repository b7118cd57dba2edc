"""How models are made from labelled articles."""
