"""Copies on paper, measured (Nghị định 30/2020/NĐ-CP, Phụ lục I phần II, mục II; Mẫu 3.1): the block after the end of the copied text, on the
same sheet, under a line as wide as the text; and box 14 of an electronic copy (Mẫu 3.2). Both rule sets."""

from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO

import pdfplumber
import pikepdf
import pytest

from cchc_portal.documents import paper
from cchc_portal.documents.signing import acts
from cchc_portal.vietnam.copies import CopyForm, box_14, series_of
from cchc_portal.vietnam.layout import ND30_2020, RULE_SETS, TT01_2011
from tests.documents import samples
from tests.documents.copied import block
from tests.documents.measured import LEFT, MM, RIGHT, measure
from tests.documents.signing import authority, shown, signed
from tests.documents.verifying.judged import judge

NAMES = sorted(RULE_SETS)
DAYS = {"ND30_2020": "2027-02-03", "TT01_2011": "2019-02-03"}
TITLES = {"ND30_2020": "SAO Y", "TT01_2011": "SAO Y BẢN CHÍNH"}
A4 = (595.28, 841.89)
by_rules = pytest.mark.parametrize("rules", NAMES)


def _printed(rules, plan=None, **changes):
    said = block(**{"rules": rules, "day": DAYS[rules], **changes})
    document = plan or samples.plan(number="06", issued_on="2027-01-21")
    return paper.pdf(document, rules=rules, copied=paper.Copied.of(said))


@cache
def _sheet(rules):
    return measure(_printed(rules))


def _near(first, second, by=0.6):
    return abs(first - second) <= by


def _lines_across(sheet):
    """The drawn lines as wide as the text; the engine draws each as a surface and its edge."""
    wide = [
        each
        for each in sheet.rules
        if each.length > 160 * MM and each.page == max(one.page for one in sheet.lines)
    ]
    return list({round(each.y): each for each in wide}.values())


@by_rules
def test_a_solid_line_as_wide_as_the_text_stands_between_the_text_and_the_block(rules):
    sheet = _sheet(rules)
    last = max(line.page for line in sheet.lines)
    (line,) = _lines_across(sheet)
    assert line.page == last
    title = sheet.line(TITLES[rules], last)
    name = sheet.line("Họ Và Tên", last)
    assert (_near(line.x0, LEFT), _near(line.x1, RIGHT)) == (True, True)
    assert name.baseline < line.y < title.top


@by_rules
def test_the_agency_stands_left_and_the_form_right_in_bold_capitals_of_one_height(rules):
    sheet = _sheet(rules)
    title, agency = sheet.line(TITLES[rules]), sheet.line("SỞ TÀI CHÍNH")
    assert (title.size, title.face, agency.size, agency.face) == (14, title.face, 13, title.face)
    assert "Bold" in title.face
    assert _near(title.top, agency.top, 3)
    middle = (LEFT + RIGHT) / 2
    assert agency.x1 < middle < title.x0


@by_rules
def test_number_and_day_stand_level_under_agency_and_form(rules):
    sheet = _sheet(rules)
    year = DAYS[rules][:4]
    number, day = sheet.line("Số: 03/SY-STC"), sheet.line(f"Đồng Nai, ngày 03 tháng 02 năm {year}")
    agency, title = sheet.line("SỞ TÀI CHÍNH"), sheet.line(TITLES[rules])
    assert _near(number.baseline, day.baseline)
    assert (_near(number.centre, agency.centre, 1), _near(day.centre, title.centre, 1)) == (True, True)
    assert (number.size, day.size, "Italic" in day.face) == (13, 14, True)


@by_rules
def test_recipients_stand_level_with_the_signers_lines(rules):
    sheet = _sheet(rules)
    page = sheet.line(TITLES[rules]).page
    under = [
        line for line in sheet.lines if line.page == page and line.top > sheet.line("Số: 03/SY-STC").baseline
    ]
    left = [
        (line.text, line.size) for line in under if line.x1 < (LEFT + RIGHT) / 2 and _near(line.x0, LEFT, 1)
    ]
    right = [line.text for line in under if line.x0 > (LEFT + RIGHT) / 2 and line.baseline < 800]
    assert left == [
        ("Nơi nhận:", 12),
        ("- UBND thành phố (để b/c);", 11),
        ("- Như trên;", 11),
        ("- Lưu: VT.", 11),
    ]
    assert right[:3] == ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Họ Và Tên Người Sao"]


@by_rules
def test_the_copied_text_is_that_of_the_original_and_says_that_it_was_signed(rules):
    plan = samples.plan(number="06", issued_on="2027-01-21")
    original = measure(paper.pdf(plan, rules=rules))
    sheet = _sheet(rules)
    page, under = sheet.line(TITLES[rules]).page, sheet.line("SỞ TÀI CHÍNH").top - 5
    block = [line for line in sheet.lines if line.page == page and under < line.top < 277 * MM]
    copied = [line for line in sheet.lines if line not in block and line.text != "(Đã ký)"]
    assert copied == list(original.lines)
    assert [line.text for line in sheet.lines].count("(Đã ký)") == 1


@by_rules
def test_after_an_appendix_the_block_stands_on_the_appendixs_last_sheet(rules):
    plan = samples.with_appendices(number="06", issued_on="2027-01-21")
    sheet = measure(_printed(rules, plan))
    assert sheet.line(TITLES[rules]).page == len(sheet.sizes)
    assert len(sheet.sizes) == len(measure(paper.pdf(plan, rules=rules)).sizes)


@by_rules
def test_an_excerpt_keeps_the_numbers_of_what_it_copies(rules):
    kind = RULE_SETS[rules].excerpt_abbreviation
    said = {"form": "trich-sao", "symbol": f"04/{kind}-STC", "sections": [1], "appendices": []}
    sheet = measure(_printed(rules, samples.with_appendices(number="06", issued_on="2027-01-21"), **said))
    heads = [line.text for line in sheet.lines if line.text.startswith(("I. ", "II. ", "III. ", "Phụ lục"))]
    assert heads == ["II. NỘI DUNG, HÌNH THỨC"]
    assert sheet.line(f"Số: 04/{kind}-STC").page == len(sheet.sizes)
    assert [line.text for line in sheet.lines if line.text.startswith("(…)")] == ["(…)", "(…)./."]


@by_rules
def test_a_sao_luc_carries_the_block_that_it_was_copied_from(rules):
    first = block(rules=rules, day=DAYS[rules])
    sheet = measure(_printed(rules, form="sao-luc", symbol="05/SL-STC", before=[first]))
    numbers = [line.text for line in sheet.lines if line.text.startswith(("Số: 03/", "Số: 05/"))]
    assert numbers == ["Số: 03/SY-STC", "Số: 05/SL-STC"]
    assert [line.text for line in sheet.lines].count("(Đã ký)") == 2
    assert len(_lines_across(sheet)) == 2


@by_rules
def test_the_same_copy_is_the_same_bytes_and_keeps_to_itself_what_it_leaves_out(rules):
    first = _printed(rules)
    assert first == _printed(rules)
    assert b"ke-hoach.yaml" not in first


def test_the_abbreviation_and_title_of_each_form_under_each_rule_set():
    assert [(form.title(ND30_2020), form.abbreviation(ND30_2020)) for form in CopyForm] == [
        ("SAO Y", "SY"),
        ("TRÍCH SAO", "TrS"),
        ("SAO LỤC", "SL"),
    ]
    assert [(form.title(TT01_2011), form.abbreviation(TT01_2011)) for form in CopyForm] == [
        ("SAO Y BẢN CHÍNH", "SY"),
        ("TRÍCH SAO", "TS"),
        ("SAO LỤC", "SL"),
    ]
    assert [series_of(kind) for kind in ("SY", "TrS", "TS", "SL", "KH")] == ["SAO", "SAO", "SAO", "SAO", "KH"]


def _as_seen(content):
    """The first page with what its signatures show, as a printer draws it."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.flatten_annotations("print")
        out = BytesIO()
        pdf.save(out)
    return pdfplumber.open(out).pages[0]


@by_rules
def test_box_14_stands_at_the_upper_right_of_the_first_page_in_ten_points_upright_black(rules):
    when = datetime(2027, 1, 21, 10, 15, 30, tzinfo=timezone(timedelta(hours=7)))
    scan = paper.pdf(samples.plan(number="06", issued_on="2027-01-21"), rules=rules)
    words = box_14(CopyForm.TRUE, "Ban Quản lý các Khu công nghiệp Đồng Nai")
    holder = authority.agency()
    content = signed.answered(acts.prepare_copy(scan, words, holder.chain, when), holder.signer)
    (name, box), *others = shown.fields(content).items()
    place = (box.page, round((A4[0] - box.right) / MM, 1), round((A4[1] - box.top) / MM, 1))
    assert (content.startswith(scan), name, others, box.pictures) == (True, "co-quan-sao", [], ())
    assert place == (1, 15.0, 8.0)
    line = _as_seen(content).crop((box.left, A4[1] - box.top, box.right, A4[1] - box.bottom))
    text = "Sao y; Ban Quản lý các Khu công nghiệp Đồng Nai; 21/01/2027; 10:15:30 +07:00"
    assert line.extract_text() == text
    faces = {(round(char["size"], 1), char["fontname"].split("+")[-1]) for char in line.chars}
    colours = {str(char["non_stroking_color"]) for char in line.chars}
    assert (faces, colours) == ({(10.0, "Van-ban")}, {"(0.0, 0.0, 0.0)"})


def test_an_electronic_copy_is_a_whole_file_under_one_valid_signature():
    holder, scan = authority.agency(), signed.made().content
    prepared = acts.prepare_copy(scan, box_14(CopyForm.TRUE, "Sở Tài chính"), holder.chain, signed.now())
    verdict = judge(signed.answered(prepared, holder.signer), expected=None)
    assert [(one.signer, one.coverage) for one in verdict.signatures] == [(authority.AGENCY, "ENTIRE_FILE")]
    assert verdict.bottom_line is True
