"""Numbers of outgoing papers: one running series a year, no gap, no double (Nghị định 30/2020/NĐ-CP, Điều 15).

The book's row is locked in the caller's transaction: a number is given with what it numbers, or not at all.
"""

from datetime import date

from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents.models import IssuedNumber, NumberBook
from cchc_portal.documents.states import NumberStatus
from cchc_portal.vietnam import dates, symbols

DIGITS = 6


def next_number(agency: Agency, series: str, year: int) -> int:
    """What the book would give now; only `take_number` gives it."""
    book = NumberBook.objects.filter(agency=agency, series=series, year=year).first()
    return book.last_number + 1 if book else 1


def take_number(
    *, agency: Agency, series: str, issuer_symbol: str, issued_on: date, subject: str
) -> IssuedNumber:
    """Give the next number of the year of issue and register it."""
    book = _locked_book(agency, series, issued_on.year)
    _refuse_going_back(agency, series, issued_on)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return _register(agency, series, issuer_symbol, issued_on, subject, book.last_number, by_hand=False)


def enter_number(
    *, agency: Agency, series: str, issuer_symbol: str, issued_on: date, subject: str, number: str
) -> IssuedNumber:
    """Register a number that the agency's own register has given; the book goes on after the highest."""
    if number.isascii() and number.isdigit() and len(number) > DIGITS:
        raise Refused(f"Số “{number}” dài {len(number)} chữ số; nhiều nhất là {DIGITS} chữ số.")
    if not (number.isascii() and number.isdigit()) or int(number) == 0:
        raise Refused(f"Số “{number}” phải là số nguyên dương, ví dụ 06.")
    value = int(number)
    book = _locked_book(agency, series, issued_on.year)
    if IssuedNumber.objects.filter(agency=agency, series=series, year=issued_on.year, number=value).exists():
        taken = symbols.document_symbol(number, series, issuer_symbol)
        raise Refused(f"Số {taken} năm {issued_on.year} đã có trong sổ văn bản đi. Chọn số khác.")
    if value > book.last_number:
        book.last_number = value
        book.save(update_fields=["last_number"])
    return _register(agency, series, issuer_symbol, issued_on, subject, value, by_hand=True)


def count_on(agency: Agency, series: str, year: int) -> int:
    """The next number of a book that only counts, as that of incoming papers does."""
    book = _locked_book(agency, series, year)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return book.last_number


def reserve_number(
    *, agency: Agency, series: str, issuer_symbol: str, year: int, subject: str
) -> IssuedNumber:
    """Keep the next number of the year for a paper that is about to be signed ("giữ số")."""
    book = _locked_book(agency, series, year)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return IssuedNumber.objects.create(
        agency=agency,
        series=series,
        year=year,
        number=book.last_number,
        status=NumberStatus.RESERVED,
        symbol=symbols.document_symbol(book.last_number, series, issuer_symbol),
        type_name=symbols.type_of_series(series),
        subject=subject,
        reserved_at=timezone.now(),
    )


def give_reserved(line: IssuedNumber, *, issued_on: date, subject: str) -> IssuedNumber:
    """The kept number goes to its paper, on the day it was kept or later in the same year."""
    if line.status != NumberStatus.RESERVED or line.reserved_at is None:
        raise Refused(f"Số {line.symbol} không còn được giữ.")
    if issued_on.year != line.year:
        raise Refused(
            f"Số {line.symbol} được giữ cho năm {line.year}; văn bản ban hành năm {issued_on.year} lấy số của năm "
            f"{issued_on.year}. Hủy số đang giữ rồi cấp số mới."
        )
    kept_on = timezone.localdate(line.reserved_at)
    if issued_on < kept_on:
        raise Refused(
            f"Số {line.symbol} được giữ ngày {dates.short_date(kept_on)}; ngày ban hành không thể sớm hơn ngày đó."
        )
    line.status, line.issued_on, line.given_at, line.subject = (
        NumberStatus.GIVEN, issued_on, timezone.now(), subject,
    )  # fmt: skip
    line.save()
    return line


def _locked_book(agency: Agency, series: str, year: int) -> NumberBook:
    NumberBook.objects.bulk_create(
        [NumberBook.in_province(agency=agency, series=series, year=year)], ignore_conflicts=True
    )
    return NumberBook.objects.select_for_update(of=("self",)).get(agency=agency, series=series, year=year)


def _refuse_going_back(agency: Agency, series: str, issued_on: date) -> None:
    """A later number may not carry an earlier date: the order of numbers is the order of issue, but for numbers that were kept."""
    given = IssuedNumber.objects.filter(agency=agency, series=series, year=issued_on.year, by_hand=False)
    given = given.filter(status=NumberStatus.GIVEN, reserved_at__isnull=True)
    latest = given.order_by("-number").first()
    if latest and latest.issued_on > issued_on:
        raise Refused(
            f"Văn bản {latest.symbol} đã ban hành ngày {dates.short_date(latest.issued_on)}; "
            f"ngày ban hành không thể sớm hơn ngày đó."
        )


def _register(
    agency: Agency,
    series: str,
    issuer_symbol: str,
    issued_on: date,
    subject: str,
    number: int,
    *,
    by_hand: bool,
) -> IssuedNumber:
    return IssuedNumber.objects.create(
        agency=agency,
        series=series,
        year=issued_on.year,
        number=number,
        symbol=symbols.document_symbol(number, series, issuer_symbol),
        subject=subject,
        issued_on=issued_on,
        by_hand=by_hand,
        given_at=timezone.now(),
        type_name=symbols.type_of_series(series),
    )
