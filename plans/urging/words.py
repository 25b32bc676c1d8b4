"""What an urging says: to one agency in a line, in a letter to one, in a letter to several with their list as an appendix.

Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.layout import AS_ABOVE
from cchc_portal.vietnam.text import lower_first
from plans.models import Plan
from plans.states import PlanState
from plans.urging.late import Late, Owed

NAMED = 10
"""So many agencies stand behind "Kính gửi" by name; more are sent to by their list."""
LISTED = "Các cơ quan, đơn vị tại Phụ lục kèm theo"
WORK = "thông tin, tuyên truyền cải cách hành chính"


def noticed(agency: Late, sender: str) -> str:
    """The line in the inbox."""
    things = "; ".join(f"{each.obligation}, {each.lateness}" for each in agency.owed)
    return f"{sender} đôn đốc: {things}. Đề nghị gửi ngay hoặc xin gia hạn, nêu rõ lý do."


def subject(late: Sequence[Late]) -> str:
    names = {task(owed.obligation) for agency in late for owed in agency.owed}
    if len(names) == 1:
        return f"Đôn đốc {names.pop()}"[:500]
    years = sorted({owed.obligation.year for agency in late for owed in agency.owed})
    return f"Đôn đốc các nội dung quá hạn về công tác {WORK} năm {', '.join(map(str, years))}"


def task(owed: Obligation) -> str:
    """In a sentence, as what is to be done: ``gửi báo cáo quý I năm 2027``."""
    what = lower_first(str(owed))
    return what if what.startswith("gửi") else f"gửi {what}"


def resting_on(year: int) -> Plan | None:
    """The People's Committee's issued plan of the year, which the agencies' own carry out."""
    first, last = dates.year_period(year)
    plans = Plan.objects.plans().filter(
        agency__level=Agency.Level.PEOPLES_COMMITTEE,
        state=PlanState.ISSUED,
        period_from__lte=last,
        period_to__gte=first,
    )
    found: Plan | None = plans.select_related("agency").order_by("issued_on", "id").first()
    return found


def letter(
    late: Sequence[Late], sender: Any, *, today: date, until: date, parent: Plan | None
) -> dict[str, Any]:
    """The words of a draft: everything of a snapshot that the letter itself says."""
    year = max(owed.obligation.year for agency in late for owed in agency.owed)
    one = late[0] if len(late) == 1 else None
    start, end = dates.year_period(year)
    return {
        "form": "letter",
        "subject": subject(late),
        "period": {"from": start.isoformat(), "to": end.isoformat()},
        "addressees": addressees(late),
        "parents": [_parent(parent)] if parent else [],
        "opening": _opening(late, sender.name, today, year, parent),
        "sections": [
            {"heading": "", "blocks": _of_one(one, until) if one else _of_several(sender.name, until)}
        ],
        "closing": f"{sender.name} đề nghị Thủ trưởng {'cơ quan' if one else 'các cơ quan, đơn vị'} "
        "quan tâm, chỉ đạo thực hiện",
        "appendices": [] if one else [_list(late, today)],
        "recipients": [AS_ABOVE, *([f"{sender.superior.name} (để b/c)"] if sender.superior else [])],
    }


def addressees(late: Sequence[Late]) -> list[str]:
    names = [agency.to.name for agency in late if agency.to]
    return list(dict.fromkeys(names)) if len(set(names)) <= NAMED else [LISTED]


def _opening(late: Sequence[Late], sender: str, today: date, year: int, parent: Plan | None) -> str:
    return f"{_resting(year, parent)}, {_standing(late, sender, today)}"


def _resting(year: int, parent: Plan | None) -> str:
    if parent and parent.issued_on:
        return f"Thực hiện {parent.cited}"
    return f"Thực hiện nhiệm vụ {WORK} năm {year}"


def _standing(late: Sequence[Late], sender: str, today: date) -> str:
    day = dates.written_date(today)
    if len(late) > 1:
        return (
            f"{sender} đã theo dõi việc gửi kế hoạch, báo cáo của các cơ quan, đơn vị. Đến {day}, còn "
            f"{len(late):02d} cơ quan, đơn vị chưa gửi đủ (danh sách tại Phụ lục kèm theo)"
        )
    agency = late[0]
    count = f"{len(agency.owed):02d} nội dung sau đây" if len(agency.owed) > 1 else "nội dung sau đây"
    taken = f" (kế thừa của {agency.agency.name})" if agency.to and agency.to.pk != agency.agency.pk else ""
    whose = agency.to or agency.agency
    return (
        f"{whose} có trách nhiệm gửi kế hoạch, báo cáo đúng thời hạn. Đến {day}, {sender} {_lacks(agency)} {count} "
        f"của {whose}{taken}"
    )


def _lacks(agency: Late) -> str:
    """What was received and given back is not said to have never come."""
    back = [owed.obligation.returned_at is not None for owed in agency.owed]
    if all(back):
        return "chưa nhận lại được"
    return "chưa nhận đủ" if any(back) else "chưa nhận được"


def _of_one(agency: Late, until: date) -> list[dict[str, Any]]:
    return [
        {"bullets": [_line(owed) for owed in agency.owed]},
        {
            "text": f"Đề nghị {agency.to or agency.agency} hoàn thành và gửi trước {dates.written_date(until)}, "
            "nêu rõ nguyên nhân chậm và trách nhiệm của tập thể, cá nhân có liên quan"
        },
    ]


def _line(owed: Owed) -> str:
    due = dates.written_date(owed.obligation.due_on)
    again = f", đã đôn đốc {owed.times} lần" if owed.times else ""
    return f"{_capital(task(owed.obligation))}: thời hạn {due}, {owed.lateness}{again}"


def _of_several(sender: str, until: date) -> list[dict[str, Any]]:
    return [
        {"text": f"{sender} đề nghị các cơ quan, đơn vị có tên tại Phụ lục thực hiện:"},
        {
            "numbered": [
                f"Hoàn thành và gửi các nội dung còn thiếu về {sender} trước {dates.written_date(until)}",
                "Nêu rõ nguyên nhân chậm và trách nhiệm của tập thể, cá nhân có liên quan",
            ]
        },
    ]


def _list(late: Sequence[Late], today: date) -> dict[str, Any]:
    rows = [
        [
            str(order),
            agency.to.name if agency.to else agency.agency.name,
            _capital(task(owed.obligation).removeprefix("gửi ")) + _given_back(owed),
            dates.short_date(owed.obligation.due_on),
            _days(owed),
        ]
        for order, (agency, owed) in enumerate(((each, owed) for each in late for owed in each.owed), 1)
    ]
    return {
        "title": f"Danh sách cơ quan, đơn vị chưa gửi {_kinds(late)} (tính đến ngày {dates.short_date(today)})",
        "blocks": [
            {
                "table": {
                    "head": [
                        [
                            "STT",
                            "Cơ quan, đơn vị",
                            "Nội dung chưa gửi",
                            "Thời hạn",
                            "Số ngày làm việc chậm",
                        ]
                    ],
                    "rows": rows,
                    "widths": [8, 36, 28, 14, 14],
                    "align": ["center", "left", "left", "center", "center"],
                }
            }
        ],
    }


def _days(owed: Owed) -> str:
    """A bare 0 would say that nothing is late."""
    if owed.days:
        return str(owed.days)
    return "Mới trả lại" if owed.returned_on else "Chưa đủ 1 ngày"


def _kinds(late: Sequence[Late]) -> str:
    plans = {owed.obligation.kind == ObligationKind.PLAN for agency in late for owed in agency.owed}
    return ", ".join(name for of_plan, name in ((True, "kế hoạch"), (False, "báo cáo")) if of_plan in plans)


def _given_back(owed: Owed) -> str:
    return f" (được trả lại ngày {dates.short_date(owed.returned_on)})" if owed.returned_on else ""


def _parent(plan: Plan) -> dict[str, Any]:
    return {
        "number": plan.symbol,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "issuer": plan.agency.name,
        "title": plan.subject,
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
