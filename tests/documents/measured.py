"""A finished PDF as a reader with a ruler sees it: lines of glyphs with place, size and face, and drawn rules."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from django.conf import settings

from cchc_portal.documents import paper, snapshots

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 195 * MM, 20 * MM, 277 * MM
PLANS = Path(settings.BASE_DIR).parent / "shared" / "plans"
GAP = 18  # points of white between two pieces of text on one height


@dataclass(frozen=True)
class TextLine:
    page: int
    text: str
    x0: float
    x1: float
    top: float
    baseline: float
    sizes: frozenset[float]
    faces: frozenset[str]
    colours: frozenset[Any]

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def size(self) -> float:
        (size,) = self.sizes
        return size

    @property
    def face(self) -> str:
        (face,) = self.faces
        return face


@dataclass(frozen=True)
class Rule:
    page: int
    x0: float
    x1: float
    y: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Sheet:
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    lines: tuple[TextLine, ...]
    rules: tuple[Rule, ...]
    fonts: frozenset[str]

    def line(self, text: str, page: int | None = None) -> TextLine:
        found = [line for line in self.lines if line.text == text and page in (None, line.page)]
        assert found, f"không có dòng {text!r} trong {[line.text for line in self.lines][:60]}"
        return found[0]

    def having(self, fits: Callable[[str], Any]) -> list[TextLine]:
        return [line for line in self.lines if fits(line.text)]

    def body(self, page: int) -> list[TextLine]:
        """The lines of one page between its margins."""
        height = self.sizes[page - 1][1]
        return [
            line
            for line in self.lines
            if line.page == page and line.top >= TOP - 1 and line.baseline <= height - 20 * MM + 1
        ]

    def rule_below(self, line: TextLine) -> Rule:
        found = [
            rule
            for rule in self.rules
            if rule.page == line.page
            and 0 < rule.y - line.baseline < 14
            and abs(rule.centre - line.centre) < 30
        ]
        assert found, f"không có nét kẻ dưới {line.text!r}"
        return min(found, key=lambda rule: rule.y)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def measure(data: bytes) -> Sheet:
    lines: list[TextLine] = []
    rules: list[Rule] = []
    sizes, fonts = [], set()
    with pdfplumber.open(BytesIO(data)) as document:
        for number, page in enumerate(document.pages, 1):
            sizes.append((float(page.width), float(page.height)))
            fonts |= {char["fontname"].split("+")[-1] for char in page.chars}
            lines += _lines(number, page)
            rules += [
                Rule(number, shape["x0"], shape["x1"], (shape["top"] + shape["bottom"]) / 2)
                for shape in [*page.rects, *page.lines, *page.curves]
                if shape["bottom"] - shape["top"] < 2 and shape["x1"] - shape["x0"] > 10
            ]
    return Sheet(data, tuple(sizes), tuple(lines), tuple(rules), frozenset(fonts))


def _lines(number: int, page: Any) -> list[TextLine]:
    rows: dict[float, list[dict[str, Any]]] = {}
    for char in page.chars:
        baseline = round(float(page.height) - char["matrix"][5], 1)
        rows.setdefault(baseline, []).append(char)
    shapes = [*page.rects, *page.lines, *page.curves]
    frames = [shape for shape in shapes if shape["x1"] - shape["x0"] < 2]
    lines = []
    for baseline in sorted(rows):
        piece: list[dict[str, Any]] = []
        walls = [shape["x0"] for shape in frames if shape["top"] <= baseline <= shape["bottom"]]
        for char in sorted(rows[baseline], key=lambda char: char["x0"]):
            if piece and _apart(piece[-1], char, walls):
                lines.append(_line(number, baseline, piece))
                piece = []
            piece.append(char)
        lines.append(_line(number, baseline, piece))
    return [line for line in lines if line.text]


def _apart(left: dict[str, Any], right: dict[str, Any], walls: list[float]) -> bool:
    """White between them, or a line of a table."""
    return right["x0"] - left["x1"] > GAP or any(left["x1"] <= wall <= right["x0"] for wall in walls)


def _line(number: int, baseline: float, chars: list[dict[str, Any]]) -> TextLine:
    seen = [char for char in chars if char["text"].strip()] or chars
    return TextLine(
        page=number,
        text="".join(char["text"] for char in chars).strip().replace("\u00a0", " "),
        x0=seen[0]["x0"],
        x1=seen[-1]["x1"],
        top=min(char["top"] for char in seen),
        baseline=baseline,
        sizes=frozenset(round(char["size"], 1) for char in seen),
        faces=frozenset(char["fontname"].split("+")[-1] for char in seen),
        colours=frozenset(map(str, (char["non_stroking_color"] for char in seen))),
    )


@cache
def printed(make: Callable[..., dict[str, Any]], *arguments: Any, **options: Any) -> Sheet:
    """The PDF of a sample, made once."""
    return measure(paper.pdf(make(*arguments), **options))


def shared_plan(name: str) -> dict[str, Any]:
    path = PLANS / name
    return snapshots.read(path.read_text(encoding="utf-8"), name=path.name)
