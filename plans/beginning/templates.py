"""A template's words: what is this agency's and this year's becomes {cơ quan}, {năm} and {văn bản cấp trên}, and is put in again when a plan begins. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cchc_portal.vietnam import numbering
from plans.beginning import years
from plans.beginning.years import Own

YEAR, AGENCY, UPPER = "{năm}", "{cơ quan}", "{văn bản cấp trên}"
_OWN_NAMES = ("subject", "opening", "closing", "heading", "title")


def as_template(snapshot: Mapping[str, Any], agency_names: list[str], upper: list[str]) -> dict[str, Any]:
    """The plan without number, date, names of people and parents; its own year and agency and the plans that it cites left open."""
    own = Own(int(snapshot["period"]["from"][:4]), int(snapshot["period"]["to"][:4]), 0)

    def open_up(text: str, key: str) -> str:
        for cited in upper:
            text = text.replace(cited, UPPER)
        if key in _OWN_NAMES or key in ("articles", "issuer"):
            text = _open_year(text, own)
        for name in sorted(agency_names, key=len, reverse=True):
            text = text.replace(name, AGENCY)
        return text

    content = {
        key: value if key in ("agency", "signatures", "parents") else _each(value, key, open_up)
        for key, value in snapshot.items()
    }
    content |= {"number": None, "issued_on": None, "symbol_as_printed": None, "rules": None, "parents": []}
    content["signatures"] = [{**line, "name": None} for line in snapshot["signatures"]]
    return content


def _open_year(text: str, own: Own) -> str:
    moved = years.move_title(text, Own(own.first, own.last, 1))
    for old, _ in moved.changes:
        text = text.replace(old, f"{old[:-4]}{YEAR}", 1)
    return text


def filled(content: Mapping[str, Any], year: int, agency: str, upper: Sequence[str]) -> dict[str, Any]:
    """The template's words with year, agency and the plans that this one carries out put in."""
    above = "; ".join(upper) or f"nhiệm vụ cải cách hành chính năm {year}"

    def put_in(text: str, key: str) -> str:
        return text.replace(UPPER, above).replace(YEAR, str(year)).replace(AGENCY, agency)

    return {key: _each(value, key, put_in) for key, value in content.items()}


def _each(value: Any, key: str, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, str):
        return change(value, key)
    if isinstance(value, list):
        return [_each(inner, key, change) for inner in value]
    if isinstance(value, dict):
        return {inner_key: _each(inner, inner_key, change) for inner_key, inner in value.items()}
    return value


def sections(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each section's place ("sections.0.sections.1") and its number with its heading, outermost first."""

    def walk(found: Any, path: str, level: int) -> Iterator[tuple[str, str]]:
        for index, section in enumerate(found):
            here = f"{path}.{index}"
            yield here, f"{numbering.section_number(level, index + 1)} {section['heading']}"
            yield from walk(section["sections"], f"{here}.sections", level + 1)

    yield from walk(content["sections"], "sections", 1)
