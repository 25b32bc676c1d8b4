"""Word files that the portal did not make: uploaded, looked at, corrected, drafted, submitted, approved, issued, printed."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.person import Person
from tests.journeys.test_plan_to_paper import PDF, issues, read, submits
from tests.plans.importing import files
from tests.world import World, entered

MOST_CLICKS = 4
SUBJECT = "Thông tin, tuyên truyền cải cách hành chính năm 2027 theo tệp"


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    path = tmp_path / "Kế hoạch tuyên truyền.docx"
    path.write_bytes(files.two_groups())
    return path


def chooses(drafter: Person, path: Path) -> None:
    """One click on the button of the browser's own dialog."""
    drafter.taps += 1
    drafter.page.set_input_files("input[type=file]", str(path))


def begins_from(drafter: Person, path: Path) -> None:
    drafter.press("Lập kế hoạch mới")
    chooses(drafter, path)
    drafter.press("Đọc tệp")
    assert drafter.heading == "Xem lại nội dung đã nhận ra"


def issued(world: World, newcomer: Newcomer, drafter: Person, subject: str) -> tuple[str, set[str]]:
    """The draft that is open in the editor goes its way; what its paper says, all of it and cell by cell."""
    head, clerk = newcomer(), newcomer()
    plan = drafter.path.partition("soan/")[0]
    submits(drafter)
    head.sign_in(world.head)
    head.open(plan)
    head.press_here("Duyệt kế hoạch")
    head.confirm("Duyệt kế hoạch")
    clerk.sign_in(world.clerk)
    symbol = issues(clerk, plan)
    text, cells = read(clerk.download(PDF))
    with entered(world.province):
        assert Plan.objects.get(subject=subject).symbol == symbol
    assert [text.count(words) for words in (f"Số: {symbol}", subject, "DỰ THẢO")] == [1, 1, 0]
    return text, cells


def test_a_word_file_becomes_an_issued_paper(world: World, newcomer: Newcomer, word_file: Path) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)

    # When a file is uploaded, what was recognised stands beside what the plan will be
    begins_from(drafter, word_file)
    drafter.sees("Mọi đoạn trong tệp đều có chỗ.")
    drafter.sees("bảng nội dung 5 dòng, 2 nhóm")
    drafter.fill("Trích yếu", SUBJECT)

    # And a line is given another part, looked at again, and given back
    line = drafter.page.get_by_role(
        "combobox", name="Trong tệp - Nâng cao trách nhiệm của cán bộ, công chức.", exact=True
    )
    line.select_option(label="Để vào phần chưa xếp được chỗ")
    drafter.press("Xem lại theo lựa chọn")
    drafter.sees("Chưa xếp chỗ: 1 đoạn.")
    line.select_option(label="Gạch đầu dòng (-)")
    drafter.press("Xem lại theo lựa chọn")
    drafter.sees("Mọi đoạn trong tệp đều có chỗ.")

    # Then the plan is drafted with it, and goes its way to paper
    drafter.press("Tạo kế hoạch", inside=".page-head")
    assert drafter.heading == "Soạn thảo kế hoạch"
    text, cells = issued(world, newcomer, drafter, SUBJECT)
    assert text.count("Trưởng ban mẫu") == 1
    assert {*files.OFFICIALS, *files.PEOPLE} - cells == set()


NUMBER = re.compile(r"^\s*(?:[IVX]+|\d+|[a-zđ])[.)]\s")
# The appendix's reference to the plan, and the numbers below the heads of columns.
WRITTEN_ANEW = re.compile(r"\(Kèm theo .+\)|\(\d\)")


def words(text: str) -> str:
    """Letters and figures alone, so that a line's end, a dash or a full stop makes no difference."""
    return " ".join(re.findall(r"\w+", text.lower()))


def said_in(content: bytes) -> Iterator[str]:
    """Each paragraph of a Word file below its subject, and each line of the cells of its tables; without their numbers."""
    document = docx.Document(io.BytesIO(content))
    for paragraph in document.paragraphs[2:]:
        yield NUMBER.sub("", paragraph.text)
    for table in document.tables[1:]:
        if len(table.rows) > 1:
            for row in table.rows:
                for cell in row.cells:
                    yield from (NUMBER.sub("", line) for line in cell.text.splitlines())


def writes_into_the_empty_section(drafter: Person) -> None:
    """The province's file has a heading with nothing below it, which may not be submitted so."""
    section = drafter.page.locator("#phan-muc > .leaves > .leaf").last
    section.locator(".adding summary").click()
    section.get_by_role("link", name="Các gạch đầu dòng").click()
    section.locator("[contenteditable]").click()
    drafter.page.keyboard.type("Sở Nội vụ theo dõi, tổng hợp")
    drafter.page.keyboard.press("Control+s")
    expect(drafter.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")


@pytest.mark.parametrize("layout", files.LAYOUTS)
def test_each_layout_becomes_an_issued_paper_that_says_it_all(
    world: World, newcomer: Newcomer, tmp_path: Path, layout: str
) -> None:
    content = files.LAYOUTS[layout]()
    path = tmp_path / "Kế hoạch.docx"
    path.write_bytes(content)
    subject = f"Thông tin, tuyên truyền theo tệp {layout}"
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    begins_from(drafter, path)
    drafter.sees("Mọi đoạn trong tệp đều có chỗ.")
    drafter.fill("Trích yếu", subject)
    drafter.press("Tạo kế hoạch", inside=".page-head")
    if layout == "six columns":
        writes_into_the_empty_section(drafter)
    text, cells = issued(world, newcomer, drafter, subject)
    paper = words(" ".join([text, *sorted(cells)]))
    taken = [line for line in said_in(content) if not WRITTEN_ANEW.fullmatch(line)]
    lost = [line for line in taken if words(line) not in paper]
    assert lost == []


def test_a_well_recognised_file_takes_four_clicks(world: World, newcomer: Newcomer, word_file: Path) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.taps = 0
    begins_from(drafter, word_file)
    drafter.press("Tạo kế hoạch", inside=".page-head")
    assert drafter.heading == "Soạn thảo kế hoạch"
    assert drafter.taps == MOST_CLICKS


def test_a_file_becomes_a_draft_without_scripts(world: World, newcomer: Newcomer, word_file: Path) -> None:
    drafter = newcomer(scripts=False)
    drafter.sign_in(world.drafter)
    begins_from(drafter, word_file)
    drafter.press("Tạo kế hoạch", inside=".page-head")
    assert drafter.heading == "Soạn thảo kế hoạch"


def test_a_refused_file_is_said_on_the_page(world: World, newcomer: Newcomer, tmp_path: Path) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(b"%PDF-1.7")
    drafter.press("Lập kế hoạch mới")
    chooses(drafter, path)
    drafter.press("Đọc tệp")
    assert drafter.page.title() == "Lỗi: Nhập kế hoạch từ tệp – Cổng kế hoạch tuyên truyền CCHC"
    drafter.sees(
        "Tệp “ke-hoach.docx” là tệp PDF. Cổng cần tệp Word (.docx) hoặc Excel (.xlsx) mà từ đó bản PDF được tạo.",
        inside=".error-summary",
    )
