"""Electronic copies of an issued plan: what can become one, whose pages it has, the agency's signature in box 14."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.documents import storage
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.scans import kept
from cchc_portal.documents.signed import tasks as signing_tasks
from cchc_portal.documents.signed.states import SignatureState
from cchc_portal.documents.signing import acts
from plans.states import PlanState
from tests.documents.copies import signed_sheets
from tests.documents.signing import authority, signed
from tests.plans import signing_papers as papers
from tests.plans.copies_asked import at, client_of, the_copies, words
from tests.world import World, entered

pytestmark = pytest.mark.usefixtures("scanned")


def electronic(world: World, content: bytes | None, **fields: Any) -> Any:
    data = {"form": "sao-y", **fields}
    if content is not None:
        data["file"] = SimpleUploadedFile("quet.pdf", content)
    return client_of(world.clerk).post(at(world, "copy_add_electronic", world.plans[PlanState.ISSUED]), data)


def test_the_agency_signs_an_electronic_copy_in_box_14(settled: World, settings: Any, tmp_path: Path) -> None:
    scan = signed_sheets.sheets()  # the kept one; no file is asked for
    assert electronic(settled, None).status_code == 302
    plan, copy = settled.plans[PlanState.ISSUED], the_copies(settled)[0]
    assert (copy.line, copy.type_name) == (None, "Bản sao y điện tử")
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
    assert client_of(settled.clerk).post(at(settled, "copy_sign", plan, copy_id=copy.pk)).status_code == 302
    with entered(settled.province):
        waiting = copy_files.signature_of(copy)
        assert waiting is not None
        signing_tasks.sign(waiting.pk, waiting.province_id)
        done = copy_files.signature_of(copy)
        assert done is not None
        assert (done.state, done.error, done.holder) == (SignatureState.DONE, "", authority.AGENCY)
        content = storage.load(done.province_id, done.file_digest)
        verbs = list(HistoryEvent.objects.about(plan).values_list("verb", flat=True))
        assert "copy_sealed" in verbs
    assert content.startswith(scan)
    given = client_of(settled.drafter).get(at(settled, "copy_file", plan, copy_id=copy.pk))
    assert given.content == content


def a_pdf(head: bytes) -> bytes:
    """One empty page under another version's head."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out, force_version=head.decode().removeprefix("%PDF-"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Tải bản quét của văn bản giấy lên."),
        (b"\xff\xd8\xff\xe0 picture", "Bản quét để sao điện tử phải là tệp PDF; tệp này không phải."),
        (a_pdf(b"%PDF-1.3"), "Tệp PDF theo phiên bản 1.3; bản sao điện tử cần phiên bản từ 1.4 trở lên."),
        (b"%PDF-1.7 broken", "Tệp PDF bị hỏng, không đọc được. Quét lại rồi tải lên."),
    ],
)
def test_what_cannot_become_an_electronic_copy_is_said(
    settled: World, monkeypatch: pytest.MonkeyPatch, content: bytes | None, said: str
) -> None:
    monkeypatch.setattr(kept, "standing", lambda paper: None)
    answer = electronic(settled, content)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (200, {"file": [said]})
    assert the_copies(settled) == []


def test_an_electronic_excerpt_is_pages_of_the_signed_sheets(settled: World) -> None:
    assert electronic(settled, None, form="trich-sao", pages="2").status_code == 302
    copy = the_copies(settled)[0]
    with entered(settled.province):
        paper = copy_files.print_of(copy)
        assert paper is not None
    with pdfplumber.open(BytesIO(signed_sheets.sheets())) as given:
        second = given.pages[1].extract_text()
    assert (paper.pages, words(storage.load(paper.province_id, paper.file_digest))) == (1, second)


def test_the_agency_signs_a_copy_on_its_own_computer_and_brings_it(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    papers.trusted(settings, tmp_path / "tin")
    assert electronic(settled, None).status_code == 302
    plan, copy = settled.plans[PlanState.ISSUED], the_copies(settled)[0]
    clerk, bring = client_of(settled.clerk), at(settled, "copy_bring", plan, copy_id=copy.pk)
    given = clerk.get(at(settled, "copy_file", plan, copy_id=copy.pk)).content
    refused = clerk.post(bring, {"file": SimpleUploadedFile("ban-sao.pdf", given)})
    assert dict(refused.context["form"].errors) == {"file": ["Tệp không có chữ ký số."]}
    holder, words = authority.agency(), copied_paper.box_14(copy.snapshot.content)
    content = signed.answered(acts.prepare_copy(given, words, holder.chain, signed.now()), holder.signer)
    assert clerk.post(bring, {"file": SimpleUploadedFile("ban-sao.pdf", content)}).status_code == 302
    assert client_of(settled.drafter).get(at(settled, "copy_file", plan, copy_id=copy.pk)).content == content
