"""Recognised pieces as a plan: each goes where its role says, and what has no place goes into a last section of its own."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from cchc_portal.vietnam.text import clean, plain
from plans.importing import cells, items
from plans.importing.pieces import HEADINGS, Piece, Recognised, Role
from plans.importing.wording import sentence_case
from plans.importing.writing import ended_off, entry, free_table, numbered, slices, text_block, typed, whole

Data = dict[str, Any]

UNPLACED = "Nội dung chưa xếp chỗ"
_ONLY_SECTION = "Nội dung"
_ARCHIVE_SIGN = re.compile(r"lưu\b\s*:?", re.IGNORECASE)
_APPENDIX_SIGN = re.compile(r"\s*phụ lục(?:\s+(?:số\s+)?(?:[ivx]+|\d{1,2})\b)?\s*[.:]?\s*", re.IGNORECASE)
_APPENDIX = "Nội dung chi tiết"
_LONGEST_HEADING, _LONGEST_TITLE, _LONGEST_RECIPIENT, _LONGEST_ARCHIVE = 500, 500, 300, 50
_LONGEST_AUTHORITY, _LONGEST_SIGNING_TITLE, _LONGEST_NAME = 100, 100, 50
_MOST_SECTIONS, _MOST_NOTES, _MOST_SIGNATURES = 100, 50, 6


@dataclass
class Built:
    """The parts of a snapshot that a file fills, and what of it found no place."""

    bases: list[str] = field(default_factory=list)
    opening: str = ""
    sections: list[Data] = field(default_factory=list)
    closing: str = ""
    appendices: list[Data] = field(default_factory=list)
    signatures: list[Data] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    archive: list[str] = field(default_factory=list)
    unplaced: list[Data] = field(default_factory=list)

    def parts(self) -> Data:
        """The parts as a snapshot has them, the section of what has no place last."""
        left = [_section(UNPLACED, self.unplaced)] if self.unplaced else []
        return {
            "bases": self.bases,
            "opening": self.opening,
            "sections": [*self.sections, *left],
            "closing": self.closing,
            "appendices": self.appendices,
            "signatures": self.signatures,
            "recipients": self.recipients,
            "archive": self.archive,
        }


def build(recognised: Recognised, names: tuple[str, ...] = ()) -> Built:
    """`names` keep their capitals where a heading in capitals is set in sentence case."""
    builder = _Builder(names)
    for piece in recognised.pieces:
        builder.take(piece)
    return builder.finish()


def _section(heading: str, blocks: list[Data]) -> Data:
    return {"heading": heading, "blocks": blocks, "sections": []}


class _Builder:
    """Takes one piece after another; `blocks` is where the next one goes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.built = Built()
        self.names = names
        self.path: list[Data] = []
        self.blocks: list[Data] | None = None
        self.appendix: Data | None = None
        self.sign_open = False

    def take(self, piece: Piece) -> None:
        if piece.role in HEADINGS:
            self._heading(piece)
        elif piece.table:
            self._table(piece)
        else:
            getattr(self, f"_{piece.role.value}")(piece)

    def finish(self) -> Built:
        for appendix in self.built.appendices:
            appendix["title"] = appendix["title"] or _APPENDIX
        for line in self.built.signatures:
            self.built.unplaced += [] if line["title"] else map(text_block, line["authority"])
        self.built.signatures = [line for line in self.built.signatures if line["title"]]
        return self.built

    # --- what the portal prints by itself, or the drafter has settled in the form

    def _printed(self, piece: Piece) -> None:
        """Nothing: Quốc hiệu, "Nơi nhận:" and the like stand on every paper."""

    _agency = _number = _place_date = _subject = _printed

    # --- sections

    def _heading(self, piece: Piece) -> None:
        text = piece.plain.rstrip(" :.;")
        level = min(HEADINGS.index(piece.role), len(self.path))
        if len(text) > _LONGEST_HEADING or not text:
            self._text(piece)
            return
        if self.appendix is not None:
            self._add({"text": f"**{numbered(piece)}**", "footnotes": []})
            return
        siblings = self.path[level - 1]["sections"] if level else self.built.sections
        if len(siblings) >= _MOST_SECTIONS - 1:
            self._unplaced(piece)
            return
        section = _section(sentence_case(text, self.names), [])
        siblings.append(section)
        self.path = [*self.path[:level], section]
        self.blocks = section["blocks"]
        for note in piece.footnotes:
            self._add({"text": f"(Chú thích: {note})", "footnotes": []})

    def _add(self, block: Data) -> None:
        if self.blocks is None:
            section = _section(_ONLY_SECTION, [])
            self.built.sections.append(section)
            self.path, self.blocks = [section], section["blocks"]
        self.blocks.append(block)

    def _text(self, piece: Piece) -> None:
        for text in slices(ended_off(typed(piece))):
            self._add({"text": text, "footnotes": list(piece.footnotes[:_MOST_NOTES])})

    def _entries(self, kind: str) -> list[Data]:
        """The list that the text now ends with, or a new one."""
        if not self.blocks or kind not in self.blocks[-1]:
            self._add({kind: []})
        last: Data = (self.blocks or [{kind: []}])[-1]
        entries: list[Data] = last[kind]
        return entries

    def _numbered(self, piece: Piece) -> None:
        self._entries("numbered").append(entry(piece))

    def _bullet(self, piece: Piece) -> None:
        """Under a numbered paragraph dashes are its own."""
        if self.blocks and "numbered" in self.blocks[-1]:
            self.blocks[-1]["numbered"][-1]["bullets"].append(entry(piece))
        else:
            self._entries("bullets").append(entry(piece))

    def _subbullet(self, piece: Piece) -> None:
        last = self.blocks[-1] if self.blocks else {}
        entries: list[Data] = next((last[kind] for kind in ("numbered", "bullets") if kind in last), [])
        if "numbered" in last and entries[-1]["bullets"]:
            entries = entries[-1]["bullets"]
        if entries:
            entries[-1]["bullets"].append(entry(piece))
        else:
            self._bullet(piece)

    # --- tables

    def _table(self, piece: Piece) -> None:
        if piece.role is Role.ITEMS and "content" in piece.columns:
            work = items.build(piece)
            self._add(work.block)
            self.built.unplaced += [text_block(text) for text in work.left]
        elif piece.role is Role.UNPLACED:
            self.built.unplaced += free_table(piece)
        else:
            for block in free_table(piece):
                self._add(block)

    # --- above and below the sections

    def _basis(self, piece: Piece) -> None:
        self.built.bases.append(self._words(piece))

    def _opening(self, piece: Piece) -> None:
        text = self._words(piece).rstrip(" :")
        self.built.opening = "\n".join(filter(None, [self.built.opening, text]))

    def _closing(self, piece: Piece) -> None:
        self.built.closing = "\n".join(filter(None, [self.built.closing, self._words(piece)]))

    @staticmethod
    def _words(piece: Piece) -> str:
        """For a part that is words alone: the paper itself sets the bases in italics."""
        return cells.ended_off(plain(whole(piece)))

    def _recipient(self, piece: Piece) -> None:
        text = cells.ended_off(plain(whole(piece, with_mark=False)))
        if len(text) > _LONGEST_RECIPIENT:
            self._unplaced(piece)
        elif text:
            self.built.recipients.append(text)

    def _archive(self, piece: Piece) -> None:
        text = cells.ended_off(plain(piece.text))
        places = _ARCHIVE_SIGN.sub("", text, count=1)
        for place in filter(None, (clean(part) for part in places.replace(";", ",").split(","))):
            if len(place) <= _LONGEST_ARCHIVE:
                self.built.archive.append(place)
            else:
                self.built.unplaced.append(text_block(place))

    # --- signatures

    def _line(self) -> Data:
        if not self.sign_open and len(self.built.signatures) < _MOST_SIGNATURES:
            self.built.signatures.append({"authority": [], "title": "", "name": None})
            self.sign_open = True
        return self.built.signatures[-1]

    def _authority(self, piece: Piece) -> None:
        text = piece.plain.strip(" ./")
        if self.sign_open and self._line()["title"]:
            self.sign_open = False
        if len(text) > _LONGEST_AUTHORITY:
            self._unplaced(piece)
        else:
            self._line()["authority"].append(text)

    def _signing_title(self, piece: Piece) -> None:
        if self.sign_open and self._line()["title"]:
            self.sign_open = False
        if len(piece.plain) > _LONGEST_SIGNING_TITLE:
            self._unplaced(piece)
        else:
            self._line()["title"] = piece.plain

    def _signer(self, piece: Piece) -> None:
        """A name closes its signature."""
        known = self.sign_open and self._line()["title"]
        if not known or len(piece.plain) > _LONGEST_NAME:
            self._unplaced(piece)
            return
        self._line()["name"] = piece.plain
        self.sign_open = False

    # --- appendices

    def _appendix(self, piece: Piece) -> None:
        self.appendix = {"title": "", "landscape": piece.landscape, "blocks": []}
        self.built.appendices.append(self.appendix)
        self.blocks = self.appendix["blocks"]
        rest = _APPENDIX_SIGN.sub("", piece.plain, count=1)
        if rest:
            self._appendix_title(replace(piece, text=rest))

    def _appendix_title(self, piece: Piece) -> None:
        if self.appendix is None:
            self._text(piece)
            return
        title = f"{self.appendix['title']} {piece.plain}".strip()
        if len(title) > _LONGEST_TITLE:
            self._text(piece)
        else:
            self.appendix["title"] = sentence_case(title, self.names)

    # --- the rest

    def _unplaced(self, piece: Piece) -> None:
        words = f"{piece.aside}: {whole(piece)}" if piece.aside else whole(piece)
        self.built.unplaced += [text_block(text) for text in slices(words)]

    _items = _unplaced
