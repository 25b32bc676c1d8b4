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
from tests.documents.signing import signed

A4 = 841.89


def _widgets(content):
    """Field name → (page, rectangle, appearance)."""
    found = {}
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for widget in page.get("/Annots", []):
                drawn = widget.AP.N
                images = [
                    image
                    for _, image in drawn.get("/Resources", {}).get("/XObject", {}).items()
                    if image.Subtype == "/Image"
                ]
                found[str(widget.T)] = (
                    number,
                    [float(value) for value in widget.Rect],
                    [_average(image) for image in images],
                )
    return found


def _average(image):
    """(has a mask of transparency, mean red, green, blue of what is opaque)."""
    raw, mask = bytes(image.read_bytes()), bytes(image.SMask.read_bytes())
    seen = [n for n in range(0, len(mask), 7) if mask[n] > 200]
    return "/SMask" in image, [sum(raw[3 * n + colour] for n in seen) / len(seen) for colour in range(3)]


def test_t60_the_signature_is_blue_transparent_and_centred_between_title_and_name():
    sheet, place = measure(signed.issued()), signed.made().places[0]
    page, (left, bottom, right, top), pictures = _widgets(signed.issued())["nguoi-ky"]
    name, title = sheet.line(place.name), sheet.line(place.title)
    ((transparent, (red, green, blue)),) = pictures
    assert (page, transparent, blue > 2 * red and blue > 2 * green) == (name.page, True, True)
    assert title.baseline < A4 - top < A4 - bottom < name.baseline
    assert abs((left + right) / 2 - name.centre) <= 5 * MM


def test_t61_the_seal_is_red_of_real_size_and_covers_a_third_of_the_signature_from_the_left():
    widgets = _widgets(signed.issued())
    page, (left, bottom, right, top), pictures = widgets["co-quan"]
    other, (sign_left, _, sign_right, _), _ = widgets["nguoi-ky"]
    ((transparent, (red, green, blue)),) = pictures
    assert (page, transparent, red > 2 * green and red > 2 * blue) == (other, True, True)
    assert (right - left, top - bottom) == pytest.approx((36 * MM, 36 * MM), abs=1 * MM)
    assert 0.25 <= (right - sign_left) / (sign_right - sign_left) <= 0.42
    assert (left + right) / 2 < (sign_left + sign_right) / 2


def test_t61_the_seal_keeps_its_rule_on_a_paper_of_two_signers():
    joint = paper.made(samples.joint())
    for place in joint.places:
        one = signed.by_person_at(joint.content, place)
        widgets = _widgets(signed.by_agency_at(one, place))
        left, _, right, _ = widgets["nguoi-ky"][1]
        assert place.left <= left < right <= place.right
        assert 0.25 <= (widgets["co-quan"][1][2] - left) / (right - left) <= 0.42


def test_t62_the_person_signs_first_and_the_agency_second():
    with pikepdf.open(BytesIO(signed.issued())) as pdf:
        fields = [
            (str(field.T), int(field.V.ByteRange[2]) + int(field.V.ByteRange[3]))
            for field in pdf.Root.AcroForm.Fields
        ]
    assert fields == [("nguoi-ky", len(signed.person_only())), ("co-quan", len(signed.issued()))]


@cache
def _appendix_page() -> Page:
    """As printed: what annotations show is drawn into the page."""
    with pikepdf.open(BytesIO(signed.appendix())) as pdf:
        pdf.flatten_annotations("print")
        out = BytesIO()
        pdf.save(out)
    return pdfplumber.open(out).pages[0]


def test_t63_an_appendix_of_its_own_says_number_and_time_in_the_upper_right_corner():
    page, (left, bottom, right, top), pictures = _widgets(signed.appendix())["co-quan"]
    assert (page, pictures, right > 190 * MM, A4 - bottom < 20 * MM) == (1, [], True, True)
    words = _appendix_page().crop((left, A4 - top, right, A4 - bottom))
    text = words.extract_text()
    assert text == "Số: 06/KH-KCNĐN; 21/01/2027; 10:15:30 +07:00"
    assert re.match(r"^Số: \d{2,}/[A-ZĐ-]+; \d{2}/\d{2}/\d{4}; \d{2}:\d{2}:\d{2}( ?\+07:00)?$", text)
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
    assert {page for page, _, _ in _widgets(content).values()} == {made.places[0].page}
    assert made.places[0].page < made.pages


def test_t65_a_paper_that_nobody_signed_shows_no_picture():
    with pdfplumber.open(BytesIO(signed.made().content)) as pdf:
        assert [(page.images, page.annots) for page in pdf.pages] == [([], [])] * signed.made().pages
    with pikepdf.open(BytesIO(signed.made().content)) as pdf:
        assert "/AcroForm" not in pdf.Root


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
