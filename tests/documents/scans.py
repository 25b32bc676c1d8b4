"""Scans as an office's scanner makes them: our own prints as pictures of 300 dpi, a little turned, a little grey, kept as PDF, JPEG or PNG."""

import random
from io import BytesIO

import pypdfium2
from PIL import Image

DPI = 300
WHITE = 247  # of a sheet under the lamp
GRAIN = 30  # of the grey in it


def pictures(paper: bytes, *, seed: int, pages: int | None = None) -> list[Image.Image]:
    """The first pages of a print, each turned by up to a degree and a half."""
    chance = random.Random(seed)
    made = []
    for page in list(pypdfium2.PdfDocument(paper))[:pages]:
        sheet = page.render(scale=DPI / 72, grayscale=True).to_pil()
        sheet = sheet.rotate(chance.uniform(-1.5, 1.5), fillcolor=WHITE, resample=Image.Resampling.BILINEAR)
        made.append(Image.blend(sheet, Image.effect_noise(sheet.size, GRAIN), 0.12))
    return made


def as_pdf(pages: list[Image.Image]) -> bytes:
    written = BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=70)
    return written.getvalue()


def as_picture(page: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    page.save(written, {"jpg": "JPEG", "png": "PNG"}[kind], dpi=(DPI, DPI))
    return written.getvalue()


def as_kind(pages: list[Image.Image], kind: str) -> bytes:
    return as_pdf(pages) if kind == "pdf" else as_picture(pages[0], kind)


def locked(scan: bytes) -> bytes:
    """The same behind a password."""
    import pikepdf

    written = BytesIO()
    with pikepdf.open(BytesIO(scan)) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="chu", user="khach"))
    return written.getvalue()
