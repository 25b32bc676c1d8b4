"""Numbers of outgoing papers: no gap and no double, whatever the race (Nghị định 30/2020/NĐ-CP, Điều 15)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import numbering
from cchc_portal.documents.models import IssuedNumber, NumberBook, Paper
from plans.actions import procedure
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanState
from tests import world as worlds
from tests.documents import samples
from tests.world import Office, a_province, an_agency, entered

EACH = 25  # plans an agency issues at the same time
DAY = date(2027, 3, 1)


@pytest.fixture
def province(transactional_db: None) -> Province:
    return a_province()


@pytest.fixture
def agency(province: Province) -> Agency:
    with entered(province):
        return an_agency(province)


def take(agency: Agency, day: date = DAY, series: str = "KH") -> IssuedNumber:
    return numbering.take_number(
        agency=agency, series=series, issuer_symbol="STC", issued_on=day, subject="Kế hoạch"
    )


def enter(agency: Agency, number: str, day: date = DAY) -> IssuedNumber:
    return numbering.enter_number(
        agency=agency, series="KH", issuer_symbol="STC", issued_on=day, subject="Kế hoạch", number=number
    )


def numbers(agency: Agency, year: int = 2027) -> list[int]:
    given = IssuedNumber.objects.filter(agency=agency, series="KH", year=year)
    return sorted(given.values_list("number", flat=True))


def in_threads(work: list[Callable[[], Any]]) -> list[Any]:
    """All at the same moment, each on a connection of its own."""
    barrier = Barrier(len(work))

    def one(task: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(one, task) for task in work]]


def test_a_year_counts_from_one_and_each_series_by_itself(province: Province, agency: Agency) -> None:
    with entered(province):
        assert numbering.next_number(agency, "KH", 2027) == 1
        assert [take(agency).symbol for _ in range(3)] == ["01/KH-STC", "02/KH-STC", "03/KH-STC"]
        assert take(agency, series="QĐ").symbol == "01/QĐ-STC"
        assert numbering.next_number(agency, "KH", 2027) == 4


def test_the_new_year_begins_again_and_the_old_one_goes_on(province: Province, agency: Agency) -> None:
    with entered(province):
        assert take(agency, date(2026, 12, 31)).symbol == "01/KH-STC"
        assert take(agency, date(2027, 1, 1)).symbol == "01/KH-STC"
        assert take(agency, date(2026, 12, 31)).symbol == "02/KH-STC"
        assert (numbers(agency, 2026), numbers(agency, 2027)) == ([1, 2], [1])


def test_a_later_number_never_carries_an_earlier_day(province: Province, agency: Agency) -> None:
    with entered(province):
        take(agency, date(2027, 3, 2))
        with pytest.raises(Refused) as refused, transaction.atomic():
            take(agency, date(2027, 3, 1))
        assert refused.value.reason == (
            "Văn bản 01/KH-STC đã ban hành ngày 02/03/2027; ngày ban hành không thể sớm hơn ngày đó."
        )
        assert take(agency, date(2027, 3, 2)).number == 2


def test_a_number_by_hand_is_registered_and_the_book_goes_on_after_it(
    province: Province, agency: Agency
) -> None:
    with entered(province):
        take(agency)
        by_hand = enter(agency, "09")
        assert (by_hand.number, by_hand.symbol, by_hand.by_hand) == (9, "09/KH-STC", True)
        assert enter(agency, "5").number == 5
        assert take(agency).number == 10
        assert numbers(agency) == [1, 5, 9, 10]


def test_a_number_is_not_given_twice_by_hand(province: Province, agency: Agency) -> None:
    with entered(province):
        take(agency)
        with pytest.raises(Refused) as refused:
            enter(agency, "1")
        assert refused.value.reason == "Số 01/KH-STC năm 2027 đã có trong sổ văn bản đi. Chọn số khác."
        assert enter(agency, "1", date(2026, 5, 5)).year == 2026


@pytest.mark.parametrize("number", ["", " ", "0", "00", "-1", "1.5", "6a", "²", "٣", "１", "1 2"])
def test_what_is_no_number_is_refused(province: Province, agency: Agency, number: str) -> None:
    with entered(province):
        with pytest.raises(Refused) as refused:
            enter(agency, number)
        assert refused.value.reason == f"Số “{number}” phải là số nguyên dương, ví dụ 06."
        assert numbers(agency) == []


def test_a_number_that_is_too_long_is_told_how_long(province: Province, agency: Agency) -> None:
    with entered(province):
        with pytest.raises(Refused) as refused:
            enter(agency, "1234567")
        assert refused.value.reason == "Số “1234567” dài 7 chữ số; nhiều nhất là 6 chữ số."
        assert numbers(agency) == []


@pytest.mark.parametrize("first_is_undone", [True, False])
def test_the_second_waits_for_the_first_and_takes_what_it_leaves(
    province: Province, agency: Agency, first_is_undone: bool
) -> None:
    taken, go_on = Event(), Event()

    def first() -> int:
        with transaction.atomic(), acting_in(province.pk):
            number = take(agency).number
            taken.set()
            go_on.wait(10)
            transaction.set_rollback(first_is_undone)
        return number

    def second() -> tuple[int, bool]:
        taken.wait(10)
        with transaction.atomic(), acting_in(province.pk):
            go_on.set()  # the first has the book's row until its transaction ends
            return take(agency).number, True

    assert in_threads([first, second]) == [1, (1 if first_is_undone else 2, True)]
    with entered(province):
        assert numbers(agency) == ([1] if first_is_undone else [1, 2])
        assert NumberBook.objects.get(agency=agency, year=2027).last_number == len(numbers(agency))


@pytest.fixture
def offices(province: Province) -> list[tuple[Office, list[int]]]:
    """Two agencies, each with its plans on the head's desk."""
    made = []
    with entered(province):
        for slug, name, symbol in (
            ("so-tai-chinh", "Sở Tài chính", "STC"),
            ("so-xay-dung", "Sở Xây dựng", "SXD"),
        ):
            office = Office.staffed(an_agency(province, slug, name, symbol))
            file = {**samples.draft(), "agency": worlds.a_plan_file(office.agency)["agency"]}
            plans = [from_snapshot(file, office.agency, by=office.drafter.user) for _ in range(EACH)]
            made.append((office, [procedure.submit(plan.pk, by=office.drafter).pk for plan in plans]))
    return made


def test_fifty_approvals_and_numberings_at_once_leave_no_gap_and_no_double(
    province: Province, offices: list[tuple[Office, list[int]]]
) -> None:
    """Every fifth gives its first number back: its transaction is undone, and it is done again."""
    today = timezone.localdate()

    def approve_and_issue(office: Office, plan_id: int, undone_first: bool) -> Callable[[], str]:
        def issue(keep: bool) -> str:
            with transaction.atomic(), acting_in(province.pk):
                symbol = procedure.issue(plan_id, by=office.clerk, issued_on=today).symbol
                transaction.set_rollback(not keep)
            return symbol

        def work() -> str:
            with transaction.atomic(), acting_in(province.pk):
                procedure.approve(plan_id, by=office.head)
            if undone_first:
                issue(keep=False)
            return issue(keep=True)

        return work

    work = [
        approve_and_issue(office, plan_id, place % 5 == 0)
        for office, plan_ids in offices
        for place, plan_id in enumerate(plan_ids)
    ]
    symbols = in_threads(work)
    assert len(symbols) == 2 * EACH
    wanted = [f"{number:02d}/KH-{letters}" for letters in ("STC", "SXD") for number in range(1, EACH + 1)]
    assert sorted(symbols) == sorted(wanted)
    with entered(province):
        for office, plan_ids in offices:
            assert numbers(office.agency, today.year) == list(range(1, EACH + 1))
            assert NumberBook.objects.get(agency=office.agency).last_number == EACH
            plans = Plan.objects.filter(pk__in=plan_ids)
            assert set(plans.values_list("state", flat=True)) == {PlanState.ISSUED}
            assert sorted(int(number) for number in plans.values_list("number", flat=True)) == list(
                range(1, EACH + 1)
            )
        assert Paper.objects.count() == 2 * EACH


def test_one_plan_is_issued_once_by_two_clerks_at_once(province: Province) -> None:
    with entered(province):
        office = Office.staffed(an_agency(province))
        plan = worlds.a_plan(office.agency, by=office.drafter, state=PlanState.APPROVED)

    def issue() -> str:
        try:
            with transaction.atomic(), acting_in(province.pk):
                return procedure.issue(plan.pk, by=office.clerk, issued_on=timezone.localdate()).symbol
        except Refused as refusal:
            return refusal.reason

    assert sorted(in_threads([issue, issue])) == [
        "01/KH-STC",
        "Chỉ cấp số cho kế hoạch đã duyệt; kế hoạch đang ở trạng thái “Đã ban hành”.",
    ]


@pytest.mark.parametrize("other", ["withdraw", "return"])
def test_of_two_verbs_at_once_one_wins_and_the_other_is_told(province: Province, other: str) -> None:
    with entered(province):
        office = Office.staffed(an_agency(province))
        plan = worlds.a_plan(office.agency, by=office.drafter, state=PlanState.SUBMITTED)
    acts: dict[str, Callable[[], Plan]] = {
        "approve": lambda: procedure.approve(plan.pk, by=office.head),
        "withdraw": lambda: procedure.withdraw(plan.pk, by=office.drafter),
        "return": lambda: procedure.return_(plan.pk, by=office.head, reason="Bổ sung."),
    }

    def attempt(name: str) -> Callable[[], str]:
        def work() -> str:
            try:
                with transaction.atomic(), acting_in(province.pk):
                    return acts[name]().state
            except Refused:
                return "refused"

        return work

    outcomes = in_threads([attempt("approve"), attempt(other)])
    assert outcomes.count("refused") == 1
    with entered(province):
        assert [Plan.objects.get(pk=plan.pk).state] == [
            outcome for outcome in outcomes if outcome != "refused"
        ]
