"""Words that are alike, times that a plan names, and whom a table means: pure rules."""

from datetime import date

import pytest

from plans.assignments import likeness, terms
from plans.assignments.tables import as_text, pasted

TASK = "Hướng dẫn người dân, doanh nghiệp nộp hồ sơ trực tuyến toàn trình"


@pytest.mark.parametrize(
    ("item", "at_least", "below"),
    [
        (TASK, 1.0, 1.1),
        ("HUONG DAN NGUOI DAN, DOANH NGHIEP NOP HO SO TRUC TUYEN TOAN TRINH", 1.0, 1.1),
        ("Tuyên truyền, hướng dẫn nộp hồ sơ trực tuyến toàn trình năm 2027 của Sở", likeness.SAME, 1.0),
        ("Tài liệu điện tử hướng dẫn nộp hồ sơ trực tuyến", likeness.ALIKE, 1.0),
        ("Văn hóa công vụ, kỷ luật, kỷ cương", 0.0, likeness.ALIKE),
        ("Tuyên truyền cải cách hành chính", 0.0, likeness.ALIKE),
        ("", 0.0, 0.01),
    ],
)
def test_texts_are_alike_by_their_telling_words(item: str, at_least: float, below: float) -> None:
    found = likeness.alike(TASK, item)
    assert at_least <= found < below
    assert found == likeness.alike(item, TASK)


def test_an_abbreviation_is_its_words() -> None:
    assert likeness.alike("Đối thoại về TTHC", "Đối thoại về thủ tục hành chính") == 1.0


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Trước 30/6", date(2027, 6, 30)),
        ("Trước ngày 15/12/2026", date(2026, 12, 15)),
        ("Quý II", date(2027, 6, 30)),
        ("Quý II, Quý IV", date(2027, 12, 31)),
        ("Tháng 3/2027", date(2027, 3, 31)),
        ("Tháng 02", date(2027, 2, 28)),
        ("6 tháng đầu năm", date(2027, 6, 30)),
        ("Thường xuyên", None),
        ("Hằng tháng", None),
        ("6 tháng/lần", None),
        ("Sáu tháng một lần", None),
        ("Sau khi thành phố công bố", None),
        ("Ngày 31/02", None),
        ("", None),
    ],
)
def test_when_a_task_is_due(text: str, due: date | None) -> None:
    assert terms.due_of(text, 2027) == due


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("Hàng quý", "Hàng quý"),
        ("Hằng tháng", "Hằng tháng"),
        ("2 lần/năm", "2 lần/năm"),
        ("Quý I", ""),
        ("", ""),
    ],
)
def test_how_often_a_task_comes(text: str, often: str) -> None:
    assert terms.often(text) == often


def test_a_table_comes_back_as_it_was_pasted() -> None:
    rows = pasted('Nhiệm vụ\tChủ trì\n"Hai\ndòng"\t"Sở ""A"""\n')
    assert rows == [["Nhiệm vụ", "Chủ trì"], ["Hai\ndòng", 'Sở "A"']]
    assert pasted(as_text(rows)) == rows
    assert pasted("Nhiệm vụ | Chủ trì\nMột | Sở A") == [["Nhiệm vụ", "Chủ trì"], ["Một", "Sở A"]]
