"""What the right rows of the book would add, change or leave as it is. An empty cell of something that stands changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cchc_portal.agencies.models import Agency

from .cells import shown
from .checking import Checked, Row
from .columns import AGENCIES, PEOPLE, POSTS, SHEETS, UNITS
from .present import Present


class What(StrEnum):
    ADD = "add"
    CHANGE = "change"
    SAME = "same"


@dataclass
class Difference:
    """One row: `values` are what will stand, `changes` the columns that differ with what they say now."""

    row: Row
    what: What
    values: dict[str, Any]
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    agency: str = ""
    """The name of the agency that the row is about."""

    @property
    def name(self) -> str:
        """As a person calls it."""
        values = self.values
        return {
            AGENCIES.key: lambda: values["name"],
            UNITS.key: lambda: f"{values['unit']}, {self.agency}",
            POSTS.key: lambda: f"{values['title']}, {self.agency}",
            PEOPLE.key: lambda: f"{values['name']}, {values['title']}, {self.agency}",
        }[self.row.sheet.key]()

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Title of each changed column, what it says now, what it will say."""
        sheet = self.row.sheet
        return [
            (sheet.column(key).title, shown(key, old) or "(trống)", shown(key, new))
            for key, (old, new) in self.changes.items()
        ]


def compare(checked: Checked, present: Present) -> list[Difference]:
    """In the order of the book."""
    new = {row["agency"]: row for row in checked.right[AGENCIES.key]}
    found = [_agency(row, present, new) for row in checked.right[AGENCIES.key]]
    found += [_unit(row, present) for row in checked.right[UNITS.key]]
    found += [_post(row, present) for row in checked.right[POSTS.key]]
    found += [_person(row, present) for row in checked.right[PEOPLE.key]]
    names = {slug: agency.name for slug, agency in present.agencies.items()}
    names |= {slug: row["name"] for slug, row in new.items()}
    for each in found:
        each.agency = names[each.values["agency"]]
    return found


def _difference(row: Row, standing: dict[str, Any] | None, defaults: dict[str, Any]) -> Difference:
    if standing is None:
        values = {key: defaults.get(key) if value is None else value for key, value in row.values.items()}
        return Difference(row, What.ADD, values)
    values = {key: standing[key] if value is None else value for key, value in row.values.items()}
    changes = {key: (standing[key], value) for key, value in values.items() if value != standing[key]}
    return Difference(row, What.CHANGE if changes else What.SAME, values, changes)


def standing_agency(slug: str, present: Present) -> dict[str, Any] | None:
    agency = present.agencies.get(slug)
    if agency is None:
        return None
    profile = present.profiles.get(slug)
    known = {"agency": slug, "name": agency.name, "level": agency.level}
    if profile is None:
        return {**dict.fromkeys(column.key for column in AGENCIES.columns), **known}
    return known | {
        "full_name": profile.name,
        "header": profile.header,
        "superior": profile.superior.slug if profile.superior else None,
        "superior_header": profile.superior_header or None,
        "symbol": profile.symbol,
        "place": profile.place,
        "valid_from": profile.valid_from,
        "source": profile.source or None,
    }


def _agency(row: Row, present: Present, new: dict[str, Row]) -> Difference:
    return _difference(row, standing_agency(row["agency"], present), _defaults(row, present, new))


def _defaults(row: Row, present: Present, new: dict[str, Row]) -> dict[str, Any]:
    """What an empty cell of a new agency means; the header above follows its kind (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2)."""
    province = present.province
    above: list[str] = []
    if row["level"] == Agency.Level.DEPARTMENT:
        above = ["ỦY BAN NHÂN DÂN", str(province).upper()]
    elif row["level"] == Agency.Level.SERVICE and row["superior"]:
        above = _header_of(row["superior"], present, new)
    return {
        "full_name": row["name"],
        "header": [row["name"].upper()],
        "superior_header": above,
        "place": province.name,
        "valid_from": present.today.replace(month=1, day=1),
        "source": "",
    }


def _header_of(slug: str, present: Present, new: dict[str, Row]) -> list[str]:
    if slug in new:
        header: list[str] = new[slug]["header"] or [new[slug]["name"].upper()]
        return header
    return list(present.profiles[slug].header) if slug in present.profiles else []


def standing_unit(key: tuple[str, str], present: Present) -> dict[str, Any] | None:
    unit = present.units.get(key)
    if unit is None:
        return None
    return {"agency": key[0], "unit": unit.name, "abbreviation": unit.abbreviation or None}


def _unit(row: Row, present: Present) -> Difference:
    return _difference(row, standing_unit((row["agency"], row["unit"]), present), {"abbreviation": ""})


def standing_post(key: tuple[str, str], present: Present) -> dict[str, Any] | None:
    post = present.posts.get(key)
    if post is None:
        return None
    return {
        "agency": key[0],
        "title": post.title,
        "unit": post.unit.name if post.unit else None,
        "signing_title": post.signing_title or None,
        "roles": list(post.roles) or None,
    }


def _post(row: Row, present: Present) -> Difference:
    standing = standing_post((row["agency"], row["title"]), present)
    return _difference(row, standing, {"signing_title": "", "roles": []})


def standing_person(key: tuple[str, str, str], present: Present) -> dict[str, Any] | None:
    held = present.memberships.get(key)
    if held is None:
        return None
    return {
        "email": key[0],
        "name": held.user.full_name,
        "agency": key[1],
        "title": key[2],
        "starts_on": held.starts_on,
        "ends_on": held.ends_on,
    }


def _person(row: Row, present: Present) -> Difference:
    standing = standing_person((row["email"], row["agency"], row["title"]), present)
    found = _difference(row, standing, {"starts_on": present.today})
    if standing is None and row["email"] in present.own_people:
        user = present.users[row["email"]][0]
        if user.full_name != found.values["name"]:
            found.changes["name"] = (user.full_name, found.values["name"])
    return found


def rows_standing(present: Present) -> Iterator[tuple[str, list[str]]]:
    """Every row of the book that says what stands: the key of its sheet, and its cells as text."""
    standing: dict[str, list[dict[str, Any] | None]] = {
        AGENCIES.key: [standing_agency(slug, present) for slug in present.agencies],
        UNITS.key: [standing_unit(key, present) for key in present.units],
        POSTS.key: [standing_post(key, present) for key in present.posts],
        PEOPLE.key: [standing_person(key, present) for key in sorted(present.memberships)],
    }
    for sheet in SHEETS:
        for values in filter(None, standing[sheet.key]):
            yield sheet.key, [shown(column.key, values[column.key]) for column in sheet.columns]
