"""The Word copy for those who must edit: same parts, same wording; page breaks are Word's own.

The body is XML text that the library never holds: a tree of a long table takes memory, and filled cell by cell quadratic time.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Pt
from lxml import etree

from cchc_portal.vietnam.layout import RuleSet

from .parts import Paper
from .view import view
from .word_body import part_xml
from .word_xml import FORBIDDEN, HEADER_NUMBER, gap, section_xml

TYPEFACE = "Times New Roman"
UNDATED = date(2020, 1, 1)
MAIN_PART = "word/document.xml"
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def docx(
    snapshot: Mapping[str, Any], *, marks: Iterable[str] = frozenset(), rules: str | None = None
) -> bytes:
    return of_parts(view(snapshot, marks=marks, rules=rules))


def of_parts(paper: Paper) -> bytes:
    """The same of what is no plan, but is laid out as one."""
    document = new_document()
    _set_base_style(document, paper.rules)
    number_id = _number_part(document, paper.rules)
    body = "".join(_parts(paper, number_id))
    _set_properties(document, paper)
    return _same_bytes(document, _with_body(document, body))


def _with_body(document: Document, xml: str) -> bytes:
    """The main part as it is stored; raises ExpatError where its XML is not well formed."""
    for child in list(document.element.body):
        document.element.body.remove(child)
    around = etree.tostring(document.element, encoding="unicode")
    before, empty, after = around.partition("<w:body/>")
    if not empty:
        raise ValueError("the empty body is not written as expected")
    written = f"{DECLARATION}{before}<w:body>{xml}</w:body>{after}".encode()
    ParserCreate().Parse(written, True)
    return written


def _parts(paper: Paper, number_id: str) -> Iterable[str]:
    """Each part is a section of its own, with its own page count; all but the last end in a paragraph that says so."""
    last = len(paper.parts) - 1
    for index, part in enumerate(paper.parts):
        yield part_xml(part, paper, first=index == 0)
        section = section_xml(paper.rules, number_id, landscape=part.landscape)
        yield gap(section if index < last else "")
        if index == last:
            yield section


def _set_base_style(document: Document, rules: RuleSet) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(rules.sizes.body)
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{fonts.nsmap['w']}}}{script}", TYPEFACE)


def _number_part(document: Document, rules: RuleSet) -> str:
    """The header (or footer) with the page's number, shared by all sections."""
    section = document.sections[0]
    top = rules.page_number.position == "top-center"
    holder = section.header if top else section.footer
    holder.is_linked_to_previous = False
    element = holder._element
    for child in list(element):
        element.remove(child)
    size = int(rules.sizes.page_number * 2)
    element.append(parse_xml(HEADER_NUMBER.format(align="center" if top else "right", size=size)))
    reference = section._sectPr.xpath("w:headerReference" if top else "w:footerReference")[0]
    return str(reference.rId)


def _set_properties(document: Document, paper: Paper) -> None:
    day = date.fromisoformat(str(paper.issued_on)) if paper.issued_on else UNDATED
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.author, properties.language = (
        FORBIDDEN.sub("", paper.name)[:255],
        FORBIDDEN.sub("", paper.author)[:255],
        "vi-VN",
    )
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = moment


def _same_bytes(document: Document, main: bytes) -> bytes:
    """Written anew with its main part and fixed times, so that one snapshot gives one file."""
    first, second = BytesIO(), BytesIO()
    document.save(first)
    with ZipFile(first) as source, ZipFile(second, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, main if name == MAIN_PART else source.read(name))
    return second.getvalue()
