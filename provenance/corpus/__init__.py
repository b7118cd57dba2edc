"""Many articles: read them from any usual file, score them, and write what was found."""
