"""Each of the four ways of signing, from approved to issued; then checked by our own judge, by the public page and by poppler's pdfsig.

The pictures are measured on the issued file (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.d, II.8; T-60…T-62, T-65).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import looking_up, storage, tasks
from cchc_portal.documents import paper as engine
from cchc_portal.documents.models import Signature, SignedScan
from cchc_portal.documents.signed import tasks as signing_tasks
from cchc_portal.documents.signed.states import Order, SigningWay
from cchc_portal.documents.verifying import Expected, trust, verify
from plans.models import Plan
from plans.states import PlanState
from publications import limits
from tests.documents import scans
from tests.documents.measured import MM, measure
from tests.documents.signing import authority, shown, signed
from tests.documents.signing.service import TOKEN as ACCESS
from tests.documents.signing.service import Service, running
from tests.documents.signing.shown import Said
from tests.plans import signing_papers as papers
from tests.world import World, entered

A4 = 841.89
TURNS = {Order.PERSON: "nguoi-ky", Order.AGENCY: "co-quan"}


@dataclass(frozen=True)
class Desk:
    """Where a plan is carried from approved to issued."""

    world: World
    settings: Any
    folder: Path
    request: Any

    def client(self, member: Membership) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    def at(self, name: str, plan: Plan, **more: Any) -> str:
        own = {"province": self.world.province.slug, "agency": self.world.agency.slug, "plan_id": plan.pk}
        return reverse(f"plans:{name}", kwargs=own | more)

    def keys(self, text: str) -> None:
        (self.folder / "khoa.toml").write_text(text)
        self.settings.SIGNING_KEYS_FILE = str(self.folder / "khoa.toml")

    def means(self, person: str, agency: str, way: SigningWay) -> None:
        with entered(self.world.province):
            papers.means(self.world.agency, self.world.head.post, person, way)
            papers.means(self.world.agency, None, agency, way)

    def numbered(self) -> Plan:
        """The clerk has numbered an approved plan; a worker has made its paper."""
        with entered(self.world.province):
            plan = self.world.plan(PlanState.APPROVED)
        today = f"{timezone.localdate():%d/%m/%Y}"
        sent = self.client(self.world.clerk).post(self.at("number", plan), {"issued_on": today})
        assert sent.status_code == 302
        plan = self.again(plan)
        tasks.render_paper(plan.paper_id, plan.province_id)
        return self.again(plan)

    def again(self, plan: Plan) -> Plan:
        with entered(self.world.province):
            found: Plan = Plan.objects.select_related("paper__snapshot", "line").get(pk=plan.pk)
            return found

    def turns(self) -> tuple[tuple[Order, Membership], ...]:
        return (Order.PERSON, self.world.head), (Order.AGENCY, self.world.clerk)

    def press(self, plan: Plan, order: Order, who: Membership) -> None:
        assert self.client(who).post(self.at("sign", plan, turn=TURNS[order])).status_code == 302

    def worker(self, plan: Plan, order: Order) -> Signature:
        """What the clock and the worker do with the signature."""
        with entered(self.world.province):
            one = papers.signature(plan, order)
            Signature.objects.filter(pk=one.pk).update(next_at=timezone.now() - timedelta(seconds=1))
        signing_tasks.sign(one.pk, one.province_id)
        with entered(self.world.province):
            return papers.signature(plan, order)

    def file(self, plan: Plan) -> bytes:
        return storage.load(plan.province_id, self.again(plan).paper.file_digest)


# --- the four ways


def by_token(desk: Desk) -> Plan:
    """(a) a key that the portal reaches by PKCS#11."""
    token = desk.request.getfixturevalue("token")
    entry = f'way = "pkcs11"\nlibrary = "{token.library}"\ntoken = "{token.label}"\npin = "{token.pin}"\n'
    desk.keys(f'[keys.nguoi]\n{entry}label = "giam-doc"\n[keys.dau]\n{entry}label = "co-quan"\n')
    desk.means("nguoi", "dau", SigningWay.KEY)
    plan = desk.numbered()
    for order, who in desk.turns():
        desk.press(plan, order, who)
        desk.worker(plan, order)
    return plan


def by_service(desk: Desk) -> Plan:
    """(b) a distant service that signs the digest when its owner has agreed."""
    services = {"giam-doc": Service(authority.person()), "co-quan": Service(authority.agency())}
    with running(services["giam-doc"]) as one, running(services["co-quan"]) as two:
        entry = f'way = "csc"\ntoken = "{ACCESS}"\nseconds = 2\n'
        desk.keys(
            f'[keys.nguoi]\n{entry}url = "{one}"\ncredential = "giam-doc"\n'
            f'[keys.dau]\n{entry}url = "{two}"\ncredential = "co-quan"\n'
        )
        desk.means("nguoi", "dau", SigningWay.REMOTE)
        plan = desk.numbered()
        for (order, who), service in zip(desk.turns(), services.values(), strict=True):
            desk.press(plan, order, who)
            assert desk.worker(plan, order).state == "asked"
            # Nobody has agreed yet: the paper that everybody sees shows no picture of this signature (T-65).
            assert shown.fields(desk.file(plan)) == {}
            service.agreed = True
            assert (desk.worker(plan, order).state, len(service.asked)) == ("done", 1)
    return plan


def outside(desk: Desk) -> Plan:
    """(c) the official takes the exact bytes, signs them on their own computer and brings the file back."""
    plan = desk.numbered()
    place = engine.made(plan.paper.snapshot.content).places[0]
    for order, who in desk.turns():
        client = desk.client(who)
        given = client.get(desk.at("sign_take", plan, turn=TURNS[order])).content
        brought = SimpleUploadedFile("van-ban.pdf", _signed_elsewhere(given, place, order))
        sent = client.post(desk.at("sign_bring", plan, turn=TURNS[order]), {"file": brought})
        assert sent.status_code == 302
    return plan


def _signed_elsewhere(given: bytes, place: Any, order: Order) -> bytes:
    if order == Order.PERSON:
        return signed.by_person_at(given, place)
    return signed.by_agency_at(given, place)


def in_ink(desk: Desk) -> Plan:
    """(d) printed, signed and stamped in ink, scanned, kept."""
    with entered(desk.world.province):
        plan = desk.world.plan(PlanState.APPROVED)
    clerk, today = desk.client(desk.world.clerk), f"{timezone.localdate():%d/%m/%Y}"
    assert clerk.post(desk.at("issue", plan), {"issued_on": today, "number": ""}).status_code == 302
    plan = desk.again(plan)
    tasks.render_paper(plan.paper_id, plan.province_id)
    picture = scans.as_picture(Image.new("L", (600, 800), 240), "jpg")

    typed = {"file": SimpleUploadedFile("quet.jpg", picture)}
    look = clerk.post(desk.at("scan_add", plan), typed, follow=True)
    pages = desk.again(plan).paper.pages
    assert look.context["differ"] == f"Bản quét có 1 trang, văn bản có {pages} trang."
    said = {"ke_hoach": plan.pk, "tu": "ke-hoach"}
    assert clerk.post(look.context["choose_href"], said).status_code == 200
    assert clerk.post(look.context["choose_href"], {**said, "pages_are_right": "on"}).status_code == 302
    return plan


# --- what must come of each

BOTH = ["co-quan", "nguoi-ky"]  # fields that show a picture
SIGNERS = [authority.PERSON, authority.AGENCY]
POPPLER = [
    Said(authority.PERSON, valid=True, whole=False, trusted=True),  # the agency's stands behind it
    Said(authority.AGENCY, valid=True, whole=True, trusted=True),
]
IN_INK = "Tệp không có chữ ký số; bản có giá trị là bản giấy đã ký và đóng dấu."
# way: (who signed by our judge, his bottom line, what poppler says, fields with a picture, what the page adds, scans)
TABLE: dict[Callable[[Desk], Plan], tuple[Any, ...]] = {
    by_token: (SIGNERS, True, POPPLER, BOTH, [], 0),
    by_service: (SIGNERS, True, POPPLER, BOTH, [], 0),
    outside: (SIGNERS, True, POPPLER, BOTH, [], 0),
    in_ink: ([], False, [], [], [IN_INK], 1),
}


@pytest.fixture
def desk(settled: World, settings: Any, tmp_path: Path, request: Any, monkeypatch: Any) -> Desk:
    papers.trusted(settings, tmp_path / "tin")
    monkeypatch.setattr(limits, "_count", lambda _name: 1)
    return Desk(settled, settings, tmp_path, request)


@pytest.mark.parametrize("way", TABLE, ids=lambda way: way.__name__)
def test_each_way_leads_from_approved_to_issued_and_is_found_good(desk: Desk, way: Any) -> None:
    signers, bottom_line, poppler, pictures, added, scans = TABLE[way]
    plan = desk.again(way(desk))
    content = desk.file(plan)
    assert (plan.state, plan.line.status) == (PlanState.ISSUED, "given")

    verdict = verify(
        content,
        issued_digest=plan.paper.file_digest,
        expected=[Expected("người ký văn bản"), Expected("cơ quan")] if signers else None,
        trust_roots=trust.configured(),
    )
    assert ([one.signer for one in verdict.signatures], verdict.bottom_line) == (signers, bottom_line)
    assert shown.pdfsig(content, desk.folder) == poppler
    strangers = shown.pdfsig(content, desk.folder, knows_us=False)
    assert [one.trusted for one in strangers] == [False] * len(poppler)
    fields = shown.fields(content)
    assert sorted(name for name, field in fields.items() if field.pictures) == pictures
    assert all(field.signed for field in fields.values())  # T-65: no picture without its signature

    answer = Client().post("/kiem-tra/", {"tep": SimpleUploadedFile("van-ban.pdf", content)})
    found = answer.context["answer"]
    assert (found.headline, found.tone) == (
        f"Tệp đúng từng byte với văn bản số {plan.symbol} đã phát hành.",
        "ok",
    )
    same = "Mã SHA-256 của tệp trùng với mã của văn bản được lưu trên cổng."
    assert list(found.sentences) == [same, *added]
    assert [(one["who"], one["good"]) for one in answer.context["signatures"]] == [
        (who, True) for who in signers
    ]
    with entered(desk.world.province):
        code = looking_up.code_of(plan.paper).code
        assert SignedScan.objects.filter(paper=plan.paper).count() == scans
    by_code = Client().get("/kiem-tra/", {"ma": code}).context["document"]
    assert (by_code.symbol, by_code.digest) == (plan.symbol, plan.paper.file_digest)


@pytest.mark.parametrize("way", [by_token, by_service, outside], ids=lambda way: way.__name__)
def test_the_pictures_of_each_digital_way_are_measured(desk: Desk, way: Any) -> None:
    plan = way(desk)
    content = desk.file(plan)
    place = engine.made(desk.again(plan).paper.snapshot.content).places[0]
    sheet = measure(content)
    name, title = sheet.line(place.name), sheet.line(place.title)
    person, seal = (shown.fields(content)[field] for field in ("nguoi-ky", "co-quan"))
    # T-60: blue, transparent, between title and name, centred over the name
    assert [(one.transparent, one.hue) for one in person.pictures] == [(True, "blue")]
    assert person.page == name.page
    assert title.baseline < A4 - person.top < A4 - person.bottom < name.baseline
    assert abs(person.centre - name.centre) <= 5 * MM
    # T-61: red, transparent, of the agency's real size, a third over the signature from its left
    assert [(one.transparent, one.hue) for one in seal.pictures] == [(True, "red")]
    size = papers.SEAL_MM * MM
    assert (seal.width, seal.height, seal.page) == (
        pytest.approx(size, abs=MM),
        pytest.approx(size, abs=MM),
        person.page,
    )
    assert 0.25 <= (seal.right - person.left) / person.width <= 0.42
    assert seal.centre < person.centre
    # T-62: the person first; each covers all that was there, but its own value
    given = storage.load(plan.province_id, desk.again(plan).paper.unsigned_digest)
    first = _persons_file(desk, plan)
    assert first.startswith(given)
    assert shown.ranges(content) == [("nguoi-ky", 0, len(first), True), ("co-quan", 0, len(content), True)]


def _persons_file(desk: Desk, plan: Plan) -> bytes:
    with entered(desk.world.province):
        return storage.load(plan.province_id, papers.signature(plan, Order.PERSON).file_digest)
