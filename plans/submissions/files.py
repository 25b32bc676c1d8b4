"""Files that are handed in: PDF or Word, told by their content and never by their name; nothing else is kept."""

import io
import zipfile

from cchc_portal.agencies.packages import broken, refuse_bomb
from cchc_portal.documents.attached import attaching
from plans.importing.refusal import Unreadable

PDF, DOCX = ".pdf", ".docx"
ACCEPT = f"{PDF},{DOCX}"
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NEITHER = "Tệp “{name}” không phải PDF hoặc Word (.docx). Lưu lại thành một trong hai loại này rồi tải lên."


class NotTaken(Exception):
    """The file cannot be handed in; the sentences for the person."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def judged(content: bytes, name: str) -> str:
    """The name under which it is kept, with the ending of what it is; raises NotTaken."""
    if content.startswith(b"PK"):
        _refuse_unless_word(content, name)
        return _named(name, DOCX)
    if b"%PDF-" not in content[:1024]:
        raise NotTaken(NEITHER.format(name=name))
    try:
        attaching.judged(content)
    except attaching.NotAttachable as refusal:
        raise NotTaken(*refusal.sentences) from refusal
    return _named(name, PDF)


def _refuse_unless_word(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            refuse_bomb(package, name)
            if "word/document.xml" not in package.namelist():
                raise NotTaken(NEITHER.format(name=name))
    except Unreadable as error:
        raise NotTaken(str(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise NotTaken(broken(name)) from error


def _named(name: str, ending: str) -> str:
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return f"{stem[:190]}{ending}"
