"""The plans of 2020 copied to 2027: every old year and every expired document of their text is marked where it stands, and nothing else is.

What should be marked is found anew here, from the text and the register's file alone. The plans are the demonstration's and, where they
lie beside the project, those that it was made from.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from cchc_portal import vietnam
from cchc_portal.documents import snapshots
from cchc_portal.vietnam.workdays import WorkCalendar
from plans import checks
from plans.beginning.copying import copy_to_year
from plans.beginning.report import Report, place_name
from publications.demo.files import FOLDER

YEAR, TODAY = 2027, date(2026, 11, 20)
SHARED = Path(settings.BASE_DIR).parent / "shared" / "plans"
NAMES = {
    "001": (FOLDER / "plans" / "dong-nai-06-2020.yaml", SHARED / "001-dong-nai-2020.yaml"),
    "004": (FOLDER / "plans" / "tien-giang-so-ngoai-vu-2020.yaml", SHARED / "004-tien-giang-2020.yaml"),
}
WRITTEN = ("subject", "bases", "opening", "decision", "sections", "closing", "appendices", "recipients")
Place = tuple[str | int, ...]

SYMBOL = re.compile(r"\b\d+(?:/\d{4})?(?:/[A-ZĐ]{2,}(?:-[A-ZĐ][A-Za-z]+)*|-[A-Z]{2}/TW)")
DAY = r"\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}"
PLAN_CITED = re.compile(rf"\d+/KH-\w+(?: ngày {DAY})?")
NOT_OLD = re.compile(rf"\d+(?:/\d{{4}})?/(?:QĐ|NQ|NĐ)[\w-]*(?: ngày {DAY})?")
OLD = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def plans(number: str) -> list[Any]:
    ours, real = NAMES[number]
    beside: Any = [] if real.exists() else pytest.mark.skip("no ../shared")
    return [pytest.param(ours, id=f"{number} of the demo"), pytest.param(real, id=number, marks=beside)]


def copied(path: Path) -> tuple[dict[str, Any], Report]:
    source = snapshots.read(path.read_text(encoding="utf-8"), name=path.name)
    judged = partial(checks.findings, on=TODAY)
    return copy_to_year(source, YEAR, calendar=WorkCalendar(holidays=frozenset()), checks=judged)


def texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    for key, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from texts(inner, (*place, key))


def written(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Each text that is printed, with its place in words."""
    leaves = [leaf for part in WRITTEN for leaf in texts(plan[part], (part,))]
    return [(place_name(plan, place), text) for place, text in leaves]


def old_years(plan: dict[str, Any]) -> set[tuple[str, str]]:
    """Years before the copy's: of a cited plan too, for each plan is of one year; not of other documents' days and symbols."""
    return {
        (place, year)
        for place, text in written(plan)
        for year in OLD.findall(NOT_OLD.sub(" ", text))
        if int(year) < YEAR
    }


def marked_years(plan: dict[str, Any], report: Report) -> set[tuple[str, str]]:
    marks = [(place_name(plan, each.place), each.old) for each in report.look if each.place[0] != "parents"]
    return {(place, year) for place, phrase in marks for year in OLD.findall(phrase)}


def expired() -> dict[str, str]:
    """Symbols of documents that have ended before the copy's year, with their successor."""
    file = Path(vietnam.__file__).with_name("register.yaml")
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {
        entry["symbol"]: ", ".join(entry.get("replaced_by", []))
        for entry in entries
        if entry.get("effective_to") and str(entry["effective_to"]) < f"{YEAR}-01-01"
    }


def expired_documents(plan: dict[str, Any]) -> set[tuple[str, str]]:
    """Those that the text cites, and the plans of earlier years, with their places."""
    ended = expired()
    return {
        (place, symbol)
        for place, text in written(plan)
        for symbol in SYMBOL.findall(text)
        if symbol in ended or PLAN_CITED.match(symbol)
    }


@pytest.mark.parametrize("path", [*plans("001"), *plans("004")])
def test_every_old_year_of_the_text_is_marked_where_it_stands(path: Path) -> None:
    new, report = copied(path)
    assert marked_years(new, report) == old_years(new)
    assert {year for _, year in old_years(new)} >= {"2016", "2019", "2020"}


@pytest.mark.parametrize("path", [*plans("001"), *plans("004")])
def test_every_expired_document_of_the_text_is_marked_where_it_stands(path: Path) -> None:
    new, report = copied(path)
    ended, stand = expired(), expired_documents(new)
    told = {
        (place_name(new, each.place), symbol)
        for each in report.look
        for symbol in SYMBOL.findall(each.text)[:1]
        if "hết hiệu lực" in each.text or each.text.startswith("Còn dẫn kế hoạch cũ")
    }
    assert told == stand
    assert len(stand) >= 2
    successors = [
        (symbol, ended[symbol] in each.text)
        for each in report.look
        for symbol in SYMBOL.findall(each.text)[:1]
        if "hết hiệu lực" in each.text
    ]
    assert [symbol for symbol, said in successors if not said] == []


PLAN_OF_2019 = {
    "dong-nai-06-2020": "Kế hoạch CCHC năm 2019 của UBND tỉnh và của Ban Quản lý",
    "001-dong-nai-2020": "Kế hoạch CCHC của UBND tỉnh và Ban Quản lý năm 2019",
}


@pytest.mark.parametrize("path", plans("001"))
def test_what_must_be_looked_at_in_the_rows_of_plan_001(path: Path) -> None:
    """But for spelling, the words of the entries about years, documents and things that are no more."""
    new, report = copied(path)
    row = "Mục III, nhóm {}, dòng {}".format
    told = [
        (place_name(new, each.place), each.text.partition(": …")[0])
        for each in report.look
        if place_name(new, each.place).startswith("Mục III, nhóm") and "viết hoa" not in each.text
    ]
    assert told == [
        (row(1, 1), "Lần dẫn đầu tiên của văn bản 17-NQ/TW chưa ghi ngày ban hành."),
        (row(1, 2), "Lần dẫn đầu tiên của văn bản 52-NQ/TW chưa ghi ngày ban hành."),
        (row(1, 3), "Còn ghi “giai đoạn 2016 – 2020”"),
        (
            row(1, 3),
            "Quyết định số 225/QĐ-TTg hết hiệu lực từ ngày 01/01/2021. Giai đoạn của kế hoạch đã kết thúc.",
        ),
        (row(1, 4), "“18/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 18-NQ/TW."),
        (
            row(1, 4),
            "Nghị quyết số 18-NQ/TW ghi ngày 25/11/2017; ngày ban hành trong sổ là 25/10/2017. Đề nghị kiểm tra.",
        ),
        (row(1, 5), "“19/NQ-TW” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: 19-NQ/TW."),
        (row(1, 6), "Còn ghi “giai đoạn 2016 – 2020”"),
        (
            row(1, 6),
            "Quyết định số 2014/QĐ-UBND hết hiệu lực từ ngày 01/01/2021. Giai đoạn của chương trình đã kết thúc.",
        ),
        (
            row(1, 8),
            "Nghị định số 61/2018/NĐ-CP hết hiệu lực từ ngày 01/07/2025, được thay bằng Nghị định số 118/2025/NĐ-CP ngày 09/06/2025.",
        ),
        (row(1, 9), f"Còn ghi “năm 2019”: {PLAN_OF_2019[path.stem]}"),
        (
            row(2, 3),
            "“mức độ 3, mức độ 4” không còn dùng từ ngày 15/08/2022: nay là toàn trình, một phần.",
        ),
    ]


@pytest.mark.parametrize("path", plans("001"))
def test_the_other_lists_of_plan_001(path: Path) -> None:
    new, report = copied(path)
    said = [(each.text, each.old, each.new) for each in (*report.moved, *report.reset)]
    assert said == [
        ("Thời gian thực hiện kế hoạch.", "năm 2020", "năm 2027"),
        ("Năm của kế hoạch.", "năm 2020", "năm 2027"),
        ("Năm của kế hoạch.", "năm 2020", "năm 2027"),
        ("Số, ký hiệu do văn thư cấp khi ban hành.", "06", ""),
        ("Ngày ban hành để trống.", "21/01/2020", ""),
        ("Trình bày theo quy định về thể thức có hiệu lực vào ngày ban hành kế hoạch mới.", "", ""),
        ("TRƯỞNG BAN: chưa ký. Ghi họ tên người ký của năm nay.", new_name(path), ""),
    ]
    assert [place_name(new, each.place) for each in report.moved] == [
        "Thời gian thực hiện",
        "Trích yếu",
        "Đoạn kết",
    ]


def new_name(path: Path) -> str:
    """Who signed the plan that was copied."""
    source = snapshots.read(path.read_text(encoding="utf-8"), name=path.name)
    return str(source["signatures"][0]["name"])


@pytest.mark.parametrize("path", plans("004"))
def test_the_contest_of_plan_004_is_dated_after_its_plan(path: Path) -> None:
    """In its own year a finding of its section; copied on, the contest's plan and years are an old one's."""
    source = snapshots.read(path.read_text(encoding="utf-8"), name=path.name)
    found = [each for each in checks.findings(source, on=TODAY) if "438/KH-UBND" in each.message]
    assert [(place_name(source, each.place), each.message) for each in found] == [
        (
            "Mục II.2, gạch đầu dòng thứ 4",
            "Văn bản 438/KH-UBND ghi ngày 31/12/2020, sau thời gian thường ban hành kế hoạch năm 2020. Đề nghị kiểm tra.",
        )
    ]
    new, report = copied(path)
    assert [
        each.text.partition(": …")[0]
        for each in report.look
        if place_name(new, each.place) == "Mục II.2, gạch đầu dòng thứ 4"
        and "Tiền Giang” không" not in each.text
    ] == [
        "Còn dẫn kế hoạch cũ 438/KH-UBND ngày 31/12/2020. Thay bằng văn bản của năm nay.",
        "Còn ghi “năm 2019 – 2020”",
    ]
