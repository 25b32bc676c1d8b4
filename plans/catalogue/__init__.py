"""What a plan's pages are built of, each piece in each of its states, for those who build and test pages; no database."""
