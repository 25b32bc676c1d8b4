"""The year of a province: every obligation in one place, figures that count rows, plans by how far they came."""

from datetime import date

import pytest

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars import counting
from cchc_portal.calendars.models import Obligation
from plans.models import Plan
from plans.overseeing.marks import STAGES, Mark, Place, Stage
from plans.overseeing.year import Row, Year
from plans.states import PlanState
from tests.plans.overseeing.overseen_rows import TODAY, a_year, at, owes
from tests.world import World, a_plan


def words(rows: list[Row]) -> dict[str, list[str]]:
    """Each agency's marks, its own plan first."""
    return {
        row.agency.slug: [
            row.plan.short,
            *(" ".join(mark.short for mark in cell.marks) for cell in row.cells),
        ]
        for row in rows
    }


def test_the_map_shows_each_agency_with_its_plan_and_what_it_owes(settled: World) -> None:
    with a_year(settled):
        seen = Year(2027, TODAY)
        assert [duty.short for duty in seen.duties] == ["Gửi KH", "Quý I"]
        assert words(seen.rows) == {
            "so-noi-vu": ["Chưa", "", ""],
            "so-tai-chinh": ["BH", "CN", "ĐG SH"],
            "so-xay-dung": ["Chưa", "QH", "ĐG"],
            "xa-an-phuoc": ["Chưa", "M", "TL"],
        }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"level": "xa"}, ["xa-an-phuoc"]),
        ({"words": "xay dung"}, ["so-xay-dung"]),
        ({"words": "Xây dựng"}, ["so-xay-dung"]),
        ({"words": "so tai"}, ["so-tai-chinh"]),
        ({"duty": "plan", "figure": "overdue"}, ["so-xay-dung"]),
        ({"duty": "plan", "figure": "open"}, ["so-xay-dung"]),
        ({"duty": "report_q1", "figure": "late"}, ["so-tai-chinh"]),
        ({"duty": "report_q1", "figure": "open"}, ["xa-an-phuoc"]),
        ({"figure": "returned"}, ["xa-an-phuoc"]),
        ({"duty": "report_q1"}, ["so-tai-chinh", "so-xay-dung", "xa-an-phuoc"]),
        ({"duty": "ke-hoach", "figure": "issued"}, ["so-tai-chinh"]),
        ({"duty": "ke-hoach", "figure": "none"}, ["so-noi-vu", "so-xay-dung", "xa-an-phuoc"]),
        ({"level": "so", "words": "an phuoc"}, []),
    ],
)
def test_it_narrows(settled: World, asked: dict[str, str], found: list[str]) -> None:
    with a_year(settled):
        assert [row.agency.slug for row in Year(2027, TODAY).shown(**asked)] == found


def test_its_figures_are_those_of_the_other_page(settled: World) -> None:
    with a_year(settled):
        marks = [mark for mark in Year(2027, TODAY).marks if mark.duty.year == 2027]
        found = {
            (kind, figure): sum(mark.duty.kind == kind and figure in mark.figures for mark in marks)
            for kind in ("plan", "report_q1")
            for figure in counting.FIGURES
        }
        tallies = counting.of_year(2027, TODAY)
        assert found == {
            (tally.kind, figure): tally.figures[figure] for tally in tallies for figure in counting.FIGURES
        }
        assert (found["plan", "expected"], found["plan", "received"], found["plan", "overdue"]) == (2, 1, 1)


def test_who_has_not_is_told_by_kind_of_agency_for_what_is_overdue_or_due_within_a_quarter(
    settled: World,
) -> None:
    with a_year(settled) as agencies:
        owes(agencies["finance"], "report_year", date(2027, 12, 20))
        told = [
            (
                each.duty.name,
                [
                    (count.level, count.open, count.overdue, count.total)
                    for count in each.counts
                    if count.total
                ],
            )
            for each in Year(2027, TODAY).asked
            if each.duty.year == 2027
        ]
        assert told == [
            ("Gửi kế hoạch năm 2027", [("so", 1, 1, 2)]),
            ("Báo cáo quý I năm 2027", [("so", 0, 0, 2), ("xa", 1, 0, 1)]),
        ]


def test_what_is_overdue_from_another_year_is_late_all_the_same(settled: World) -> None:
    with a_year(settled):
        seen = Year(2027, TODAY)
        assert [(each.agency.slug, each.mark.duty.name, each.days) for each in seen.longest_overdue(5)] == [
            ("xa-an-phuoc", "Báo cáo năm 2026", 61),
            ("so-xay-dung", "Gửi kế hoạch năm 2027", 32),
        ]
        (before,) = [each for each in seen.asked if each.duty.year == 2026]
        assert [(count.level, count.overdue, count.total) for count in before.counts if count.open] == [
            ("xa", 1, None)
        ]


def test_what_was_taken_over_stands_with_the_one_who_answers_for_it(settled: World) -> None:
    with a_year(settled) as agencies:
        Obligation.objects.filter(agency=agencies["building"], kind="plan").update(
            transferred_to=agencies["finance"]
        )
        assert words(Year(2027, TODAY).rows)["so-tai-chinh"] == ["BH", "CN QH", "ĐG SH"]
        Agency.objects.filter(pk=agencies["building"].pk).update(closed_on=date(2027, 3, 1))
        assert words(Year(2027, TODAY).rows)["so-xay-dung"] == ["Chưa", "", "ĐG"]
        assert Year(2027, TODAY).ended == 0
        Obligation.objects.filter(agency=agencies["building"], kind="plan").update(transferred_to=None)
        assert Year(2027, TODAY).ended == 1


def test_a_plan_counts_by_how_far_it_has_come(settled: World) -> None:
    assert {state: str(stage.label) for state, stage in STAGES.items()} == {
        PlanState.DRAFT: "Đang soạn",
        PlanState.RETURNED: "Đang soạn",
        PlanState.SUBMITTED: "Đang trình duyệt",
        PlanState.APPROVED: "Đã duyệt, chờ ban hành",
        PlanState.SIGNING: "Đã duyệt, chờ ban hành",
        PlanState.ISSUED: "Đã ban hành",
    }
    with a_year(settled) as agencies:
        neighbour = settled.here.neighbour
        stages = []
        for state in (PlanState.DRAFT, PlanState.SUBMITTED):
            a_plan(agencies["building"], by=neighbour.drafter, state=state)
            stages.append(words(Year(2027, TODAY).rows)["so-xay-dung"][0])
        a_plan(agencies["building"], by=neighbour.drafter)  # a further draft takes nothing away
        stages.append(words(Year(2027, TODAY).rows)["so-xay-dung"][0])
        assert stages == ["ĐS", "TD", "TD"]
        Plan.objects.filter(agency=agencies["building"], state=PlanState.SUBMITTED).update(form="letter")
        assert words(Year(2027, TODAY).rows)["so-xay-dung"][0] == "ĐS"
        Plan.objects.filter(agency=agencies["building"]).update(kind="tthc")
        assert words(Year(2027, TODAY).rows)["so-xay-dung"][0] == "Chưa"


ACCEPTED = {"submitted_at": at(date(2027, 3, 20)), "accepted_at": at(date(2027, 3, 21))}


@pytest.mark.parametrize(
    ("due", "more", "place", "tone"),
    [
        (date(2027, 3, 24), {}, Place.OPEN, "neutral"),
        (date(2027, 3, 23), {}, Place.OVERDUE, "danger"),
        (date(2027, 3, 24), {"returned_at": at(TODAY)}, Place.RETURNED, "warn"),
        (date(2027, 3, 23), {"returned_at": at(TODAY)}, Place.OVERDUE, "danger"),
        (date(2027, 3, 24), {"submitted_at": at(TODAY)}, Place.SENT, "review"),
        (date(2027, 3, 23), {"submitted_at": at(TODAY)}, Place.SENT, "warn"),
        (date(2027, 3, 20), ACCEPTED, Place.ACCEPTED, "ok"),
        (date(2027, 3, 19), ACCEPTED, Place.ACCEPTED, "warn"),
        (date(2027, 3, 1), {"exempted_at": at(TODAY)}, Place.EXEMPTED, "neutral"),
    ],
)
def test_where_one_obligation_stands(
    settled: World, due: date, more: dict[str, object], place: Place, tone: str
) -> None:
    with a_year(settled) as agencies:
        Obligation.objects.all().delete()
        owes(agencies["finance"], "plan", due, **more)
        (mark,) = Year(2027, TODAY).marks
        assert isinstance(mark, Mark)
        assert (mark.place, mark.tone) == (place, tone)


def test_stages_stand_from_the_farthest_to_the_nearest() -> None:
    assert [stage.value for stage in Stage] == ["issued", "issuing", "deciding", "writing", "none"]
