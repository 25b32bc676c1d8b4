"""WeasyPrint kept warm: stylesheets parsed once, one font configuration, no garbage collection while it lays out."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from . import fonts
from .fetcher import PackagedFilesOnly
from .markup import BESIDE_THE_FORM, OF_A_COPY, STYLES, stylesheet

LOG = logging.getLogger("weasyprint")
RULE_STYLES = ("paper-nd30-2020.css", "paper-tt01-2011.css")

# The display types of the elements that the templates use; the library's own sheet has 200 rules that none of them meets.
PLAIN_ELEMENTS = """
html, body, section, div, p { display: block }
head, title, meta, style { display: none }
br::before { content: "\\A"; white-space: pre-line }
b { font-weight: bold } i { font-style: italic }
table { display: table; text-indent: 0; box-sizing: border-box }
colgroup { display: table-column-group } col { display: table-column }
thead { display: table-header-group } tbody { display: table-row-group } tfoot { display: table-footer-group }
tr { display: table-row } td, th { display: table-cell }
"""


class RenderError(RuntimeError):
    """The engine complained: a paper that it had to guess at is not handed out."""


@dataclass(frozen=True)
class _Warm:
    fonts: FontConfiguration
    styles: dict[str, list[CSS]]
    beside: CSS
    copied: CSS
    plain: CSS


class _Sheet(HTML):
    """A document of our own templates: well-formed, so that the XML parser in C reads it, on a much shorter sheet of defaults."""

    def __init__(self, html: str, url_fetcher: PackagedFilesOnly) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        root = ElementTree.fromstring(html)  # noqa: S314 - our own text, escaped; it declares no entity
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_warm().plain]


@cache
def _warm() -> _Warm:
    fetcher, configuration = PackagedFilesOnly(), FontConfiguration()
    with complaints_are_errors():
        common = _css(fonts.face_rules() + stylesheet(*STYLES), fetcher, configuration)
        styles = {name: [common, _css(stylesheet(name), fetcher, configuration)] for name in RULE_STYLES}
        beside = _css(stylesheet(BESIDE_THE_FORM), fetcher, configuration)
        copied = _css(stylesheet(OF_A_COPY), fetcher, configuration)
        return _Warm(configuration, styles, beside, copied, CSS(string=PLAIN_ELEMENTS, url_fetcher=fetcher))


def _css(text: str, fetcher: PackagedFilesOnly, configuration: FontConfiguration) -> CSS:
    return CSS(string=text, url_fetcher=fetcher, font_config=configuration)


def warm() -> None:
    """Parse, and lay one line out: the shaper and the font map load on first use."""
    with undisturbed(), complaints_are_errors():
        lay_out(
            "<html lang='vi'><body><p>Kế hoạch <b>số</b> <i>ngày</i></p></body></html>", RULE_STYLES[0]
        ).write_pdf()
    gc.collect()


def lay_out(html: str, style: str, *, beside: bool = False, copied: bool = False) -> Document:
    """`beside`: it carries something that the law's form does not have."""
    warm = _warm()
    sheet = _Sheet(html, PackagedFilesOnly())
    styles = [*warm.styles[style], *([warm.beside] if beside else []), *([warm.copied] if copied else [])]
    return sheet.render(font_config=warm.fonts, stylesheets=styles, pdf_variant="pdf/a-3u", cache={})


@contextmanager
def undisturbed() -> Iterator[None]:
    """No collection of garbage during a render (a tenth of its time); one afterwards."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def complaints_are_errors() -> Iterator[None]:
    """A font that cannot be loaded or an address that is refused is only a log line to the library; here it stops the paper."""
    heard = _Complaints()
    LOG.addHandler(heard)
    try:
        yield
    finally:
        LOG.removeHandler(heard)
    if heard.messages:
        raise RenderError("; ".join(heard.messages[:5]))
