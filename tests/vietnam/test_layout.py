from datetime import date

import pytest

from cchc_portal.vietnam import layout
from cchc_portal.vietnam.layout import ND30_2020, TT01_2011, RuleSet


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2018, 3, 29), TT01_2011),
        (date(2020, 3, 4), TT01_2011),
        (date(2020, 3, 5), ND30_2020),
        (date(2027, 1, 5), ND30_2020),
        (None, ND30_2020),
    ],
)
def test_the_day_of_issue_chooses_the_rules(day: date | None, rules: RuleSet) -> None:
    assert layout.rules_for(day) == rules


@pytest.mark.parametrize(
    ("rules", "position", "italic", "endings", "draft_box", "copy"),
    [
        (TT01_2011, "bottom-right", False, [";", ";", ","], 12, "SAO Y BẢN CHÍNH"),
        (ND30_2020, "top-center", True, [";", ";", "."], None, "SAO Y"),
    ],
)
def test_the_two_rule_sets_differ_where_the_law_does(
    rules: RuleSet, position: str, italic: bool, endings: list[str], draft_box: int | None, copy: str
) -> None:
    assert rules.page_number.position == position
    assert rules.legal_bases.italic == italic
    assert [rules.legal_bases.ending(number, 3) for number in (1, 2, 3)] == endings
    assert (rules.draft_box, rules.copy_titles[0]) == (draft_box, copy)


@pytest.mark.parametrize("rules", [TT01_2011, ND30_2020])
def test_margins_and_sizes_stay_within_the_law(rules: RuleSet) -> None:
    margins, sizes = rules.margins, rules.sizes
    assert [
        20 <= margins.top <= 25,
        20 <= margins.bottom <= 25,
        30 <= margins.left <= 35,
        15 <= margins.right <= 20,
    ] == [True] * 4
    assert [sizes.number, sizes.recipients_label, sizes.recipients] == [13, 12, 11]
    assert {sizes.national_name, sizes.superior, sizes.issuer} <= {12, 13}
    assert {sizes.motto, sizes.place_date, sizes.type_name, sizes.subject, sizes.body, sizes.authority} <= {
        13,
        14,
    }
    assert sum(rules.columns.header) == sum(rules.columns.signature) == 210 - margins.left - margins.right


def test_the_archive_line_ends_the_recipients() -> None:
    assert ND30_2020.archive_line(["VT", "CCHC"]) == "- Lưu: VT, CCHC."


def test_rule_sets_are_known_by_name() -> None:
    assert layout.RULE_SETS == {"TT01_2011": TT01_2011, "ND30_2020": ND30_2020}
