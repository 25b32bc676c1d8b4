"""Whether the pictures that a scanned page consists of can be decoded; a viewer shows a damaged one as an empty sheet. Pure: no Django."""

import zlib
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

NOTABLE = 0.1  # of a page: what covers less is a logo, not the scan of the sheet
DEEPEST = 5  # forms within forms in which pictures are looked for
MOST_ON_A_PAGE = 50
JPEG_END, END_WITHIN = b"\xff\xd9", 64  # bytes from the end within which a JPEG says that it has ended


def damaged_on(page: pypdfium2.PdfPage, most_pixels: int) -> bool:
    return any(_is_damaged(picture, most_pixels) for picture in _notable(page))


def _notable(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfImage]:
    """Those that make up the page; of very many little ones only the first."""
    width, height = page.get_size()
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)
    for _, picture in zip(range(MOST_ON_A_PAGE), found, strict=False):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= NOTABLE * width * height:
            yield picture


def _is_damaged(picture: pypdfium2.PdfImage, most_pixels: int) -> bool:
    wide, high = picture.get_px_size()
    if wide * high > most_pixels:
        return False  # too large to be decoded here: such a page is not rendered either
    filters, stored = picture.get_filters(), bytes(picture.get_data())
    if filters and not stored.strip(b"\0"):
        return True
    if filters == ["FlateDecode"] and not _inflates(stored):
        return True
    if filters and filters[-1] == "DCTDecode" and not _ends(bytes(picture.get_data(decode_simple=True))):
        return True
    try:
        picture.get_bitmap()
    except pypdfium2.PdfiumError:
        return True
    return False


def _inflates(packed: bytes) -> bool:
    """To its end; a piece at a time, so that little that grows to much takes no memory."""
    reader = zlib.decompressobj()
    rest = packed
    try:
        while rest and not reader.eof:
            reader.decompress(rest, 1 << 20)
            rest = reader.unconsumed_tail
    except zlib.error:
        return False
    return reader.eof


def _ends(jpeg: bytes) -> bool:
    return JPEG_END in jpeg[-END_WITHIN:]
