"""The "bản in tra cứu": code, QR and address in the bottom margin of every page and nothing else changed; the paper of record has none
of them (T-92). What is no longer in force says so across every page."""

from functools import cache
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
import zxingcpp

from cchc_portal.documents import paper
from cchc_portal.vietnam.layout import RULE_SETS
from tests.documents import samples
from tests.documents.measured import MM, measure

LOOKUP = paper.Lookup(code="07C2F5H6J8K1M0N9PQRVTX3410C2F5H6", site="https://kehoach.dongnai.gov.vn")
ADDRESS = "https://kehoach.dongnai.gov.vn/kiem-tra/07C2F5H6J8K1M0N9PQRVTX3410C2F5H6/"
WORDS = [
    "Bản in tra cứu - Mã tra cứu: 07C2-F5H6-J8K1-M0N9-PQRV-TX34-10C2-F5H6",
    "Kiểm tra văn bản tại: kehoach.dongnai.gov.vn/kiem-tra/",
]
DOTS = 150
by_rules = pytest.mark.parametrize("rules", sorted(RULE_SETS))


@cache
def _printed(rules, *marks, looked_up=True):
    plan = samples.with_appendices()  # upright and landscape
    return paper.pdf(plan, rules=rules, marks=marks, lookup=LOOKUP if looked_up else None)


def _pictures(content):
    return [page.render(scale=DOTS / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)]


def _codes(picture):
    """(what it says, its top and its bottom in mm from the page's lower edge) of each QR on a page."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [
        (one.text, *(_up(picture, at.y) for at in (one.position.top_left, one.position.bottom_left)))
        for one in found
    ]


def _up(picture, y):
    return (picture.height - y) / DOTS * 25.4


@by_rules
def test_t92_the_paper_of_record_carries_no_code_no_qr_and_no_address(rules):
    content = _printed(rules, looked_up=False)
    words = measure(content).text.lower()
    assert [
        said
        for said in ("tra cứu", "07c2", "kiểm tra văn bản tại", "http", "gov.vn", "dự thảo")
        if said in words
    ] == []
    assert [_codes(each) for each in _pictures(content)] == [[]] * len(_pictures(content))


@by_rules
def test_t92_the_qr_on_every_page_of_a_print_leads_to_the_page_of_its_code(rules):
    pictures = _pictures(_printed(rules))
    assert [[text for text, _, _ in _codes(each)] for each in pictures] == [[ADDRESS]] * len(pictures)
    assert len(pictures) > 3


@by_rules
def test_the_qr_stands_in_the_bottom_margin_above_what_a_printer_cannot_reach(rules):
    measured = [_codes(each)[0][1:] for each in _pictures(_printed(rules))]
    assert {(18 > top > 17, 5.5 > bottom > 4) for top, bottom in measured} == {(True, True)}


@by_rules
def test_code_and_address_stand_in_words_on_every_page(rules):
    sheet = measure(_printed(rules))
    for page, (_, height) in enumerate(sheet.sizes, 1):
        found = [line for line in sheet.lines if line.page == page and line.size == 8]
        assert [line.text for line in found] == WORDS
        assert all(height - 20 * MM < line.top < line.baseline < height - 4 * MM for line in found)


@by_rules
def test_nothing_else_differs_from_the_paper_of_record(rules):
    original, looked_up = (measure(_printed(rules, looked_up=here)) for here in (False, True))
    assert [line for line in looked_up.lines if line.sizes != {8}] == list(original.lines)
    assert looked_up.sizes == original.sizes


def _small(content):
    """Every letter but those of a mark across the page, in its place."""
    with pdfplumber.open(BytesIO(content)) as document:
        return [
            [
                (char["text"], char["x0"], char["top"])
                for char in page.chars
                if char["size"] < 20 and char["upright"]
            ]
            for page in document.pages
        ]


@pytest.mark.parametrize(("mark", "words"), [("withdrawn", "THU HỒI"), ("expired", "HẾT HIỆU LỰC")])
def test_what_is_no_longer_in_force_says_so_on_every_page_and_keeps_its_text(mark, words):
    content = _printed("ND30_2020", mark)
    plain = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    assert [page.count(words) for page in plain] == [1] * len(plain)
    assert _small(content) == _small(_printed("ND30_2020"))


@pytest.mark.parametrize("mark", ["withdrawn", "expired"])
def test_a_mark_is_seen_in_the_middle_of_every_page_and_is_paler_than_any_text(mark):
    for page in _pictures(_printed("ND30_2020", mark)):
        middle = page.crop((page.width // 5, page.height // 4, page.width * 4 // 5, page.height * 3 // 4))
        grey = sum(count for tone, count in enumerate(middle.histogram()) if 195 <= tone <= 207)
        assert grey / (middle.width * middle.height) > 0.02


def test_on_a_screen_the_mark_lies_over_the_sheet():
    (style,) = [
        line
        for line in paper.html(samples.plan(), marks={"withdrawn"}).splitlines()
        if line.startswith(".watermark")
    ]
    assert ("position: fixed" in style, "z-index: 1;" in style, "opacity: 0.35" in style) == (
        True,
        True,
        True,
    )


def test_a_withdrawn_paper_that_was_also_replaced_is_marked_once():
    content = _printed("ND30_2020", "expired", "withdrawn")
    assert "HẾT HIỆU LỰC" not in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()


def test_the_same_print_has_the_same_bytes_and_another_code_has_others():
    plan = samples.plan()
    other = paper.Lookup(code="07C2F5H6J8K1M0N9PQRX", site=LOOKUP.site)
    assert paper.pdf(plan, lookup=LOOKUP) == paper.pdf(plan, lookup=LOOKUP)
    assert paper.pdf(plan, lookup=LOOKUP) != paper.pdf(plan, lookup=other)
