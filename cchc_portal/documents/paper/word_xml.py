"""Pieces of WordprocessingML: runs, paragraphs, sections. Sizes in points, lengths in twentieths of a point."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from cchc_portal.vietnam.layout import RuleSet

from .inline import pieces

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
HEADER_NUMBER = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:pPr><w:jc w:val="{align}"/></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
FACE = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"'
    ' w:eastAsia="Times New Roman"/>'
)
RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def run(text: str, size: float, *, bold: bool = False, italic: bool = False, raised: bool = False) -> str:
    looks = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    halves = round(size * 2)
    sizes = f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
    if raised:
        sizes += '<w:vertAlign w:val="superscript"/>'
    written = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(FORBIDDEN.sub("", line))}</w:t>' for line in text.split("\n")
    )
    return f"<w:r><w:rPr>{FACE}{looks}{sizes}</w:rPr>{written}</w:r>"


def inline_runs(
    text: str,
    size: float,
    *,
    notes: Sequence[str] = (),
    first_note: int = 1,
    bold: bool = False,
    italic: bool = False,
) -> str:
    return "".join(
        run(str(piece + first_note - 1), size, raised=True)
        if isinstance(piece, int)
        else run(piece.text, size, bold=bold or piece.bold, italic=italic or piece.italic)
        for piece in pieces(text, notes)
    )


def paragraph(
    runs: str,
    *,
    align: str = "left",
    before: float = 0,
    line: float = 1.0,
    first_line: float = 0,
    sides: tuple[float, float] = (0, 0),
    keep: bool = False,
    border: str = "",
) -> str:
    """`before` in points, `first_line` and `sides` in millimetres, `line` in multiples of a single line."""
    left, right = sides
    properties = [
        "<w:keepNext/>" if keep else "",
        border,
        f'<w:spacing w:before="{round(before * 20)}" w:after="0" w:line="{round(line * 240)}" w:lineRule="auto"/>',
        f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="{twips(first_line)}"/>',
        f'<w:jc w:val="{align}"/>',
    ]
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{runs}</w:p>"


def gap(section: str = "") -> str:
    """A paragraph a point high: Word wants one after a table, and one to carry the end of a section."""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{section}</w:pPr></w:p>'


def section_xml(rules: RuleSet, number_id: str, *, landscape: bool) -> str:
    """A section: A4, the rule set's margins, its own page count, no number on its first page."""
    margins = rules.landscape_margins if landscape else rules.margins
    width, height = (16838, 11906) if landscape else (11906, 16838)
    top = rules.page_number.position == "top-center"
    kind = "header" if top else "footer"
    distance = twips(rules.page_number.distance)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:{kind}Reference w:type="default" r:id="{number_id}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}" w:bottom="{twips(margins.bottom)}"'
        f' w:left="{twips(margins.left)}" w:header="{distance}" w:footer="{distance}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def plain_table(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    """A table without lines that only places things side by side; each cell is its paragraphs."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
