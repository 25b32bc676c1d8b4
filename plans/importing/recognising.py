"""Which part of a plan each line of a file is: letterhead, subject, bases, sections, lists, tables, ending, appendices.

Outer shape of a Kế hoạch: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II and mẫu 1.4; before it Thông tư 01/2011/TT-BNV.
"""

import re
from collections.abc import Callable

from cchc_portal.vietnam import symbols
from plans.importing import headings, lines, marks
from plans.importing.lines import LEFT, RECIPIENTS, RIGHT, Line
from plans.importing.pieces import HEADINGS, Piece, Recognised, Role
from plans.importing.source import Aside, Source

_MOTTO = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap\W+tu do\W+hanh phuc|du thao\W*|\(?du thao.{0,20}\)?"
)
_NUMBER = re.compile(r"so\s*:.*|.{0,12}/(?:kh|qd)-\S{1,30}")
_PLACE_DATE = re.compile(r"[^,]{2,40},\s*ngay.{0,12}thang.{0,12}nam.{0,8}")
_TITLE = re.compile(r"ke hoach\W*")
_SUBJECT_WITH_TITLE = re.compile(r"KẾ HOẠCH\s+(\S.*)", re.DOTALL)
_PLAIN_TITLE = re.compile(r"kế hoạch\s+([^\d\s].{10,250})", re.IGNORECASE)
_BASIS = re.compile(r"(?:can cu|theo de nghi|xet de nghi|xet)\s")
_LEADS_ON = re.compile(r":\s*$|(?:nhu sau|sau day)\W*$")
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?kem theo .+")
_CLOSING = re.compile(r"tren day la\s")
_ARCHIVE = re.compile(r"luu\s*:?\s*(?:tai\s)?(?:vt|van thu)")
_SEAL = re.compile(r"\(?(?:da ky|ky ten|ky,|ky va).{0,40}")
_APPENDIX = re.compile(r"phu luc(?:\s+(?:so\s+)?(?:[ivx]+|\d{1,2}))?\s*[.:]?")
_BROKEN_LINE = 60
_MOST_OPENING = 4  # paragraphs before the text begins
_LONGEST_NAME, _LONGEST_SUBJECT_LINE, _LONGEST_TITLE = 50, 300, 100


def recognise(source: Source, sheet: int = 0) -> Recognised:
    """Every line and table of one sheet with its part; what stands outside the flow comes last."""
    found = lines.of_sheet(source.sheets[min(sheet, len(source.sheets) - 1)]) if source.sheets else []
    walk = _Walk(found)
    for line in found:
        if line.table or any(letter.isalnum() for letter in line.plain):  # else a line drawn with dashes
            walk.place(line)
    headings.settle(walk.body)
    if not any(piece.role in HEADINGS for piece in walk.pieces):
        _let_the_opening_be_text(walk.pieces)
    return Recognised(source.kind, walk.pieces + [_aside(aside) for aside in source.asides], source.notes)


def _let_the_opening_be_text(pieces: list[Piece]) -> None:
    """Where nothing is a heading only what leads on to a list opens the text; the rest is the text itself."""
    opening = [piece for piece in pieces if piece.role is Role.OPENING]
    last = max(
        (n for n, piece in enumerate(opening[:_MOST_OPENING]) if _LEADS_ON.search(piece.plain)), default=0
    )
    for piece in opening[last + 1 :]:
        piece.role = Role.TEXT


def _aside(aside: Aside) -> Piece:
    role = Role.PRINTED if aside.kind == "Mục lục" else Role.UNPLACED
    return Piece(text=aside.text, role=role, aside=aside.kind)


class _Walk:
    """Goes through the lines once; `place` is the part of the document that the last one stood in."""

    def __init__(self, found: list[Line]) -> None:
        self.pieces: list[Piece] = []
        self.body: list[tuple[Piece, Line]] = []
        self.titled = any(_is_title(line) for line in found)
        self.place: Callable[[Line], None] = self._head
        self.in_appendix = False

    def _add(self, line: Line, role: Role, text: str | None = None, mark: str = "") -> Piece:
        piece = Piece(
            text=line.text if text is None else text,
            mark=mark or line.number,
            role=role,
            footnotes=line.footnotes,
            table=line.table,
            head=line.head,
            columns=list(line.columns),
            landscape=line.landscape,
        )
        self.pieces.append(piece)
        return piece

    def _go(self, place: Callable[[Line], None], line: Line) -> None:
        self.place = place
        place(line)

    # --- above the subject

    def _head(self, line: Line) -> None:
        folded = line.folded
        if _is_title(line):
            self._title(line)
        elif line.table or (not self.titled and self._begins_the_text(line)):
            self._go(self._bases, line)
        elif not self.titled and (found := _PLAIN_TITLE.fullmatch(line.plain)):
            self._add(line, Role.SUBJECT, text=found[1][:1].upper() + found[1][1:])
            self.place = self._bases
        elif _MOTTO.fullmatch(folded):
            self._add(line, Role.PRINTED)
        elif _PLACE_DATE.fullmatch(folded):
            self._add(line, Role.PLACE_DATE)
        elif _NUMBER.fullmatch(folded):
            self._add(line, Role.NUMBER)
        elif line.capitals and len(folded) < _LONGEST_TITLE:
            self._add(line, Role.AGENCY)
        else:
            self._add(line, Role.UNPLACED)

    def _begins_the_text(self, line: Line) -> bool:
        mark = marks.read(line.text, line.number)
        return bool(
            _BASIS.match(line.folded) or mark or (len(line.plain) > _LONGEST_TITLE and not line.capitals)
        )

    def _title(self, line: Line) -> None:
        found = _SUBJECT_WITH_TITLE.fullmatch(line.plain)
        if found:
            self._add(line, Role.SUBJECT, text=found[1])
        else:
            self._add(line, Role.PRINTED)
        self.place = self._subject

    def _subject(self, line: Line) -> None:
        known = [piece for piece in self.pieces if piece.role is Role.SUBJECT]
        first = not known
        starts = line.table or _is_basis(line) or _is_marked(line)
        goes_on = line.bold or line.centred or line.capitals or (known and line.level)
        if _ATTACHED.fullmatch(line.folded) and not starts:
            self._add(line, Role.PRINTED)
        elif not starts and len(line.plain) < _LONGEST_SUBJECT_LINE and (first or goes_on):
            self._add(line, Role.SUBJECT)
        else:
            self._go(self._bases, line)

    # --- bases and opening

    def _bases(self, line: Line) -> None:
        basis = _is_basis(line)
        begins = _is_marked(line) and not basis
        if line.table or begins or line.level or _is_heading(line) or self._follows_the_opening():
            self._go(self._text, line)
        elif self._ends(line):
            return
        elif basis and not _LEADS_ON.search(line.folded):
            mark = marks.read(line.text, line.number)
            self._add(line, Role.BASIS, mark.rest if mark else None)
        else:
            self._add(line, Role.OPENING)

    def _follows_the_opening(self) -> bool:
        """The opening ends with a colon; nothing that comes after it belongs to it."""
        last = self.pieces[-1] if self.pieces else None
        return bool(last and last.role is Role.OPENING and _LEADS_ON.search(last.plain))

    # --- the text itself

    def _text(self, line: Line) -> None:
        if self._ends(line):
            return
        if line.table:
            self._add(line, Role.ITEMS if line.columns else Role.TABLE)
            self.body.append((self.pieces[-1], line))
            return
        mark = marks.read(line.text, line.number)
        if not mark and self._goes_on(line):
            self.pieces[-1].text = f"{self.pieces[-1].text} {line.text}"
            return
        piece = self._add(line, Role.TEXT, mark.rest if mark else None, mark.sign if mark else "")
        self.body.append((piece, line))

    def _goes_on(self, line: Line) -> bool:
        """A paragraph that was broken where a page of paper broke it: the line before is long and has no end."""
        before = self.body[-1][0] if self.body else None
        return bool(
            before is not None
            and before is self.pieces[-1]
            and before.role is Role.TEXT
            and not (line.footnotes or line.level or line.centred)
            and len(before.plain) > _BROKEN_LINE
            and line.plain[:1].islower()
            and (before.plain[-1:].isalnum() or before.plain.endswith(","))
        )

    def _ends(self, line: Line) -> bool:
        """Moves on where the closing, the recipients, the signature or an appendix begins."""
        if line.table:
            return False
        folded = line.folded
        if _APPENDIX.fullmatch(folded) and (line.capitals or line.centred or line.bold):
            self._add(line, Role.APPENDIX)
            self.body.append((self.pieces[-1], line))
            self.place, self.in_appendix = self._appendix, True
        elif RECIPIENTS.match(folded) or (line.side and _is_signature(line)):
            self._go(self._ending, line)
        elif _CLOSING.match(folded) and not self.in_appendix:
            self._add(line, Role.CLOSING)
            self.place = self._closing
        else:
            return False
        return True

    def _closing(self, line: Line) -> None:
        if _is_signature(line) or RECIPIENTS.match(line.folded) or _APPENDIX.fullmatch(line.folded):
            self._go(self._ending, line)
        elif line.table:
            self._go(self._text, line)
        else:
            self._add(line, Role.CLOSING)

    # --- recipients and signature

    def _ending(self, line: Line) -> None:
        folded = line.folded
        if line.table:
            self._go(self._text, line)
        elif _APPENDIX.fullmatch(folded):
            self._ends(line)
        elif RECIPIENTS.match(folded) or _SEAL.fullmatch(folded):
            self._add(line, Role.PRINTED)
        elif line.side != RIGHT and (line.side == LEFT or _is_recipient(line)):
            self._recipient(line)
        elif _is_signature(line):
            self._signature(line)
        elif len(line.plain) <= _LONGEST_NAME and not line.plain.endswith((".", ";", ",")):
            self._add(line, Role.SIGNER)
        else:
            self._add(line, Role.UNPLACED)

    def _recipient(self, line: Line) -> None:
        mark = marks.read(line.text, line.number)
        rest = mark.rest if mark else line.text
        role = Role.ARCHIVE if _ARCHIVE.match(Line(rest).folded) else Role.RECIPIENT
        self._add(line, role, rest, mark.sign if mark else "")

    def _signature(self, line: Line) -> None:
        authority = symbols.AUTHORITY.match(line.plain)
        on_behalf = authority and authority[1] != "Q"
        self._add(line, Role.AUTHORITY if on_behalf else Role.SIGNING_TITLE)

    # --- appendices

    def _appendix(self, line: Line) -> None:
        """The lines under the word are its title, up to the first that looks like text."""
        if _ATTACHED.fullmatch(line.folded) and not line.table:
            self._add(line, Role.PRINTED)
        elif not line.table and not _is_marked(line) and (line.centred or line.bold or line.capitals):
            self._add(line, Role.APPENDIX_TITLE)
            self.body.append((self.pieces[-1], line))
        else:
            self._go(self._text, line)


def _is_title(line: Line) -> bool:
    if line.table:
        return False
    found = _SUBJECT_WITH_TITLE.fullmatch(line.plain)
    return bool(_TITLE.fullmatch(line.folded) and line.capitals) or bool(
        found and not line.number and len(line.plain) < _LONGEST_SUBJECT_LINE
    )


def _is_marked(line: Line) -> bool:
    return marks.read(line.text, line.number) is not None


def _is_basis(line: Line) -> bool:
    """Also behind a dash."""
    mark = marks.read(line.text, line.number)
    if mark and mark.kind != marks.DASH:
        return False
    return not line.table and bool(_BASIS.match(Line(mark.rest).folded if mark else line.folded))


def _is_heading(line: Line) -> bool:
    return line.capitals and line.bold


def _is_recipient(line: Line) -> bool:
    return _is_marked(line) or line.plain.endswith(";")


def _is_signature(line: Line) -> bool:
    short = len(line.plain) <= _LONGEST_TITLE and not _is_marked(line)
    return bool(short and line.capitals) or bool(symbols.AUTHORITY.match(line.plain))
