"""The verbs of a change: begin, set its terms, confirm, undo before its day, bring into force on its day."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import (
    Agency,
    AgencyChange,
    AgencyProfile,
    AgencySuccession,
    ChangeState,
    Membership,
    Role,
)
from cchc_portal.agencies.permissions import Refused, may_set_up, require
from cchc_portal.agencies.signals import agency_succeeded
from cchc_portal.vietnam import dates

from . import inheriting
from .foreseeing import handover_day, taking_papers
from .terms import Heir, NewName, Terms, agencies_below, ending, heirs, subjects, terms_of

Kind = AgencySuccession.Kind
_KEPT = ("name", "header", "symbol", "place", "province_name")


def begin(
    *, by: Membership, kind: str, legal_document: str, adopted_on: date, effective_on: date
) -> AgencyChange:
    require(may_set_up(by, by.agency))
    made: AgencyChange = AgencyChange.objects.create(
        kind=kind,
        legal_document=legal_document,
        adopted_on=adopted_on,
        effective_on=effective_on,
        made_by=by.user,
    )
    return made


def set_terms(change_id: int, terms: Terms, *, by: Membership) -> AgencyChange:
    change = _locked(change_id, ChangeState.DRAFT, by=by)
    change.terms = terms.to_json()
    change.save()
    return change


def confirm(change_id: int, *, by: Membership) -> AgencyChange:
    """Planned until its day; at once where that day has come."""
    change = _locked(change_id, ChangeState.DRAFT, by=by)
    terms = terms_of(change)
    refuse_impossible(change, terms)
    change.state = ChangeState.PLANNED
    change.save()
    for agency in subjects(terms):
        record(agency, "change_planned", by=by, agency_id=agency.pk, change=change.pk, **_told(change))
    if change.effective_on <= timezone.localdate():
        bring_into_force(change, by=by)
    return change


def undo(change_id: int, *, by: Membership) -> AgencyChange:
    """Before its day; a draft is undone too."""
    change = _locked(change_id, ChangeState.DRAFT, ChangeState.PLANNED, by=by)
    planned = change.state == ChangeState.PLANNED
    change.state, change.settled_at = ChangeState.UNDONE, timezone.now()
    change.save()
    for agency in subjects(terms_of(change)) if planned else ():
        record(agency, "change_undone", by=by, agency_id=agency.pk, change=change.pk, **_told(change))
    return change


def _locked(change_id: int, *states: ChangeState, by: Membership) -> AgencyChange:
    require(may_set_up(by, by.agency))
    change: AgencyChange | None = AgencyChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None:
        raise Refused("Thay đổi này không còn.")
    if change.state not in states:
        raise Refused(
            f"Thay đổi đang ở tình trạng “{change.get_state_display()}” nên không làm được việc này."
        )
    return change


def _told(change: AgencyChange) -> dict[str, str]:
    return {
        "what": change.kind,
        "document": change.legal_document,
        "effective_on": change.effective_on.isoformat(),
    }


def refuse_impossible(change: AgencyChange, terms: Terms) -> None:
    """What stood when the terms were set may have changed since."""
    found = subjects(terms)
    if not found:
        raise Refused("Chọn cơ quan trước khi xác nhận.")
    for agency in Agency.objects.filter(pk__in=terms.concerned).in_order():
        if agency.closed_on is not None:
            raise Refused(f"{agency.name} kết thúc hoạt động từ ngày {dates.short_date(agency.closed_on)}.")
    taken = Agency.objects.filter(slug__in=[new.slug for new in terms.new]).exclude(pk__in=terms.agencies)
    if change.kind != Kind.RENAME and taken.exists():
        raise Refused(f"Mã cơ quan “{taken[0].slug}” đã được dùng.")
    if change.kind == Kind.ABOLISH and not _somebody_administers(terms):
        raise Refused(
            "Quản trị tỉnh, thành phố đều thuộc cơ quan này; giao quản trị cho người của cơ quan khác trước."
        )
    planned = AgencyChange.objects.filter(state=ChangeState.PLANNED).exclude(pk=change.pk)
    for other in planned:
        if terms_of(other).concerned & terms.concerned:
            raise Refused(
                f"Đã có thay đổi khác chờ ngày {dates.short_date(other.effective_on)} cho cùng cơ quan; hủy thay đổi đó trước."
            )


def _somebody_administers(terms: Terms) -> bool:
    """Somebody outside the agencies that end."""
    held = Membership.objects.held_on(timezone.localdate()).with_role(Role.PROVINCE_ADMIN)
    return bool(held.exclude(post__agency__in=terms.agencies).exists())


# --- in force


def bring_into_force(change: AgencyChange, *, by: Membership | None = None) -> AgencyChange:
    """On its day, or as soon after it as the clock runs; the days of names and of the succession are the document's."""
    terms = terms_of(change)
    refuse_impossible(change, terms)
    if change.kind == Kind.RENAME:
        _rename(change, subjects(terms)[0], terms.new[0])
        told: list[str] = []
    else:
        told = _succeed(change, terms)
    change.state, change.settled_at, change.outcome = ChangeState.IN_FORCE, timezone.now(), told
    change.save()
    for agency in subjects(terms):
        record(agency, "change_in_force", by=by, agency_id=agency.pk, change=change.pk, **_told(change))
    return change


def _rename(change: AgencyChange, agency: Agency, new: NewName) -> None:
    _profile(change, agency, new, of=agency)
    agency.name = new.name
    agency.save()
    _succession(change, agency, agency)
    _move_those_below(change, agency, agency)


def _profile(change: AgencyChange, agency: Agency, new: NewName, *, of: Agency) -> None:
    """What the agency prints from the day on; place and superior are those of the agency it comes from."""
    before = of.profile_on(change.effective_on)
    if before.agency_id == agency.pk:
        ends = change.effective_on - timedelta(days=1)
        AgencyProfile.objects.filter(pk=before.pk, valid_from__lte=ends).update(valid_to=ends)
    AgencyProfile.objects.update_or_create(
        agency=agency,
        valid_from=change.effective_on,
        defaults={
            "name": new.full_name,
            "header": new.header,
            "superior": before.superior,
            "superior_header": before.superior_header,
            "symbol": new.symbol,
            "place": before.place,
            "province_name": before.province_name,
            "source": change.legal_document[:300],
        },
    )


def _move_those_below(change: AgencyChange, old: Agency, new: Agency) -> None:
    """Agencies under `old` stand under `new` from the day on, and print its name above theirs."""
    above = AgencyProfile.objects.filter(agency=new).order_by("-valid_from")[0]
    for agency in agencies_below(old, change.effective_on):
        profile = agency.profile_on(change.effective_on)
        ends = change.effective_on - timedelta(days=1)
        AgencyProfile.objects.filter(pk=profile.pk, valid_from__lte=ends).update(valid_to=ends)
        values = {name: getattr(profile, name) for name in _KEPT}
        values |= {"superior": new, "superior_header": above.header, "source": change.legal_document[:300]}
        AgencyProfile.objects.update_or_create(
            agency=agency, valid_from=max(change.effective_on, profile.valid_from), defaults=values
        )


def _succession(change: AgencyChange, old: Agency, new: Agency | None) -> None:
    AgencySuccession.objects.create(
        predecessor=old,
        successor=new,
        successor_province_id=old.province_id if new else None,
        kind=change.kind,
        adopted_on=change.adopted_on,
        effective_on=change.effective_on,
        legal_document=change.legal_document,
    )


def _succeed(change: AgencyChange, terms: Terms) -> list[str]:
    """New agencies, people, ends, plans and obligations, in this order; what the floors above did, in sentences."""
    old, day = subjects(terms), handover_day(change.effective_on)
    taking = taking_papers(terms)
    made = [_made(change, heir, old[0]) for heir in heirs(terms)]
    papers_to = made[min(terms.papers, len(made) - 1)] if taking else None
    for agency in old:
        _hand_on(terms, agency, made, day)
        for heir in made:
            if heir != agency:
                _succession(change, agency, heir)
        if not made:
            _succession(change, agency, None)
    told: list[str] = []
    for agency in ending(change, terms):
        inheriting.end_posts(agency, day)
        inheriting.end_delegations(agency, day)
        agency.closed_on = change.effective_on
        agency.save()
        if papers_to is not None:
            _move_those_below(change, agency, papers_to)
        told += _tell(change, agency, papers_to)
    return told


def _tell(change: AgencyChange, agency: Agency, heir: Agency | None) -> list[str]:
    answers = agency_succeeded.send(
        Agency,
        change=change,
        predecessor=agency,
        successor=heir,
        effective_on=change.effective_on,
        by=_administrator(change),
    )
    return [sentence for _, said in answers for sentence in said or ()]


def _administrator(change: AgencyChange) -> Membership | None:
    """In whose name the floors above act when the clock brings the day: whoever planned it, else another administrator."""
    held = Membership.objects.held_on(timezone.localdate()).with_role(Role.PROVINCE_ADMIN).with_post()
    own: Membership | None = held.filter(user=change.made_by_id).first() or held.order_by("id").first()
    return own


def _made(change: AgencyChange, heir: Heir, of: Agency) -> Agency:
    if heir.agency is not None:
        return heir.agency
    new = heir.new
    assert new is not None  # noqa: S101  an heir stands, or is new
    agency: Agency = Agency.objects.create(slug=new.slug, name=new.name, level=of.level)
    _profile(change, agency, new, of=of)
    return agency


def _hand_on(terms: Terms, agency: Agency, made: list[Agency], day: date) -> None:
    """All to the one heir, or unit by unit."""
    whole = len(made) == 1 and not terms.goes_on
    for number, heir in enumerate(made):
        if heir == agency:
            continue
        units: set[int | None] | None = None
        if not whole:
            units = {
                unit.pk for unit in inheriting.units_of(agency) if terms.units.get(str(unit.pk), 0) == number
            }
            units |= {None} if terms.units.get("", 0) == number else set()
        inheriting.hand_over(agency, heir, day, units=units)


def due(day: date) -> list[AgencyChange]:
    """Planned changes of the entered province whose day has come, locked."""
    found: Any = AgencyChange.objects.due_on(day).select_for_update(skip_locked=True)
    return list(found)
