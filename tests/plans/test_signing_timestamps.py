"""Timestamp and long-term data behind the last signature: wanted, best effort, said on the page, tried again; the issue waits for nothing."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.documents import looking_up, storage
from cchc_portal.documents.models import LongTermFile, Paper
from cchc_portal.documents.signed import extending
from cchc_portal.documents.signed import tasks as signing_tasks
from cchc_portal.documents.signed.states import Order
from cchc_portal.documents.signing import timestamps
from plans.actions import signing
from plans.models import Plan
from plans.states import PlanState
from publications import checking_attached, limits
from tests.documents.signing import authority, shown, signed
from tests.documents.signing.service import Stamping
from tests.documents.signing.service import timestamps as serving
from tests.plans import signing_papers as papers
from tests.plans.test_attached import approved_with_files, files_of, worked
from tests.world import World, entered

PATIENCE, SLOW = 1.5, 6  # seconds
EACH = 2  # questions to the service for one file: whom it is, then the timestamp
NOT_YET = "Chưa có dấu thời gian, cổng sẽ thử lại"


@dataclass
class Office:
    """An agency that signs with its keys while a timestamp service behaves as it likes."""

    world: World
    service: Stamping
    folder: Path
    sent: list[int] = field(default_factory=list)

    def issued(self) -> Plan:
        with entered(self.world.province):
            plan = self.world.plan(PlanState.SIGNING)
            papers.make(plan)
            signing.sign(plan.pk, by=self.world.head)
            papers.work(plan, Order.PERSON)
            signing.seal(plan.pk, by=self.world.clerk)
            papers.work(plan, Order.AGENCY)
        return self.again(plan)

    def again(self, plan: Plan) -> Plan:
        with entered(self.world.province):
            return Plan.objects.select_related("paper").get(pk=plan.pk)

    def row(self, plan: Plan) -> LongTermFile:
        with entered(self.world.province):
            return LongTermFile.objects.get(paper_id=plan.paper_id)

    def worker(self, plan: Plan) -> LongTermFile:
        """What the worker does with one message; the clock has come round."""
        with entered(self.world.province):
            past = timezone.now() - timedelta(seconds=1)
            LongTermFile.objects.filter(paper_id=plan.paper_id).update(next_at=past)
        row = self.row(plan)
        signing_tasks.extend(row.pk, row.province_id)
        return self.row(plan)

    def page(self, plan: Plan) -> str:
        body = self.whole_page(plan)
        return " ".join(body[body.index('id="ky-so"') : body.index('id="van-ban"')].split())

    def whole_page(self, plan: Plan) -> str:
        client = Client()
        client.force_login(self.world.clerk.user)
        return client.get(self.at("detail", plan)).content.decode()

    def at(self, name: str, plan: Plan, **more: Any) -> str:
        place = {"province": self.world.province.slug, "agency": self.world.agency.slug}
        return reverse(f"plans:{name}", kwargs={**place, "plan_id": plan.pk, **more})

    def checked(self, content: bytes) -> Any:
        answer = Client().post("/kiem-tra/", {"tep": SimpleUploadedFile("van-ban.pdf", content)})
        return answer.context["answer"]


@pytest.fixture
def office(settled: World, settings: Any, tmp_path: Path, monkeypatch: Any) -> Any:
    papers.trusted(settings, tmp_path / "tin")
    monkeypatch.setattr(limits, "_count", lambda _name: 1)
    service = Stamping()
    with serving(service) as address:
        settings.TIMESTAMP_URL, settings.TIMESTAMP_SECONDS = address, PATIENCE
        with entered(settled.province):
            papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        yield Office(settled, service, tmp_path)


def test_the_issued_bytes_stay_and_a_file_that_begins_with_them_is_kept_beside(office: Office) -> None:
    plan = office.issued()
    issued = storage.load(plan.province_id, plan.paper.file_digest)
    assert (plan.state, office.row(plan).is_done) == (PlanState.ISSUED, False)
    assert NOT_YET in office.page(plan)
    row = office.worker(plan)
    assert (row.is_done, row.error, row.lease) == (True, "", None)
    longer = storage.load(row.province_id, row.file_digest)
    assert (longer.startswith(issued), len(longer) > len(issued)) == (True, True)
    assert office.again(plan).paper.file_digest == plan.paper.file_digest
    assert sorted(shown.fields(longer)) == ["co-quan", "dau-thoi-gian", "nguoi-ky"]
    assert [one.valid for one in shown.pdfsig(longer, office.folder)][:2] == [True, True]
    told = office.page(plan)
    assert (NOT_YET in told, "Tải bản có dấu thời gian" in told) == (False, True)


def test_the_check_page_knows_both_files_as_ours(office: Office) -> None:
    plan = office.issued()
    row = office.worker(plan)
    same = "Mã SHA-256 của tệp trùng với mã của văn bản được lưu trên cổng."
    added = "Tệp gồm nguyên vẹn văn bản đã phát hành; sau đó cổng chỉ thêm dấu thời gian và dữ liệu kiểm tra lâu dài."
    for digest, sentences in ((plan.paper.file_digest, [same]), (row.file_digest, [same, added])):
        found = office.checked(storage.load(plan.province_id, digest))
        assert (found.headline, found.tone, list(found.sentences)) == (
            f"Tệp đúng từng byte với văn bản số {plan.symbol} đã phát hành.",
            "ok",
            sentences,
        )
        assert [(one.bottom_line, one.timestamped) for one in found.signatures] == [(True, True)] * 2
    longer = storage.load(plan.province_id, row.file_digest)
    changed = office.checked(longer[:-20] + b"x" + longer[-19:])
    assert (changed.tone, [one for one in changed.sentences if one in (same, added)]) == ("danger", [])


def test_a_service_that_fails_then_is_slow_then_works_costs_the_issue_nothing(office: Office) -> None:
    office.service.broken = True
    plan = office.issued()
    assert plan.state == PlanState.ISSUED  # signed and issued while the service was down
    with entered(office.world.province):
        assert [papers.signature(plan, order).timestamped for order in Order] == [False, False]
    failed = office.worker(plan)
    assert (failed.is_done, failed.attempts, failed.lease) == (False, 1, None)
    assert failed.error == "Chưa thêm được dấu thời gian và dữ liệu kiểm tra lâu dài."
    told = office.page(plan)
    assert [
        words in told for words in (NOT_YET, "Văn bản vẫn có giá trị.", "đã thử 1 lần", failed.error)
    ] == [True] * 4

    office.service.broken, office.service.slow = False, SLOW
    began = timezone.now()
    slow = office.worker(plan)
    assert (slow.is_done, slow.attempts) == (False, 2)
    assert timezone.now() - began < timedelta(seconds=SLOW)

    office.service.slow, office.service.garbage = 0, b"\x30\x03\x02\x01\x00"
    assert (office.worker(plan).attempts, office.service.stamped) == (3, 0)

    office.service.garbage = None
    done = office.worker(plan)
    assert (done.is_done, done.error, office.service.stamped) == (True, "", EACH)
    found = office.checked(storage.load(plan.province_id, done.file_digest))
    assert (found.tone, [one.bottom_line for one in found.signatures]) == ("ok", [True, True])


def test_the_pauses_grow_and_the_clock_asks_only_what_is_due(office: Office, monkeypatch: Any) -> None:
    sent: list[int] = []
    monkeypatch.setattr(signing_tasks, "send_extension", lambda row_id, _province: sent.append(row_id))
    office.service.broken = True
    plan = office.issued()
    pauses = []
    for _ in range(8):
        before = timezone.now()
        pauses.append(round((office.worker(plan).next_at - before).total_seconds() / 60))
    assert pauses == [1, 5, 15, 60, 240, 1440, 1440, 1440]
    sent.clear()
    assert asked_by_the_clock(office, plan) == 0
    with entered(office.world.province):
        long_ago = timezone.now() - timedelta(hours=1)
        LongTermFile.objects.filter(paper_id=plan.paper_id).update(next_at=long_ago, woken_at=long_ago)
    assert asked_by_the_clock(office, plan) == 1


def asked_by_the_clock(office: Office, plan: Plan) -> int:
    """How often the sweeper wakes this row."""
    before = office.row(plan).woken_at
    signing_tasks.wake_signatures()
    return int(office.row(plan).woken_at != before)


def test_two_workers_add_it_once(office: Office) -> None:
    plan = office.issued()
    row = office.row(plan)
    with entered(office.world.province):
        first, second = extending.claim(row.pk), extending.claim(row.pk)
    assert (first is None, second is None) == (False, True)
    extending.work(first)
    done = office.worker(plan)
    assert (done.is_done, office.service.stamped) == (
        True,
        2 + EACH,
    )  # of the two signatures, of the one file


def test_a_worker_that_lost_its_lease_changes_nothing(office: Office) -> None:
    plan = office.issued()
    with entered(office.world.province):
        late = extending.claim(office.row(plan).pk)
        LongTermFile.objects.filter(pk=late.hold.row.pk).update(lease=None, lease_until=None)
    done = office.worker(plan)
    extending.work(late)
    assert office.row(plan).file_digest == done.file_digest


def test_nothing_is_opened_or_said_where_the_operator_has_named_no_service(
    office: Office, settings: Any
) -> None:
    settings.TIMESTAMP_URL = ""
    plan = office.issued()
    with entered(office.world.province):
        assert LongTermFile.objects.filter(paper_id=plan.paper_id).count() == 0
    assert "dữ liệu kiểm tra lâu dài" not in office.page(plan)


def test_the_file_is_fetched_by_people_of_the_agency(office: Office) -> None:
    plan = office.issued()
    address = office.at("long_term_file", plan)
    client = Client()
    client.force_login(office.world.drafter.user)
    assert client.get(address).status_code == 404
    row = office.worker(plan)
    fetched = client.get(address)
    assert (fetched.status_code, fetched.content) == (200, storage.load(row.province_id, row.file_digest))
    stranger = Client()
    stranger.force_login(office.world.stranger.user)
    assert stranger.get(address).status_code == 404


def test_a_service_without_a_name_is_said(office: Office, settings: Any) -> None:
    plan = office.issued()
    settings.TIMESTAMP_URL = ""
    assert timestamps.configured() is None
    assert office.worker(plan).error == "Cổng chưa được khai báo dịch vụ dấu thời gian."
    with entered(office.world.province):
        assert Paper.objects.get(pk=plan.paper_id).state == "ready"


def test_a_signature_of_an_authority_that_is_not_known_is_what_stands_in_the_way(
    settings: Any, tmp_path: Path
) -> None:
    papers.trusted(settings, tmp_path / "tin")
    foreign = signed.by_agency(signed.by_person(authority.unknown()))
    assert [extending.why(each) for each in (foreign, signed.issued())] == [
        extending.FOREIGN,
        extending.NOT_YET,
    ]


def test_what_stands_in_the_way_for_good_is_not_said_to_be_tried_again(office: Office) -> None:
    with entered(office.world.province):
        plan = approved_with_files(office.world, "một")
        signing.number(plan.pk, by=office.world.clerk, issued_on=timezone.localdate())
        papers.make(plan)
        for order, act, by in (
            (Order.PERSON, signing.sign, office.world.head),
            (Order.AGENCY, signing.seal, office.world.clerk),
        ):
            act(plan.pk, by=by)
            papers.work(plan, order)
        (file,) = files_of(office.again(plan))
        row = LongTermFile.objects.get(attached=worked(file))
        LongTermFile.objects.filter(pk=row.pk).update(error=extending.FOREIGN)
    told = office.whole_page(plan)
    assert [f"Chưa có dấu thời gian. {extending.FOREIGN}" in told, f"{NOT_YET}." in told] == [True, False]


def test_a_file_that_goes_with_the_paper_gets_its_timestamp_too(office: Office) -> None:
    with entered(office.world.province):
        plan = approved_with_files(office.world, "một")
        signing.number(plan.pk, by=office.world.clerk, issued_on=timezone.localdate())
        papers.make(plan)
        for order, act, by in (
            (Order.PERSON, signing.sign, office.world.head),
            (Order.AGENCY, signing.seal, office.world.clerk),
        ):
            act(plan.pk, by=by)
            papers.work(plan, order)
        plan = office.again(plan)
        (file,) = files_of(plan)
        file = worked(file)
        row = LongTermFile.objects.get(attached=file)
        past = timezone.now() - timedelta(seconds=1)
        LongTermFile.objects.filter(pk=row.pk).update(next_at=past)
    assert "Chưa có dấu thời gian, cổng sẽ thử lại." in office.whole_page(plan)
    signing_tasks.extend(row.pk, row.province_id)
    with entered(office.world.province):
        row = LongTermFile.objects.get(pk=row.pk)
        assert (row.is_done, row.error) == (True, "")
        assert looking_up.digests_of(plan.paper) & {row.file_digest} == set()  # it is no file of the paper's
    signed, longer = (storage.load(row.province_id, digest) for digest in (file.file_digest, row.file_digest))
    assert (longer.startswith(signed), len(longer) > len(signed)) == (True, True)
    address = office.at("attached_long_term", plan, attached_id=file.pk)
    assert address in office.whole_page(plan)
    client = Client()
    client.force_login(office.world.drafter.user)
    assert client.get(address).content == longer
    client.force_login(office.world.stranger.user)
    assert client.get(address).status_code == 404
    found = office.checked(longer)
    assert (found.tone, found.sentences[:2]) == (
        "ok", (checking_attached.SAME, checking_attached.EXTENDED),
    )  # fmt: skip
