"""The pages of a plan's versions and of two of them side by side, asked for by those who may and those who may not."""

import re
from typing import Any

import pytest
from django.utils import timezone

from plans.actions import archive, procedure, restoring, versions
from plans.models import Beginning, ContentItem, Plan, Recipient, Version, VersionKind
from plans.states import PlanState
from plans.views.comparing import in_a_sentence
from tests.documents import samples
from tests.plans.asking import BASE, as_, queries, text_of
from tests.world import World, a_plan_file


@pytest.fixture
def plan(inside: World) -> Plan:
    """Returned once, then put right: one item reworded, one recipient more."""
    plan = inside.plan(PlanState.RETURNED)
    item = ContentItem.objects.filter(plan=plan, content__contains="tại nhà").order_by("id")[0]
    ContentItem.objects.filter(pk=item.pk).update(
        content=item.content.replace("tại nhà", "tại Bộ phận Một cửa")
    )
    Recipient.objects.create(plan=plan, text="Báo Đồng Nai", position=9)
    return plan


def own(plan: Plan) -> str:
    return f"{BASE}{plan.pk}/"


def lines(response: Any) -> list[tuple[str, str]]:
    """(what happened, what it reads now) of each line that was touched."""
    return [
        (line.tag, line.row.text("new") or line.row.text("old"))
        for part in response.context["parts"]
        for line in part.lines
        if line.row is not None and line.row.touched
    ]


def test_the_head_reads_what_changed_since_the_last_return_in_one_press(inside: World, plan: Plan) -> None:
    procedure.submit(plan.pk, by=inside.drafter)
    client = as_(inside.head)
    page = client.get(own(plan))
    assert page.context["since_returned"] == "Sửa 1 nội dung; thêm 1 chỗ."
    compared = client.get(page.context["since_returned_href"])
    assert [tag for tag, _ in lines(compared)] == ["Sửa nội dung", "Thêm"]
    html = compared.content.decode()
    assert re.findall(r"<(ins|del)><span class=\"visually-hidden\">(\S+) </span>(.*?)</\1>", html) == [
        ("del", "bỏ:", "nhà"),
        ("ins", "thêm:", "Bộ phận Một cửa"),
        ("ins", "thêm:", "Báo Đồng Nai"),
    ]


def test_any_two_versions_are_compared_and_what_is_equal_says_so(inside: World, plan: Plan) -> None:
    submitted, returned = Version.objects.filter(plan=plan).order_by("id").values_list("pk", flat=True)
    client = as_(inside.drafter)
    equal = client.get(f"{own(plan)}so-sanh/?cu={submitted}&moi={returned}")
    assert (equal.context["sentence"], equal.context["parts"]) == ("Không có thay đổi.", [])
    back = client.get(f"{own(plan)}so-sanh/?cu=hien-tai&moi={returned}")
    assert back.context["sentence"] == "Sửa 1 nội dung; bỏ 1 chỗ."


def test_without_a_choice_the_last_return_is_compared_with_what_stands_now(inside: World, plan: Plan) -> None:
    context = as_(inside.drafter).get(f"{own(plan)}so-sanh/").context
    assert (context["old_key"], context["new_key"]) == ("ban-tra-lai", "hien-tai")


def test_what_did_not_change_is_counted_and_shown_when_asked_for(inside: World, plan: Plan) -> None:
    client = as_(inside.drafter)
    short = client.get(f"{own(plan)}so-sanh/").context["parts"]
    whole = client.get(f"{own(plan)}so-sanh/?ca=1").context["parts"]
    assert [part.title for part in short] == ["Phụ lục I Phân công nhiệm vụ", "Nơi nhận"]
    assert [line.hidden for part in whole for line in part.lines if line.hidden] == []
    assert len(whole) > len(short)


def last_years(world: World, **changes: Any) -> Plan:
    file = {**a_plan_file(world.agency, year=2026), "number": "12", "issued_on": "2026-01-15", "parents": []}
    return archive.enter_issued(samples.plan(**{**file, **changes}), world.agency, approver=world.head.user)


def test_last_years_plan_is_the_newest_issued_one_of_the_same_kind(inside: World, plan: Plan) -> None:
    client, page = as_(inside.drafter), f"{own(plan)}so-sanh/?cu=nam-truoc"
    assert client.get(page).context["missing"] == "Cổng chưa có kế hoạch cùng loại đã ban hành của năm trước."
    earlier = last_years(inside)
    Plan.objects.filter(pk=plan.pk).update(kind="tthc")
    assert client.get(page).context["old"] is None
    Plan.objects.filter(pk=plan.pk).update(kind="cchc")
    assert client.get(page).context["old"].name == f"Kế hoạch năm 2026, số {earlier.symbol}"
    assert client.get(own(plan)).context["last_year_href"] == f"{own(plan)}so-sanh/?cu=nam-truoc"


def test_a_plan_of_another_year_is_not_last_years(inside: World, plan: Plan) -> None:
    source = last_years(inside)
    Beginning.objects.create(plan=plan, way=Beginning.Way.LAST_YEAR, source=source)
    day = plan.period_from.replace(year=plan.year + 2), plan.period_to.replace(year=plan.year + 2)
    Plan.objects.filter(pk=plan.pk).update(period_from=day[0], period_to=day[1])
    page = as_(inside.drafter).get(f"{own(plan)}so-sanh/?cu=nam-truoc")
    assert page.context["missing"] == "Cổng chưa có kế hoạch cùng loại đã ban hành của năm trước."


def test_the_plan_that_this_one_was_begun_from_comes_first(inside: World, plan: Plan) -> None:
    source = last_years(inside, number="13")
    last_years(inside, number="14", subject="Kế hoạch khác năm 2026")
    Beginning.objects.create(plan=plan, way=Beginning.Way.LAST_YEAR, source=source)
    page = as_(inside.drafter).get(f"{own(plan)}so-sanh/?cu=nam-truoc")
    assert page.context["old"].name == f"Kế hoạch năm 2026, số {source.symbol}"


def test_a_plan_that_was_never_returned_says_so(inside: World) -> None:
    page = as_(inside.drafter).get(f"{own(inside.plans[PlanState.DRAFT])}so-sanh/?cu=ban-tra-lai")
    assert page.context["missing"] == "Kế hoạch chưa lần nào bị trả lại, nên chưa có bản trả lại để so sánh."


def test_versions_are_listed_newest_first_with_what_differs(inside: World, plan: Plan) -> None:
    versions.mark(plan.pk, by=inside.drafter, label="Bản gửi các phòng")
    rows = as_(inside.clerk).get(f"{own(plan)}phien-ban/").context["rows"]
    assert [(str(row["version"]), row["changes"]) for row in rows] == [
        ("Bản gửi các phòng", "Sửa 1 nội dung; thêm 1 chỗ."),
        ("Bản bị trả lại", "Không có thay đổi."),
        ("Bản trình", "Bản đầu tiên"),
    ]


def test_marking_goes_back_to_where_the_button_was(inside: World, plan: Plan) -> None:
    client = as_(inside.drafter)
    answers = [
        client.post(f"{own(plan)}phien-ban/luu-moc/", data).headers["Location"]
        for data in ({"label": "Mốc một"}, {"ve": "soan"})
    ]
    assert answers == [f"{own(plan)}phien-ban/", f"{own(plan)}soan/"]
    kept = Version.objects.filter(plan=plan, kind=VersionKind.MARKED).order_by("id")
    assert [str(version) for version in kept] == ["Mốc một", "Mốc"]


def test_a_name_that_is_too_long_is_given_back(inside: World, plan: Plan) -> None:
    answer = as_(inside.drafter).post(f"{own(plan)}phien-ban/luu-moc/", {"label": "m" * 201})
    assert list(answer.context["form"].errors) == ["label"]


def test_a_version_is_read_on_paper_and_restored(inside: World, plan: Plan) -> None:
    client = as_(inside.drafter)
    returned = Version.objects.get(plan=plan, kind=VersionKind.RETURNED)
    here = f"{own(plan)}phien-ban/{returned.pk}/"
    assert client.get(here).context["before_href"] == (
        f"{own(plan)}so-sanh/?cu={Version.objects.get(plan=plan, kind='submitted').pk}&moi={returned.pk}"
    )
    sheet = text_of(client.get(f"{here}trang-in/"))
    assert (sheet.count("DỰ THẢO"), sheet.count("Báo Đồng Nai")) == (1, 0)
    asked = text_of(client.get(f"{here}khoi-phuc/"))
    at = timezone.localtime(returned.made_at)
    assert asked.count(f"Khôi phục bản bị trả lại, {at:%H:%M} {at:%d/%m/%Y}?") == 1
    marked = Version(kind=VersionKind.SITTING, made_at=returned.made_at)
    assert in_a_sentence(marked) == f"bản “Trước phiên soạn”, {at:%H:%M} {at:%d/%m/%Y}"
    assert asked.count("Nội dung đang có được giữ thành một phiên bản, khôi phục lại được.") == 1
    assert client.post(f"{here}khoi-phuc/").headers["Location"] == f"{own(plan)}soan/"
    assert Recipient.objects.filter(plan=plan, text="Báo Đồng Nai").count() == 0


def test_strangers_find_no_versions_and_readers_cannot_write_any(inside: World, plan: Plan) -> None:
    kept = Version.objects.filter(plan=plan)[0]
    pages = ["phien-ban/", f"phien-ban/{kept.pk}/", f"phien-ban/{kept.pk}/trang-in/", "so-sanh/"]
    for person in (inside.stranger, inside.foreigner, inside.reviewer):
        assert [as_(person).get(own(plan) + page).status_code for page in pages] == [404] * 4
    head = as_(inside.head)
    assert [head.get(own(plan) + page).status_code for page in pages] == [200] * 4
    verbs = ["phien-ban/luu-moc/", f"phien-ban/{kept.pk}/khoi-phuc/"]
    assert [head.post(own(plan) + verb).status_code for verb in verbs] == [409, 409]


def test_who_oversees_the_agency_sees_what_it_issued_and_not_how_it_came_about(inside: World) -> None:
    issued = inside.plans[PlanState.ISSUED]
    reviewer = as_(inside.reviewer)
    pages = ["", "phien-ban/", "so-sanh/", "nhan-xet/"]
    assert [reviewer.get(own(issued) + page).status_code for page in pages] == [200, 404, 404, 404]
    assert reviewer.get(own(issued)).context["versions_href"] == ""


def test_a_version_of_another_plan_is_not_found_here(inside: World, plan: Plan) -> None:
    other = Version.objects.filter(plan=inside.plans[PlanState.SUBMITTED])[0]
    client = as_(inside.drafter)
    pages = [
        f"phien-ban/{other.pk}/",
        f"phien-ban/{other.pk}/khoi-phuc/",
        f"so-sanh/?cu={other.pk}",
        "so-sanh/?cu=x",
    ]
    assert [client.get(own(plan) + page).status_code for page in pages] == [404] * 4


@pytest.mark.parametrize("page", ["phien-ban/", "so-sanh/?cu=ban-tra-lai", ""])
def test_the_number_of_queries_does_not_grow_with_the_versions(inside: World, plan: Plan, page: str) -> None:
    client = as_(inside.drafter)
    before = queries(client, own(plan) + page)
    for number in range(30):
        versions.mark(plan.pk, by=inside.drafter, label=f"Mốc {number}")
    assert queries(client, own(plan) + page) == before


def test_restoring_is_told_with_the_versions_name(inside: World, plan: Plan) -> None:
    returned = Version.objects.get(plan=plan, kind=VersionKind.RETURNED)
    page = as_(inside.drafter).post(f"{own(plan)}phien-ban/{returned.pk}/khoi-phuc/", follow=False)
    assert page.status_code == 302
    assert restoring.name_of(returned).startswith("Bản bị trả lại lúc ")
