"""What spreadsheets and word processors put on the clipboard, built as they build it."""

from html import escape

Cells = list[list[str]]


def excel_html(rows: Cells) -> str:
    """A range as Excel gives it: styles, classes, a fragment's comments, breaks inside a cell as <br>."""
    lines = "".join(
        "<tr height=20 style='height:15.0pt'>"
        + "".join(
            f"<td class=xl65 width=64 style='width:48pt;mso-number-format:\"\\@\"'>{escape(cell).replace(chr(10), _BREAK)}</td>"
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>td {mso-style-parent:style0;"
        "font-family:Calibri}</style></head><body link='#0563C1'><!--StartFragment-->"
        f"<table border=0 cellpadding=0 style='border-collapse:collapse'><col width=64>{lines}</table>"
        "<!--EndFragment--></body></html>"
    )


_BREAK = "<br style='mso-data-placement:same-cell'>"


def text(rows: Cells) -> str:
    """The same range as tab-separated text: quotes around cells with line ends or quotes."""
    return "\r\n".join("\t".join(_quoted(cell) for cell in row) for row in rows) + "\r\n"


def _quoted(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set('"\n\t') else cell


WORD_TABLE = (
    "<html><body><table class=MsoTableGrid border=1>"
    "<tr><td><p class=MsoNormal><b>TT</b></p></td><td><p class=MsoNormal><b>Nội dung</b></p></td>"
    "<td><p class=MsoNormal><b>Hình thức</b></p></td></tr>"
    "<tr><td><p class=MsoNormal>1<o:p></o:p></p></td><td><p class=MsoNormal>Giới thiệu\n dịch vụ công</p></td>"
    "<td rowspan=2><p class=MsoListParagraph>-&nbsp;&nbsp; Họp cơ quan</p><p class=MsoListParagraph>-&nbsp;&nbsp; Bản tin</p></td></tr>"
    "<tr><td><p class=MsoNormal>2</p></td><td><p class=MsoNormal>Hướng dẫn <del>cũ </del>nộp hồ sơ</p></td></tr>"
    "<tr style='display:none'><td>x</td><td>ẩn</td><td>ẩn</td></tr>"
    "</table></body></html>"
)
"""A table with a heading, serial numbers, a cell merged over two rows, a deleted word and a hidden row."""


def word_table_of_groups(groups: dict[str, list[list[str]]]) -> str:
    """Numbered lines without a heading; each group's name is one cell over the whole width."""
    lines = []
    for title, rows in groups.items():
        width = len(rows[0]) + 1
        lines.append(f"<tr><td colspan={width}><p class=MsoNormal><b>{title}</b></p></td></tr>")
        for number, row in enumerate(rows, 1):
            cells = "".join(f"<td><p class=MsoNormal>{text}</p></td>" for text in (str(number), *row))
            lines.append(f"<tr>{cells}</tr>")
    return f"<html><body><table class=MsoTableGrid border=1>{''.join(lines)}</table></body></html>"
