"""The year's checklist, by which plans and reports are reviewed: rows that the province's administrators keep."""

from typing import Any

from cchc_portal.calendars.states import ObligationKind
from plans.models import ReviewCriterion, Submission

from .states import Checklist

# What Sở Nội vụ looks at first, until the province writes its own (administrative-reform practice: PAR index 4.1, 4.2).
USUAL = {
    Checklist.PLAN: (
        ("Căn cứ đúng kế hoạch của cấp trên", "Số, ký hiệu, ngày và cơ quan ban hành văn bản cấp trên."),
        ("Trả lời đủ nhiệm vụ được giao", "Mỗi nhiệm vụ chủ trì có nội dung hoặc giải trình."),
        ("Nội dung có đơn vị chủ trì, thời gian, sản phẩm", "Xem từng dòng của bảng nội dung."),
        ("Hình thức tuyên truyền đa dạng", "Có hình thức trực tuyến và hình thức truyền thống."),
        ("Đúng thể thức, kỹ thuật trình bày", "Nghị định 30/2020/NĐ-CP."),
    ),
    Checklist.REPORT: (
        ("Đúng kỳ số liệu", "Số liệu từ ngày, đến ngày theo quy định của kỳ báo cáo."),
        ("Đủ kết quả theo kế hoạch năm", "Số nội dung phải làm, đã làm; lý do của nội dung chưa làm."),
        ("Có sản phẩm, tài liệu kiểm chứng", "Liên kết, ảnh, số lượng tin, bài."),
        ("Nêu khó khăn, kiến nghị", "Hoặc nêu rõ không phát sinh."),
    ),
}


def checklist_of(kind: str) -> Checklist:
    return Checklist.PLAN if kind == ObligationKind.PLAN else Checklist.REPORT


def of(submission: Submission) -> Any:
    """The standing criteria of the obligation's year and kind."""
    owed = submission.obligation
    return ReviewCriterion.objects.standing().listed(owed.year, checklist_of(owed.kind)).in_order()
