"""A letter is called a letter, and told from another of the same subject by whom it addresses."""

import re
from datetime import date

import pytest
from django.urls import reverse

from plans import history
from plans.actions import numbers, procedure
from plans.forms.plan import HeadForm
from plans.models import Plan
from plans.states import PlanForm
from tests.plans.asking import as_
from tests.plans.test_reports_and_letters import begun, filled
from tests.plans.verbs import refused_sentence
from tests.world import World, entered

PLACE = {"province": "dong-nai", "agency": "so-tai-chinh"}
TO = "Kính gửi: Sở Xây dựng"


def submitted(world: World) -> Plan:
    with entered(world.province):
        plan = filled(world, PlanForm.LETTER)
        return procedure.submit(plan.pk, by=world.drafter)


def test_of_many_it_names_two() -> None:
    names = ["Sở A", "Sở B", "Sở C", "Sở D"]
    assert [Plan(form=PlanForm.LETTER, addressees=names[:n]).addressed_to for n in (0, 1, 2, 4)] == [
        "",
        "Kính gửi: Sở A",
        "Kính gửi: Sở A, Sở B",
        "Kính gửi: Sở A, Sở B và 2 nơi khác",
    ]
    assert Plan(form=PlanForm.PLAN, addressees=names).addressed_to == ""


def test_whom_it_addresses_stands_in_every_list(settled: World) -> None:
    letter = submitted(settled)
    assert letter.addressed_to == TO
    head = as_(settled.head)
    listed = head.get(f"{reverse('plans:plan_list', kwargs=PLACE)}?form=letter").content.decode()
    desk = head.get(reverse("plans:tasks", kwargs=PLACE)).context["waiting"]
    many = head.get(reverse("plans:many", kwargs=PLACE)).content.decode()
    note = next(row["note"] for row in desk if row["title"] == letter.subject)
    assert (listed.count(TO), note.split(". ")[0], many.count(TO)) == (1, TO, 1)


def test_a_list_of_letters_and_plans_is_of_papers(settled: World) -> None:
    submitted(settled)
    page = as_(settled.head).get(reverse("plans:many", kwargs=PLACE))
    assert (page.context["noun"], page.context["page_title"]) == ("văn bản", "Duyệt nhiều văn bản")


def test_its_history_its_trail_and_its_number_speak_of_a_letter(settled: World) -> None:
    letter = submitted(settled)
    with entered(settled.province):
        procedure.approve(letter.pk, by=settled.head)
        assert history.of_plan(letter)[0].what == "duyệt công văn"
        line = numbers.reserve(letter.pk, by=settled.clerk)
        said = refused_sentence(lambda: numbers.reserve(letter.pk, by=settled.clerk))
        assert said == f"Công văn này đã được giữ số {line.symbol}."
    page = as_(settled.clerk).get(reverse("plans:issue", kwargs={**PLACE, "plan_id": letter.pk}))
    assert page.context["breadcrumbs"][0] == ("Công văn", "/dong-nai/so-tai-chinh/ke-hoach/?form=letter")
    bar = as_(settled.clerk).get(reverse("plans:preview", kwargs={**PLACE, "plan_id": letter.pk}))
    assert bar.content.decode().count("Quay lại công văn") == 1


def test_its_editor_shows_what_a_letter_has(settled: World) -> None:
    shown = {}
    with entered(settled.province):
        drafts = {form: begun(settled, form).pk for form in (PlanForm.LETTER, PlanForm.REPORT)}
    for form, pk in drafts.items():
        page = as_(settled.drafter).get(reverse("plans:edit", kwargs={**PLACE, "plan_id": pk}))
        text = page.content.decode()
        shown[form] = [
            len(re.findall(words, text))
            for words in (
                r'data-field="period_from"',
                r"\(chưa có tên\)",
                "Thêm nội dung từ nhiệm vụ được giao",
            )
        ]
    assert shown[PlanForm.LETTER] == [0, 0, 0]
    assert shown[PlanForm.REPORT][0] > 0
    assert shown[PlanForm.REPORT][2] == 1


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ("letter", "Việc mà công văn nêu, in sau chữ “V/v”, ví dụ: Đôn đốc gửi báo cáo quý I năm 2026"),
        (
            "report",
            (
                "Nội dung của báo cáo, không ghi lại chữ “Báo cáo”, "
                "ví dụ: Kết quả tuyên truyền cải cách hành chính năm 2026"
            ),
        ),
    ],
)
def test_the_hint_beside_its_subject_is_of_its_form(form: str, hint: str) -> None:
    begun_in_2026 = HeadForm(initial={"form": form, "period_from": date(2026, 1, 1)})
    assert begun_in_2026.fields["subject"].help_text == hint
