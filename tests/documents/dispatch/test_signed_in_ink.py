"""What was signed in ink goes out as the scan of the signed sheets, once that is kept, and says so (Điều 15, 18)."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Role
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars.models import Notice
from cchc_portal.documents import tasks
from cchc_portal.documents.dispatch import dispatching, exchange, outgoing
from cchc_portal.documents.dispatch.outgoing import Signed
from cchc_portal.documents.models import ExchangeCode, Paper, SignedScan
from cchc_portal.documents.register import book
from cchc_portal.documents.scans import kept
from cchc_portal.documents.states import AfterKind
from plans.actions import scans
from plans.models import Plan
from tests.documents.dispatch.sent_plans import SCAN, deliver, dispatch, issued, rows_of
from tests.world import World, entered

RIGHT = b"%PDF-1.7 ban quet du trang"
ELECTRONIC = ["Sở Nội vụ (b/c)", "Sở XD", "Báo Đồng Nai"]


@pytest.fixture
def inside(settled: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """In the province; no worker sends by itself."""
    monkeypatch.setattr(tasks, "send_off", lambda dispatch_id, province_id: None)
    with entered(settled.province):
        yield settled


def states(plan: Plan) -> list[str]:
    return [state for _, _, state in rows_of(plan)]


def test_no_file_leaves_before_the_scan_is_kept_and_paper_is_handed_over_meanwhile(inside: World) -> None:
    plan = issued(inside, scanned=False)
    deliver(inside, plan)
    assert states(plan) == ["awaiting", "awaiting", "awaiting", "queued"]
    assert mail.outbox == []
    plan.line.refresh_from_db()
    dispatching.hand_over(dispatch(plan, 3).pk, receiver="Văn thư", by=inside.clerk)
    plan.line.refresh_from_db()
    assert plan.line.sent_on is None
    scans.keep(plan.pk, SCAN, name="quet.pdf", kind="pdf", by=inside.clerk)
    assert states(plan) == ["queued", "queued", "queued", "received"]
    deliver(inside, plan)
    assert states(plan) == ["sent", "sent", "sent", "received"]
    plan.line.refresh_from_db()
    assert plan.line.sent_on == timezone.localdate()


def test_the_paper_may_be_handed_over_in_place_of_the_file_that_waits(inside: World) -> None:
    plan = issued(inside, scanned=False)
    dispatching.hand_over(dispatch(plan, 1).pk, receiver="Văn thư Sở Xây dựng", by=inside.clerk)
    given = dispatch(plan, 1)
    assert (given.way, given.state, given.received_by) == ("paper", "received", "Văn thư Sở Xây dựng")


def test_a_right_scan_in_the_place_of_a_wrong_one_goes_to_who_had_the_wrong_one_by_email(
    inside: World,
) -> None:
    plan = issued(inside)
    deliver(inside, plan)
    (wrong,) = scans.of_plan(plan)
    instead = scans.InPlaceOf(wrong, " Quét thiếu trang 3 ")
    right = scans.keep(plan.pk, RIGHT, name="quet lai.pdf", kind="pdf", by=inside.clerk, instead=instead)
    assert [(scan.pk, scan.reason) for scan in scans.of_plan(plan)] == [
        (right.pk, "Quét thiếu trang 3"),
        (wrong.pk, ""),
    ]
    assert kept.standing(plan.paper) == right
    assert states(plan) == ["sent", "sent", "queued", "queued"]
    deliver(inside, plan)
    first, second = mail.outbox
    assert [letter.attachments[0][1] for letter in (first, second)] == [SCAN, RIGHT]
    assert ["Bản quét này thay cho bản quét đã gửi trước" in letter.body for letter in (first, second)] == [
        False,
        True,
    ]


def told(agency: Agency) -> list[tuple[str, list[str], str]]:
    found = Notice.objects.filter(membership__post__agency=agency).order_by("pk")
    return [(each.text, each.membership.post.roles, each.url) for each in found]


def test_who_has_the_document_inside_the_portal_is_told_that_its_scan_was_replaced(inside: World) -> None:
    plan, neighbour = issued(inside), inside.here.neighbour.agency
    (wrong,) = scans.of_plan(plan)
    instead = scans.InPlaceOf(wrong, "Quét thiếu trang 3")
    by = {"kind": "pdf", "by": inside.clerk}
    right = scans.keep(plan.pk, RIGHT, name="dung.pdf", instead=instead, **by)
    assert told(neighbour) == []  # nothing had reached it yet
    deliver(inside, plan)
    before = told(inside.agency)
    scans.keep(plan.pk, SCAN + b" 2", name="hai.pdf", instead=scans.InPlaceOf(right, "Mờ"), **by)
    day = f"{plan.line.issued_on:%d/%m/%Y}"
    said = f"Sở Tài chính đã thay bản quét của văn bản số {plan.symbol} ngày {day}; đề nghị chỉ sử dụng bản mới. Lý do: Mờ"
    address = reverse("incoming:list", kwargs={"province": "dong-nai", "agency": neighbour.slug})
    assert (told(neighbour), told(inside.agency)) == ([(said, [Role.CLERK], address)], before)


@pytest.mark.parametrize(
    ("of_another", "twice", "reason", "said"),
    [
        (False, False, " ", "Nhập lý do thay bản quét."),
        (False, True, "Mờ", "Bản quét này đã được thay từ trước; thay bản quét mới nhất."),
        (True, False, "Mờ", "Bản quét này không phải của kế hoạch."),
    ],
)
def test_what_may_not_be_put_in_the_place_of_what(
    inside: World, of_another: bool, twice: bool, reason: str, said: str
) -> None:
    plan, other = issued(inside), issued(inside)
    (wrong,) = scans.of_plan(other if of_another else plan)
    by = {"name": "quet.pdf", "kind": "pdf", "by": inside.clerk}
    if twice:
        scans.keep(plan.pk, b"%PDF-1.7 hai", instead=scans.InPlaceOf(wrong, "Mờ"), **by)
    before = SignedScan.objects.count()
    with pytest.raises(Refused) as refused:
        scans.keep(plan.pk, RIGHT, instead=scans.InPlaceOf(wrong, reason), **by)
    assert (refused.value.reason, SignedScan.objects.count()) == (said, before)


def test_a_withdrawn_paper_is_not_sent_by_a_scan_that_comes_late(inside: World) -> None:
    plan = issued(inside, scanned=False)
    book.note_after_issue(
        plan.line_id, AfterKind.WITHDRAWN, reason="Nhầm", by_symbol="1/QĐ-STC",
        by_day=timezone.localdate(), by=inside.clerk,
    )  # fmt: skip
    scans.keep(plan.pk, SCAN, name="quet.pdf", kind="pdf", by=inside.clerk)
    assert states(plan) == ["failed"] * 4


def test_what_goes_out_says_how_it_was_signed(inside: World) -> None:
    in_ink, not_yet, digital = issued(inside), issued(inside, scanned=False), issued(inside, scanned=False)
    Paper.objects.filter(pk=digital.paper_id).update(unsigned_digest="0" * 64)
    lines = [plan.line for plan in (in_ink, not_yet, digital)]
    assert list(outgoing.signed_of(lines).values()) == [Signed.SCANNED, Signed.NOT, Signed.DIGITALLY]
    files = [outgoing.file_of(line) for line in lines]
    assert [file and file.signed for file in files] == [Signed.SCANNED, Signed.NOT, Signed.DIGITALLY]


def test_the_exchange_file_waits_for_the_scan(inside: World) -> None:
    plan = issued(inside, scanned=False)
    ExchangeCode.objects.get_or_create(agency=inside.agency, defaults={"code": "000.00.01.H19"})
    with pytest.raises(Refused) as refused:
        exchange.edxml_of(plan.line, made_at=timezone.localtime())
    assert refused.value.reason == exchange.NO_SCAN


def test_the_pages_say_that_the_scan_is_awaited_then_that_it_is_what_goes(
    inside: World, client: Client
) -> None:
    plan = issued(inside, scanned=False)
    own = {"province": "dong-nai", "agency": "so-tai-chinh"}
    client.force_login(inside.clerk.user)
    line = reverse("book:line", kwargs=own | {"line_id": plan.line_id})
    before = client.get(line).content.decode()
    assert before.count("Chờ bản quét đã ký") == len(ELECTRONIC)
    assert before.count("Ghi ký nhận bản giấy<") == len(ELECTRONIC)
    scans.keep(plan.pk, SCAN, name="quet.pdf", kind="pdf", by=inside.clerk)
    after = client.get(line).content.decode()
    assert (after.count("Chờ bản quét đã ký"), after.count("Bản quét văn bản đã ký, đóng dấu.")) == (0, 1)
