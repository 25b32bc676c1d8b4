"""Forms of drafting and of the procedure: they parse and explain, actions save."""
