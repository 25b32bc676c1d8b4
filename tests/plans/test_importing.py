"""From an upload to a draft over HTTP, without a script: what is shown, corrected, refused, and who may see it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.vietnam import encodings
from cchc_portal.vietnam.encodings import Encoding
from plans import checks, history, schedule
from plans.actions import importing
from plans.importing.building import UNPLACED
from plans.models import Beginning, Plan, UploadedPlan
from plans.records import to_snapshot
from tests.plans.asking import BASE, as_, text_of
from tests.plans.importing import files
from tests.world import World

HERE = f"{BASE}nhap/"
FIELDS = {"subject": "Tuyên truyền năm 2027", "period_from": "01/01/2027", "period_to": "31/12/2027"}


def sent(content: bytes, name: str = "ke-hoach.docx") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def uploaded(client: Client, content: bytes, name: str = "ke-hoach.docx") -> str:
    """The address of the mapping page."""
    return str(client.post(HERE, sent(content, name))["Location"])


def parts_of(response: Any) -> dict[str, str]:
    """Each line of the page with the part that is chosen for it."""
    body = response.content.decode()
    rows = re.findall(r'id="chu-(\d+)">(.*?)</div>.*?<select[^>]*>(.*?)</select>', body, re.DOTALL)
    chosen = {}
    for _, text, options in rows:
        found = re.search(r'<option value="([^"]+)" selected>', options)
        chosen[" ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())] = found[1] if found else ""
    return chosen


def choices_of(response: Any) -> dict[str, str]:
    """What the page would send for its lines and columns, unchanged."""
    body = response.content.decode()
    found = re.findall(r'<select class="form-select" name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL)
    return {name: re.search(r'value="([^"]+)" selected', options)[1] for name, options in found}  # type: ignore[index]


def made(client: Client, address: str, **changes: str) -> Plan:
    answer = client.post(address, {**FIELDS, **choices_of(client.get(address)), **changes, "viec": "lap"})
    found = re.fullmatch(rf"{BASE}(\d+)/soan/", answer["Location"])
    assert found is not None
    return Plan.objects.get(pk=found[1])


def test_a_word_file_becomes_a_draft_in_the_editor(inside: World) -> None:
    client = as_(inside.drafter)
    plan = made(client, uploaded(client, files.four_columns()))
    words = to_snapshot(plan)
    assert (plan.subject, plan.state, plan.created_by) == (FIELDS["subject"], "draft", inside.drafter.user)
    assert [section["heading"] for section in words["sections"]] == [
        "Mục đích, yêu cầu",
        "Nhiệm vụ",
        "Tổ chức thực hiện",
    ]
    assert (words["number"], words["issued_on"], words["agency"]["header"]) == (None, None, ["SỞ TÀI CHÍNH"])
    began = Beginning.objects.get(plan=plan)
    assert (began.way, [entry["old"] for entry in began.report["reset"]]) == (
        "file",
        ["Số: 4658/KH-STNMT", "Hà Tĩnh, ngày 31 tháng 12 năm 2026"],
    )
    assert history.of_plan(plan)[-1].what == "tạo bản nháp từ tệp “ke-hoach.docx”"
    assert UploadedPlan.objects.get().plan == plan


def test_the_page_shows_each_line_with_its_part(inside: World) -> None:
    client = as_(inside.drafter)
    page = client.get(uploaded(client, files.four_columns()))
    assert parts_of(page) == {
        "ỦY BAN NHÂN DÂN TỈNH": "agency",
        "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG": "agency",
        "Số: 4658/KH-STNMT": "number",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "printed",
        "Độc lập - Tự do - Hạnh phúc": "printed",
        "Hà Tĩnh, ngày 31 tháng 12 năm 2026": "place_date",
        "KẾ HOẠCH": "printed",
        "Tuyên truyền cải cách hành chính năm 2027": "subject",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;": "basis",
        "Thực hiện Kế hoạch số 493/KH-UBND ngày 21/12/2026, Sở ban hành kế hoạch như sau:": "opening",
        "I. MỤC ĐÍCH, YÊU CẦU": "heading1",
        "1. Mục đích": "heading2",
        "a) Nâng cao nhận thức của công chức, viên chức, người lao động trong Sở;": "numbered",
        "b) Tạo sự đồng thuận của người dân, doanh nghiệp.": "numbered",
        "2. Yêu cầu": "heading2",
        "Tuyên truyền thường xuyên, đúng trọng tâm.": "text",
        "II. NHIỆM VỤ": "heading1",
        "Bảng 3 dòng": "items",
        "III. TỔ CHỨC THỰC HIỆN": "heading1",
        "- Văn phòng Sở chủ trì;": "bullet",
        "+ phối hợp với các phòng;": "subbullet",
        "- Các đơn vị thực hiện.": "bullet",
        "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2027 của Sở./.": "closing",
        "Nơi nhận:": "printed",
        "- UBND tỉnh;": "recipient",
        "- Lưu: VT, VP.": "archive",
        "KT. GIÁM ĐỐC": "authority",
        "PHÓ GIÁM ĐỐC": "signing_title",
        "Phó giám đốc mẫu": "signer",
    }
    assert "Mọi đoạn trong tệp đều có chỗ." in text_of(page)


def test_a_correction_is_kept_shown_and_built(inside: World) -> None:
    client = as_(inside.drafter)
    address = uploaded(client, files.four_columns())
    choices = choices_of(client.get(address))
    line = next(name for name, role in choices.items() if role == "basis")
    column = next(name for name, kind in choices.items() if kind == "products")
    looked = client.post(
        address,
        {**FIELDS, **choices, line: "opening", column: "skip", "subject": "Trích yếu sửa", "viec": "xem"},
    )
    assert looked["Location"] == f"{address}#ket-qua"
    page = client.get(address)
    kept = choices_of(page)
    assert (kept[line], kept[column], page.context["form"]["subject"].value()) == (
        "opening",
        "skip",
        "Trích yếu sửa",
    )
    plan = made(client, address)
    words = to_snapshot(plan)
    assert (words["bases"], words["sections"][-1]["heading"]) == ([], UNPLACED)
    assert words["sections"][-1]["blocks"] == [
        {
            "text": "Dự kiến sản phẩm: - 24 tin, bài; - 02 phóng sự; - Báo cáo; - Biên bản; Báo cáo kết quả",
            "footnotes": [],
        }
    ]


def test_what_has_no_place_bars_submission_until_it_has(inside: World) -> None:
    client = as_(inside.drafter)
    address = uploaded(client, files.two_groups())
    choices = choices_of(client.get(address))
    line = next(name for name, role in choices.items() if role == "closing")
    plan = made(client, address, **{line: "unplaced"})
    sentence = f"Mục “{UNPLACED}” còn trong kế hoạch. Chuyển các đoạn trong mục này về đúng chỗ hoặc xóa đi."
    found = [finding for finding in checks.errors(to_snapshot(plan)) if finding.message == sentence]
    assert [finding.place for finding in found] == [("sections", 3)]
    plan.sections.get(heading=UNPLACED).delete()
    assert sentence not in [finding.message for finding in checks.errors(to_snapshot(plan))]
    assert (
        Beginning.objects.get(plan=plan).report["look"][0]["text"]
        == "1 đoạn chưa xếp được chỗ, đang ở mục cuối."
    )


def test_pressed_twice_it_is_one_draft(inside: World) -> None:
    client = as_(inside.drafter)
    address = uploaded(client, files.two_groups())
    first = made(client, address)
    again = client.post(address, {**FIELDS, "viec": "lap"})
    assert (again["Location"], client.get(address)["Location"]) == (f"{BASE}{first.pk}/soan/",) * 2
    assert Plan.objects.filter(uploads__isnull=False).count() == 1


def test_a_wrong_day_keeps_everything_and_makes_nothing(inside: World) -> None:
    client = as_(inside.drafter)
    address = uploaded(client, files.two_groups())
    before = Plan.objects.count()
    page = client.post(address, {**FIELDS, "period_to": "31/12/2026", "viec": "lap"})
    assert "Ngày kết thúc phải từ ngày bắt đầu (01/01/2027) trở đi." in text_of(page)
    assert (Plan.objects.count(), page.context["form"]["subject"].value()) == (before, FIELDS["subject"])


def workbook() -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "Bìa"
    made.active["A1"] = "Trang bìa"
    sheet = made.create_sheet("Bảng nội dung")
    for row in (["STT", "Nội dung", "Thời gian"], [1, "Đăng tin, bài", "Quý I"], [2, "Hội nghị", "Quý II"]):
        sheet.append(row)
    return files.saved(made)


def test_a_workbook_fills_the_table_of_the_usual_sections(inside: World) -> None:
    client = as_(inside.drafter)
    address = uploaded(client, workbook(), "bang.xlsx")
    looked = client.post(address, {**FIELDS, "sheet": "1", "viec": "xem"})
    assert parts_of(client.get(looked["Location"])) == {"Bảng 2 dòng": "items"}
    plan = made(client, address, sheet="1")
    words = to_snapshot(plan)
    assert [section["heading"] for section in words["sections"]] == [
        "Mục đích, yêu cầu",
        "Nội dung, hình thức tuyên truyền",
        "Kinh phí thực hiện",
        "Tổ chức thực hiện",
    ]
    rows = words["sections"][1]["blocks"][0]["items"]["groups"][0]["items"]
    assert [(row["content"], row["time"]["text"]) for row in rows] == [
        ("Đăng tin, bài", "Quý I"),
        ("Hội nghị", "Quý II"),
    ]
    assert Plan.objects.filter(subject=FIELDS["subject"]).count() == 1


WORDS = {
    "KẾ HOẠCH": "printed",
    "Tuyên truyền cải cách hành chính năm 2027": "subject",
    "Căn cứ Nghị quyết của Chính phủ;": "basis",
    "I. Mục đích": "heading1",
    "Nâng cao nhận thức, thực hiện tư tưởng phục vụ": "text",
}
ROWS = [
    ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian"],
    ["1", "Tuyên truyền cải cách hành chính", "Sở Nội vụ", "Quý II"],
    ["2", "Đối thoại với người dân, doanh nghiệp", "Văn phòng", "Cả năm"],
]
OLD_LETTERS = {
    "tcvn3": (".VnTime", ".VnTimeH", "TCVN3 (phông chữ .VnTime)", "C¨n cø NghÞ quyÕt cña ChÝnh phñ;"),
    "vni": ("VNI-Times", "VNI-Times", "VNI (phông chữ VNI-Times)", "Caên cöù Nghò quyeát cuûa Chính phuû;"),
}


def old(text: str, encoding: Encoding) -> str:
    """The same letters under other codes."""
    table = encodings.TABLES[encoding]
    back = {letter: code for code, letter in table.items() if code.isupper() == letter.isupper()}
    if encoding == "tcvn3":
        back = {letter: code for code, letter in table.items()}
    return "".join(back.get(letter, back.get(letter.lower(), letter)) for letter in text)


def in_old_letters(encoding: Encoding) -> bytes:
    """A Word file of before Unicode; TCVN3 shows capitals by their font."""
    small, capital, _, _ = OLD_LETTERS[encoding]
    document = docx.Document()
    for text in WORDS:
        by_font = text.isupper() and small != capital
        run = document.add_paragraph().add_run(old(text.lower() if by_font else text, encoding))
        run.font.name = capital if by_font else small
    files.filled(document, [[old(cell, encoding) for cell in row] for row in ROWS])
    return files.saved(document)


def a_book_in_old_letters(encoding: Encoding) -> bytes:
    """An Excel file of before Unicode."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append([old(cell, encoding) for cell in row])
    return files.saved(book)


def contents(plan: Plan) -> list[tuple[str, list[str], str]]:
    """The rows of the plan's only table."""
    tables = [block for section in to_snapshot(plan)["sections"] for block in section["blocks"]]
    rows = [
        row
        for block in tables
        for group in block.get("items", {}).get("groups", [])
        for row in group["items"]
    ]
    return [(row["content"], row["lead"], row["time"]["text"]) for row in rows]


CONVERTED = [
    ("Tuyên truyền cải cách hành chính", ["Sở Nội vụ"], "Quý II"),
    ("Đối thoại với người dân, doanh nghiệp", ["Văn phòng"], "Cả năm"),
]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_letters_are_recognised_said_and_converted_unless_told_otherwise(
    inside: World, encoding: Encoding
) -> None:
    _, _, label, as_it_was = OLD_LETTERS[encoding]
    client = as_(inside.drafter)
    address = uploaded(client, in_old_letters(encoding))
    page = client.get(address)
    assert f"Chữ trong tệp ở bảng mã {label}." in text_of(page)
    assert {words: part for words, part in parts_of(page).items() if words in WORDS} == WORDS
    client.post(address, {**FIELDS, "encoding": "", "bang-ma-da-doc": encoding, "viec": "xem"})
    assert as_it_was in parts_of(client.get(address))
    client.post(address, {**FIELDS, "encoding": encoding, "bang-ma-da-doc": "", "viec": "xem"})
    plan = made(client, address, **{"encoding": encoding, "bang-ma-da-doc": encoding})
    assert to_snapshot(plan)["bases"] == ["Căn cứ Nghị quyết của Chính phủ"]
    assert contents(plan) == CONVERTED


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_letters_that_are_set_to_show_as_capitals_are_read_so(inside: World, encoding: Encoding) -> None:
    document = docx.Document()
    document.add_paragraph().add_run(old("từ đẩy mạnh đến hoàn thành", encoding)).font.all_caps = True
    document.add_paragraph(old("Nâng cao nhận thức, thực hiện tư tưởng phục vụ", encoding))
    client = as_(inside.drafter)
    page = client.get(uploaded(client, files.saved(document)))
    assert next(iter(parts_of(page))) == "TỪ ĐẨY MẠNH ĐẾN HOÀN THÀNH"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_letters_of_a_workbook_are_said_and_converted(inside: World, encoding: Encoding) -> None:
    client = as_(inside.drafter)
    address = uploaded(client, a_book_in_old_letters(encoding), "ke-hoach.xlsx")
    page = client.get(address)
    assert f"Chữ trong tệp ở bảng mã {OLD_LETTERS[encoding][2]}." in text_of(page)
    plan = made(client, address, **{"encoding": encoding, "bang-ma-da-doc": encoding})
    assert contents(plan) == CONVERTED


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7", "ke-hoach.docx", "Tệp “ke-hoach.docx” là tệp PDF."),
        (b"", "trong.docx", "Tệp này không có nội dung."),
        (
            b"PK" + bytes(50 * 1024 * 1024),
            "nang.docx",
            "Tệp “nang.docx” nặng 50 MB; cổng nhận tệp nặng nhất 20 MB.",
        ),
        (b"PK torn", r"C:\Thư mục\hỏng.docx", "Tệp “hỏng.docx” bị hỏng nên không đọc được."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    inside: World, content: bytes, name: str, sentence: str
) -> None:
    page = as_(inside.drafter).post(HERE, sent(content, name))
    assert (page.status_code, sentence in text_of(page)) == (200, True)
    assert UploadedPlan.objects.count() == 0


def test_no_file_chosen_is_said(inside: World) -> None:
    assert "Chọn tệp: kế hoạch bằng Word hoặc Excel." in text_of(as_(inside.drafter).post(HERE, {}))


# --- who


def test_an_upload_is_its_owners_alone(inside: World) -> None:
    address = uploaded(as_(inside.drafter), files.two_groups())
    others = [inside.unit_head, inside.head, inside.stranger, inside.foreigner, inside.reviewer]
    for person in others:
        client = as_(person)
        assert [client.get(address).status_code, client.post(address, FIELDS).status_code] == [404, 404]
    assert Plan.objects.filter(uploads__isnull=False).count() == 0


def test_who_may_not_draft_may_not_upload(inside: World) -> None:
    for person in (inside.clerk, inside.head):
        assert as_(person).get(HERE).status_code == 409
        assert as_(person).post(HERE, sent(files.two_groups())).status_code == 409
    assert UploadedPlan.objects.count() == 0


def test_what_nobody_made_a_plan_of_is_forgotten_after_a_week(inside: World) -> None:
    client = as_(inside.drafter)
    old, used, fresh = (uploaded(client, files.two_groups()) for _ in range(3))
    plan = made(client, used)
    long_ago = timezone.now() - timedelta(days=8)
    UploadedPlan.objects.exclude(pk=int(fresh.split("/")[-2])).update(uploaded_at=long_ago)
    assert schedule.forget_uploads() == 1
    assert [client.get(address).status_code for address in (old, used, fresh)] == [404, 302, 200]
    assert (plan.uploads.count(), HistoryEvent.objects.about(plan).count()) == (1, 1)


def test_a_long_name_keeps_its_ending() -> None:
    assert importing.file_name("a/b/" + "x" * 300 + ".docx") == "x" * 245 + ".docx"
