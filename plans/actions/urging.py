"""Verbs of urging: a notice at once to all late agencies, letters as drafts, and what follows when a letter has gone out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, HistoryEvent, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars import asked_days
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents import snapshots
from cchc_portal.documents.dispatch import sending
from cchc_portal.documents.models import Dispatch
from plans import permissions, starting
from plans.models import Plan, Urge
from plans.records import from_snapshot, letterhead
from plans.urging import words
from plans.urging.late import Late, LateList, Owed

NOTHING_CHOSEN = (
    "Chưa chọn cơ quan nào. Đánh dấu cơ quan cần đôn đốc; "
    "cơ quan đã được đôn đốc hoặc mới được trả lại hôm nay chưa được chọn sẵn."
)
NOBODY_THERE = "Các cơ quan đã chọn chưa có người giữ vị trí soạn thảo, lãnh đạo. Soạn công văn để đôn đốc."
NOBODY_LATE = (
    "Không còn cơ quan nào quá hạn trong danh sách đã chọn. Tải lại danh sách để xem tình hình mới nhất."
)


@dataclass(frozen=True)
class Reached:
    """What one urging came to."""

    agencies: int
    people: int
    left_out: int
    """Things chosen that were done, or urged by somebody else, since the page was shown."""
    unreached: tuple[str, ...]
    """Agencies in which nobody holds a post that would get it: they have not been urged."""


def remind(keys: Sequence[str], *, by: Membership, home: Agency) -> Reached:
    """A line to everybody who answers for the work in each agency; `keys` are the rows as they were seen."""
    require(permissions.may_urge(by, home))
    chosen, left_out = _chosen(keys, home)
    late = [agency for agency in chosen if agency.people]
    if not late:
        raise Refused(NOBODY_THERE)
    today = timezone.localdate()
    told = [(owed, person) for agency in late for owed in agency.owed for person in agency.people]
    texts: dict[int, str] = {}
    for agency in late:
        if agency.to:  # one that took over several says all
            texts[agency.to.pk] = "\n".join(
                filter(None, (texts.get(agency.to.pk), words.noticed(agency, home.name)))
            )
    _write(late, None, by=by)
    for agency in late:
        for owed in agency.owed:
            record(
                owed.obligation, "urge", by=by, agency_id=agency.agency.pk, times=owed.times + 1,
                told=len(agency.people), name=agency.to.name if agency.to else "",
            )  # fmt: skip
    calendars.urge([(owed.obligation, person) for owed, person in told], texts, _due_dates(home), today)
    unreached = tuple(agency.agency.name for agency in chosen if not agency.people)
    return Reached(len(late), len({person.pk for _, person in told}), left_out, unreached)


def write_letters(
    keys: Sequence[str], *, by: Membership, home: Agency, until: date, apart: bool
) -> list[Plan]:
    """One draft to all, or one to each; they go through the agency's own chain and take their numbers there."""
    require(permissions.may_write_letter(by, home))
    if refusal := asked_days.refusal(until, "Ngày yêu cầu hoàn thành"):
        raise Refused(refusal)
    late, _ = _chosen(keys, home)
    groups = [[agency] for agency in late] if apart else [late]
    return [_letter(group, by=by, home=home, until=until) for group in groups]


def _chosen(keys: Sequence[str], home: Agency) -> tuple[list[Late], int]:
    """The late ones among those chosen, as they were seen; locked, so that two people do not urge the same at once."""
    wanted = set(keys)
    if not wanted:
        raise Refused(NOTHING_CHOSEN)
    numbers = sorted({int(key.split("-")[0]) for key in wanted if key.split("-")[0].isdecimal()})
    list(Obligation.objects.filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",)))
    rows = Obligation.objects.filter(pk__in=numbers).select_related(
        "agency__province", "transferred_to__province"
    )
    rows = rows.order_by("agency__sort_key", "due_on", "id")
    others = [owed for owed in rows if owed.holder_id != home.pk]
    late = [each for each in LateList(others, timezone.localdate()).agencies if each.to is not None]
    kept = [_only(agency, [owed for owed in agency.owed if owed.key in wanted]) for agency in late]
    kept = [agency for agency in kept if agency.owed]
    if not kept:
        raise Refused(NOBODY_LATE)
    return kept, len(wanted) - sum(len(agency.owed) for agency in kept)


def _only(agency: Late, owed: list[Owed]) -> Late:
    return Late(agency.agency, agency.to, tuple(owed), agency.people)


def _write(late: Sequence[Late], letter: Plan | None, *, by: Membership) -> None:
    Urge.objects.bulk_create(
        Urge.in_province(
            obligation=owed.obligation,
            agency=agency.to,
            letter=letter,
            urged_by=by.user,
            urged_as=f"{by.post.title}, {by.agency.name}",
        )
        for agency in late
        for owed in agency.owed
    )


def _letter(late: Sequence[Late], *, by: Membership, home: Agency, until: date) -> Plan:
    today = timezone.localdate()
    year = max(owed.obligation.year for agency in late for owed in agency.owed)
    unit = by.post.unit.abbreviation if by.post.unit else ""
    said = words.letter(late, home.profile_on(today), today=today, until=until, parent=words.resting_on(year))
    head = letterhead(Plan(agency=home, period_from=date(year, 1, 1), period_to=date(year, 12, 31)))
    snapshot = snapshots.normalise(
        {"format": 1, "agency": head, "unit": unit, "archive": starting.archive_of(by), **said}
    )
    plan = from_snapshot(snapshot, home, by=by.user)
    starting.give_signature(plan)
    _write(late, plan, by=by)
    record(plan, "created", by=by, began_from="danh sách cơ quan quá hạn")
    return plan


def letter_gone(dispatch: Dispatch) -> None:
    """To this agency the letter has gone, so it has been urged: on each thing's page stands which time it was, by which number."""
    urges = Urge.objects.by_dispatch(dispatch).select_related("obligation__agency__province", "letter")
    new = [urge for urge in urges if not _is_told(urge)]
    Urge.objects.filter(pk__in=[urge.pk for urge in new]).update(urged_at=timezone.now())
    times = Urge.objects.done().of([urge.obligation for urge in new]).counts()
    for urge in new:
        letter = urge.letter
        day = letter.issued_on.isoformat() if letter and letter.issued_on else ""
        record(
            urge.obligation, "urge_by_letter", by=None, agency_id=urge.agency_id,
            times=times[urge.obligation_id][0], symbol=dispatch.number.symbol, issued_on=day,
        )  # fmt: skip


def _is_told(urge: Urge) -> bool:
    """A scan that replaces another is sent once more, which is no second urging."""
    told = HistoryEvent.objects.about(urge.obligation).filter(verb="urge_by_letter")
    return bool(urge.letter and told.filter(details__symbol=urge.letter.symbol).exists())


def _due_dates(home: Agency) -> str:
    """The page of one's own deadlines, of whichever agency."""
    return reverse(
        "calendars:due_dates", kwargs={"province": home.province.slug, "agency": "AGENCY"}
    ).replace("AGENCY", "{agency}")


sending.after_gone.append(letter_gone)
