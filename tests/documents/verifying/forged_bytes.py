"""Forged in place, without a PDF library: byte ranges, the rooms of signatures, wrapping, tails, cuts, single bytes."""

import re
from collections.abc import Iterator

from tests.documents.signing import signed

Forged = tuple[str, bytes]


# --- in place: what a signature covers, and the hole that it leaves

_RANGE = re.compile(rb"/ByteRange \[[^\]]*\]")


def by_ranges(content: bytes) -> Iterator[Forged]:
    """Each `/ByteRange` overwritten in its own room."""
    for number, found in enumerate(_RANGE.finditer(content), 1):
        room = found.end() - found.start()
        for name, values in {
            "rỗng": b"",
            "không": b"0 0 0 0",
            "âm": b"0 -10 20 30",
            "lớn": b"0 99999999 99999999 9",
            "một nửa": b"0 1000",
            "đảo": b"%d 100 0 100" % (len(content) - 100),
            "chữ": b"a b c d",
            "chỉ đầu tệp": b"0 500 500 0",
            "chồng nhau": b"0 2000 1000 2000",
        }.items():
            text = (b"/ByteRange [" + values + b"]").ljust(room)
            yield f"ByteRange {name} {number}", content[: found.start()] + text + content[found.end() :]


def by_holes(content: bytes) -> Iterator[Forged]:
    """The room of `/Contents`: filled with zeros, emptied, its padding used."""
    for number, found in enumerate(re.finditer(rb"/Contents <([0-9A-Fa-f]{2000,})>", content), 1):
        start, end = found.span(1)
        yield f"Contents số không {number}", content[:start] + b"0" * (end - start) + content[end:]
        yield f"Contents lẻ {number}", content[:start] + b"F" * (end - start) + content[end:]
        yield f"dữ liệu giấu trong Contents {number}", content[: end - 20] + b"DEADBEEF" + content[end - 12 :]
        yield f"Contents không phải số 16 {number}", content[:start] + b"zz" + content[start + 2 :]
        last = start + len(found[1].rstrip(b"0")) - 8  # of the signature itself: it comes last
        yield f"chữ ký sai một số {number}", _flipped_digit(content, last)


def with_another_certificate_byte(content: bytes) -> bytes:
    """A byte of the container that no signature covers: nothing that was said changes."""
    start = content.rindex(b"/Contents <") + len(b"/Contents <")
    return _flipped_digit(content, start + 400)


def _flipped_digit(content: bytes, at: int) -> bytes:
    return content[:at] + (b"0" if content[at : at + 1] != b"0" else b"1") + content[at + 1 :]


def by_wrapping(content: bytes) -> Iterator[Forged]:
    """Signature wrapping: other content in the hole, or behind, with the byte range moved after it."""
    found = list(_RANGE.finditer(content))[-1]
    _, first, second, rest = map(int, re.findall(rb"\d+", found.group()))
    moved = (b"/ByteRange [0 %d %d %d]" % (first, second + 500, rest)).ljust(found.end() - found.start())
    for name, filling in {
        "rác": b"%" + b"x" * 498 + b"\n",
        "đối tượng": b"9999 0 obj <</A/B>> endobj\n".ljust(500),
    }.items():
        head = content[: found.start()] + moved[: found.end() - found.start()] + content[found.end() : second]
        yield f"bọc chữ ký: {name}", head + filling + content[second:]
    yield "chèn trước", b"%PDF-1.7\n%chen them\n" + content
    yield "nối hai tệp", content + signed.person_only()
    yield "nối tệp chưa ký", content + signed.made().content


def by_tails(content: bytes) -> Iterator[Forged]:
    for name, tail in {
        "xuống dòng": b"\n",
        "80 byte": b"x" * 80,
        "chú thích": b"\n% da duoc phe duyet\n",
        "EOF nữa": b"\n%%EOF\n",
        "startxref 0": b"\nstartxref\n0\n%%EOF\n",
        "đối tượng": b"\n77 0 obj\n<< /Type /Page >>\nendobj\n",
    }.items():
        yield f"thêm vào cuối: {name}", content + tail


def by_cuts(content: bytes) -> Iterator[Forged]:
    for part in (0.01, 0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 0.99):
        yield f"cắt còn {part:.0%}", content[: int(len(content) * part)]
    for less in (1, 2, 6, 50):
        yield f"cắt bớt {less} byte", content[:-less]
    yield "bỏ chữ ký cơ quan", content[: len(signed.person_only())]
    yield "về trước khi ký", content[: len(signed.made().content)]


def by_flips(content: bytes, count: int = 40) -> Iterator[Forged]:
    """One byte changed, at places all over the file."""
    holes = [found.span(1) for found in re.finditer(rb"/Contents <([0-9A-Fa-f]{2000,})>", content)]
    for number in range(count):
        at = 9 + number * (len(content) - 10) // count
        if any(start <= at < end for start, end in holes):
            continue  # padding and signature: `by_holes`
        yield f"đổi byte {at}", content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
