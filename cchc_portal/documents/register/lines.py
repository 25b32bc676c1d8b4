"""What a frozen document says for its line in the register (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from typing import Any

from cchc_portal.vietnam import symbols

SUBJECT, SIGNER, KEEPER = 600, 200, 200  # as long as the columns are


def columns(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The columns that follow from the document alone; a decision is registered under its own subject."""
    decision = snapshot["decision"]
    return {
        "type_name": symbols.DOCUMENT_TYPES[symbols.DECISION if decision else symbols.PLAN],
        "subject": (decision["subject"] if decision else snapshot["subject"])[:SUBJECT],
        "signer": signer(snapshot)[:SIGNER],
        "recipients": "; ".join(snapshot["recipients"]),
        "keeper": ", ".join(snapshot["archive"])[:KEEPER],
    }


def signer(snapshot: dict[str, Any]) -> str:
    """``Nguyễn Văn A, Phó giám đốc``: the name and the post; the post alone where no name is printed."""
    if not snapshot["signatures"]:
        return ""
    line = snapshot["signatures"][0]
    title = str(line["title"]).capitalize()
    return ", ".join(part for part in (line["name"], title) if part)
