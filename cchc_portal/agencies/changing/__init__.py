"""Agencies merged, split, renamed, abolished: terms put together step by step, foreseen in sentences, in force from their day."""
