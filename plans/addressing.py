"""Which agency of the province a line of "Nơi nhận" names (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9)."""

from collections.abc import Sequence

from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam import recipients


def agencies_of(plan_agency: Agency) -> list[Agency]:
    """Those that a paper of this agency can be sent to inside the portal."""
    others = Agency.objects.exclude(pk=plan_agency.pk).filter(closed_on__isnull=True)
    return list(others.select_related("province").in_order())


def agency_called(words: str, agencies: Sequence[Agency]) -> Agency | None:
    """``UBND thành phố (để b/c)`` is the committee of that city; no agency where the words may mean two."""
    if not agencies:
        return None
    which = recipients.meant(words, [agency.name for agency in agencies], agencies[0].province.full_name)
    return None if which is None else agencies[which]
