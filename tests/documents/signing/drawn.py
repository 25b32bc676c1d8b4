"""Pictures of a signature and of a seal, drawn for the tests."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from cchc_portal.documents.signing.pictures import Picture, seal_picture, signature_picture

BLUE, RED, BLACK = (20, 40, 180, 255), (200, 20, 30, 255), (0, 0, 0, 255)
CLEAR = (0, 0, 0, 0)


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def scrawl(colour=BLUE, ground=CLEAR, size=(400, 200)) -> Image.Image:
    image = Image.new("RGBA", size, ground)
    pen = ImageDraw.Draw(image)
    width, height = size
    points = [(width * (0.1 + 0.8 * n / 11), height * (0.2 if n % 2 else 0.8)) for n in range(12)]
    pen.line(points, fill=colour, width=8)
    return image


def ring(colour=RED, ground=CLEAR, size=300) -> Image.Image:
    image = Image.new("RGBA", (size, size), ground)
    pen = ImageDraw.Draw(image)
    pen.ellipse((10, 10, size - 10, size - 10), outline=colour, width=12)
    pen.ellipse((size * 0.3, size * 0.3, size * 0.7, size * 0.7), outline=colour, width=6)
    return image


@cache
def signature() -> Picture:
    return signature_picture(png(scrawl()))


@cache
def seal() -> Picture:
    return seal_picture(png(ring()))
