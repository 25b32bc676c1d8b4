"""What a reviewer types is kept: all criteria are saved at once, a day that is over is refused beside its field."""

from django.test import Client

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
    assert client.post(f"{DESK}{made.pk}/tieu-chi/", typed).status_code == 302
    assert judged(owing, made) == [(first, "met", ""), (second, "unmet", "Thiếu quý I")]


def test_a_day_that_is_over_is_refused_beside_its_field(owing: World, client: Client) -> None:
    made, _ = begun(owing, client)
    asked = {"bo-sung-wanted": "Danh mục tin, bài", "bo-sung-due_on": "12/03/2027"}
    page = client.post(f"{DESK}{made.pk}/yeu-cau-bo-sung/", asked)
    form = page.context["ask_form"]
    assert form.errors == {"due_on": ["Hạn bổ sung không thể trước ngày hôm nay."]}
    assert form["wanted"].value() == "Danh mục tin, bài"
    with entered(owing.province):
        assert Submission.objects.get(pk=made.pk).state == SubmissionState.WAITING


def test_a_comment_without_a_judgement_comes_back_with_all_that_was_typed(
    owing: World, client: Client
) -> None:
    made, (first, second, third) = begun(owing, client)
    typed = {
        "tieu_chi": [first, second, third],
        f"tieu-chi-{first}-verdict": "met",
        f"tieu-chi-{second}-comment": "Thiếu quý I",
    }
    page = client.post(f"{DESK}{made.pk}/tieu-chi/", typed)
    forms = {row["criterion"].pk: row["form"] for row in page.context["criteria"]}
    assert forms[second].errors == {"verdict": ["Chọn đánh giá."]}
    assert (forms[first]["verdict"].value(), forms[second]["comment"].value()) == ("met", "Thiếu quý I")
    assert judged(owing, made) == []
