"""Everyday goal 27, counted: thirty people of one agency come from a workbook; wrong rows come back with their reasons."""

import io
from pathlib import Path

from openpyxl import load_workbook

from cchc_portal.agencies.models import Membership
from tests.agencies import books
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter
from tests.journeys.goals import GOALS
from tests.journeys.person import Person
from tests.world import World, entered

THIRTY = 30


def workbook(code: str, *, wrong: int = 0) -> bytes:
    """A department of its own with thirty people, some of them with an address that is none."""
    rows = books.department(people=THIRTY)
    rows["Cơ quan"][0][0] = code
    for title in ("Đơn vị", "Vị trí"):
        rows[title][0][0] = code
    for number, person in enumerate(rows["Người dùng"]):
        person[0] = "không có thư" if number < wrong else f"{code}.{number}@example.vn"
        person[2] = code
    return books.book(rows)


def bring(person: Person, path: Path, content: bytes) -> None:
    """From the desk to the preview."""
    path.write_bytes(content)
    person.press("Thiết lập thành phố Đồng Nai", inside="#quan-tri ~ ul")
    person.press("Nhập từ tệp Excel")
    person.field("Tệp danh sách (Excel)").set_input_files(path)
    person.press("Đọc tệp")


def test_goal_27_thirty_people_from_a_workbook(world: World, newcomer: Newcomer, tmp_path: Path) -> None:
    admin = newcomer()
    counter = Counter.of(admin)
    admin.sign_in(world.province_admin)
    counter.start()
    bring(admin, tmp_path / "nguoi.xlsx", workbook("so-ba-muoi"))
    admin.press("Nhập tất cả")
    assert counter.beyond(GOALS[27]) == {}
    admin.is_told("Đã nhập tệp: thêm 33 dòng, sửa 0 dòng.")
    with entered(world.province):
        assert Membership.objects.filter(post__agency__slug="so-ba-muoi").count() == THIRTY


def test_goal_27_wrong_rows_come_back_with_their_reasons(
    world: World, newcomer: Newcomer, tmp_path: Path
) -> None:
    admin = newcomer()
    admin.sign_in(world.province_admin)
    bring(admin, tmp_path / "sai.xlsx", workbook("so-ba-muoi-mot", wrong=3))
    wrong = load_workbook(io.BytesIO(admin.download("Tải các dòng lỗi kèm lý do (Excel)")))
    reasons = [row[-1].value for row in wrong["Người dùng"].iter_rows(min_row=2)]
    assert reasons == [
        f"Dòng {number}. Thư điện tử công vụ: “không có thư” không phải địa chỉ thư điện tử."
        for number in (2, 3, 4)
    ]
    admin.press("Chỉ nhập 30 dòng đúng")
    admin.is_told("Đã nhập tệp: thêm 30 dòng, sửa 0 dòng. 3 dòng lỗi không được nhập.")
