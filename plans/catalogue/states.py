"""Samples of what is listed, compared, found and begun."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from plans.beginning.report import LISTS
from plans.checks import Finding, Level, Mend
from plans.comparing import compare, sentence
from plans.forms.remarks import RemarkForm
from plans.models import Beginning, Remark, Version, VersionKind
from plans.remarking import Spot, Talk, Thread
from plans.states import PlanState
from plans.views import compared
from plans.views.beginning import shown
from plans.views.findings import Group, Row
from plans.views.versions import TONES

from . import sample

AT = datetime(2027, 2, 3, 7, 7, tzinfo=UTC)  # 14:07 in Việt Nam


def versions() -> list[dict[str, Any]]:
    rows = [
        (VersionKind.APPROVED, "", "Phó Giám đốc Sở"),
        (VersionKind.RETURNED, "", "Phó Giám đốc Sở"),
        (VersionKind.SUBMITTED, "", "Chuyên viên Văn phòng"),
        (VersionKind.MARKED, "Trước khi gộp nhóm đối tượng", "Chuyên viên Văn phòng"),
        (VersionKind.SITTING, "", ""),
    ]
    return [
        {
            "version": Version(kind=kind, label=label, made_at=AT, made_by_name=who),
            "tone": TONES.get(kind, "neutral"),
            "changes": "Bản đầu tiên" if kind == VersionKind.SITTING else "Sửa 3 chỗ, thêm 1, bỏ 1",
            "href": "#",
            "compare_href": "#",
        }
        for kind, label, who in rows
    ]


def comparison() -> dict[str, Any]:
    """One row changed, one come in, one gone, one moved."""
    items = {
        name: {"content": text, "lead": ["Văn phòng Sở"]}
        for name, text in {
            "plan": "Phổ biến kế hoạch cải cách hành chính năm 2026 đến từng phòng, đơn vị",
            "news": "Đăng tin, bài trên trang tin điện tử của Sở",
            "leaflet": "Phát tờ gấp tại Bộ phận Một cửa",
            "signature": "Hướng dẫn dùng chữ ký số trong xử lý văn bản",
        }.items()
    }
    changed = {**items["plan"], "content": "Phổ biến kế hoạch cải cách hành chính năm 2027 đến từng phòng"}
    added = {"content": f"Tập huấn viết tin cho công chức đầu mối. {sample.MARKS}", "lead": ["Phòng Tổ chức"]}
    old = [items["plan"], items["news"], items["leaflet"], items["signature"]]
    new = [items["signature"], changed, items["news"], added]
    found = compare(_with(old), _with(new))
    return {"sentence": sentence(found.counts()), "parts": compared.parts(found)}


def _with(items: list[dict[str, Any]]) -> dict[str, Any]:
    groups = [{"title": "Đối với công chức", "items": items}]
    table = {"columns": ["content", "lead"], "groups": groups}
    return sample.snapshot({"items": table}, heading="Nội dung tuyên truyền")


def findings() -> dict[str, Any]:
    mend = Mend(("bases", 0), "18/NQ-TW", "18-NQ/TW", "Đổi thành “18-NQ/TW”")
    place = ("sections", 1, "blocks", 0, "items", "groups", 0, "items", 0)
    rows = [
        Finding(Level.ERROR, "Chọn đơn vị chủ trì cho nội dung số 4.", place),
        Finding(
            Level.ERROR,
            f"Nhập ngày ban hành theo dạng ngày/tháng/năm, ví dụ 05/01/2027. {sample.MARKS}",
            source="Nghị định 30/2020/NĐ-CP, phụ lục I, mục II",
        ),
        Finding(
            Level.WARNING,
            "“Nghị quyết số 18/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 18-NQ/TW.",
            ("bases", 0),
            "Hướng dẫn 36-HD/VPTW",
            mend,
        ),
        Finding(Level.HINT, "Cụm từ viết tắt “TTHC” chưa được giải thích ở lần dùng đầu.", place),
    ]
    groups = [
        Group(level, of_level, len(of_level))
        for level in Level
        if (of_level := [Row(row, "phan-muc") for row in rows if row.level is level])
    ]
    return {
        "groups": groups,
        "counted": ", ".join(group.count for group in groups),
        "has_errors": True,
        "mend_href": "#",
    }


NOTHING_FOUND = {"groups": [], "counted": "không có chỗ nào cần sửa", "has_errors": False, "mend_href": ""}


def beginning() -> dict[str, Any]:
    def entry(text: str, where: str = "", **more: Any) -> dict[str, Any]:
        usual = {"anchor": "phan-muc", "old": "", "new": "", "source": "", "kind": "", "seen": False}
        return {"text": text, "where": where, **usual, **more}

    report: dict[str, list[Any]] = {name: [] for name in LISTS}
    report["moved"] = [
        entry("Thời gian thực hiện", "Mục II, dòng 1", old="20/3/2026", new="22/3/2027"),
    ]
    report["reset"] = [entry("Số, ký hiệu", old="06/KH-STC")]
    report["look"] = [
        entry("Còn ghi “năm 2026”", "Mục I", seen=True),
        entry(
            "Nghị định số 61/2018/NĐ-CP đã được thay thế",
            "Căn cứ 1",
            source="Thay bằng Nghị định số 118/2025/NĐ-CP",
        ),
        entry(f"Nội dung năm trước chưa có bài đăng {sample.MARKS}", "Mục II, dòng 2"),
    ]
    source = sample.plan(PlanState.ISSUED)
    source.subject = "Tuyên truyền cải cách hành chính năm 2026"
    return shown(Beginning(plan=sample.plan(), way=Beginning.Way.LAST_YEAR, source=source, report=report))


def remarks() -> dict[str, Any]:
    """Open with an answer and on words since reworded; at a place that is gone; settled."""
    spot = Spot("muc-1", "Mục I. Mục đích, yêu cầu", 1, ())
    talk = Talk(
        open=[
            _thread(
                1, spot, answers=[_remark(2, "Đã bổ sung ba tin và một bài.")], mentioned={1: ["Văn thư"]}
            ),
            _thread(3, spot, edited=True, quote=sample.SENTENCE),
        ],
        gone=[_thread(4, None, anchor="muc-9", place_name="Mục IV. Kinh phí")],
        settled=[_thread(5, spot, resolved_at=AT, resolved_by_name="Chuyên viên Văn phòng")],
    )
    places = [("", "Cả kế hoạch"), (spot.anchor, spot.name)]
    colleagues = [(1, "Văn thư"), (2, "Chánh Văn phòng")]
    return {
        "talk": talk,
        "may_remark": True,
        "remark_form": RemarkForm(places=places, colleagues=colleagues),
        "colleagues": colleagues,
        "remarks_href": "#",
        "came_from": "soan",
    }


def _remark(pk: int, text: str, **more: Any) -> Remark:
    who = {"author_name": "Phó Giám đốc Sở", "author_post": "Lãnh đạo Sở"}
    return Remark(pk=pk, text=text, written_at=AT, **who, **more)


def _thread(
    pk: int,
    spot: Spot | None,
    *,
    answers: list[Remark] | None = None,
    mentioned: dict[int, list[str]] | None = None,
    edited: bool = False,
    **more: Any,
) -> Thread:
    anchor = {"anchor": spot.anchor} if spot else {}
    remark = _remark(pk, f"Nêu rõ sản phẩm của từng nội dung. {sample.MARKS}", **{**anchor, **more})
    return Thread(remark, spot, edited, answers or [], mentioned or {})


def earlier() -> list[Any]:
    subject = "Tuyên truyền cải cách hành chính năm 2026"
    about = {"symbol": "06/KH-STC", "get_state_display": "Đã ban hành", "agency_id": sample.AGENCY.pk}
    return [SimpleNamespace(subject=subject, year=2026, pk=1, **about)]


def import_rows() -> list[dict[str, Any]]:
    head = ["Nội dung", "Hình thức", "Thời gian"]
    kinds = [("content", "Nội dung"), ("channels", "Hình thức"), ("time", "Thời gian"), ("", "Không lấy")]
    return [
        {"number": 1, "tone": "heading", "text": f"I. MỤC ĐÍCH, YÊU CẦU {sample.MARKS}", "role": "Mục"},
        {"number": 2, "tone": "plain", "text": sample.SENTENCE, "role": "Đoạn văn"},
        {"number": 3, "tone": "aside", "text": "TRANG 2", "role": "Không lấy"},
        {"number": 4, "tone": "unplaced", "text": "Phụ trách: Văn phòng Sở", "role": "Chưa xếp chỗ"},
        {
            "number": 5,
            "tone": "plain",
            "role": "Bảng nội dung tuyên truyền",
            "table": {
                "count": 12,
                "columns": [(label, kinds) for label in head],
                "rows": [["Phổ biến kế hoạch", "Họp giao ban", "Quý I"]] * 2,
                "more": 10,
            },
        },
    ]


def desk() -> dict[str, Any]:
    waiting = [
        {
            "title": sample.SUBJECT,
            "href": "#",
            "note": "Phó Giám đốc Sở trả lại ngày 03/02/2027",
            "status": {"label": "Đã trả lại, cần chỉnh sửa", "tone": "danger"},
            "due": date(2027, 2, 15),
            "working_days_left": 2,
        },
        {
            "title": f"Kế hoạch {sample.MARKS}",
            "href": "#",
            "note": "Chuyên viên Văn phòng, từ 01/02/2027",
            "status": {"label": "Bản nháp", "tone": "neutral"},
        },
    ]
    return {"waiting": waiting, "deadlines": [("Báo cáo quý I", date(2027, 3, 22), 3)]}
