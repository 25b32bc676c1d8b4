"""What an announcement tells of a snapshot: pure functions of plain data."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from cchc_portal.vietnam import symbols, text, titles

Data = dict[str, Any]
TITLE_LENGTH = 300


def kind_of_document(snapshot: Data) -> str:
    """The name of the issued document's type, as its symbol says it."""
    return symbols.type_of_series(symbols.kind_of(snapshot))


def document_title(snapshot: Data) -> str:
    """The issued document in one phrase: "Kế hoạch thông tin, tuyên truyền … năm 2020"."""
    kind, subject = kind_of_document(snapshot), text.plain(snapshot["subject"])
    if snapshot["decision"]:
        return titles.with_type(kind, text.plain(snapshot["decision"]["subject"]))
    return titles.with_type(kind, subject)


def title(snapshot: Data) -> str:
    """The headline: who issued what; an agency that stands in the subject is not named twice."""
    agency, document = snapshot["agency"]["name"], document_title(snapshot)
    whose = "Ban hành" if agency.casefold() in document.casefold() else f"{agency} ban hành"
    return _shortened(f"{whose} {document}", TITLE_LENGTH)


def main_contents(snapshot: Data) -> list[str]:
    """The titled groups with how much each holds, the rows of untitled ones; without a table, the headings of the sections."""
    groups = [group for block in _blocks(snapshot) if "items" in block for group in block["items"]["groups"]]
    told = [f"{group['title']} ({len(group['items'])} nội dung)" for group in groups if group["title"]]
    told += [item["content"] for group in groups if not group["title"] for item in group["items"]]
    return [text.plain(one) for one in told or (section["heading"] for section in snapshot["sections"])]


def channels(snapshot: Data) -> list[str]:
    """Every channel of the plan, its groups and rows, once, in the order of the plan."""
    return list(dict.fromkeys(text.plain(one) for block in _blocks(snapshot) for one in _channels(block)))


def _channels(block: Data) -> Iterable[str]:
    if "channels" in block:
        return block["channels"]
    groups = block["items"]["groups"] if "items" in block else []
    return chain.from_iterable(
        [*group["channels"], *chain.from_iterable(item["channels"] for item in group["items"])]
        for group in groups
    )


def _blocks(snapshot: Data) -> Iterator[Data]:
    for section in snapshot["sections"]:
        yield from _blocks_of(section)
    for appendix in snapshot["appendices"]:
        yield from appendix["blocks"]


def _blocks_of(section: Data) -> Iterator[Data]:
    yield from section["blocks"]
    for part in section["sections"]:
        yield from _blocks_of(part)


def _shortened(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"
