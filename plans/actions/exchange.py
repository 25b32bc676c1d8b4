"""Plan files in and out of the records, for the command line: it acts for the portal itself, in the province that the file names."""

from datetime import date
from typing import Any

from django.db import transaction

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import snapshots
from cchc_portal.vietnam import alphabet
from plans.models import Plan
from plans.records import from_snapshot, to_snapshot
from plans.records.reading import letterhead_day


def load(content: bytes, *, name: str) -> Plan:
    """The file as a draft; raises SnapshotErrors naming file, line and field, and then has made nothing."""
    snapshot = snapshots.read_bytes(content, name=name)

    def objection(path: tuple[str, str], message: str) -> snapshots.SnapshotErrors:
        return snapshots.error_at(content, name=name, path=path, message=message)

    province = _province(snapshot)
    if province is None:
        unknown = snapshot["agency"]["province"]
        raise objection(("agency", "province"), f"Cổng chưa có tỉnh, thành phố “{unknown}”.")
    if province.is_closed_on(date.fromisoformat(snapshot["period"]["from"])):
        raise objection(
            ("period", "from"), f"{province.full_name} đã kết thúc hoạt động, không nhận kế hoạch mới."
        )
    with transaction.atomic(), acting_in(province.pk):
        agency = _agency(snapshot)
        if agency is None:
            unknown = snapshot["agency"]["name"]
            raise objection(
                ("agency", "name"), f"{province.full_name} chưa có cơ quan “{unknown}” trong cổng."
            )
        plan = from_snapshot(snapshot, agency, by=None)
        record(plan, "loaded", by=None, file=name)
    return plan


def dump(plan_id: int) -> str:
    """The plan as the text of a plan file: what was issued, else its records as they stand. Raises Plan.DoesNotExist."""
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            plan = Plan.objects.filter(pk=plan_id).select_related("agency", "issued_snapshot").first()
            if plan is not None:
                frozen = plan.issued_snapshot
                return snapshots.dump(frozen.content if frozen else to_snapshot(plan))
    raise Plan.DoesNotExist


def _province(snapshot: dict[str, Any]) -> Province | None:
    wanted = alphabet.fold(snapshot["agency"]["province"])
    return next((one for one in Province.objects.all() if alphabet.fold(one.name) == wanted), None)


def _agency(snapshot: dict[str, Any]) -> Agency | None:
    """The agency that bore this name on the plan's date."""
    period = snapshot["period"]
    issued_on = snapshot["issued_on"] and date.fromisoformat(snapshot["issued_on"])
    day = letterhead_day(issued_on, date.fromisoformat(period["from"]), date.fromisoformat(period["to"]))
    wanted = alphabet.fold(snapshot["agency"]["name"])
    for agency in Agency.objects.with_profiles():
        if wanted in {alphabet.fold(agency.name), alphabet.fold(agency.profile_on(day).name)}:
            return agency
    return None
