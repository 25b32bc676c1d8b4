"""Pages of plans, asked for by one person or another and read as they read them."""

import re
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal.agencies.models import Membership
from plans.models import Plan

BASE = "/dong-nai/so-tai-chinh/ke-hoach/"
DOOR = 4  # session, user, province, posts


def as_(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def text_of(response: Any) -> str:
    """The page as a reader sees it."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def queries(client: Client, address: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200
    ours = (
        "SAVEPOINT",
        "RELEASE",
        "SELECT set_config",
    )  # the test's own transaction and province around the request
    return sum(not query["sql"].startswith(ours) for query in captured)


def fields_of(response: Any) -> dict[str, Any]:
    """What the form on the page would send."""
    form = response.context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is True:
            sent[bound.html_name] = "on"
        elif value not in (None, False):
            shown = bound.field.prepare_value(value)
            sent[bound.html_name] = (
                shown if isinstance(shown, list) else bound.field.widget.format_value(shown) or ""
            )
    return sent


def editor(plan: Plan) -> str:
    return f"{BASE}{plan.pk}/soan/"
