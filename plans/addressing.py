"""Which agency of the province a line of "Nơi nhận" names (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9)."""

import re
from collections.abc import Iterable

from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam import alphabet

_AIM = re.compile(r"\s*\([^()]*\)\s*$")  # (để b/c), (b/c): what they get it for


def agencies_of(plan_agency: Agency) -> list[Agency]:
    """Those that a paper of this agency can be sent to inside the portal."""
    others = Agency.objects.exclude(pk=plan_agency.pk).filter(closed_on__isnull=True)
    return list(others.select_related("province").in_order())


def agency_called(words: str, agencies: Iterable[Agency]) -> Agency | None:
    """``Sở Nội vụ (b/c)`` is Sở Nội vụ; no agency where two have the name."""
    wanted = alphabet.fold(_AIM.sub("", words).strip(" ;."))
    found = [agency for agency in agencies if alphabet.fold(agency.name) == wanted]
    return found[0] if len(found) == 1 else None
