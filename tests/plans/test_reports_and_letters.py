"""Reports and letters go the road of a plan under their own type, and stand in no list of plans."""

from datetime import date

import pytest
from django.utils import timezone

from cchc_portal.documents import snapshots
from cchc_portal.documents.models import Dispatch, IssuedNumber
from plans import checks, previous, twins
from plans.actions import drafting, procedure, signing
from plans.assignments.standing import plans_of
from plans.beginning import sources
from plans.models import Plan, Section
from plans.records import from_snapshot, to_snapshot
from plans.states import PlanForm, PlanState
from plans.views import decisions
from plans.views.kinds import KINDS, form_for
from publications.models import Announcement
from tests.documents import samples_of_letters as letters
from tests.plans.asking import as_, text_of
from tests.world import World, entered

SUBJECT = "Kết quả tuyên truyền cải cách hành chính quý I năm 2027"
LISTS = {
    "earlier plans": lambda world: sources.earlier_plans(world.drafter, world.agency, 2028),
    "plans that carry tasks out": lambda world: plans_of(world.agency, 2027),
    "twins": lambda world: twins.same_subject(world.agency, 2027, SUBJECT),
    "plans": lambda world: Plan.objects.plans(),
}


def begun(world: World, form: PlanForm) -> Plan:
    values = {"subject": SUBJECT, "kind": "cchc", "form": form}
    days = {"period_from": date(2027, 1, 1), "period_to": date(2027, 12, 31)}
    return drafting.create_plan(world.agency, values | days, by=world.drafter)


def filled(world: World, form: PlanForm) -> Plan:
    """With words in every section, and somebody to send it to."""
    plan = begun(world, form)
    for section in Section.objects.filter(plan=plan):
        section.blocks.update(content={"text": "Đã đăng 12 tin, bài.", "footnotes": []})
    Plan.objects.filter(pk=plan.pk).update(addressees=["Sở Xây dựng"])
    plan.refresh_from_db()
    return plan


def issued(world: World, form: PlanForm) -> Plan:
    plan = filled(world, form)
    procedure.submit(plan.pk, by=world.drafter)
    procedure.approve(plan.pk, by=world.head)
    return procedure.issue(plan.pk, by=world.clerk, issued_on=timezone.localdate())


@pytest.mark.parametrize("form", [PlanForm.REPORT, PlanForm.LETTER])
def test_one_that_has_just_begun_waits_for_its_words_alone(settled: World, form: PlanForm) -> None:
    with entered(settled.province):
        missing = [finding.message for finding in checks.errors(to_snapshot(begun(settled, form)))]
    heads = {
        PlanForm.REPORT: [f"Mục {roman} “{name}” chưa có nội dung. Đề nghị bổ sung hoặc xóa mục này." for roman, name in (
            ("I", "Kết quả thực hiện"), ("II", "Tồn tại, hạn chế và nguyên nhân"),
            ("III", "Phương hướng, nhiệm vụ trong thời gian tới"), ("IV", "Kiến nghị, đề xuất"),
        )],
        PlanForm.LETTER: ["Công văn chưa có nơi kính gửi."],
    }  # fmt: skip
    assert missing == heads[form]


@pytest.mark.parametrize(
    ("form", "symbol", "series", "name"),
    [
        (PlanForm.REPORT, "01/BC-STC", "BC", "Báo cáo"),
        (PlanForm.LETTER, "01/STC", "CV", "Công văn"),
    ],
)
def test_it_takes_its_number_from_the_book_of_its_own_type(
    settled: World, form: PlanForm, symbol: str, series: str, name: str
) -> None:
    with entered(settled.province):
        paper = issued(settled, form)
        line = IssuedNumber.objects.get(plans=paper)
        assert (paper.symbol, line.series, line.type_name) == (symbol, series, name)
        sent = Dispatch.objects.filter(number=line).order_by("position")
        assert (sent[0].recipient, sent[0].to_agency_id) == ("Sở Xây dựng", settled.here.neighbour.agency.pk)
        assert [one.recipient for one in sent if one.recipient == "Như trên"] == []


def test_a_letter_names_the_unit_that_drafted_it(settled: World) -> None:
    with entered(settled.province):
        plan = filled(settled, PlanForm.LETTER)
        Plan.objects.filter(pk=plan.pk).update(unit="VP")
        procedure.submit(plan.pk, by=settled.drafter)
        procedure.approve(plan.pk, by=settled.head)
        done = procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        assert done.symbol == "01/STC-VP"


@pytest.mark.parametrize("form", [PlanForm.REPORT, PlanForm.LETTER])
@pytest.mark.parametrize("name", list(LISTS))
def test_no_list_of_plans_holds_it(settled: World, form: PlanForm, name: str) -> None:
    with entered(settled.province):
        paper = issued(settled, form)
        assert paper.pk not in {plan.pk for plan in LISTS[name](settled)}


def test_it_is_no_news_and_last_years_plan_of_nobody(settled: World) -> None:
    with entered(settled.province):
        before = Announcement.objects.count()
        report = issued(settled, PlanForm.REPORT)
        assert Announcement.objects.count() == before
        coming = settled.plan()
        coming.period_from, coming.period_to = date(2028, 1, 1), date(2028, 12, 31)
        found = previous.previous_plan(coming)
        assert found is not None
        assert (found.pk != report.pk, found.is_plan) == (True, True)


@pytest.mark.parametrize("make", [letters.letter_to_many, letters.report, letters.report_to_one])
def test_its_file_becomes_records_and_comes_back_to_the_letter(settled: World, make: object) -> None:
    snapshot = make()  # type: ignore[operator]
    with entered(settled.province):
        plan = from_snapshot(snapshot, settled.agency, by=settled.drafter.user)
        assert snapshots.dump(to_snapshot(plan)) == snapshots.dump(snapshot)


def test_the_page_of_a_letter_speaks_of_a_letter(settled: World) -> None:
    with entered(settled.province):
        plan = filled(settled, PlanForm.LETTER)
        procedure.submit(plan.pk, by=settled.drafter)
    page = text_of(as_(settled.head).get(f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/"))
    assert [page.count("Duyệt kế hoạch"), page.count("Duyệt công văn") > 0] == [0, True]


def test_running_text_of_a_letter_needs_no_heading_and_a_plans_section_does(settled: World) -> None:
    with entered(settled.province):
        letter, plan = begun(settled, PlanForm.LETTER), settled.plan(PlanState.DRAFT)
        asked = [
            form_for(
                KINDS["muc"],
                Section.objects.filter(plan=each).order_by("id")[0],
                {"heading": "", "loaded": ""},
            )
            for each in (letter, plan)
        ]
        assert ["heading" in form.errors for form in asked] == [False, True]


def test_a_report_stays_a_report(settled: World) -> None:
    with entered(settled.province):
        report = begun(settled, PlanForm.REPORT)
    page = as_(settled.drafter).get(f"/dong-nai/so-tai-chinh/ke-hoach/{report.pk}/soan/phan/thong-tin/sua/")
    assert page.context["form"].fields["form"].choices == [("report", "Báo cáo")]


def test_the_number_that_is_announced_is_the_one_that_is_given(settled: World) -> None:
    """Of a letter with the unit that drafted it, whether it is signed on paper or by key; the sentences name a letter."""
    with entered(settled.province):
        shown, given = [], []
        for number in (procedure.issue, signing.number):
            letter = filled(settled, PlanForm.LETTER)
            Plan.objects.filter(pk=letter.pk).update(unit="CCHC")
            procedure.submit(letter.pk, by=settled.drafter)
            procedure.approve(letter.pk, by=settled.head)
            letter.refresh_from_db()
            shown.append(decisions.numbering_question(letter))
            given.append(number(letter.pk, by=settled.clerk, issued_on=timezone.localdate()).symbol)
    assert given == ["01/STC-CCHC", "02/STC-CCHC"]
    first = "Sau khi cấp số, nội dung văn bản không sửa được nữa. Cấp số"
    assert shown == [f"{first} {symbol} cho công văn này?" for symbol in given]
