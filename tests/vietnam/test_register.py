"""The register of legal documents: its rows, its answers on a day, how documents are found, cited and put in order."""

from datetime import date

import pytest

from cchc_portal.vietnam import ranks, register
from cchc_portal.vietnam.register import Document, Register, Standing

NATIONAL = register.national()
TODAY = date(2026, 11, 22)


def known(symbol: str, issued_on: date | None = None) -> Document:
    found = NATIONAL.find(symbol, issued_on)
    assert found is not None
    return found


def test_every_row_of_the_sheet_has_its_documents() -> None:
    assert {document.row for document in NATIONAL.documents} == set(range(1, 55))


def test_successors_are_in_the_register() -> None:
    named = {
        symbol for document in NATIONAL.documents for symbol in document.replaced_by + document.amended_by
    }
    assert {symbol for symbol in named if NATIONAL.find(symbol) is None} == set()


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("61/2018/NĐ-CP", "61/2018/NĐ-CP"),
        (" 61 / 2018/nđ - cp ", "61/2018/NĐ-CP"),
        ("18/NQ-TW", "18-NQ/TW"),
        ("19-nq/tw", "19-NQ/TW"),
        ("49/QĐ-BNV", "049/QĐ-BNV"),
        ("30c/NQ-CP", "30c/NQ-CP"),
    ],
)
def test_a_symbol_is_found_as_people_type_it(typed: str, symbol: str) -> None:
    assert known(typed).symbol == symbol


@pytest.mark.parametrize(
    ("symbol", "issued_on", "found"),
    [
        ("225/QĐ-TTg", date(2016, 2, 4), True),
        ("225/QĐ-TTg", date(2016, 2, 14), True),  # the same year: the same document, its date is wrong
        ("225/QĐ-TTg", date(2024, 3, 1), False),  # numbers begin anew each year
        ("61/2018/NĐ-CP", date(2019, 4, 23), True),  # the symbol itself names the year
        ("9999/QĐ-TTg", None, False),
    ],
)
def test_a_number_belongs_to_its_year(symbol: str, issued_on: date, found: bool) -> None:
    assert (NATIONAL.find(symbol, issued_on) is not None) is found


@pytest.mark.parametrize(
    ("symbol", "day", "standing", "since", "successors"),
    [
        ("61/2018/NĐ-CP", date(2018, 5, 1), "not_yet", date(2018, 6, 21), []),
        ("61/2018/NĐ-CP", date(2020, 1, 21), "in_force", None, []),
        ("61/2018/NĐ-CP", date(2025, 6, 30), "in_force", None, []),
        ("61/2018/NĐ-CP", date(2025, 7, 1), "expired", date(2025, 7, 1), ["118/2025/NĐ-CP"]),
        ("42/2022/NĐ-CP", TODAY, "expired", date(2026, 7, 1), ["224/2026/NĐ-CP"]),
        ("34/2017/NĐ-CP", TODAY, "expired", date(2022, 9, 12), ["276/2026/NĐ-CP"]),
        ("34/2017/NĐ-CP", date(2025, 5, 1), "expired", date(2022, 9, 12), ["25/2025/NĐ-CP"]),
        ("77/2015/QH13", TODAY, "expired", date(2025, 3, 1), ["72/2025/QH15"]),
        ("225/QĐ-TTg", TODAY, "expired", date(2021, 1, 1), []),
        ("39/2022/NĐ-CP", date(2025, 1, 1), "in_force", None, []),
        (
            "39/2022/NĐ-CP",
            TODAY,
            "unknown",
            None,
            [],
        ),  # its successor is out; since when it holds is not known
        ("07/2021/TT-BNV", TODAY, "unknown", None, []),
        ("76/NQ-CP", TODAY, "in_force", None, []),
    ],
)
def test_how_a_document_stands_on_a_day(
    symbol: str, day: date, standing: str, since: date | None, successors: list[str]
) -> None:
    status = NATIONAL.status_on(known(symbol), day)
    told = status.standing.value, status.since, [each.symbol for each in status.successors]
    assert told == (standing, since, successors)


def test_documents_that_replace_each_other_end_somewhere() -> None:
    since = date(2020, 1, 1)
    one = Document("1/QĐ-TTg", effective_from=since, effective_to=TODAY, replaced_by=("2/QĐ-TTg",))
    two = Document("2/QĐ-TTg", effective_from=since, effective_to=TODAY, replaced_by=("1/QĐ-TTg",))
    status = Register((one, two)).status_on(one, TODAY)
    assert [each.symbol for each in status.successors] == ["2/QĐ-TTg"]


def test_a_successor_outside_the_register_is_named() -> None:
    old = Document("1/QĐ-TTg", effective_from=date(2020, 1, 1), effective_to=TODAY, replaced_by=("9/QĐ-TTg",))
    assert Register((old,)).status_on(old, TODAY).successors == (Document("9/QĐ-TTg"),)


def test_a_province_entry_stands_in_place_of_the_country_s() -> None:
    own = Document("282/QĐ-TTg", issued_on=date(2026, 2, 12), effective_from=date(2026, 2, 12))
    joined = NATIONAL.joined([own])
    assert (joined.find("282/QĐ-TTg"), len(joined.documents)) == (own, len(NATIONAL.documents))


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        (
            "61/2018/NĐ-CP",
            (
                "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông "
                "trong giải quyết thủ tục hành chính"
            ),
        ),
        ("72/2025/QH15", "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
        (
            "202/2025/QH15",
            "Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội về việc sắp xếp đơn vị hành chính cấp tỉnh",
        ),
        (
            "1847/QĐ-TTg",
            "Quyết định số 1847/QĐ-TTg ngày 27 tháng 12 năm 2018 của Thủ tướng Chính phủ phê duyệt Đề án Văn hóa công vụ",
        ),
        (
            "581/BNV-CCHC",
            (
                "Công văn số 581/BNV-CCHC ngày 12 tháng 02 năm 2020 của Bộ Nội vụ về việc hướng dẫn chế độ báo cáo cải cách hành "
                "chính định kỳ"
            ),
        ),
    ],
)
def test_a_document_is_cited_in_the_right_words(symbol: str, words: str) -> None:
    assert register.wording(known(symbol)) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Quy định định mức chi", "Quyết định số 12/QĐ-UBND quy định định mức chi"),
        ("Thông tin, tuyên truyền năm 2027", "Quyết định số 12/QĐ-UBND về thông tin, tuyên truyền năm 2027"),
        ("CCHC năm 2027", "Quyết định số 12/QĐ-UBND về CCHC năm 2027"),
        ("", "Quyết định số 12/QĐ-UBND"),
    ],
)
def test_a_typed_title_joins_its_sentence(title: str, words: str) -> None:
    assert register.wording(Document("12/QĐ-UBND", title=title)) == words


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("76", "76/NQ-CP"),
        ("mot cua lien thong", "61/2018/NĐ-CP"),
        ("Luật báo chí", "103/2016/QH13"),
        ("18/NQ-TW", "18-NQ/TW"),
        ("cong tac van thu", "30/2020/NĐ-CP"),
        ("30/2020", "30/2020/NĐ-CP"),
        ("nghi dinh van thu", "30/2020/NĐ-CP"),
    ],
)
def test_documents_are_found_by_part_of_symbol_or_title(typed: str, first: str) -> None:
    assert NATIONAL.search(typed)[0].symbol == first


def test_words_that_stand_together_are_found_together() -> None:
    assert {document.symbol for document in NATIONAL.search("một cửa")} == {"61/2018/NĐ-CP", "118/2025/NĐ-CP"}


def test_a_word_that_no_document_has_finds_nothing() -> None:
    assert NATIONAL.search("thủy lợi nội đồng") == []


def test_bases_stand_by_rank_then_date_and_the_request_comes_last() -> None:
    lines = [
        "Theo đề nghị của Chánh Văn phòng",
        "Căn cứ Quyết định số 12/2025/QĐ-UBND ngày 05 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh",
        "Căn cứ Thông tư số 26/2019/TT-BTC ngày 10 tháng 5 năm 2019 của Bộ trưởng Bộ Tài chính",
        "Căn cứ Quyết định số 1847/QĐ-TTg ngày 27 tháng 12 năm 2018 của Thủ tướng Chính phủ",
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 04 tháng 01 năm 2027 của Ủy ban nhân dân tỉnh",
        "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    ]
    assert ranks.in_order(lines) == [lines[place] for place in (8, 7, 6, 5, 3, 2, 1, 4, 0)]


def test_lines_that_nothing_tells_apart_stay_as_they_were() -> None:
    lines = ["Căn cứ chức năng, nhiệm vụ được giao", "Căn cứ tình hình thực tế", "Căn cứ biên bản họp"]
    assert ranks.in_order(lines) == lines


def test_only_what_is_known_is_claimed() -> None:
    unknown = [each.symbol for each in NATIONAL.documents if each.confidence == "unknown"]
    standings = {NATIONAL.status_on(known(symbol), TODAY).standing for symbol in unknown}
    assert (unknown, standings) == (["07/2021/TT-BNV", "438/KH-UBND"], {Standing.UNKNOWN})
