"""Running text: typed in three ways, pasted from office programs, saved as what the plan file knows, left with Tab."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Response, Route, expect

from tests.journeys.conftest import Newcomer
from tests.journeys.editing import SAVE
from tests.journeys.person import DESK, PHONE
from tests.journeys.prose import Prose, a_plan_with, text
from tests.journeys.typing_ways import WAYS
from tests.plans.clipboards import BECOMES, IN_UNICODE, content
from tests.world import World

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SENTENCES = [
    "Tuyên truyền cải cách hành chính nhà nước năm 2027",
    "Đẩy mạnh chuyển đổi số; ứng dụng công nghệ thông tin",
    "Người dân, doanh nghiệp được phục vụ tốt hơn",
    "Xử lý nghiêm các trường hợp chậm trễ, nhũng nhiễu",
]
WEIGHT = 190_000  # of 250 kB that a page with rich text may load, 60 kB are what any page may


@pytest.fixture
def prose(world: World, newcomer: Newcomer) -> Prose:
    """An empty text."""
    return Prose.opened(newcomer(), world, a_plan_with(world, text("")))


@pytest.mark.parametrize("way", WAYS)
def test_vietnamese_is_typed_to_the_letter(way: str, prose: Prose) -> None:
    # When sentences are typed as a paragraph, as dashes and after a typed number
    prose.enter()
    WAYS[way](prose.page, SENTENCES[0])
    prose.press("Enter")
    prose.page.keyboard.type("- ")
    WAYS[way](prose.page, SENTENCES[1])
    prose.press("Enter")
    WAYS[way](prose.page, SENTENCES[2])
    prose.press("Enter", "Enter")
    prose.page.keyboard.type("1. ")
    WAYS[way](prose.page, SENTENCES[3])

    # Then every letter stands there and is stored
    first, second, third, fourth = SENTENCES
    expected = f"<p>{first}</p><ul><li><p>{second}</p></li><li><p>{third}</p></li></ul><p>1. {fourth}</p>"
    assert prose.shown == expected
    prose.press("Control+s")
    prose.is_saved()
    assert prose.stored == expected


def test_bold_italic_and_lists_are_stored_as_the_plan_file_writes_them(prose: Prose) -> None:
    prose.enter()
    prose.page.keyboard.type("Yêu cầu: ")
    prose.button("In đậm").click()
    prose.page.keyboard.type("thiết thực")
    prose.button("In đậm").click()
    prose.press("Control+i")
    prose.page.keyboard.type(", gọn")
    prose.press("Enter", "Control+i")
    prose.button("Danh sách đánh số").click()
    prose.page.keyboard.type("Khoản một")
    prose.press("Enter")
    prose.page.keyboard.type("Gạch trong")
    prose.press("Control+]")
    prose.press("Enter")
    prose.page.keyboard.type("Cộng")
    prose.button("Thụt vào một cấp").click()
    expect(prose.button("Thụt vào một cấp")).to_have_attribute("aria-disabled", "true")
    expect(prose.button("Danh sách đánh số")).to_have_attribute("aria-disabled", "true")
    prose.press("Enter", "Control+[", "Control+[")
    prose.page.keyboard.type("Khoản hai")
    prose.press("Control+s")
    prose.is_saved()
    assert [block.content for block in prose.blocks] == [
        {"text": "Yêu cầu: **thiết thực**, *gọn*", "footnotes": []},
        {
            "numbered": [
                {
                    "text": "Khoản một",
                    "bullets": [{"text": "Gạch trong", "bullets": [{"text": "Cộng", "bullets": []}]}],
                },
                {"text": "Khoản hai", "bullets": []},
            ]
        },
    ]
    before = prose.shown
    prose.page.reload()
    prose.enter()
    assert prose.shown == before


def test_what_office_programs_copy_is_pasted_as_paragraphs_and_lists(prose: Prose) -> None:
    prose.enter()
    shown = {}
    for name in BECOMES:
        prose.empty()
        carried = content(name)
        prose.paste(*(("", carried) if name.endswith(".txt") else (carried,)))
        shown[name] = prose.shown
        if name in IN_UNICODE:
            prose.button("Giữ nguyên").click()
    assert shown == BECOMES
    prose.press("Control+s")
    prose.is_saved()
    assert prose.stored == BECOMES[list(BECOMES)[-1]]


@pytest.mark.parametrize("name", IN_UNICODE)
def test_an_old_encoding_is_converted_only_when_somebody_says_so(name: str, prose: Prose) -> None:
    prose.enter()
    prose.page.keyboard.type("Trước ")
    prose.paste(content(name))
    kept = prose.shown
    assert kept == BECOMES[name].replace("<p>", "<p>Trước ", 1)
    prose.button("Chuyển sang Unicode").click()
    assert prose.shown == IN_UNICODE[name].replace("<p>", "<p>Trước ", 1)
    prose.button("Hoàn tác").click()
    assert prose.shown == kept


def test_words_typed_after_a_paste_outlive_its_conversion(prose: Prose) -> None:
    prose.enter()
    prose.paste(content("vni.html"))
    prose.page.keyboard.type(" 2027.")
    prose.button("Chuyển sang Unicode").click()
    assert prose.shown == IN_UNICODE["vni.html"].replace("</p>", " 2027.</p>")


def test_a_cut_from_the_text_itself_keeps_its_lists(prose: Prose) -> None:
    prose.enter()
    prose.paste(content("word2010-levels.html"))
    prose.press("Control+A", "Control+X")
    assert prose.shown == "<p></p>"
    prose.press("Control+V")
    assert prose.shown == BECOMES["word2010-levels.html"]


def test_tab_leaves_the_text_and_shift_tab_reaches_its_buttons(prose: Prose) -> None:
    prose.enter()
    prose.press("Shift+Tab")
    assert prose.focused == "In đậm"
    prose.press("ArrowRight", "ArrowRight")
    assert prose.focused == "Danh sách gạch đầu dòng"
    prose.press("Enter")
    prose.page.keyboard.type("Một")
    prose.press("Tab")
    assert prose.box.evaluate("(box) => box.contains(document.activeElement)") is False
    expect(prose.box.get_by_role("toolbar")).to_have_count(0)
    prose.press("Shift+Tab")
    assert prose.focused == "textbox"
    assert prose.shown == "<ul><li><p>Một</p></li></ul>"


def test_the_keyboard_alone_reaches_and_fills_a_text(prose: Prose) -> None:
    prose.area.focus()
    expect(prose.box.get_by_role("toolbar")).to_be_visible()
    prose.page.keyboard.type("Bằng phím")
    assert prose.shown == "<p>Bằng phím</p>"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_text_is_accessible_while_it_is_written(size: dict[str, int], prose: Prose) -> None:
    prose.page.set_viewport_size(size)  # type: ignore[arg-type]
    prose.enter()
    prose.paste(content("vni.html"))
    expect(prose.area).to_have_accessible_name("Lời văn: IV. Mục viết lời văn")
    found = Axe().run(prose.page, options={"runOnly": RULES}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    bar = prose.box.get_by_role("toolbar").bounding_box()
    assert bar is not None
    assert (bar["x"] >= 0, bar["x"] + bar["width"] <= size["width"]) == (True, True)
    smallest = prose.box.get_by_role("button").evaluate_all(
        "(all) => Math.min(...all.map((each) => Math.min(each.offsetWidth, each.offsetHeight)))"
    )
    assert smallest >= (44 if size is PHONE else 24)


def test_an_answer_leaves_a_syllable_that_is_being_composed_alone(prose: Prose) -> None:
    # Given a save under way whose answer is slow
    bodies: list[str] = []

    def slowly(route: Route) -> None:
        bodies.append(route.request.post_data or "")
        prose.page.wait_for_timeout(700)
        route.continue_()

    prose.page.route(SAVE, slowly)
    prose.enter()
    prose.page.keyboard.type("Nâng cao ")
    prose.press("Control+s")

    # When a syllable is composed while it runs
    typing = prose.cdp()
    for part in ("n", "nh", "nhâ", "nhận"):
        typing.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        )
        prose.page.wait_for_timeout(500)
    sent = [body.count("nhâ") for body in bodies]
    typing.send("Input.insertText", {"text": "nhận"})

    # Then every letter stands there, nothing was sent while it was composed, and all is saved
    assert (prose.shown, sent) == ("<p>Nâng cao nhận</p>", [0])
    expect(prose.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved", timeout=15_000)
    prose.press("Control+s")
    prose.is_saved()
    assert prose.stored == "<p>Nâng cao nhận</p>"


def test_a_paragraph_with_footnotes_stays_one_and_its_notes_are_written_beside_it(
    world: World, newcomer: Newcomer
) -> None:
    prose = Prose.opened(newcomer(), world, a_plan_with(world, text("Theo quy định[^1].", ["Nghị định 30."])))
    prose.enter()
    prose.press("Enter")
    prose.page.keyboard.type("Dòng hai")
    prose.box.get_by_label("Chú thích", exact=True).fill("Nghị định số 30/2020/NĐ-CP.")
    prose.box.get_by_label("Chú thích", exact=True).press("Tab")
    prose.press("Control+s")
    prose.is_saved()
    assert [block.content for block in prose.blocks] == [
        text("Theo quy định[^1].\nDòng hai", ["Nghị định số 30/2020/NĐ-CP."])
    ]


def test_the_footnote_button_leads_to_where_a_note_is_written(world: World, newcomer: Newcomer) -> None:
    plan = a_plan_with(
        world, text("Kinh phí bố trí trong dự toán"), {"bullets": [{"text": "Ý", "bullets": []}]}
    )
    prose = Prose.opened(newcomer(), world, plan)
    prose.enter()
    prose.button("Chú thích cuối trang").click()
    link = prose.page.get_by_role("link", name="Chú thích cuối trang cho đoạn “Kinh phí bố trí trong …”")
    expect(link).to_be_focused()
    prose.press("Enter")
    notes = prose.page.get_by_label("Chú thích (không bắt buộc)", exact=True)
    expect(notes).to_be_in_viewport()
    prose.page.get_by_label("Đoạn văn", exact=True).fill("Kinh phí[^1] bố trí trong dự toán")
    notes.fill("Theo dự toán được giao")
    prose.page.get_by_role("button", name="Lưu").first.click()
    expect(prose.box.locator(".prose__notes textarea")).to_have_value("Theo dự toán được giao")


def test_what_running_text_cannot_hold_is_said_after_pasting(prose: Prose) -> None:
    lost = prose.box.locator(".prose__lost p")
    prose.enter()
    prose.paste(
        "<p>Kinh phí<a href='#_ftn1'><span class='MsoFootnoteReference'>[1]</span></a></p>"
        "<table><tr><td>Nội dung A</td><td>10 triệu</td></tr></table>"
    )
    expect(lost).to_have_text(
        "Trong phần vừa dán, bảng đã thành lời văn, muốn có bảng thì thêm bảng ở cuối mục rồi dán vào đó; "
        "chú thích cuối trang không dán theo được: xóa số còn lại trong câu, ghi lại ở đoạn văn bằng nút "
        "“Chú thích cuối trang” (gạch đầu dòng không có chú thích)."
    )
    prose.button("Đã rõ").click()
    prose.paste("<p>Lời văn thường</p>")
    expect(lost).to_have_count(0)


def test_forty_texts_open_as_plain_text_and_the_script_is_light(world: World, newcomer: Newcomer) -> None:
    # Given forty texts, each by itself
    plan = a_plan_with(world, *(text(f"Đoạn {n}[^1].", ["Ghi chú."]) for n in range(40)))
    person = newcomer()
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if "prose" in response.url:
            weights[response.url] = len(gzip.compress(response.body()))

    person.page.on("response", weigh)
    prose = Prose.opened(person, world, plan)
    prose.enter()

    # Then those far away are no editors yet, and what rich text adds to the page is within its budget
    started = prose.page.locator(".prose .ProseMirror").count()
    assert 1 <= started < 40
    last = prose.page.locator("[data-prose]").filter(has_text="Đoạn 39").get_by_role("textbox").first
    last.click()
    prose.page.keyboard.press("Control+End")
    prose.page.keyboard.type(" Xong")
    expect(last).to_have_text("Đoạn 39[^1]. Xong")
    assert sum(weights.values()) <= WEIGHT


def test_without_scripts_a_text_is_read_and_changed_on_its_own_page(world: World, newcomer: Newcomer) -> None:
    plan = a_plan_with(world, text("Nâng cao **nhận thức**."))
    person = newcomer(scripts=False)
    person.sign_in(world.drafter)
    prose = Prose(person, world, plan)
    person.open(prose.path)
    assert prose.box.locator(".prose__text").inner_html() == "<p>Nâng cao <strong>nhận thức</strong>.</p>"
