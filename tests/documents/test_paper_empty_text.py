"""A paragraph that waits for words prints nothing, neither on the paper nor in the Word copy."""

from copy import deepcopy
from io import BytesIO

from docx import Document

from cchc_portal.documents import paper
from tests.documents import samples

EMPTY = {"text": "", "footnotes": []}


def _with_empty_paragraphs():
    snapshot = deepcopy(samples.with_appendices())
    places = [section for outer in snapshot["sections"] for section in (outer, *outer["sections"])]
    for place in [*places, *snapshot["appendices"]]:
        place["blocks"] = [part for block in place["blocks"] for part in (EMPTY, block)] + [EMPTY]
    return snapshot


def _paragraphs(snapshot):
    return [paragraph.text for paragraph in Document(BytesIO(paper.docx(snapshot))).paragraphs]


def test_the_paper_is_the_same_with_empty_paragraphs_as_without():
    assert paper.html(_with_empty_paragraphs()) == paper.html(samples.with_appendices())


def test_the_word_copy_is_the_same_with_empty_paragraphs_as_without():
    assert _paragraphs(_with_empty_paragraphs()) == _paragraphs(samples.with_appendices())
