"""XML of an office package: no document type, no entity, no network, no file beside it."""

import zipfile

from lxml import etree
from lxml.etree import _Element as Element

from plans.importing.refusal import Unreadable

MOST_BYTES = 20 * 1024 * 1024


def part(package: zipfile.ZipFile, path: str, name: str) -> Element | None:
    """A part's root, or None where the package has none of that name."""
    if path not in package.namelist():
        return None
    if package.getinfo(path).file_size > MOST_BYTES:
        raise Unreadable(f"Tệp “{name}” có phần văn bản quá lớn nên cổng không mở.")
    return parse(package.read(path), name)


def parse(content: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"Tệp “{name}” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"Tệp “{name}” có khai báo không an toàn nên cổng không mở.")
    return root
