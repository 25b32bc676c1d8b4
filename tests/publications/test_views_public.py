"""What anybody reads: only what is public, in a constant number of queries, with and without accents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cchc_portal.agencies.models import Province
from cchc_portal.documents import tasks
from plans.states import PlanState
from publications import actions
from publications.models import Announcement
from tests.publications.asking import own_queries
from tests.world import World, entered

PEOPLE = ["nobody", "clerk", "drafter", "stranger", "foreigner", "reviewer"]


def page(settled: World, announcement: Announcement) -> str:
    return f"/{settled.province.slug}/cong-bo/{announcement.slug}/"


def listed(response: Any) -> list[str]:
    return [one.symbol for one in response.context["page"]]


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_not_public_is_found_by_nobody(
    settled: World, hidden: Announcement, browser: Callable[..., Client], person: str
) -> None:
    client = browser(getattr(settled, person, None))
    assert client.get(page(settled, hidden)).status_code == 404
    assert client.get(f"/{settled.province.slug}/tep/{hidden.slug}.pdf").status_code == 404
    assert listed(client.get(f"/{settled.province.slug}/")) == []


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_public_is_read_by_everybody(
    settled: World, public: Announcement, browser: Callable[..., Client], person: str
) -> None:
    client = browser(getattr(settled, person, None))
    assert client.get(page(settled, public)).status_code == 200
    assert listed(client.get(f"/{settled.province.slug}/")) == [public.symbol]


def test_an_announcement_is_found_in_its_own_province_only(settled: World, public: Announcement) -> None:
    assert Client().get(f"/{settled.there.province.slug}/cong-bo/{public.slug}/").status_code == 404


def test_the_file_is_not_there_before_the_worker_has_made_it(settled: World, public: Announcement) -> None:
    address = f"/{settled.province.slug}/tep/{public.slug}.pdf"
    assert Client().get(address).status_code == 404
    assert "Tệp văn bản đang được tạo" in Client().get(page(settled, public)).content.decode()


def test_the_file_is_a_download_named_in_vietnamese(settled: World, public: Announcement) -> None:
    tasks.render_paper(public.paper_id, settled.province.pk)
    response = Client().get(f"/{settled.province.slug}/tep/{public.slug}.pdf")
    issued = f"{public.issued_on:%d-%m-%Y}"
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    assert response["Content-Disposition"] == (
        f"attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20{public.symbol.replace('/', '-')}%20ng%C3%A0y%20{issued}.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tuyên truyền", True),
        ("tuyen TRUYEN", True),
        ("hành chính cải cách", True),
        ("kh-stc", True),
        ("giao thông", False),
        ("tuyên\x00 truyền", True),
        ("100%", False),
    ],
)
def test_search_with_and_without_accents(
    settled: World, public: Announcement, words: str, found: bool
) -> None:
    response = Client().get(f"/{settled.province.slug}/", {"tu": words})
    assert listed(response) == ([public.symbol] if found else [])
    assert response.context["result"] == ("1 văn bản" if found else "0 văn bản")


def test_filters_by_agency_and_year(settled: World, public: Announcement) -> None:
    address, year = f"/{settled.province.slug}/", public.issued_on.year
    assert listed(Client().get(address, {"co_quan": "so-tai-chinh", "nam": year})) == [public.symbol]
    wrong = Client().get(address, {"co_quan": "so-khong-co", "nam": year})
    assert wrong.context["form"].errors == {"co_quan": ["Chọn cơ quan ban hành trong danh sách."]}


def test_newest_first_and_twenty_a_page(settled: World, public: Announcement) -> None:
    with entered(settled.province):
        for _ in range(21):
            plan = settled.plan(PlanState.ISSUED)
            actions.publish(plan.announcement.pk, by=settled.clerk)
    first = Client().get(f"/{settled.province.slug}/")
    second = Client().get(f"/{settled.province.slug}/", {"trang": "2"})
    beyond = Client().get(f"/{settled.province.slug}/", {"trang": "99"})
    assert (len(listed(first)), len(listed(second)), listed(beyond)) == (20, 2, listed(second))
    assert listed(second)[-1] == public.symbol
    assert first.context["page"].paginator.count == 22


def test_as_many_queries_whatever_the_rows(settled: World, public: Announcement) -> None:
    address = f"/{settled.province.slug}/"
    one = own_queries(Client(), f"{address}?tu=tuyen")
    with entered(settled.province):
        for _ in range(2):
            actions.publish(settled.plan(PlanState.ISSUED).announcement.pk, by=settled.clerk)
    three = own_queries(Client(), f"{address}?tu=tuyen")
    assert (one, three) == (4, 4)


def test_a_closed_province_stays_readable_and_says_what_became_of_it(settled: World) -> None:
    with entered(settled.closed):
        announced = actions.announce(settled.closed_plan, by=None)
        actions.publish(announced.pk, by=None)
    sentence = "Tỉnh Bình Phước đã nhập vào thành phố Đồng Nai từ 01/07/2025; trang này chỉ để tra cứu."
    for address in ("/binh-phuoc/", f"/binh-phuoc/cong-bo/{announced.slug}/"):
        assert sentence in Client().get(address).content.decode()
    assert own_queries(Client(), "/binh-phuoc/") == 5
    assert "trang này chỉ để tra cứu" not in Client().get("/dong-nai/").content.decode()


def test_the_home_page_lists_provinces_in_dictionary_order_and_the_merged_apart(settled: World) -> None:
    Province.objects.create(slug="da-nang", name="Đà Nẵng", kind=Province.Kind.CITY)
    Province.objects.create(slug="an-giang", name="An Giang", kind=Province.Kind.PROVINCE)
    response = Client().get("/")
    assert [one.name for one in response.context["provinces"]] == [
        "An Giang",
        "Đà Nẵng",
        "Đồng Nai",
        "Đồng Tháp",
    ]
    closed = [(one.name, succession.successor.name) for one, succession in response.context["closed"]]
    assert closed == [("Bình Phước", "Đồng Nai")]
    assert own_queries(Client(), "/") == 2


@pytest.mark.parametrize(
    ("kind", "said", "tone"),
    [
        ("withdrawn", "Đã thu hồi theo Công văn số 99/STC-VP ngày 01/06/2027", "danger"),
        ("replaced", "Bị thay thế bằng Công văn số 99/STC-VP ngày 01/06/2027", "danger"),
        ("amended", "Được điều chỉnh, bổ sung bằng Công văn số 99/STC-VP ngày 01/06/2027", "warn"),
        ("corrected", "Được đính chính bằng Công văn số 99/STC-VP ngày 01/06/2027", "warn"),
    ],
)
def test_page_and_list_tell_what_became_of_the_paper(
    settled: World, public: Announcement, after_issue: Callable[..., Any], kind: str, said: str, tone: str
) -> None:
    after_issue(public, kind)
    shown = Client().get(page(settled, public))
    assert [(one.sentence, one.reason, one.tone) for one in shown.context["announcement"].notices] == [
        (said, "Theo kết luận kiểm tra", tone)
    ]
    for response in (shown, Client().get(f"/{settled.province.slug}/")):
        html = response.content.decode()
        assert (html.count(said), html.count("Lý do: Theo kết luận kiểm tra")) == (1, 1)


def test_the_weightiest_is_told_first(
    settled: World, public: Announcement, after_issue: Callable[..., Any]
) -> None:
    after_issue(public, "corrected")
    after_issue(public, "withdrawn")
    shown = Client().get(page(settled, public)).context["announcement"].notices
    assert [one.tone for one in shown] == ["danger", "warn"]


def test_a_paper_in_force_bears_no_mark(settled: World, public: Announcement) -> None:
    assert Client().get(page(settled, public)).context["announcement"].notices == ()
    assert "Lý do:" not in Client().get(f"/{settled.province.slug}/").content.decode()
