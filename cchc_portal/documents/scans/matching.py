"""From what stands on a scan, or in its file's name, to the paper that it is a scan of: one, or none and what to offer.

A code is worth more than a number; where they disagree a person decides. A number alone is enough only where one paper has it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_portal.agencies.models import Agency
from cchc_portal.documents import looking_up
from cchc_portal.documents.dispatch import outgoing
from cchc_portal.documents.models import IssuedNumber, Paper
from cchc_portal.documents.scans.reading import Reading
from cchc_portal.documents.scans.states import MatchedBy
from cchc_portal.documents.states import NumberStatus
from cchc_portal.vietnam import alphabet, lookup_codes

MOST_OFFERED = 20
_NUMBER = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HEADED = re.compile(r"Số\s*:\s*(\d[^\n\r]{1,80})")
_DATED = re.compile(r"năm\s+((?:19|20)\d\d)")
_CODE = re.compile(r"[0-9A-Za-z]{4}(?:[-_ ]?[0-9A-Za-z]{4}){4}")

NOTHING = (
    "Không thấy mã tra cứu hay số, ký hiệu nào của cơ quan trên bản quét và trong tên tệp. Chọn văn bản."
)
ELSEWHERE = "Mã trên bản quét là của văn bản do cơ quan khác ban hành."
UNKNOWN = "Mã trên bản quét không phải mã của văn bản nào trong cổng. Chọn văn bản."


@dataclass(frozen=True)
class Match:
    """`paper`: certain. Otherwise `says` tells why not, `offered` what it may be; `foreign`: it is of no paper of this agency."""

    paper: Paper | None = None
    by: MatchedBy | None = None
    says: str = ""
    known: tuple[Paper, ...] = ()
    offered: tuple[Paper, ...] = ()
    foreign: bool = False


def match(reading: Reading, name: str, agency: Agency) -> Match:
    """Inside the province."""
    codes = _codes(reading, name)
    marked = list({row.paper.snapshot_id: row.paper for row in map(looking_up.found, codes) if row}.values())
    own = [paper for paper in marked if paper.agency_id == agency.pk]
    if marked and not own:
        return Match(says=ELSEWHERE, foreign=True)
    numbered = _numbered(reading, name, agency)
    if len(own) == 1 and len(marked) == 1:
        return _by_code(own[0], numbered)
    if own:
        symbols = ", ".join(_symbol(paper) for paper in own)
        return Match(
            says=f"Trên bản quét có mã của nhiều văn bản: {symbols}. Tách tệp hoặc chọn một văn bản.",
            known=tuple(own),
            offered=tuple(own),
        )
    if codes:
        return Match(says=UNKNOWN, offered=numbered)
    return _by_number(numbered)


def _by_code(paper: Paper, numbered: tuple[Paper, ...]) -> Match:
    """The page says what it is, unless the file's name or its text names another paper."""
    if numbered and paper.snapshot_id not in {each.snapshot_id for each in numbered}:
        said = (
            f"Mã trên bản quét là của văn bản {_symbol(paper)}, số ghi trong tệp là {_symbol(numbered[0])}."
        )
        return Match(says=f"{said} Xem bản quét rồi chọn văn bản.", known=(paper,), offered=(paper,))
    return Match(paper, MatchedBy.CODE, known=(paper,))


def _by_number(numbered: tuple[Paper, ...]) -> Match:
    if len(numbered) == 1:
        return Match(numbered[0], MatchedBy.NUMBER)
    if numbered:
        return Match(says="Nhiều văn bản có số, ký hiệu này. Chọn văn bản.", offered=numbered[:MOST_OFFERED])
    return Match(says=NOTHING)


def _symbol(paper: Paper) -> str:
    line = looking_up.line_of(paper.snapshot)
    return line.symbol if line else "chưa có số"


def _codes(reading: Reading, name: str) -> list[str]:
    """Codes of the portal's form among what was read; a QR of something else is nobody's."""
    read = map(lookup_codes.of_address, reading.codes)
    written = [found for text in (reading.head, name) for found in _CODE.findall(text)]
    codes = [code for code in map(lookup_codes.read, read) if code]
    plain = [code for code in map(lookup_codes.read, written) if code and looking_up.found(code)]
    return list(dict.fromkeys([*codes, *plain]))


def _numbered(reading: Reading, name: str, agency: Agency) -> tuple[Paper, ...]:
    """The agency's papers whose number and symbol stand in the head of the text or in the name."""
    headed = _HEADED.search(reading.head)
    lines = _lines(headed[1], _DATED.findall(reading.head[:HEAD_OF_DAY]), agency) if headed else []
    stem = name.rpartition(".")[0] or name
    lines = lines or _lines(stem, _YEAR.findall(stem), agency)
    papers = (outgoing.paper_of(line) for line in lines)
    return tuple(paper for paper in papers if paper is not None)


HEAD_OF_DAY = 600  # the day of issue stands in the head, other documents' days below it


def _lines(words: str, years: Iterable[str], agency: Agency) -> list[IssuedNumber]:
    """Those of the years named, where any of these is; else all."""
    found = list(_named(alphabet.fold(words), agency))
    dated = [line for line in found if line.issued_on and str(line.issued_on.year) in set(years)]
    return dated or found


def _named(folded: str, agency: Agency) -> Iterator[IssuedNumber]:
    """Lines of papers whose whole symbol stands in these words, whatever stands between its letters: 01/KH-STC, 01-kh-stc, 1_KH_STC."""
    places = [(int(found[0]), folded[found.end() :]) for found in _NUMBER.finditer(folded)]
    issued = IssuedNumber.objects.filter(agency=agency, status=NumberStatus.GIVEN, snapshot__isnull=False)
    for line in issued.filter(number__in={number for number, _ in places}).newest_first():
        letters = re.findall(r"[a-z]+|\d+", alphabet.fold(line.symbol.partition("/")[2]))
        whole = re.compile(r"[\W_]*".join(["", *letters]) + r"(?![a-z0-9])")
        if letters and any(number == line.number and whole.match(rest) for number, rest in places):
            yield line
