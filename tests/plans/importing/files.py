"""Files as offices make them, built here: three layouts of a plan, lists that Word numbers by itself, and hostile ones."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bold(document: Any, text: str, *, centred: bool = False, style: str | None = None) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(text).bold = True
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def sides(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    """A letterhead or a signature: a table of two cells without lines."""
    table = document.add_table(1, 2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def filled(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """A table of these rows; an empty text leaves its cell empty."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            lines = text.split("\n")
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    return table


def automatic(
    document: Any, levels: Sequence[tuple[str, str]], *, start: int = 1
) -> Callable[[str, int], Paragraph]:
    """A list that Word numbers by itself, e.g. (("upperRoman", "%1."), ("decimal", "%2.")); returns how to add a line to it."""
    root = document.part.numbering_part.element
    key = str(900 + len(root.findall(qn("w:abstractNum"))))
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{inner}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))

    def add(text: str, depth: int = 0) -> Paragraph:
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        numbered = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", str(depth)), ("w:numId", key)):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            numbered.append(child)
        properties.append(numbered)
        return paragraph

    return add


def begun(superior: str, agency: Sequence[str], number: str, place_date: str, subject: str) -> Any:
    """A document with its letterhead, title and subject."""
    document = docx.Document()
    sides(document, [superior, *agency, "_______", number], [*MOTTO, "_______", place_date])
    bold(document, "KẾ HOẠCH", centred=True)
    bold(document, subject, centred=True)
    return document


# --- the first layout: two groups of contents beside one merged cell of forms

FORMS = ("Đăng trên trang thông tin điện tử", "Thông qua các cuộc họp cơ quan")
OTHER_FORMS = ("Niêm yết tại bộ phận một cửa", "Đối thoại trực tiếp")
OFFICIALS = (
    "Nghị quyết số 76/NQ-CP của Chính phủ về Chương trình tổng thể cải cách hành chính",
    "Quy tắc ứng xử, văn hóa công vụ",
    "Mô hình mới, cách làm hiệu quả",
)
PEOPLE = ("Bộ thủ tục hành chính đã công bố", "Cách thức nộp hồ sơ trực tuyến")


def two_groups() -> bytes:
    """As a board of industrial zones has it: sections numbered by Word, dashes typed, the forms merged down each group."""
    document = begun(
        "UBND TỈNH ĐỒNG NAI",
        ["BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP"],
        "Số: 06 /KH-KCNĐN",
        "Đồng Nai, ngày 21 tháng 01 năm 2027",
        "Thông tin, tuyên truyền cải cách hành chính năm 2027",
    )
    document.add_paragraph(
        "Căn cứ Kế hoạch số 15245/KH-UBND ngày 31/12/2026 của UBND tỉnh, Ban Quản lý lập kế hoạch như sau:"
    )
    roman = automatic(document, (("upperRoman", "%1."),))
    roman("MỤC ĐÍCH").runs[0].bold = True
    document.add_paragraph("- Tăng cường sự hiểu biết của người dân về cải cách hành chính (CCHC).")
    document.add_paragraph("- Nâng cao trách nhiệm của cán bộ, công chức.")
    roman("NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN").runs[0].bold = True
    rows = [
        ["STT", "Nội dung tuyên truyền", "Hình thức tuyên truyền"],
        ["I. Đối với cán bộ, công chức, viên chức", "", ""],
        *([str(number), text, ""] for number, text in enumerate(OFFICIALS, 1)),
        ["II. Đối với doanh nghiệp, cá nhân, tổ chức", "", ""],
        *([str(number), text, ""] for number, text in enumerate(PEOPLE, 1)),
    ]
    table = filled(document, rows)
    for start, count, forms in ((1, len(OFFICIALS), FORMS), (2 + len(OFFICIALS), len(PEOPLE), OTHER_FORMS)):
        table.cell(start, 0).merge(table.cell(start, 2))
        merged = table.cell(start + 1, 2).merge(table.cell(start + count, 2))
        for paragraph in merged.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        merged.paragraphs[0].text = f"- {forms[0]};"
        for form in forms[1:]:
            merged.add_paragraph(f"- {form};")
    roman("TỔ CHỨC THỰC HIỆN").runs[0].bold = True
    decimal = automatic(document, (("decimal", "%1."),))
    decimal("Văn phòng làm đầu mối phối hợp các phòng triển khai và bố trí kinh phí thực hiện kế hoạch này.")
    decimal("Lãnh đạo các phòng đôn đốc, chỉ đạo thực hiện tốt kế hoạch này.")
    document.add_paragraph("Trên đây là Kế hoạch thông tin, tuyên truyền cải cách hành chính năm 2027./.")
    sides(
        document,
        ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Sở Nội vụ;", "- Lưu VT, CCHC."],
        ["TRƯỞNG BAN", "(Đã ký)", "Trưởng ban mẫu"],
    )
    return saved(document)


# --- the second: four columns, several products in a cell behind dashes, sections 1. and a)


def four_columns() -> bytes:
    """As a department has it: headings 1. typed and bold, points a), products as dashes in their cells."""
    document = begun(
        "ỦY BAN NHÂN DÂN TỈNH",
        ["SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"],
        "Số: 4658/KH-STNMT",
        "Hà Tĩnh, ngày 31 tháng 12 năm 2026",
        "Tuyên truyền cải cách hành chính năm 2027",
    )
    document.add_paragraph("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
    document.add_paragraph("Thực hiện Kế hoạch số 493/KH-UBND ngày 21/12/2026, Sở ban hành kế hoạch như sau:")
    bold(document, "I. MỤC ĐÍCH, YÊU CẦU")
    bold(document, "1. Mục đích")
    document.add_paragraph("a) Nâng cao nhận thức của công chức, viên chức, người lao động trong Sở;")
    document.add_paragraph("b) Tạo sự đồng thuận của người dân, doanh nghiệp.")
    bold(document, "2. Yêu cầu")
    mixed = document.add_paragraph("Tuyên truyền ")
    mixed.add_run("thường xuyên").bold = True
    mixed.add_run(", đúng trọng tâm.")
    bold(document, "II. NHIỆM VỤ")
    filled(
        document,
        [
            ["TT", "Nội dung công việc", "Dự kiến sản phẩm", "Thời gian"],
            ["1", "Đăng tin, bài về cải cách hành chính", "- 24 tin, bài;\n- 02 phóng sự", "Cả năm"],
            ["2", "Tổ chức hội nghị", "- Báo cáo;\n- Biên bản", "Quý II"],
            ["3", "Khảo sát sự hài lòng", "Báo cáo kết quả", "Trước 30/6"],
        ],
    )
    bold(document, "III. TỔ CHỨC THỰC HIỆN")
    dash = automatic(document, (("bullet", "-"), ("bullet", "o")))
    dash("Văn phòng Sở chủ trì;", 0)
    dash("phối hợp với các phòng;", 1)
    dash("Các đơn vị thực hiện.", 0)
    document.add_paragraph("Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2027 của Sở./.")
    sides(
        document,
        ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT, VP."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phó giám đốc mẫu"],
    )
    return saved(document)


# --- the third: the province's plan with an appendix of six columns on a page that lies across


def six_columns() -> bytes:
    """As a province has it: heading styles, several signing lines, the work in an appendix with headed groups."""
    document = begun(
        "HỘI ĐỒNG NHÂN DÂN",
        ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐỒNG NAI"],
        "Số: 12/KH-UBND",
        "Đồng Nai, ngày 05 tháng 01 năm 2027",
        "Thông tin, tuyên truyền cải cách hành chính giai đoạn 2027 - 2030",
    )
    document.add_paragraph(
        "Thực hiện Nghị quyết số 76/NQ-CP, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:"
    )
    numbered = automatic(document, (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")))
    document.add_heading("I. Mục tiêu", 1)
    document.add_paragraph("Nâng cao mức độ hài lòng của người dân.")
    document.add_heading("II. Nhiệm vụ", 1)
    document.add_heading("1. Sở Nội vụ", 2)
    document.add_paragraph("Chủ trì triển khai Kế hoạch.")
    document.add_heading("2. Các sở, ban, ngành", 2)
    document.add_paragraph("Xây dựng kế hoạch của cơ quan (Phụ lục kèm theo).")
    numbered("TỔ CHỨC THỰC HIỆN", 0).runs[0].bold = True
    document.add_paragraph("Trên đây là Kế hoạch của Ủy ban nhân dân thành phố./.")
    sides(
        document,
        ["Nơi nhận:", "- Bộ Nội vụ (b/c);", "- Các sở, ban, ngành;", "- Lưu: VT, NC."],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phó chủ tịch mẫu"],
    )
    across = document.add_section()
    across.orientation = WD_ORIENT.LANDSCAPE
    bold(document, "PHỤ LỤC", centred=True)
    bold(document, "NHIỆM VỤ THÔNG TIN, TUYÊN TRUYỀN", centred=True)
    document.add_paragraph("(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2027)")
    table = filled(
        document,
        [
            [
                "STT",
                "Nội dung, nhiệm vụ",
                "Đơn vị chủ trì",
                "Đơn vị phối hợp",
                "Thời gian thực hiện",
                "Sản phẩm",
            ],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["I", "Tuyên truyền chung", "", "", "", ""],
            ["1", "Đăng tin, bài", "Sở Nội vụ", "Các sở;\nUBND cấp xã", "Thường xuyên", "24 tin, bài"],
            ["2", "Hội thi trực tuyến", "", "Đoàn Thanh niên", "Quý III", "01 hội thi"],
            ["II", "Tuyên truyền chuyên đề", "", "", "", ""],
            ["1", "Phóng sự", "Đài Phát thanh và Truyền hình", "", "Quý II", "04 phóng sự"],
        ],
    )
    table.cell(3, 2).merge(table.cell(4, 2))
    return saved(document)


LAYOUTS = {"two groups": two_groups, "four columns": four_columns, "six columns": six_columns}


# --- what a file should not be


def repacked(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same package with parts put in, or taken out where there is None."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def document_with(body: str, **parts: bytes) -> bytes:
    """A Word file whose body is this XML; other parts by their path with "__" for the slash."""
    names = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    written = f"<w:document {names}><w:body>{body}</w:body></w:document>".encode()
    others = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    return repacked(saved(docx.Document()), {"word/document.xml": written, **others})


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
