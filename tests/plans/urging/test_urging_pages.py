"""The page of urging: who sees it, what it shows, what its two buttons do, also without a script."""

from datetime import date

import pytest
from django.test import Client

from cchc_portal.agencies.models import Role
from cchc_portal.calendars.models import Obligation
from plans.actions import urging
from plans.models import Plan, Urge
from plans.states import PlanForm
from tests.plans.asking import as_, text_of
from tests.plans.urging.urged_rows import a_late_year, owes
from tests.world import World, a_member

HERE = "/dong-nai/so-noi-vu/don-doc/"
LETTERS = "/dong-nai/so-noi-vu/ke-hoach/nhieu-cong-van/trinh/"


def boxes(page: str) -> list[tuple[str, bool]]:
    """Which agencies can be ticked, and whether they are."""
    found = [part for part in page.split("<input")[1:] if 'name="viec"' in part]
    names = [part.split('aria-label="Đôn đốc ')[1].split('"')[0] for part in found]
    return [(name, " checked" in part.split(">")[0]) for name, part in zip(names, found, strict=True)]


@pytest.mark.parametrize(
    ("who", "status"),
    [("reviewer", 200), ("province_admin", 200), ("drafter", 404), ("stranger", 404), ("foreigner", 404)],
)
def test_who_sees_it(settled: World, who: str, status: int) -> None:
    with a_late_year(settled):
        assert as_(getattr(settled, who)).get(HERE).status_code == status


def test_a_colleague_at_the_same_office_is_told_whose_work_it_is(settled: World) -> None:
    with a_late_year(settled) as late:
        colleague = a_member(late.home, Role.DRAFTER)
        page = as_(colleague).get(HERE)
        assert page.status_code == 409
        assert "Việc đôn đốc dành cho người theo dõi tại Sở Nội vụ" in text_of(page)
        sent = as_(colleague).post(f"{HERE}thong-bao/", {"viec": late.keys()})
        assert (sent.status_code, Urge.objects.count()) == (409, 0)


def test_every_late_agency_is_chosen_with_days_and_people(settled: World) -> None:
    with a_late_year(settled):
        page = as_(settled.reviewer).get(HERE)
        assert boxes(page.content.decode()) == [("Sở Tài chính", True), ("Sở Xây dựng", True)]
        shown = text_of(page)
        for words in ("quá hạn 2 ngày làm việc", "quá hạn 32 ngày làm việc"):
            assert shown.count(words) == 1
        assert shown.count(settled.head.post.title) == 2  # the person bears the name of the post


def test_only_the_agencies_that_a_list_has_chosen_are_shown(settled: World) -> None:
    with a_late_year(settled):
        page = as_(settled.reviewer).get(f"{HERE}?co_quan={settled.agency.pk}&co_quan=x")
        assert boxes(page.content.decode()) == [("Sở Tài chính", True)]


def test_sending_says_what_it_did_and_leaves_the_agencies_unticked_for_the_day(settled: World) -> None:
    with a_late_year(settled) as late:
        client = as_(settled.reviewer)
        sent = client.post(f"{HERE}thong-bao/", {"viec": late.keys()}, follow=True)
        people = Urge.objects.count()
        assert people == 2
        assert "Đã gửi thông báo đôn đốc đến" in text_of(sent)
        assert boxes(sent.content.decode()) == [("Sở Tài chính", False), ("Sở Xây dựng", False)]
        assert text_of(sent).count("Đã được đôn đốc hôm nay") == 2


def test_one_press_of_the_first_screen_urges_all_that_were_not_urged_today(settled: World) -> None:
    with a_late_year(settled) as late:
        client = as_(settled.reviewer)
        first = late.keys()[:1]
        client.post(f"{HERE}thong-bao/", {"viec": first}, follow=True)
        sent = client.post(f"{HERE}thong-bao/", {"tat_ca": "1"}, follow=True)
        assert [str(told) for told in sent.context["messages"]] == [
            "Đã gửi thông báo đôn đốc đến 3 người của 1 cơ quan.",
            "Không gửi: Sở Tài chính (đã được đôn đốc hôm nay).",
        ]
        again = client.post(f"{HERE}thong-bao/", {"tat_ca": "1"})
        assert again.context["refused"] != ""


def test_pressing_with_nothing_ticked_keeps_the_page_and_says_why(settled: World) -> None:
    with a_late_year(settled):
        page = as_(settled.reviewer).post(f"{HERE}thong-bao/", {})
        assert page.status_code == 200
        assert urging.NOTHING_CHOSEN in text_of(page)
        assert boxes(page.content.decode()) == [("Sở Tài chính", False), ("Sở Xây dựng", False)]


def test_what_was_typed_comes_back_when_the_day_is_wrong(settled: World) -> None:
    with a_late_year(settled) as late:
        sent = {"viec": late.keys()[:1], "way": "rieng", "until": "23/3/2027"}
        page = as_(settled.reviewer).post(f"{HERE}cong-van/", sent)
        form = page.context["form"]
        assert form.errors == {"until": ["Ngày yêu cầu hoàn thành không thể trước ngày hôm nay."]}
        assert (form["way"].value(), form["until"].value()) == ("rieng", "23/3/2027")
        assert boxes(page.content.decode()) == [("Sở Tài chính", True), ("Sở Xây dựng", False)]


def test_one_letter_leads_to_its_editor(settled: World) -> None:
    with a_late_year(settled) as late:
        client = as_(settled.reviewer)
        sent = {"viec": late.keys(), "way": "mot", "until": "31/3/2027"}
        answer = client.post(f"{HERE}cong-van/", sent)
        letter = Plan.objects.get(form=PlanForm.LETTER)
        assert answer["Location"] == f"/dong-nai/so-noi-vu/ke-hoach/{letter.pk}/soan/"
        editor = client.get(answer["Location"])
        assert editor.status_code == 200
        assert 'id="phan-kinh-gui"' in editor.content.decode()


def test_letters_apart_lead_to_their_list(settled: World) -> None:
    with a_late_year(settled) as late:
        client = as_(settled.reviewer)
        sent = {"viec": late.keys(), "way": "rieng", "until": "31/3/2027"}
        answer = client.post(f"{HERE}cong-van/", sent, follow=True)
        assert answer.redirect_chain == [(LETTERS, 302)]
        shown = text_of(answer)
        assert [shown.count(words) for words in ("Đã soạn 2 công văn", "Đôn đốc gửi kế hoạch năm 2027")] == [
            1,
            1,
        ]


def test_the_list_of_plans_does_not_show_letters(settled: World) -> None:
    with a_late_year(settled) as late:
        client = as_(settled.reviewer)
        client.post(f"{HERE}cong-van/", {"viec": late.keys(), "way": "mot", "until": "31/3/2027"})
        assert "Đôn đốc" not in text_of(client.get("/dong-nai/so-noi-vu/ke-hoach/"))


def test_nobody_late_says_so(settled: World) -> None:
    with a_late_year(settled):
        Obligation.objects.all().delete()
        assert "Không có cơ quan nào quá hạn." in text_of(as_(settled.reviewer).get(HERE))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_whatever_its_rows(
    settled: World, rows: int, django_assert_max_num_queries: object
) -> None:
    with a_late_year(settled):
        for day in range(1, rows):
            owes(settled.agency, "one_off", date(2027, 3, day), occasion=str(day), title=f"Báo cáo {day}")
        client: Client = as_(settled.reviewer)
        client.get(HERE)
        with django_assert_max_num_queries(22):  # type: ignore[operator]
            client.get(HERE)
