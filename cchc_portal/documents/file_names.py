"""Names of files as people see them."""

LONGEST = 120


def safe(title: str) -> str:
    """ "06/KH-KCNĐN" → "06-KH-KCNĐN": no letter that a file system refuses."""
    return "".join("-" if character in '/\\:*?"<>|' else character for character in title).strip()[:LONGEST]
