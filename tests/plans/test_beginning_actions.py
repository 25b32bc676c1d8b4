"""Beginning a plan from last year's, from a template, from tasks: what is made, what is told, who may."""

from datetime import date
from typing import Any

import pytest

from cchc_portal.agencies.models import Agency, HistoryEvent, Membership, Role, Unit
from cchc_portal.agencies.permissions import Refused
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from plans import history
from plans.actions import archive, beginning, templates
from plans.beginning import sources
from plans.models import Beginning, ContentItem, Plan, PlanTemplate, Section
from plans.records import to_snapshot
from plans.states import PlanForm, PlanKind, PlanState
from tests.documents import samples
from tests.world import World, a_member, a_plan, a_plan_file, an_agency

COLUMNS = ["content", "products", "lead", "support", "time"]


def a_task(content: str, lead: list[str], support: list[str] | None = None) -> dict[str, Any]:
    return {
        "content": content,
        "products": [{"text": "Tài liệu", "quantity": 1, "unit": "bộ"}],
        "lead": lead,
        "support": support or [],
        "time": {"text": "Quý II", "from": "2027-04-01", "to": "2027-06-30"},
    }


TASKS = [
    a_task("Hướng dẫn nộp hồ sơ trực tuyến", ["Sở Tài chính"]),
    a_task("Mở chuyên mục trên báo", ["Báo Đồng Nai"]),
    a_task("Đối thoại với doanh nghiệp", ["Sở Xây dựng"], ["Các sở, ban, ngành"]),
]


@pytest.fixture
def upper(inside: World) -> Plan:
    """The People's Committee's issued plan for 2027, with three tasks."""
    committee = an_agency(inside.province, "uy-ban-nhan-dan", "Ủy ban nhân dân thành phố", "UBND")
    Agency.objects.filter(pk=committee.pk).update(level=Agency.Level.PEOPLES_COMMITTEE)
    committee.refresh_from_db()
    approver = a_member(committee, Role.AGENCY_HEAD)
    file = a_plan_file(committee, parents=[])
    groups = [{"title": None, "items": TASKS}]
    file["sections"][1]["blocks"] = [{"items": {"columns": COLUMNS, "groups": groups}}]
    file |= {"number": "385", "issued_on": "2026-11-16", "parents": []}
    return archive.enter_issued(samples.plan(**file), committee, approver=approver.user)


# --- from last year's


def test_an_issued_plan_becomes_a_draft_of_the_next_year(inside: World) -> None:
    source = inside.plans[PlanState.ISSUED]
    plan = beginning.from_last_year(inside.agency, source.pk, 2028, by=inside.drafter)
    assert (plan.state, plan.year, plan.number, plan.issued_on, plan.rules, plan.letterhead) == (
        PlanState.DRAFT,
        2028,
        "",
        None,
        "",
        None,
    )
    assert plan.subject == "Tuyên truyền cải cách hành chính năm 2028"
    assert plan.created_by == inside.drafter.user
    assert to_snapshot(plan)["appendices"] == source.issued_snapshot.content["appendices"]


def test_the_lists_are_kept_with_places_in_words_and_anchors(inside: World) -> None:
    source = inside.plans[PlanState.ISSUED]
    plan = beginning.from_last_year(inside.agency, source.pk, 2028, by=inside.drafter)
    begun = Beginning.objects.get(plan=plan)
    parent = plan.parents.get()
    assert (begun.way, begun.source, sorted(begun.report)) == (
        "last_year",
        source,
        ["look", "moved", "reset"],
    )
    assert begun.report["moved"][0] == {
        "text": "Thời gian thực hiện kế hoạch.",
        "place": ["period"],
        "where": "Thời gian thực hiện",
        "anchor": "phan-thong-tin",
        "old": "năm 2027",
        "new": "năm 2028",
        "source": "",
        "kind": "",
        "seen": False,
    }
    assert begun.report["look"][0]["anchor"] == f"van-ban-{parent.pk}"
    assert begun.report["reset"][0]["new"] == "Bản nháp"


def test_the_history_says_from_what_a_plan_began(inside: World) -> None:
    source = inside.plans[PlanState.ISSUED]
    plan = beginning.from_last_year(inside.agency, source.pk, 2028, by=inside.drafter)
    assert [each.what for each in history.of_plan(plan)] == [
        f"tạo bản nháp từ kế hoạch năm 2027 số {source.symbol}"
    ]


def test_whoever_copied_a_plan_counts_as_its_writer(inside: World) -> None:
    plan = beginning.from_last_year(inside.agency, inside.plans[PlanState.ISSUED].pk, 2028, by=inside.drafter)
    assert HistoryEvent.objects.about(plan).values_list("verb", flat=True)[0] == "created"


def test_the_name_of_todays_head_stands_under_the_same_title(inside: World) -> None:
    inside.head.post.signing_title = "PHÓ GIÁM ĐỐC"
    inside.head.post.save()
    plan = beginning.from_last_year(inside.agency, inside.plans[PlanState.ISSUED].pk, 2028, by=inside.drafter)
    assert plan.signatures.get().name == inside.head.user.full_name


@pytest.mark.parametrize("who", ["head", "clerk", "agency_admin", "stranger", "reviewer"])
def test_only_those_who_may_draft_begin_a_plan(inside: World, who: str) -> None:
    with pytest.raises(Refused):
        beginning.from_last_year(
            inside.agency, inside.plans[PlanState.ISSUED].pk, 2028, by=getattr(inside, who)
        )


def test_another_agencys_plan_is_no_source(inside: World) -> None:
    other = a_plan(inside.here.neighbour.agency, by=inside.stranger, state=PlanState.ISSUED)
    with pytest.raises(Refused) as refusal:
        beginning.from_last_year(inside.agency, other.pk, 2028, by=inside.drafter)
    assert refusal.value.reason == "Không tìm thấy kế hoạch để lập từ đó. Chọn lại trong danh sách."


def test_earlier_plans_are_those_before_the_year_newest_first_issued_before_drafts(inside: World) -> None:
    old = a_plan(inside.agency, by=inside.drafter, year=2026)
    assert list(sources.earlier_plans(inside.drafter, inside.agency, 2027)) == [old]
    assert sources.earlier_plans(inside.drafter, inside.agency, 2026).count() == 0
    later = list(sources.earlier_plans(inside.drafter, inside.agency, 2028))
    assert (later[0], later[-1], len(later)) == (inside.plans[PlanState.ISSUED], old, 6)


def test_a_parent_inside_the_portal_is_known_again(inside: World, upper: Plan) -> None:
    first = beginning.from_tasks(inside.agency, [f"{upper.pk}-0"], 2027, by=inside.drafter)
    again = beginning.from_last_year(inside.agency, first.pk, 2028, by=inside.drafter)
    assert [parent.inside for parent in again.parents.all()] == [upper]


# --- tasks of the upper plan


def test_tasks_are_found_by_name_and_by_level(inside: World, upper: Plan) -> None:
    found = [(task.key, task.assigned.part) for task in sources.tasks_for(inside.agency, 2027)]
    assert found == [(f"{upper.pk}-0", "lead"), (f"{upper.pk}-2", "support")]
    assert sources.tasks_for(inside.agency, 2028) == []


def test_chosen_tasks_become_rows_with_the_upper_plan_as_parent(inside: World, upper: Plan) -> None:
    keys = [f"{upper.pk}-0", f"{upper.pk}-2"]
    plan = beginning.from_tasks(inside.agency, keys, 2027, by=inside.drafter)
    rows = [
        (
            item.content,
            item.time_text,
            item.time_to,
            item.products.get().text,
            [(body.part, body.text) for body in item.responsibilities.all()],
        )
        for item in ContentItem.objects.filter(plan=plan).order_by("position")
    ]
    assert rows == [
        ("Hướng dẫn nộp hồ sơ trực tuyến", "Quý II", date(2027, 6, 30), "Tài liệu", []),
        ("Đối thoại với doanh nghiệp", "Quý II", date(2027, 6, 30), "Tài liệu", [("support", "Sở Xây dựng")]),
    ]
    parent = plan.parents.get()
    assert (parent.inside, parent.number, parent.title) == (upper, "385/KH-UBND", upper.subject)
    assert plan.opening == (
        f"Thực hiện {upper.cited}, Sở Tài chính thành phố Đồng Nai xây dựng Kế hoạch {lower_first(plan.subject)} như sau"
    )
    assert Beginning.objects.get(plan=plan).way == "tasks"


def test_a_blank_plan_rests_on_the_upper_plan_of_its_kind(inside: World, upper: Plan) -> None:
    start, end = dates.year_period(2027)
    values = {
        "period_from": start,
        "period_to": end,
        "subject": "Truyền thông năm 2027",
        "form": PlanForm.PLAN,
    }
    own, other = (
        beginning.blank(inside.agency, {**values, "kind": kind}, by=inside.drafter)
        for kind in (PlanKind.CCHC, PlanKind.TTHC)
    )
    assert [row.inside for row in own.parents.all()] == [upper]
    assert (
        own.opening
        == f"Thực hiện {upper.cited}, Sở Tài chính thành phố Đồng Nai xây dựng Kế hoạch truyền thông năm 2027 như sau"
    )
    assert [row.inside for row in other.parents.all()] == []
    assert other.opening == "Sở Tài chính thành phố Đồng Nai xây dựng Kế hoạch truyền thông năm 2027 như sau"


def test_tasks_are_added_to_a_draft_and_counted_in_its_history(inside: World, upper: Plan) -> None:
    plan = inside.plans[PlanState.DRAFT]
    before, revision = plan.items.count(), plan.revision
    added = beginning.add_tasks(plan.pk, [f"{upper.pk}-0"], by=inside.drafter)
    assert [item.content for item in added] == ["Hướng dẫn nộp hồ sơ trực tuyến"]
    plan.refresh_from_db()
    assert (plan.items.count(), plan.revision) == (before + 1, revision + 1)
    assert history.of_plan(plan)[0].what == "thêm 1 nội dung từ nhiệm vụ được giao"


def test_no_task_is_no_beginning(inside: World, upper: Plan) -> None:
    with pytest.raises(Refused) as refusal:
        beginning.from_tasks(inside.agency, ["999-0", "x"], 2027, by=inside.drafter)
    assert refusal.value.reason == "Chọn ít nhất một nhiệm vụ trong danh sách."


def test_a_copy_names_the_tasks_that_it_does_not_answer(inside: World, upper: Plan) -> None:
    old = a_plan(inside.agency, by=inside.drafter, year=2026)
    plan = beginning.from_last_year(inside.agency, old.pk, 2027, by=inside.drafter)
    told = [entry["text"] for entry in Beginning.objects.get(plan=plan).report["look"] if entry["kind"]]
    assert told == [
        "2 nhiệm vụ được giao chưa có trong bản nháp: Hướng dẫn nộp hồ sơ trực tuyến; Đối thoại với doanh nghiệp",
    ]


# --- ticking


def test_an_entry_is_ticked_and_unticked(inside: World) -> None:
    plan = beginning.from_last_year(inside.agency, inside.plans[PlanState.ISSUED].pk, 2028, by=inside.drafter)
    seen = [beginning.mark_seen(plan.pk, "look-0", by=inside.drafter) for _ in range(2)]
    assert seen == [True, False]
    assert beginning.mark_seen(plan.pk, "all", by=inside.unit_head) is True
    report = Beginning.objects.get(plan=plan).report
    assert {entry["seen"] for entries in report.values() for entry in entries} == {True}


@pytest.mark.parametrize("name", ["look-999", "nothing-0", "look", ""])
def test_an_entry_that_is_not_there_is_refused(inside: World, name: str) -> None:
    plan = beginning.from_last_year(inside.agency, inside.plans[PlanState.ISSUED].pk, 2028, by=inside.drafter)
    with pytest.raises(Refused):
        beginning.mark_seen(plan.pk, name, by=inside.drafter)


def test_ticking_is_no_writing(inside: World) -> None:
    plan = beginning.from_last_year(inside.agency, inside.plans[PlanState.ISSUED].pk, 2028, by=inside.drafter)
    beginning.mark_seen(plan.pk, "look-0", by=inside.unit_head)
    assert [event.verb for event in HistoryEvent.objects.about(plan)] == ["created"]


# --- templates


def a_template(world: World, *, of_province: bool = False, by: Membership | None = None) -> PlanTemplate:
    keeper = by or (world.province_admin if of_province else world.agency_admin)
    return templates.make(world.plans[PlanState.ISSUED], "Mẫu thử", "", of_province=of_province, by=keeper)


def test_a_template_leaves_year_and_agency_open(inside: World) -> None:
    made = a_template(inside)
    assert made.content["subject"] == "Tuyên truyền cải cách hành chính năm {năm}"
    assert made.content["closing"].startswith(
        "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm {năm}"
    )
    assert (made.content["number"], made.content["parents"], made.content["signatures"][0]["name"]) == (
        None,
        [],
        None,
    )


def test_a_plan_from_a_template_has_year_agency_head_and_guides(inside: World) -> None:
    made = a_template(inside)
    templates.change(made.pk, {"guides": {"sections.0": "Nêu ba mục đích."}}, by=inside.agency_admin)
    plan = beginning.from_template(inside.agency, made.pk, 2029, by=inside.drafter)
    assert (plan.year, plan.subject) == (2029, "Tuyên truyền cải cách hành chính năm 2029")
    guides = Section.objects.filter(plan=plan).exclude(guide="").values_list("heading", "guide")
    assert list(guides) == [("Mục đích, yêu cầu", "Nêu ba mục đích.")]
    assert plan.letterhead is None


def test_a_plan_from_a_template_answers_the_upper_plan_of_its_year(inside: World, upper: Plan) -> None:
    made = a_template(inside)
    made.content["opening"] = "Thực hiện {văn bản cấp trên}, {cơ quan} lập kế hoạch"
    made.save()
    of_year, of_another = (
        beginning.from_template(inside.agency, made.pk, year, by=inside.drafter) for year in (2027, 2029)
    )
    assert [parent.inside for parent in of_year.parents.all()] == [upper]
    assert not of_another.parents.exists()
    cited = "Kế hoạch số 385/KH-UBND ngày 16 tháng 11 năm 2026 của Ủy ban nhân dân thành phố về tuyên truyền cải cách hành chính năm 2027"
    assert [plan.opening for plan in (of_year, of_another)] == [
        f"Thực hiện {cited}, Sở Tài chính lập kế hoạch",
        "Thực hiện nhiệm vụ cải cách hành chính năm 2029, Sở Tài chính lập kế hoạch",
    ]
    assert [entry["text"] for entry in Beginning.objects.get(plan=of_year).report["look"]] == [
        "2 nhiệm vụ được giao chưa có trong bản nháp: Hướng dẫn nộp hồ sơ trực tuyến; Đối thoại với doanh nghiệp",
    ]


def test_a_plan_from_a_template_is_kept_by_the_unit_that_drafts_it(inside: World) -> None:
    inside.drafter.post.unit = Unit(agency=inside.agency, name="Phòng Một", abbreviation="PM")
    plan = beginning.from_template(inside.agency, a_template(inside).pk, 2029, by=inside.drafter)
    assert plan.archive == ["VT", "PM"]


def test_a_template_leaves_the_upper_plan_open_that_its_plan_cites(inside: World, upper: Plan) -> None:
    plan = beginning.from_tasks(inside.agency, [f"{upper.pk}-0"], 2027, by=inside.drafter)
    plan.opening = f"Thực hiện {upper.cited}, Sở Tài chính lập kế hoạch"
    plan.save()
    made = templates.make(plan, "Mẫu thử", "", of_province=False, by=inside.agency_admin)
    assert made.content["opening"] == "Thực hiện {văn bản cấp trên}, {cơ quan} lập kế hoạch"


def test_guides_never_print(inside: World) -> None:
    made = a_template(inside)
    templates.change(made.pk, {"guides": {"sections.0": "Nêu ba mục đích."}}, by=inside.agency_admin)
    plan = beginning.from_template(inside.agency, made.pk, 2029, by=inside.drafter)
    assert "Nêu ba mục đích." not in str(to_snapshot(plan))


@pytest.mark.parametrize(("of_province", "keepers"), [(False, {"agency_admin"}), (True, {"province_admin"})])
def test_templates_are_kept_by_the_admin_of_their_own_circle(
    inside: World, of_province: bool, keepers: set[str]
) -> None:
    asked = (
        "drafter",
        "unit_head",
        "head",
        "clerk",
        "agency_admin",
        "stranger",
        "reviewer",
        "province_admin",
    )
    could = set()
    for who in asked:
        try:
            a_template(inside, of_province=of_province, by=getattr(inside, who))
        except Refused:
            continue
        could.add(who)
    assert could == keepers


def test_a_template_is_offered_where_it_fits_and_until_it_is_retired(inside: World) -> None:
    own, provinces = a_template(inside), a_template(inside, of_province=True)
    neighbour = inside.here.neighbour.agency
    commune = an_agency(inside.province, "phuong-mot", "Ủy ban nhân dân phường Một", "UBND")
    commune.level = Agency.Level.COMMUNE
    offered = [list(sources.templates_for(agency)) for agency in (inside.agency, neighbour, commune)]
    assert offered == [[own, provinces], [provinces], []]
    templates.retire(provinces.pk, True, by=inside.province_admin)
    assert list(sources.templates_for(neighbour)) == []
    with pytest.raises(Refused):
        beginning.from_template(neighbour, provinces.pk, 2027, by=inside.stranger)
