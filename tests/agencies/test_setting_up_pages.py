"""The pages of a province's administrator and of the platform's: what they show, whom they refuse, how many queries they take."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc_portal.agencies import checklist, inviting
from cchc_portal.agencies.models import (
    Agency,
    Invitation,
    InvitationState,
    Membership,
    Province,
    ProvinceSuccession,
    ProvinceUpload,
    Role,
    User,
)
from cchc_portal.agencies.opening import FirstAdministrator, open_province
from cchc_portal.agencies.permissions import Refused
from tests.agencies import books, setting_up_rows
from tests.world import World, a_member, an_agency, entered

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(getattr(person, "user", person))
    return client


def here(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"province": "dong-nai", "agency": "so-noi-vu", **kwargs})


def sent(content: bytes, name: str = "danh-sach.xlsx") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content, content_type=EXCEL)}


# --- who


@pytest.mark.parametrize("page", ["checklist", "blank", "export", "upload", "people"])
@pytest.mark.parametrize(
    ("who", "status"), [("province_admin", 200), ("reviewer", 409), ("stranger", 404), ("foreigner", 404)]
)
def test_only_the_provinces_administrator_comes_in(settled: World, page: str, who: str, status: int) -> None:
    assert signed_in(getattr(settled, who)).get(here(f"province_setup:{page}")).status_code == status


@pytest.mark.parametrize("page", ["list", "begin"])
@pytest.mark.parametrize(
    ("who", "status"), [("province_admin", 200), ("reviewer", 409), ("stranger", 404), ("foreigner", 404)]
)
def test_only_the_provinces_administrator_changes_agencies(
    settled: World, page: str, who: str, status: int
) -> None:
    assert signed_in(getattr(settled, who)).get(here(f"agency_changes:{page}")).status_code == status


@pytest.mark.parametrize("who", ["province_admin", "agency_admin"])
def test_the_platforms_page_is_not_there_for_others(settled: World, who: str) -> None:
    assert signed_in(getattr(settled, who)).get(reverse("platform_provinces")).status_code == 404


# --- the book


def test_a_clean_book_is_looked_at_and_entered_with_letters_to_the_new(settled: World) -> None:
    client = signed_in(settled.province_admin)
    answer = client.post(here("province_setup:upload"), sent(books.book(books.department(people=2))))
    with entered(settled.province):
        kept = ProvinceUpload.objects.latest("id")
        assert Agency.objects.filter(slug="so-cong-thuong").exists() is False
    address = here("province_setup:preview", book_id=kept.pk)
    assert answer.headers["Location"] == address
    page = client.get(address).content.decode()
    assert ("Nhập tất cả</button>" in page, "dòng đúng</button>" in page) == (True, False)
    answer = client.post(address, {"viec": "tat-ca", "invite": "on"})
    assert answer.headers["Location"] == here("province_setup:checklist")
    with entered(settled.province):
        assert Membership.objects.filter(post__agency__slug="so-cong-thuong").count() == 2
        assert Invitation.objects.count() == 2


def test_a_wrong_book_offers_the_right_rows_and_a_file_of_the_wrong_ones(settled: World) -> None:
    client = signed_in(settled.province_admin)
    with entered(settled.province):
        kept = setting_up_rows.a_book()
    address = here("province_setup:preview", book_id=kept.pk)
    page = client.get(address).content.decode()
    assert ("Nhập tất cả</button>" in page, "Chỉ nhập 5 dòng đúng</button>" in page) == (False, True)
    assert "“khong phai thu” không phải địa chỉ thư điện tử." in page
    refused = client.post(address, {"viec": "tat-ca"})
    assert (
        "Tệp còn lỗi. Sửa tệp rồi tải lên lại, hoặc chọn chỉ nhập các dòng đúng." in refused.content.decode()
    )
    file = client.get(here("province_setup:wrong", book_id=kept.pk))
    assert (file["Content-Type"], file["Content-Disposition"]) == (
        EXCEL,
        'attachment; filename="dong-loi.xlsx"',
    )
    assert client.post(address, {"viec": "dong-dung"}).status_code == 302


def test_a_file_of_another_kind_is_refused_beside_its_field(settled: World) -> None:
    page = signed_in(settled.province_admin).post(here("province_setup:upload"), sent(b"%PDF-1.7", "a.pdf"))
    assert page.context["form"].errors == {
        "file": ["Tệp “a.pdf” không phải tệp Excel (.xlsx). Tải tệp mẫu, điền rồi tải lên."]
    }


# --- the checklist and the people


def test_the_checklist_says_what_is_missing(settled: World) -> None:
    with entered(settled.province):
        an_agency(settled.province, "so-y-te", "Sở Y tế", "SYT")
        agencies, people, letters = checklist.steps(settled.province)[:3]
        assert (agencies.done, agencies.note) == (True, "4 cơ quan đang hoạt động.")
        assert (people.done, people.note) == (
            False,
            "2 cơ quan chưa đủ người soạn thảo, thủ trưởng, văn thư.",
        )
        assert (letters.done, letters.note) == (True, "Mọi người đã đặt mật khẩu.")


def newcomer(world: World, number: int = 1) -> User:
    with entered(world.province):
        held = a_member(world.agency, Role.DRAFTER)
        held.user.set_unusable_password()
        held.user.full_name = f"Người mới {number}"
        held.user.save()
        return held.user


def test_somebody_without_a_password_is_invited_and_invited_again(settled: World) -> None:
    user, client = newcomer(settled), signed_in(settled.province_admin)
    for _ in range(2):
        client.post(here("province_setup:invite"), {"nguoi": user.pk})
    with entered(settled.province):
        [row] = Invitation.objects.filter(user=user)
        assert row.state == InvitationState.QUEUED
    page = client.get(here("province_setup:people"), {"state": "chua-dat"})
    assert [row["user"] for row in page.context["page"].object_list] == [user]


def test_the_link_is_good_once(settled: World) -> None:
    user = newcomer(settled)
    link = inviting.link(user)
    client = Client()
    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": "mot mat khau rat dai", "password2": "mot mat khau rat dai"}
    )
    assert done.status_code == 302
    user.refresh_from_db()
    assert user.check_password("mot mat khau rat dai") is True
    assert "Liên kết không còn dùng được" in Client().get(link, follow=True).content.decode()


def test_somebody_with_a_password_is_not_invited(settled: World) -> None:
    client = signed_in(settled.province_admin)
    client.post(here("province_setup:invite"), {"nguoi": settled.drafter.user_id})
    client.post(here("province_setup:invite"), {"nguoi": settled.foreigner.user_id})
    with entered(settled.province):
        assert Invitation.objects.count() == 0


@pytest.mark.parametrize("page", ["people", "checklist"])
def test_a_page_takes_as_many_queries_for_three_as_for_one(settled: World, page: str) -> None:
    client, counts = signed_in(settled.province_admin), []
    for number in (1, 2, 3):
        newcomer(settled, number)
        with CaptureQueriesContext(connection) as queries:
            client.get(here(f"province_setup:{page}"), {"state": "chua-dat"})
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


# --- opening a province


def test_a_province_is_opened_with_its_first_agency_administrator_and_predecessors(settled: World) -> None:
    first = FirstAdministrator("Quản trị tỉnh", "QuanTri@bacninh.example.vn")
    before = Province.objects.create(slug="bac-giang", name="Bắc Giang", kind="tinh")
    province = open_province("bac-ninh", first, by=settled.platform_admin)
    assert (province.name, province.kind, province.source) == (
        "Bắc Ninh",
        "thanh-pho",
        "Nghị quyết số 39/2026/QH16 của Quốc hội",
    )
    before.refresh_from_db()
    assert before.closed_on == province.opened_on
    assert ProvinceSuccession.objects.get(predecessor=before).successor == province
    with entered(province):
        [held] = Membership.objects.with_post()
        assert (held.user.email, held.post.roles, held.agency.slug) == (
            "quantri@bacninh.example.vn",
            [Role.PROVINCE_ADMIN],
            "so-noi-vu",
        )
        assert Invitation.objects.get().user == held.user
        assert held.agency.profile_on(held.starts_on).superior_header == [
            "ỦY BAN NHÂN DÂN",
            "THÀNH PHỐ BẮC NINH",
        ]


def test_a_province_is_opened_once_and_only_by_the_platform(settled: World) -> None:
    first = FirstAdministrator("Quản trị tỉnh", "quantri@example.vn")
    with pytest.raises(Refused) as refusal:
        open_province("dong-nai", first, by=settled.platform_admin)
    assert refusal.value.reason == "Đồng Nai đã có trong cổng."
    with pytest.raises(Refused) as refusal:
        open_province("hue", first, by=settled.province_admin.user)
    assert refusal.value.reason == "Việc này dành cho quản trị hệ thống."
