"""A Word file (.docx, .docm) as paragraphs and tables; what stands outside the flow is kept aside, so that nothing is lost."""

import re
import zipfile
from collections.abc import Iterator

from plans.importing import xml
from plans.importing.refusal import Unreadable
from plans.importing.source import Aside, Sheet, Source
from plans.importing.word import numbering, styles
from plans.importing.word.body import Reader
from plans.importing.word.names import Element, w

MOST_PARTS = 3000
_EDGES = re.compile(r"word/(header|footer)\d*\.xml")
_PAGE_NUMBER = re.compile(r"[\d\s/|-]*|(?:trang|page)[\d\s/|-]*", re.IGNORECASE)
MACROS = "Tệp có macro. Cổng chỉ đọc phần chữ, macro không được chạy và không được giữ lại."
TRACKED = "Tệp có theo dõi sửa đổi: chữ đã chèn được giữ, chữ đã xóa được bỏ."


def read(package: zipfile.ZipFile, name: str) -> Source:
    document = xml.part(package, "word/document.xml", name)
    body = document.find(w("body")) if document is not None else None
    if body is None:
        raise Unreadable(f"Tệp “{name}” không phải tệp Word (.docx) thông thường nên cổng không đọc được.")
    reader = Reader(
        styles.read(xml.part(package, "word/styles.xml", name)),
        numbering.read(xml.part(package, "word/numbering.xml", name)),
    )
    for kind in ("footnote", "endnote"):
        reader.notes |= _notes(reader, xml.part(package, f"word/{kind}s.xml", name), kind)
    parts = tuple(reader.parts(body))
    if not parts and not reader.asides:
        raise Unreadable(f"Tệp “{name}” không có chữ nào.")
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"Tệp “{name}” có {len(parts)} đoạn; cổng nhận nhiều nhất {MOST_PARTS} đoạn.")
    asides = [*reader.asides, *_edges(reader, package, name), *_comments(reader, package, name)]
    notes = tuple(_sentences(reader, package))
    return Source("word", (Sheet("", parts),), tuple(dict.fromkeys(asides)), notes)


def _notes(reader: Reader, root: Element | None, kind: str) -> dict[tuple[str, str], str]:
    """Footnotes by their id; the two that only draw a line say nothing."""
    if root is None:
        return {}
    return {
        (kind, note.get(w("id")) or ""): "\n".join(reader.lines(note))
        for note in root.findall(w(kind))
        if note.get(w("type")) in (None, "normal")
    }


def _edges(reader: Reader, package: zipfile.ZipFile, name: str) -> Iterator[Aside]:
    for path in sorted(filter(_EDGES.fullmatch, package.namelist())):
        root = xml.part(package, path, name)
        lines = reader.lines(root) if root is not None else []
        for line in lines:
            if not _PAGE_NUMBER.fullmatch(line):
                yield Aside("Đầu trang" if "header" in path else "Chân trang", line)


def _comments(reader: Reader, package: zipfile.ZipFile, name: str) -> Iterator[Aside]:
    root = xml.part(package, "word/comments.xml", name)
    comments = root.findall(w("comment")) if root is not None else []
    for comment in comments:
        text = "\n".join(reader.lines(comment))
        if text:
            yield Aside("Ghi chú bên lề", text)


def _sentences(reader: Reader, package: zipfile.ZipFile) -> Iterator[str]:
    entries = package.namelist()
    if any(path.endswith("vbaProject.bin") for path in entries):
        yield MACROS
    if reader.tracked:
        yield TRACKED
    if reader.pictures:
        yield f"Tệp có {reader.pictures} hình hoặc đối tượng nhúng; cổng không nhập hình."
    if any(path.startswith("word/afchunk") for path in entries):
        yield "Tệp có phần nhúng từ tệp khác mà cổng không đọc được."
