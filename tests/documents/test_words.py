"""What the printed words do at the end of a line."""

import pytest

from cchc_portal.documents.paper.inline import as_html
from cchc_portal.documents.paper.words import balanced, years_together


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("giai đoạn 2021 - 2030 và", "giai đoạn 2021\u00a0-\u00a02030 và"),
        ("2021 – 2030", "2021\u00a0–\u00a02030"),
        ("2021-2030", "2021-2030"),
        ("số 12021 - 2030", "số 12021 - 2030"),
        ("năm 2027 - kế hoạch", "năm 2027 - kế hoạch"),
    ],
)
def test_the_spaces_of_a_range_of_years_do_not_break(typed: str, printed: str) -> None:
    assert years_together(typed) == printed


def test_lines_of_a_heading_break_between_words_alone() -> None:
    assert balanced("Chương trình giai đoạn 2021\u00a0-\u00a02030", 20, len) == (
        "Chương trình giai",
        "đoạn 2021\u00a0-\u00a02030",
    )


def test_no_line_ends_inside_a_range_of_years() -> None:
    whole = '<span class="years">2021\u00a0-\u00a02030</span>'
    assert as_html("giai đoạn 2021 - 2030 và 12-34") == f"giai đoạn {whole} và 12-34"
    assert as_html("**giai đoạn 2016–2020**") == '<b>giai đoạn <span class="years">2016–2020</span></b>'
