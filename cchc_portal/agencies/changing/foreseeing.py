"""Everything that a change will do, in sentences, before anybody confirms it."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from cchc_portal.agencies.models import Agency, AgencyChange, AgencySuccession
from cchc_portal.agencies.signals import succession_foreseen
from cchc_portal.vietnam import dates

from .inheriting import people_of, units_of
from .terms import Heir, Terms, agencies_below, ending, heirs, subjects, terms_of

Kind = AgencySuccession.Kind


def sentences(change: AgencyChange) -> list[str]:
    terms = terms_of(change)
    return [*_about_the_day(change), *_about_agencies(change, terms), *_about_papers(change, terms)]


def _about_the_day(change: AgencyChange) -> Iterator[str]:
    day, today = dates.short_date(change.effective_on), timezone.localdate()
    adopted = dates.short_date(change.adopted_on)
    yield f"Theo {change.legal_document}, ban hành ngày {adopted}."
    if change.effective_on > today:
        yield f"Cổng tự thực hiện vào ngày {day}; trước ngày đó hủy được."
    else:
        yield f"Ngày hiệu lực {day} đã đến: cổng thực hiện ngay khi xác nhận và không hủy được."


def _about_agencies(change: AgencyChange, terms: Terms) -> Iterator[str]:
    day = dates.short_date(change.effective_on)
    found = subjects(terms)
    if change.kind == Kind.RENAME:
        new = terms.new[0]
        yield f"Từ ngày {day}, {found[0].name} mang tên {new.name}, ký hiệu {new.symbol}; văn bản mới in tên mới."
        yield "Người dùng, kế hoạch, nghĩa vụ báo cáo của cơ quan giữ nguyên."
        return
    for heir in heirs(terms):
        if heir.new:
            yield f"{heir.name} được lập từ ngày {day}, ký hiệu {heir.new.symbol}."
    for agency in ending(change, terms):
        yield f"{agency.name} kết thúc hoạt động từ ngày {day}; trang và văn bản của cơ quan giữ nguyên để tra cứu."
    taking = taking_papers(terms)
    for agency in ending(change, terms):
        below = [each.name for each in agencies_below(agency, change.effective_on)]
        if below and taking is not None:
            yield f"Trực thuộc {taking.name} từ ngày {day}: {', '.join(below)}."
    for agency in found:
        yield from _about_people(change, terms, agency)


def _about_people(change: AgencyChange, terms: Terms, agency: Agency) -> Iterator[str]:
    day = dates.short_date(change.effective_on)
    count = people_of(agency, change.effective_on)
    leaves = change.kind == Kind.ABOLISH or (change.kind == Kind.MERGE and agency.pk != terms.heir)
    if leaves and not count:
        yield f"{agency.name} không có người nào giữ vị trí vào ngày {day}."
    elif change.kind == Kind.ABOLISH:
        yield f"{count} người của {agency.name} thôi giữ vị trí từ ngày {day}; việc giao ký thay kết thúc."
    elif leaves:
        yield f"{count} người của {agency.name} giữ vị trí cùng tên tại {heirs(terms)[0].name} từ ngày {day}."
    elif change.kind == Kind.SPLIT:
        for number, heir in enumerate(heirs(terms)):
            names = [unit.name for unit in units_of(agency) if terms.units.get(str(unit.pk), 0) == number]
            if terms.units.get("", 0) == number:
                names.append("các vị trí không thuộc đơn vị nào")
            stays = heir.agency is not None
            if names:
                verb = "Ở lại" if stays else "Chuyển về"
                yield f"{verb} {heir.name}: {', '.join(names)}."


def _about_papers(change: AgencyChange, terms: Terms) -> Iterator[str]:
    yield "Văn bản đã ban hành giữ nguyên tên cơ quan, số và chữ ký."
    for agency in ending(change, terms):
        heir = taking_papers(terms)
        if heir is not None:
            yield f"Kế hoạch đã ban hành của {agency.name} mang tên cũ; người của {heir.name} xem được và báo cáo tiếp."
        foreseen = succession_foreseen.send(
            Agency,
            predecessor=agency,
            successor=heir.agency if heir else None,
            successor_name=heir.name if heir else "",
            effective_on=change.effective_on,
        )
        for _, said in foreseen:
            yield from said or ()


def taking_papers(terms: Terms) -> Heir | None:
    """Who takes over plans and obligations; nobody where the agency is abolished."""
    found = heirs(terms)
    return found[min(terms.papers, len(found) - 1)] if found else None


def handover_day(effective_on: date) -> date:
    """People change posts no earlier than the day on which the portal learns of it."""
    return max(effective_on, timezone.localdate())
