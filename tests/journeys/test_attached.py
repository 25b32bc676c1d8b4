"""The drafter adds appendices that are files of their own, orders them and takes one out: on a desk, then looked at on a phone."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from plans.states import PlanState
from tests.documents import attachable
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.world import World

HERE = "/dong-nai/so-tai-chinh/ke-hoach"


def test_the_drafter_attaches_files_and_orders_them(world: World, newcomer: Newcomer, tmp_path: Path) -> None:
    plan, drafter = world.plans[PlanState.DRAFT], newcomer()
    drafter.sign_in(world.drafter)
    drafter.open(f"{HERE}/{plan.pk}/")
    panel = drafter.page.locator("#phu-luc-kem-theo")
    drafter.press("Thêm tệp phụ lục")
    wrong = tmp_path / "anh.pdf"
    wrong.write_bytes(b"\xff\xd8\xff\xe0 anh")
    _attach(drafter, "Phụ lục I. Danh mục thủ tục hành chính", wrong)
    expect(drafter.page.locator("#div_id_file")).to_contain_text("Tệp là ảnh JPEG")
    for number in ("I", "II"):
        right = tmp_path / f"{number}.pdf"
        right.write_bytes(attachable.made(number))
        if number == "II":
            drafter.press("Thêm tệp phụ lục")
        _attach(drafter, f"Phụ lục {number}. Danh mục thủ tục hành chính", right)
        drafter.is_told("Đã thêm tệp phụ lục.")
    panel.get_by_role("button", name="Chuyển lên").click()
    expect(panel.get_by_role("link").first).to_have_text("Phụ lục II. Danh mục thủ tục hành chính")
    for size in (looking.DESK, looking.PHONE):
        looking.resize(drafter.page, size)
        assert (size, looking.faults(drafter.page)) == (size, {})


def _attach(drafter: Any, title: str, file: Path) -> None:
    drafter.fill("Tên phụ lục", title)
    drafter.page.get_by_label("Tệp phụ lục").set_input_files(file)
    drafter.page.get_by_role("button", name="Thêm tệp phụ lục").click()
