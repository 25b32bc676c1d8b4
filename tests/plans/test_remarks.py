"""Remarks: who may say what and when, whom it reaches, and how a remark keeps its place while the plan changes."""

import pytest

from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars.models import Notice
from plans import history, permissions, remarking
from plans.actions import procedure, remarks
from plans.models import ContentItem, Mention, Plan, Remark, Section
from plans.outline import Outline
from plans.states import PlanState
from tests.world import STATES, World

GROUP = "Nhóm “Đối với công chức”"
WORDS = "Giới thiệu dịch vụ công trực tuyến mới và cách nộp hồ sơ…"
COLLEAGUES = ("drafter", "unit_head", "head", "clerk", "agency_admin")


@pytest.fixture
def plan(inside: World) -> Plan:
    return Plan.objects.select_related("agency__province", "created_by").get(
        pk=inside.plans[PlanState.SUBMITTED].pk
    )


def an_item(plan: Plan) -> ContentItem:
    found: ContentItem = ContentItem.objects.filter(plan=plan, content__contains="tại nhà").order_by("id")[0]
    return found


def talk(plan: Plan) -> remarking.Talk:
    return remarking.talk(plan, remarking.Spots(Outline.of(plan)))


def notices(who: object) -> list[tuple[str, str]]:
    return [(notice.text, notice.url) for notice in Notice.objects.to_person(who).order_by("id")]


@pytest.mark.parametrize("who", COLLEAGUES)
@pytest.mark.parametrize("state", STATES)
def test_every_colleague_remarks_until_the_plan_is_issued(inside: World, who: str, state: PlanState) -> None:
    answer = permissions.may_remark(getattr(inside, who), inside.plans[state])
    assert bool(answer) == (state != PlanState.ISSUED)


@pytest.mark.parametrize("who", ["stranger", "foreigner", "reviewer", "province_admin"])
def test_nobody_else_does_or_reads(inside: World, plan: Plan, who: str) -> None:
    person = getattr(inside, who)
    said = remarks.write(plan.pk, by=inside.head, text="Nêu rõ sản phẩm")
    for verb in (
        lambda: remarks.write(plan.pk, by=person, text="x"),
        lambda: remarks.answer(plan.pk, said.pk, by=person, text="x"),
        lambda: remarks.resolve(plan.pk, said.pk, by=person),
        lambda: remarks.reopen(plan.pk, said.pk, by=person),
    ):
        with pytest.raises(Refused):
            verb()
    assert not permissions.may_see_work(person, plan)
    assert Remark.objects.filter(plan=plan).count() == 1


def test_a_head_who_remarks_may_still_approve(inside: World, plan: Plan) -> None:
    said = remarks.write(plan.pk, by=inside.head, text="Nêu rõ sản phẩm")
    remarks.answer(plan.pk, said.pk, by=inside.head, text="Theo mẫu của tỉnh")
    remarks.resolve(plan.pk, said.pk, by=inside.head)
    remarks.reopen(plan.pk, said.pk, by=inside.head)
    revision = plan.revision
    assert procedure.approve(plan.pk, by=inside.head, seen=revision).state == PlanState.APPROVED


def test_the_history_tells_where_and_what(inside: World, plan: Plan) -> None:
    section = Section.objects.filter(plan=plan, parent=None).order_by("position")[0]
    said = remarks.write(plan.pk, by=inside.head, text="Nêu rõ sản phẩm", anchor=f"muc-{section.pk}")
    remarks.resolve(plan.pk, said.pk, by=inside.drafter)
    told = [(sentence.what, sentence.note) for sentence in history.of_plan(plan)[:2]]
    place = f"Mục I. {section.heading}"
    assert told == [
        ("đánh dấu đã giải quyết một nhận xét", f"{place}: Nêu rõ sản phẩm"),
        ("nhận xét", f"{place}: Nêu rõ sản phẩm"),
    ]


# --- whom it reaches


def test_the_drafter_hears_of_the_heads_remark_and_of_nobody_elses(inside: World, plan: Plan) -> None:
    before = notices(inside.drafter)
    remarks.write(plan.pk, by=inside.clerk, text="Kiểm tra nơi nhận")
    said = remarks.write(plan.pk, by=inside.head, text="Nêu rõ sản phẩm")
    assert notices(inside.drafter)[len(before) :] == [
        (
            f"{inside.head.post.title} nhận xét về Kế hoạch “{plan.subject}”: “Nêu rõ sản phẩm”",
            f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/#nhan-xet-{said.pk}",
        )
    ]


def test_a_mentioned_colleague_gets_one_notice_and_strangers_none(inside: World, plan: Plan) -> None:
    people = [inside.clerk.user_id, inside.drafter.user_id, inside.stranger.user_id, inside.head.user_id]
    said = remarks.write(plan.pk, by=inside.head, text="Đề nghị rà soát", mentions=people)
    named = set(Mention.objects.filter(remark=said).values_list("user_id", flat=True))
    assert named == {inside.clerk.user_id, inside.drafter.user_id}
    expected = (
        f"{inside.head.post.title} nhắc tên trong nhận xét về Kế hoạch “{plan.subject}”: “Đề nghị rà soát”"
    )
    assert [text for text, _ in notices(inside.clerk)][-1] == expected
    assert [text for text, _ in notices(inside.drafter)].count(expected) == 1
    assert notices(inside.stranger) == []


def test_an_answer_reaches_whoever_began(inside: World, plan: Plan) -> None:
    said = remarks.write(plan.pk, by=inside.head, text="Nêu rõ sản phẩm")
    remarks.answer(plan.pk, said.pk, by=inside.drafter, text="Đã bổ sung")
    assert notices(inside.head)[-1] == (
        f"{inside.drafter.post.title} trả lời nhận xét về Kế hoạch “{plan.subject}”: “Đã bổ sung”",
        f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/#nhan-xet-{said.pk}",
    )


def test_colleagues_are_those_of_today_by_given_name(inside: World) -> None:
    listed = remarking.colleagues(inside.agency, but=inside.head)
    others = {getattr(inside, who).user_id for who in COLLEAGUES} - {inside.head.user_id}
    assert {pk for pk, _ in listed} == others


# --- its place


def test_a_quote_that_was_reworded_says_so_and_one_that_was_deleted_stands_apart(
    inside: World, plan: Plan
) -> None:
    item = an_item(plan)
    anchor = f"noi-dung-{item.pk}"
    remarks.write(
        plan.pk, by=inside.head, text="Thêm doanh nghiệp", anchor=anchor, quote="nộp hồ sơ  tại nhà"
    )
    [thread] = talk(plan).open
    assert (thread.place, thread.edited) == (f"{GROUP}, nội dung 1: {WORDS}", False)
    ContentItem.objects.filter(pk=item.pk).update(content="Giới thiệu dịch vụ công trực tuyến")
    [thread] = talk(plan).open
    assert (thread.place, thread.edited) == (
        f"{GROUP}, nội dung 1: Giới thiệu dịch vụ công trực tuyến",
        True,
    )
    name = thread.remark.place_name
    item.delete()
    found = talk(plan)
    assert (found.open, [(each.place, each.gone) for each in found.gone]) == ([], [(name, True)])


def test_every_group_and_row_can_be_chosen_and_what_the_plan_has_not_cannot(
    inside: World, plan: Plan
) -> None:
    offered = remarking.Spots(Outline.of(plan)).choices()
    assert not {"Quyết định", "Nhóm"} & {name for _, name in offered}
    rows = [
        (anchor.split("-")[0], name) for anchor, name in offered if anchor.startswith(("nhom-", "noi-dung-"))
    ]
    other = "Nhóm “Đối với người dân”"
    assert rows[-4:] == [
        ("nhom", GROUP),
        ("noi", f"{GROUP}, nội dung 1: {WORDS}"),
        ("nhom", other),
        ("noi", f"{other}, nội dung 1: {WORDS}"),
    ]


@pytest.mark.parametrize(
    ("quote", "still"),
    [
        ("**trọng tâm** và *thời sự*", True),
        ("Nội dung trọng tâm và\nthời sự", True),
        ("nội dung trọng điểm", False),
    ],
)
def test_bold_italics_and_line_ends_do_not_matter_to_a_quote(
    inside: World, plan: Plan, quote: str, still: bool
) -> None:
    section = Section.objects.get(plan=plan, heading="Yêu cầu")
    run = next(node for node in Outline.of(plan).nodes() if node.anchor == f"muc-{section.pk}").runs[-1]
    remarks.write(plan.pk, by=inside.head, text="Nêu cụ thể", anchor=run.anchor, quote=quote)
    [thread] = talk(plan).open
    assert (thread.place, thread.edited) == ("Mục 2. Yêu cầu", not still)


def test_remarks_stand_in_the_order_of_the_plan_settled_ones_apart(inside: World, plan: Plan) -> None:
    item, section = an_item(plan), Section.objects.filter(plan=plan, parent=None).order_by("position")[0]
    places = [f"noi-dung-{item.pk}", f"muc-{section.pk}", "", "phan-thong-tin"]
    said = [
        remarks.write(plan.pk, by=inside.head, text=f"Nhận xét {n}", anchor=at) for n, at in enumerate(places)
    ]
    remarks.answer(plan.pk, said[1].pk, by=inside.clerk, text="Đồng ý", mentions=[inside.drafter.user_id])
    remarks.resolve(plan.pk, said[3].pk, by=inside.drafter)
    found = talk(plan)
    assert [thread.remark.text for thread in found.open] == ["Nhận xét 2", "Nhận xét 1", "Nhận xét 0"]
    assert [(each.text, names) for each, names in found.open[1].said] == [
        ("Nhận xét 1", ""),
        ("Đồng ý", str(inside.drafter.user)),
    ]
    settled = found.settled[0].remark
    assert (settled.text, settled.resolved_by_name) == ("Nhận xét 3", str(inside.drafter.user))


def test_settling_a_remark_settles_the_mentions_in_its_answers(inside: World, plan: Plan) -> None:
    said = remarks.write(plan.pk, by=inside.head, text="Nêu rõ")
    answer = remarks.answer(plan.pk, said.pk, by=inside.head, text="Giao", mentions=[inside.clerk.user_id])
    remarks.resolve(plan.pk, said.pk, by=inside.head)
    answer.refresh_from_db()
    assert answer.resolved_at is not None
    assert remarks.reopen(plan.pk, said.pk, by=inside.head).resolved_at is None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"text": "  "}, "Nhập nội dung nhận xét."),
        ({"text": "x", "anchor": "muc-0"}, "Chỗ được nhận xét vừa bị xóa. Có thể nhận xét về cả kế hoạch."),
    ],
)
def test_an_empty_remark_and_one_on_nothing_are_refused(
    inside: World, plan: Plan, more: dict[str, str], reason: str
) -> None:
    with pytest.raises(Refused) as refusal:
        remarks.write(plan.pk, by=inside.head, **more)
    assert refusal.value.reason == reason


def test_an_answer_belongs_to_a_remark_of_the_same_plan(inside: World, plan: Plan) -> None:
    elsewhere = remarks.write(inside.plans[PlanState.DRAFT].pk, by=inside.head, text="Nơi khác")
    with pytest.raises(Refused):
        remarks.answer(plan.pk, elsewhere.pk, by=inside.head, text="x")
