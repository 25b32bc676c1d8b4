"""The canonical form of a snapshot: every key present, text clean, numbers and days in one form."""

from datetime import date
from decimal import Decimal
from typing import Any

from cchc_portal.vietnam.text import clean, clean_line

COLUMNS = ("content", "audience", "channels", "products", "lead", "support", "time", "budget", "note")

Data = dict[str, Any]


def plain(value: Any) -> Any:
    """Input as the schema expects it: text clean, days as ISO text, whole numbers without a fraction."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Decimal):
        value = float(value) if value.is_finite() else str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def _line(value: Any) -> str:
    return clean_line(value or "")


def _lines(value: Any) -> list[str]:
    return [clean_line(part) for part in value or []]


def _parts(value: Any, build: Any) -> list[Any]:
    return [build(part) for part in value or []]


def snapshot(data: Data) -> Data:
    """The whole snapshot; its keys stand in the order of the plan file."""
    return {
        "format": 1,
        "agency": _agency(data["agency"]),
        "form": data["form"],
        "rules": data.get("rules"),
        "number": _line(data.get("number")) or None,
        "symbol_as_printed": _line(data.get("symbol_as_printed")) or None,
        "issued_on": data.get("issued_on"),
        "period": {"from": data["period"]["from"], "to": data["period"]["to"]},
        "subject": _line(data["subject"]),
        **_addressed(data),
        "parents": _parts(data.get("parents"), _parent),
        "bases": list(data.get("bases") or []),
        "opening": data.get("opening") or "",
        "decision": _decision(data["decision"]) if data.get("decision") else None,
        "sections": _parts(data["sections"], _section),
        "closing": data.get("closing") or "",
        "appendices": _parts(data.get("appendices"), _appendix),
        "signatures": _parts(data.get("signatures"), _signature),
        "recipients": _lines(data.get("recipients")),
        "archive": _lines(data.get("archive")),
    }


def _addressed(data: Data) -> Data:
    """Keys that only the forms with "Kính gửi" have; what stands in another form is kept, to be refused."""
    keys: Data = {"addressees": _lines(data.get("addressees")), "unit": _line(data.get("unit"))}
    own = {"report": ("addressees",), "letter": ("addressees", "unit")}.get(data["form"], ())
    return {key: value for key, value in keys.items() if key in own or value}


def _agency(data: Data) -> Data:
    return {
        "province": _line(data["province"]),
        "name": _line(data["name"]),
        "header": _lines(data["header"]),
        "superior": _lines(data.get("superior")),
        "symbol": _line(data["symbol"]),
        "place": _line(data["place"]),
    }


def _parent(data: Data) -> Data:
    return {
        "number": _line(data.get("number")) or None,
        "issued_on": data.get("issued_on"),
        "issuer": _line(data.get("issuer")),
        "title": _line(data.get("title")),
    }


def _decision(data: Data) -> Data:
    return {
        "subject": _line(data["subject"]),
        "issuer": _line(data["issuer"]),
        "articles": list(data["articles"]),
    }


def _section(data: Data) -> Data:
    return {
        "heading": _line(data["heading"]),
        "blocks": _parts(data.get("blocks"), _block),
        "sections": _parts(data.get("sections"), _section),
    }


def _appendix(data: Data) -> Data:
    return {
        "title": _line(data["title"]),
        "landscape": bool(data.get("landscape")),
        "blocks": _parts(data.get("blocks"), _block),
    }


def _signature(data: Data) -> Data:
    return {
        "authority": _lines(data.get("authority")),
        "title": _line(data["title"]),
        "name": _line(data.get("name")) or None,
    }


def _block(data: Data | str) -> Data:
    if isinstance(data, str):
        return {"text": data, "footnotes": []}
    if "text" in data:
        return {"text": data["text"], "footnotes": list(data.get("footnotes") or [])}
    if "items" in data:
        return {"items": _items(data["items"])}
    if "table" in data:
        return {"table": _table(data["table"])}
    if "channels" in data:
        return {"channels": list(data["channels"])}
    kind = "numbered" if "numbered" in data else "bullets"
    return {kind: _parts(data[kind], _entry)}


def _entry(data: Data | str) -> Data:
    if isinstance(data, str):
        return {"text": data, "bullets": []}
    return {"text": data["text"], "bullets": _parts(data.get("bullets"), _entry)}


def _items(data: Data) -> Data:
    labels = data.get("labels") or {}
    return {
        "columns": list(data["columns"]),
        "labels": {
            column: _line(labels[column]) for column in in_order(data["columns"]) if labels.get(column)
        },
        "groups": _parts(data["groups"], _group),
        "total": _total(data.get("total")),
    }


def in_order(columns: list[str]) -> list[str]:
    """Every column of a table of items, those that it prints first."""
    return [*columns, *(column for column in COLUMNS if column not in columns)]


def _group(data: Data) -> Data:
    return {
        "title": _line(data.get("title")) or None,
        "channels": list(data.get("channels") or []),
        "items": _parts(data.get("items"), _item),
        "total": _total(data.get("total")),
    }


def _item(data: Data) -> Data:
    return {
        "content": data["content"],
        "audience": _lines(data.get("audience")),
        "channels": list(data.get("channels") or []),
        "products": _parts(data.get("products"), _product),
        "lead": _lines(data.get("lead")),
        "support": _lines(data.get("support")),
        "time": _time(data.get("time")),
        "budget": _budget(data.get("budget")),
        "areas": list(data.get("areas") or []),
        "note": data.get("note") or "",
    }


def _product(data: Data) -> Data:
    return {"text": _line(data["text"]), "quantity": data.get("quantity"), "unit": _line(data.get("unit"))}


def _time(data: Data | None) -> Data | None:
    if not data:
        return None
    written = {
        "text": _line(data.get("text")),
        "from": data.get("from"),
        "to": data.get("to"),
        "every": _line(data.get("every")) or None,
    }
    return written if any(written.values()) else None


def _budget(data: Data | None) -> Data | None:
    if not data:
        return None
    amount, source = data.get("amount"), _line(data.get("source"))
    return {"amount": amount, "source": source} if amount is not None or source else None


def _total(data: Data | None) -> Data | None:
    """An empty total is one: it prints its row."""
    if data is None:
        return None
    return {"products": _parts(data.get("products"), _product), "budget": data.get("budget")}


def _table(data: Data) -> Data:
    return {
        "head": _parts(data.get("head"), _cells),
        "rows": _parts(data["rows"], _cells),
        "widths": list(data.get("widths") or []),
        "align": list(data.get("align") or []),
        "total": _cells(data.get("total") or []),
        "in_words": bool(data.get("in_words")),
    }


def _cells(data: list[str | None]) -> list[str]:
    return [cell or "" for cell in data]
