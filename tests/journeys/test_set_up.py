"""A province goes live: opened by the platform's administrator, filled from one Excel book, its first drafter signed in with a plan."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from cchc_portal.agencies.models import Agency, Membership, Province
from tests.agencies import books
from tests.journeys.conftest import Newcomer
from tests.journeys.person import DESK, PHONE, Person
from tests.world import PASSWORD, World, entered

LINK = re.compile(r"/tai-khoan/quen-mat-khau/[^\s]+/")
PATIENCE = 60


def letter_to(address: str) -> str:
    """The worker sends into a folder; the newest letter to somebody, once it is there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for path in sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True):
            for written in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                message = message_from_bytes(written, policy=policy.default)
                body = message.get_body()
                if address in str(message["To"]) and body is not None:
                    return str(body.get_content())
        time.sleep(0.2)
    raise AssertionError(f"no letter to {address}")


def sets_a_password(person: Person, address: str) -> None:
    """By the link of the letter, then signs in."""
    found = LINK.search(letter_to(address))
    assert found is not None
    person.open(found[0])
    person.fill("Mật khẩu mới", PASSWORD)
    person.fill("Nhập lại mật khẩu mới", PASSWORD)
    person.press("Đặt mật khẩu")
    person.open("/tai-khoan/dang-nhap/")
    person.fill("Tên đăng nhập hoặc thư điện tử", address)
    person.fill("Mật khẩu", PASSWORD)
    person.press("Đăng nhập")


def the_book(*, people: int) -> books.Rows:
    rows = books.department(people=people)
    rows["Vị trí"] += [
        ["so-cong-thuong", "Giám đốc", None, "GIÁM ĐỐC", "Thủ trưởng cơ quan"],
        ["so-cong-thuong", "Văn thư", "Văn phòng Sở", None, "Văn thư"],
    ]
    return rows


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_province_is_set_up_from_one_book_to_its_first_plan(
    world: World, newcomer: Newcomer, viewport: dict[str, int], tmp_path: Path
) -> None:
    name, slug = ("Lạng Sơn", "lang-son") if viewport == DESK else ("Điện Biên", "dien-bien")
    first, drafter = f"quantri@{slug}.example.vn", f"soanthao@{slug}.example.vn"

    # Given the platform's administrator, who chooses the province from the list
    platform = newcomer(viewport=viewport)
    platform.open("/tai-khoan/dang-nhap/")
    platform.fill("Tên đăng nhập hoặc thư điện tử", world.platform_admin.username)
    platform.fill("Mật khẩu", PASSWORD)
    platform.press("Đăng nhập")
    platform.press("Mở tỉnh, thành phố trong cổng")
    platform.choose("Tỉnh, thành phố", name)
    platform.fill("Họ và tên người quản trị đầu tiên", "Quản trị tỉnh")
    platform.fill("Thư điện tử công vụ", first)
    platform.press("Mở tỉnh, thành phố")
    platform.is_told(f"Đã mở tỉnh {name}.")

    # When the first administrator follows the letter and sends in the book, first with a wrong row, then mended
    admin = newcomer(viewport=viewport)
    sets_a_password(admin, first)
    admin.open(f"/{slug}/so-noi-vu/thiet-lap/")
    assert admin.heading == f"Thiết lập tỉnh {name}"
    rows = the_book(people=3)
    rows["Người dùng"][0][0] = drafter
    for person in rows["Người dùng"][1:]:
        person[0] = f"{slug}.{person[0]}"
    rows["Người dùng"][2][0] = "không phải thư"
    send(admin, tmp_path / "sai.xlsx", books.book(rows))
    admin.sees("“không phải thư” không phải địa chỉ thư điện tử.")
    expect(admin.control("Nhập tất cả")).to_have_count(0)
    rows["Người dùng"][2][0] = f"{slug}.chuyenvien3@example.vn"
    send(admin, tmp_path / "dung.xlsx", books.book(rows))
    admin.press("Nhập tất cả")
    admin.is_told("Đã nhập tệp: thêm 8 dòng, sửa 0 dòng.")
    admin.sees("2 cơ quan chưa đủ người soạn thảo, thủ trưởng, văn thư.")

    # Then the first drafter follows the letter and has a plan
    person = newcomer(viewport=viewport)
    sets_a_password(person, drafter)
    assert person.path == f"/{slug}/so-cong-thuong/ke-hoach/viec/"
    person.press("Lập kế hoạch mới")
    person.press("Lập bản nháp")
    with entered(Province.objects.get(slug=slug)):
        agency = Agency.objects.get(slug="so-cong-thuong")
        assert Membership.objects.filter(post__agency=agency).count() == 3
        assert agency.plans.count() == 1


def send(admin: Person, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    admin.open("/".join(admin.path.split("/")[:3]) + "/thiet-lap/nhap/")
    admin.field("Tệp danh sách (Excel)").set_input_files(path)
    admin.press("Đọc tệp")
