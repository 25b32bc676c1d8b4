"""Writes a snapshot as a plan file: keys in the file's order, what has nothing to say left out."""

from datetime import date
from typing import Any

import yaml

from cchc_portal.documents.snapshots import source
from cchc_portal.documents.snapshots.canonical import Data, in_order

LINE_WIDTH = 140


class PlainDumper(yaml.SafeDumper):
    """PyYAML's own writer; writes the same list twice rather than as an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class FastDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """libyaml's writer, eight times as fast, the same bytes but for characters beyond the first plane (emoji), which it would write as codes."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


# Text that the reader takes for a number and YAML 1.1, by which the writer decides about quotes, does not: "0E0", "1.5e3", "09".
for _dumper in (PlainDumper, FastDumper):
    _dumper.add_implicit_resolver("tag:yaml.org,2002:float", source.NUMBER, list("-+.0123456789"))


def dump(snapshot: Data) -> str:
    """A canonical snapshot as YAML text; the same snapshot gives the same text."""
    return quickly(_plan(snapshot))


def quickly(plan: Data) -> str:
    """As the plain writer writes it; the fast one serves where it shows every character as it is."""
    text = write(plan, FastDumper)
    return write(plan, PlainDumper) if "\\U" in text else text


def write(plan: Data, dumper: type[yaml.SafeDumper]) -> str:
    """A plan file's data as text in the project's one style."""
    return yaml.dump(plan, Dumper=dumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)


def _plan(data: Data) -> Data:
    written: Data = {"format": data["format"], "agency": _keys(data["agency"], _AGENCY), "form": data["form"]}
    written |= _said(data, "rules")
    written["number"] = data["number"]
    written |= _said(data, "symbol_as_printed")
    written |= {
        "issued_on": _day(data["issued_on"]),
        "period": _period(data["period"]),
        "subject": data["subject"],
    }
    written |= _said({"unit": "", "addressees": []} | data, "unit", "addressees")
    written["parents"] = [_parent(parent) for parent in data["parents"]]
    written |= {"bases": data["bases"], "opening": data["opening"]}
    if data["decision"]:
        written["decision"] = _keys(data["decision"], ("subject", "issuer", "articles"))
    written["sections"] = [_section(section) for section in data["sections"]]
    written["closing"] = data["closing"]
    written["appendices"] = [_appendix(appendix) for appendix in data["appendices"]]
    written["signatures"] = [
        _keys(signature, ("authority", "title", "name")) for signature in data["signatures"]
    ]
    return written | {"recipients": data["recipients"], "archive": data["archive"]}


_AGENCY = ("province", "name", "header", "superior", "symbol", "place")


def _keys(data: Data, names: tuple[str, ...]) -> Data:
    return {name: data[name] for name in names}


def _said(data: Data, *names: str) -> Data:
    """The keys that have something to say; a nought says something."""
    return {
        name: data[name] for name in names if data[name] not in (None, "", [], {}, False) or data[name] == 0
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _period(data: Data) -> Data:
    return {"from": _day(data["from"]), "to": _day(data["to"])}


def _parent(data: Data) -> Data:
    return _keys(data, ("number", "issued_on", "issuer", "title")) | {"issued_on": _day(data["issued_on"])}


def _section(data: Data) -> Data:
    written = {"heading": data["heading"], "blocks": [_block(block) for block in data["blocks"]]}
    if data["sections"]:
        written["sections"] = [_section(section) for section in data["sections"]]
    return written


def _appendix(data: Data) -> Data:
    return (
        {"title": data["title"]}
        | _flag(data, "landscape")
        | {"blocks": [_block(block) for block in data["blocks"]]}
    )


def _flag(data: Data, name: str) -> Data:
    return {name: True} if data[name] else {}


def _paragraph(data: Data) -> Any:
    """Its words alone, where they are all that it says; one without words needs its name to be read again."""
    if data["footnotes"]:
        return {"text": data["text"], "footnotes": data["footnotes"]}
    return data["text"] or {"text": ""}


def _block(data: Data) -> Any:
    if "text" in data:
        return _paragraph(data)
    if "items" in data:
        return {"items": _items(data["items"])}
    if "table" in data:
        return {"table": _table(data["table"])}
    if "channels" in data:
        return {"channels": data["channels"]}
    kind = "numbered" if "numbered" in data else "bullets"
    return {kind: [_entry(entry) for entry in data[kind]]}


def _entry(data: Data) -> Any:
    if not data["bullets"]:
        return data["text"]
    return {"text": data["text"], "bullets": [_entry(entry) for entry in data["bullets"]]}


def _items(data: Data) -> Data:
    written: Data = {"columns": data["columns"]}
    if data["labels"]:
        order = [column for column in in_order(data["columns"]) if column in data["labels"]]
        written["labels"] = {column: data["labels"][column] for column in order}
    written["groups"] = [_group(group) for group in data["groups"]]
    return written | _total(data)


def _group(data: Data) -> Data:
    return {
        "title": data["title"],
        **_said(data, "channels"),
        "items": [_item(item) for item in data["items"]],
        **_total(data),
    }


def _total(data: Data) -> Data:
    if data["total"] is None:
        return {}
    products = [_product(product) for product in data["total"]["products"]]
    return {"total": {"products": products or None, "budget": data["total"]["budget"]}}


def _item(data: Data) -> Data:
    written = {"content": data["content"], **_said(data, "audience", "channels")}
    if data["products"]:
        written["products"] = [_product(product) for product in data["products"]]
    written |= _said(data, "lead", "support")
    if data["time"]:
        written["time"] = _time(data["time"])
    if data["budget"]:
        written["budget"] = _said(data["budget"], "amount", "source")
    return written | _said(data, "areas", "note")


def _product(data: Data) -> Data:
    return {"text": data["text"], **_said(data, "quantity", "unit")}


def _time(data: Data) -> Data:
    written = _said(data, "text", "from", "to", "every")
    return written | {key: _day(written[key]) for key in ("from", "to") if key in written}


def _table(data: Data) -> Data:
    return {
        **_said(data, "head"),
        "rows": data["rows"],
        **_said(data, "widths", "align", "total"),
        **_flag(data, "in_words"),
    }
