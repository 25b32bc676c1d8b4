"""What a copy adds to the copied text, or leaves of it: the blocks below the line (Mẫu 3.1), the parts of an excerpt.

Nghị định 30/2020/NĐ-CP, Điều 25; Phụ lục I phần II, mục II.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cchc_portal.vietnam import dates, layout
from cchc_portal.vietnam.copies import CopyForm

from .parts import Ending, Line, Signature, Table

LEFT_OUT = "(…)"


@dataclass(frozen=True)
class CopyBlock:
    """One copying agency's own block, on the sheet where the copied text ends."""

    title: str  # SAO Y
    issuer: tuple[str, ...]
    number: str
    place_date: str
    ending: Ending
    signed: bool = False  # it is copied itself


@dataclass(frozen=True)
class Copied:
    """`blocks` follow each other as copy was made of copy; an electronic copy has none. `sections`, `appendices`: of an excerpt alone."""

    name: str
    day: str
    blocks: tuple[CopyBlock, ...] = ()
    sections: frozenset[int] | None = None
    appendices: frozenset[int] | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Copied":
        """From what was frozen of the copy."""
        chosen = {name: said[name] for name in ("sections", "appendices")}
        return cls(
            name=CopyForm(said["form"]).type_name,
            day=said["day"],
            blocks=()
            if said["electronic"]
            else (*(_block(one, True) for one in said["before"]), _block(said, False)),
            **{name: None if places is None else frozenset(places) for name, places in chosen.items()},
        )

    @property
    def is_excerpt(self) -> bool:
        return self.sections is not None

    def kept(self, lines: Iterable[Line | Table]) -> list[Line | Table]:
        """The chosen sections under the numbers that they have in the document; "(…)" where something is left out."""
        kept: list[Line | Table] = []
        for line in lines:
            if int(line.place.split(".")[1]) in (self.sections or ()):
                kept.append(line)
            elif not kept or not _is_gap(kept[-1]):
                kept.append(Line("para", LEFT_OUT))
        return kept

    def has_appendix(self, index: int) -> bool:
        return self.appendices is None or index in self.appendices


def _is_gap(line: Line | Table) -> bool:
    return isinstance(line, Line) and line.text == LEFT_OUT


def _block(said: Mapping[str, Any], signed: bool) -> CopyBlock:
    rules = layout.RULE_SETS[said["rules"]]
    recipients = [f"- {text.rstrip(' ;.')}{rules.recipients_end}" for text in said["recipients"]]
    ending = Ending(
        (*recipients, rules.archive_line(said["archive"])),
        (Signature((*said["authority"], said["title"]), said["name"]),),
    )
    return CopyBlock(
        title=CopyForm(said["form"]).title(rules),
        issuer=tuple(said["issuer"]),
        number=f"{layout.NUMBER_LABEL} {said['symbol']}",
        place_date=f"{said['place']}, {dates.written_date(date.fromisoformat(said['day']))}",
        ending=ending,
        signed=signed,
    )
