"""What an uploaded file is by its first bytes, whatever its name says."""

PDF = b"%PDF-"
_BEGINNINGS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"PK\x03\x04", "office"),
    (b"\xd0\xcf\x11\xe0", "office"),
)
LARGEST = 50 * 1024 * 1024


def objection(content: bytes) -> str | None:
    """The code of what speaks against opening the file at all."""
    if not content:
        return "empty"
    if len(content) > LARGEST:
        return "too-large"
    if content.startswith(PDF):
        return None
    return next((code for start, code in _BEGINNINGS if content.startswith(start)), "not-pdf")
