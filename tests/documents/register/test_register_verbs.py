"""The register: who may do what with it, numbers that are kept, void or entered by hand, what becomes of a paper (Điều 15, 18.3, 18.4)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import standing
from cchc_portal.documents.dispatch import dispatching
from cchc_portal.documents.models import AfterIssue, Dispatch, IssuedNumber, NumberBook
from cchc_portal.documents.register import book, columns
from cchc_portal.documents.states import AfterKind, NumberStatus, SendingState, Way
from plans.actions import numbers, procedure
from plans.states import PlanState
from tests.documents.registers import BY_HAND, entered_line, kept_line
from tests.world import World, entered

TODAY = timezone.localdate
GIVEN = {name: value for name, value in BY_HAND.items() if name not in ("series", "number", "symbol")}
WITHDRAWN = {"reason": "Ban hành nhầm", "by_symbol": "30/QĐ-STC", "by_day": date(2026, 3, 9)}


def line_of(world: World) -> IssuedNumber:
    line: IssuedNumber = world.plans[PlanState.ISSUED].line
    return line


VERBS: dict[str, Callable[[World, Any], object]] = {
    "reserve": lambda world, by: book.reserve(world.agency, series="CV", subject="Họp", year=2026, by=by),
    "give": lambda world, by: book.give(kept_line(world.clerk).pk, {**GIVEN, "issued_on": TODAY()}, by=by),
    "void": lambda world, by: book.void(kept_line(world.clerk).pk, reason="Không ban hành", by=by),
    "enter": lambda world, by: book.enter(world.agency, BY_HAND, by=by),
    "annotate": lambda world, by: book.annotate(line_of(world).pk, GIVEN, by=by),
    "withdraw": lambda world, by: book.note_after_issue(
        line_of(world).pk, AfterKind.WITHDRAWN, **WITHDRAWN, by=by
    ),
    "keep code": lambda world, by: book.keep_code(world.agency, "000.00.01.H19", by=by),
    "hand over": lambda world, by: dispatching.hand_over(paper_dispatch(world).pk, receiver="Văn thư", by=by),
    "send again": lambda world, by: dispatching.send_again(failed_dispatch(world).pk, by=by),
}
CLERK = "Việc này dành cho văn thư; vị trí hiện tại là {post}."
OTHER = "Chỉ văn thư của cơ quan ghi được sổ văn bản đi của cơ quan."
ROLES = {
    "drafter": CLERK,
    "unit_head": CLERK,
    "head": CLERK,
    "clerk": "",
    "agency_admin": CLERK,
    "stranger": OTHER,
    "reviewer": OTHER,
    "province_admin": OTHER,
}


def paper_dispatch(world: World) -> Dispatch:
    return a_dispatch(world, Way.PAPER, SendingState.QUEUED)


def failed_dispatch(world: World) -> Dispatch:
    return a_dispatch(world, Way.EMAIL, SendingState.FAILED, email="vanthu@example.vn")


def a_dispatch(world: World, way: Way, state: SendingState, **more: Any) -> Dispatch:
    made: Dispatch = Dispatch.objects.create(
        agency=world.agency,
        number=line_of(world),
        position=500,
        recipient="Đơn vị A",
        way=way,
        state=state,
        **more,
    )
    return made


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_of_the_register_is_the_clerks(settled: World, verb: str, role: str) -> None:
    with entered(settled.province):
        person, said = getattr(settled, role), ""
        try:
            VERBS[verb](settled, person)
        except Refused as refusal:
            said = refusal.reason
        assert said == ROLES[role].format(post=person.post.title)


def test_kept_numbers_run_with_the_others_and_are_given_to_their_paper(settled: World) -> None:
    with entered(settled.province):
        kept = kept_line(settled.clerk)
        assert (kept.symbol, kept.status, kept.issued_on) == ("01/STC", NumberStatus.RESERVED, None)
        assert kept_line(settled.clerk).symbol == "02/STC"
        book.give(kept.pk, {**GIVEN, "issued_on": TODAY()}, by=settled.clerk)
        kept.refresh_from_db()
        assert (kept.status, kept.issued_on, kept.signer) == (NumberStatus.GIVEN, TODAY(), "Phó Giám đốc")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "được giữ ngày {today}; ngày ban hành không thể sớm hơn ngày đó."),
        (1, "Ngày ban hành không thể sau ngày hôm nay."),
    ],
)
def test_a_kept_number_is_given_on_the_day_it_was_kept_or_later(settled: World, days: int, said: str) -> None:
    with entered(settled.province):
        kept = kept_line(settled.clerk)
        with pytest.raises(Refused) as refused:
            book.give(kept.pk, {**GIVEN, "issued_on": TODAY() + timedelta(days)}, by=settled.clerk)
        wanted = said.format(today=f"{TODAY():%d/%m/%Y}")
        assert refused.value.reason == (f"Số 01/STC {wanted}" if days < 0 else wanted)


def test_a_void_number_has_its_reason_and_is_never_given_again(settled: World) -> None:
    with entered(settled.province):
        kept = kept_line(settled.clerk)
        book.void(kept.pk, reason=" Không ban hành ", by=settled.clerk)
        kept.refresh_from_db()
        assert (kept.status, kept.void_reason) == (NumberStatus.VOID, "Không ban hành")
        assert columns.note(kept) == "Số đã hủy: Không ban hành"
        assert kept_line(settled.clerk).symbol == "02/STC"
        with pytest.raises(Refused) as refused:
            entered_line(settled.clerk, number="1", symbol="", issued_on=TODAY())
        assert refused.value.reason.startswith("Số 01/") is True
        for line_id, reason, said in (
            (kept.pk, "Lần nữa", "Số 01/STC đã hủy từ trước."),
            (kept_line(settled.clerk).pk, " ", "Nhập lý do hủy số."),
            (
                line_of(settled).pk,
                "Nhầm",
                f"Văn bản {line_of(settled).symbol} đã ban hành nên không hủy số; ghi đính chính, thay thế hoặc thu hồi.",
            ),
        ):
            with pytest.raises(Refused) as refused:
                book.void(line_id, reason=reason, by=settled.clerk)
            assert refused.value.reason == said


@pytest.mark.parametrize("model", [IssuedNumber, AfterIssue])
def test_nothing_of_the_register_can_be_deleted(settled: World, model: Any) -> None:
    with entered(settled.province):
        entered_line(settled.clerk)
        book.note_after_issue(line_of(settled).pk, AfterKind.WITHDRAWN, **WITHDRAWN, by=settled.clerk)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.order_by("-id")[0].delete()


def test_a_paper_of_the_other_register_is_entered_as_it_is_there(settled: World) -> None:
    with entered(settled.province):
        line = entered_line(settled.clerk)
        assert columns.cells(line) == (
            "12/STC-VP", date(2026, 3, 5), "Công văn về việc đính chính Kế hoạch", "Phó Giám đốc",
            "Sở Nội vụ; Các phòng", "VT, VP", 3, date(2026, 3, 6), "Văn thư Sở Nội vụ", "Gửi bưu điện",
        )  # fmt: skip
        assert NumberBook.objects.get(agency=settled.agency, series="CV", year=2026).last_number == 12


def test_an_issued_plan_fills_its_line_from_what_was_issued(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.ISSUED]
        said = plan.issued_snapshot.content
        line = IssuedNumber.objects.get(pk=plan.line_id)
        signature = said["signatures"][0]
        assert (line.symbol, line.issued_on, line.type_name, line.subject) == (
            plan.symbol, plan.issued_on, "Kế hoạch", plan.subject,
        )  # fmt: skip
        assert line.signer == f"{signature['name']}, {signature['title'].capitalize()}"
        assert line.recipients == "; ".join(said["recipients"])
        assert line.keeper == ", ".join(said["archive"])
        assert line.snapshot_id == plan.issued_snapshot_id


def test_an_approved_plan_keeps_its_number_until_it_is_issued(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.APPROVED)
        line = numbers.reserve(plan.pk, by=settled.clerk)
        with pytest.raises(Refused) as refused:
            numbers.reserve(plan.pk, by=settled.clerk)
        assert refused.value.reason == f"Kế hoạch này đã được giữ số {line.symbol}."
        other = procedure.issue(settled.plan(PlanState.APPROVED).pk, by=settled.clerk, issued_on=TODAY())
        assert other.line.number == line.number + 1
        issued = procedure.issue(plan.pk, by=settled.clerk, issued_on=TODAY())
        line.refresh_from_db()
        assert (issued.symbol, issued.line_id, line.status) == (line.symbol, line.pk, NumberStatus.GIVEN)


def test_a_plan_whose_kept_number_is_void_takes_the_next(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.APPROVED)
        line = numbers.reserve(plan.pk, by=settled.clerk)
        book.void(line.pk, reason="Lấy số khác", by=settled.clerk)
        assert procedure.issue(plan.pk, by=settled.clerk, issued_on=TODAY()).line.number == line.number + 1


# --- what becomes of a paper


def noted(world: World, kind: AfterKind, symbol: str, day: date = date(2026, 3, 9)) -> str:
    """What the verb answers: the standing, or the refusal."""
    line = line_of(world)
    try:
        book.note_after_issue(line.pk, kind, reason="Sai", by_symbol=symbol, by_day=day, by=world.clerk)
    except Refused as refusal:
        return refusal.reason
    return str(standing.today(IssuedNumber.objects.get(pk=line.pk)))


AFTER = [
    (AfterKind.CORRECTED, "12/STC-VP", "được đính chính bằng Công văn số 12/STC-VP ngày 09/03/2026"),
    (AfterKind.CORRECTED, "9/KH-STC", "Đính chính bằng công văn, không phải kế hoạch 9/KH-STC."),
    (AfterKind.AMENDED, "9/KH-STC", "được điều chỉnh, bổ sung bằng Kế hoạch số 9/KH-STC ngày 09/03/2026"),
    (
        AfterKind.AMENDED,
        "9/QĐ-STC",
        "Kế hoạch được sửa đổi, bổ sung hoặc thay thế bằng văn bản cùng hình thức, không phải quyết định 9/QĐ-STC.",
    ),
    (AfterKind.REPLACED, "9/KH-STC", "bị thay thế bằng Kế hoạch số 9/KH-STC ngày 09/03/2026"),
    (
        AfterKind.REPLACED,
        "9/STC-VP",
        "Kế hoạch được sửa đổi, bổ sung hoặc thay thế bằng văn bản cùng hình thức, không phải công văn 9/STC-VP.",
    ),
    (AfterKind.WITHDRAWN, "9/QĐ-STC", "đã thu hồi theo Quyết định số 9/QĐ-STC ngày 09/03/2026"),
]


@pytest.mark.parametrize(("kind", "symbol", "said"), AFTER)
def test_what_becomes_of_a_paper_follows_the_law(
    settled: World, kind: AfterKind, symbol: str, said: str
) -> None:
    with entered(settled.province):
        assert noted(settled, kind, symbol) == said


def test_the_weightiest_word_is_todays_standing(settled: World) -> None:
    with entered(settled.province):
        assert str(standing.today(line_of(settled))) == "còn hiệu lực"
        assert noted(settled, AfterKind.CORRECTED, "12/STC-VP").startswith("được đính chính") is True
        noted(settled, AfterKind.AMENDED, "8/KH-STC")
        assert noted(settled, AfterKind.AMENDED, "9/KH-STC", date(2026, 4, 1)) == (
            "được điều chỉnh, bổ sung bằng Kế hoạch số 8/KH-STC ngày 09/03/2026 và Kế hoạch số 9/KH-STC ngày 01/04/2026"
        )
        noted(settled, AfterKind.REPLACED, "10/KH-STC")
        assert noted(settled, AfterKind.WITHDRAWN, "11/QĐ-STC") == (
            "đã thu hồi theo Quyết định số 11/QĐ-STC ngày 09/03/2026"
        )
        assert (
            noted(settled, AfterKind.CORRECTED, "12/STC-VP")
            == f"Văn bản {line_of(settled).symbol} đã thu hồi."
        )
