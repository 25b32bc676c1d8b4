"""Nothing typed is lost: not by a form with errors, not by a second tab, not when it looks like HTML."""

import io
from datetime import date

import pdfplumber
import pytest
from playwright.sync_api import expect

from plans.models import AudienceGroup, ContentItem, Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.person import Person
from tests.world import World, a_plan, entered

HOSTILE = "<b>đậm</b> <script>document.title = 'hỏng'</script> <img src=x onerror=alert(1)>"


@pytest.fixture
def plan(world: World) -> Plan:
    with entered(world.province):
        return a_plan(world.agency, by=world.drafter)


def address(world: World, plan: Plan, rest: str = "") -> str:
    return f"/{world.province.slug}/{world.agency.slug}/ke-hoach/{plan.pk}/{rest}"


def new_item(world: World, plan: Plan) -> str:
    with entered(world.province):
        group = AudienceGroup.objects.filter(plan=plan).order_by("id").first()
    assert group is not None
    return address(world, plan, f"soan/noi-dung/them/?nhom={group.pk}")


def typed(person: Person, labels: tuple[str, ...]) -> dict[str, str]:
    return {label: person.field(label).input_value() for label in labels}


def test_a_form_with_errors_keeps_everything_and_says_what_to_put_right(
    world: World, newcomer: Newcomer, plan: Plan
) -> None:
    # Given an item without its content, with a day that does not exist and an amount in words
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.open(new_item(world, plan))
    entries = {
        "Sản phẩm": "24 tin, bài\n2 phóng sự",
        "Đơn vị chủ trì": "Văn phòng",
        "Thời gian": "Quý I",
        "Hoàn thành trước ngày": "31/02/2027",
        "Kinh phí (đồng)": "mười triệu",
        "Ghi chú": "Phối hợp báo, đài",
    }
    for label, text in entries.items():
        drafter.fill(label, text)
    drafter.page.get_by_label("Cải cách thủ tục hành chính").check()

    # When it is saved
    drafter.press("Lưu")

    # Then each error stands in the summary, which has the focus, and beside its field, and every entry is there
    errors = [
        "Nhập nội dung.",
        "Không có ngày “31/02/2027” trong lịch.",
        "Nhập số tiền bằng đồng, ví dụ: 12.500.000 hoặc 12,5 triệu.",
    ]
    summary = drafter.page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert summary.locator("li").all_inner_texts() == errors
    assert drafter.page.locator(".field__error p").all_text_contents() == [
        f"Lỗi: {error}" for error in errors
    ]
    assert typed(drafter, tuple(entries)) == entries
    assert drafter.page.get_by_label("Cải cách thủ tục hành chính").is_checked() is True
    assert drafter.page.title().startswith("Lỗi: ") is True
    drafter.press_here("Nhập nội dung.")
    expect(drafter.field("Nội dung")).to_be_focused()


def test_the_second_of_two_tabs_sees_both_texts(world: World, newcomer: Newcomer, plan: Plan) -> None:
    # Given the same item open in two tabs
    with entered(world.province):
        item = ContentItem.objects.filter(plan=plan).order_by("id").first()
    assert item is not None
    here = address(world, plan, f"soan/noi-dung/{item.pk}/")
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.open(here)
    second = Person(drafter.context, drafter.url)
    second.open(here)

    # When both save
    drafter.fill("Nội dung", "Lời của cửa sổ thứ nhất")
    drafter.press("Lưu")
    second.fill("Nội dung", "Lời của cửa sổ thứ hai")
    second.press("Lưu")

    # Then the second is shown both, and what it typed still stands in the box
    assert second.page.locator(".differences blockquote").all_inner_texts() == [
        "Lời của cửa sổ thứ nhất",
        "Lời của cửa sổ thứ hai",
    ]
    assert second.field("Nội dung").input_value() == "Lời của cửa sổ thứ hai"
    with entered(world.province):
        assert ContentItem.objects.get(pk=item.pk).content == "Lời của cửa sổ thứ nhất"

    # And saving again, with both in sight, is taken
    second.press("Lưu")
    with entered(world.province):
        assert ContentItem.objects.get(pk=item.pk).content == "Lời của cửa sổ thứ hai"


def test_text_that_looks_like_html_is_text_everywhere(world: World, newcomer: Newcomer, plan: Plan) -> None:
    # Given an item whose text is markup
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.open(new_item(world, plan))
    drafter.fill("Nội dung", HOSTILE)
    drafter.press("Lưu")

    # Then the page and the preview show it letter by letter
    fields = drafter.page.locator('.grid [data-field="content"]')
    assert [field.input_value() for field in fields.all()].count(HOSTILE) == 1
    expect(drafter.preview().locator("td", has_text="<script>")).to_have_text(HOSTILE)

    # And so does the paper
    drafter.press("Xem và trình duyệt")
    drafter.page.locator("#ban-in li", has_text="PDF").get_by_role("button").click()
    paper = drafter.download("Bản dự thảo PDF")
    with pdfplumber.open(io.BytesIO(paper)) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    assert [
        cell for row in rows for cell in row if cell and "".join(cell.split()) == "".join(HOSTILE.split())
    ] != []


@pytest.mark.parametrize(
    ("path", "label", "field"),
    [
        ("soan/phan/thong-tin/sua/", "Ngày bắt đầu thực hiện", "period_from"),
        ("soan/van-ban/them/", "Ngày ban hành", "issued_on"),
        ("soan/noi-dung/them/", "Bắt đầu từ ngày", "time_from"),
    ],
)
def test_05_01_2027_is_the_fifth_of_january(
    world: World, newcomer: Newcomer, plan: Plan, path: str, label: str, field: str
) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.open(new_item(world, plan) if "noi-dung" in path else address(world, plan, path))
    drafter.fill(label, "05/01/2027")
    for name in ("Nội dung", "Cơ quan ban hành", "Trích yếu"):
        if drafter.field(name).count() and not drafter.field(name).input_value():
            drafter.fill(name, "Ngày ghi theo lối Việt Nam")
    drafter.press("Lưu")
    with entered(world.province):
        if field == "period_from":
            kept = Plan.objects.get(pk=plan.pk).period_from
        elif field == "issued_on":
            kept = plan.parents.order_by("-id")[0].issued_on
        else:
            kept = ContentItem.objects.filter(plan=plan).order_by("-id")[0].time_from
    assert kept == date(2027, 1, 5)
    anchor = drafter.page.url.split("#")[-1]
    drafter.open(
        address(world, plan, path)
        if field == "period_from"
        else address(world, plan, f"soan/{'/'.join(anchor.rsplit('-', 1))}/")
    )
    assert drafter.field(label).input_value() == "05/01/2027"
