"""Who may publish, hide, correct and see: a literal table."""

from collections.abc import Callable
from typing import Any

import pytest

from cchc_portal.agencies.permissions import Refused
from publications import actions, permissions
from publications.models import Announcement
from tests.world import World, entered

MAY_DECIDE = {
    "drafter": False,
    "unit_head": False,
    "head": True,
    "clerk": True,
    "agency_admin": True,
    "stranger": False,
    "foreigner": False,
    "reviewer": False,
    "province_admin": False,
}


@pytest.mark.parametrize(("person", "may"), MAY_DECIDE.items())
def test_who_may_publish_and_correct(settled: World, hidden: Announcement, person: str, may: bool) -> None:
    membership = getattr(settled, person)
    with entered(settled.province):
        assert bool(permissions.may_publish(membership, hidden)) is may
    assert bool(permissions.may_edit(membership, hidden)) is may


@pytest.mark.parametrize(("person", "may"), MAY_DECIDE.items())
def test_who_may_hide(settled: World, public: Announcement, person: str, may: bool) -> None:
    assert bool(permissions.may_hide(getattr(settled, person), public)) is may


@pytest.mark.parametrize("person", MAY_DECIDE)
def test_only_colleagues_see_what_is_not_public(settled: World, hidden: Announcement, person: str) -> None:
    colleague = person in {"drafter", "unit_head", "head", "clerk", "agency_admin"}
    assert bool(permissions.may_view(getattr(settled, person), hidden)) is colleague
    with entered(settled.province):
        seen = Announcement.objects.visible_to(getattr(settled, person), settled.agency)
        assert [one.pk for one in seen] == ([hidden.pk] if colleague else [])


def test_the_refusal_names_the_roles_and_the_post(settled: World, hidden: Announcement) -> None:
    assert permissions.may_publish(settled.drafter, hidden).reason == (
        "Việc này dành cho thủ trưởng cơ quan, văn thư, quản trị cơ quan; "
        f"vị trí hiện tại là {settled.drafter.post.title}."
    )


def test_nothing_is_published_any_more_in_a_closed_province(settled: World, hidden: Announcement) -> None:
    hidden.agency.province.closed_on = settled.closed.closed_on
    answer = permissions.may_publish(settled.clerk, hidden)
    assert answer.reason == "Cơ quan đã kết thúc hoạt động; tin công bố chỉ để tra cứu."


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("withdrawn", "đã thu hồi theo Công văn số 99/STC-VP ngày 01/06/2027"),
        ("replaced", "bị thay thế bằng Công văn số 99/STC-VP ngày 01/06/2027"),
        ("amended", ""),
        ("corrected", ""),
    ],
)
def test_what_is_no_longer_in_force_is_not_published(
    settled: World, hidden: Announcement, after_issue: Callable[..., Any], kind: str, reason: str
) -> None:
    after_issue(hidden, kind)
    with entered(settled.province):
        answer = permissions.may_publish(settled.clerk, hidden)
    said = f"Không công khai văn bản không còn hiệu lực: {reason}." if reason else ""
    assert getattr(answer, "reason", "") == said
    if reason:
        with entered(settled.province), pytest.raises(Refused) as refused:
            actions.publish(hidden.pk, by=settled.clerk)
        assert refused.value.reason == said
