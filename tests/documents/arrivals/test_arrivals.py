"""What comes through the portal is entered in the receiver's own register under its own numbers (Điều 22; Phụ lục IV)."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import rendering, tasks
from cchc_portal.documents.arrivals import columns, entering
from cchc_portal.documents.dispatch import dispatching
from cchc_portal.documents.models import Arrival, Paper
from cchc_portal.documents.register import book
from cchc_portal.documents.states import AfterKind
from plans.models import Plan
from tests.documents.dispatch.sent_plans import deliver, dispatch, issued
from tests.world import World, entered

OWN = {"province": "dong-nai", "agency": "so-xay-dung"}
GIVEN = {"receiver": "Phòng Tổng hợp", "handed_on": date(2027, 3, 2), "receipt": "Chuyên viên", "note": ""}


@pytest.fixture
def inside(settled: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(tasks, "send_off", lambda dispatch_id, province_id: None)
    with entered(settled.province):
        yield settled


def received(world: World) -> tuple[Plan, Arrival]:
    """`heir` is the clerk of the receiving agency."""
    plan = issued(world)
    deliver(world, plan)
    came = dispatch(plan, 1)
    dispatching.confirm_receipt(came.pk, by=world.heir)
    return plan, Arrival.objects.get(dispatch=came)


def signed_in(world: World, who: str = "heir") -> Client:
    client = Client()
    client.force_login(getattr(world, who).user)
    return client


def test_each_receipt_takes_the_next_number_once(inside: World) -> None:
    (first, one), (second, two) = received(inside), received(inside)
    today = timezone.localdate()
    assert [(line.number, line.year, line.symbol) for line in (one, two)] == [
        (1, today.year, first.symbol),
        (2, today.year, second.symbol),
    ]
    author = inside.agency.profile_on(today).name
    assert (one.came_on, one.author, one.issued_on) == (today, author, first.issued_on)
    assert one.title == first.line.title
    dispatching.confirm_receipt(one.dispatch_id, by=inside.heir)
    assert Arrival.objects.filter(agency=one.agency).count() == 2


def test_a_receipt_that_is_refused_takes_no_number(inside: World) -> None:
    plan = issued(inside)
    deliver(inside, plan)
    with pytest.raises(Refused):
        dispatching.confirm_receipt(dispatch(plan, 1).pk, by=inside.stranger)
    assert not Arrival.objects.filter(dispatch=dispatch(plan, 1)).exists()


def test_the_clerk_notes_to_whom_it_went(inside: World) -> None:
    _, line = received(inside)
    with pytest.raises(Refused):
        entering.annotate(line.pk, GIVEN, by=inside.stranger)
    entering.annotate(line.pk, GIVEN, by=inside.heir)
    line.refresh_from_db()
    assert (line.receiver, line.handed_on, line.receipt) == (
        "Phòng Tổng hợp", date(2027, 3, 2), "Chuyên viên",
    )  # fmt: skip


def test_the_note_says_what_has_become_of_the_paper(inside: World) -> None:
    plan, line = received(inside)
    book.note_after_issue(
        plan.line_id, AfterKind.WITHDRAWN, reason="Nhầm", by_symbol="1/QĐ-STC",
        by_day=date(2027, 3, 2), by=inside.clerk,
    )  # fmt: skip
    kept = Arrival.objects.of_year(line.agency, line.year).get(pk=line.pk)
    assert columns.note(kept) == "Đã thu hồi theo Quyết định số 1/QĐ-STC ngày 02/03/2027"


def test_the_page_the_workbook_and_the_printed_book_say_the_same(inside: World) -> None:
    plan, line = received(inside)
    clerk = signed_in(inside)
    page = clerk.get(reverse("incoming:register", kwargs=OWN)).content.decode()
    assert (page.count(f">{plan.symbol}</a>"), page.count("Ghi chuyển giao<")) == (1, 1)
    read = load_workbook(io.BytesIO(clerk.get(reverse("incoming:excel", kwargs=OWN)).content)).active
    rows = [tuple(row) for row in read.iter_rows(values_only=True)]
    assert columns.TITLES in rows
    assert [line.number, line.author, line.symbol] in [list(row[1:4]) for row in rows]
    sent = clerk.post(reverse("incoming:print", kwargs=OWN))
    paper = Paper.objects.select_related("snapshot").get(pk=sent["Location"].rsplit("=", 1)[1])
    content, pages = rendering.render(paper)
    with pdfplumber.open(io.BytesIO(content)) as printed:
        table = printed.pages[0].extract_tables()[0]
    assert pages == 1
    assert [cell.replace("\n", " ") for cell in table[0]] == list(columns.TITLES)
    assert [table[2][1], table[2][3].replace("\n", "")] == ["1", plan.symbol]


def test_who_reads_the_register_and_who_keeps_it(inside: World) -> None:
    _, line = received(inside)
    asked: dict[str, Any] = {
        "heir": [200, 200],
        "stranger": [200, 409],
        "clerk": [404, 404],
        "foreigner": [404, 404],
    }
    seen = {
        who: [
            signed_in(inside, who).get(reverse("incoming:register", kwargs=OWN)).status_code,
            signed_in(inside, who)
            .get(reverse("incoming:annotate", kwargs={**OWN, "arrival_id": line.pk}))
            .status_code,
        ]
        for who in asked
    }
    assert seen == asked


def test_what_is_typed_about_a_line_is_kept(inside: World) -> None:
    _, line = received(inside)
    address = reverse("incoming:annotate", kwargs={**OWN, "arrival_id": line.pk})
    wrong = signed_in(inside).post(address, {"receiver": "Phòng A", "handed_on": "hôm qua"})
    assert list(wrong.context["form"].errors) == ["handed_on"]
    sent = {"receiver": "Phòng A", "handed_on": "02/03/2027", "receipt": "", "note": "Gấp"}
    assert signed_in(inside).post(address, sent).status_code == 302
    line.refresh_from_db()
    assert (line.receiver, line.handed_on, line.note) == ("Phòng A", date(2027, 3, 2), "Gấp")
