"""An issued paper goes to each of its recipients: inside the portal, by e-mail, on paper; once, visibly, and it can be asked back."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import schedule, tasks
from cchc_portal.documents.dispatch import dispatching, sending
from cchc_portal.documents.models import Dispatch, IssuedNumber, Paper
from cchc_portal.documents.register import book, columns
from cchc_portal.documents.states import AfterKind, SendingState, Way
from plans.models import Plan
from tests.documents.dispatch.sent_plans import SCAN, deliver, dispatch, issued, rows_of
from tests.world import World, entered


@pytest.fixture
def sent(settled: World, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids that workers were woken for; none is sent by itself."""
    woken: list[int] = []
    monkeypatch.setattr(tasks, "send_off", lambda dispatch_id, province_id: woken.append(dispatch_id))
    return woken


def test_issuing_opens_a_dispatch_for_each_recipient(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled, scanned=False)
        assert rows_of(plan) == [
            ("Sở Nội vụ (b/c)", "inside", "awaiting"),
            ("Sở XD", "inside", "awaiting"),
            ("Báo Đồng Nai", "email", "awaiting"),
            ("Các phòng", "paper", "queued"),
        ]
        assert dispatch(plan, 0).to_agency.slug == "so-noi-vu"
        plan.line.refresh_from_db()
        archive = plan.issued_snapshot.content["archive"]
        assert (plan.line.copies, plan.line.sent_on) == (4 + len(archive), None)


def test_the_paper_goes_once_it_is_made(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled, ready=False, scanned=False)
        Dispatch.objects.filter(number=plan.line).update(state="queued")
        deliver(settled, plan)
        assert {state for _, _, state in rows_of(plan)} == {"queued"}
        assert dispatch(plan, 0).attempts == 0


def test_each_way_is_gone_once_and_the_letter_carries_the_paper(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled)
        deliver(settled, plan)
        deliver(settled, plan)
        assert [state for _, _, state in rows_of(plan)] == ["sent", "sent", "sent", "queued"]
        (letter,) = mail.outbox
        assert (letter.to, letter.subject) == (
            ["toasoan@example.vn"],
            f"Sở Tài chính gửi văn bản số {plan.symbol}",
        )
        name = f"{plan.symbol.replace('/', '-')} (bản quét đã ký).pdf"
        assert letter.attachments == [(name, SCAN, "application/pdf")]
        assert (
            "Tệp kèm theo: bản quét văn bản đã ký, đóng dấu. Đề nghị xác nhận đã nhận với văn thư"
            in letter.body
        )


def test_what_has_not_happened_stays_free_in_the_register(settled: World, sent: list[int]) -> None:
    """ "Ngày chuyển" is written once nobody waits any more, "ký nhận" once somebody has confirmed."""

    def said(plan: Plan) -> tuple[Any, str]:
        line = IssuedNumber.objects.get(pk=plan.line_id)
        return line.sent_on, columns.receipt(line)

    with entered(settled.province):
        plan = issued(settled)
        assert said(plan) == (None, "")
        deliver(settled, plan)
        assert said(plan) == (None, "")
        dispatching.hand_over(dispatch(plan, 3).pk, receiver="Văn thư các phòng", by=settled.clerk)
        assert said(plan) == (timezone.localdate(), "1/4 nơi nhận đã ký nhận")


def test_the_registers_page_says_the_day_on_which_the_first_has_gone(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled)
        line = IssuedNumber.objects.get(pk=plan.line_id)
        assert columns.sent_on(line) is None
        deliver(settled, plan)
        line = IssuedNumber.objects.get(pk=plan.line_id)
        assert (line.sent_on, columns.sent_on(line)) == (None, timezone.localdate())


def test_a_claimed_dispatch_is_nobody_elses(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled)
        parcel = sending.claim(dispatch(plan, 2).pk)
        assert parcel is not None
        assert sending.claim(dispatch(plan, 2).pk) is None
        Dispatch.objects.filter(pk=parcel.dispatch.pk).update(lease_until=timezone.now())
        again = sending.claim(parcel.dispatch.pk)
        assert again is not None
        assert (sending.finish(parcel), sending.finish(again)) == (False, True)


def test_a_mail_server_that_is_down_is_told_and_it_can_be_sent_again(
    settled: World, sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with entered(settled.province):
        plan = issued(settled)
    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", lambda self, messages: 1 / 0)
        tasks.send_dispatch(dispatch_id(settled, plan, 2), settled.province.pk)
    with entered(settled.province):
        failed = dispatch(plan, 2)
        assert (failed.state, failed.error) == (
            "failed",
            "Máy chủ thư báo lỗi ZeroDivisionError. Gửi lại sau ít phút.",
        )
        dispatching.send_again(failed.pk, by=settled.clerk)
        with pytest.raises(Refused) as refused:
            dispatching.send_again(failed.pk, by=settled.clerk)
        assert refused.value.reason == "Nơi nhận này không ở trạng thái lỗi nên không cần gửi lại."
    tasks.send_dispatch(failed.pk, settled.province.pk)
    tasks.send_dispatch(failed.pk, settled.province.pk)
    assert len(mail.outbox) == 1


def dispatch_id(world: World, plan: Plan, position: int) -> int:
    with entered(world.province):
        return int(dispatch(plan, position).pk)


def test_what_the_broker_forgot_is_woken_by_the_clock(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled)
        Dispatch.objects.exclude(number=plan.line).exclude(way=Way.PAPER).update(woken_at=timezone.now())
        Dispatch.objects.filter(number=plan.line).update(woken_at=None)
        Paper.objects.update(woken_at=timezone.now())
    schedule.wake_forgotten()
    with entered(settled.province):
        woken = Dispatch.objects.filter(number=plan.line, woken_at__isnull=False)
        assert sorted(woken.values_list("position", flat=True)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("clerk", "Chỉ văn thư của cơ quan nhận xác nhận được văn bản đến."),
        ("stranger", "Việc này dành cho văn thư; vị trí hiện tại là {post}."),
        ("heir", ""),
    ],
)
def test_the_receiving_clerk_confirms(settled: World, sent: list[int], who: str, said: str) -> None:
    """`stranger` drafts and `heir` is the clerk in the receiving agency; `clerk` is the sender's."""
    with entered(settled.province):
        plan = issued(settled)
        deliver(settled, plan)
        person, answer = getattr(settled, who), ""
        try:
            dispatching.confirm_receipt(dispatch(plan, 1).pk, by=person)
        except Refused as refusal:
            answer = refusal.reason
        assert answer == said.format(post=person.post.title)
        assert dispatch(plan, 1).state == ("sent" if said else "received")


def test_paper_is_handed_over_and_signed_for(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled)
        dispatching.hand_over(dispatch(plan, 3).pk, receiver="Trưởng phòng Tổ chức", by=settled.clerk)
        given = dispatch(plan, 3)
        assert (given.state, given.received_by) == ("received", "Trưởng phòng Tổ chức")
        with pytest.raises(Refused) as refused:
            dispatching.hand_over(given.pk, receiver="Lần nữa", by=settled.clerk)
        assert refused.value.reason == "Nơi nhận này đã ký nhận."
        with pytest.raises(Refused) as refused:
            dispatching.hand_over(dispatch(plan, 0).pk, receiver="Ai đó", by=settled.clerk)
        assert refused.value.reason == "Văn bản gửi trong cổng do văn thư cơ quan nhận xác nhận."


def test_a_withdrawn_paper_is_asked_back_and_what_waits_does_not_go(settled: World, sent: list[int]) -> None:
    with entered(settled.province):
        plan = issued(settled)
        parcel = sending.claim(dispatch(plan, 1).pk)
        assert parcel is not None
        assert sending.finish(parcel) is True
        book.note_after_issue(
            plan.line_id, AfterKind.WITHDRAWN, reason="Nhầm", by_symbol="1/QĐ-STC",
            by_day=timezone.localdate(), by=settled.clerk,
        )  # fmt: skip
        assert [state for _, _, state in rows_of(plan)] == ["failed", "sent", "failed", "failed"]
        assert dispatch(plan, 2).error == "Văn bản đã thu hồi trước khi gửi."
        dispatching.confirm_withdrawal(dispatch(plan, 1).pk, by=settled.heir)
        confirmed = dispatch(plan, 1)
        assert confirmed.withdrawal_confirmed_at is not None
        assert confirmed.withdrawal_confirmed_by == "Văn thư Sở Xây dựng Đồng Nai"
        with pytest.raises(Refused) as refused:
            dispatching.send_again(dispatch(plan, 2).pk, by=settled.clerk)
        assert refused.value.reason == f"Văn bản {plan.symbol} đã thu hồi nên không gửi lại."


def test_paper_that_was_handed_over_before_the_withdrawal_is_still_noted_and_asked_back(
    settled: World, sent: list[int], client: Client
) -> None:
    with entered(settled.province):
        plan = issued(settled)
        book.note_after_issue(
            plan.line_id, AfterKind.WITHDRAWN, reason="Nhầm", by_symbol="1/QĐ-STC",
            by_day=timezone.localdate(), by=settled.clerk,
        )  # fmt: skip
        held = dispatch(plan, 3)
    own = {"province": "dong-nai", "agency": "so-tai-chinh", "line_id": plan.line_id}
    client.force_login(settled.clerk.user)
    line = reverse("book:line", kwargs=own)
    receive = reverse("book:receive", kwargs=own | {"dispatch_id": held.pk})
    page = client.get(line).content.decode()
    assert (page.count(f'href="{receive}"'), page.count("Chưa ghi chuyển")) == (1, 1)
    assert client.post(receive, {"receiver": "Văn thư các phòng"}).status_code == 302
    with entered(settled.province):
        noted = dispatch(plan, 3)
        asked = noted.withdrawal_asked_at is not None and noted.withdrawal_confirmed_at is None
        assert (noted.state, noted.received_by, noted.error, asked) == (
            SendingState.RECEIVED,
            "Văn thư các phòng",
            "",
            True,
        )


def test_the_receiving_agency_finds_the_paper_takes_it_and_confirms(
    settled: World, sent: list[int], client: Client
) -> None:
    with entered(settled.province):
        plan = issued(settled)
        deliver(settled, plan)
        came = dispatch(plan, 1)
    own = {"province": "dong-nai", "agency": "so-xay-dung"}
    client.force_login(settled.heir.user)
    page = client.get(reverse("incoming:list", kwargs=own)).content.decode()
    assert page.count(f"{plan.symbol}</a>") == 1
    file = client.get(reverse("incoming:file", kwargs=own | {"came_id": came.pk}))
    assert (file.content, file["Content-Type"]) == (SCAN, "application/pdf")
    client.post(reverse("incoming:confirm", kwargs=own | {"came_id": came.pk}))
    with entered(settled.province):
        assert dispatch(plan, 1).state == SendingState.RECEIVED
    client.force_login(settled.clerk.user)
    plan_page = client.get(
        reverse("plans:detail", kwargs={"province": "dong-nai", "agency": "so-tai-chinh", "plan_id": plan.pk})
    )
    assert plan_page.content.decode().count("Ghi ký nhận<") == 2


def withdrawn(world: World, plan: Plan) -> None:
    book.note_after_issue(
        plan.line_id, AfterKind.WITHDRAWN, reason="Nhầm số liệu", by_symbol="1/QĐ-STC",
        by_day=timezone.localdate(), by=world.clerk,
    )  # fmt: skip


def test_who_was_sent_the_paper_by_email_is_told_by_email_once_and_the_clerk_notes_the_answer(
    settled: World, sent: list[int]
) -> None:
    with entered(settled.province):
        plan = issued(settled)
        deliver(settled, plan)
        mail.outbox.clear()
        withdrawn(settled, plan)
        asked = [each.withdrawal_asked_at is not None for each in Dispatch.objects.filter(number=plan.line).order_by("position")]  # fmt: skip
        assert asked == [True, True, True, False]
        rows = [dispatch(plan, position).pk for position in range(4)]
    for row in rows * 2:
        tasks.recall(row, settled.province.pk)
    with entered(settled.province):
        (letter,) = mail.outbox
        assert (letter.to, letter.subject) == (
            ["toasoan@example.vn"],
            f"Sở Tài chính thu hồi văn bản số {plan.symbol}",
        )
        assert "Lý do: Nhầm số liệu" in letter.body
        assert "theo văn bản số 1/QĐ-STC ngày " in letter.body
        told = dispatch(plan, 2)
        assert told.withdrawal_told_at is not None
        assert (told.state, told.error, told.withdrawal_confirmed_at) == ("sent", "", None)
        dispatching.confirm_withdrawal(told.pk, who="Thư ký tòa soạn", by=settled.clerk)
        noted = dispatch(plan, 2)
        assert noted.withdrawal_confirmed_by == "Thư ký tòa soạn"


def test_a_letter_of_withdrawal_that_does_not_go_is_said_and_written_again(
    settled: World, sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with entered(settled.province):
        plan = issued(settled)
        deliver(settled, plan)
        mail.outbox.clear()
        withdrawn(settled, plan)
        waiting = dispatch(plan, 2)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", _refusing)
        tasks.recall(waiting.pk, settled.province.pk)
    with entered(settled.province):
        failed = dispatch(plan, 2)
        assert (failed.withdrawal_told_at, failed.error) == (
            None,
            "Chưa gửi được thư thu hồi, máy chủ thư báo lỗi ConnectionRefusedError.",
        )
        assert list(Dispatch.objects.to_be_recalled(timezone.now())) == []
        Dispatch.objects.filter(pk=failed.pk).update(lease_until=timezone.now())
        assert list(Dispatch.objects.to_be_recalled(timezone.now())) == [failed]
    tasks.recall(waiting.pk, settled.province.pk)
    assert len(mail.outbox) == 1


def _refusing(self: EmailBackend, messages: Any) -> int:
    raise ConnectionRefusedError


def test_a_letter_that_is_leaving_while_the_paper_is_withdrawn_is_asked_back_too(
    settled: World, sent: list[int]
) -> None:
    with entered(settled.province):
        plan = issued(settled)
        parcel = sending.claim(dispatch(plan, 2).pk)
        assert parcel is not None
        withdrawn(settled, plan)
        leaving = dispatch(plan, 2)
        assert (leaving.withdrawal_asked_at is not None, sending.finish(parcel)) == (True, False)
        assert list(Dispatch.objects.to_be_recalled(timezone.now())) == [leaving]
