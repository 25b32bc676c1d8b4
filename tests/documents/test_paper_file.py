"""The PDF as a file: PDF/A-3u, its source inside, the same bytes every time, nothing fetched, nothing else embedded."""

import hashlib
import os
import subprocess
import sys
import unicodedata
import zlib
from collections import Counter
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pydyf
import pytest
from weasyprint import HTML

from cchc_portal.documents import font_checks, paper, snapshots
from cchc_portal.documents.paper import engine, fetcher, fonts, glyphs, portable
from cchc_portal.vietnam.alphabet import VIETNAMESE_LETTERS
from tests.documents import samples
from tests.documents.measured import measure, printed


def _opened(data):
    return pikepdf.open(BytesIO(data))


def test_it_declares_pdf_a_3u_with_an_output_intent_and_a_language():
    with _opened(printed(samples.plan).data) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes())
        assert (b'part="3"' in xmp or b"part>3<" in xmp, b"U" in xmp, len(pdf.Root.OutputIntents)) == (
            True,
            True,
            1,
        )
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Author)) == ("vi", "Sở Nội vụ thành phố Đồng Nai")
        assert str(pdf.docinfo.Title) == "Kế hoạch tuyên truyền cải cách hành chính năm 2027"


def test_the_plan_file_is_inside_as_its_source_and_reads_back_the_same():
    snapshot = samples.with_appendices()
    with _opened(paper.pdf(snapshot)) as pdf:
        (spec,) = pdf.Root.AF
        inside = bytes(pdf.attachments["ke-hoach.yaml"].get_file().read_bytes()).decode()
        assert str(spec.AFRelationship) == "/Source"
    assert snapshots.read(inside, name="ke-hoach.yaml") == snapshot


def test_every_font_is_embedded_and_names_its_characters():
    with _opened(printed(samples.plan).data) as pdf:
        fonts_seen = {}
        for page in pdf.pages:
            for font in page.resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                fonts_seen[str(font.BaseFont)] = (
                    "/FontFile2" in descriptor or "/FontFile3" in descriptor,
                    "/ToUnicode" in font,
                )
    assert len(fonts_seen) == 4
    assert set(fonts_seen.values()) == {(True, True)}


def test_the_same_snapshot_gives_the_same_bytes_here_and_in_another_process():
    code = (
        "import os, sys, hashlib; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "from tests.documents import samples\nfrom cchc_portal.documents import paper\n"
        "print(hashlib.sha256(paper.pdf(samples.plan()) + paper.docx(samples.plan())).hexdigest())"
    )
    elsewhere = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=_environment(seed)
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    here = hashlib.sha256(paper.pdf(samples.plan()) + paper.docx(samples.plan())).hexdigest()
    assert elsewhere == [here, here]


def test_streams_are_compressed_once_and_the_file_is_what_the_library_writes(monkeypatch):
    given = []

    def noted(level):
        packer = zlib.compressobj(level)
        return SimpleNamespace(
            compress=lambda data: given.append(data) or packer.compress(data), flush=packer.flush
        )

    monkeypatch.setattr(pydyf, "zlib", SimpleNamespace(compressobj=noted))
    ours = paper.pdf(samples.plan())
    table_of_objects = 1  # the library adds it last
    assert [count for count in Counter(given).values() if count > 1] == [2] * table_of_objects
    monkeypatch.setattr(portable, "_Packed", lambda stream: stream)
    assert hashlib.sha256(paper.pdf(samples.plan())).digest() == hashlib.sha256(ours).digest()


def _environment(seed):
    return {**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/Lima"}


def test_text_comes_out_as_it_went_in():
    sheet = printed(samples.plan)
    words = " ".join(line.text for line in sheet.lines).split()
    wanted = samples.SENTENCE.split()
    assert any(words[at : at + len(wanted) - 1] == wanted[:-1] for at in range(len(words)))


ADDRESSES = [
    "http://127.0.0.1:9/a.png", "https://example.invalid/a.css", "file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/css,a{}",
    "//127.0.0.1/x", "gopher://127.0.0.1/", "FILE:///etc/hostname", "/etc/passwd", "cchc-font:/../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_renderer_opens_no_address(address):
    with pytest.raises(ValueError, match="refused"):
        fetcher.PackagedFilesOnly().fetch(address)


@pytest.mark.parametrize("address", ADDRESSES[:4])
def test_a_template_that_asked_for_an_address_would_stop_the_paper(address):
    with pytest.raises(engine.RenderError), engine.complaints_are_errors():
        engine.lay_out(f'<html><body><img src="{address}"/></body></html>', engine.RULE_STYLES[0])


def test_markup_in_text_is_printed_and_not_obeyed():
    hostile = '<img src="file:///etc/passwd"><script>x</script> & "q" </p>'
    sheet = measure(paper.pdf(samples.plan(sections=[{"heading": "Mục", "blocks": [hostile]}])))
    assert (
        sheet.having(lambda text: text.startswith('<img src="file:///etc/passwd"><script>x</script>')) != []
    )


def test_characters_without_a_glyph_become_boxes_and_are_named_to_the_drafter():
    snapshot = samples.plan(subject="Thi đua 😀 năm 2027")
    sheet = measure(paper.pdf(snapshot))
    assert sheet.line("Thi đua □ năm 2027").face == "Van-ban-Bold"
    assert glyphs.unprintable(snapshot) == [("subject", "😀")]
    assert glyphs.unprintable(samples.plan()) == []


def test_decomposed_and_control_characters_leave_no_trace():
    snapshot = dict(samples.plan())
    snapshot["subject"] = unicodedata.normalize("NFD", "Tuyên truyền đổi mới") + "\u0000\u200b\u202e"
    assert measure(paper.pdf(snapshot)).line("Tuyên truyền đổi mới").face == "Van-ban-Bold"


def test_a_very_long_agency_name_keeps_the_sheet_in_form():
    agency = {**samples.plan()["agency"], "header": ["BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG " * 2] * 4}
    sheet = measure(paper.pdf(samples.plan(agency=agency)))
    (number,) = sheet.having(lambda text: text == "Số: 07/KH-SNV")
    (date,) = sheet.having(lambda text: text == "Đồng Nai, ngày 05 tháng 3 năm 2027")
    assert (number.baseline, number.x1 < date.x0) == (date.baseline, True)


def test_empty_sections_and_no_signature_still_make_a_paper():
    sheet = measure(
        paper.pdf(
            samples.plan(
                sections=[{"heading": "Mục rỗng"}],
                closing="",
                opening="",
                bases=[],
                recipients=[],
                signatures=[],
            )
        )
    )
    assert [line.text for line in sheet.lines][-4:] == ["I. MỤC RỖNG", "./.", "Nơi nhận:", "- Lưu: VT, CCHC."]


# --- the typeface


def test_the_typeface_has_every_vietnamese_letter():
    assert fonts.missing_glyphs() == {}
    assert [letter for letter in VIETNAMESE_LETTERS if ord(letter) not in fonts.characters()] == []
    assert font_checks.paper_fonts() == []


def test_a_missing_typeface_is_a_startup_error_with_the_line_that_installs_it(settings, tmp_path):
    settings.PAPER_FONT_DIR = tmp_path
    (error,) = font_checks.paper_fonts()
    assert (error.id, error.hint) == ("documents.E001", "Cài phông Tinos: apt-get install -y fonts-croscore")


def test_the_engine_that_cannot_load_a_face_complains_aloud():
    with pytest.raises(engine.RenderError, match="Font-face"), engine.complaints_are_errors():
        engine._css(
            '@font-face{font-family:"X";src:url("cchc-font:/none.ttf")}',
            fetcher.PackagedFilesOnly(),
            engine.FontConfiguration(),
        )


# --- the sheet on a screen


def test_the_sheet_on_a_screen_obeys_a_strict_policy():
    page = paper.html(samples.with_appendices(), nonce="abc123")
    tree = HTML(string=page).etree_element
    assert [element.tag for element in tree.iter() if element.get("style") or element.tag == "script"] == []
    assert [style.get("nonce") for style in tree.iter("style")] == ["abc123"]
    assert [element for element in tree.iter() if element.get("src") or element.get("href")] == []
