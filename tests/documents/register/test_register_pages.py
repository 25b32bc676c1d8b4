"""The register's pages: what each audience sees, finding a paper, Excel and the printed book, forms with their errors."""

import io
import time
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pdfplumber
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cchc_portal.documents import rendering, storage
from cchc_portal.documents.dispatch import edxml, exchange
from cchc_portal.documents.models import AfterIssue, IssuedNumber, Paper
from cchc_portal.documents.register import columns, line_history, printed_book
from cchc_portal.vietnam import alphabet
from plans.states import PlanState
from tests.documents import signing_rows
from tests.documents.registers import BY_HAND, entered_line, kept_line
from tests.world import World, entered

HERE = {"province": "dong-nai", "agency": "so-tai-chinh"}
HOSTILE = ("=1+1", "+84 251", "-1", "@SUM(A1)")


def address(name: str, **more: Any) -> str:
    return reverse(f"book:{name}", kwargs=HERE | more)


def signed_in(client: Client, person: Any) -> Client:
    client.force_login(person.user)
    return client


def symbols_on(page: Any) -> list[str]:
    return [row["line"].symbol for row in page.context["rows"]]


def test_the_page_shows_every_line_newest_first_to_the_agencys_people(settled: World, client: Client) -> None:
    with entered(settled.province):
        line, kept = entered_line(settled.clerk), kept_line(settled.clerk)
    page = signed_in(client, settled.drafter).get(address("list"))
    assert symbols_on(page) == [kept.symbol, line.symbol, "01/KH-STC"]
    assert page.context["may_keep"].reason == (
        f"Việc này dành cho văn thư; vị trí hiện tại là {settled.drafter.post.title}."
    )


def test_those_who_oversee_read_what_was_issued_only(settled: World, client: Client) -> None:
    with entered(settled.province):
        kept = kept_line(settled.clerk)
    reviewer = signed_in(client, settled.reviewer)
    assert symbols_on(reviewer.get(address("list"))) == ["01/KH-STC"]
    assert reviewer.get(address("line", line_id=kept.pk)).status_code == 404


def test_the_number_of_queries_does_not_grow(settled: World, client: Client) -> None:
    signed_in(client, settled.clerk).get(address("list"))
    counts = []
    for number in ("21", "22", "23"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address("list"))
        counts.append(len(asked))
        with entered(settled.province):
            line = entered_line(settled.clerk, number=number, symbol=f"{number}/STC-VP")
            AfterIssue.objects.create(
                agency=line.agency, number=line, kind="corrected", by_symbol="1/STC-VP",
                by_day=date(2026, 3, 9), reason="Sai", recorded_by=settled.clerk.user,
            )  # fmt: skip
    assert counts[1:] == counts[:1] * 2


@pytest.mark.parametrize("words", ["ke hoach 43 khu cong nghiep", "Kế hoạch 43 khu công nghiệp", "43 KHU"])
def test_a_paper_is_found_among_ten_thousand_within_a_second(
    settled: World, client: Client, words: str
) -> None:
    """Goal 18: with or without accents, the right one among the first three."""
    with entered(settled.province):
        bulk = [_numbered(settled, number) for number in range(100, 10_100)]
        bulk.append(_numbered(settled, 43, subject="Tuyên truyền tại các khu công nghiệp"))
        bulk.append(_numbered(settled, 44, subject="Thông tin 430 khu công nghiệp"))
        IssuedNumber.objects.bulk_create(bulk)
    signed_in(client, settled.clerk).get(address("list"))
    began = time.perf_counter()
    page = client.get(address("list"), {"q": words})
    assert time.perf_counter() - began <= 1
    assert symbols_on(page)[0] == "43/KH-STC"


def _numbered(
    world: World, number: int, subject: str = "Kế hoạch 43 tuyên truyền khu dân cư"
) -> IssuedNumber:
    symbol = f"{number}/KH-STC"
    return IssuedNumber.in_province(
        agency=world.agency, series="KH", year=2025, number=number, symbol=symbol, subject=subject,
        issued_on=date(2025, 5, 5), given_at=timezone.now(), type_name="Kế hoạch",
        search_key=alphabet.fold(f"{symbol} Kế hoạch {subject}"),
    )  # fmt: skip


def test_year_and_series_narrow_the_list(settled: World, client: Client) -> None:
    with entered(settled.province):
        entered_line(settled.clerk, issued_on=date(2024, 3, 5))
        entered_line(settled.clerk, series="QĐ", number="7", symbol="", issued_on=date(2024, 3, 5))
    signed_in(client, settled.clerk)
    assert symbols_on(client.get(address("list"), {"year": "2024"})) == ["12/STC-VP", "07/QĐ-STC"]
    assert symbols_on(client.get(address("list"), {"year": "2024", "series": "QĐ"})) == ["07/QĐ-STC"]


def test_the_excel_book_is_the_register_cell_by_cell(settled: World, client: Client) -> None:
    with entered(settled.province):
        for number, words in enumerate(HOSTILE, start=31):
            entered_line(
                settled.clerk, number=str(number), symbol=words, signer=words, note=words, receipt=words
            )
        lines = IssuedNumber.objects.filter(agency=settled.agency).in_book_order().with_columns()
        wanted = [tuple(value or None for value in columns.cells(line)) for line in lines]
    answer = signed_in(client, settled.clerk).get(address("excel"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    read = [
        tuple(cell.date() if hasattr(cell, "date") else cell or None for cell in row)
        for row in sheet.iter_rows(values_only=True)
    ]
    above = [row[:1] for row in read[:3]]
    assert above == [(settled.agency.name,), ("SỔ ĐĂNG KÝ VĂN BẢN ĐI",), ("Các năm",)]
    assert read[3:] == [columns.TITLES, *wanted]
    assert (sheet.page_setup.orientation, sheet.print_title_rows, sheet.freeze_panes) == (
        "landscape", "$4:$4", "A5",
    )  # fmt: skip
    edges = {cell.border.left.style for row in sheet.iter_rows(min_row=4) for cell in row}
    assert (edges, sheet.column_dimensions["C"].width) == ({"thin"}, 50)
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if str(cell.value)[:1] in "=+-@"}
    assert kinds == {"s"}


@pytest.mark.parametrize(("asked", "year"), [("?year=2026", 2026), ("", timezone.localdate().year)])
def test_the_button_says_of_which_year_the_book_is_printed(
    settled: World, client: Client, asked: str, year: int
) -> None:
    page = signed_in(client, settled.clerk).get(address("list") + asked).content.decode()
    assert page.count(f"In sổ năm {year} (PDF)") == 1


def test_the_printed_book_is_ordered_and_made_by_a_worker(settled: World, client: Client) -> None:
    with entered(settled.province):
        entered_line(settled.clerk)
    answer = signed_in(client, settled.clerk).post(address("print") + "?year=2026")
    with entered(settled.province):
        paper = Paper.objects.select_related("snapshot").get(pk=answer["Location"].rsplit("=", 1)[1])
        content, pages = rendering.render(paper)
        rows = paper.snapshot.content[printed_book.KEY]["rows"]
    assert [row[0] for row in rows] == ["12/STC-VP", "01/KH-STC"]
    with pdfplumber.open(io.BytesIO(content)) as book:
        assert (len(book.pages), pages) == (1, 1)
        page = book.pages[0]
        assert (round(page.width), round(page.height)) == (842, 595)
        text = " ".join((page.extract_text() or "").split())
        assert text.count("SỔ ĐĂNG KÝ VĂN BẢN ĐI") == 1
        table = page.extract_tables()[0]
        assert [cell.replace("\n", " ") for cell in table[0]] == list(columns.TITLES)
        assert table[1] == [f"({number})" for number in range(1, 11)]
        assert [row[0].replace("\n", "") for row in table[2:]] == ["12/STC-VP", "01/KH-STC"]


def test_what_is_typed_wrong_is_told_beside_its_field(settled: World, client: Client) -> None:
    signed_in(client, settled.clerk)
    typed = {**BY_HAND, "issued_on": "31/12/2099", "copies": "ba", "signer": "", "sent_on": "06/03/2026"}
    page = client.post(address("enter"), typed)
    assert page.context["form"].errors == {
        "issued_on": ["Ngày ban hành không thể sau ngày hôm nay."],
        "copies": ["Nhập số lượng bản bằng số, ví dụ: 3."],
        "signer": ["Nhập người ký."],
    }
    typed = {**BY_HAND, "issued_on": "05/03/2026", "sent_on": "06/03/2026"}
    assert client.post(address("enter"), typed).status_code == 302
    assert client.post(address("enter"), typed).context["form"].errors == {
        "number": ["Số 12/STC năm 2026 đã có trong sổ văn bản đi. Chọn số khác."]
    }


@pytest.mark.parametrize("what", ["dinh-chinh", "sua-doi", "thay-the", "thu-hoi"])
def test_a_paper_of_the_register_is_named_by_symbol_and_day(
    settled: World, client: Client, what: str
) -> None:
    with entered(settled.province):
        line = settled.plans[PlanState.ISSUED].line
        series = {"dinh-chinh": "CV", "thu-hoi": "QĐ"}.get(what, "KH")
        other = entered_line(settled.clerk, series=series, number="40", symbol="")
    signed_in(client, settled.clerk)
    typed = {"by_symbol": other.symbol, "by_day": "05/03/2026", "reason": "Sai ngày"}
    answer = client.post(address("after", line_id=line.pk, what=what), typed)
    with entered(settled.province):
        assert AfterIssue.objects.get(number=line).by_number_id == other.pk
    assert client.get(answer["Location"]).status_code == 200


AFTER_A_LETTER = {"reason": "Sai thể thức"}
OUTSIDE = {"by_symbol": "120/KCNĐN-VP", "by_day": "09/03/2026"}
NEITHER = "Chọn văn bản trong sổ, hoặc đánh dấu “Số của văn bản ngoài sổ này” rồi nhập số, ngày."
MISSING = "Nhập số, ký hiệu và ngày của văn bản ngoài sổ."


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"by_number": [NEITHER]}),
        (OUTSIDE, {"elsewhere": [f"Sổ không có văn bản 120/KCNĐN-VP ngày 09/03/2026. {NEITHER}"]}),
        ({"elsewhere": "on"}, {"by_symbol": [MISSING]}),
        ({"elsewhere": "on", "by_symbol": "120/KCNĐN-VP"}, {"by_day": [MISSING]}),
    ],
)
def test_a_number_outside_the_register_is_said_to_be_so(
    settled: World, client: Client, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    line = settled.plans[PlanState.ISSUED].line
    page = address("after", line_id=line.pk, what="dinh-chinh")
    shown = signed_in(client, settled.clerk).get(page).content.decode()
    assert shown.count("(không bắt buộc)") == 1  # who issued it
    refused = client.post(page, {**AFTER_A_LETTER, **typed})
    assert refused.context["form"].errors == errors
    with entered(settled.province):
        assert AfterIssue.objects.filter(number=line).count() == 0
    assert client.post(page, {**AFTER_A_LETTER, **OUTSIDE, "elsewhere": "on"}).status_code == 302
    with entered(settled.province):
        noted = AfterIssue.objects.get(number=line)
        assert (noted.by_number, noted.by_symbol) == (None, "120/KCNĐN-VP")
        said = line_history.of_line(line)[0]["verb"]
    assert said == "Ghi đính chính bằng 120/KCNĐN-VP (văn bản ngoài sổ này)"


def test_a_withdrawal_says_everything_that_is_missing_at_once_and_asks_again(
    settled: World, client: Client
) -> None:
    line = settled.plans[PlanState.ISSUED].line
    page = address("after", line_id=line.pk, what="thu-hoi")
    refused = signed_in(client, settled.clerk).post(page, {"by_issuer": ""})
    assert refused.context["form"].errors == {"reason": ["Nhập lý do."], "by_number": [NEITHER]}
    question = f"Thu hồi văn bản {line.symbol}? Việc thu hồi không hoàn tác được."
    assert refused.content.decode().count(f'data-confirm="{question}"') == 1


def test_the_registers_own_papers_are_offered_by_their_form(settled: World, client: Client) -> None:
    with entered(settled.province):
        line = settled.plans[PlanState.ISSUED].line
        IssuedNumber.objects.filter(pk=line.pk).update(issued_on=date(2026, 3, 1))
        letter = entered_line(settled.clerk, series="CV", number="40", symbol="")
        plan = entered_line(settled.clerk, series="KH", number="41", symbol="")
        order = entered_line(settled.clerk, series="QĐ", number="42", symbol="")
    signed_in(client, settled.clerk)

    def offered(what: str) -> set[int]:
        page = client.get(address("after", line_id=line.pk, what=what))
        return {value.value for value, _ in page.context["form"].fields["by_number"].choices if value}

    assert offered("dinh-chinh") == {letter.pk}
    assert offered("sua-doi") == offered("thay-the") == {plan.pk}
    assert offered("thu-hoi") == {letter.pk, plan.pk, order.pk}
    chosen = {"by_number": letter.pk, "reason": "Sai thể thức"}
    assert client.post(address("after", line_id=line.pk, what="dinh-chinh"), chosen).status_code == 302
    with entered(settled.province):
        assert AfterIssue.objects.get(number=line).by_number_id == letter.pk


def test_the_exchange_file_asks_for_the_agencys_code_first(settled: World, client: Client) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.ISSUED]
        digest = storage.store(plan.province_id, b"%PDF-1.7")
        Paper.objects.filter(pk=plan.paper_id).update(
            state="ready", ready_at=timezone.now(), file_digest=digest, pages=2
        )
        signing_rows.a_scan(plan.paper, settled.clerk)
    path = address("edxml", line_id=plan.line_id)
    refused = signed_in(client, settled.clerk).get(path)
    assert (refused.status_code, refused.context["reason"]) == (409, exchange.NO_CODE)
    wrong = client.post(address("code"), {"code": "mã 1"})
    assert wrong.context["form"].errors == {
        "code": ["Mã định danh gồm chữ in hoa, chữ số và dấu chấm, ví dụ: 000.00.01.H19."]
    }
    client.post(address("code"), {"code": "000.00.01.H19"})
    answer = client.get(path)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/xml", 'attachment; filename="01-KH-STC.edxml"',
    )  # fmt: skip
    said = ET.fromstring(answer.content)
    names = [
        said.findtext(f".//{{{edxml.NAMESPACE}}}{name}") for name in ("OrganId", "CodeNotation", "PageAmount")
    ]
    assert names == ["000.00.01.H19", "KH-STC", "2"]
    assert signed_in(client, settled.drafter).get(path).status_code == 409
