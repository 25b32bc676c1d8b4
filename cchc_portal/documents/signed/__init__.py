"""The signatures of a paper as rows and jobs, and what is put behind the last one; the cryptography is in `signing` (docs/adr/0009, 0012)."""
