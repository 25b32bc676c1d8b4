"""From approved to issued in browsers: the head signs on a phone, the clerk seals, anybody checks the file; and signing on one's own computer."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import paper as engine
from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper
from cchc_portal.documents.signed.states import Order
from cchc_portal.documents.signing import keyring
from plans.actions import procedure
from plans.models import Plan
from plans.records import from_snapshot
from tests.documents.signing import authority, signed
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.person import PHONE, Person
from tests.plans import signing_papers as papers
from tests.world import Office, World, a_plan_file, an_agency, entered

PATIENCE = 60_000  # milliseconds: a worker makes the paper, then each signature
NUMBER = "Cấp số để ký số"
_numbers = itertools.count(1)


@pytest.fixture
def office(world: World) -> Office:
    """A new agency for each journey."""
    number = next(_numbers)
    with entered(world.province):
        found = Office.staffed(an_agency(world.province, f"so-ky-{number}", f"Sở ký số {number}", "SKS"))
        found.head.post.signing_title = "GIÁM ĐỐC"
        found.head.post.save()
        return found


@pytest.fixture
def trusted(settings: Any, tmp_path: Path) -> None:
    papers.trusted(settings, tmp_path / "tin")


@pytest.fixture
def keys(world: World, office: Office, settings: Any) -> Iterator[None]:
    """Keys in the place where the worker, a process of its own, looks for them."""
    folder = keyring.trial_file().parent
    papers.key_file(settings, folder, giam_doc=authority.person(), co_quan=authority.agency())
    with entered(world.province):
        papers.means(office.agency, office.head.post, "giam_doc")
        papers.means(office.agency, None, "co_quan")
    yield
    shutil.rmtree(folder)


def approved(world: World, office: Office) -> Plan:
    with entered(world.province):
        plan = from_snapshot(a_plan_file(office.agency), office.agency, by=office.drafter.user)
        procedure.submit(plan.pk, by=office.drafter)
        return procedure.approve(plan.pk, by=office.head)


def page_of(office: Office, plan: Plan) -> str:
    return f"/dong-nai/{office.agency.slug}/ke-hoach/{plan.pk}/"


def arrives(newcomer: Newcomer, who: Membership, at: str, **window: Any) -> Person:
    person = newcomer(**window)
    person.sign_in(who)
    person.open(at)
    return person


def numbers_it(clerk: Person) -> str:
    """The clerk gives number and day; the paper is made while they look."""
    clerk.press(NUMBER)
    assert looking.faults(clerk.page) == {}
    clerk.press(NUMBER, inside="main form")
    assert clerk.status == "Đã cấp số, chờ ký số"
    return str(clerk.page.locator(".page-head__status strong").inner_text())


def is_done(person: Person, turn: str) -> None:
    """The panel asks by itself until the signature stands in it."""
    row = person.page.locator("#ky-so li", has_text=turn)
    expect(row.get_by_text("Đã ký", exact=True)).to_be_visible(timeout=PATIENCE)


def anybody_checks(newcomer: Newcomer, content: bytes) -> Person:
    anybody = newcomer(viewport=PHONE)
    anybody.open("/kiem-tra/")
    upload = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    anybody.page.get_by_label("Tệp cần kiểm tra").set_input_files(upload)
    anybody.press("Kiểm tra tệp")
    return anybody


def found_good(anybody: Person, symbol: str) -> None:
    anybody.sees(f"Tệp đúng từng byte với văn bản số {symbol} đã phát hành.")
    anybody.sees("Mã SHA-256 của tệp trùng với mã của văn bản được lưu trên cổng.")
    assert [
        " ".join(one.split()) for one in anybody.page.locator(".check-signature h3").all_inner_texts()
    ] == [
        f"Chữ ký số 1: {authority.PERSON}",
        f"Chữ ký số 2: {authority.AGENCY}",
    ]
    expect(
        anybody.page.locator(".check-signature dd").get_by_text("Được công nhận", exact=True)
    ).to_have_count(2)
    assert looking.faults(anybody.page) == {}


def issued_file(world: World, plan: Plan) -> bytes:
    with entered(world.province):
        paper = Paper.objects.get(pk=Plan.objects.get(pk=plan.pk).paper_id)
        return storage.load(paper.province_id, paper.file_digest)


def test_the_head_signs_on_a_phone_the_clerk_seals_and_anybody_checks(
    world: World, office: Office, keys: None, trusted: None, newcomer: Newcomer
) -> None:
    plan = approved(world, office)
    at = page_of(office, plan)

    # Given an approved plan to which the clerk has given its number
    clerk = arrives(newcomer, office.clerk, at)
    symbol = numbers_it(clerk)

    # When the head presses the one button on their telephone
    head = arrives(newcomer, office.head, at, viewport=PHONE)
    expect(head.control("Ký số")).to_be_visible(timeout=PATIENCE)
    expect(head.control("Ký số")).to_be_in_viewport()
    assert looking.faults(head.page) == {}
    head.press_here("Ký số")
    head.confirm("Ký số")
    head.is_told("Đã ghi nhận yêu cầu ký số.")
    is_done(head, "Chữ ký số của người duyệt")
    assert looking.faults(head.page) == {}

    # Then the clerk seals it, and it is issued while they look
    clerk.open(at)
    assert looking.faults(clerk.page) == {}
    clerk.press_here("Ký số của cơ quan")
    clerk.confirm("Ký số của cơ quan")
    expect(clerk.page.locator(".page-head__status .status").first).to_have_text(
        "Đã ban hành", timeout=PATIENCE
    )
    assert looking.faults(clerk.page) == {}
    taken = clerk.download("Văn bản PDF")
    assert taken == issued_file(world, plan)

    # And anybody finds the file good, without an account
    found_good(anybody_checks(newcomer, taken), symbol)
    changed = anybody_checks(newcomer, taken.replace(b"/Type /Page", b"/Type /Pagf", 1))
    assert changed.page.locator(".check-signature dd").get_by_text("Được công nhận", exact=True).count() == 0


def test_signed_on_ones_own_computer_a_wrong_file_is_refused_in_words_and_kept(
    world: World, office: Office, trusted: None, newcomer: Newcomer
) -> None:
    plan = approved(world, office)
    at = page_of(office, plan)
    clerk = arrives(newcomer, office.clerk, at)
    symbol = numbers_it(clerk)

    # Given a head whose agency has named no key: they take the file to their own device
    head = arrives(newcomer, office.head, at)
    given = head.download("Tải văn bản để ký")
    with entered(world.province):
        found = Plan.objects.select_related("paper__snapshot").get(pk=plan.pk)
    place = engine.made(found.paper.snapshot.content).places[0]

    # When they bring back another file, it is explained beside the field
    head.press("Tải bản đã ký lên")
    assert looking.faults(head.page) == {}
    brings(head, given)
    expect(head.page.locator("form").get_by_text("Tệp không có chữ ký số.")).to_be_visible()
    assert looking.faults(head.page) == {}
    with entered(world.province):
        kept = papers.signature(plan, Order.PERSON)
        assert (kept.state, storage.load(kept.province_id, kept.refused_file)) == ("waiting", given)

    # And what they signed of the very bytes is taken
    brings(head, signed.by_person_at(given, place))
    head.is_told("Đã nhận chữ ký số.")
    clerk.open(at)
    both = signed.by_agency_at(clerk.download("Tải văn bản để ký"), place)
    clerk.press("Tải bản đã ký lên")
    brings(clerk, both)
    clerk.is_told(f"Đã nhận chữ ký số và ban hành {symbol}.")
    assert clerk.status == "Đã ban hành"
    assert issued_file(world, plan) == both
    found_good(anybody_checks(newcomer, both), symbol)


def brings(person: Person, content: bytes) -> None:
    upload = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    person.page.get_by_label("Văn bản PDF đã ký số").set_input_files(upload)
    person.press("Tải lên và kiểm tra")
