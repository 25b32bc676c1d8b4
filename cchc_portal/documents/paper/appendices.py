"""Appendices as files of their own, joined behind the document (Nghị định 30/2020/NĐ-CP, Phụ lục I, III: each counts its own pages).

An appendix is kept by what it says, so that a document which is issued again with another number, date or signer does not lay it out
again. What changes with those, the line "(Kèm theo …)", is laid out on a slip and laid over the appendix.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import weasyprint
from pikepdf import Name
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from . import engine, fonts
from .leaves import Leaves, Shelf
from .markup import BESIDE_THE_FORM, STYLES, body_html, rule_style, slips_html, stylesheet
from .pages import show_continuations
from .parts import Paper
from .places import POINTS_PER_PIXEL

EMPTY_LINE = "\u00a0"
FORMAT = "pdf/a-3u"


@dataclass(frozen=True)
class Slip:
    """One "(Kèm theo …)" laid out: its page in the file of slips (from 0), its place there in points from the upper edge."""

    file: bytes
    page: int
    top: float
    height: float
    lines: int


@dataclass(frozen=True)
class Appendix:
    leaves: Leaves
    slip: Slip


def parted(paper: Paper) -> tuple[Paper, list[Paper]]:
    """(what stands before the appendices, each appendix by itself); a copy ends on the sheet of its last one, so it stays whole."""
    if paper.copied:
        return paper, []
    before = tuple(part for part in paper.parts if part.kind != "appendix")
    alone = [
        # The mark of a draft stands on the document's first page alone; what crosses every page crosses these too.
        replace(
            paper, name="", author="", issued_on=None, parts=(part,), marks=paper.marks - {"draft", "to-sign"}
        )
        for part in paper.parts
        if part.kind == "appendix"
    ]
    return replace(paper, parts=before), alone


def laid_out(papers: Sequence[Paper], shelf: Shelf | None) -> list[Appendix]:
    """From the shelf where the same has been laid out before."""
    if not papers:
        return []
    return [
        Appendix(_leaves(alone, slip, shelf), slip)
        for alone, slip in zip(papers, _slips(papers), strict=True)
    ]


def _slips(papers: Sequence[Paper]) -> Iterator[Slip]:
    document = engine.lay_out(slips_html(alone.parts[0] for alone in papers), rule_style(papers[0]))
    file = _file(document)
    for number, page in enumerate(document.pages):
        [line] = _attached_to(page._page_box)
        count = sum(isinstance(child, boxes.LineBox) for child in line.children)
        yield Slip(file, number, line.position_y * POINTS_PER_PIXEL, line.height * POINTS_PER_PIXEL, count)


def _leaves(alone: Paper, slip: Slip, shelf: Shelf | None) -> Leaves:
    open_part = replace(alone.parts[0], attached_to="\n".join([EMPTY_LINE] * slip.lines))
    alone = replace(alone, parts=(open_part,))
    if shelf is None:
        return _laid_out(alone)
    key = sha256(f"{_recipe()} {alone!r}".encode()).hexdigest()
    found = shelf.get(key)
    if found is None:
        found = _laid_out(alone)
        shelf.put(key, found)
    return found


@cache
def _recipe() -> str:
    """What an appendix looks like beside what it says: library, faces, style sheets."""
    faces = [path.read_bytes() for path in fonts.files().values()]
    sheets = stylesheet(*STYLES, *engine.RULE_STYLES, BESIDE_THE_FORM).encode()
    return sha256(b"\0".join([weasyprint.__version__.encode(), sheets, *faces])).hexdigest()


def _laid_out(alone: Paper) -> Leaves:
    document = engine.lay_out(body_html(alone), rule_style(alone), beside=alone.is_beside_the_form)
    show_continuations(document)
    [space] = _attached_to(document.pages[0]._page_box)
    return Leaves(_file(document), len(document.pages), space.position_y * POINTS_PER_PIXEL)


def _file(document: Document) -> bytes:
    return bytes(document.write_pdf(pdf_variant=FORMAT, pdf_identifier=b"phu-luc"))


def _attached_to(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockBox) and child.element.get("class") == "attached-to":
            yield child
        else:
            yield from _attached_to(child)


def joined(content: bytes, appendices: Sequence[Appendix]) -> bytes:
    """The document's file with its appendices behind it."""
    with ExitStack() as opened:
        paper, slips = (
            opened.enter_context(pikepdf.Pdf.open(BytesIO(file)))
            for file in (content, appendices[0].slip.file)
        )
        for each in appendices:
            first = len(paper.pages)
            source = opened.enter_context(pikepdf.Pdf.open(BytesIO(each.leaves.content)))
            paper.pages.extend(source.pages)
            words = paper.copy_foreign(_words(slips.pages[each.slip.page], each.slip))
            _lay_over(paper.pages[first], words, each.slip.top - each.leaves.top)
        written = BytesIO()
        paper.save(written, deterministic_id=True)
        return written.getvalue()


def _words(page: pikepdf.Page, slip: Slip) -> pikepdf.Object:
    """The slip's line and nothing else of its page, as a form."""
    left, _, right, upper = (float(edge) for edge in page.mediabox)
    form = page.as_form_xobject()
    form.BBox = pikepdf.Array([left, upper - slip.top - slip.height, right, upper - slip.top])
    return form


def _lay_over(page: pikepdf.Page, form: pikepdf.Object, up: float) -> None:
    """Before the page's own text, so that it is read where it stands."""
    name = page.add_resource(form, Name.XObject, Name.KemTheo)
    page.contents_add(f"q 1 0 0 1 0 {up:.3f} cm {name} Do Q\n".encode(), prepend=True)
