"""The acts of signing a document: the person, then the agency, then each appendix that is a file of its own; or the agency on a copy
(Nghị định 30/2020/NĐ-CP, Điều 32.2.d; Phụ lục I, phần I mục II.7.d, II.8 và phần II mục I.3)."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from cchc_portal.documents.paper.parts import Place

from . import corners, geometry, stamps
from .answers import SigningError
from .deferred import Field, NotPrepared, Prepared, prepare
from .pictures import Picture

PERSON, AGENCY = "nguoi-ky", "co-quan"
PERSON_LABEL = "Chữ ký của người có thẩm quyền"
AGENCY_LABEL = "Chữ ký của cơ quan ban hành văn bản"
COPY, COPY_LABEL = "co-quan-sao", "Chữ ký của cơ quan sao văn bản"
USUAL_RATIO = 2.0  # of a signature that shows no picture


class OutOfTurn(SigningError):
    """The agency's key is used only after the person has signed."""


def prepare_person(
    content: bytes,
    place: Place,
    picture: Picture,
    certificates: Sequence[bytes],
    when: datetime,
    *,
    field: str = PERSON,
    timestamped: bool = False,
) -> Prepared:
    """The blue signature between title and name. `field`: another name for the second signer of a joint document."""
    where = geometry.signature_rect(place, picture.ratio)
    shown = Field(field, PERSON_LABEL, place.page, where, stamps.of_picture(picture))
    return prepare(content, shown, certificates, when, timestamped=timestamped)


def prepare_agency(
    content: bytes,
    place: Place,
    picture: Picture,
    width_mm: float,
    certificates: Sequence[bytes],
    when: datetime,
    *,
    field: str = AGENCY,
    timestamped: bool = False,
) -> Prepared:
    """The red seal in its real size over the left third of the person's signature."""
    signature = _signature_at(content, place)
    where = geometry.seal_rect(signature, width_mm, width_mm / picture.ratio)
    shown = Field(field, AGENCY_LABEL, place.page, where, stamps.of_picture(picture))
    return prepare(content, shown, certificates, when, timestamped=timestamped)


def prepare_appendix(
    content: bytes,
    number_line: str,
    certificates: Sequence[bytes],
    when: datetime,
    *,
    timestamped: bool = False,
) -> Prepared:
    """The agency on an appendix that is a file of its own: number and time in the upper right corner, no picture.

    It may bear signatures already, even one of ours where it was issued before.
    """
    shown = _free_name(content, AGENCY), AGENCY_LABEL
    return _prepare_line(content, shown, number_line, certificates, when, timestamped=timestamped)


def prepare_copy(
    content: bytes,
    words: str,
    certificates: Sequence[bytes],
    when: datetime,
    *,
    timestamped: bool = False,
) -> Prepared:
    """The agency on an electronic copy (box 14, Mẫu 3.2): form of copy, agency and time in the same corner, no picture."""
    return _prepare_line(content, (COPY, COPY_LABEL), words, certificates, when, timestamped=timestamped)


def _prepare_line(
    content: bytes,
    shown: tuple[str, str],
    words: str,
    certificates: Sequence[bytes],
    when: datetime,
    *,
    timestamped: bool,
) -> Prepared:
    reference, _ = _read(content).find_page_for_modification(0)
    page = reference.get_object()
    stamp, width, height = stamps.of_line(stamps.time_line(words, when), corners.turn_of(page))
    where = corners.corner_of(page, width, height)
    field = Field(*shown, 1, where, stamp)
    return prepare(content, field, certificates, when, timestamped=timestamped)


def _free_name(content: bytes, wanted: str) -> str:
    taken = {name for name, *_ in enumerate_sig_fields(_read(content))}
    return next(name for name in _names(wanted) if name not in taken)


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{count}" for count in itertools.count(2))


def _signature_at(content: bytes, place: Place) -> geometry.Rect:
    """Where the person's signature is seen; one that shows nothing is taken to stand where it should."""
    reader = _read(content)
    signed = reader.embedded_regular_signatures
    if not signed:
        raise OutOfTurn("Người có thẩm quyền chưa ký số; chữ ký số của cơ quan chỉ được ký sau.")
    page, _ = reader.find_page_for_modification(place.page - 1)
    for signature in reversed(signed):
        widget = signature.sig_field
        seen = geometry.Rect(*(float(value) for value in widget["/Rect"]))
        on_page = "/P" in widget and widget.raw_get("/P").reference == page.reference
        if on_page and seen.width > geometry.MM and seen.meets(geometry.space(place)):
            return seen
    return geometry.signature_rect(place, USUAL_RATIO)


def _read(content: bytes) -> PdfFileReader:
    try:
        return PdfFileReader(BytesIO(content))
    except (PdfError, ValueError) as error:
        raise NotPrepared("Tệp chờ ký bị hỏng, không đọc được.") from error
