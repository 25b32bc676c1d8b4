"""With what an agency signs, kept by its administrator: the key's name, the certificate on record, the picture (Điều 25, Điều 32)."""

from dataclasses import dataclass
from decimal import Decimal

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership, Post
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import storage
from cchc_portal.documents.models import SigningMeans
from cchc_portal.documents.signed.states import SigningWay
from plans.permissions import may_keep_means


@dataclass(frozen=True)
class Values:
    way: str
    key_name: str = ""
    picture: bytes = b""  # empty: the one in use stays
    width_mm: Decimal | None = None
    certificate: str = ""  # SHA-256; empty: the one on record stays
    holder: str = ""


def keep(agency: Agency, post: Post | None, values: Values, *, by: Membership) -> SigningMeans:
    require(may_keep_means(by, agency))
    means: SigningMeans = SigningMeans.objects.select_for_update(of=("self",)).filter(
        agency=agency, post=post
    ).first() or SigningMeans(agency=agency, post=post)
    means.way = values.way
    means.key_name = "" if values.way == SigningWay.OUTSIDE else values.key_name
    if values.picture:
        means.picture = storage.store(agency.province_id, values.picture)
    if values.certificate:
        means.certificate, means.holder = values.certificate, values.holder
    means.width_mm = values.width_mm
    means.save()
    record(means, "means_kept", by=by, way=means.way, key=means.key_name, picture=means.picture[:12])
    return means
