"""What is on a scan: its kind, its pages, the codes printed on them, the words of its first page. Pure: no Django, no database.

`python -m cchc_portal.documents.scans.reading NAME` reads a file from its standard input and answers as JSON: a hostile file harms a
child process of limited time and memory, never the worker.
"""

import io
import json
import resource
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePath

import pypdfium2
import zxingcpp
from PIL import Image

from cchc_portal.documents.scans import images

KINDS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
OTHERS = {
    b"PK\x03\x04": (b"word/", "docx"),
    b"\xd0\xcf\x11\xe0": ("WordDocument".encode("utf-16-le"), "doc"),
}  # what else is often sent
ENDINGS = {"pdf": "pdf", "jpg": "jpg", "jpeg": "jpg", "png": "png"}
MOST_PAGES = 200
WITH_CODES = 60  # pages on which codes are looked for: a plan with its appendices
POINTS = 72
RESOLUTIONS = (200, 300)  # the finer one only where the quick one finds nothing
MOST_PIXELS = 60_000_000  # of one page: A3 at 600 dpi is 70 million, at 300 dpi 17 million
BELOW, HEAD = 0.6, 1500  # of the first page's height, and letters: number and day stand above
END_WITHIN = 4096  # bytes from the end of a PDF within which its end mark stands
MEMORY = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Reading:
    """`objection` is the code of what speaks against the file, or empty."""

    kind: str = ""
    pages: int = 0
    codes: tuple[str, ...] = ()
    head: str = ""
    objection: str = ""


def kind_of(content: bytes) -> str:
    """By its first bytes, whatever its name says."""
    return next((kind for mark, kind in KINDS.items() if content.startswith(mark)), "")


def _other_kind(content: bytes) -> str:
    """Of a file that is no scan, where it is one that is often taken for one."""
    known = (
        kind for mark, (inside, kind) in OTHERS.items() if content.startswith(mark) and inside in content
    )
    return next(known, "")


def read(content: bytes, name: str) -> Reading:
    kind = kind_of(content)
    if not kind:
        return Reading(_other_kind(content), objection="not-scan" if content else "empty")
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending and ENDINGS.get(ending, "") != kind:
        return Reading(kind, objection="false-name")
    try:
        return _pdf(content) if kind == "pdf" else _picture(content, kind)
    except MemoryError:
        return Reading(kind, objection="heavy")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, pypdfium2.PdfiumError):
        return Reading(kind, objection="damaged")


def _picture(content: bytes, kind: str) -> Reading:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow itself refuses twice that
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        return Reading(kind, 1, tuple(_on(picture.convert("L"))))


def _pdf(content: bytes) -> Reading:
    if b"%%EOF" not in content[-END_WITHIN:]:
        return Reading("pdf", objection="damaged")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return Reading("pdf", objection="encrypted" if "password" in str(error).lower() else "damaged")
    pages = len(document)
    if not pages or pages > MOST_PAGES:
        return Reading("pdf", pages, objection="too-many-pages" if pages else "damaged")
    if any(images.damaged_on(page, MOST_PIXELS) for page in _pages(document, pages)):
        return Reading("pdf", pages, objection="damaged-page")
    first = _pages(document, min(pages, WITH_CODES))
    codes = list(dict.fromkeys(code for page in first for code in _on_page(page)))
    return Reading("pdf", pages, tuple(codes), _head(document))


def _pages(document: pypdfium2.PdfDocument, count: int) -> Iterator[pypdfium2.PdfPage]:
    for number in range(count):
        page = document[number]
        yield page
        page.close()


def _on_page(page: pypdfium2.PdfPage) -> list[str]:
    """What the codes on a page say."""
    width, height = page.get_size()
    for resolution in RESOLUTIONS:
        scale = resolution / POINTS
        if width * height * scale * scale > MOST_PIXELS:
            break
        if found := _on(page.render(scale=scale, grayscale=True).to_pil()):
            return found
    return []


def _on(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture) if found.text]


def _head(document: pypdfium2.PdfDocument) -> str:
    """The beginning of a text layer, where the scanner or our own paper has one."""
    page = document[0]
    words = page.get_textpage().get_text_bounded(bottom=page.get_height() * BELOW)
    return unicodedata.normalize("NFC", words)[:HEAD]


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    limit_memory()
    json.dump(asdict(read(sys.stdin.buffer.read(), sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    main()
