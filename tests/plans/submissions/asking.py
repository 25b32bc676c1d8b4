"""The pages of handing in and of reviewing: their addresses, who asks for them, how much they ask."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal.agencies.models import Membership
from plans.models import Submission
from tests.plans.submissions.handing import hand_in
from tests.world import World, entered

OWN = "/dong-nai/so-tai-chinh/gui-so-noi-vu/"


DESK = "/dong-nai/so-noi-vu/tham-dinh/"


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in captured.captured_queries)


def handed_in(world: World) -> Submission:
    with entered(world.province):
        return hand_in(world)
