"""What an upload must not be: each is refused in one sentence, before anything of it is kept."""

import io
import struct
import zipfile

import docx
import openpyxl
import pytest

from plans.importing import opening
from plans.importing.refusal import Unreadable
from tests.plans.importing import files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
SAVE_AS_WORD = "Mở tệp bằng Word, chọn “Lưu dưới dạng” kiểu Word (.docx) rồi tải lên lại."
SAVE_AS_EXCEL = "Mở tệp bằng Excel, chọn “Lưu dưới dạng” kiểu Excel (.xlsx) rồi tải lên lại."
BROKEN = "Tệp “x” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại."


def refusal(content: bytes, name: str = "x") -> str:
    with pytest.raises(Unreadable) as caught:
        opening.read(content, name)
    return str(caught.value)


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/"), part)
    return stream.getvalue()


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp “x” không có nội dung."),
        (
            b"%PDF-1.7 ...",
            "Tệp “x” là tệp PDF. Cổng cần tệp Word (.docx) hoặc Excel (.xlsx) mà từ đó bản PDF được tạo.",
        ),
        (OLE + utf16("WordDocument"), f"Tệp “x” là định dạng Word cũ. {SAVE_AS_WORD}"),
        (OLE + utf16("Workbook"), f"Tệp “x” là định dạng Excel cũ. {SAVE_AS_EXCEL}"),
        (OLE + utf16("EncryptedPackage"), "Tệp “x” được đặt mật khẩu. Bỏ mật khẩu của tệp rồi tải lên lại."),
        (OLE, "Tệp “x” không phải tệp Word (.docx) hoặc Excel (.xlsx)."),
        (b"{\\rtf1 abc}", f"Tệp “x” là định dạng RTF. {SAVE_AS_WORD}"),
        (b"<html><body>abc", f"Tệp “x” là trang web lưu lại. {SAVE_AS_WORD}"),
        (b"\x89PNG\r\n", "Tệp “x” không phải tệp Word (.docx) hoặc Excel (.xlsx)."),
        (b"PK\x03\x04 torn", BROKEN),
        (packed(readme=b"abc"), "Tệp “x” không phải tệp Word (.docx) hoặc Excel (.xlsx)."),
        (
            packed(ppt__presentation=b"", **{"ppt__presentation.xml": b"<a/>"}),
            "Tệp “x” là bài trình chiếu PowerPoint; cổng nhận tệp Word (.docx), Excel (.xlsx).",
        ),
        (packed(**{"xl__workbook.bin": b""}), f"Tệp “x” là Excel dạng nhị phân (.xlsb). {SAVE_AS_EXCEL}"),
        (
            packed(mimetype=b"application/vnd.oasis.opendocument.text"),
            "Tệp “x” là định dạng OpenDocument. Lưu lại thành Word (.docx) hoặc Excel (.xlsx) rồi tải lên.",
        ),
        (packed(**{"word__document.xml": b"<torn"}), BROKEN),
        (
            packed(**{"word__document.xml": b"<a/>"}),
            "Tệp “x” không phải tệp Word (.docx) thông thường nên cổng không đọc được.",
        ),
        (packed(**{"xl__workbook.xml": b"<torn"}), BROKEN),
        (files.saved(docx.Document()), "Tệp “x” không có chữ nào."),
    ],
)
def test_a_file_of_another_kind_is_named_by_what_it_is(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_renamed_file_is_known_by_its_content() -> None:
    assert refusal(b"%PDF-1.4", "ke-hoach.docx").startswith("Tệp “ke-hoach.docx” là tệp PDF.")
    assert opening.read(files.two_groups(), "ke-hoach.pdf").kind == "word"


def test_fifty_megabytes_are_refused_by_their_size_alone() -> None:
    assert refusal(b"PK" + bytes(50 * 1024 * 1024)) == "Tệp “x” nặng 50 MB; cổng nhận tệp nặng nhất 20 MB."


BOMB = "Tệp “x” giải nén ra quá lớn nên cổng không mở."


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert refusal(packed(**{"word__document.xml": bytes(60 * 1024 * 1024)})) == BOMB
    crowd = {f"word__{number}.xml": b"" for number in range(2001)}
    assert refusal(packed(**crowd)) == BOMB


def test_an_entry_that_lies_about_its_size_is_broken() -> None:
    """The list says 10 bytes where there are a million."""
    content = packed(**{"word__document.xml": b" " * 1_000_000})
    lying = content.replace(struct.pack("<L", 1_000_000), struct.pack("<L", 10))
    assert refusal(lying) == BROKEN


def test_a_package_with_a_password_says_so() -> None:
    content = bytearray(packed(**{"word__document.xml": b"<a/>"}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == "Tệp “x” được đặt mật khẩu. Bỏ mật khẩu của tệp rồi tải lên lại."


def test_external_entities_are_impossible() -> None:
    document = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&e;</w:body></w:document>"""
    content = files.repacked(files.two_groups(), {"word/document.xml": document})
    assert refusal(content) == "Tệp “x” có khai báo không an toàn nên cổng không mở."


def test_macros_are_left_behind_and_said_so() -> None:
    content = files.repacked(files.two_groups(), {"word/vbaProject.bin": b"Sub AutoOpen()"})
    read = opening.read(content, "ke-hoach.docm")
    assert read.notes == (
        "Tệp có macro. Cổng chỉ đọc phần chữ, macro không được chạy và không được giữ lại.",
    )
    assert read.sheets == opening.read(files.two_groups(), "x").sheets


def test_two_cells_in_far_corners_are_not_read_as_a_vast_sheet() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Nội dung", "x"
    sentence = "Tệp “x” có ô dữ liệu nằm quá xa (dòng 1048576, cột 16384) nên cổng không mở."
    assert refusal(files.saved(book)) == sentence
