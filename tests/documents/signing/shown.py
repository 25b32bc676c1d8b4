"""What a finished PDF shows of its signatures: each field's page, place and picture; the ranges that it covers; what poppler says."""

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding

from tests.documents.signing import authority, nss

OPAQUE = 200  # of 255


@dataclass(frozen=True)
class Picture:
    transparent: bool
    colour: tuple[float, float, float]  # mean red, green, blue of what is opaque

    @property
    def hue(self) -> str:
        red, green, blue = self.colour
        if blue > 2 * max(red, green):
            return "blue"
        return "red" if red > 2 * max(green, blue) else "another"


@dataclass(frozen=True)
class Shown:
    page: int
    left: float
    bottom: float
    right: float
    top: float
    pictures: tuple[Picture, ...]
    signed: bool  # the field holds a signature

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def fields(content: bytes) -> dict[str, Shown]:
    """Each signature field by its name."""
    found = {}
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for widget in page.get("/Annots", []):
                images = [one for one in _drawn(widget) if one.Subtype == "/Image"]
                found[str(widget.T)] = Shown(
                    number,
                    *(float(value) for value in widget.Rect),
                    pictures=tuple(_picture(image) for image in images),
                    signed="/V" in widget and "/ByteRange" in widget.V,
                )
    return found


def _drawn(widget: Any) -> list[Any]:
    """A timestamp over the whole shows nothing at all."""
    if "/AP" not in widget:
        return []
    return [one for _, one in widget.AP.N.get("/Resources", {}).get("/XObject", {}).items()]


def _picture(image: Any) -> Picture:
    raw, mask = bytes(image.read_bytes()), bytes(image.SMask.read_bytes())
    seen = [n for n in range(0, len(mask), 7) if mask[n] > OPAQUE]
    red, green, blue = (sum(raw[3 * n + colour] for n in seen) / len(seen) for colour in range(3))
    return Picture("/SMask" in image, (red, green, blue))


def ranges(content: bytes) -> list[tuple[str, int, int, bool]]:
    """Of each signature in order: its field, where it begins, where it ends, and whether it leaves out its own value alone."""
    with pikepdf.open(BytesIO(content)) as pdf:
        told = []
        for field in pdf.Root.AcroForm.Fields:
            first, length, second, rest = (int(value) for value in field.V.ByteRange)
            left_out = content[first + length : second]
            own = re.fullmatch(rb"<[0-9A-Fa-f]+>", left_out) is not None
            told.append((str(field.T), first, second + rest, own))
    return told


@dataclass(frozen=True)
class Said:
    """What poppler says of one signature."""

    signer: str
    valid: bool
    whole: bool  # it covers the file to its end
    trusted: bool  # its certificate leads to an authority that is trusted


def pdfsig(content: bytes, folder: Path, *, knows_us: bool = True) -> list[Said]:
    """`knows_us`: the tests' authority is one that poppler trusts."""
    known = [authority.root().certificate.public_bytes(Encoding.DER)] if knows_us else []
    place = nss.trusting(folder / ("nss" if knows_us else "nss-trong"), *known)
    path = folder / "pdfsig.pdf"
    path.write_bytes(content)
    told = subprocess.run(
        ["pdfsig", "-nssdir", place, str(path)], capture_output=True, text=True, check=False
    ).stdout
    return [
        Said(
            signer=_said(r"Signer Certificate Common Name: (.*)", part),
            valid="Signature Validation: Signature is Valid." in part,
            whole="  - Total document signed" in part,
            trusted="Certificate Validation: Certificate is Trusted." in part,
        )
        for part in re.split(r"^Signature #\d+:$", told, flags=re.MULTILINE)[1:]
    ]


def _said(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found.group(1).strip() if found else ""
