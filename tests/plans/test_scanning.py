"""Signed copies from the scanner: each finds its record or says what is wrong; none comes to another's record."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.documents import looking_up, paper, schedule, storage
from cchc_portal.documents.models import IncomingScan, SignedScan
from cchc_portal.documents.scans import child as scan_child
from cchc_portal.documents.scans import scanning
from cchc_portal.documents.scans import tasks as scan_tasks
from cchc_portal.documents.scans.states import OBJECTIONS, MatchedBy, Outcome
from cchc_portal.documents.states import MAX_ATTEMPTS, PaperState
from plans.models import Plan
from plans.states import PlanState
from tests.documents import samples, scans
from tests.plans.asking import as_, text_of
from tests.world import World, entered

PAGE = "/dong-nai/so-tai-chinh/ban-ky-quet/"
SITE = "https://cchc.dongnai.gov.vn"
CLEAN = 20
KINDS = ("pdf", "jpg", "png", "pdf", "pdf")


def printed(code: str | None) -> bytes:
    """A print of one plan, with its code or without."""
    lookup = paper.Lookup(code, SITE) if code else None
    short = [{"heading": "Nội dung", "blocks": [samples.items_of(2)]}]
    return paper.counted_pdf(samples.plan(sections=short, appendices=[]), lookup=lookup)[0]


@pytest.fixture(scope="module")
def plain() -> bytes:
    return printed(None)


def a_scan(content: bytes, kind: str = "pdf", *, seed: int = 1) -> bytes:
    return scans.as_kind(scans.pictures(content, seed=seed, pages=1), kind)


def issued(world: World) -> Plan:
    return Plan.objects.select_related("paper").get(pk=world.plans[PlanState.ISSUED].pk)


def code_of(plan: Plan) -> str:
    assert plan.paper is not None
    return looking_up.code_of(plan.paper).code


def bring(world: World, *files: tuple[str, bytes], by: Any = None) -> list[IncomingScan]:
    """Uploaded at once, then read as the worker reads them."""
    before = set(IncomingScan.objects.values_list("pk", flat=True))
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    assert as_(by or world.clerk).post(PAGE, {"ban_quet": sent}).status_code == 302
    brought = IncomingScan.objects.exclude(pk__in=before).order_by("pk")
    for scan in brought:
        scan_tasks.read_scan(scan.pk, world.province.pk)
    return list(brought.all())


def kept_of(plan: Plan) -> int:
    return SignedScan.objects.filter(paper_id=plan.paper_id).count()


# --- by the code


def test_goal_17_clean_scans_find_their_records_by_the_code_on_the_page(inside: World) -> None:
    plans = [issued(inside), *(inside.plan(PlanState.ISSUED) for _ in range(CLEAN - 1))]
    codes = {plan.pk: code_of(Plan.objects.select_related("paper").get(pk=plan.pk)) for plan in plans}
    sent = []
    for number, (plan, code) in enumerate(codes.items()):
        kind = KINDS[number % len(KINDS)]
        sent.append((plan, f"quet{number:04}.{kind}", a_scan(printed(code), kind, seed=number)))
    read = bring(inside, *((name, content) for _, name, content in sent))
    paper_of = {plan.pk: Plan.objects.get(pk=plan.pk).paper_id for plan in plans}
    wrong = [
        scan.name for (plan, _, _), scan in zip(sent, read, strict=True)
        if scan.paper_id not in (None, paper_of[plan])
    ]  # fmt: skip
    found = [scan for scan in read if (scan.outcome, scan.matched_by) == (Outcome.KEPT, MatchedBy.CODE)]
    assert wrong == []
    assert len(found) >= CLEAN * 0.95
    counts = [SignedScan.objects.filter(paper_id=each).count() for each in paper_of.values()]
    assert sum(counts) == len(found)
    assert max(counts) == 1


def test_a_scan_that_found_its_record_stands_there_with_who_brought_it(inside: World) -> None:
    plan = issued(inside)
    content = a_scan(printed(code_of(plan)))
    (scan,) = bring(inside, ("quet0001.pdf", content))
    (kept,) = SignedScan.objects.filter(paper_id=plan.paper_id)
    assert (kept.name, kept.kind, kept.uploaded_by_id) == ("quet0001.pdf", "pdf", inside.clerk.user_id)
    assert storage.load(inside.province.pk, kept.file_digest) == content
    (event,) = HistoryEvent.objects.about(plan).filter(verb="scan_kept")
    assert event.actor_id == inside.clerk.user_id
    page = text_of(as_(inside.clerk).get(PAGE))
    assert f"{plan.symbol} : {plan.subject} (khớp theo mã trên trang)" in page.replace(
        f"{plan.symbol}:", f"{plan.symbol} :"
    )
    assert (scan.state, scan.pages) == (PaperState.READY, 1)


def test_all_pages_of_a_paper_may_be_in_one_file_and_lie_on_their_head(inside: World) -> None:
    plan = issued(inside)
    pages = [page.rotate(180) for page in scans.pictures(printed(code_of(plan)), seed=3)]
    (scan,) = bring(inside, ("quet.pdf", scans.as_pdf(pages)))
    assert (len(pages) > 1, scan.outcome, scan.matched_by, scan.pages) == (
        True,
        Outcome.KEPT,
        MatchedBy.CODE,
        len(pages),
    )


def test_pages_of_two_papers_in_one_file_are_left_to_a_person(inside: World) -> None:
    one, other = issued(inside), inside.plan(PlanState.ISSUED)
    other = Plan.objects.select_related("paper").get(pk=other.pk)
    pages = [scans.pictures(printed(code_of(plan)), seed=4, pages=1)[0] for plan in (one, other)]
    (scan,) = bring(inside, ("quet.pdf", scans.as_pdf(pages)))
    assert (scan.outcome, sorted(scan.known)) == (Outcome.UNMATCHED, sorted([one.paper_id, other.paper_id]))
    assert scan.says == (
        f"Trên bản quét có mã của nhiều văn bản: {one.symbol}, {other.symbol}. Tách tệp hoặc chọn một văn bản."
    )
    assert (kept_of(one), kept_of(other)) == (0, 0)


def test_a_code_and_a_file_name_that_disagree_are_left_to_a_person(inside: World) -> None:
    one, other = issued(inside), inside.plan(PlanState.ISSUED)
    name = f"{other.symbol.replace('/', '-')}.pdf"
    (scan,) = bring(inside, (name, a_scan(printed(code_of(one)))))
    assert (scan.outcome, scan.says) == (
        Outcome.UNMATCHED,
        f"Mã trên bản quét là của văn bản {one.symbol}, số ghi trong tệp là {other.symbol}. Xem bản quét rồi chọn văn bản.",
    )
    chosen = as_(inside.clerk).post(f"{PAGE}{scan.pk}/van-ban/", {"ke_hoach": other.pk})
    assert "Mã hoặc số trên bản quét là của văn bản khác; không ghi vào văn bản này." in text_of(chosen)
    assert (chosen.status_code, kept_of(one), kept_of(other)) == (409, 0, 0)


def test_one_upload_with_the_code_of_another_plan_is_refused_and_kept_to_be_looked_at(inside: World) -> None:
    one, other = issued(inside), inside.plan(PlanState.ISSUED)
    sent = SimpleUploadedFile("quet.pdf", a_scan(printed(code_of(one))))
    answer = as_(inside.clerk).post(f"/dong-nai/so-tai-chinh/ke-hoach/{other.pk}/ban-quet/", {"file": sent})
    assert dict(answer.context["form"].errors) == {
        "file": [f"{scanning.OF_ANOTHER} Tệp được giữ ở trang Bản quét đã ký để xem lại."]
    }
    aside = IncomingScan.objects.get(agency=inside.agency)
    assert (aside.outcome, aside.says) == (Outcome.REFUSED, scanning.OF_ANOTHER)
    assert (kept_of(one), kept_of(other)) == (0, 0)


# --- by the number


@pytest.mark.parametrize("shape", ["{}", "{}_da ky", "Ban quet {}", "{}-2027"])
def test_a_file_named_by_the_number_finds_its_record(inside: World, plain: bytes, shape: str) -> None:
    plan = issued(inside)
    name = shape.format(plan.symbol.replace("/", "-")).replace("2027", str(plan.issued_on.year))
    (scan,) = bring(inside, (f"{name}.jpg", a_scan(plain, "jpg")))
    assert (scan.outcome, scan.matched_by, scan.paper_id) == (Outcome.KEPT, MatchedBy.NUMBER, plan.paper_id)


@pytest.mark.parametrize("name", ["quet0001.pdf", "01.pdf", "{}X.pdf", "1{}.pdf"])
def test_a_scan_without_a_code_or_a_whole_number_is_offered_by_number(
    inside: World, plain: bytes, name: str
) -> None:
    plan = issued(inside)
    (scan,) = bring(inside, (name.format(plan.symbol.replace("/", "-")), a_scan(plain)))
    assert (scan.outcome, kept_of(plan)) == (Outcome.UNMATCHED, 0)
    page = as_(inside.clerk).get(PAGE)
    assert f'<option value="{plan.pk}">{plan.symbol}' in page.content.decode()
    assert as_(inside.clerk).post(f"{PAGE}{scan.pk}/van-ban/", {"ke_hoach": plan.pk}).status_code == 302
    scan.refresh_from_db()
    assert (scan.outcome, scan.matched_by, kept_of(plan)) == (Outcome.KEPT, MatchedBy.HAND, 1)


def test_the_text_layer_of_a_paper_says_its_number(inside: World) -> None:
    plan = issued(inside)
    number, _, notation = plan.symbol.partition("/")
    (scan,) = bring(inside, ("in.pdf", paper.counted_pdf(samples.plan(number=number, agency={**samples.plan()["agency"], "symbol": notation.partition("-")[2]}, issued_on=plan.issued_on.isoformat()))[0]))  # fmt: skip
    assert (scan.outcome, scan.matched_by, scan.paper_id) == (Outcome.KEPT, MatchedBy.NUMBER, plan.paper_id)


# --- what is wrong


def test_what_is_no_scan_of_ours_says_so_changes_nothing_and_is_kept(inside: World, plain: bytes) -> None:
    plan = issued(inside)
    good = a_scan(printed(code_of(plan)))
    picture = a_scan(plain, "jpg")
    files = {
        "ma-hoa.pdf": (scans.locked(good), "encrypted"),
        "cut.pdf": (good[: len(good) // 2], "damaged"),
        "cut.jpg": (picture[: len(picture) // 3], "damaged"),
        "hong.pdf": (b"%PDF-1.7\n%%EOF", "damaged"),
        "anh.pdf": (picture, "false-name"),
        "quet.jpg": (good, "false-name"),
        "chu.docx": (b"PK\x03\x04 words", "not-scan"),
        "rong.pdf": (b"", "empty"),
    }
    read = bring(inside, *((name, content) for name, (content, _) in files.items()))
    told = {scan.name: (scan.outcome, scan.says) for scan in read}
    called = {
        "anh.pdf": "Tệp này là ảnh JPEG, không phải PDF như đuôi tên tệp. Đổi đuôi tên tệp thành .jpg rồi tải lên lại.",
        "quet.jpg": "Tệp này là PDF, không phải ảnh JPEG như đuôi tên tệp. Đổi đuôi tên tệp thành .pdf rồi tải lên lại.",
    }
    assert told == {
        name: (Outcome.REFUSED, called.get(name, OBJECTIONS[code])) for name, (_, code) in files.items()
    }
    assert [storage.load(inside.province.pk, scan.file_digest) for scan in read] == [
        content for content, _ in files.values()
    ]
    assert SignedScan.objects.filter(paper_id=plan.paper_id).count() == 0
    page = text_of(as_(inside.clerk).get(PAGE))
    assert OBJECTIONS["encrypted"] in page
    taken = as_(inside.clerk).get(f"{PAGE}{read[0].pk}/tep/")
    assert taken["Content-Disposition"].startswith("attachment")


def test_a_file_of_two_hundred_megabytes_is_not_read_but_kept(inside: World, tmp_path: Path) -> None:
    """Written in parts, never held as a whole."""
    big = tmp_path / "to.pdf"
    with big.open("wb") as file:
        file.write(b"%PDF-1.7 ")
        file.truncate(200 * 1024 * 1024)
    with big.open("rb") as file:
        answer = as_(inside.clerk).post(PAGE, {"ban_quet": file})
    assert answer.status_code == 302
    (scan,) = IncomingScan.objects.filter(name="to.pdf")
    assert (scan.state, scan.outcome, scan.says) == (
        PaperState.READY,
        Outcome.REFUSED,
        "Tệp nặng 200 MB; bản quét nặng nhất 50 MB. Quét lại ở 300 dpi rồi tải lên.",
    )
    assert storage.file_path(inside.province.pk, scan.file_digest).stat().st_size == 200 * 1024 * 1024


def test_a_scan_of_another_agencys_paper_is_refused(inside: World) -> None:
    plan = issued(inside)
    (scan,) = bring_as_neighbour(inside, ("quet.pdf", a_scan(printed(code_of(plan)))))
    assert (scan.outcome, scan.says) == (
        Outcome.REFUSED,
        "Mã trên bản quét là của văn bản do cơ quan khác ban hành.",
    )
    assert kept_of(plan) == 0


def bring_as_neighbour(world: World, *files: tuple[str, bytes]) -> list[IncomingScan]:
    clerk = world.here.neighbour.clerk
    page = f"/dong-nai/{world.here.neighbour.agency.slug}/ban-ky-quet/"
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    assert as_(clerk).post(page, {"ban_quet": sent}).status_code == 302
    brought = list(IncomingScan.objects.filter(agency=world.here.neighbour.agency))
    for scan in brought:
        scan_tasks.read_scan(scan.pk, world.province.pk)
        scan.refresh_from_db()
    return brought


def test_a_code_of_another_province_is_nobodys_here(inside: World) -> None:
    with entered(inside.there.province):
        abroad = Plan.objects.select_related("paper").get(pk=inside.there.plans[PlanState.ISSUED].pk)
        code = code_of(abroad)
    (scan,) = bring(inside, ("quet.pdf", a_scan(printed(code))))
    assert (scan.outcome, scan.says) == (
        Outcome.UNMATCHED,
        "Mã trên bản quét không phải mã của văn bản nào trong cổng. Chọn văn bản.",
    )


def test_the_same_scan_brought_again_is_kept_once(inside: World) -> None:
    plan = issued(inside)
    content = a_scan(printed(code_of(plan)))
    first, second = bring(inside, ("a.pdf", content), ("b.pdf", content))
    assert (first.outcome, second.outcome, second.says) == (
        Outcome.KEPT,
        Outcome.REFUSED,
        "Bản quét này đã được tải lên.",
    )
    assert kept_of(plan) == 1


# --- the job


def test_nobody_but_the_agencys_clerk_sees_the_page(inside: World) -> None:
    (scan,) = bring(inside, ("rong.pdf", b""))
    people = (inside.clerk, inside.drafter, inside.head, inside.stranger, inside.foreigner)
    asked = [[as_(who).get(at).status_code for at in (PAGE, f"{PAGE}{scan.pk}/tep/")] for who in people]
    assert asked == [[200, 200], [409, 404], [409, 404], [404, 404], [404, 404]]


def test_a_scan_that_no_worker_was_told_of_is_found_by_the_clock(inside: World, settings: Any) -> None:
    settings.PAPER_PATIENCE_SECONDS = -1
    as_(inside.clerk).post(PAGE, {"ban_quet": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")})
    IncomingScan.objects.update(woken_at=None)
    assert schedule.wake_forgotten() >= 1
    assert IncomingScan.objects.get().woken_at is not None


def test_a_reader_that_dies_again_and_again_is_said_and_may_be_tried_again(inside: World) -> None:
    as_(inside.clerk).post(PAGE, {"ban_quet": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")})
    scan = IncomingScan.objects.get()
    IncomingScan.objects.update(attempts=MAX_ATTEMPTS)
    scan_tasks.read_scan(scan.pk, inside.province.pk)
    scan.refresh_from_db()
    assert (scan.state, scan.outcome) == (PaperState.FAILED, "")
    assert as_(inside.clerk).post(f"{PAGE}{scan.pk}/thu-lai/").status_code == 302
    scan.refresh_from_db()
    assert (scan.state, scan.attempts) == (PaperState.QUEUED, 0)


def test_a_child_that_takes_too_long_or_falls_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, plain: bytes
) -> None:
    assert scan_child.reading(plain, "a.pdf", seconds=0.01).objection == "slow"
    monkeypatch.setattr(scan_child, "COMMAND", ("/bin/false",))
    assert scan_child.reading(plain, "a.pdf").objection == "heavy"


def test_a_scan_of_no_paper_of_ours_is_put_aside_and_may_still_be_given_to_one(
    inside: World, plain: bytes
) -> None:
    plan = issued(inside)
    content = a_scan(plain)
    (scan,) = bring(inside, ("khong-ro.pdf", content))
    assert scan.outcome == Outcome.UNMATCHED
    address = f"{PAGE}{scan.pk}/de-rieng/"
    assert address in as_(inside.clerk).get(PAGE).content.decode()
    assert as_(inside.drafter).post(address).status_code == 404
    assert as_(inside.clerk).post(address).status_code == 302
    scan.refresh_from_db()
    assert (scan.outcome, storage.load(scan.province_id, scan.file_digest)) == (Outcome.ASIDE, content)
    page = as_(inside.clerk).get(PAGE).content.decode()
    assert ("Đã để riêng" in page, address in page) == (True, False)
    assert as_(inside.clerk).post(address).status_code == 409
    assert as_(inside.clerk).post(f"{PAGE}{scan.pk}/van-ban/", {"ke_hoach": plan.pk}).status_code == 302
    scan.refresh_from_db()
    assert (scan.outcome, kept_of(plan)) == (Outcome.KEPT, 1)
