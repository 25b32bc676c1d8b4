"""The summary of a period: each figure counts rows and leads to them; the Word draft says the same and leaves open what nobody has counted."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from cchc_portal.calendars.states import ObligationKind
from plans.models import ContentItem
from plans.overseeing import summary_paper
from plans.overseeing.summary import Summary, last_year, period_of
from tests.plans.asking import as_, queries, text_of
from tests.plans.assigned_tasks import a_task
from tests.plans.overseeing.overseen_rows import DESK, TODAY, a_year, owes
from tests.plans.overseeing.test_desk import many
from tests.world import World

HERE = f"{DESK}tong-hop/"
Q1 = ObligationKind.REPORT_Q1


@pytest.mark.parametrize(
    ("today", "year", "kind"),
    [
        (date(2027, 1, 5), 2026, "report_year"),
        (date(2027, 3, 14), 2026, "report_year"),
        (date(2027, 3, 15), 2027, "report_q1"),
        (date(2027, 8, 1), 2027, "report_h1"),
        (date(2027, 9, 15), 2027, "report_q3"),
        (date(2027, 12, 31), 2027, "report_year"),
    ],
)
def test_it_opens_at_the_last_period_that_is_over(today: date, year: int, kind: str) -> None:
    assert (last_year(today), period_of("", last_year(today), today)) == (year, kind)


@pytest.mark.parametrize(
    ("who", "status"), [("reviewer", 200), ("province_admin", 200), ("drafter", 404), ("foreigner", 404)]
)
def test_who_may_see_it(settled: World, who: str, status: int) -> None:
    client = as_(getattr(settled, who))
    assert {client.get(f"{HERE}{page}").status_code for page in ("", "van-ban/", "noi-dung/")} == {status}


def test_its_lines_are_the_plan_the_report_and_what_was_asked_in_its_days(settled: World) -> None:
    with a_year(settled) as agencies:
        owes(agencies["finance"], "one_off", date(2027, 3, 1), title="Báo cáo chuyên đề", occasion="1")
        owes(agencies["finance"], "one_off", date(2027, 4, 1), title="Báo cáo sau kỳ", occasion="2")
        owes(agencies["finance"], "report_h1", date(2027, 6, 21))
        told = Summary(2027, Q1, TODAY)
        assert [(line.duty.name, dict(line.figures)) for line in told.lines] == [
            (
                "Gửi kế hoạch năm 2027",
                {"expected": 2, "received": 1, "on_time": 1, "late": 0, "open": 1, "exempted": 1},
            ),
            (
                "Báo cáo quý I năm 2027",
                {"expected": 3, "received": 2, "on_time": 1, "late": 1, "open": 1, "exempted": 0},
            ),
            (
                "Báo cáo chuyên đề",
                {"expected": 1, "received": 0, "on_time": 0, "late": 0, "open": 1, "exempted": 0},
            ),
        ]
        assert (told.first, told.last) == (date(2026, 12, 15), date(2027, 3, 14))
        assert [(agency.name, mark.duty.short) for agency, mark in told.behind] == [
            ("Sở Xây dựng", "Gửi KH"),
            ("Sở Tài chính", "Quý I"),
            ("Ủy ban nhân dân xã An Phước", "Quý I"),
            ("Sở Tài chính", "Báo cáo chuyên đề"),
        ]


def test_every_figure_leads_to_as_many_rows(settled: World) -> None:
    with a_year(settled):
        client = as_(settled.reviewer)
        context = client.get(f"{HERE}?nam=2027&ky=report_q1").context
        told = [(count, href) for row in context["lines"] for _, count, href in row["cells"] if count]
        told += [(count, href) for _, count, href in context["stages"] if count]
        found = [client.get(href.split("#")[0]).context["page"].paginator.count for _, href in told]
    assert (len(told), found) == (12, [count for count, _ in told])


def test_items_of_the_year_and_of_the_period_are_listed(settled: World) -> None:
    with a_year(settled):
        issued = ContentItem.objects.filter(plan__state="issued").order_by("id")
        ContentItem.objects.update(time_from=None, time_to=None)
        ContentItem.objects.filter(pk=issued[0].pk).update(time_to=date(2027, 3, 14))
        ContentItem.objects.filter(pk=issued[1].pk).update(time_to=date(2027, 3, 15))
        client = as_(settled.reviewer)
        page = client.get(f"{HERE}?nam=2027&ky=report_q1").context
        counts = [
            client.get(page[href]).context["page"].paginator.count
            for href in ("items_href", "due_items_href")
        ]
        assert counts == [issued.count(), 1]
        assert [page["told"].items, page["told"].due_items] == counts


def test_what_tasks_have_become_leads_to_the_coverage(settled: World) -> None:
    with a_year(settled):
        a_task(settled.reviewer, "Tuyên truyền", "Các sở, ban, ngành")
        client = as_(settled.reviewer)
        states = client.get(f"{HERE}?nam=2027&ky=report_q1").context["states"]
        (told,) = [(count, href) for state, _, count, href in states if count]
        assert (told[0], client.get(told[1]).context["shown"].totals["none"]) == (3, 3)


def lines_of(file: bytes) -> list[str]:
    """The words of each paragraph of a Word file."""
    body = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml")
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = ElementTree.fromstring(body).iter(f"{space}p")
    lines = ("".join(part.text or "" for part in paragraph.iter(f"{space}t")) for paragraph in paragraphs)
    return [line.strip() for line in lines if line.strip()]


def test_the_word_draft_says_what_the_page_says_and_leaves_the_rest_open(settled: World) -> None:
    with a_year(settled):
        answer = as_(settled.reviewer).get(f"{HERE}van-ban/?nam=2027&ky=report_q1")
    assert answer["Content-Disposition"] == 'attachment; filename="du-thao-bao-cao-quy-1-2027.docx"'
    lines = lines_of(answer.content)
    begins = lines.index("Báo cáo quý I năm 2027")
    assert lines[begins : begins + 7] == ["Báo cáo quý I năm 2027", "3", "2", "1", "1", "1", "0"]
    wanted = ("BÁO CÁO", "SỞ NỘI VỤ", "Kết quả thông tin, tuyên truyền cải cách hành chính quý I năm 2027")
    assert [lines.count(line) for line in wanted] == [1, 1, 1]
    left = ("Nội dung đã hoàn thành: …", "Nội dung đã hoàn thành: …;")
    assert sum(line.endswith(left) for line in lines) == 1


def test_a_period_without_anything_makes_a_paper_all_the_same(settled: World) -> None:
    with a_year(settled):
        told = Summary(2031, ObligationKind.REPORT_YEAR, TODAY)
        content = summary_paper.content(told, settled.reviewer.agency, None)
        page = text_of(as_(settled.reviewer).get(f"{HERE}?nam=2031&ky=report_year"))
    assert content["sections"][0]["sections"][0]["blocks"] == [
        {"text": "Không có việc nào phải gửi trong kỳ.", "footnotes": []}
    ]
    assert page.count("Trong kỳ không có việc nào phải gửi.") == 1


def test_it_asks_as_much_for_many_agencies_as_for_one(settled: World) -> None:
    with a_year(settled):
        client = as_(settled.reviewer)
        before = queries(client, f"{HERE}?nam=2027&ky=report_q1")
        many(settled, 30)
        assert queries(client, f"{HERE}?nam=2027&ky=report_q1") == before
        assert before <= 14
