"""Labels, corpora and measures: how the shipped model was made and how it is checked."""
