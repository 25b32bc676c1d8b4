"""Opening what a person uploads: by its content, never by its name, and nothing of it before its size is known.

Each refusal is one sentence; macros, links and entities of a file are never followed.
"""

import io
import zipfile

from cchc_portal.agencies.packages import broken, locked, refuse_bomb, refuse_size
from plans.importing import excel, word
from plans.importing.refusal import Unreadable
from plans.importing.source import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_WORD = "Mở tệp bằng Word, chọn “Lưu dưới dạng” kiểu Word (.docx) rồi tải lên lại."
_SAVE_AS_EXCEL = "Mở tệp bằng Excel, chọn “Lưu dưới dạng” kiểu Excel (.xlsx) rồi tải lên lại."


def read(content: bytes, name: str) -> Source:
    """The text of a Word or Excel file; raises Unreadable with one sentence, and then nothing was read."""
    refuse_size(len(content), name)
    if not content.startswith(b"PK"):
        raise Unreadable(_other_format(content, name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            refuse_bomb(package, name)
            return _read_package(package, content, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable(broken(name)) from error
    except RuntimeError as error:  # zipfile's own word for an entry that wants a password
        raise Unreadable(locked(name)) from error


def _read_package(package: zipfile.ZipFile, content: bytes, name: str) -> Source:
    entries = set(package.namelist())
    if "word/document.xml" in entries:
        return word.read(package, name)
    if "xl/workbook.xml" in entries:
        return excel.read(package, content, name)
    if "xl/workbook.bin" in entries:
        raise Unreadable(f"Tệp “{name}” là Excel dạng nhị phân (.xlsb). {_SAVE_AS_EXCEL}")
    if "mimetype" in entries and package.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        raise Unreadable(
            f"Tệp “{name}” là định dạng OpenDocument. Lưu lại thành Word (.docx) hoặc Excel (.xlsx) rồi tải lên."
        )
    if "ppt/presentation.xml" in entries:
        raise Unreadable(
            f"Tệp “{name}” là bài trình chiếu PowerPoint; cổng nhận tệp Word (.docx), Excel (.xlsx)."
        )
    raise Unreadable(f"Tệp “{name}” không phải tệp Word (.docx) hoặc Excel (.xlsx).")


def _other_format(content: bytes, name: str) -> str:
    """What a file that is no package is, told from its first bytes."""
    if content.startswith(_OLE):
        return _old_office(content, name)
    if b"%PDF-" in content[:1024]:
        return f"Tệp “{name}” là tệp PDF. Cổng cần tệp Word (.docx) hoặc Excel (.xlsx) mà từ đó bản PDF được tạo."
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return f"Tệp “{name}” là định dạng RTF. {_SAVE_AS_WORD}"
    if start.startswith((b"<html", b"<!doctype html", b"mime-version:")):
        return f"Tệp “{name}” là trang web lưu lại. {_SAVE_AS_WORD}"
    return f"Tệp “{name}” không phải tệp Word (.docx) hoặc Excel (.xlsx)."


def _old_office(content: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return locked(name)
    if "WordDocument".encode("utf-16-le") in content:
        return f"Tệp “{name}” là định dạng Word cũ. {_SAVE_AS_WORD}"
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return f"Tệp “{name}” là định dạng Excel cũ. {_SAVE_AS_EXCEL}"
    return f"Tệp “{name}” không phải tệp Word (.docx) hoặc Excel (.xlsx)."
