"""The Word copy: same structure and wording, A4, Times New Roman, page count anew in every appendix."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from cchc_portal.documents import paper
from tests.documents import samples


def _opened(snapshot):
    return Document(BytesIO(paper.docx(snapshot)))


def _texts(document):
    return [
        "".join(node.text or "" for node in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))
    ]


def test_the_wording_is_that_of_the_paper():
    texts = _texts(_opened(samples.plan()))
    title = texts.index("KẾ HOẠCH")
    assert [texts[title + 1], texts[title - 3]] == [samples.SUBJECT, ""]
    assert [text for text in texts if text.startswith(("I. ", "II. ", "III. "))] == [
        "I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG, HÌNH THỨC", "III. TỔ CHỨC THỰC HIỆN"
    ]  # fmt: skip
    assert [text for text in texts if "./." in text] == [samples.plan()["closing"] + "./."]
    assert [text for text in texts if text.startswith("- Lưu")] == ["- Lưu: VT, CCHC."]


def test_every_run_names_times_new_roman_for_all_four_scripts():
    runs = list(_opened(samples.with_appendices()).element.body.iter(qn("w:rFonts")))
    names = {
        tuple(run.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")) for run in runs
    }
    assert names == {("Times New Roman",) * 4}


def test_pages_are_a4_with_the_margins_of_the_rules_and_appendices_count_anew():
    sections = _opened(samples.with_appendices()).sections
    assert [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections] == [
        (210, 297),
        (297, 210),
        (210, 297),
    ]
    assert {
        tuple(
            round(side.mm) for side in (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin)
        )
        for one in sections
    } == {(20, 15, 20, 30)}
    starts = [one._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for one in sections]
    assert (starts, [one.different_first_page_header_footer for one in sections]) == (["1"] * 3, [True] * 3)


def test_the_page_number_stands_where_its_rules_want_it():
    for make, kind in ((samples.plan, "header"), (samples.of_2019, "footer")):
        section = _opened(make()).sections[0]
        holder = getattr(section, kind)
        assert ["PAGE" in (node.text or "") for node in holder._element.iter(qn("w:instrText"))] == [True]


def test_the_groups_channels_are_one_cell_over_its_rows():
    (table,) = [t for t in _opened(samples.plan()).tables if len(t.columns) == 3]
    cells = [row.cells[2].text for row in table.rows[2:]]
    assert len(set(cells)) == 1
    assert cells[0].count("- ") == 3
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_control_characters_and_markup_cannot_break_the_file():
    snapshot = dict(samples.plan())
    snapshot["subject"] = "a < b & c\u0001 > d"
    assert "a < b & c > d" in _texts(_opened(snapshot))
