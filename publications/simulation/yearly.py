"""One year's plans of a simulated province: a table of items each, issued unless the year is still being worked on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cchc_portal.documents import snapshots
from cchc_portal.documents.models import Snapshot
from cchc_portal.vietnam import alphabet
from plans.channel_catalogue import of_province
from plans.models import (
    AudienceGroup,
    Block,
    BlockKind,
    Channel,
    ChannelUse,
    ContentItem,
    Plan,
    Responsibility,
    Section,
)
from plans.states import PlanState

from .bodies import Office
from .sizes import Size

COLUMNS = ["content", "channels", "lead", "time"]
AUDIENCES = ("Cán bộ, công chức, viên chức", "Người dân", "Doanh nghiệp")
VERBS = ("Tuyên truyền về", "Phổ biến", "Giới thiệu", "Hướng dẫn", "Đưa tin về", "Tọa đàm về")
MATTERS = (
    "dịch vụ công trực tuyến",
    "thủ tục hành chính mới sửa đổi",
    "kết quả chỉ số cải cách hành chính",
    "bộ phận một cửa",
    "chuyển đổi số trong cơ quan nhà nước",
    "kỷ luật, kỷ cương hành chính",
    "số hóa hồ sơ, kết quả giải quyết",
    "cải cách tài chính công",
)
BATCH = 2000
STILL_WRITING = 0.25  # of the year that is being worked on
ISSUED_WITHIN = 60  # days from the year's beginning


@dataclass(frozen=True)
class Row:
    """One item, in words."""

    content: str
    channel: Channel
    time: str


def make(offices: list[Office], year: int, size: Size, chance: Random) -> dict[int, date]:
    """(agency → the day on which its plan was issued) of those that are."""
    channels = of_province()
    written = [[_row(chance, number, channels) for number in range(size.items)] for _ in offices]
    days = [_issued_on(year, size, chance) for _ in offices]
    plans = _plans(offices, year, days, written)
    _parts(plans, written)
    return {plan.agency_id: plan.issued_on for plan in plans if plan.issued_on}


def _row(chance: Random, number: int, channels: list[Channel]) -> Row:
    words = f"{chance.choice(VERBS)} {chance.choice(MATTERS)} (đợt {number + 1})"
    return Row(words, chance.choice(channels), f"Tháng {chance.randint(1, 12)}")


def _issued_on(year: int, size: Size, chance: Random) -> date | None:
    if year == size.last_year and chance.random() < STILL_WRITING:
        return None
    return date(year, 1, 2) + timedelta(days=chance.randrange(ISSUED_WITHIN))


def _plans(offices: list[Office], year: int, days: list[date | None], written: list[list[Row]]) -> list[Plan]:
    frozen = {
        office.agency.pk: _snapshot(office, year, number, day, rows)
        for number, (office, day, rows) in enumerate(zip(offices, days, written, strict=True), start=1)
        if day
    }
    Snapshot.objects.bulk_create(frozen.values(), batch_size=BATCH)
    return list(
        Plan.objects.bulk_create(
            (
                _plan(office, year, number, day, frozen.get(office.agency.pk))
                for number, (office, day) in enumerate(zip(offices, days, strict=True), start=1)
            ),
            batch_size=BATCH,
        )
    )


def _plan(office: Office, year: int, number: int, day: date | None, frozen: Snapshot | None) -> Plan:
    facts: dict[str, Any] = {"state": PlanState.DRAFT, "symbol": ""}
    if day and frozen:
        at = timezone.make_aware(datetime.combine(day, time(9)))
        facts = {
            "state": PlanState.ISSUED,
            "number": f"{number:02}",
            "symbol": f"{number:02}/KH-{office.symbol}",
            "issued_on": day,
            "submitted_by": office.drafter,
            "submitted_at": at,
            "approved_by": office.head,
            "approved_at": at,
            "approved_snapshot": frozen,
            "issued_snapshot": frozen,
        }
    subject = _subject(year)
    return Plan.in_province(
        agency=office.agency,
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        subject=subject,
        created_by=office.drafter,
        search_key=alphabet.fold(f"{subject} {facts['symbol']} {year}"),
        **facts,
    )


def _subject(year: int) -> str:
    return f"Thông tin, tuyên truyền cải cách hành chính năm {year}"


def _snapshot(office: Office, year: int, number: int, day: date, rows: list[Row]) -> Snapshot:
    content = snapshots.assemble(
        {
            "format": 1,
            "agency": {
                "header": [office.agency.name.upper()],
                "name": office.agency.name,
                "symbol": office.symbol,
                "place": "Mô phỏng",
                "province": "Mô phỏng",
            },
            "form": "plan",
            "number": f"{number:02}",
            "issued_on": day.isoformat(),
            "period": {"from": f"{year}-01-01", "to": f"{year}-12-31"},
            "subject": _subject(year),
            "sections": [
                {
                    "heading": "Nội dung",
                    "blocks": [{"items": {"columns": COLUMNS, "groups": _groups(rows)}}],
                }
            ],
        }
    )
    return Snapshot.in_province(agency=office.agency, digest=snapshots.digest(content), content=content)


def _groups(rows: list[Row]) -> list[dict[str, Any]]:
    return [
        {
            "title": audience,
            "items": [
                {
                    "content": row.content,
                    "channels": [row.channel.name],
                    "lead": ["Văn phòng"],
                    "time": {"text": row.time},
                }
                for row in rows[place :: len(AUDIENCES)]
            ],
        }
        for place, audience in enumerate(AUDIENCES)
    ]


def _parts(plans: list[Plan], written: list[list[Row]]) -> None:
    sections = Section.objects.bulk_create(
        Section.in_province(plan=plan, heading="Nội dung") for plan in plans
    )
    blocks = Block.objects.bulk_create(
        Block.in_province(
            plan=section.plan, section=section, kind=BlockKind.ITEMS, content={"columns": COLUMNS}
        )
        for section in sections
    )
    groups = AudienceGroup.objects.bulk_create(
        AudienceGroup.in_province(plan=block.plan, block=block, position=place, title=audience)
        for block in blocks
        for place, audience in enumerate(AUDIENCES)
    )
    items, rows = [], []
    for at, group in enumerate(groups):
        of_group = written[at // len(AUDIENCES)][at % len(AUDIENCES) :: len(AUDIENCES)]
        for place, row in enumerate(of_group):
            rows.append(row)
            items.append(
                ContentItem.in_province(
                    plan=group.plan, group=group, position=place, content=row.content, time_text=row.time
                )
            )
    ContentItem.objects.bulk_create(items, batch_size=BATCH)
    _spread(items, rows)


def _spread(items: list[ContentItem], rows: list[Row]) -> None:
    """By which channel, and who leads."""
    ChannelUse.objects.bulk_create(
        (
            ChannelUse.in_province(plan=item.plan, item=item, channel=row.channel, text=row.channel.name)
            for item, row in zip(items, rows, strict=True)
        ),
        batch_size=BATCH,
    )
    Responsibility.objects.bulk_create(
        (
            Responsibility.in_province(
                plan=item.plan, item=item, part=Responsibility.Part.LEAD, text="Văn phòng"
            )
            for item in items
        ),
        batch_size=BATCH,
    )
