"""Whether a file is a copy that an agency has made on the portal (Nghị định 30/2020/NĐ-CP, Điều 26): of which document, and what that is
worth today."""

from dataclasses import dataclass

from cchc_portal.documents import looking_up
from cchc_portal.documents.copies import copying
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import DocumentCopy
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first


@dataclass(frozen=True)
class KnownCopy:
    """What is told of it; `in_force` is false where it has no worth of its own, or its document has none any more."""

    headline: str
    sentences: tuple[str, ...]
    in_force: bool


def known(digest: str) -> KnownCopy | None:
    """From outside every province, by the hash of the whole file alone."""
    for province_id in looking_up.provinces():
        with looking_up.inside(province_id):
            copy = copy_files.of_file(digest)
            if copy is not None:
                return _told(copy)
    return None


def _told(copy: DocumentCopy) -> KnownCopy:
    standing = looking_up.standing_of(copy.original)
    number = f" số {copy.symbol}" if copy.symbol else ""
    agency = copy.agency.profile_on(copy.made_on).name
    worth, valid = _worth(copy)
    gone = "" if standing.in_force else f"Văn bản được sao {standing}. "
    return KnownCopy(
        f"{gone}Tệp này là {lower_first(copy.type_name)}{number} do {agency} tạo ngày {dates.short_date(copy.made_on)}.",
        (f"Văn bản được sao: {copying.described(copy.original)}, {standing}.", worth),
        valid and standing.in_force,
    )


def _worth(copy: DocumentCopy) -> tuple[str, bool]:
    if not copy.is_electronic:
        return "Bản sao có giá trị là bản giấy đã ký và đóng dấu của cơ quan sao.", True
    signature = copy_files.signature_of(copy)
    if signature is None or not signature.is_done:
        return "Bản sao điện tử này chưa được cơ quan sao ký số nên chưa có giá trị.", False
    return "Bản sao điện tử được cơ quan sao ký số; tệp trùng từng byte với tệp được lưu trên cổng.", True
