"""The page from which the demo is tried: its posts by agency, each one press from its desk; no list where no demo runs."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from cchc_portal.agencies.models import Role
from publications.demo import accounts
from publications.demo.files import data
from tests.world import World, a_member, entered

PAGE = "/dung-thu/"


@pytest.fixture
def drafter(settled: World) -> str:
    """One of the demo's accounts, as the demo makes it."""
    user = accounts.account("soanthao", "Chuyên viên Văn phòng")
    with entered(settled.province):
        a_member(settled.agency, Role.DRAFTER, user=user)
    return user.username


def test_every_account_of_the_demo_is_listed_once_for_each_of_its_posts() -> None:
    told = [(entry["account"], entry["title"]) for entry in data("people.yaml")]
    listed = [(one.account, one.title) for one in accounts.listed()]
    assert listed == [*told, (accounts.PLATFORM_ADMIN, "Quản trị hệ thống")]
    assert str(accounts.listed()[0]) == (
        "soanthao           Chuyên viên Văn phòng, Ban Quản lý các Khu công nghiệp Đồng Nai (Người soạn thảo)"
    )


def test_while_the_demo_is_being_loaded_the_page_says_so(settled: World) -> None:
    assert "Dữ liệu minh họa đang được nạp." in Client().get(PAGE).content.decode()


def test_a_post_is_one_press_from_its_desk(drafter: str) -> None:
    client = Client()
    response = client.get(PAGE)
    assert [(agency, [one.account for one in posts]) for agency, posts in response.context["agencies"]] == [
        ("Ban Quản lý các Khu công nghiệp Đồng Nai", [drafter])
    ]
    page = response.content.decode()
    assert page.count("Vào thử") == 1
    assert f'name="login" value="{drafter}"' in page
    sent = client.post(
        "/tai-khoan/dang-nhap/", {"login": drafter, "password": accounts.PASSWORD}, follow=True
    )
    assert sent.context["request"].user.username == drafter


def test_who_is_signed_in_signs_out_there_to_choose_another(drafter: str) -> None:
    client = Client()
    client.login(username=drafter, password=accounts.PASSWORD)
    page = client.get(PAGE).content.decode()
    assert (page.count("Vào thử"), page.count("Đăng xuất để chọn vị trí khác")) == (0, 1)
    assert client.post("/tai-khoan/dang-xuat/", {"next": PAGE}).headers["Location"] == PAGE


@pytest.mark.parametrize(("flag", "said"), [("on", "[True, True]"), ("", "[False, False]")])
def test_the_page_is_there_only_where_the_portal_runs_as_a_demo(flag: str, said: str) -> None:
    """In a process of its own: addresses are settled as the portal starts."""
    asked = (
        "import django; django.setup(); from django.conf import settings;"
        "from django.urls import NoReverseMatch, reverse\n"
        "try: found = bool(reverse('trying'))\n"
        "except NoReverseMatch: found = False\n"
        "print([settings.DEMO_ACCOUNTS, found])"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "cchc_portal.settings", "CCHC_DEMO_ACCOUNTS": flag}
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env=env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == said
