"""The pictures, measured on the finished file: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.d, II.8; tests T-60…T-65."""

import re
from functools import cache
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from pdfplumber.page import Page

from cchc_portal.documents import paper
from tests.documents import samples
from tests.documents.measured import MM, measure
from tests.documents.signing import authority, shown, signed
from tests.documents.signing.acting import person_prepared
from tests.documents.verifying.judged import expected, judge

A4 = 841.89
TIME_LINE = re.compile(r"Số: \d{2,}/[A-ZĐ-]+; \d{2}/\d{2}/\d{4}; \d{2}:\d{2}:\d{2}( ?\+07:00)?")


def test_t60_the_signature_is_blue_transparent_and_centred_between_title_and_name():
    sheet, place = measure(signed.issued()), signed.made().places[0]
    seen = shown.fields(signed.issued())["nguoi-ky"]
    name, title = sheet.line(place.name), sheet.line(place.title)
    assert [(one.transparent, one.hue) for one in seen.pictures] == [(True, "blue")]
    assert seen.page == name.page
    assert title.baseline < A4 - seen.top < A4 - seen.bottom < name.baseline
    assert abs(seen.centre - name.centre) <= 5 * MM


def test_t61_the_seal_is_red_of_real_size_and_covers_a_third_of_the_signature_from_the_left():
    fields = shown.fields(signed.issued())
    person, seal = fields["nguoi-ky"], fields["co-quan"]
    assert [(one.transparent, one.hue) for one in seal.pictures] == [(True, "red")]
    assert (seal.width, seal.height) == pytest.approx((36 * MM, 36 * MM), abs=1 * MM)
    assert 0.25 <= (seal.right - person.left) / person.width <= 0.42
    assert (seal.page, seal.centre < person.centre) == (person.page, True)


def test_t61_the_seal_keeps_its_rule_on_a_paper_of_two_signers():
    joint = paper.made(samples.joint())
    for place in joint.places:
        one = signed.by_person_at(joint.content, place)
        fields = shown.fields(signed.by_agency_at(one, place))
        person = fields["nguoi-ky"]
        assert place.left <= person.left < person.right <= place.right
        assert 0.25 <= (fields["co-quan"].right - person.left) / person.width <= 0.42


def test_t62_the_person_signs_first_and_the_agency_second_each_the_whole_file_but_its_own_value():
    ends = {"nguoi-ky": len(signed.person_only()), "co-quan": len(signed.issued())}
    assert shown.ranges(signed.issued()) == [(name, 0, end, True) for name, end in ends.items()]


@cache
def _appendix_page() -> Page:
    """As printed: what annotations show is drawn into the page."""
    with pikepdf.open(BytesIO(signed.appendix())) as pdf:
        pdf.flatten_annotations("print")
        out = BytesIO()
        pdf.save(out)
    return pdfplumber.open(out).pages[0]


def test_t63_an_appendix_of_its_own_says_number_and_time_in_the_upper_right_corner():
    line = shown.fields(signed.appendix())["co-quan"]
    at_the_top = A4 - line.bottom < 20 * MM
    assert (line.page, line.pictures, line.right > 190 * MM, at_the_top) == (1, (), True, True)
    words = _appendix_page().crop((line.left, A4 - line.top, line.right, A4 - line.bottom))
    text = words.extract_text()
    assert text == "Số: 06/KH-KCNĐN; 21/01/2027; 10:15:30 +07:00"
    assert re.fullmatch(TIME_LINE, text)
    assert {(round(char["size"]), char["fontname"].split("+")[-1]) for char in words.chars} == {
        (10, "Van-ban")
    }
    assert {str(char["non_stroking_color"]) for char in words.chars} <= {
        "(0.0, 0.0, 0.0)",
        "(0, 0, 0)",
        "(0.0,)",
        "(0,)",
    }


def test_t64_appendices_in_the_same_file_carry_neither_text_nor_picture():
    made = paper.made(samples.with_appendices())
    content = signed.by_person_at(made.content, made.places[0])
    assert {one.page for one in shown.fields(content).values()} == {made.places[0].page}
    with pdfplumber.open(BytesIO(content)) as pdf:
        after = pdf.pages[made.places[0].page :]
        said = [(page.images, page.annots, TIME_LINE.search(page.extract_text())) for page in after]
    assert said == [([], [], None)] * (made.pages - made.places[0].page)
    assert made.places[0].page < made.pages


def test_t65_a_paper_that_nobody_signed_shows_no_picture():
    with pdfplumber.open(BytesIO(signed.made().content)) as pdf:
        assert [(page.images, page.annots) for page in pdf.pages] == [([], [])] * signed.made().pages
    with pikepdf.open(BytesIO(signed.made().content)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_t65_what_is_only_prepared_shows_the_picture_nowhere_but_in_bytes_that_nobody_is_given():
    """The empty place and its picture are made before the key answers; without the answer our judge does not take it."""
    prepared = person_prepared(authority.person().signer).content
    assert [one.signed for one in shown.fields(prepared).values()] == [True]
    assert judge(prepared, expected=expected()[:1]).bottom_line is False


def test_pdf_a_survives_two_signatures():
    with pikepdf.open(BytesIO(signed.issued())) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes())
        assert (b'part="3"' in xmp or b"part>3<" in xmp, b"U" in xmp, len(pdf.Root.OutputIntents)) == (
            True,
            True,
            1,
        )
        assert list(pdf.attachments) == ["ke-hoach.yaml"]
        assert [int(widget.F) & 4 for page in pdf.pages for widget in page.get("/Annots", [])] == [
            4,
            4,
        ]  # printed
    assert signed.issued().startswith(signed.person_only()[: len(signed.made().content)])
    assert signed.issued()[: len(signed.made().content)] == signed.made().content


def test_every_letter_of_a_signed_appendix_is_embedded():
    with pikepdf.open(BytesIO(signed.appendix())) as pdf:
        stamp = pdf.pages[0].Annots[0].AP.N
        (line,) = [form for _, form in stamp.Resources.XObject.items()]
        fonts = [font for _, font in line.Resources.Font.items()]
        assert ["/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts] == [True]
