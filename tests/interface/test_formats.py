"""Dates and numbers are read and written as Vietnamese offices do."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, timezone

from cchc_portal.agencies.formbase import DayField
from cchc_portal.agencies.templatetags import interface

FIFTH_OF_JANUARY = datetime.date(2027, 1, 5)


@pytest.mark.parametrize(
    "typed", ["05/01/2027", "5/1/2027", "05-01-2027", "05.01.2027", "2027-01-05", "05/01/27"]
)
@pytest.mark.parametrize("field", [forms.DateField, DayField])
def test_the_day_is_read_first(field: type[forms.DateField], typed: str) -> None:
    assert field().clean(typed) == FIFTH_OF_JANUARY


@pytest.mark.parametrize("typed", [" 05/01/2027 ", "05 / 01 / 2027", "ngày 05 tháng 01 năm 2027"])
def test_a_day_is_read_as_people_type_it(typed: str) -> None:
    assert DayField().clean(typed) == FIFTH_OF_JANUARY


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31/02/2027", "Không có ngày “31/02/2027” trong lịch."),
        ("01/13/2027", "Không có ngày “01/13/2027” trong lịch."),
        ("mai", "Nhập ngày theo dạng ngày/tháng/năm, ví dụ: 05/01/2027."),
    ],
)
def test_a_day_that_does_not_exist_is_refused_in_words(typed: str, message: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        DayField().clean(typed)
    assert refusal.value.messages == [message]


def test_a_filled_form_shows_the_day_as_it_is_typed() -> None:
    class Form(forms.Form):
        day = DayField()

    assert Form(initial={"day": FIFTH_OF_JANUARY})["day"].value() == FIFTH_OF_JANUARY
    assert 'value="05/01/2027"' in str(Form(initial={"day": FIFTH_OF_JANUARY})["day"])


def test_a_moment_is_read_hour_first_or_last() -> None:
    half_past_four = datetime.datetime(2027, 1, 5, 16, 30, tzinfo=timezone.get_default_timezone())
    assert forms.DateTimeField().clean("05/01/2027 16:30") == half_past_four
    assert forms.DateTimeField().clean("16:30 05/01/2027") == half_past_four


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        (FIFTH_OF_JANUARY, "DATE_FORMAT", "05/01/2027"),
        (FIFTH_OF_JANUARY, "SHORT_DATE_FORMAT", "05/01/2027"),
        (FIFTH_OF_JANUARY, "YEAR_MONTH_FORMAT", "tháng 1 năm 2027"),
        (FIFTH_OF_JANUARY, "MONTH_DAY_FORMAT", "05/01"),
        (datetime.datetime(2027, 1, 5, 16, 30, tzinfo=datetime.UTC), "DATETIME_FORMAT", "16:30 05/01/2027"),
    ],
)
def test_dates_are_written_day_first(value: datetime.date, style: str, written: str) -> None:
    assert formats.date_format(value, style) == written


def test_the_week_starts_on_monday() -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234567, "1.234.567"), (Decimal("1234.5"), "1.234,5"), (999, "999"), (0, "0"), (None, "")],
)
def test_amounts_are_grouped_by_dots(value: object, written: str) -> None:
    assert interface.number(value) == written
    assert Template("{% load interface %}{{ value|number }}").render(Context({"value": value})) == written


def test_numbers_are_typed_with_a_decimal_comma() -> None:
    assert forms.DecimalField(localize=True).clean("1.234,5") == Decimal("1234.5")


def test_years_and_ids_are_never_grouped() -> None:
    page = Template("{% load interface %}năm {{ year|plain }}, mã {{ pk|plain }}")
    assert page.render(Context({"year": 2027, "pk": 1234567})) == "năm 2027, mã 1234567"


def test_a_day_is_written_with_its_weekday() -> None:
    assert interface.weekday_day(FIFTH_OF_JANUARY) == "thứ Ba, 05/01/2027"
    assert interface.weekday_day(None) == ""


def test_a_moment_is_written_in_vietnamese_time() -> None:
    assert interface.moment(datetime.datetime(2027, 1, 5, 17, 30, tzinfo=datetime.UTC)) == "00:30 06/01/2027"


@pytest.mark.parametrize(
    ("size", "written"), [(1, "1\u00a0KB"), (48000, "47\u00a0KB"), (1258291, "1,2\u00a0MB"), (None, "")]
)
def test_sizes_have_a_decimal_comma(size: int | None, written: str) -> None:
    assert interface.file_size(size) == written
