"""The paper's typeface: Tinos, metric-compatible with Times New Roman, by explicit file and under a name of our own.

The file is named because a family name may resolve to an incomplete face, which then mixes others into Vietnamese words.
"""

from functools import cache
from pathlib import Path

from django.conf import settings

from cchc_portal.vietnam.alphabet import FONT_CHARACTERS

FAMILY = "Van ban"
DEFAULT_DIR = "/usr/share/fonts/truetype/croscore"
FACES = {
    "Tinos-Regular.ttf": ("normal", "normal"),
    "Tinos-Bold.ttf": ("bold", "normal"),
    "Tinos-Italic.ttf": ("normal", "italic"),
    "Tinos-BoldItalic.ttf": ("bold", "italic"),
}
INSTALL = "apt-get install -y fonts-croscore"


def directory() -> Path:
    return Path(getattr(settings, "PAPER_FONT_DIR", DEFAULT_DIR))


def files() -> dict[str, Path]:
    """The URLs under which the stylesheet names the four files, and where they lie."""
    return {f"cchc-font:/{name}": directory() / name for name in FACES}


def face_rules() -> str:
    rules = [
        f'@font-face{{font-family:"{FAMILY}";src:url("cchc-font:/{name}");'
        f"font-weight:{weight};font-style:{style}}}"
        for name, (weight, style) in FACES.items()
    ]
    return "\n".join([*rules, f'html{{font-family:"{FAMILY}"}}'])


@cache
def _advances(name: str) -> tuple[dict[int, int], int]:
    from fontTools.ttLib import TTFont

    with TTFont(directory() / name, lazy=True) as font:
        widths, glyphs = font["hmtx"], font.getBestCmap()
        return {code: widths[glyph][0] for code, glyph in glyphs.items()}, font["head"].unitsPerEm


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """How long a line of text is, without kerning."""
    advances, em = _advances("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")
    return sum(advances.get(ord(letter), em // 2) for letter in text) / em * size * 25.4 / 72


@cache
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # heavy, and needed once a process

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def characters() -> frozenset[int]:
    """What all four faces can show."""
    found = [_characters(path) for path in files().values()]
    return frozenset.intersection(*found)


def missing_glyphs() -> dict[str, str]:
    """File name -> the characters of Vietnamese documents that it lacks; a missing file lacks them all."""
    missing = {}
    for path in files().values():
        have = _characters(path) if path.is_file() else frozenset()
        if lacks := "".join(letter for letter in FONT_CHARACTERS if ord(letter) not in have):
            missing[path.name] = lacks
    return missing
