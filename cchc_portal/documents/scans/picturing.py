"""One page of a scan as a picture to be looked at before the scan counts. Pure: no Django, no database.

`python -m cchc_portal.documents.scans.picturing PAGE` reads a file from its standard input and answers with a JPEG, in a child process as
the reading of scans.
"""

import io
import sys

import pypdfium2
from PIL import Image

from cchc_portal.documents.scans.reading import MOST_PIXELS, kind_of, limit_memory

WIDTH = 1000  # pixels: a line of 14 points is read without opening the file
LONGEST = 2000  # of a page that is much higher than wide
QUALITY = 80


def picture(content: bytes, page: int) -> bytes:
    """`page` counts from 1."""
    shown = _of_pdf(content, page) if kind_of(content) == "pdf" else _of_picture(content)
    shown.thumbnail((WIDTH, LONGEST))
    written = io.BytesIO()
    shown.convert("RGB").save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _of_pdf(content: bytes, page: int) -> Image.Image:
    one = pypdfium2.PdfDocument(content)[page - 1]
    width, height = one.get_size()
    found: Image.Image = one.render(scale=min(WIDTH / width, LONGEST / height)).to_pil()
    return found


def _of_picture(content: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    found: Image.Image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
    return found


def main() -> None:
    limit_memory()
    sys.stdout.buffer.write(picture(sys.stdin.buffer.read(), int(sys.argv[1])))


if __name__ == "__main__":
    main()
