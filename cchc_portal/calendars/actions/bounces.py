"""An address that takes no letters becomes a task of the agency's administrator."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars.models import Delivery
from cchc_portal.calendars.permissions import may_keep_log
from cchc_portal.calendars.states import Outcome

from .notices import notify_post_holders

LATELY = timedelta(days=14)  # a server that gives up reports it within days


def bounced(delivery: Delivery, detail: str) -> None:
    """The address is not written to again until somebody has looked into it."""
    delivery.state, delivery.detail = Outcome.BOUNCED, detail[:300]
    delivery.save(update_fields=["state", "detail"])
    where = {"province": delivery.province.slug, "agency": delivery.agency.slug}
    text = f"Thư nhắc gửi {delivery.user} không đến được địa chỉ {delivery.address}. Kiểm tra và sửa địa chỉ."
    notify_post_holders(
        delivery.agency, Role.AGENCY_ADMIN, text, reverse("calendars:deliveries", kwargs=where)
    )


def take_bounce(address: str, detail: str) -> bool:
    """What the mail server reports later, of the entered province; whether it was about a letter of ours."""
    since = timezone.now() - LATELY
    found = Delivery.objects.filter(address__iexact=address, at__gte=since).exclude(state=Outcome.BOUNCED)
    delivery = found.select_related("agency", "user", "province").order_by("-at", "-id").first()
    if delivery is None:
        return False
    bounced(delivery, detail)
    return True


def settle(delivery: Delivery, *, by: Membership) -> None:
    """The address was looked into; letters go there again."""
    require(may_keep_log(by, delivery.agency))
    done = Delivery.objects.unsettled().filter(user=delivery.user_id, address=delivery.address)
    if not done.update(settled_at=timezone.now()):
        raise Refused("Địa chỉ này đã được xử lý trước đó.")
    history.record(delivery, "settle_bounce", by=by, mailbox=delivery.address)
