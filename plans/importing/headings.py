"""Which numbered lines are headings of sections, and of which level; the others are numbered paragraphs and dashes.

A plan may leave out a level: where nothing is numbered I., the sections are 1. and their points a).
"""

from plans.importing import marks
from plans.importing.lines import Line
from plans.importing.marks import DASH, DECIMAL, DECIMALS, LETTER, PART, PLUS, ROMAN
from plans.importing.pieces import HEADINGS, Piece, Role

_ORDER = {PART: 0, ROMAN: 1, DECIMAL: 2, DECIMALS: 3, LETTER: 4}
_STYLES = {1: 1, 2: 2}
_LONGEST_HEADING = 450
_SHORT = 150
_UNNUMBERED = 120

Body = list[tuple[Piece, Line]]


def settle(body: Body) -> None:
    """Give each line of the text its role."""
    ranks = [_rank(piece, line) for piece, line in body]
    _settle_runs(body, ranks)
    used = sorted({rank for rank in ranks if rank is not None})
    level_of = {rank: level for level, rank in enumerate(used)}
    inside = False
    for (piece, line), rank in zip(body, ranks, strict=True):
        if piece.role is not Role.TEXT:
            inside = inside and piece.role is Role.TABLE
            continue
        if rank is not None and level_of[rank] < len(HEADINGS):
            piece.role, inside = HEADINGS[level_of[rank]], False
        else:
            inside = _settle_entry(piece, line, inside)


def _settle_entry(piece: Piece, line: Line, inside: bool) -> bool:
    """A point of a list; letters under a numbered paragraph are its dashes. Whether such a paragraph is open afterwards."""
    kind = _kind(line)
    if kind in (DASH, PLUS):
        piece.role = Role.BULLET if kind == DASH else Role.SUBBULLET
        return inside
    if kind == LETTER and inside:
        piece.role = Role.BULLET
        return True
    if kind is not None:
        piece.role = Role.NUMBERED
        return kind != LETTER
    return False


def _kind(line: Line) -> int | None:
    mark = marks.read(line.text, line.number)
    return mark.kind if mark else None


def _rank(piece: Piece, line: Line) -> int | None:
    """How far out the line would stand as a heading; None where it cannot be one."""
    if piece.role is not Role.TEXT or len(piece.plain) > _LONGEST_HEADING:
        return None
    kind = _kind(line)
    if kind is not None:
        return _ORDER.get(kind)
    if line.level:
        return _STYLES.get(line.level, 4)
    if line.bold and len(line.plain) <= _UNNUMBERED and not line.plain.endswith((".", ";", ",", ":")):
        return 1 if line.capitals else 2
    return None


def _settle_runs(body: Body, ranks: list[int | None]) -> None:
    """Lines of one rank under one heading are headings together or paragraphs together."""
    bounds = [
        0 if piece.role is Role.APPENDIX else rank for (piece, _), rank in zip(body, ranks, strict=True)
    ]
    for rank in (2, 3, 4):
        run: list[int] = []
        for place, at in enumerate([*bounds, 0]):
            if at is not None and at < rank:
                _settle_run(body, ranks, run, place)
                run = []
            elif at == rank and ranks[place] is not None:
                run.append(place)


def _settle_run(body: Body, ranks: list[int | None], run: list[int], end: int) -> None:
    """Headings are bold, or styled, or short with something under them; under a numbered paragraph nothing is a heading."""
    if not run:
        return
    styled = [place for place in run if body[place][1].bold or body[place][1].level]
    looking = [place for place in run if place in styled or _looks_short(body[place][0])]
    followed = any(after - place > 1 for place, after in zip(run, [*run[1:], end], strict=True))
    if 2 * len(looking) < len(run) or not (styled or followed):
        ranks[run[0] : end] = [None] * (end - run[0])


def _looks_short(piece: Piece) -> bool:
    return len(piece.plain) <= _SHORT and not piece.plain.endswith((".", ";", ","))
