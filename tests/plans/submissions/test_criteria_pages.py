"""The checklist of a year: who keeps it, and what other words leave alone."""

from plans.actions import reviewing
from plans.models import ReviewCriterion
from tests.plans.submissions.asking import DESK, handed_in, signed_in
from tests.world import World, entered


def test_the_checklist_is_kept_by_the_provinces_administrator_alone(owing: World) -> None:
    admin, reviewer = signed_in(owing.province_admin), signed_in(owing.reviewer)
    assert reviewer.post(f"{DESK}tieu-chi/lap-danh-sach/", {"nam": "2027"}).status_code == 409
    admin.post(f"{DESK}tieu-chi/lap-danh-sach/", {"nam": "2027"})
    admin.post(f"{DESK}tieu-chi/them/?nam=2027", {"name": "Có ảnh kèm theo", "checklist": "report"})
    twice = admin.post(f"{DESK}tieu-chi/them/?nam=2027", {"name": "Có ảnh kèm theo", "checklist": "report"})
    assert twice.context["form"].errors == {
        "name": ["Tiêu chí “Có ảnh kèm theo” đã có trong danh sách năm 2027."]
    }
    with entered(owing.province):
        last = ReviewCriterion.objects.get(name="Có ảnh kèm theo")
    admin.post(f"{DESK}tieu-chi/{last.pk}/chuyen/")
    admin.post(f"{DESK}tieu-chi/{last.pk}/sua/", {"name": "Có ảnh, liên kết", "guide": ""})
    admin.post(f"{DESK}tieu-chi/lap-danh-sach/", {"nam": "2028"})
    with entered(owing.province):
        kept = ReviewCriterion.objects.standing().listed(2028, "report").in_order()
        assert [row.name for row in kept] == [
            "Đúng kỳ số liệu",
            "Đủ kết quả theo kế hoạch năm",
            "Có sản phẩm, tài liệu kiểm chứng",
            "Có ảnh, liên kết",
            "Nêu khó khăn, kiến nghị",
        ]


def test_other_words_leave_what_was_judged_by_the_old_ones(owing: World) -> None:
    made = handed_in(owing)
    with entered(owing.province):
        row = ReviewCriterion(year=2027, checklist="report", name="Đủ số liệu")
        row.save()
        reviewing.assess(made.pk, row.pk, "met", "", by=owing.reviewer)  # type: ignore[arg-type]
    signed_in(owing.province_admin).post(f"{DESK}tieu-chi/{row.pk}/sua/", {"name": "Số liệu khớp"})
    with entered(owing.province):
        assert [str(each) for each in made.verdicts.all()] == ["Đủ số liệu: Đạt"]
        assert [each.name for each in ReviewCriterion.objects.standing()] == ["Số liệu khớp"]
