"""Appendices: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục III.1; Phụ lục III, mẫu 2.1, 2.2; tests T-70…T-74."""

from cchc_portal.documents import paper
from cchc_portal.vietnam import symbols
from tests.documents import samples
from tests.documents.measured import MM, measure, printed


def _appendix_tops(sheet):
    tops = []
    for page in range(1, len(sheet.sizes) + 1):
        lines = sheet.body(page)
        if lines and lines[0].text.startswith("Phụ lục"):
            tops.append((page, lines))
    return tops


def test_t70_t72_each_appendix_opens_a_page_with_its_roman_numeral():
    tops = _appendix_tops(printed(samples.with_appendices))
    assert [lines[0].text for _, lines in tops] == ["Phụ lục I", "Phụ lục II"]
    assert {(lines[0].face, lines[0].size) for _, lines in tops} == {("Van-ban-Bold", 14)}


def test_t70_its_lines_are_centred_between_the_margins_of_its_page():
    sheet = printed(samples.with_appendices)
    off = [
        line.text
        for page, lines in _appendix_tops(sheet)
        for line in lines[:3]
        if abs(line.centre - (30 * MM + sheet.sizes[page - 1][0] - 15 * MM) / 2) > 2 * MM
    ]
    assert off == []


def test_t71_title_in_bold_capitals_then_what_it_belongs_to_in_italics():
    tops = _appendix_tops(printed(samples.with_appendices))
    (_, first), (_, second) = tops
    assert [(first[1].text, first[1].face), (second[1].text, second[1].face)] == [
        ("PHÂN CÔNG NHIỆM VỤ", "Van-ban-Bold"),
        ("DỰ TOÁN KINH PHÍ", "Van-ban-Bold"),
    ]
    attached = "(Kèm theo Kế hoạch số 07/KH-SNV ngày 05 tháng 3 năm 2027 của Sở Nội vụ thành phố Đồng Nai)"
    assert [first[2].text, " ".join(line.text for line in second[2:4])] == [attached, attached]
    assert {line.face for line in (first[2], *second[2:4])} == {"Van-ban-Italic"}
    assert symbols.ATTACHED_TO.match(attached)


def test_t71_an_electronic_document_leaves_number_and_date_open():
    sheet = printed(samples.with_appendices, electronic=True)
    (line,) = sheet.having(lambda text: text.startswith("(Kèm theo") and text.endswith("Nai)"))
    assert (any(letter.isdigit() for letter in line.text), "KH-" in line.text) == (False, False)
    assert sheet.having(lambda text: text == "Số: 07/KH-SNV") != []


def test_t72_a_single_appendix_has_no_numeral():
    appendix = {"title": "Phân công nhiệm vụ", "blocks": ["Nội dung"]}
    sheet = measure(paper.pdf(samples.plan(sections=[], appendices=[appendix])))
    assert [lines[0].text for _, lines in _appendix_tops(sheet)] == ["Phụ lục"]


def test_t64_an_appendix_in_the_same_file_has_no_header_and_no_signature():
    sheet = printed(samples.with_appendices)
    (first, _), *_ = _appendix_tops(sheet)
    after = [line.text for line in sheet.lines if line.page >= first]
    assert [
        text for text in after if "CỘNG HÒA" in text or text in ("Nơi nhận:", "PHÓ GIÁM ĐỐC", "Họ Và Tên")
    ] == []


def test_a_landscape_appendix_keeps_the_margins_of_its_sheet():
    sheet = printed(samples.with_appendices)
    wide = [page for page, (width, height) in enumerate(sheet.sizes, 1) if width > height]
    lines = [line for line in sheet.lines if line.page in wide]
    assert wide
    assert min(line.x0 for line in lines) >= 30 * MM - 1
    assert max(line.x1 for line in lines) <= (297 - 15) * MM + 1
