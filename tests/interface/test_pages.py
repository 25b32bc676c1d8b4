"""The frame's pages: their words, their headers, their markup."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cchc_portal.agencies.models import User
from cchc_portal.agencies.templatetags import interface

pytestmark = [pytest.mark.urls("tests.interface.urls"), pytest.mark.django_db]

ENGLISH = re.compile(
    r"\b(the|sign|password|email|username|please|forbidden|error|page not found|login|logout|submit|django|required)\b",
    re.IGNORECASE,
)
PASSWORD = "mat khau cua bai thu 2027"


@pytest.fixture(autouse=True)
def own_limits(settings: object) -> Iterator[None]:
    """Counters of failed sign-ins in memory, empty for each test."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # type: ignore[attr-defined]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person() -> User:
    return User.objects.create_user("canbo", "canbo@example.vn", PASSWORD, full_name="Chuyên viên Văn phòng")


def words(html: str) -> str:
    body = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


PAGES = {
    "/": 200,
    "/thanh-phan/": 200,
    "/co-quan/": 200,
    "/tai-khoan/dang-nhap/": 200,
    "/tai-khoan/dang-ky/": 200,
    "/tai-khoan/tam-khoa/": 200,
    "/tai-khoan/quen-mat-khau/": 200,
    "/tai-khoan/quen-mat-khau/da-gui/": 200,
    "/tai-khoan/quen-mat-khau/xong/": 200,
    "/tai-khoan/quen-mat-khau/x-y/": 200,
    "/khong-co/": 404,
    "/400/": 400,
    "/403/": 403,
    "/429/": 429,
    "/500/": 500,
}


@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_every_page_is_vietnamese_and_obeys_the_content_policy(path: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(path)
    html = answer.content.decode()
    assert answer.status_code == status
    assert ENGLISH.findall(words(html)) == []
    assert html.count('<html lang="vi">') == 1
    assert html.count("<h1>") == 1
    assert re.findall(r"\s(?:style|on[a-z]+)=", html) == []
    assert re.findall(r'(?:src|href)="https?:[^"]*"', html) == []
    assert "năm 2.0" not in words(html)


def test_who_finds_nothing_is_led_to_the_entrance_until_they_have_signed_in(
    person: User, client: Client
) -> None:
    link = f'href="{reverse("account_login")}">đăng nhập</a>'
    before = client.get("/khong-co/").content.decode().count(link)
    client.force_login(person)
    assert [before, client.get("/khong-co/").content.decode().count(link)] == [1, 0]


@pytest.mark.parametrize(
    "path", ["/tai-khoan/doi-mat-khau/", "/tai-khoan/xac-nhan-mat-khau/", "/tai-khoan/dang-xuat/"]
)
def test_the_pages_of_an_account_are_vietnamese(path: str, person: User, client: Client) -> None:
    client.force_login(person)
    answer = client.get(path)
    assert (answer.status_code, ENGLISH.findall(words(answer.content.decode()))) == (200, [])


def test_the_content_policy_allows_only_ourselves(client: Client) -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in client.get("/").headers["Content-Security-Policy"].split(";")
    )
    nonce = {key: re.sub(r"'nonce-[^']+'", "'nonce'", value) for key, value in policy.items()}
    assert {
        key: nonce[key] for key in ("default-src", "base-uri", "object-src", "frame-ancestors", "form-action")
    } == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'self'",
        "form-action": "'self'",
    }
    assert {word for value in nonce.values() for word in value.split()} <= {
        "'self'",
        "'none'",
        "'nonce'",
        "data:",
    }


@pytest.mark.parametrize("name", ["canbo", "CANBO@example.vn"])
def test_a_person_signs_in_by_name_or_address(name: str, person: User, client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("desk"))


def test_a_wrong_password_is_refused_in_words_that_give_nothing_away(person: User, client: Client) -> None:
    said = [
        client.post(reverse("account_login"), {"login": name, "password": "sai"})
        .context["form"]
        .non_field_errors()
        for name in ("canbo", "khong-co")
    ]
    assert said == [["Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra rồi nhập lại."]] * 2


def test_the_sixth_failure_in_five_minutes_has_to_wait_even_with_the_right_password(
    person: User, client: Client
) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "canbo", "password": "sai"})
    answer = client.post(reverse("account_login"), {"login": "canbo", "password": PASSWORD})
    assert answer.context["form"].non_field_errors() == [
        "Đã đăng nhập sai quá nhiều lần. Thử lại sau 5 phút."
    ]


def test_nobody_opens_an_account_for_themselves(client: Client) -> None:
    fields = {"username": "la", "email": "la@example.vn", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), fields)
    assert (words(answer.content.decode()).count("Không tự đăng ký tài khoản"), User.objects.count()) == (
        2,
        0,
    )


def test_signing_out_asks_first_and_says_that_it_is_done(person: User, client: Client) -> None:
    client.force_login(person)
    client.get(reverse("account_logout"))
    assert client.session.get("_auth_user_id") == str(person.pk)
    answer = client.post(reverse("account_logout"), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Đã đăng xuất."]


def test_a_forgotten_password_is_set_anew_by_a_vietnamese_letter(person: User, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": person.email})
    (letter,) = mail.outbox
    assert letter.subject == "Đặt lại mật khẩu"
    assert ENGLISH.findall(re.sub(r"https?://\S+", "", letter.body)) == []
    (link,) = re.findall(r"https?://[^/]+(/\S+)", letter.body)
    form = client.get(link, follow=True)
    new = {"password1": "cau dai de nho 2027", "password2": "cau dai de nho 2027"}
    done = client.post(form.request["PATH_INFO"], new, follow=True)
    assert words(done.content.decode()).count("Đã đặt lại mật khẩu") == 2
    person.refresh_from_db()
    assert person.check_password("cau dai de nho 2027") is True


def test_an_unknown_address_gets_the_same_answer(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "khong-co@example.vn"})
    assert answer.headers["Location"] == reverse("account_reset_password_done")


def test_a_form_of_an_old_session_is_refused_in_vietnamese(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "canbo", "password": PASSWORD})
    assert (answer.status_code, ENGLISH.findall(words(answer.content.decode()))) == (403, [])


def test_the_navigation_names_the_place_and_leaves_out_what_does_not_exist(client: Client) -> None:
    html = client.get("/co-quan/").content.decode()
    left = html.split('<nav class="navigation"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', left) == ["/dong-nai/bqlkcn/viec/", "/dong-nai/bqlkcn/lich/"]
    switch = html.split('aria-label="Cơ quan làm việc"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"( aria-current="true")?', switch) == [
        ("/dong-nai/bqlkcn/viec/?vi-tri=1", ' aria-current="true"'),
        ("/dong-nai/so-noi-vu/viec/?vi-tri=2", ""),
        ("/viec-cua-toi/", ""),
    ]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/a/b/ke-hoach/viec/", "/a/b/ke-hoach/viec/"),
        ("/a/b/ke-hoach/12/", "/a/b/ke-hoach/"),
        ("/a/b/lich/", "/a/b/lich/"),
        ("/a/", ""),
    ],
)
def test_a_page_stands_under_one_entry(path: str, current: str) -> None:
    entries = ["/a/b/ke-hoach/viec/", "/a/b/ke-hoach/", "/a/b/lich/"]
    assert interface.current_address(path, entries) == current


def test_a_sent_form_with_errors_says_so_in_the_title(client: Client) -> None:
    title = re.search("<title>(.*?)</title>", client.post("/thanh-phan/", {}).content.decode())
    assert title is not None
    assert title[1] == "Lỗi: Thành phần giao diện – Cổng kế hoạch tuyên truyền CCHC"


def test_no_template_carries_a_style_or_a_handler() -> None:
    """Papers are no pages; of a letter many mail programs read nothing but the styles at its elements."""
    guilty = {
        str(path.relative_to(settings.BASE_DIR))
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        if {"paper", "mail"}.isdisjoint(path.parts)
        and re.search(r"\s(style|on(click|change|submit|load|input))=", path.read_text("utf-8"))
    }
    assert guilty == set()
