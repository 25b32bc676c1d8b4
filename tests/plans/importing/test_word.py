"""A Word file is read as its author sees it: automatic numbers, tracked changes, merged cells, and what stands beside the text."""

import docx
import pytest
from docx.oxml.ns import nsdecls

from plans.importing import opening
from plans.importing.source import Aside, Cell, Paragraph, Source, Table, from_json, to_json
from tests.plans.importing import files
from tests.plans.importing.files import paragraph


def read(content: bytes) -> Source:
    return opening.read(content, "x")


def parts(content: bytes) -> tuple[Paragraph | Table, ...]:
    return read(content).sheets[0].parts


def lines(content: bytes) -> list[tuple[str, str]]:
    return [(part.number, part.text) for part in parts(content) if isinstance(part, Paragraph)]


def test_numbers_that_word_writes_are_read_with_their_lines() -> None:
    document = docx.Document()
    add = files.automatic(
        document, (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
    )
    for text, depth in (
        ("A", 0),
        ("B", 1),
        ("C", 2),
        ("D", 2),
        ("E", 3),
        ("F", 1),
        ("G", 2),
        ("H", 0),
        ("I", 1),
    ):
        add(text, depth)
    assert lines(files.saved(document)) == [
        ("I.", "A"),
        ("1.", "B"),
        ("a)", "C"),
        ("b)", "D"),
        ("-", "E"),
        ("2.", "F"),
        ("a)", "G"),
        ("II.", "H"),
        ("1.", "I"),
    ]


@pytest.mark.parametrize(
    ("form", "pattern", "numbers"),
    [
        ("decimal", "%1.", ["4.", "5."]),
        ("decimalZero", "(%1)", ["(04)", "(05)"]),
        ("lowerRoman", "%1/", ["iv/", "v/"]),
        ("upperLetter", "%1.", ["D.", "E."]),
        ("none", "", ["", ""]),
    ],
)
def test_every_form_of_number_starts_where_its_list_does(form: str, pattern: str, numbers: list[str]) -> None:
    document = docx.Document()
    add = files.automatic(document, ((form, pattern),), start=4)
    add("một")
    add("hai")
    assert [number for number, _ in lines(files.saved(document))] == numbers


def test_lists_by_style_are_numbered_too() -> None:
    document = docx.Document()
    for style in ("List Bullet", "List Number", "List Number"):
        document.add_paragraph("x", style=style)
    assert [number for number, _ in lines(files.saved(document))] == ["-", "1.", "2."]


def test_bold_and_italic_are_marked_at_the_edges_of_words() -> None:
    document = docx.Document()
    line = document.add_paragraph("Có ")
    for text, bold, italic in (
        ("đậm ", True, False),
        ("nghiêng", False, True),
        (", thường ", False, False),
        ("T", True, False),
        ("rong chữ", False, False),
    ):
        run = line.add_run(text)
        run.bold, run.italic = bold, italic
    assert lines(files.saved(document)) == [("", "Có **đậm** *nghiêng*, thường Trong chữ")]


def test_insertions_are_kept_and_deletions_dropped() -> None:
    body = (
        "<w:p><w:r><w:t>Giữ </w:t></w:r><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Nối </w:t></w:r></w:p>" + paragraph("liền")
    )
    source = read(files.document_with(body))
    assert [part.text for part in source.sheets[0].parts if isinstance(part, Paragraph)] == [
        "Giữ thêm",
        "Nối liền",
    ]
    assert source.notes == ("Tệp có theo dõi sửa đổi: chữ đã chèn được giữ, chữ đã xóa được bỏ.",)


def test_merged_cells_say_their_words_once() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "rộng"
    table.cell(1, 1).merge(table.cell(2, 1)).text = "cao"
    table.cell(2, 2).text = "góc"
    assert parts(files.saved(document)) == (
        Table(
            (
                (Cell(("rộng",), 1, 3), None, None),
                (Cell(), Cell(("cao",), 2, 1), Cell()),
                (Cell(), None, Cell(("góc",))),
            )
        ),
    )


def test_a_nested_table_is_flattened_where_it_stands() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.paragraphs[0].text = "trước"
    inner = cell.add_table(2, 2)
    for place, text in enumerate("abcd"):
        inner.cell(place // 2, place % 2).text = text
    cell.add_paragraph("sau")
    table = parts(files.saved(document))[0]
    assert isinstance(table, Table)
    assert table.rows[0][0] == Cell(("trước", "a | b", "c | d", "sau"))


def test_footnotes_stay_with_their_line() -> None:
    body = '<w:p><w:r><w:t>Một</w:t><w:footnoteReference w:id="2"/><w:t> hai</w:t></w:r></w:p>'
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Theo số liệu năm 2026")}</w:footnote></w:footnotes>'
    )
    content = files.document_with(body, word__footnotes=notes.encode())
    assert parts(content) == (Paragraph("Một[^1] hai", footnotes=("Theo số liệu năm 2026",)),)


def test_what_stands_beside_the_text_is_kept_aside() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("Trong hộp") + "</w:txbxContent></w:pict></w:r>"
    twice = f"<w:r><mc:AlternateContent><mc:Choice>{box[5:-6]}</mc:Choice><mc:Fallback>{box[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ẩn</w:t></w:r>"
    body = f"<w:p><w:r><w:t>Lời</w:t></w:r>{twice}{hidden}</w:p>"
    comments = f'<w:comments {nsdecls("w")}><w:comment w:id="1">{paragraph("Xem lại số liệu")}</w:comment></w:comments>'
    header = f"<w:hdr {nsdecls('w')}>{paragraph('Mật')}{paragraph('Trang 3/7')}</w:hdr>"
    source = read(files.document_with(body, word__comments=comments.encode(), word__header1=header.encode()))
    assert source.asides == (
        Aside("Chữ ẩn", "Ẩn"),
        Aside("Hộp chữ", "Trong hộp"),
        Aside("Đầu trang", "Mật"),
        Aside("Ghi chú bên lề", "Xem lại số liệu"),
    )
    assert [text for _, text in lines(files.document_with(body))] == ["Lời"]


def test_capitals_of_the_font_are_capitals_of_the_text() -> None:
    assert lines(files.document_with(paragraph("Mục đích", run="<w:caps/>"))) == [("", "MỤC ĐÍCH")]


@pytest.mark.parametrize("layout", files.LAYOUTS)
def test_what_was_read_survives_being_kept_as_json(layout: str) -> None:
    source = read(files.LAYOUTS[layout]())
    assert from_json(to_json(source)) == source
