"""Verbs: lock, assert, change, record, and after commit tell."""
