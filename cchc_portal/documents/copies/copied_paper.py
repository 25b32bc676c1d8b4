"""What a copy says, frozen, and its file made from that alone (Nghị định 30/2020/NĐ-CP, Phụ lục I phần II)."""

from typing import Any

from cchc_portal.documents import paper as engine
from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper

KEY, DOCUMENT = "copy", "document"


def said(block: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """`block`: what the copy adds or leaves out, see engine.Copied; `document`: what was frozen of the copied one."""
    return {KEY: block, DOCUMENT: document}


def is_copy(content: dict[str, Any]) -> bool:
    return KEY in content


def is_electronic(content: dict[str, Any]) -> bool:
    """Signed by the agency alone, in box 14."""
    return is_copy(content) and bool(content[KEY]["electronic"])


def box_14(content: dict[str, Any]) -> str:
    return str(content[KEY]["box"])


def pdf(paper: Paper) -> tuple[bytes, int | None]:
    """(the file, its number of pages): the scan itself, or the signed sheets with the block below.

    A copy that was frozen before sheets were kept with it is made from its text, as it was then.
    """
    content = paper.snapshot.content
    block = content[KEY]
    if block["scan"]:
        return storage.load(paper.province_id, block["scan"]), block["pages"]
    copied = engine.Copied.of(block)
    if block.get("sheets"):
        return _on_sheets(paper, block, copied)
    return engine.counted_pdf(content[DOCUMENT], marks=frozenset(paper.marks), copied=copied)


def _on_sheets(paper: Paper, block: dict[str, Any], copied: engine.Copied) -> tuple[bytes, int]:
    from cchc_portal.documents.paper import sheets  # heavy; only workers render

    content = storage.load(paper.province_id, block["sheets"])
    leaves, rules = block["leaves"], block["rules"]
    across = next((words for mark, words in engine.WATERMARKS.items() if mark in paper.marks), "")
    return sheets.copied(
        content, block["sheets_kind"], leaves=leaves, copy=copied, rules=rules, across=across
    )
