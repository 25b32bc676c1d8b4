"""The agency's own list, its preview and its verbs."""

from collections.abc import Callable

import pytest
from django.test import Client

from plans.states import PlanState
from publications import actions
from publications.models import Announcement
from tests.publications.asking import own_queries
from tests.world import World, entered

LIST = "/dong-nai/so-tai-chinh/cong-bo/"


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("drafter", 200),
        ("clerk", 200),
        ("head", 200),
        ("reviewer", 200),
        ("stranger", 404),
        ("foreigner", 404),
    ],
)
def test_who_opens_the_list(settled: World, browser: Callable[..., Client], person: str, status: int) -> None:
    assert browser(getattr(settled, person)).get(LIST).status_code == status


def test_nobody_opens_it_without_signing_in(settled: World) -> None:
    response = Client().get(LIST)
    assert (response.status_code, response["Location"]) == (302, f"/tai-khoan/dang-nhap/?next={LIST}")


def test_what_is_not_public_stands_first(
    settled: World, public: Announcement, browser: Callable[..., Client]
) -> None:
    with entered(settled.province):
        fresh = settled.plan(PlanState.ISSUED)
    page = browser(settled.clerk).get(LIST).context["page"]
    assert [(one.symbol, one.is_public) for one in page] == [(fresh.symbol, False), (public.symbol, True)]


def test_those_who_oversee_see_what_is_public(
    settled: World, hidden: Announcement, browser: Callable[..., Client]
) -> None:
    assert list(browser(settled.reviewer).get(LIST).context["page"]) == []
    assert browser(settled.reviewer).get(f"{LIST}{hidden.slug}/").status_code == 404


def test_the_clerk_publishes_and_hides(
    settled: World, hidden: Announcement, browser: Callable[..., Client]
) -> None:
    clerk, public_page = browser(settled.clerk), f"/dong-nai/cong-bo/{hidden.slug}/"
    assert clerk.post(f"{LIST}{hidden.slug}/cong-khai/")["Location"] == f"{LIST}{hidden.slug}/"
    assert Client().get(public_page).status_code == 200
    assert clerk.post(f"{LIST}{hidden.slug}/an/").status_code == 302
    assert Client().get(public_page).status_code == 404


def test_a_drafter_is_refused_with_a_sentence(
    settled: World, hidden: Announcement, browser: Callable[..., Client]
) -> None:
    response = browser(settled.drafter).post(f"{LIST}{hidden.slug}/cong-khai/")
    post = settled.drafter.post.title
    reason = f"Việc này dành cho thủ trưởng cơ quan, văn thư, quản trị cơ quan; vị trí hiện tại là {post}."
    assert (response.status_code, response.context["reason"]) == (409, reason)
    assert response.content.decode().count("chữ đã nhập vẫn còn trong trang đó") == 1
    assert Client().get(f"/dong-nai/cong-bo/{hidden.slug}/").status_code == 404


@pytest.mark.parametrize("person", ["stranger", "foreigner"])
def test_strangers_find_no_verb(
    settled: World, hidden: Announcement, browser: Callable[..., Client], person: str
) -> None:
    client = browser(getattr(settled, person))
    assert [
        client.post(f"{LIST}{hidden.slug}/{verb}/").status_code for verb in ("cong-khai", "an", "chinh-sua")
    ] == [404] * 3


def test_verbs_are_not_links(settled: World, hidden: Announcement, browser: Callable[..., Client]) -> None:
    clerk = browser(settled.clerk)
    assert [clerk.get(f"{LIST}{hidden.slug}/{verb}/").status_code for verb in ("cong-khai", "an")] == [
        405,
        405,
    ]


def test_the_words_are_corrected_in_a_form(
    settled: World, hidden: Announcement, browser: Callable[..., Client]
) -> None:
    address = f"{LIST}{hidden.slug}/chinh-sua/"
    clerk = browser(settled.clerk)
    empty = clerk.post(address, {"title": "", "summary": "Tóm tắt vẫn còn", "source": ""})
    assert empty.context["form"].errors == {"title": ["Nhập tiêu đề."]}
    assert empty.context["form"]["summary"].value() == "Tóm tắt vẫn còn"
    assert clerk.post(address, {"title": "Tiêu đề mới", "summary": "", "source": ""}).status_code == 302
    with entered(settled.province):
        assert Announcement.objects.get(pk=hidden.pk).title == "Tiêu đề mới"


def test_the_list_takes_five_queries_beyond_session_and_user(
    settled: World, hidden: Announcement, browser: Callable[..., Client]
) -> None:
    clerk = browser(settled.clerk)
    one = own_queries(clerk, LIST)
    with entered(settled.province):
        for _ in range(2):
            actions.publish(settled.plan(PlanState.ISSUED).announcement.pk, by=settled.clerk)
    assert (one, own_queries(clerk, LIST)) == (7, 7)


def test_the_preview_tells_what_was_done_and_by_whom(
    settled: World, public: Announcement, browser: Callable[..., Client]
) -> None:
    steps = browser(settled.drafter).get(f"{LIST}{public.slug}/").context["steps"]
    clerk = settled.clerk
    told = [(step["verb"], step["who"], step["post"]) for step in steps]
    assert told == [
        ("Chuẩn bị tin từ văn bản đã ban hành", str(clerk.user), clerk.agency.name),
        ("Công khai tin", str(clerk.user), clerk.agency.name),
    ]
