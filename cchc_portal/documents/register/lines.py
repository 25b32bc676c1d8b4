"""What a frozen document says for its line in the register (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from typing import Any

from cchc_portal.vietnam import symbols
from cchc_portal.vietnam.layout import AS_ABOVE

SUBJECT, SIGNER, KEEPER = 600, 200, 200  # as long as the columns are


def columns(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The columns that follow from the document alone; a decision is registered under its own subject."""
    decision = snapshot["decision"]
    return {
        "type_name": symbols.type_of_series(symbols.kind_of(snapshot)),
        "subject": (decision["subject"] if decision else snapshot["subject"])[:SUBJECT],
        "signer": signer(snapshot)[:SIGNER],
        "recipients": "; ".join(receivers(snapshot)),
        "keeper": ", ".join(snapshot["archive"])[:KEEPER],
    }


def receivers(snapshot: dict[str, Any]) -> list[str]:
    """Whom it is sent to: those of "Kính gửi" in the place of "Như trên", then the others."""
    addressees = snapshot.get("addressees") or []
    others = [line for line in snapshot["recipients"] if line.strip(" .;").casefold() != AS_ABOVE.casefold()]
    return [*addressees, *others]


def signer(snapshot: dict[str, Any]) -> str:
    """``Nguyễn Văn A, Phó giám đốc``: the name and the post; the post alone where no name is printed."""
    if not snapshot["signatures"]:
        return ""
    line = snapshot["signatures"][0]
    title = str(line["title"]).capitalize()
    return ", ".join(part for part in (line["name"], title) if part)
