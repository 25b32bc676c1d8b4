"""Agencies merged, split, renamed, abolished: what is foreseen, what happens on the day, what stays as it was."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cchc_portal.agencies import permissions, schedule
from cchc_portal.agencies.changing import foreseeing, verbs
from cchc_portal.agencies.changing.terms import NewName, Terms
from cchc_portal.agencies.models import (
    Agency,
    AgencyChange,
    AgencyProfile,
    AgencySuccession,
    ChangeState,
    HistoryEvent,
    Membership,
    Post,
    Role,
    Unit,
)
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.signals import agency_succeeded
from tests.world import World, a_member, an_agency, entered

Kind = AgencySuccession.Kind
DOCUMENT = "Nghị quyết số 390/NQ-HĐND"
NEW = NewName("so-kinh-te", "Sở Kinh tế", "Sở Kinh tế thành phố Đồng Nai", ["SỞ KINH TẾ"], "SKT")


def today() -> date:
    return timezone.localdate()


def planned(world: World, kind: str, terms: Terms, *, in_days: int = 0) -> AgencyChange:
    change = verbs.begin(
        by=world.province_admin,
        kind=kind,
        legal_document=DOCUMENT,
        adopted_on=today() - timedelta(days=10),
        effective_on=today() + timedelta(days=in_days),
    )
    return verbs.set_terms(change.pk, terms, by=world.province_admin)


def confirmed(world: World, kind: str, terms: Terms, *, in_days: int = 0) -> AgencyChange:
    return verbs.confirm(planned(world, kind, terms, in_days=in_days).pk, by=world.province_admin)


def of_both(world: World) -> Terms:
    return Terms([world.agency.pk, world.here.neighbour.agency.pk], new=[NEW])


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What the floors above are told."""
    told: list[dict[str, Any]] = []

    def listen(sender: Any, signal: Any, **facts: Any) -> list[str]:
        told.append(facts)
        return [f"{facts['predecessor'].name}: đã chuyển nghĩa vụ."]

    agency_succeeded.connect(listen)
    yield told
    agency_succeeded.disconnect(listen)


# --- a merger


def test_two_agencies_become_a_new_one_with_all_their_people(
    settled: World, heard: list[dict[str, Any]]
) -> None:
    with entered(settled.province):
        before = set(
            Membership.objects.filter(post__agency__in=of_both(settled).agencies).values_list(
                "user", flat=True
            )
        )
        change = confirmed(settled, Kind.MERGE, of_both(settled))
        made = Agency.objects.get(slug="so-kinh-te")
        assert change.state == ChangeState.IN_FORCE
        now = Membership.objects.held_on(today()).filter(post__agency=made)
        assert set(now.values_list("user", flat=True)) == before
        assert (
            Membership.objects.held_on(today()).filter(post__agency__in=of_both(settled).agencies).count()
            == 0
        )
        assert made.profile_on(today()).header == ["SỞ KINH TẾ"]
        assert made.profile_on(today()).superior_header == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐỒNG NAI"]
        old = Agency.objects.filter(pk__in=of_both(settled).agencies).in_order()
        assert [agency.closed_on for agency in old] == [today(), today()]
        successions = AgencySuccession.objects.filter(successor=made).order_by("predecessor__sort_key")
        assert [
            (each.predecessor_id, each.kind, each.adopted_on, each.effective_on) for each in successions
        ] == [(agency.pk, "merge", today() - timedelta(days=10), today()) for agency in old]
        assert [(told["predecessor"], told["successor"], told["effective_on"]) for told in heard] == [
            (agency, made, today()) for agency in old
        ]
        kept = [said for said in change.outcome if said.endswith("đã chuyển nghĩa vụ.")]
        assert kept == [f"{agency.name}: đã chuyển nghĩa vụ." for agency in old]


def test_the_old_names_stay_for_the_old_papers(settled: World) -> None:
    with entered(settled.province):
        confirmed(settled, Kind.MERGE, of_both(settled))
        old = Agency.objects.get(pk=settled.agency.pk)
        assert old.profile_on(today() - timedelta(days=1)).symbol == "STC"
        assert AgencyProfile.objects.filter(agency=old).count() == 1


def test_one_agency_goes_into_another_and_posts_of_one_title_and_role_are_one(settled: World) -> None:
    with entered(settled.province):
        into, goes = settled.agency, settled.here.neighbour.agency
        for agency in (into, goes):
            a_member(agency, Role.DRAFTER, title="Chuyên viên")
        a_member(into, Role.CLERK, title="Phó Chánh Văn phòng")
        a_member(goes, Role.FORM_OFFICER, title="Phó Chánh Văn phòng")
        confirmed(settled, Kind.MERGE, Terms([goes.pk], heir=into.pk))
        titles = Post.objects.filter(agency=into, title__startswith="Phó Chánh").order_by("id")
        assert [(post.title, post.roles) for post in titles] == [
            ("Phó Chánh Văn phòng", ["clerk"]),
            ("Phó Chánh Văn phòng (Sở Xây dựng)", ["form_officer"]),
        ]
        drafters = Post.objects.get(agency=into, title="Chuyên viên")
        assert Membership.objects.held_on(today()).filter(post=drafters).count() == 2
        assert Unit.objects.filter(agency=into).count() == 1
        assert Agency.objects.get(pk=into.pk).closed_on is None


def test_people_of_the_successor_read_what_the_old_agency_left_and_nobody_else(settled: World) -> None:
    with entered(settled.province):
        goes = settled.here.neighbour.agency
        confirmed(settled, Kind.MERGE, Terms([goes.pk], heir=settled.agency.pk))
        old = Agency.objects.get(pk=goes.pk)
        old.province = settled.province
        assert permissions.inherits(settled.drafter, old) is True
        assert (
            permissions.inherits(
                a_member(an_agency(settled.province, "so-y-te", "Sở Y tế"), Role.DRAFTER), old
            )
            is False
        )


def test_agencies_below_stand_under_the_successor_from_the_day(settled: World) -> None:
    with entered(settled.province):
        goes = settled.here.neighbour.agency
        below = an_agency(settled.province, "ban-quan-ly", "Ban Quản lý dự án", "BQL")
        AgencyProfile.objects.filter(agency=below).update(superior=goes, superior_header=["SỞ XÂY DỰNG"])
        change = confirmed(settled, Kind.MERGE, Terms([goes.pk], heir=settled.agency.pk))
        below = Agency.objects.get(pk=below.pk)
        profile = below.profile_on(today())
        assert (profile.superior_id, profile.superior_header) == (settled.agency.pk, ["SỞ TÀI CHÍNH"])
        assert below.profile_on(today() - timedelta(days=1)).superior_header == ["SỞ XÂY DỰNG"]
        assert change.state == ChangeState.IN_FORCE


# --- split, rename, abolish


def test_a_split_sends_each_unit_where_it_was_told(settled: World) -> None:
    with entered(settled.province):
        agency = settled.agency
        room = Unit.objects.create(agency=agency, name="Phòng Giá")
        post = Post.objects.create(agency=agency, unit=room, title="Trưởng phòng Giá", roles=[Role.UNIT_HEAD])
        head = Membership.objects.create(user=settled.stranger.user, post=post, starts_on=date(2020, 1, 1))
        terms = Terms([agency.pk], new=[NEW], goes_on=True, units={str(room.pk): 1})
        change = planned(settled, Kind.SPLIT, terms)
        assert "Chuyển về Sở Kinh tế: Phòng Giá." in foreseeing.sentences(change)
        verbs.confirm(change.pk, by=settled.province_admin)
        made = Agency.objects.get(slug="so-kinh-te")
        held = Membership.objects.held_on(today()).filter(user=head.user, post__title="Trưởng phòng Giá")
        assert [(each.post.agency_id, each.post.unit.name) for each in held] == [(made.pk, "Phòng Giá")]
        assert Membership.objects.held_on(today()).filter(post__agency=made).count() == 1
        assert Agency.objects.get(pk=agency.pk).closed_on is None


def test_a_renamed_agency_is_the_same_and_prints_its_new_name_from_the_day(settled: World) -> None:
    with entered(settled.province):
        people = Membership.objects.held_on(today()).filter(post__agency=settled.agency).count()
        confirmed(settled, Kind.RENAME, Terms([settled.agency.pk], new=[NEW]))
        agency = Agency.objects.get(pk=settled.agency.pk)
        assert (agency.name, agency.slug, agency.closed_on) == ("Sở Kinh tế", "so-tai-chinh", None)
        assert agency.profile_on(today()).symbol == "SKT"
        yesterday = agency.profile_on(today() - timedelta(days=1))
        assert (yesterday.symbol, yesterday.valid_to) == ("STC", today() - timedelta(days=1))
        assert Membership.objects.held_on(today()).filter(post__agency=agency).count() == people


def test_an_abolished_agency_leaves_nobody_in_its_posts_and_names_no_successor(
    settled: World, heard: list[dict[str, Any]]
) -> None:
    with entered(settled.province):
        confirmed(settled, Kind.ABOLISH, Terms([settled.agency.pk]))
        assert Membership.objects.held_on(today()).filter(post__agency=settled.agency).count() == 0
        [succession] = AgencySuccession.objects.filter(predecessor=settled.agency)
        assert (succession.kind, succession.successor_id) == ("abolish", None)
        assert [told["successor"] for told in heard] == [None]


# --- the day


def test_a_future_change_waits_for_its_day_and_comes_by_the_clock(settled: World) -> None:
    with entered(settled.province):
        change = confirmed(settled, Kind.MERGE, of_both(settled), in_days=30)
        assert change.state == ChangeState.PLANNED
        assert Agency.objects.filter(slug="so-kinh-te").exists() is False
    day = change.effective_on
    with time_machine.travel(f"{day - timedelta(days=1)}T23:30:00+07:00", tick=False):
        assert schedule.bring_changes_into_force() == 0
    with time_machine.travel(f"{day}T00:02:00+07:00", tick=False):
        assert schedule.bring_changes_into_force() == 1
        assert schedule.bring_changes_into_force() == 0
    with entered(settled.province):
        made = Agency.objects.get(slug="so-kinh-te")
        assert made.profile_on(day).valid_from == day
        first = Membership.objects.filter(post__agency=made).order_by("starts_on")[0]
        assert first.starts_on == day


def test_a_clock_that_was_stopped_brings_it_later_with_the_documents_day(settled: World) -> None:
    with entered(settled.province):
        change = confirmed(settled, Kind.MERGE, of_both(settled), in_days=30)
    late = change.effective_on + timedelta(days=3)
    with time_machine.travel(f"{late}T08:00:00+07:00", tick=False):
        assert schedule.bring_changes_into_force() == 1
    with entered(settled.province):
        assert Agency.objects.get(pk=settled.agency.pk).closed_on == change.effective_on
        held = Membership.objects.filter(post__agency__slug="so-kinh-te")
        assert {each.starts_on for each in held} == {late}


def test_a_planned_change_is_undone_before_its_day_and_not_after(settled: World) -> None:
    with entered(settled.province):
        change = confirmed(settled, Kind.MERGE, of_both(settled), in_days=30)
        assert verbs.undo(change.pk, by=settled.province_admin).state == ChangeState.UNDONE
        again = confirmed(settled, Kind.MERGE, of_both(settled))
        with pytest.raises(Refused) as refusal:
            verbs.undo(again.pk, by=settled.province_admin)
        assert (
            refusal.value.reason == "Thay đổi đang ở tình trạng “Đã có hiệu lực” nên không làm được việc này."
        )


def test_each_verb_is_in_the_history_of_the_agency(settled: World) -> None:
    with entered(settled.province):
        change = confirmed(settled, Kind.ABOLISH, Terms([settled.agency.pk]), in_days=30)
        verbs.undo(change.pk, by=settled.province_admin)
        confirmed(settled, Kind.ABOLISH, Terms([settled.agency.pk]))
        said = [event.verb for event in HistoryEvent.objects.about(settled.agency)]
        assert said == ["change_planned", "change_undone", "change_planned", "change_in_force"]


# --- refusals


def test_two_plans_for_the_same_agency_are_refused(settled: World) -> None:
    with entered(settled.province):
        first = confirmed(settled, Kind.ABOLISH, Terms([settled.agency.pk]), in_days=30)
        with pytest.raises(Refused) as refusal:
            confirmed(settled, Kind.MERGE, of_both(settled))
        assert refusal.value.reason == (
            f"Đã có thay đổi khác chờ ngày {first.effective_on:%d/%m/%Y} cho cùng cơ quan; hủy thay đổi đó trước."
        )


def test_an_agency_that_is_to_end_takes_nobody_over(settled: World) -> None:
    with entered(settled.province):
        confirmed(settled, Kind.ABOLISH, Terms([settled.agency.pk]), in_days=30)
        with pytest.raises(Refused):
            confirmed(settled, Kind.MERGE, Terms([settled.here.neighbour.agency.pk], heir=settled.agency.pk))


def test_the_agency_of_the_only_administrator_is_not_abolished(settled: World) -> None:
    with entered(settled.province), pytest.raises(Refused) as refusal:
        confirmed(settled, Kind.ABOLISH, Terms([settled.province_admin.post.agency_id]))
    assert (
        refusal.value.reason
        == "Quản trị tỉnh, thành phố đều thuộc cơ quan này; giao quản trị cho người của cơ quan khác trước."
    )


@pytest.mark.parametrize("who", ["drafter", "head", "agency_admin", "reviewer"])
def test_only_the_provinces_administrator_changes_agencies(settled: World, who: str) -> None:
    with entered(settled.province), pytest.raises(Refused) as refusal:
        verbs.begin(
            by=getattr(settled, who),
            kind=Kind.MERGE,
            legal_document=DOCUMENT,
            adopted_on=today(),
            effective_on=today(),
        )
    assert refusal.value.reason == "Việc này dành cho quản trị tỉnh, thành phố."


def test_everything_is_said_before_it_is_confirmed(settled: World) -> None:
    with entered(settled.province):
        change = planned(
            settled, Kind.MERGE, Terms([settled.here.neighbour.agency.pk], heir=settled.agency.pk), in_days=30
        )
        day = f"{change.effective_on:%d/%m/%Y}"
        own = [
            f"Theo {DOCUMENT}, ban hành ngày {change.adopted_on:%d/%m/%Y}.",
            f"Cổng tự thực hiện vào ngày {day}; trước ngày đó hủy được.",
            f"Sở Xây dựng kết thúc hoạt động từ ngày {day}; trang và văn bản của cơ quan giữ nguyên để tra cứu.",
            f"5 người của Sở Xây dựng giữ vị trí cùng tên tại Sở Tài chính từ ngày {day}.",
            "Văn bản đã ban hành giữ nguyên tên cơ quan, số và chữ ký.",
            "Kế hoạch đã ban hành của Sở Xây dựng mang tên cũ; người của Sở Tài chính xem được và báo cáo tiếp.",
        ]
        assert foreseeing.sentences(change)[: len(own)] == own
