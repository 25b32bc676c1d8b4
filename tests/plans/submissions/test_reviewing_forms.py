"""What a reviewer types is kept, whichever button is pressed; a day that cannot be asked for is refused beside its field."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cchc_portal.calendars.models import ProvinceDay
from plans.models import ReviewCriterion, Submission
from plans.submissions.states import SubmissionState
from tests.plans.submissions.handing import hand_in
from tests.world import World, entered

DESK = "/dong-nai/so-noi-vu/tham-dinh/"


def begun(world: World, client: Client) -> tuple[Submission, list[int]]:
    """A report under review by three criteria."""
    client.force_login(world.reviewer.user)
    with entered(world.province):
        rows = [ReviewCriterion(year=2027, checklist="report", name=f"Tiêu chí {n}") for n in range(3)]
        for row in rows:
            row.save()
        return hand_in(world), [row.pk for row in rows]


def judged(world: World, made: Submission) -> list[tuple[int, str, str]]:
    with entered(world.province):
        return list(made.verdicts.order_by("criterion").values_list("criterion", "verdict", "comment"))


def test_one_press_saves_what_was_typed_of_every_criterion(owing: World, client: Client) -> None:
    made, (first, second, third) = begun(owing, client)
    typed = {
        "tieu_chi": [first, second, third],
        f"tieu-chi-{first}-verdict": "met",
        f"tieu-chi-{second}-verdict": "unmet",
        f"tieu-chi-{second}-comment": "Thiếu quý I",
    }
    assert client.post(f"{DESK}{made.pk}/nhan-xet/", typed).status_code == 302
    assert judged(owing, made) == [(first, "met", ""), (second, "unmet", "Thiếu quý I")]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("12/03/2027", "Hạn bổ sung không thể trước ngày hôm nay."),
        ("20/03/2027", "Thứ Bảy, 20/03/2027 là ngày nghỉ. Ngày làm việc tiếp theo là thứ Hai, 22/03/2027."),
        ("30/04/2027", "Thứ Sáu, 30/04/2027 là ngày nghỉ. Ngày làm việc tiếp theo là thứ Ba, 04/05/2027."),
        ("31/03/2027", "Thứ Tư, 31/03/2027 là ngày nghỉ. Ngày làm việc tiếp theo là thứ Năm, 01/04/2027."),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_refused_beside_its_field(
    owing: World, client: Client, day: str, says: str
) -> None:
    made, _ = begun(owing, client)
    with entered(owing.province):
        ProvinceDay.objects.create(
            day=date(2027, 3, 31), kind="off", name="Nghỉ của tỉnh", ordered_by="Quyết định số 1/QĐ-UBND"
        )
    asked = {"bo-sung-wanted": "Danh mục tin, bài", "bo-sung-due_on": day, "nhan-xet-text": "Thiếu ảnh"}
    page = client.post(f"{DESK}{made.pk}/yeu-cau-bo-sung/", asked)
    form = page.context["ask_form"]
    assert form.errors == {"due_on": [says]}
    assert (form["wanted"].value(), form["due_on"].value()) == ("Danh mục tin, bài", day)
    assert page.context["comment_form"]["text"].value() == "Thiếu ảnh"
    with entered(owing.province):
        assert Submission.objects.get(pk=made.pk).state == SubmissionState.WAITING
        assert list(made.comments.all()) == []


BUTTONS = {
    "nhan": ({}, SubmissionState.WAITING),
    "nhan-xet": ({}, SubmissionState.WAITING),
    "chap-nhan": ({"chap-nhan-comment": "Đủ"}, SubmissionState.ACCEPTED),
    "tra-lai": ({"tra-lai-reason": "Sai kỳ"}, SubmissionState.RETURNED),
    "yeu-cau-bo-sung": (
        {"bo-sung-wanted": "Danh mục", "bo-sung-due_on": "19/03/2027"},
        SubmissionState.ASKED,
    ),
}


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_keeps_the_remark_and_the_judgements(owing: World, client: Client, button: str) -> None:
    made, (first, *_) = begun(owing, client)
    words, state = BUTTONS[button]
    typed = every_box(client.get(f"{DESK}{made.pk}/")) | {
        f"tieu-chi-{first}-verdict": "unmet",
        f"tieu-chi-{first}-comment": "Thiếu quý I",
        "nhan-xet-text": "Bổ sung ảnh",
        **words,
    }
    assert client.post(f"{DESK}{made.pk}/{button}/", typed).status_code == 302
    assert judged(owing, made) == [(first, "unmet", "Thiếu quý I")]
    with entered(owing.province):
        assert [each.text for each in made.comments.all()] == ["Bổ sung ảnh"]
        assert Submission.objects.get(pk=made.pk).state == state


def every_box(page: Any) -> dict[str, Any]:
    """What a browser sends of the page's form as it was opened."""
    boxes: dict[str, Any] = {"tieu_chi": [row["criterion"].pk for row in page.context["criteria"]]}
    forms = [row["form"] for row in page.context["criteria"]]
    forms += [page.context[f"{name}_form"] for name in ("comment", "accept", "give_back", "ask")]
    for form in forms:
        boxes |= {box.html_name: box.value() or "" for box in form if box.name != "verdict"}
    return boxes


def test_saving_keeps_the_words_of_a_decision_that_is_still_to_be_taken(owing: World, client: Client) -> None:
    made, _ = begun(owing, client)
    typed = {"nhan-xet-text": "Bổ sung ảnh", "tra-lai-reason": "Sai kỳ", "bo-sung-due_on": "xx"}
    for _ in range(2):  # reloaded, too
        page = client.post(f"{DESK}{made.pk}/nhan-xet/", typed)
        assert [str(said) for said in page.context["messages"]] == ["Đã lưu nhận xét."]
        assert page.context["give_back_form"]["reason"].value() == "Sai kỳ"
        assert page.context["ask_form"]["due_on"].value() == "xx"
        assert page.context["comment_form"]["text"].value() is None
    with entered(owing.province):
        assert [each.text for each in made.comments.all()] == ["Bổ sung ảnh"]


def test_a_decision_is_not_taken_while_the_words_of_another_stand_beside_it(
    owing: World, client: Client
) -> None:
    made, _ = begun(owing, client)
    typed = {"nhan-xet-text": "Bổ sung ảnh", "tra-lai-reason": "Sai kỳ", "chap-nhan-comment": "Đủ"}
    page = client.post(f"{DESK}{made.pk}/chap-nhan/", typed)
    says = (
        "Phần “Trả lại để hoàn thiện” đang có nội dung chưa gửi. Xóa nội dung đó, hoặc chọn nút của phần đó."
    )
    assert [problem.message for problem in page.context["problems"]] == [says]
    kept = [page.context[f"{form}_form"][name].value() for form, name in BOXES]
    assert kept == ["Bổ sung ảnh", "Sai kỳ", "Đủ"]
    with entered(owing.province):
        assert Submission.objects.get(pk=made.pk).state == SubmissionState.WAITING


BOXES = (("comment", "text"), ("give_back", "reason"), ("accept", "comment"))


def test_saving_nothing_is_refused_beside_the_remark(owing: World, client: Client) -> None:
    made, _ = begun(owing, client)
    page = client.post(f"{DESK}{made.pk}/nhan-xet/", every_box(client.get(f"{DESK}{made.pk}/")))
    assert page.context["comment_form"].errors == {"text": ["Nhập nhận xét hoặc chọn đánh giá."]}


def test_a_comment_without_a_judgement_comes_back_with_all_that_was_typed(
    owing: World, client: Client
) -> None:
    made, (first, second, third) = begun(owing, client)
    typed = {
        "tieu_chi": [first, second, third],
        f"tieu-chi-{first}-verdict": "met",
        f"tieu-chi-{second}-comment": "Thiếu quý I",
    }
    page = client.post(f"{DESK}{made.pk}/nhan-xet/", typed)
    forms = {row["criterion"].pk: row["form"] for row in page.context["criteria"]}
    assert forms[second].errors == {"verdict": ["Chọn đánh giá."]}
    assert (forms[first]["verdict"].value(), forms[second]["comment"].value()) == ("met", "Thiếu quý I")
    assert judged(owing, made) == []
