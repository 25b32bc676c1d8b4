"""A snapshot as a tree of what a reader compares: parts, sections, paragraphs, groups, items, rows, each with its words in cells."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cchc_portal.documents.paper.tables import LABELS
from cchc_portal.vietnam import dates, numbering
from cchc_portal.vietnam.numbers import counted, format_number
from plans.areas import AREAS
from plans.states import PlanForm, RuleSet

Data = dict[str, Any]
ALIGNED = {"left": "trái", "center": "giữa", "right": "phải"}


@dataclass(frozen=True)
class Words:
    """One cell: by `key` it is laid beside the other side's, `label` is what the reader is told it is."""

    key: str
    label: str
    text: str


@dataclass(eq=False)
class Node:
    """One thing that is there, changed, moved or gone as a whole. Nodes of one `family` may be each other's older form."""

    family: str
    cells: tuple[Words, ...] = ()
    number: str = ""
    style: str = ""
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None
    place: int = 0

    @property
    def mark(self) -> tuple[Any, ...]:
        """Equal for two nodes that say the same."""
        return (self.family, self.style, *((cell.key, cell.text) for cell in self.cells))

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


def tree(snapshot: Data) -> Node:
    """The whole snapshot, in the order of the paper."""
    root = Node("plan", children=list(_parts(snapshot)))
    for place, node in enumerate(root.walk()):
        node.place = place
        for child in node.children:
            child.parent = node
    return root


def _parts(snapshot: Data) -> Iterator[Node]:
    yield _part("Thông tin chung", _head(snapshot))
    yield _part("Văn bản cấp trên", map(_parent, snapshot["parents"]))
    yield _part("Căn cứ", (_line("basis", text) for text in snapshot["bases"]))
    yield _part("Quyết định", _decision(snapshot["decision"]))
    yield _part("Đoạn mở đầu", _paragraphs(snapshot["opening"]))
    yield from _sections(snapshot["sections"], 1)
    yield _part("Đoạn kết", _paragraphs(snapshot["closing"]))
    count = len(snapshot["appendices"])
    for number, appendix in enumerate(snapshot["appendices"], start=1):
        yield _appendix(appendix, numbering.appendix_label(number, count))
    yield _part("Người ký", map(_signature, snapshot["signatures"]))
    recipients = [_line("recipient", text, "-") for text in snapshot["recipients"]]
    yield _part("Nơi nhận", [*recipients, _field("archive", "Lưu", ", ".join(snapshot["archive"]))])


def _words(key: str, label: str, text: str | None) -> Words:
    return Words(key, label, unicodedata.normalize("NFC", text or ""))


def _part(title: str, children: Iterable[Node]) -> Node:
    return Node("part", (_words("title", "", title),), style=title, children=list(children))


def _field(key: str, label: str, text: str | None) -> Node:
    return Node("field", (_words(key, label, text),), style=key)


def _line(family: str, text: str, number: str = "", style: str = "") -> Node:
    return Node(family, (_words("text", "", text),), number, style)


def _day(text: str | None) -> str:
    return dates.short_date(date.fromisoformat(text)) if text else ""


def _head(snapshot: Data) -> list[Node]:
    agency, period = snapshot["agency"], snapshot["period"]
    rules = snapshot["rules"]
    return [
        _field("subject", "Trích yếu", snapshot["subject"]),
        _field("form", "Hình thức văn bản", PlanForm(snapshot["form"]).label),
        *_addressed(snapshot),
        _field("rules", "Thể thức", RuleSet(rules).label if rules else "Theo ngày ban hành"),
        _field("from", "Thực hiện từ", _day(period["from"])),
        _field("to", "Thực hiện đến", _day(period["to"])),
        _field("number", "Số", snapshot["number"]),
        _field("symbol_as_printed", "Số, ký hiệu in trên văn bản", snapshot["symbol_as_printed"]),
        _field("issued_on", "Ngày ban hành", _day(snapshot["issued_on"])),
        _field("agency", "Cơ quan", agency["name"]),
        _field("superior", "Cơ quan chủ quản in trên văn bản", "\n".join(agency["superior"])),
        _field("header", "Tên cơ quan in trên văn bản", "\n".join(agency["header"])),
        _field("symbol", "Ký hiệu của cơ quan", agency["symbol"]),
        _field("place", "Địa danh", agency["place"]),
        _field("province", "Tỉnh, thành phố", agency["province"]),
    ]


def _addressed(snapshot: Data) -> list[Node]:
    """Only the forms that have them."""
    fields = []
    if "addressees" in snapshot:
        fields.append(_field("addressees", "Kính gửi", "\n".join(snapshot["addressees"])))
    if "unit" in snapshot:
        fields.append(_field("unit", "Ký hiệu đơn vị soạn thảo", snapshot["unit"]))
    return fields


def _parent(parent: Data) -> Node:
    cells = (
        _words("number", "Số, ký hiệu", parent["number"]),
        _words("issued_on", "Ngày ban hành", _day(parent["issued_on"])),
        _words("issuer", "Cơ quan ban hành", parent["issuer"]),
        _words("title", "Trích yếu", parent["title"]),
    )
    return Node("parent", cells)


def _decision(decision: Data | None) -> list[Node]:
    if decision is None:
        return []
    articles = (
        _line("article", text, f"Điều {number}.") for number, text in enumerate(decision["articles"], start=1)
    )
    return [
        _field("decision_subject", "Trích yếu quyết định", decision["subject"]),
        _field("issuer", "Người, cơ quan quyết định", decision["issuer"]),
        *articles,
    ]


def _paragraphs(text: str) -> list[Node]:
    return [_line("line", text, style="text")] if text else []


def _signature(line: Data) -> Node:
    cells = (
        _words("authority", "Quyền hạn ký", "\n".join(line["authority"])),
        _words("title", "Chức vụ", line["title"]),
        _words("name", "Họ và tên", line["name"]),
    )
    return Node("signature", cells)


def _sections(sections: list[Data], level: int) -> Iterator[Node]:
    for number, data in enumerate(sections, start=1):
        inside = [*_blocks(data["blocks"]), *_sections(data["sections"], level + 1)]
        yield Node(
            "section",
            (_words("heading", "", data["heading"]),),
            numbering.section_number(level, number),
            children=inside,
        )


def _appendix(data: Data, number: str) -> Node:
    layout = "Khổ giấy ngang" if data["landscape"] else "Khổ giấy dọc"
    cells = (_words("heading", "", data["title"]), _words("layout", "Khổ giấy", layout))
    return Node("appendix", cells, number, children=_blocks(data["blocks"]))


def _blocks(blocks: list[Data]) -> list[Node]:
    return [node for block in blocks for node in _block(block)]


def _block(block: Data) -> Iterator[Node]:
    kind = next(iter(block))
    if kind == "text":
        yield _line("line", block["text"], style="text")
        for number, note in enumerate(block["footnotes"], start=1):
            yield _line("footnote", note, f"[^{number}]")
    elif kind == "numbered":
        for number, entry in enumerate(block["numbered"], start=1):
            yield from _entry(entry, f"{number}.", "numbered")
    elif kind == "bullets":
        for entry in block["bullets"]:
            yield from _entry(entry, "-", "bullet")
    elif kind == "channels":
        yield from (_line("line", text, "-", "channel") for text in block["channels"])
    elif kind == "items":
        yield _items(block["items"])
    else:
        yield _table(block["table"])


def _entry(entry: Data, number: str, style: str) -> Iterator[Node]:
    """An entry, then those in it, one style deeper."""
    yield _line("line", entry["text"], number, style)
    for inner in entry["bullets"]:
        deeper = "bullet" if style == "numbered" else "inner"
        yield from _entry(inner, "-" if deeper == "bullet" else "+", deeper)


def _items(items: Data) -> Node:
    labels = {**LABELS, **items["labels"]}
    columns = "; ".join(labels[column] for column in items["columns"])
    cells = (_words("columns", "Các cột in trên văn bản", columns), *_total(items["total"]))
    return Node("items", cells, children=[_group(group, labels) for group in items["groups"]])


def _total(total: Data | None) -> tuple[Words, ...]:
    if total is None:
        return ()
    products = "\n".join(map(_product, total["products"]))
    return (
        _words("total_products", "Tổng sản phẩm", products),
        _words("total_budget", "Tổng kinh phí", _money(total["budget"])),
    )


def _money(amount: Any) -> str:
    return "" if amount is None else f"{format_number(amount)} đồng"


def _product(product: Data) -> str:
    """As the paper counts it."""
    return counted(product["text"], product["quantity"], product["unit"])


def _group(group: Data, labels: Data) -> Node:
    cells = (
        _words("heading", "Nhóm đối tượng", group["title"]),
        _words("channels", f"{labels['channels']} của cả nhóm", "\n".join(group["channels"])),
        *_total(group["total"]),
    )
    items = [_item(item, labels, f"{number}.") for number, item in enumerate(group["items"], start=1)]
    return Node("group", cells, children=items)


def _item(item: Data, labels: Data, number: str) -> Node:
    time = item["time"] or {"text": "", "from": None, "to": None, "every": None}
    budget = item["budget"] or {"amount": None, "source": ""}
    known = [_span(time["from"], time["to"]), f"định kỳ {time['every']}" if time["every"] else ""]
    texts = {
        "content": item["content"],
        "audience": "\n".join(item["audience"]),
        "channels": "\n".join(item["channels"]),
        "products": "\n".join(map(_product, item["products"])),
        "lead": "\n".join(item["lead"]),
        "support": "\n".join(item["support"]),
        "time": time["text"],
        "budget": "\n".join(filter(None, (_money(budget["amount"]), budget["source"]))),
        "note": item["note"],
    }
    cells = [_words(key, labels[key], text) for key, text in texts.items()]
    cells.append(_words("days", "Thời gian (ngày)", "; ".join(filter(None, known))))
    cells.append(_words("areas", "Lĩnh vực", "\n".join(AREAS.get(area, str(area)) for area in item["areas"])))
    return Node("item", tuple(cells), number)


def _span(first: str | None, last: str | None) -> str:
    return " ".join(filter(None, (f"từ {_day(first)}" if first else "", f"đến {_day(last)}" if last else "")))


def _table(table: Data) -> Node:
    head = table["head"][-1] if table["head"] else []
    layout = [
        f"độ rộng {', '.join(map(str, table['widths']))}" if table["widths"] else "",
        f"căn {', '.join(ALIGNED.get(each, each) for each in table['align'])}" if table["align"] else "",
        "có dòng số tiền bằng chữ" if table["in_words"] else "",
    ]
    rows = [
        _row("table_head", cells, [], f"{number}.") for number, cells in enumerate(table["head"], start=1)
    ]
    rows += [
        _row("table_row", cells, head, f"{number}.") for number, cells in enumerate(table["rows"], start=1)
    ]
    if table["total"]:
        rows.append(_row("table_total", table["total"], head, ""))
    shown = _words("layout", "Cách trình bày bảng", "; ".join(filter(None, layout)))
    return Node("table", (shown,), children=rows)


def _row(family: str, cells: list[str], head: list[str], number: str) -> Node:
    labels = [
        head[index] if index < len(head) and head[index] else f"Cột {index + 1}"
        for index in range(len(cells))
    ]
    return Node(
        family,
        tuple(
            _words(str(index), label, text)
            for index, (label, text) in enumerate(zip(labels, cells, strict=True))
        ),
        number,
    )
