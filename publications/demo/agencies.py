"""Agencies with what they were called from when to when, their units, their heirs; and each province's channels."""

from typing import Any

from cchc_portal.agencies.models import Agency, AgencyProfile, AgencySuccession, Province, Unit
from plans.channel_catalogue import seed_catalogue
from publications.demo.files import agency_called, data, inside

Entry = dict[str, Any]


def load() -> None:
    entries: list[Entry] = data("agencies.yaml")
    for entry in entries:
        with inside(entry["province"]) as province:
            _agency(entry, province)
            seed_catalogue()
    for entry in entries:
        if "heir_of" in entry:
            _succession(entry)


def _agency(entry: Entry, province: Province) -> None:
    agency, _ = Agency.objects.update_or_create(
        slug=entry["slug"],
        defaults={"name": entry["name"], "level": entry["level"], "closed_on": entry.get("closed_on")},
    )
    superior = agency_called(entry["under"]) if "under" in entry else None
    for profile in entry["profiles"]:
        _profile(agency, superior, profile, province)
    for name, abbreviation in entry["units"].items():
        Unit.objects.update_or_create(agency=agency, name=name, defaults={"abbreviation": abbreviation})


def _profile(agency: Agency, superior: Agency | None, profile: Entry, province: Province) -> None:
    AgencyProfile.objects.update_or_create(
        agency=agency,
        valid_from=profile["from"],
        defaults={
            "valid_to": profile.get("to"),
            "name": profile["name"],
            "header": profile["header"],
            "superior": superior,
            "superior_header": profile["superior"],
            "symbol": profile["symbol"],
            "place": profile["place"],
            "province_name": province.name,
            "source": profile.get("source", ""),
        },
    )


def _succession(heir: Entry) -> None:
    """Written in the province that was merged away; it names the heir in the other one."""
    with inside(heir["province"]) as living:
        successor = agency_called(heir["slug"])
    merger = data("provinces.yaml")["merger"]
    with inside(heir["heir_of"]["province"]):
        AgencySuccession.objects.update_or_create(
            predecessor=agency_called(heir["heir_of"]["slug"]),
            successor=successor,
            successor_province=living,
            defaults={
                "kind": AgencySuccession.Kind.MERGE,
                "effective_on": merger["effective_on"],
                "legal_document": merger["source"],
            },
        )
