"""The approval chain's page: where its steps come from, who holds them, how its administrator changes it."""

from datetime import date

import pytest

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import AgencyProfile, ChainStep, HistoryEvent, Membership, Role, StepKind
from plans.actions import chains as verbs
from tests.plans.asking import as_, text_of
from tests.plans.verbs import refused_sentence
from tests.world import World, a_chain, a_delegation, a_member

PAGE = "/dong-nai/so-tai-chinh/chuoi-duyet/"
CONTENT, FORM, APPROVE, NUMBER = StepKind
NEW = {"kind": "content", "name": "", "holder": "vai-tro-unit_head", "working_days": "2"}


def kinds(world: World) -> list[str]:
    return list(ChainStep.objects.filter(agency=world.agency).in_order().values_list("kind", flat=True))


def own_chain(world: World) -> list[ChainStep]:
    a_chain(world.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    return list(ChainStep.objects.filter(agency=world.agency).in_order())


def test_it_says_where_the_steps_come_from(inside: World) -> None:
    own, superior = inside.agency, inside.here.neighbour.agency
    ChainStep.objects.all().delete()
    usual = as_(inside.drafter).get(PAGE).context["source"]
    AgencyProfile.objects.filter(agency=own).update(superior=superior)
    a_chain(superior, (CONTENT, Role.UNIT_HEAD), (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    above = as_(inside.drafter).get(PAGE).context["source"]
    own_chain(inside)
    assert (usual, above, as_(inside.drafter).get(PAGE).context["source"]) == (
        "Chuỗi thông thường của cổng: thủ trưởng cơ quan duyệt, văn thư cấp số.",
        "Theo chuỗi duyệt của Sở Xây dựng.",
        "Chuỗi riêng của cơ quan.",
    )


def test_a_superiors_chain_that_is_not_whole_without_its_named_posts_is_passed_over(inside: World) -> None:
    superior = inside.here.neighbour
    AgencyProfile.objects.filter(agency=inside.agency).update(superior=superior.agency)
    a_chain(superior.agency, (CONTENT, Role.UNIT_HEAD), (APPROVE, superior.head), (NUMBER, Role.CLERK))
    taken = chains.chain_of(inside.agency, date(2027, 1, 4))
    assert (taken.source, taken.steps) == (None, chains.DEFAULT)


def test_it_says_who_holds_each_step_and_which_nobody_holds(inside: World) -> None:
    own_chain(inside)
    deputy = a_member(inside.agency, Role.DRAFTER, title="Phó Giám đốc")
    a_delegation(inside.head, deputy)
    Membership.objects.with_role(Role.UNIT_HEAD).filter(post__agency=inside.agency).update(
        ends_on=date(2020, 12, 31)
    )
    shown = as_(inside.agency_admin).get(PAGE)
    people = [[person["who"] for person in row["people"]] for row in shown.context["rows"]]
    assert people == [[], [str(inside.head.user), "Phó Giám đốc"], [str(inside.clerk.user)]]
    assert shown.context["unheld"] == [CONTENT.label]
    assert "Có bước chưa có ai giữ" in text_of(shown)


@pytest.mark.parametrize(
    ("person", "status"), [("agency_admin", 302), ("head", 409), ("drafter", 409), ("reviewer", 409), ("stranger", 404)]
)  # fmt: skip
def test_only_the_administrator_changes_it(inside: World, person: str, status: int) -> None:
    own_chain(inside)
    assert as_(getattr(inside, person)).post(f"{PAGE}dung-cap-tren/").status_code == status
    assert kinds(inside) == ([] if person == "agency_admin" else [CONTENT, APPROVE, NUMBER])


def test_from_the_usual_chain_to_one_of_four(inside: World) -> None:
    """Nothing changes until a step is changed; a new step goes where its kind belongs."""
    ChainStep.objects.all().delete()
    admin = as_(inside.agency_admin)
    admin.post(f"{PAGE}lap-rieng/")
    assert kinds(inside) == [APPROVE, NUMBER]
    admin.post(PAGE, {**NEW, "kind": "form", "holder": f"vi-tri-{inside.drafter.post_id}"})
    admin.post(PAGE, NEW)
    admin.post(PAGE, {**NEW, "name": "Kiểm tra tại Phòng Tài chính"})
    steps = ChainStep.objects.filter(agency=inside.agency).in_order()
    assert [(step.position, step.kind, step.name, step.role, step.post_id) for step in steps] == [
        (1, "content", "Kiểm tra nội dung", "unit_head", None),
        (2, "content", "Kiểm tra tại Phòng Tài chính", "unit_head", None),
        (3, "form", "Kiểm tra thể thức, kỹ thuật trình bày", "", inside.drafter.post_id),
        (4, "approve", "Duyệt và ký", "agency_head", None),
        (5, "number", "Cấp số, ban hành", "clerk", None),
    ]
    admin.post(f"{PAGE}buoc/{steps[1].pk}/chuyen/", {"huong": "len"})
    assert [step.name for step in steps.all()][:2] == ["Kiểm tra tại Phòng Tài chính", "Kiểm tra nội dung"]
    did = HistoryEvent.objects.about(inside.agency).values_list("verb", flat=True)
    assert list(did) == ["chain_made", *["chain_step_added"] * 3, "chain_step_moved"]


def test_what_would_break_the_chain_is_refused_with_its_sentence(inside: World) -> None:
    first, approve, _ = own_chain(inside)
    admin = as_(inside.agency_admin)
    order = "Thứ tự các bước: kiểm tra nội dung, kiểm tra thể thức, duyệt và ký, cấp số và ban hành."
    one = "Chuỗi duyệt cần đúng một bước “Duyệt và ký”."
    down = admin.post(f"{PAGE}buoc/{first.pk}/chuyen/", {"huong": "xuong"}, follow=True)
    gone = admin.post(f"{PAGE}buoc/{approve.pk}/bo/", follow=True)
    twice = admin.post(PAGE, {**NEW, "kind": "approve"})
    assert [str(next(iter(page.context["messages"]))) for page in (down, gone)] == [order, one]
    assert twice.context["form"].non_field_errors() == [one]
    assert kinds(inside) == [CONTENT, APPROVE, NUMBER]


def test_a_step_gets_another_holder_and_other_days(inside: World) -> None:
    first = own_chain(inside)[0]
    page = f"{PAGE}buoc/{first.pk}/"
    sent = {"name": "", "holder": f"vi-tri-{inside.clerk.post_id}", "working_days": "0"}
    said = as_(inside.agency_admin).post(page, sent).context["form"].errors
    assert dict(said) == {"working_days": ["Mỗi bước cần ít nhất 1 ngày làm việc."]}
    as_(inside.agency_admin).post(page, {**sent, "working_days": "3"})
    first.refresh_from_db()
    assert (first.role, first.post_id, first.working_days) == ("", inside.clerk.post_id, 3)


def test_a_step_is_taken_out(inside: World) -> None:
    first = own_chain(inside)[0]
    as_(inside.agency_admin).post(f"{PAGE}buoc/{first.pk}/bo/")
    positions = ChainStep.objects.filter(agency=inside.agency).in_order().values_list("position", "kind")
    assert list(positions) == [(1, APPROVE), (2, NUMBER)]


def test_an_agency_without_its_own_chain_has_no_step_to_change(inside: World) -> None:
    ChainStep.objects.filter(agency=inside.agency).delete()
    said = refused_sentence(lambda: verbs.add(inside.agency, {}, by=inside.agency_admin))
    assert said == "Cơ quan chưa có chuỗi duyệt riêng. Lập chuỗi riêng rồi sửa từng bước."
