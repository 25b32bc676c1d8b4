"""Sections and blocks as numbered lines: I. → 1. → a) → - → + (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.d)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cchc_portal.vietnam import numbering, numbers
from cchc_portal.vietnam.layout import END_MARK

from .free_tables import free_table, sum_in_total
from .parts import Line, Part, Table
from .tables import item_blocks
from .words import ended, finished, listed

HEADINGS = ("h1", "h2", "h3", "h4")
DEEPEST = 4
ONE_LINE = 90  # characters: a paragraph as short as this may fill no second line


@dataclass(frozen=True)
class Body:
    """Writes the blocks of one part; knows only how wide its page is. Each line notes its place where `path` is given."""

    landscape: bool = False
    letter: bool = (
        False  # has no parts (I.): what is numbered begins with 1., its running text stands under no heading
    )

    def sections(
        self, sections: Sequence[Mapping[str, Any]], depth: int = 1, path: str = ""
    ) -> Iterator[Line | Table]:
        order = 0
        for index, section in enumerate(sections):
            inner, here = section.get("sections") or [], path and f"{path}.{index}"
            heading = section.get("heading") or ""
            if self.letter and not heading:
                yield from self.blocks(section.get("blocks") or [], depth - 1, here and f"{here}.blocks")
                continue
            order += 1
            yield self.heading(heading, order, depth, here)
            yield from self.blocks(
                section.get("blocks") or [], depth + 1 if inner else depth, here and f"{here}.blocks"
            )
            yield from self.sections(inner, min(depth + 1, DEEPEST), here and f"{here}.sections")

    @staticmethod
    def heading(text: str, order: int, depth: int, place: str = "") -> Line:
        text = text.rstrip(" :.;")
        title = text.upper() if depth == 1 else text
        return Line(
            HEADINGS[depth - 1], title, mark=numbering.section_number(depth, order), keep=True, place=place
        )

    def blocks(self, blocks: Sequence[Any], depth: int, path: str = "") -> Iterator[Line | Table]:
        """`depth` is the level of the section; its numbered paragraphs stand one level below."""
        for index, line in self._blocks(blocks, depth, path):
            yield replace(line, place=f"{path}.{index}") if path and not line.place else line

    def _blocks(self, blocks: Sequence[Any], depth: int, path: str) -> Iterator[tuple[int, Line | Table]]:
        count = 0
        for index, block in enumerate(blocks):
            if isinstance(block, str):
                block = {"text": block}
            if block.get("numbered") is not None:
                yield from ((index, line) for line in self._numbered(block["numbered"], depth + 1, count))
                count += len(block["numbered"])
            else:
                leads = _is_list(next((later for later in blocks[index + 1 :] if not _is_empty(later)), None))
                place = path and f"{path}.{index}"
                yield from ((index, line) for line in self._block(block, leads=leads, place=place))

    def _block(self, block: Mapping[str, Any], *, leads: bool, place: str = "") -> Iterator[Line | Table]:
        if block.get("text") is not None:
            if not _is_empty(block):
                yield self._paragraph(block, leads=leads)
        elif block.get("bullets") is not None:
            yield from self._bullets(block["bullets"])
        elif block.get("channels") is not None:
            yield from (Line("dash", text, mark="-") for text in listed(block["channels"]))
        elif block.get("items") is not None:
            yield from item_blocks(block["items"], landscape=self.landscape, place=place and f"{place}.items")
        elif block.get("table") is not None:
            yield from self._table(block["table"])

    @staticmethod
    def _paragraph(block: Mapping[str, Any], *, leads: bool) -> Line:
        text = block["text"]
        return Line("para", ended(text), notes=tuple(block.get("footnotes") or ()), keep=leads)

    def _numbered(self, entries: Sequence[Any], depth: int, count: int) -> Iterator[Line]:
        kind = {2: "item1", 3: "item2"}.get(depth, "dash")
        for order, entry in enumerate(entries, count + 1):
            text, inner = _entry(entry)
            yield Line(
                kind,
                ended(text, ":" if inner else "."),
                mark=numbering.section_number(depth, order),
                keep=bool(inner),
            )
            yield from self._bullets(inner)

    def _bullets(self, entries: Sequence[Any], depth: int = 0) -> Iterator[Line]:
        pairs = [_entry(entry) for entry in entries]
        texts = listed([text for text, _ in pairs])
        for (typed, inner), text in zip(pairs, texts, strict=True):
            if inner:
                text = ended(typed, ":")
            yield Line("plus" if depth else "dash", text, mark="+" if depth else "-", keep=bool(inner))
            yield from self._bullets(inner, depth + 1)

    @staticmethod
    def _table(table: Mapping[str, Any]) -> Iterator[Line | Table]:
        yield free_table(table)
        amount = sum_in_total(table) if table.get("in_words") else None
        if amount is not None:
            yield Line("words", f"(Bằng chữ: {numbers.amount_in_words(amount)}).")


def _entry(entry: Any) -> tuple[str, Sequence[Any]]:
    if isinstance(entry, str):
        return entry, ()
    return entry["text"], entry.get("bullets") or ()


def begins_with_list(blocks: Sequence[Any]) -> bool:
    return _is_list(next((block for block in blocks if not _is_empty(block)), None))


def _is_list(block: Any) -> bool:
    return isinstance(block, Mapping) and any(
        block.get(key) is not None for key in ("bullets", "numbered", "items", "table", "channels")
    )


def _is_empty(block: Any) -> bool:
    """A paragraph that still waits for its words prints nothing."""
    return not block if isinstance(block, str) else block.get("text") == "" and not block.get("footnotes")


def close(lines: list[Line | Table]) -> list[Line | Table]:
    """Put "./." on the last word; after a table or a heading it stands in a paragraph of its own.

    A last paragraph of one line takes its neighbour along, so that two lines stand above the ending on its page.
    """
    if not lines or isinstance(lines[-1], Table) or lines[-1].kind in HEADINGS:
        lines = [*lines, Line("end", END_MARK)]
    else:
        lines = [*lines[:-1], replace(lines[-1], text=finished(lines[-1].text))]
    last = lines[-1]
    if len(lines) > 1 and isinstance(last, Line) and len(last.text) < ONE_LINE:
        lines[-2] = replace(lines[-2], keep=True)
    return lines


def count_notes(parts: Iterable[Part]) -> Iterator[Part]:
    """Footnotes are counted through the whole document, whatever paragraph they belong to."""
    count = 0
    for part in parts:
        body: list[Line | Table] = []
        for line in part.body:
            if isinstance(line, Line) and line.notes:
                line = replace(line, first_note=count + 1)
                count += len(line.notes)
            body.append(line)
        yield replace(part, body=tuple(body))
