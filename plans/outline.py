"""The plan as the editor shows it: the snapshot's words joined to the rows that they come from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from cchc_portal.documents.paper.tables import LABELS as COLUMN_LABELS
from cchc_portal.vietnam import numbering
from cchc_portal.vietnam.numbers import counted, format_number
from plans import prose
from plans.models import (
    Block,
    BlockKind,
    Plan,
)
from plans.records.reading import Rows, to_snapshot
from plans.states import PlanForm

Place = tuple[str | int, ...]
PROSE = frozenset({BlockKind.TEXT.value, BlockKind.NUMBERED.value, BlockKind.BULLETS.value})


@dataclass
class Node:
    """One row in the editor: its address part, its words, what stands in it."""

    kind: str
    pk: int
    place: Place
    data: Any
    number: str = ""
    label: str = ""
    level: int = 0
    first: bool = False
    last: bool = False
    block_kind: str = ""
    guide: str = ""
    """Words of the template for the drafter, never printed."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Its form's fields, where a page shows them in place."""
    blocks: list["Node"] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def key(self) -> str:
        """The row's number as it stands in an address, never grouped."""
        return str(self.pk)

    @property
    def runs(self) -> list["Run"]:
        """The blocks as they are edited: prose that stands together is one text, every other block is by itself."""
        return _ends([Run(list(blocks)) for _, blocks in groupby(self.blocks, key=_text_or_itself)])


@dataclass
class Run:
    """Blocks that are edited as one piece."""

    blocks: list[Node]
    first: bool = False
    last: bool = False

    @property
    def is_prose(self) -> bool:
        return self.blocks[0].block_kind in PROSE

    @property
    def block(self) -> Node:
        return self.blocks[0]

    @property
    def anchor(self) -> str:
        return f"van-{self.block.pk}" if self.is_prose else self.block.anchor

    @property
    def html(self) -> str:
        """The prose as its editor holds it."""
        return prose.to_html(block.data for block in self.blocks)

    @property
    def footnotes(self) -> list[str]:
        notes: list[str] = self.block.data.get("footnotes") or []
        return notes


class Outline:
    """Everything that the editor lists, in a number of queries that does not grow with the plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = Rows(plan)
        self.snapshot = to_snapshot(plan, self.rows)
        self.parents = self._short_list("van-ban", "parents")
        self.bases = self._short_list("can-cu", "bases")
        self.recipients = self._short_list("noi-nhan", "recipients")
        self.signatures = self._short_list("nguoi-ky", "signatures")
        self.sections = self._section_nodes(None, self.snapshot["sections"], ("sections",), 1)
        self.appendices = self._appendix_nodes()

    @classmethod
    def of(cls, plan: Plan) -> "Outline":
        """Words and rows of one moment: read again where somebody has saved in between."""
        for _ in range(_ATTEMPTS):
            outline = cls(plan)
            now = Plan.objects.values_list("revision", flat=True).get(pk=plan.pk)
            if now == plan.revision:
                return outline
            plan.refresh_from_db()
        return cls(plan)

    def _short_list(self, kind: str, key: str) -> list[Node]:
        return _ends(
            [
                Node(kind, row.pk, (key, n), data, label=_label(data))
                for n, (row, data) in enumerate(zip(getattr(self.rows, key), self.snapshot[key], strict=True))
            ]
        )

    def _section_nodes(self, parent: int | None, sections: list[Any], path: Place, level: int) -> list[Node]:
        nodes = []
        for index, (row, data) in enumerate(zip(self.rows.sections[parent], sections, strict=True)):
            here = (*path, index)
            node = Node(
                "muc", row.pk, here, data, self._number(sections, index, level), data["heading"], level
            )
            node.guide = row.guide
            node.blocks = self._block_nodes(self.rows.in_section[row.pk], data["blocks"], (*here, "blocks"))
            node.children = self._section_nodes(row.pk, data["sections"], (*here, "sections"), level + 1)
            nodes.append(node)
        return _ends(nodes)

    def _number(self, sections: list[Any], index: int, level: int) -> str:
        """As printed: a letter's begin with 1., and its text without a heading has none."""
        if self.plan.form != PlanForm.LETTER:
            return numbering.section_number(level, index + 1)
        headed = sum(bool(each["heading"]) for each in sections[: index + 1])
        return numbering.section_number(level + 1, headed) if sections[index]["heading"] else ""

    def _appendix_nodes(self) -> list[Node]:
        appendices = self.snapshot["appendices"]
        nodes = []
        for index, (row, data) in enumerate(zip(self.rows.appendices, appendices, strict=True)):
            here: Place = ("appendices", index)
            number = numbering.appendix_label(index + 1, len(appendices))
            node = Node("phu-luc", row.pk, here, data, number, data["title"])
            node.blocks = self._block_nodes(self.rows.in_appendix[row.pk], data["blocks"], (*here, "blocks"))
            nodes.append(node)
        return _ends(nodes)

    def _block_nodes(self, rows: list[Block], blocks: list[Any], path: Place) -> list[Node]:
        nodes = []
        for index, (row, data) in enumerate(zip(rows, blocks, strict=True)):
            kind = BlockKind(row.kind)
            node = Node("phan", row.pk, (*path, index), data, label=kind.label, block_kind=kind.value)
            if kind == BlockKind.ITEMS:
                node.children = self._groups(row.pk, data["items"], (*path, index, "items", "groups"))
            nodes.append(node)
        return _ends(nodes)

    def _groups(self, block_id: int, table: Any, path: Place) -> list[Node]:
        nodes = []
        for index, (row, data) in enumerate(zip(self.rows.groups[block_id], table["groups"], strict=True)):
            here = (*path, index)
            group = Node("nhom", row.pk, here, data, label=data["title"] or "")
            for place, (item_row, item) in enumerate(
                zip(self.rows.items[row.pk], data["items"], strict=True)
            ):
                cells = _cells(item, table)
                group.children.append(
                    Node(
                        "noi-dung",
                        item_row.pk,
                        (*here, "items", place),
                        cells,
                        str(place + 1),
                        item["content"],
                    )
                )
            _ends(group.children)
            nodes.append(group)
        return _ends(nodes)

    def nodes(self) -> Iterator[Node]:
        """Every row, outermost first."""

        def walk(nodes: list[Node]) -> Iterator[Node]:
            for node in nodes:
                yield node
                yield from walk(node.blocks)
                yield from walk(node.children)

        for nodes in (
            self.parents,
            self.bases,
            self.sections,
            self.appendices,
            self.signatures,
            self.recipients,
        ):
            yield from walk(nodes)

    def anchors(self) -> dict[str, str]:
        """Place as the paper notes it ("sections.0.blocks.1") → the editor's name of what is printed there."""
        nodes = list(self.nodes())
        named = PRINTED | {".".join(map(str, node.place)): node.anchor for node in nodes}
        for holder in nodes:
            for run in holder.runs if holder.kind in ("muc", "phu-luc") else ():
                named |= {".".join(map(str, block.place)): run.anchor for block in run.blocks}
        return named

    def anchor_of(self, place: Place) -> str:
        """Where in the editor a place of the snapshot is shown."""
        if not hasattr(self, "_anchors"):
            self._anchors = {node.place: node.anchor for node in self.nodes()}
        for length in range(len(place), 0, -1):
            if place[:length] in self._anchors:
                return self._anchors[place[:length]]
        return f"phan-{_PARTS.get(str(place[0]), 'thong-tin')}" if place else "phan-thong-tin"


PRINTED = {
    "subject": "phan-thong-tin",
    "opening": "phan-loi-van",
    "addressees": "phan-kinh-gui",
    "closing": "phan-loi-van",
    "bases": "phan-can-cu",
    "ending": "phan-noi-nhan",
}
_ATTEMPTS = 3
_PARTS = {
    "subject": "thong-tin",
    "period": "thong-tin",
    "form": "thong-tin",
    "parents": "van-ban",
    "bases": "can-cu",
    "opening": "loi-van",
    "closing": "loi-van",
    "decision": "quyet-dinh",
    "addressees": "kinh-gui",
    "unit": "kinh-gui",
    "sections": "muc",
    "appendices": "phu-luc",
    "signatures": "nguoi-ky",
    "recipients": "noi-nhan",
    "archive": "noi-nhan",
}


def _label(data: Any) -> str:
    """A short list's row by its own words."""
    return data if isinstance(data, str) else str(data.get("number") or data["title"])


def _cells(item: Any, table: Any) -> list[tuple[str, list[str]]]:
    """The row's columns with their headings; content stands apart."""
    return [
        (table["labels"].get(column) or COLUMN_LABELS[column], lines)
        for column in table["columns"]
        if column != "content" and (lines := _lines(item[column], column))
    ]


def _lines(value: Any, column: str) -> list[str]:
    if not value:
        return []
    if column == "products":
        return [_product(product) for product in value]
    if column == "time":
        return [value["text"]] if value["text"] else []
    if column == "budget":
        amount = "" if value["amount"] is None else f"{format_number(value['amount'])} đồng"
        return [text for text in (amount, value["source"]) if text]
    return [value] if isinstance(value, str) else list(value)


def _product(product: Any) -> str:
    return counted(product["text"], product["quantity"], product["unit"])


def _ends(nodes: list[Any]) -> list[Any]:
    if nodes:
        nodes[0].first = nodes[-1].last = True
    return nodes


def _text_or_itself(block: Node) -> object:
    """One key for all prose, another for every other block; a paragraph with footnotes is by itself."""
    return "prose" if block.block_kind in PROSE and not block.data.get("footnotes") else block.pk
