"""Giving one's signing to another post by the page: who may, what is refused and where it is said, who is told, how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cchc_portal.agencies import delegating as delegating_rules
from cchc_portal.agencies.delegating import Draft
from cchc_portal.agencies.models import Delegation, HistoryEvent, Membership, Post, Role
from cchc_portal.calendars.models import Notice
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.signing import Stead
from plans.actions import delegating
from tests.plans.asking import as_, text_of
from tests.plans.verbs import refused_sentence
from tests.world import World, a_delegation, a_member

PAGE = "/dong-nai/so-tai-chinh/uy-quyen/"
TODAY = timezone.localdate


def in_days(days: int) -> str:
    return dates.short_date(TODAY() + timedelta(days=days))


def deputy_of(world: World) -> Membership:
    return a_member(world.agency, Role.UNIT_HEAD, title="Phó Giám đốc")


def typed(delegate: Membership, **more: Any) -> dict[str, Any]:
    return {
        "delegate": delegate.post_id,
        "stead": "KT",
        "mandate": "",
        "starts_on": in_days(0),
        "ends_on": in_days(6),
        **more,
    }


def errors_of(world: World, sent: dict[str, Any], person: str = "head") -> dict[str, list[str]]:
    answer = as_(getattr(world, person)).post(PAGE, sent)
    assert answer.status_code == 200
    assert Delegation.objects.filter(agency=world.agency).count() == 0
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize(
    ("person", "form"),
    [
        ("head", ["delegate", "stead", "mandate", "starts_on", "ends_on"]),
        ("agency_admin", ["principal", "delegate", "stead", "mandate", "starts_on", "ends_on"]),
        ("drafter", None),
        ("clerk", None),
    ],
)
def test_a_head_gives_their_own_post_and_the_administrator_any(
    inside: World, person: str, form: list[str] | None
) -> None:
    shown = as_(getattr(inside, person)).get(PAGE).context["form"]
    assert (list(shown.fields) if shown else None) == form


@pytest.mark.parametrize(
    ("person", "status"), [("drafter", 409), ("clerk", 409), ("reviewer", 404), ("stranger", 404)]
)
def test_nobody_else_gives(inside: World, person: str, status: int) -> None:
    assert as_(getattr(inside, person)).post(PAGE, typed(inside.clerk)).status_code == status
    assert Delegation.objects.filter(agency=inside.agency).count() == 0


def test_who_gives_and_to_whom_stand_in_the_list_and_the_history_and_the_other_is_told(inside: World) -> None:
    deputy = deputy_of(inside)
    answer = as_(inside.head).post(PAGE, typed(deputy), follow=True)
    given = Delegation.objects.get(agency=inside.agency)
    assert (given.principal, given.delegate, given.stead) == (inside.head.post, deputy.post, "KT")
    assert [row["label"] for row in answer.context["standing"]] == ["Đang có hiệu lực"]
    assert f"Đã giao Phó Giám đốc ký thay {inside.head.post}." in text_of(answer)
    event = HistoryEvent.objects.about(given).get()
    assert (event.verb, event.details["principal"], event.details["delegate"]) == (
        "delegated",
        inside.head.post.title,
        "Phó Giám đốc",
    )
    days = f"từ {in_days(0)} đến hết {in_days(6)}"
    notice = Notice.objects.get(url=PAGE)
    assert (notice.membership, notice.text) == (
        deputy,
        f"Phó Giám đốc được giao ký thay {inside.head.post}, {days}.",
    )


def test_what_the_administrator_records_is_told_to_both(inside: World) -> None:
    deputy = deputy_of(inside)
    as_(inside.agency_admin).post(PAGE, typed(deputy, principal=inside.head.post_id))
    assert {notice.membership_id for notice in Notice.objects.filter(url=PAGE)} == {deputy.pk, inside.head.pk}


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"stead": "TUQ"}, {"mandate": ["Ký thừa ủy quyền cần văn bản ủy quyền: nhập số, ngày của văn bản đó."]}),
        ({"starts_on": -1}, {"starts_on": ["Ngày bắt đầu không thể trước hôm nay ({0})."]}),
        ({"starts_on": 3, "ends_on": 2}, {"ends_on": ["Ngày kết thúc phải từ ngày bắt đầu ({3}) trở đi."]}),
        ({"ends_on": ""}, {"ends_on": ["Nhập ngày cuối theo dạng ngày/tháng/năm, ví dụ 05/01/2027."]}),
        ({"delegate": ""}, {"delegate": ["Chọn vị trí được giao."]}),
        ({"stead": "TM"}, {"stead": ["Chọn hình thức trong danh sách."]}),
    ],
    ids=["no mandate", "past", "order", "no end", "nobody", "unknown"],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(
    inside: World, sent: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    days = {name: in_days(value) if isinstance(value, int) else value for name, value in sent.items()}
    told = {name: [each.format(*map(in_days, range(4))) for each in said] for name, said in errors.items()}
    assert errors_of(inside, typed(deputy_of(inside)) | days) == told


def test_a_post_that_nobody_holds_is_given_nothing(inside: World) -> None:
    empty = Post.objects.create(agency=inside.agency, title="Phó Giám đốc", roles=[])
    assert errors_of(inside, {**typed(inside.clerk), "delegate": empty.pk}) == {
        "delegate": [f"Vị trí Phó Giám đốc chưa có ai giữ vào ngày {in_days(0)}. Chọn vị trí khác."]
    }


def test_a_post_gives_nothing_to_itself(inside: World) -> None:
    sent = typed(inside.head, principal=inside.head.post_id)
    assert errors_of(inside, sent, "agency_admin") == {
        "delegate": ["Vị trí được giao phải khác vị trí giao ký."]
    }


def test_the_same_days_are_not_given_twice(inside: World) -> None:
    deputy = deputy_of(inside)
    a_delegation(inside.head, deputy, ends_on=TODAY() + timedelta(days=2))
    answer = as_(inside.head).post(PAGE, typed(deputy, starts_on=in_days(2)))
    days = f"{in_days(0)} đến {in_days(2)}"
    assert dict(answer.context["form"].errors) == {
        "starts_on": [
            f"Vị trí này đã được giao ký từ {days}. Thu hồi lần giao đó, hoặc chọn những ngày khác."
        ]
    }
    as_(inside.head).post(PAGE, typed(deputy, starts_on=in_days(3)))
    assert Delegation.objects.filter(agency=inside.agency).count() == 2


def test_what_was_given_is_not_given_on(inside: World) -> None:
    """A post that only signs by mandate is not offered, and refused where it is asked for."""
    deputy = Membership.objects.create(
        user=inside.clerk.user,
        post=Post.objects.create(agency=inside.agency, title="Phó Giám đốc", roles=[Role.DRAFTER]),
        starts_on=TODAY(),
        province=inside.province,
    )
    a_delegation(inside.head, deputy, "TUQ", mandate="Giấy ủy quyền số 05/GUQ-STC")
    offered = as_(inside.agency_admin).get(PAGE).context["form"].fields["principal"].queryset
    assert deputy.post not in offered

    draft = Draft(deputy.post, inside.unit_head.post, Stead.TUQ, "Giấy ủy quyền", TODAY(), TODAY())
    said = refused_sentence(lambda: delegating.give(inside.agency, draft, by=inside.agency_admin))
    assert said == "Vị trí Phó Giám đốc chỉ ký theo ủy quyền nên không giao lại được."


def test_a_head_gives_no_other_posts_signing(inside: World) -> None:

    draft = Draft(inside.clerk.post, inside.unit_head.post, Stead.TL, "", TODAY(), TODAY())
    said = refused_sentence(lambda: delegating.give(inside.agency, draft, by=inside.head))
    assert said == "Thủ trưởng cơ quan chỉ giao việc ký của vị trí mình giữ."


def test_it_is_taken_back_at_once_and_only_once(inside: World) -> None:
    deputy = deputy_of(inside)
    given = a_delegation(inside.head, deputy, ends_on=TODAY() + timedelta(days=6))
    revoke = f"{PAGE}{given.pk}/thu-hoi/"
    assert as_(inside.drafter).post(revoke).status_code == 409
    answer = as_(inside.head).post(revoke, follow=True)
    assert [row["label"] for row in answer.context["over"]] == ["Đã thu hồi"]
    assert list(Delegation.objects.in_force_on(TODAY()).filter(agency=inside.agency)) == []
    assert Notice.objects.get(url=PAGE).membership == deputy
    again = as_(inside.head).post(revoke)
    assert (again.status_code, "Lần giao này đã kết thúc." in text_of(again)) == (409, True)


def test_it_ends_by_itself(inside: World) -> None:
    yesterday = TODAY() - timedelta(days=1)
    a_delegation(inside.head, deputy_of(inside), starts_on=yesterday, ends_on=yesterday)
    shown = as_(inside.head).get(PAGE).context
    assert (shown["standing"], [row["label"] for row in shown["over"]]) == ([], ["Đã hết hạn"])


WHO = {
    "deputy": ("Phó Giám đốc", [Role.DRAFTER], ""),
    "deputy by the printed title": ("Lãnh đạo phụ trách", [Role.DRAFTER], "PHÓ GIÁM ĐỐC"),
    "unit head": ("Trưởng phòng Tổng hợp", [Role.UNIT_HEAD], ""),
    "chief of office": ("Chánh Văn phòng", [Role.FORM_OFFICER], ""),
    "deputy of a unit": ("Phó Trưởng phòng", [Role.DRAFTER], ""),
    "clerk": ("Văn thư hai", [Role.CLERK], ""),
    "drafter": ("Chuyên viên hai", [Role.DRAFTER], ""),
    "admin": ("Quản trị hai", [Role.AGENCY_ADMIN], ""),
}
FITS = {
    "deputy": "KT Q",
    "deputy by the printed title": "KT Q",
    "unit head": "TL TUQ Q",
    "chief of office": "TL TUQ Q",
    "deputy of a unit": "Q",
    "clerk": "",
    "drafter": "",
    "admin": "",
}
MAY_NOT = {
    "KT": "Chỉ cấp phó của {head} được ký thay (KT.); {post} không phải cấp phó của vị trí này.",
    "TL": "Ký thừa lệnh (TL.) chỉ giao cho người đứng đầu đơn vị thuộc cơ quan; {post} không phải người đứng đầu đơn vị.",
    "TUQ": "Ký thừa ủy quyền (TUQ.) chỉ giao cho người đứng đầu đơn vị thuộc cơ quan; {post} không phải người đứng đầu đơn vị.",
    "Q": "Chỉ giao quyền (Q.) cho cấp phó hoặc người đứng đầu đơn vị; {post} không phải vị trí như vậy.",
}


def test_each_form_is_given_only_to_the_posts_that_the_law_names(inside: World) -> None:
    for who, (title, roles, printed) in WHO.items():
        post = a_member(inside.agency, *roles, title=title).post
        post.signing_title = printed
        post.save()
        for stead in Stead:
            draft = Draft(inside.head.post, post, stead, "Giấy ủy quyền số 05/GUQ-STC", TODAY(), TODAY())
            told = [each.message for each in delegating_rules.obstacles(draft, TODAY())]
            words = MAY_NOT[stead.value].format(head=inside.head.post, post=post)
            assert (who, stead, told) == (who, stead, [] if stead.value in FITS[who].split() else [words])


def test_clerks_drafters_and_administrators_are_not_offered(inside: World) -> None:
    deputy = deputy_of(inside)
    offered = as_(inside.agency_admin).get(PAGE).context["form"].fields["delegate"].queryset
    assert set(offered) == {inside.head.post, inside.unit_head.post, deputy.post}


def test_the_verb_itself_refuses_an_unfit_post(inside: World) -> None:
    draft = Draft(inside.head.post, inside.clerk.post, Stead.KT, "", TODAY(), TODAY())
    said = refused_sentence(lambda: delegating.give(inside.agency, draft, by=inside.head))
    assert said == MAY_NOT["KT"].format(head=inside.head.post, post=inside.clerk.post)
