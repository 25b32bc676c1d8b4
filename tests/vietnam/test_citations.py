from datetime import date

import pytest

from cchc_portal.vietnam import citations
from cchc_portal.vietnam.citations import Malformed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị quyết 18/NQ-TW ngày 25/11/2017", [Malformed("18/NQ-TW", "18-NQ/TW", 11)]),
        ("Chỉ thị 05/CT-TU", [Malformed("05/CT-TU", "05-CT/TU", 8)]),
        ("Nghị quyết số 17-NQ/TW", []),
        ("Quyết định số 225/QĐ-TTg, Kế hoạch 53/KH-UBND, Nghị quyết 15/NQ-HĐND, Nghị định 61/2018/NĐ-CP", []),
    ],
)
def test_party_symbols_in_the_wrong_order_are_found(text: str, found: list[Malformed]) -> None:
    assert citations.malformed_party_symbols(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số 225/QĐ-TTg ngày 04/02/2016 của", [("225/QĐ-TTg", "state", date(2016, 2, 4))]),
        ("Kế hoạch số 15245/KH-UBND ngày 31/12/2019", [("15245/KH-UBND", "state", date(2019, 12, 31))]),
        ("Kế hoạch 438/KH-UBND ngày 31 tháng 12 năm 2020", [("438/KH-UBND", "state", date(2020, 12, 31))]),
        ("Nghị định số 61/2018/NĐ-CP", [("61/2018/NĐ-CP", "state", None)]),
        ("Nghị quyết số 52-NQ/TW", [("52-NQ/TW", "party", None)]),
        ("Nghị quyết 19/NQ-TW ngày 25/10/2017", [("19/NQ-TW", "party", date(2017, 10, 25))]),
        ("Luật số 72/2025/QH15", [("72/2025/QH15", "law", None)]),
        ("Kế hoạch 53/KH-UBND ngày 31/02/2020", [("53/KH-UBND", "state", None)]),
        ("giai đoạn 2016 – 2020, mức độ 3/4", []),
    ],
)
def test_citations_are_found_with_their_dates(text: str, found: list[tuple[str, str, date | None]]) -> None:
    assert [(one.symbol, one.kind, one.issued_on) for one in citations.citations(text)] == found


def test_citations_stand_in_the_order_of_the_text() -> None:
    text = "Kế hoạch 53/KH-UBND, Nghị quyết 52-NQ/TW, Nghị định 30/2020/NĐ-CP"
    assert [text[one.start : one.end] for one in citations.citations(text)] == [
        "53/KH-UBND",
        "52-NQ/TW",
        "30/2020/NĐ-CP",
    ]


def test_a_citation_later_than_its_document_is_found() -> None:
    text = "Kế hoạch 53/KH-UBND ngày 28/02/2020; Kế hoạch 438/KH-UBND ngày 31 tháng 12 năm 2020"
    assert [one.symbol for one in citations.cited_after(text, date(2020, 4, 1))] == ["438/KH-UBND"]
