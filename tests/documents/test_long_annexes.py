"""An appendix of many rows as PDF and Word: pages are full, heads repeat, numbers run on, no row is cut, wherever a run of rows ends."""

import io
import re
from datetime import date
from typing import Any

import docx
import pdfplumber
import pikepdf
import pytest

from cchc_portal.documents import long_annexes
from cchc_portal.documents.paper import long_tables, word

HEADS = (("Nội dung", 60), ("Cơ quan", 35))
TITLE = "Tổng hợp nội dung tuyên truyền năm 2027 theo nhiệm vụ được giao"


def annex(*sizes: int) -> Any:
    groups = (
        (f"Nhóm {number}", ([f"Nội dung {number}.{row}", "Sở Tài chính"] for row in range(1, size + 1)))
        for number, size in enumerate(sizes, 1)
    )
    said = long_annexes.said(TITLE, "Sở Nội vụ", HEADS, groups, day=date(2027, 3, 1))
    return long_annexes.sheets_of(said)


def texts(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as file:
        return [page.extract_text() for page in file.pages]


@pytest.mark.parametrize("together", [30, 45, 1000])
def test_pages_are_the_same_wherever_a_run_of_rows_ends(
    monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    whole, pages = long_tables.pdf(annex(40, 55))
    monkeypatch.setattr(long_tables, "TOGETHER", together)
    done: list[int] = []
    content, count = long_tables.pdf(annex(40, 55), note=done.append)
    assert (texts(content), count) == (texts(whole), pages)
    assert (done[-1], done == sorted(set(done))) == (95, True)


def test_every_row_stands_once_under_repeated_heads_and_pages_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_tables, "TOGETHER", 30)
    content, count = long_tables.pdf(annex(60, 20))
    pages = texts(content)
    said = re.findall(r"Nội dung (\d+\.\d+)", " ".join(pages))
    assert said == [*(f"1.{row}" for row in range(1, 61)), *(f"2.{row}" for row in range(1, 21))]
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, count + 1)]
    assert [page.count("STT") for page in pages] == [1] * count
    first = " ".join(pages[0].split())
    assert first.startswith(
        "Phụ lục TỔNG HỢP NỘI DUNG TUYÊN TRUYỀN NĂM 2027 THEO NHIỆM VỤ ĐƯỢC GIAO (Kèm theo Văn bản số"
    )


def test_the_file_lies_across_and_says_that_it_is_made_to_last() -> None:
    content, _ = long_tables.pdf(annex(3))
    assert content == long_tables.pdf(annex(3))[0]
    with pikepdf.Pdf.open(io.BytesIO(content)) as file:
        left, lower, right, upper = (float(edge) for edge in file.pages[0].mediabox)
        with file.open_metadata() as said:
            assert (said["pdfaid:part"], said["dc:title"]) == ("3", TITLE)
    assert right - left > upper - lower


def test_the_word_file_has_the_same_rows_and_repeats_its_heads() -> None:
    document = docx.Document(io.BytesIO(word.of_parts(annex(2, 1))))
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["STT", "Nội dung", "Cơ quan"],
        ["Nhóm 1"] * 3,
        ["1", "Nội dung 1.1", "Sở Tài chính"],
        ["2", "Nội dung 1.2", "Sở Tài chính"],
        ["Nhóm 2"] * 3,
        ["1", "Nội dung 2.1", "Sở Tài chính"],
    ]
    xml = [row._tr.xml for row in table.rows]
    assert [("w:tblHeader" in row, "w:cantSplit" in row) for row in xml] == [
        (True, True),
        *[(False, True)] * 5,
    ]


def test_nothing_of_a_group_title_stands_alone_at_the_foot_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "TOGETHER", 30)
    content, _ = long_tables.pdf(annex(*[4] * 12))
    ends = [page.split("\n") for page in texts(content)]
    assert [
        lines for lines in ends if [line for line in lines if line.strip()][-1].strip().startswith("Nhóm")
    ] == []
