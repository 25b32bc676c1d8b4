"""Ten thousand lines of a register, so like one another that only the right words find the right one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cchc_portal.agencies.models import Agency
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.vietnam import alphabet, symbols

YEARS = range(2016, 2026)
A_YEAR = 500  # of each of two series
KINDS = {"KH": "Kế hoạch", "QĐ": "Quyết định"}
SUBJECTS = (
    "Tuyên truyền cải cách hành chính tại khu dân cư",
    "Rà soát 43 khu công nghiệp và kế hoạch bảo vệ môi trường",
    "Phối hợp thông tin giữa các phòng, ban",
    "Kế hoạch kiểm tra doanh nghiệp trong khu công nghiệp",
)


@dataclass(frozen=True)
class Wanted:
    """The one that is looked for."""

    year: int
    number: int
    subject: str
    symbol: str


WANTED = Wanted(2021, 43, "Thông tin, tuyên truyền cải cách hành chính tại các khu công nghiệp", "43/KH-SCT")


def ten_thousand(agency: Agency, issuer: str = "SCT") -> None:
    lines = [
        _line(agency, issuer, year, series, number)
        for year in YEARS
        for series in KINDS
        for number in range(1, A_YEAR + 1)
    ]
    assert len(lines) == 10_000
    IssuedNumber.objects.bulk_create(lines)


def _line(agency: Agency, issuer: str, year: int, series: str, number: int) -> IssuedNumber:
    """Every paper numbered 43 but the wanted one is of something else, or of another kind."""
    subject = SUBJECTS[(year + number) % len(SUBJECTS)]
    if number == WANTED.number and series == "KH":
        subject = WANTED.subject if year == WANTED.year else SUBJECTS[0]
    symbol = symbols.document_symbol(number, series, issuer)
    line: IssuedNumber = IssuedNumber.in_province(
        agency=agency,
        series=series,
        year=year,
        number=number,
        symbol=symbol,
        subject=subject,
        type_name=KINDS[series],
        issued_on=date(year, 1, 2),
        given_at=datetime(year, 1, 2, tzinfo=UTC),
        search_key=alphabet.fold(f"{symbol} {KINDS[series]} {subject}"),
    )
    return line
