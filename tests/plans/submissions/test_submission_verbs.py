"""Handing in and reviewing: what each verb changes, records and tells, and whom it refuses with which sentence."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cchc_portal.agencies.models import Agency, HistoryEvent, Membership, Role
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars.models import Notice, Obligation
from cchc_portal.calendars.states import Standing
from plans.actions import handing_in, reviewing
from plans.actions.handing_in import Handed
from plans.models import Submission
from plans.states import PlanState
from plans.submissions import permissions, receipt
from plans.submissions.states import STEPS, Act, Side, SubmissionState
from tests.plans.submissions.handing import TODAY, a_signed_report, hand_in, report
from tests.world import World, a_member, a_plan, entered

DAY = timedelta(days=1)
WAITING, ASKED, ACCEPTED, RETURNED = SubmissionState


def refused(act: object) -> str:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act()  # type: ignore[operator]
    return refusal.value.reason


def verbs_of(made: Submission) -> list[str]:
    return [event.verb for event in HistoryEvent.objects.about(made)]


def told(person: Membership) -> list[str]:
    return [notice.text for notice in Notice.objects.to_person(person)][::-1]


def test_what_is_handed_in_is_numbered_recorded_and_told(owing: World) -> None:
    with entered(owing.province):
        made = hand_in(owing)
        owed = report(owing)
        assert (made.attempt, made.state, made.agency, made.handed_in_at) == (
            1,
            WAITING,
            owing.agency,
            TODAY,
        )
        assert (made.receipt_symbol, made.handed_in_as) == (
            "01/2027/BN",
            f"{owing.drafter.post.title}, {owing.agency.name}",
        )
        assert (owed.submitted_at, owed.standing_on(date(2027, 3, 15))) == (TODAY, Standing.ON_TIME)
        assert verbs_of(made) == ["hand_in"]
        assert told(owing.reviewer) == ["Sở Tài chính gửi báo cáo quý I năm 2027. Biên nhận số 01/2027/BN."]


@pytest.mark.parametrize(
    "handed", [Handed(text="Đã đăng 18 tin, bài"), Handed(), Handed(nothing_unusual=True)]
)
def test_a_report_in_words_alone_is_no_way_around_the_chain(owing: World, handed: Handed) -> None:
    with entered(owing.province):
        assert refused(lambda: handing_in.hand_in(report(owing).pk, handed, by=owing.drafter)) == (
            handing_in.UNAPPROVED
        )
        assert Submission.objects.count() == 0


def test_a_return_opens_it_again_and_the_next_attempt_is_judged_by_its_own_day(owing: World) -> None:
    with entered(owing.province):
        first = hand_in(owing)
        reviewing.give_back(first.pk, by=owing.reviewer, reason="Chưa có số liệu")
        assert report(owing).submitted_at is None
        assert told(owing.drafter) == [
            "Báo cáo quý I năm 2027 được trả lại để hoàn thiện. Lý do: Chưa có số liệu"
        ]
        with time_machine.travel(TODAY + 9 * DAY, tick=False):
            second = hand_in(owing, by=owing.clerk)
            done = reviewing.accept(second.pk, by=owing.reviewer, comment="Đủ số liệu")
        owed = report(owing)
        assert (second.attempt, second.receipt_number, done.state) == (2, 2, ACCEPTED)
        assert (owed.submitted_at, owed.accepted_at) == (TODAY + 9 * DAY, TODAY + 9 * DAY)
        assert owed.standing_on(date(2027, 3, 24)) == Standing.LATE
        assert told(owing.clerk)[-1] == "Sở Nội vụ đã chấp nhận báo cáo quý I năm 2027. Ý kiến: Đủ số liệu"
        assert verbs_of(first) == ["hand_in", "give_back"]
        assert verbs_of(second) == ["hand_in", "accept"]


def test_a_supplement_keeps_the_attempt_and_its_day(owing: World) -> None:
    with entered(owing.province):
        made = hand_in(owing)
        reviewing.ask_supplement(
            made.pk, by=owing.reviewer, wanted="Danh mục tin, bài", due_on=date(2027, 3, 24)
        )
        assert told(owing.drafter) == [
            "Sở Nội vụ yêu cầu bổ sung cho báo cáo quý I năm 2027, gửi trước hết thứ Tư, 24/03/2027: Danh mục tin, bài"
        ]
        with time_machine.travel(TODAY + 8 * DAY, tick=False):
            sent = handing_in.supplement(made.pk, by=owing.clerk, text="Có 12 tin, bài")
            reviewing.accept(made.pk, by=owing.reviewer)
        owed = report(owing)
        assert (sent.attempt, owed.submitted_at, owed.standing_on(date(2027, 3, 24))) == (
            1,
            TODAY,
            Standing.ON_TIME,
        )
        row = made.supplements.get()
        assert (row.text, row.sent_by, row.sent_at) == (
            "Có 12 tin, bài",
            owing.clerk.user,
            TODAY + 8 * DAY,
        )
        assert verbs_of(made) == ["hand_in", "ask_supplement", "supplement", "accept"]


# Which acts stand open in each state, to whom. Written out so that a change of the table is seen here.
ALLOWED = {
    WAITING: {"reviewer": {"take", "assess", "accept", "give_back", "ask_supplement"}, "drafter": set()},
    ASKED: {"reviewer": {"take", "assess", "accept", "give_back"}, "drafter": {"supplement"}},
    ACCEPTED: {"reviewer": set(), "drafter": set()},
    RETURNED: {"reviewer": set(), "drafter": set()},
}
LIKE = {
    "reviewer": ("reviewer", "province_admin"),
    "drafter": ("drafter", "unit_head", "head", "clerk"),
    "nobody": ("agency_admin", "stranger", "foreigner"),
}


def brought_to(world: World, state: SubmissionState) -> Submission:
    made = hand_in(world)
    if state == ASKED:
        return reviewing.ask_supplement(
            made.pk, by=world.reviewer, wanted="Số liệu", due_on=date(2027, 3, 19)
        )
    if state == ACCEPTED:
        return reviewing.accept(made.pk, by=world.reviewer)
    if state == RETURNED:
        return reviewing.give_back(made.pk, by=world.reviewer, reason="Thiếu")
    return made


@pytest.mark.parametrize("state", list(SubmissionState))
def test_who_may_do_what_in_which_state(owing: World, state: SubmissionState) -> None:
    with entered(owing.province):
        made = brought_to(owing, state)
        Submission.objects.filter(pk=made.pk).update(taken_by=None, taken_as="", taken_at=None)
        found = Submission.objects.with_everything().get(pk=made.pk)
        for kind, people in LIKE.items():
            for person in people:
                by = getattr(owing, person)
                may = {str(act) for act in Act if permissions.may_do(act, by, found)}
                assert may == ALLOWED[state].get(kind, set()), (person, state)


def test_the_table_of_steps_is_this_one() -> None:
    assert {
        step.act.value: (step.side.value, sorted(step.sources), step.target) for step in STEPS.values()
    } == {
        "take": ("office", ["asked", "waiting"], None),
        "assess": ("office", ["asked", "waiting"], None),
        "accept": ("office", ["asked", "waiting"], "accepted"),
        "give_back": ("office", ["asked", "waiting"], "returned"),
        "ask_supplement": ("office", ["waiting"], "asked"),
        "supplement": ("agency", ["asked"], "waiting"),
    }
    assert {step.side for step in STEPS.values()} == set(Side)


def test_what_another_reviewer_holds_is_taken_before_it_is_decided(owing: World) -> None:
    with entered(owing.province):
        colleague = a_member(owing.reviewer.agency, Role.REVIEWER, title="Chuyên viên thứ hai")
        made = hand_in(owing)
        taken = reviewing.take(made.pk, by=colleague)
        assert (taken.taken_by, taken.taken_at) == (colleague.user, TODAY)
        assert refused(lambda: reviewing.accept(made.pk, by=owing.reviewer)) == (
            "Chuyên viên thứ hai, Sở Nội vụ đang thẩm định; "
            "chọn “Nhận thẩm định” để nhận lại trước khi xử lý."
        )
        reviewing.take(made.pk, by=owing.reviewer)
        assert reviewing.accept(made.pk, by=owing.reviewer).taken_by == owing.reviewer.user


def test_nobody_reviews_what_their_own_agency_has_sent(owing: World) -> None:
    with entered(owing.province):
        office = owing.reviewer.agency
        own = calendars.open_year(office, 2027)[1]
        sender = a_member(office, Role.CLERK, title="Văn thư Sở Nội vụ")
        made = handing_in.hand_in(own.pk, a_signed_report(), by=sender)
        assert refused(lambda: reviewing.accept(made.pk, by=owing.reviewer)) == (
            "Không ai xét việc của chính cơ quan mình."
        )


def test_what_was_decided_meanwhile_says_by_whom_and_when(owing: World) -> None:
    with entered(owing.province):
        made = hand_in(owing)
        reviewing.accept(made.pk, by=owing.reviewer)
        said = (
            f"Báo cáo quý I năm 2027 của Sở Tài chính đã được {owing.reviewer.post.title}, Sở Nội vụ "
            "chấp nhận lúc 09:07 ngày 15/03/2027."
        )
        assert refused(lambda: reviewing.give_back(made.pk, by=owing.province_admin, reason="Thiếu")) == said


def test_what_was_exempted_meanwhile_is_not_handed_in(owing: World) -> None:
    with entered(owing.province):
        calendars.exempt(report(owing), by=owing.reviewer, reason="Không phát sinh")
        assert refused(lambda: hand_in(owing)) == "Báo cáo quý I năm 2027 đã được miễn, không phải gửi."


def test_while_it_is_under_review_nothing_is_sent_again(owing: World) -> None:
    with entered(owing.province):
        made = hand_in(owing)
        assert refused(lambda: hand_in(owing, by=owing.clerk)) == (
            "Báo cáo quý I năm 2027 đã gửi và đang được thẩm định."
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.create(
                obligation=made.obligation,
                agency=made.agency,
                attempt=2,
                text="Lần nữa",
                handed_in_at=TODAY,
                handed_in_by=owing.clerk.user,
                receipt_year=2027,
                receipt_number=99,
            )


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda made, by: reviewing.give_back(made.pk, by=by, reason=" "),
            "Nhập lý do trả lại để cơ quan biết cần sửa gì.",
        ),
        (
            lambda made, by: reviewing.ask_supplement(made.pk, by=by, wanted="", due_on=date(2027, 3, 19)),
            "Nêu nội dung cần bổ sung.",
        ),
        (
            lambda made, by: reviewing.ask_supplement(
                made.pk, by=by, wanted="Số liệu", due_on=date(2027, 3, 14)
            ),
            "Hạn bổ sung không thể trước ngày hôm nay.",
        ),
        (lambda made, by: reviewing.comment(made.pk, "", by=by), "Nhập nội dung nhận xét."),
    ],
)
def test_what_says_nothing_is_refused(owing: World, act: object, said: str) -> None:
    with entered(owing.province):
        made = hand_in(owing)
        assert refused(lambda: act(made, owing.reviewer)) == said  # type: ignore[operator]


def test_an_issued_plan_is_handed_in_as_it_is(owing: World) -> None:
    with entered(owing.province):
        plan = a_plan(owing.agency, by=owing.drafter, state=PlanState.ISSUED)
        owed = Obligation.objects.get(agency=owing.agency, kind="plan", year=2027)
        made = handing_in.hand_in(owed.pk, Handed(plan=plan), by=owing.clerk)
        assert (made.plan, receipt.what(made)) == (plan, f"Số {plan.symbol} ngày 15/03/2027, {plan.subject}")
        assert receipt.hashed(made) == ("nội dung đã ban hành", plan.issued_snapshot.digest)
        assert refused(lambda: hand_in(owing, plan=plan)) == (
            "Văn bản đã chọn không phải văn bản đã ban hành để gửi cho “Báo cáo quý I năm 2027”. "
            "Chọn văn bản khác."
        )


def test_the_successor_sends_the_late_report_of_a_merged_agency(owing: World) -> None:
    with entered(owing.province):
        heir = owing.here.neighbour
        made = hand_in(owing)
        reviewing.give_back(made.pk, by=owing.reviewer, reason="Thiếu số liệu")
        Agency.objects.filter(pk=owing.agency.pk).update(closed_on=date(2027, 3, 1))
        assert refused(lambda: hand_in(owing)) == (
            "Sở Tài chính đã kết thúc hoạt động; cơ quan kế thừa gửi thay sau khi việc được chuyển."
        )
        calendars.transfer(report(owing), to=heir.agency, by=owing.province_admin, reason="Sáp nhập")
        again = hand_in(owing, by=heir.drafter)
        assert (again.agency, again.attempt) == (heir.agency, 2)
        assert set(Submission.objects.of_agency(heir.agency)) == {made, again}


def test_several_are_accepted_at_once_but_none_that_was_not_opened(owing: World) -> None:
    with entered(owing.province):
        first = hand_in(owing)
        other = Obligation.objects.get(agency=owing.here.neighbour.agency)
        second = handing_in.hand_in(other.pk, a_signed_report(), by=owing.stranger)
        reviewing.opened(Submission.objects.with_everything().get(pk=first.pk), by=owing.reviewer)
        many = reviewing.accept_many([first.pk, second.pk], by=owing.reviewer)
        assert [each.pk for each in many.accepted] == [first.pk]
        assert many.refused == ["Báo cáo quý I năm 2027 của Sở Xây dựng: chưa mở xem nên chưa chấp nhận."]


def test_receipts_are_numbered_without_a_gap_and_anew_each_year(owing: World) -> None:
    with entered(owing.province):
        first = hand_in(owing)
        with transaction.atomic():
            reviewing.give_back(first.pk, by=owing.reviewer, reason="Thiếu")
            hand_in(owing)
            transaction.set_rollback(True)
        other = Obligation.objects.get(agency=owing.here.neighbour.agency)
        second = handing_in.hand_in(other.pk, a_signed_report(), by=owing.stranger)
        reviewing.give_back(first.pk, by=owing.reviewer, reason="Thiếu")
        with time_machine.travel(TODAY + 320 * DAY, tick=False):
            third = hand_in(owing)
        assert [each.receipt_symbol for each in (first, second, third)] == [
            "01/2027/BN",
            "02/2027/BN",
            "01/2028/BN",
        ]
