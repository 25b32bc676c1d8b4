"""Attached files over HTTP: adding them, who may fetch them, where they go with the issued paper, what the public page says of them."""

import base64
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.documents import storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached.states import AttachedState
from cchc_portal.documents.dispatch import exchange, outgoing, sending
from cchc_portal.documents.models import AttachedFile, Dispatch, ExchangeCode, IssuedNumber, Paper
from cchc_portal.documents.states import Way
from plans.actions import attached_files, procedure
from plans.forms import uploads
from plans.models import DraftFile, Plan
from plans.states import PlanState
from publications import actions, limits
from publications.models import Announcement
from tests.documents import attachable, signing_rows
from tests.documents.signing import authority
from tests.plans import signing_papers as papers
from tests.plans.copies_asked import at, client_of
from tests.plans.test_attached import (
    TITLE,
    add,
    approved_with_files,
    files_of,
    issued_by_keys,
    worked,
)
from tests.world import World, entered


def upload(content: bytes, name: str = "phu-luc.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- adding


def test_the_drafter_adds_orders_and_takes_out_a_file_on_the_plans_page(settled: World) -> None:
    plan, page = settled.plans[PlanState.DRAFT], client_of(settled.drafter)
    assert page.get(at(settled, "attached_add", plan)).status_code == 200
    for name in ("I", "II"):
        sent = {"title": f" Phụ lục   {name} ", "file": upload(attachable.made(name))}
        answer = page.post(at(settled, "attached_add", plan), sent)
        assert answer["Location"] == f"{at(settled, 'detail', plan)}#phu-luc-kem-theo"
    with entered(settled.province):
        first, second = attached_files.of_draft(plan)
    shown = page.get(at(settled, "detail", plan)).context["attached"]
    assert [row["row"].title for row in shown["rows"]] == ["Phụ lục I", "Phụ lục II"]
    page.post(at(settled, "attached_move", plan, draft_file_id=second.pk), {"huong": "len"})
    page.post(at(settled, "attached_out", plan, draft_file_id=first.pk))
    with entered(settled.province):
        assert [row.title for row in attached_files.of_draft(plan)] == ["Phụ lục II"]
        kept = storage.load(plan.province_id, second.file_digest)
    fetched = page.get(at(settled, "attached_draft", plan, draft_file_id=second.pk))
    assert (fetched.content, fetched["Content-Type"]) == (kept, "application/pdf")
    assert fetched["Content-Disposition"].startswith("attachment;")
    assert fetched["X-Content-Type-Options"] == "nosniff"


BAD = {
    "ảnh": (b"\xff\xd8\xff\xe0 anh", "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”."),
    "rỗng": (b"", "Tệp này không có nội dung."),
    "cắt": (attachable.made()[:900], "Tệp PDF bị hỏng hoặc bị cắt bớt, không đọc được."),
    "khóa": (
        attachable.encrypted(attachable.made()),
        "Tệp được đặt mật khẩu nên không kiểm tra được; hãy dùng tệp không mã hóa.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_file_stands_beside_its_field(settled: World, name: str) -> None:
    content, sentence = BAD[name]
    plan, page = settled.plans[PlanState.DRAFT], client_of(settled.drafter)
    answer = page.post(at(settled, "attached_add", plan), {"title": TITLE, "file": upload(content)})
    assert (answer.status_code, answer.context["form"].errors) == (200, {"file": [sentence]})
    with entered(settled.province):
        assert DraftFile.objects.filter(plan=plan).count() == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settled: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)
    plan, page = settled.plans[PlanState.DRAFT], client_of(settled.drafter)
    sent = {"title": TITLE, "file": upload(attachable.made())}
    errors = page.post(at(settled, "attached_add", plan), sent).context["form"].errors
    assert errors == {"file": ["Tệp nặng quá 50 MB nên cổng không nhận."]}


# --- who sees what


def test_before_the_issue_only_the_agencys_people_see_a_file(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.DRAFT]
        row = add(plan, settled.drafter)
    address = at(settled, "attached_draft", plan, draft_file_id=row.pk)
    seen = {
        name: client_of(getattr(settled, name)).get(address).status_code
        for name in ("drafter", "unit_head", "clerk", "stranger", "reviewer", "foreigner")
    }
    assert seen == {
        "drafter": 200,
        "unit_head": 200,
        "clerk": 200,
        "stranger": 404,
        "reviewer": 404,
        "foreigner": 404,
    }
    other = at(settled, "attached_draft", settled.plans[PlanState.ISSUED], draft_file_id=row.pk)
    assert client_of(settled.drafter).get(other).status_code == 404


def test_after_the_issue_those_who_read_the_plan_fetch_its_files(settled: World) -> None:
    plan, row = issued_in_ink(settled)
    address = at(settled, "attached_file", plan, attached_id=row.pk)
    seen = {
        name: client_of(getattr(settled, name)).get(address).status_code
        for name in ("drafter", "clerk", "reviewer", "stranger", "foreigner")
    }
    assert seen == {"drafter": 200, "clerk": 200, "reviewer": 200, "stranger": 404, "foreigner": 404}
    name = client_of(settled.clerk).get(address)["Content-Disposition"]
    assert name.startswith("attachment;")


def issued_in_ink(world: World) -> tuple[Plan, AttachedFile]:
    with entered(world.province):
        plan = approved_with_files(world, "một")
        procedure.issue(plan.pk, by=world.clerk, issued_on=timezone.localdate())
        papers.make(plan)
        plan = Plan.objects.select_related("paper", "line").get(pk=plan.pk)
        return plan, files_of(plan)[0]


def test_the_head_sees_the_list_where_the_plan_is_decided(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.DRAFT)
        add(plan, settled.drafter)
        procedure.submit(plan.pk, by=settled.drafter)
    page = client_of(settled.head).get(at(settled, "detail", plan))
    assert next(each.name for each in page.templates) == "plans/deciding.html"
    (row,) = page.context["attached"]["rows"]
    assert (row["row"].title, row["out_href"], page.context["attached"]["add_href"]) == (TITLE, "", "")
    assert client_of(settled.head).get(row["file_href"]).status_code == 200


def test_the_page_says_why_a_file_of_a_paper_in_ink_is_not_signed(settled: World) -> None:
    plan, _ = issued_in_ink(settled)
    shown = client_of(settled.clerk).get(at(settled, "detail", plan)).context["attached"]
    assert shown["note"] == (
        "Văn bản được ký, đóng dấu trên giấy nên các tệp này giữ nguyên như khi ban hành, "
        "không có chữ ký số của cơ quan."
    )
    assert (shown["busy"], [row["retry_href"] for row in shown["rows"]]) == (False, [""])


def test_a_failed_signature_has_a_button_for_the_clerk_alone(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
    page = at(settled, "detail", plan)
    assert client_of(settled.clerk).get(page).context["attached"]["busy"] is True
    with entered(settled.province):
        papers.key_file(settings, tmp_path / "cu", co_quan=authority.expired())
        assert worked(row).state == AttachedState.FAILED
    settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa" / "khoa.toml")
    hrefs = {
        name: client_of(getattr(settled, name)).get(page).context["attached"]["rows"][0]["retry_href"]
        for name in ("drafter", "clerk")
    }
    retry = at(settled, "attached_retry", plan, attached_id=row.pk)
    assert hrefs == {"drafter": "", "clerk": retry}
    assert client_of(settled.clerk).post(retry).status_code == 302
    with entered(settled.province):
        assert worked(row).state == AttachedState.DONE


# --- where they go with the paper


def public_of(world: World, plan: Plan) -> Announcement:
    with entered(world.province):
        found: Announcement = Announcement.objects.get(plan=plan)
        return found


def test_the_public_fetches_them_with_a_published_announcement_only(settled: World) -> None:
    plan, row = issued_in_ink(settled)
    news = public_of(settled, plan)
    where = {"province": settled.province.slug, "slug": news.slug}
    address = reverse("publications:attached", kwargs={**where, "position": 1})
    page = reverse("publications:announcement", kwargs=where)
    assert Client().get(address).status_code == 404
    with entered(settled.province):
        actions.publish(news.pk, by=settled.clerk)
    assert [each.title for each in Client().get(page).context["attached"]] == [row.title]
    fetched = Client().get(address)
    assert fetched.content == storage.load(row.province_id, row.file_digest)
    assert fetched["Content-Security-Policy"] == "sandbox; default-src 'none'"
    beyond = reverse("publications:attached", kwargs={**where, "position": 2})
    assert Client().get(beyond).status_code == 404


def a_dispatch(plan: Plan) -> Dispatch:
    line = IssuedNumber.objects.get(pk=plan.line_id)
    made: Dispatch = Dispatch.objects.create(
        agency=line.agency,
        number=line,
        position=700,
        recipient="Trung tâm Phục vụ hành chính công",
        way=Way.EMAIL,
        email="van-thu@example.vn",
    )
    return made


def test_the_letter_carries_them_behind_the_paper(settled: World) -> None:
    plan, row = issued_in_ink(settled)
    with entered(settled.province):
        parcel = sending.claim(a_dispatch(plan).pk)
        assert parcel is not None
        names = [name for name, _, _ in sending.letter(parcel).attachments]
        contents = [content for _, content, _ in sending.letter(parcel).attachments]
        symbol = plan.symbol.replace("/", "-")
        assert names == [f"{symbol}.pdf", f"{symbol} (phụ lục kèm theo 1).pdf"]
        assert contents[1] == storage.load(row.province_id, row.file_digest)


def test_the_letter_waits_for_a_signature_but_not_for_ever(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        sent = a_dispatch(plan)
        assert sending.claim(sent.pk) is None
        AttachedFile.objects.filter(pk=row.pk).update(attached_at=timezone.now() - attaching.WORTH_WAITING)
        parcel = sending.claim(sent.pk)
        assert parcel is not None
        assert [one.title for one in parcel.enclosures] == ["Phụ lục một"]


def test_edxml_holds_every_file_and_its_title(settled: World) -> None:
    plan, row = issued_in_ink(settled)
    with entered(settled.province):
        line = IssuedNumber.objects.select_related("snapshot", "agency").get(pk=plan.line_id)
        ExchangeCode.objects.update_or_create(agency=line.agency, defaults={"code": "H19.01"})
        signing_rows.a_scan(Paper.objects.get(pk=plan.paper_id), settled.clerk)
        root = ET.fromstring(exchange.edxml_of(line, made_at=timezone.now()))
        (enclosed,) = outgoing.enclosures_of(line) or ()
    assert [one.text for one in root.iterfind(".//{*}Appendix")][-1:] == [row.title]
    assert [one.findtext("{*}ContentId") for one in root.iterfind(".//{*}Reference")] == ["cid:1", "cid:2"]
    parts = list(root.iterfind(".//{*}Attachment"))
    assert [one.findtext("{*}ContentId") for one in parts] == ["cid:1", "cid:2"]
    assert parts[1].findtext("{*}AttachmentName") == enclosed.name
    sent = parts[1].findtext("{*}ContentTransferEncoded") or ""
    assert base64.b64decode(sent) == enclosed.content


def test_the_receiving_agency_of_the_portal_fetches_them(settled: World) -> None:
    plan, row = issued_in_ink(settled)
    with entered(settled.province):
        line = IssuedNumber.objects.get(pk=plan.line_id)
        came = Dispatch.objects.create(
            agency=line.agency,
            number=line,
            position=701,
            recipient="Sở Xây dựng",
            way=Way.INSIDE,
            to_agency=settled.stranger.post.agency,
            state="sent",
            sent_at=timezone.now(),
        )
    there = {"province": settled.province.slug, "agency": settled.stranger.post.agency.slug}
    listed = client_of(settled.stranger).get(reverse("incoming:list", kwargs=there))
    mine = [each for each in listed.context["rows"] if each["dispatch"].pk == came.pk]
    assert [one["row"].title for one in mine[0]["attached"]] == [row.title]
    address = reverse("incoming:attached", kwargs={**there, "came_id": came.pk, "position": 1})
    fetched = client_of(settled.stranger).get(address)
    assert fetched.content == storage.load(row.province_id, row.file_digest)
    assert client_of(settled.foreigner).get(address).status_code == 404


# --- the public check


@pytest.fixture
def unlimited(monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "_count", lambda _name: 1)


def checked(content: bytes) -> Any:
    return Client().post("/kiem-tra/", {"tep": upload(content)}).context["answer"]


def test_the_public_page_knows_a_file_by_its_bytes(
    settled: World, settings: Any, tmp_path: Path, unlimited: None
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        row = worked(files_of(plan)[0])
        signed = storage.load(row.province_id, row.file_digest)
        original = storage.load(row.province_id, row.original_digest)
    day = f"{timezone.localdate():%d/%m/%Y}"
    what = f"Tệp này là “Phụ lục một”, phụ lục kèm theo văn bản số {plan.symbol} ngày {day}"
    answer = checked(signed)
    assert (answer.headline, answer.tone) == (f"{what}.", "ok")
    assert list(answer.sentences) == ["Mã SHA-256 của tệp trùng với mã của tệp được lưu trên cổng."]
    assert [one.signer for one in answer.signatures] == [authority.AGENCY]
    before = checked(original)
    assert (before.headline, before.tone) == (f"{what}, trước khi được ký số.", "warn")
    changed = checked(signed + b"\n%them")
    assert changed.headline == "Tệp này không trùng với văn bản nào đã phát hành trên cổng."


def test_the_public_page_says_that_a_file_of_a_paper_in_ink_bears_no_signature(
    settled: World, unlimited: None
) -> None:
    plan, row = issued_in_ink(settled)
    answer = checked(storage.load(row.province_id, row.file_digest))
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert answer.headline == (
        f"Tệp này là “Phụ lục một”, phụ lục kèm theo văn bản số {plan.symbol} ngày {day}."
    )
    assert list(answer.sentences)[1:] == ["Tệp không có chữ ký số của cơ quan ban hành."]
