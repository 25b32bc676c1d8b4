"""Copies of an issued plan: numbers, the register's lines, who may, what each page says."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import storage
from cchc_portal.documents.copies import copying, originals
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import IssuedNumber, NumberBook, Paper
from cchc_portal.documents.register import book
from cchc_portal.documents.scans import kept
from cchc_portal.documents.states import AfterKind, PaperState
from plans import history
from plans.states import PlanState
from tests.documents.copies import signed_sheets
from tests.plans.copies_asked import at, client_of, copied, printed, the_copies
from tests.world import World, a_delegation, entered

pytestmark = pytest.mark.usefixtures("scanned")


def test_all_forms_share_one_run_of_numbers_and_stand_in_the_register(settled: World) -> None:
    plan, year = settled.plans[PlanState.ISSUED], timezone.localdate().year
    assert copied(settled).status_code == 302
    assert copied(settled, form="trich-sao", pages="1").status_code == 302
    first = the_copies(settled)[0]
    assert copied(settled, form="sao-luc", made_from=str(first.pk), source_signed="on").status_code == 302
    with entered(settled.province):
        lines = list(IssuedNumber.objects.filter(series="SAO").order_by("number"))
        counted = NumberBook.objects.get(agency=settled.agency, series="SAO", year=year).last_number
        subject = f"Kế hoạch số {plan.symbol} ngày {plan.issued_on:%d/%m/%Y}: {plan.subject[:1].lower()}{plan.subject[1:]}"
    assert [(line.symbol, line.type_name) for line in lines] == [
        ("01/SY-STC", "Bản sao y"),
        ("02/TrS-STC", "Bản trích sao"),
        ("03/SL-STC", "Bản sao lục"),
    ]
    assert (counted, lines[0].subject, lines[0].copies) == (3, subject, 2)
    assert lines[0].signer == f"{settled.head.user}, {settled.head.post.title}"
    assert lines[0].recipients == "UBND thành phố (để b/c); Như trên"
    register = reverse("book:list", kwargs={"province": settled.province.slug, "agency": settled.agency.slug})
    page = client_of(settled.clerk).get(register, {"series": "SAO"}).content.decode()
    assert [line.symbol in page for line in lines] == [True, True, True]
    assert ">Bản sao</option>" in page


def test_a_copy_that_nobody_has_signed_is_not_copied_again(settled: World) -> None:
    assert copied(settled).status_code == 302
    refused = copied(settled, form="sao-luc", made_from=str(the_copies(settled)[0].pk))
    assert refused.context["form"].errors == {"source_signed": [copying.UNSIGNED]}
    assert len(the_copies(settled)) == 1
    assert refused.content.decode().count("(không bắt buộc)") == 0


def test_a_copy_in_the_agencys_other_register_takes_its_number_from_the_same_run(settled: World) -> None:
    assert copied(settled).status_code == 302
    with entered(settled.province):
        line = book.reserve(
            settled.agency, series="SL", subject="Sao lục", year=timezone.localdate().year, by=settled.clerk
        )
    assert (line.symbol, line.series, line.type_name) == ("02/SL-STC", "SAO", "Bản sao lục")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"form": ""}, {"form": ["Chọn hình thức sao."]}),
        ({"form": "trich-sao"}, {"pages": ["Nhập các trang để trích sao."]}),
        ({"form": "trich-sao", "pages": "3-1"}, {"pages": ["Nhập số trang, cách nhau bằng dấu phẩy, ví dụ: 1, 3-4."]}),
        ({"form": "trich-sao", "pages": "1, 9"}, {"__all__": ["Văn bản đã ký có 3 trang; không có trang 9."]}),
        ({"form": "sao-luc"}, {"made_from": ["Văn bản chưa có bản sao y; sao y trước."]}),
        ({"recipients": " -\n"}, {"recipients": ["Nhập ít nhất một nơi nhận bản sao."]}),
        ({"recipients": ""}, {"recipients": ["Nhập nơi nhận bản sao."]}),
        ({"day": "01/01/2099"}, {"__all__": ["Ngày sao không thể sau ngày hôm nay."]}),
        ({"count": "hai"}, {"count": ["Nhập số lượng bản bằng số, ví dụ: 3."]}),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_no_number_is_taken(
    settled: World, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    answer = copied(settled, **changes)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (200, errors)
    assert the_copies(settled) == []
    with entered(settled.province):
        assert not IssuedNumber.objects.filter(series="SAO").exists()


def test_a_copy_is_not_dated_before_its_document(settled: World) -> None:
    plan = settled.plans[PlanState.ISSUED]
    assert plan.issued_on is not None
    answer = copied(settled, day=f"{plan.issued_on - timedelta(days=1):%d/%m/%Y}")
    said = f"Văn bản ban hành ngày {plan.issued_on:%d/%m/%Y}; ngày sao không thể sớm hơn ngày đó."
    assert dict(answer.context["form"].errors) == {"__all__": [said]}


def test_the_block_is_signed_by_the_head_or_in_the_form_of_a_delegation(settled: World) -> None:
    with entered(settled.province):
        given = a_delegation(settled.head, settled.unit_head, "TL")
    page = client_of(settled.clerk).get(at(settled, "copy_add", settled.plans[PlanState.ISSUED]))
    head, deputy = settled.head.post.title.upper(), settled.unit_head.post.title.upper()
    assert [label for _, label in page.context["form"].fields["signer"].choices] == [
        f"{head}: {settled.head.user}",
        f"TL. {head} / {deputy}: {settled.unit_head.user}",
    ]
    assert copied(settled, signer=f"{settled.unit_head.pk}-{given.pk}").status_code == 302
    block = the_copies(settled)[0].snapshot.content["copy"]
    assert (block["authority"], block["title"], block["name"]) == (
        [f"TL. {head}"], deputy, settled.unit_head.user.full_name,
    )  # fmt: skip


def test_a_copy_is_the_signed_sheets_with_the_agencys_block_below(settled: World) -> None:
    assert copied(settled).status_code == 302
    paper = printed(settled, the_copies(settled)[0])
    with pdfplumber.open(BytesIO(signed_sheets.sheets())) as given:
        whole = [page.extract_text() for page in given.pages]
    with pdfplumber.open(BytesIO(storage.load(paper.province_id, paper.file_digest))) as made:
        pages = [page.extract_text() for page in made.pages]
    assert pages[:2] == whole[:2]
    assert (len(pages), pages[2].startswith(whole[2]), pages[2].count("SAO Y")) == (3, True, 1)


def test_an_excerpt_leaves_out_what_was_not_chosen(settled: World) -> None:
    assert copied(settled, form="trich-sao", pages="1, 3").status_code == 302
    paper = printed(settled, the_copies(settled)[0])
    with pdfplumber.open(BytesIO(signed_sheets.sheets())) as given:
        first, _, third = (page.extract_text() for page in given.pages)
    with pdfplumber.open(BytesIO(storage.load(paper.province_id, paper.file_digest))) as made:
        pages = [page.extract_text() for page in made.pages]
    assert (pages[0], len(pages), paper.pages) == (first, 2, 2)
    assert (pages[1].startswith(third), pages[1].count("TRÍCH SAO")) == (True, 1)


@pytest.mark.parametrize("form", [{}, {"form": "trich-sao", "pages": "1"}])
def test_what_was_signed_in_ink_is_not_copied_before_its_scan_is_kept(
    settled: World, monkeypatch: pytest.MonkeyPatch, form: dict[str, str]
) -> None:
    monkeypatch.setattr(kept, "standing", lambda paper: None)
    answer = copied(settled, **form)
    assert dict(answer.context["form"].errors) == {"__all__": [originals.NO_SCAN]}
    with entered(settled.province):
        assert not IssuedNumber.objects.filter(series="SAO").exists()


def test_what_was_signed_digitally_is_copied_from_its_signed_file(settled: World) -> None:
    plan = settled.plans[PlanState.ISSUED]
    with entered(settled.province):
        digest = storage.store(settled.province.pk, b"%PDF-1.7 signed")
        ready = {"state": PaperState.READY, "ready_at": timezone.now()}
        Paper.objects.filter(pk=plan.paper_id).update(unsigned_digest="0" * 64, file_digest=digest, **ready)
    assert copied(settled).status_code == 302
    block = the_copies(settled)[0].snapshot.content["copy"]
    assert (block["sheets"], block["sheets_kind"]) == (digest, "pdf")


def test_the_same_copy_is_the_same_bytes_and_says_when_its_document_is_withdrawn(settled: World) -> None:
    assert copied(settled).status_code == 302
    plan, copy = settled.plans[PlanState.ISSUED], the_copies(settled)[0]
    first, again = printed(settled, copy), printed(settled, copy)
    assert first.file_digest == again.file_digest
    with entered(settled.province):
        line = IssuedNumber.objects.get(snapshot=copy.original)
        book.note_after_issue(
            line.pk, AfterKind.WITHDRAWN, reason="Ban hành nhầm", by_symbol="30/QĐ-STC",
            by_day=timezone.localdate(), by=settled.clerk,
        )  # fmt: skip
        assert copy_files.print_of(copy) is None
    clerk = client_of(settled.clerk)
    page = clerk.get(at(settled, "detail", plan)).content.decode()
    make = at(settled, "copy_make", plan, copy_id=copy.pk)
    assert (f'action="{make}"' in page, "Tạo bản in hiện nay" in page) == (True, True)
    assert clerk.post(make).status_code == 302
    marked = printed(settled, copy)
    assert marked.marks == ["withdrawn"]
    assert marked.file_digest != first.file_digest


def test_the_clerk_downloads_a_copy_and_the_plans_history_tells_of_it(settled: World) -> None:
    assert copied(settled).status_code == 302
    plan, copy = settled.plans[PlanState.ISSUED], the_copies(settled)[0]
    assert client_of(settled.clerk).get(at(settled, "copy_file", plan, copy_id=copy.pk)).status_code == 404
    printed(settled, copy)
    answer = client_of(settled.clerk).get(at(settled, "copy_file", plan, copy_id=copy.pk))
    assert answer["Content-Disposition"].endswith("filename*=utf-8''01-SY-STC.pdf") or (
        answer["Content-Disposition"] == 'attachment; filename="01-SY-STC.pdf"'
    )
    with entered(settled.province):
        event = HistoryEvent.objects.about(plan).get(verb="copied")
        told = history.of_plan(plan)[0]
    assert event.details == {"what": "bản sao y số 01/SY-STC"}
    assert "tạo bản sao y số 01/SY-STC" in str(told)


def test_who_may_see_and_who_may_make_copies(settled: World) -> None:
    assert copied(settled).status_code == 302
    plan, copy = settled.plans[PlanState.ISSUED], the_copies(settled)[0]
    printed(settled, copy)
    names = ("clerk", "drafter", "head", "stranger", "foreigner", "reviewer")
    seen = {}
    for name in names:
        client = client_of(getattr(settled, name))
        seen[name] = [
            client.get(at(settled, "copy_add", plan)).status_code,
            client.get(at(settled, "copy_add_electronic", plan)).status_code,
            client.get(at(settled, "copy_file", plan, copy_id=copy.pk)).status_code,
            client.post(at(settled, "copy_make", plan, copy_id=copy.pk)).status_code,
        ]
    assert seen == {
        "clerk": [200, 200, 200, 302],
        "drafter": [409, 409, 200, 409],
        "head": [409, 409, 200, 409],
        "stranger": [404, 404, 404, 404],
        "foreigner": [404, 404, 404, 404],
        "reviewer": [404, 404, 404, 404],
    }


def test_a_plan_that_is_not_issued_is_not_copied(settled: World) -> None:
    answer = client_of(settled.clerk).get(at(settled, "copy_add", settled.plans[PlanState.APPROVED]))
    assert "Chỉ sao được văn bản đã ban hành" in answer.content.decode()


def test_the_line_of_a_copy_offers_nothing_that_belongs_to_its_document(settled: World) -> None:
    assert copied(settled).status_code == 302
    with entered(settled.province):
        line = IssuedNumber.objects.get(symbol="01/SY-STC")
        with pytest.raises(Refused) as refusal:
            book.note_after_issue(
                line.pk, AfterKind.WITHDRAWN, reason="Nhầm", by_symbol="30/QĐ-STC",
                by_day=timezone.localdate(), by=settled.clerk,
            )  # fmt: skip
    assert str(refusal.value) == "01/SY-STC là bản sao; ghi việc này vào dòng của văn bản được sao."
    own = {"province": settled.province.slug, "agency": settled.agency.slug, "line_id": line.pk}
    page = client_of(settled.clerk).get(reverse("book:line", kwargs=own))
    assert [choice["label"] for choice in page.context["choices"]] == ["Sửa các cột văn thư ghi"]
    assert (page.context["standing"], page.context["history"][0]["verb"]) == (None, "Lấy số cho bản sao y")
