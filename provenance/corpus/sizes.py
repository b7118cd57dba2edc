"""How many articles go together."""

# What is committed, and written to a file of a Parquet data set, together.
PART_SIZE = 2_000
# What a worker gets at a time.
BATCH_SIZE = 32
# A part or a batch ends early at so many characters, which bounds memory where articles are books.
PART_CHARACTERS = 40_000_000
BATCH_CHARACTERS = 400_000
