"""Forged files, made from our own signed ones: incremental updates, moved byte ranges, vanished signatures, strangers' signatures.

After the published attacks on PDF signatures: incremental saving (ISA), signature wrapping (SWA), universal forgery (USF), shadow attacks.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.documents.signing import authority, signed
from tests.documents.verifying import forged_bytes
from tests.documents.verifying.forged_bytes import Forged

INK = b"BT /F1 40 Tf 100 400 Td (DA SUA) Tj ET 0 0 1 rg 100 300 200 50 re f"


def updated(content: bytes, change: Callable[[Any], None]) -> bytes:
    """An incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_page_content(content: bytes) -> bytes:
    return updated(content, _draw)


def _draw(writer: Any) -> None:
    stream = writer.add_object(generic.StreamObject(stream_data=INK))
    writer.add_stream_to_page(0, stream)


def _dictionary(**entries: Any) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{name}"): value for name, value in entries.items()})


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.FloatObject, values))


# --- incremental saving


def _annotate(kind: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        page, _ = writer.find_page_for_modification(0)
        note = _dictionary(
            Type=pdf_name("/Annot"),
            Subtype=pdf_name(kind),
            Rect=_numbers(50, 50, 400, 700),
            Contents=generic.pdf_string("Đã sửa"),
            F=generic.NumberObject(4),
        )
        added = writer.add_object(note)
        found = page.get_object()
        found["/Annots"] = generic.ArrayObject([*found.get("/Annots", []), added])
        writer.mark_update(page)

    return change


def _add_page(writer: Any) -> None:
    pages_ref = writer.root.raw_get("/Pages")
    pages = pages_ref.get_object()
    page = _dictionary(
        Type=pdf_name("/Page"), Parent=pages_ref, MediaBox=_numbers(0, 0, 595, 842), Resources=_dictionary()
    )
    pages["/Kids"].append(writer.add_object(page))
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.mark_update(pages_ref)


def _remove_page(writer: Any) -> None:
    pages_ref = writer.root.raw_get("/Pages")
    pages = pages_ref.get_object()
    pages["/Kids"] = generic.ArrayObject(list(pages["/Kids"])[1:])
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) - 1)
    writer.mark_update(pages_ref)


def _replace_contents(number: int) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        page, _ = writer.find_page_for_modification(number)
        page.get_object()["/Contents"] = writer.add_object(generic.StreamObject(stream_data=INK))
        writer.mark_update(page)

    return change


def _swap_fonts(writer: Any) -> None:
    page, _ = writer.find_page_for_modification(0)
    fonts = page.get_object()["/Resources"]["/Font"]
    names = list(fonts)
    first, second = fonts.raw_get(names[0]), fonts.raw_get(names[1])
    fonts[names[0]], fonts[names[1]] = second, first
    writer.update_container(fonts)


def _metadata(writer: Any) -> None:
    stream = generic.StreamObject(_dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")), b"<x/>")
    writer.root["/Metadata"] = writer.add_object(stream)
    writer.update_root()


def _script(writer: Any) -> None:
    writer.root["/OpenAction"] = _dictionary(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert(1)"))
    writer.update_root()


def _attachment(writer: Any) -> None:
    writer.root["/AF"] = generic.ArrayObject()
    writer.update_root()


def _root(**entries: Any) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        for name, value in entries.items():
            writer.root[f"/{name}"] = value
        writer.update_root()

    return change


def _field(number: int, act: Callable[[Any, Any], None]) -> Callable[[Any], None]:
    """Change the field, or its signature dictionary."""

    def change(writer: Any) -> None:
        reference = writer.root["/AcroForm"]["/Fields"].raw_get(number)
        act(writer, reference)

    return change


def _move_widget(writer: Any, reference: Any) -> None:
    reference.get_object()["/Rect"] = _numbers(0, 0, 595, 842)
    writer.mark_update(reference)


def _new_appearance(writer: Any, reference: Any) -> None:
    form = generic.StreamObject(
        _dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=_numbers(0, 0, 100, 100)), INK
    )
    reference.get_object()["/AP"] = _dictionary(N=writer.add_object(form))
    writer.mark_update(reference)


def _forget_value(writer: Any, reference: Any) -> None:
    del reference.get_object()["/V"]
    writer.mark_update(reference)


def _other_type(writer: Any, reference: Any) -> None:
    reference.get_object()["/FT"] = pdf_name("/Tx")
    writer.mark_update(reference)


def _signature(key: str, value: Any) -> Callable[[Any, Any], None]:
    def act(writer: Any, reference: Any) -> None:
        target = reference.get_object().raw_get("/V")
        found = target.get_object()
        if value is None:
            found.pop(key, None)
        else:
            found[key] = value
        writer.mark_update(target)

    return act


UPDATES: dict[str, Callable[[Any], None]] = {
    "nội dung trang": _draw,
    "ghi chú Text": _annotate("/Text"),
    "ghi chú FreeText": _annotate("/FreeText"),
    "ghi chú Stamp": _annotate("/Stamp"),
    "ghi chú Square": _annotate("/Square"),
    "ghi chú Link": _annotate("/Link"),
    "thêm trang": _add_page,
    "bớt trang": _remove_page,
    "thay nội dung trang 1": _replace_contents(0),
    "thay nội dung trang 3": _replace_contents(2),
    "đổi phông": _swap_fonts,
    "thay metadata": _metadata,
    "kịch bản": _script,
    "bớt tệp đính kèm": _attachment,
    "không có biểu mẫu": _root(AcroForm=_dictionary(Fields=generic.ArrayObject())),
    "lớp ẩn": _root(OCProperties=_dictionary(OCGs=generic.ArrayObject(), D=_dictionary())),
    "trang khác khi mở": _root(PageLayout=pdf_name("/TwoPageLeft")),
    "cây trang khác": _root(
        Pages=_dictionary(Type=pdf_name("/Pages"), Kids=generic.ArrayObject(), Count=generic.NumberObject(0))
    ),
    "dời chữ ký 1": _field(0, _move_widget),
    "dời chữ ký 2": _field(1, _move_widget),
    "hình chữ ký khác 1": _field(0, _new_appearance),
    "hình chữ ký khác 2": _field(1, _new_appearance),
    "bỏ chữ ký 1": _field(0, _forget_value),
    "bỏ chữ ký 2": _field(1, _forget_value),
    "chữ ký 1 thành ô chữ": _field(0, _other_type),
    "chữ ký 2 thành ô chữ": _field(1, _other_type),
}
for _number in (0, 1):
    for _name, _key, _value in (
        ("SubFilter lạ", "/SubFilter", pdf_name("/adbe.x509.rsa_sha1")),
        ("SubFilter không tên", "/SubFilter", pdf_name("/Khong.co")),
        ("không SubFilter", "/SubFilter", None),
        ("Type lạ", "/Type", pdf_name("/Khong")),
        ("Type dấu thời gian", "/Type", pdf_name("/DocTimeStamp")),
        ("không Type", "/Type", None),
        ("ByteRange rỗng", "/ByteRange", generic.ArrayObject()),
        ("ByteRange 0", "/ByteRange", _numbers(0, 0, 0, 0)),
        ("ByteRange âm", "/ByteRange", generic.ArrayObject(map(generic.NumberObject, (0, -1, 5, 10)))),
        (
            "ByteRange lớn",
            "/ByteRange",
            generic.ArrayObject(map(generic.NumberObject, (0, 10**9, 2 * 10**9, 10**9))),
        ),
        ("ByteRange null", "/ByteRange", generic.NullObject()),
        ("không ByteRange", "/ByteRange", None),
        ("Contents rỗng", "/Contents", generic.ByteStringObject(b"")),
        ("Contents 0", "/Contents", generic.ByteStringObject(b"\0" * 64)),
        ("Contents rác", "/Contents", generic.ByteStringObject(b"\x30\x82\x01\x01rac")),
        ("không Contents", "/Contents", None),
        ("Contents null", "/Contents", generic.NullObject()),
        ("giờ ký khác", "/M", generic.pdf_string("D:20200101000000Z")),
        ("lý do thêm vào", "/Reason", generic.pdf_string("Lý do khác")),
    ):
        UPDATES[f"{_name} {_number + 1}"] = _field(_number, _signature(_key, _value))


def by_updates(content: bytes) -> Iterator[Forged]:
    for name, change in UPDATES.items():
        yield f"cập nhật: {name}", updated(content, change)


# --- rewritten, and signed by others


def rewritten(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def by_strangers() -> Iterator[Forged]:
    for name, holder in {
        "tự cấp trùng tên": authority.twin(),
        "tổ chức lạ": authority.unknown(),
        "hết hạn": authority.expired(),
        "chưa hiệu lực": authority.not_yet(),
        "bị thu hồi": authority.revoked(),
        "sai mục đích": authority.wrong_purpose(),
    }.items():
        one = signed.by_person(holder)
        yield f"người ký: {name}", signed.by_agency(one)
        yield f"người và cơ quan: {name}", signed.by_agency(one, holder)
        yield f"cơ quan: {name}", signed.by_agency(signed.person_only(), holder)
    future = signed.now() + timedelta(days=30)
    yield "giờ ký ở tương lai", signed.by_agency(signed.by_person(authority.person(), future))
    yield (
        "giờ ký trước chứng thư",
        signed.by_agency(signed.by_person(authority.person(), signed.now() - timedelta(days=4000))),
    )
    yield "sai thứ tự", signed.by_agency(signed.by_person(authority.agency()), authority.person())
    yield "một người ký hai lần", signed.by_agency(signed.person_only(), authority.person())
    yield "chữ ký thứ ba", signed.third(signed.issued(), authority.person())
    yield "chữ ký thứ ba của kẻ lạ", signed.third(signed.issued(), authority.twin())
    yield "SHA-1", signed.with_sha1()


def corpus() -> Iterator[Forged]:
    content = signed.issued()
    yield from by_updates(content)
    yield from forged_bytes.by_ranges(content)
    yield from forged_bytes.by_holes(content)
    yield from forged_bytes.by_wrapping(content)
    yield from forged_bytes.by_tails(content)
    yield from forged_bytes.by_cuts(content)
    yield from forged_bytes.by_flips(content)
    yield from by_strangers()
    yield "ghi lại", rewritten(content)
    yield "sửa trước khi cơ quan ký", signed.by_agency(with_page_content(signed.person_only()))
    yield "ghi chú trước khi cơ quan ký", signed.by_agency(updated(signed.person_only(), _annotate("/Text")))
    yield "thêm trang trước khi cơ quan ký", signed.by_agency(updated(signed.person_only(), _add_page))
    yield "chưa ai ký", signed.made().content
