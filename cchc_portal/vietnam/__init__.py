"""The rules of Vietnamese dates, words, numbers and documents: pure Python, no framework."""
