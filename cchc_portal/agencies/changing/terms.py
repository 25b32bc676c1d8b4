"""What a change says: which agencies it is about, who takes over, who goes where. Kept as plain data with the change."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from cchc_portal.agencies.models import Agency, AgencyChange


@dataclass(frozen=True)
class NewName:
    """What a new or renamed agency prints from the day on; its superior and place stay those of the agency it comes from."""

    slug: str
    name: str
    full_name: str
    header: list[str]
    symbol: str


@dataclass(frozen=True)
class Terms:
    """`agencies`: those that are merged, or the one that is split, renamed, abolished.

    `heir`: the standing agency that others are merged into. `new`: agencies that come into being, or the new name of a rename.
    `goes_on`: the split agency stays beside the new ones. `units`: which heir takes each unit ("" those without one), by number in
    `heirs`; `papers`: which heir takes plans and obligations.
    """

    agencies: list[int] = field(default_factory=list)
    heir: int | None = None
    new: list[NewName] = field(default_factory=list)
    goes_on: bool = False
    units: dict[str, int] = field(default_factory=dict)
    papers: int = 0

    @property
    def concerned(self) -> set[int]:
        """Standing agencies that must not change otherwise meanwhile."""
        return {*self.agencies, *([self.heir] if self.heir is not None else [])}

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def terms_of(change: AgencyChange) -> Terms:
    data = dict(change.terms)
    data["new"] = [NewName(**each) for each in data.get("new", [])]
    return Terms(**data)


@dataclass(frozen=True)
class Heir:
    """A standing agency, or one that is to be."""

    agency: Agency | None
    new: NewName | None

    @property
    def name(self) -> str:
        return self.agency.name if self.agency else self.new.name if self.new else ""


def subjects(terms: Terms) -> list[Agency]:
    """The agencies that the change is about, in the order of the alphabet."""
    return list(Agency.objects.filter(pk__in=terms.agencies).in_order())


def heirs(terms: Terms) -> list[Heir]:
    """Who takes over, in the order in which `units` and `papers` count them."""
    found = [Heir(None, new) for new in terms.new]
    if terms.heir is not None:
        return [Heir(Agency.objects.get(pk=terms.heir), None)]
    if terms.goes_on:
        return [Heir(Agency.objects.get(pk=terms.agencies[0]), None), *found]
    return found


def ending(change: AgencyChange, terms: Terms) -> list[Agency]:
    """The agencies that are no more from the day on."""
    if change.kind == "rename" or terms.goes_on:
        return []
    return [agency for agency in subjects(terms) if agency.pk != terms.heir]


def agencies_below(agency: Agency, day: date) -> list[Agency]:
    """Agencies that stand under this one on a day."""
    named = Agency.objects.filter(profiles__superior=agency).exclude(pk=agency.pk).distinct()
    return [
        each
        for each in named.open_on(day).in_order().with_profiles()
        if each.profile_on(day).superior_id == agency.pk
    ]
