"""The summary as a draft report in the form of law (Nghị định 30/2020/NĐ-CP, mẫu 1.4), to be finished in Word."""

from datetime import date
from typing import Any

from cchc_portal.agencies.models import Agency
from cchc_portal.documents import paper, snapshots
from cchc_portal.vietnam.dates import short_date
from cchc_portal.vietnam.numbers import format_number
from plans.assignments.standing import AnswerState
from plans.overseeing.summary import FIGURES, UNKNOWN, Summary, standing
from plans.states import PlanForm

Data = dict[str, Any]
NUMBER_WIDTH = 10


def docx(summary: Summary, office: Agency, committee: Agency | None) -> bytes:
    return paper.docx(content(summary, office, committee))


def content(summary: Summary, office: Agency, committee: Agency | None) -> Data:
    """Every figure as the page shows it; nothing is said that nobody has counted."""
    today = summary.today
    upper = committee.profile_on(today).name if committee else "Ủy ban nhân dân"
    told: Data = {
        "format": 1,
        "agency": _letterhead(office, today),
        "form": PlanForm.REPORT.value,
        "period": {"from": date(summary.year, 1, 1).isoformat(), "to": summary.last.isoformat()},
        "subject": f"Kết quả thông tin, tuyên truyền cải cách hành chính {summary.name}",
        "addressees": [upper],
        "opening": _opening(summary, office),
        "sections": [_received(summary), _plans(summary), _tasks(summary), _left(summary)],
        "closing": f"Trên đây là Báo cáo kết quả thông tin, tuyên truyền cải cách hành chính {summary.name}",
        "signatures": [{"title": "GIÁM ĐỐC"}],
        "recipients": [f"{upper} (để báo cáo)"],
        "archive": ["VT", "CCHC"],
    }
    return snapshots.normalise(told)


def _letterhead(office: Agency, today: date) -> Data:
    profile = office.profile_on(today)
    return {
        "province": profile.province_name,
        "name": profile.name,
        "header": profile.header,
        "superior": profile.superior_header,
        "symbol": profile.symbol,
        "place": profile.place,
    }


def _opening(summary: Summary, office: Agency) -> str:
    window = f"từ ngày {short_date(summary.first)} đến ngày {short_date(summary.last)}"
    return (
        f"{office.name} báo cáo kết quả thông tin, tuyên truyền cải cách hành chính {summary.name} (số liệu {window}, "
        f"tổng hợp ngày {short_date(summary.today)}) như sau"
    )


def _table(head: list[str], rows: list[list[str]], *, words: int = 1) -> Data:
    """Columns of words first, figures after."""
    widths = [30] * words + [NUMBER_WIDTH] * (len(head) - words)
    align = ["left"] * words + ["center"] * (len(head) - words)
    return {"table": {"head": [head], "rows": rows, "widths": widths, "align": align}}


def _received(summary: Summary) -> Data:
    rows = [[line.duty.name, *(format_number(count) for _, count in line.figures)] for line in summary.lines]
    blocks: list[Any] = (
        [_table(["Việc", *FIGURES.values()], rows)] if rows else ["Không có việc nào phải gửi trong kỳ."]
    )
    sections = [{"heading": "Số liệu chung", "blocks": blocks}]
    if summary.behind:
        named = [
            [str(number), agency.name, mark.duty.name, standing(mark)]
            for number, (agency, mark) in enumerate(summary.behind, 1)
        ]
        table = {
            "table": {
                "head": [["STT", "Cơ quan", "Việc", "Tình trạng"]],
                "rows": named,
                "widths": [9, 40, 30, 21],
                "align": ["center", "left", "left", "left"],
            }
        }
        sections.append({"heading": "Cơ quan chưa gửi, gửi sau hạn", "blocks": [table]})
    return {"heading": "Tình hình gửi kế hoạch, báo cáo", "sections": sections}


def _plans(summary: Summary) -> Data:
    total = len(summary.followed)
    rows = [[str(stage.label), format_number(count)] for stage, count in summary.stages]
    return {
        "heading": "Kế hoạch của các cơ quan",
        "blocks": [
            f"Tình hình lập, ban hành kế hoạch năm {summary.year} của {format_number(total)} cơ quan",
            _table(["Tình trạng", "Số cơ quan"], rows),
        ],
    }


def _tasks(summary: Summary) -> Data:
    shown = summary.coverage
    if not shown.tasks:
        return {
            "heading": "Thực hiện nhiệm vụ được giao",
            "blocks": ["Trong năm chưa giao nhiệm vụ nào trên Cổng."],
        }
    said = ", ".join(f"{state.label.lower()} {format_number(shown.totals[state])}" for state in AnswerState)
    lines = [
        f"{len(shown.tasks)} nhiệm vụ giao cho các cơ quan, {format_number(shown.owed)} lượt giao chủ trì: {said}",
        f"{len(shown.unanswered)} nhiệm vụ chưa cơ quan nào trả lời; {len(shown.silent)} cơ quan chưa trả lời nhiệm vụ nào",
    ]
    return {"heading": "Thực hiện nhiệm vụ được giao", "blocks": [{"bullets": lines}]}


def _left(summary: Summary) -> Data:
    lines = [
        f"{format_number(summary.items)} nội dung trong các kế hoạch đã ban hành; {format_number(summary.due_items)} nội dung có thời gian hoàn thành trong kỳ",
        f"Nội dung đã hoàn thành: {UNKNOWN}",
        f"Khó khăn, vướng mắc và kiến nghị: {UNKNOWN}",
    ]
    return {"heading": "Kết quả thực hiện nội dung tuyên truyền", "blocks": [{"bullets": lines}]}
