"""T-63 measured on signed files of every shape: number and time, 10 pt, black, upright, in the upper right corner that a reader sees.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b.
"""

import re
import subprocess
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from cchc_portal.documents.signing import acts
from tests.documents import attachable
from tests.documents.measured import MM
from tests.documents.signing import authority, shown, signed
from tests.documents.signing.signed import VIETNAM
from tests.documents.verifying.judged import judge

WORDS = "Số: 06/KH-KCNĐN; 21/01/2027; 10:15:30 +07:00"
RULE = re.compile(r"^Số: \d{2,}/[A-ZĐ-]+; \d{2}/\d{2}/\d{4}; \d{2}:\d{2}:\d{2}( ?\+07:00)?$")
BLACK = {"(0.0, 0.0, 0.0)", "(0, 0, 0)", "(0.0,)", "(0,)", "0"}
MOMENT = datetime(2027, 1, 21, 10, 15, 30, tzinfo=VIETNAM)

A4 = attachable.made
SHAPES: dict[str, Any] = {
    "đứng": A4,
    "ngang": lambda: A4(size="297mm 210mm"),
    "A3": lambda: A4(size="420mm 297mm"),
    "xoay 90": lambda: attachable.with_page(A4(), Rotate=90),
    "xoay 180": lambda: attachable.with_page(A4(), Rotate=180),
    "xoay 270": lambda: attachable.with_page(A4(), Rotate=270),
    "xoay -90": lambda: attachable.with_page(A4(), Rotate=-90),
    "cắt": lambda: attachable.with_page(A4(), CropBox=[30, 40, 500, 700]),
    "cắt và xoay": lambda: attachable.with_page(A4(), CropBox=[30, 40, 500, 700], Rotate=90),
    "lệch gốc": lambda: attachable.with_page(A4(), MediaBox=[-100, -50, 495.28, 791.89]),
    "khổ ghi ở nút trên": lambda: attachable.sized_by_the_tree(A4()),
    "đã ký ở đây": signed.appendix,
    "người khác đã ký": lambda: signed.by_another_tool(signed.made().content),
}


ON_THEIR_SIDE = {"xoay 90", "xoay 270", "xoay -90", "cắt và xoay", "khổ ghi ở nút trên"}


@cache
def brought(name: str) -> bytes:
    content: bytes = SHAPES[name]()
    return content


@cache
def stamped(name: str, when: datetime = MOMENT) -> bytes:
    holder = authority.agency()
    prepared = acts.prepare_appendix(brought(name), "Số: 06/KH-KCNĐN", holder.chain, when)
    return signed.answered(prepared, holder.signer)


def flat(content: bytes) -> bytes:
    """As printed: what annotations show is drawn into the page."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.flatten_annotations("print")
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def seen(content: bytes, folder: Path) -> tuple[float, float, list[tuple[str, list[float]]]]:
    """Width and height of page 1 before it is turned, and each of its words as shown, with left, upper, right and lower edge, by poppler."""
    path = folder / "phu-luc.pdf"
    path.write_bytes(flat(content))
    said = subprocess.run(
        ["pdftotext", "-l", "1", "-cropbox", "-bbox", str(path), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', said)
    assert page
    words = re.findall(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', said
    )
    return float(page[1]), float(page[2]), [(text, [float(one) for one in at]) for *at, text in words]


@pytest.mark.parametrize("name", SHAPES)
def test_the_line_stands_upright_in_the_corner_that_is_seen(name: str, tmp_path: Path) -> None:
    across, up, words = seen(stamped(name), tmp_path)
    width = up if name in ON_THEIR_SIDE else across
    line = words_of_the_line(words)
    assert " ".join(text for text, _ in line) == WORDS
    assert RULE.match(WORDS)
    left = [at[0] for _, at in line]
    assert left == sorted(left)  # from left to right
    assert max(at[3] for _, at in line) - min(at[1] for _, at in line) < 16  # on one line
    right, top = max(at[2] for _, at in line), min(at[1] for _, at in line)
    assert width - right == pytest.approx(15 * MM, abs=2 * MM)
    assert 7 * MM < top < 14 * MM


def words_of_the_line(words: list[tuple[str, list[float]]]) -> list[tuple[str, list[float]]]:
    """The topmost piece that begins with “Số:” and has the words of the line."""
    count = len(WORDS.split())
    starts = [n for n, (text, _) in enumerate(words) if text == "Số:" and words[n + 1][0] == "06/KH-KCNĐN;"]
    return [words[n : n + count] for n in starts][-1]


@pytest.mark.parametrize("name", SHAPES)
def test_the_line_is_of_ten_points_black_and_without_any_picture(name: str) -> None:
    field = shown.fields(stamped(name))[_field(name)]
    assert (field.page, field.pictures, field.signed) == (1, (), True)
    with pdfplumber.open(BytesIO(flat(stamped(name)))) as pdf:
        page = pdf.pages[0]
        chars = [char for char in page.chars if char["fontname"].split("+")[-1] == "Van-ban"]
        line = _run(chars)
        assert page.images == []
    assert {round(char["size"], 1) for char in line} == {10.0}
    assert {str(char["non_stroking_color"]) for char in line} <= BLACK


def _field(name: str) -> str:
    return "co-quan-2" if name == "đã ký ở đây" else "co-quan"


def _run(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The glyphs of the last line drawn that reads as it must."""
    text = "".join(char["text"] for char in chars).replace("\u00a0", " ")
    at = text.rindex(WORDS)
    return chars[at : at + len(WORDS)]


@pytest.mark.parametrize("name", SHAPES)
def test_what_was_attached_stays_byte_for_byte_and_the_signature_holds(name: str) -> None:
    content = stamped(name, signed.now())
    assert content.startswith(brought(name))
    last = judge(content, expected=None).signatures[-1]
    assert (last.bottom_line, last.signer) == (True, authority.AGENCY)
