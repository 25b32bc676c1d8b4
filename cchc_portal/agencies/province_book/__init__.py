"""A province's agencies, units, posts and people as one Excel book: written, read back, checked row by row, compared, entered."""
