"""Pages of the register of outgoing papers and of what has come in."""
