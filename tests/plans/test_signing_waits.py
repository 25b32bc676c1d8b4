"""A signing service that is down, slow, or answers twice: the plan's page says in words who is waited for and since when, and signs once."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.documents.models import Signature
from cchc_portal.documents.signed import by_key
from cchc_portal.documents.signed import job as signing_job
from cchc_portal.documents.signed import tasks as signing_tasks
from cchc_portal.documents.signed.states import Order, SigningWay
from plans import holders
from plans.actions import signing
from plans.models import Plan, PlanStep
from plans.states import PlanState
from tests.documents.signing import authority
from tests.documents.signing.service import TOKEN as ACCESS
from tests.documents.signing.service import Service, running
from tests.plans import signing_papers as papers
from tests.world import World, entered

SINCE = timedelta(hours=2, minutes=10)


class Waiting:
    """A plan whose head has pressed the button a good two hours ago."""

    def __init__(self, world: World, service: Service, plan: Plan, asked: datetime) -> None:
        self.world, self.service, self.plan, self.asked = world, service, plan, asked

    def asks(self) -> Signature:
        """The clock comes round and the worker asks the service once."""
        with entered(self.world.province):
            one = papers.signature(self.plan, Order.PERSON)
            past = timezone.now() - timedelta(seconds=1)
            Signature.objects.filter(pk=one.pk).update(next_at=past, asked_at=self.asked)
        signing_tasks.sign(one.pk, one.province_id)
        with entered(self.world.province):
            return papers.signature(self.plan, Order.PERSON)

    def row(self) -> Any:
        """What everybody of the agency sees of the head's signature, and whether the page asks again by itself."""
        client = Client()
        client.force_login(self.world.drafter.user)
        place = {"province": self.world.province.slug, "agency": self.world.agency.slug}
        body = client.get(reverse("plans:detail", kwargs={**place, "plan_id": self.plan.pk})).content.decode()
        panel = body[body.index('id="ky-so"') : body.index('id="van-ban"')]
        rows = [" ".join(part.split()) for part in panel.split("<li")]
        return rows[1], 'hx-trigger="every 2s"' in rows[0]

    def is_waited_for(self, state: str, reason: str, times: int) -> bool:
        words, busy = self.row()
        head = self.world.head
        since = timezone.localtime(self.asked)
        sentence = f"{head.user} ({head.post.title}), chờ từ {since:%H:%M %d/%m/%Y}, cổng đã hỏi {times} lần"
        return all(one in words for one in (f">{state}<", reason, sentence)) and busy


@pytest.fixture
def waiting(settled: World, settings: Any, tmp_path: Path) -> Any:
    papers.trusted(settings, tmp_path / "tin")
    service = Service(authority.person())
    with running(service) as address:
        (tmp_path / "khoa.toml").write_text(
            f'[keys.xa]\nway = "csc"\nurl = "{address}"\ncredential = "giam-doc"\ntoken = "{ACCESS}"\nseconds = 0.5\n'
        )
        settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa.toml")
        with entered(settled.province):
            papers.means(settled.agency, settled.head.post, "xa", SigningWay.REMOTE)
            plan = settled.plan(PlanState.SIGNING)
            papers.make(plan)
            signing.sign(plan.pk, by=settled.head)
        yield Waiting(settled, service, plan, timezone.now() - SINCE)


def test_a_service_that_is_down_is_waited_for_in_words(waiting: Waiting) -> None:
    waiting.service.broken = True
    for _ in range(2):
        waiting.asks()
    assert waiting.is_waited_for("Đang ký", "Dịch vụ ký số không trả lời; cổng sẽ hỏi lại.", 2)
    assert (waiting.service.asked, waiting.service.answers) == ([], [])


def test_a_service_that_is_slow_is_waited_for_in_words(waiting: Waiting) -> None:
    waiting.service.slow = 1.5
    waiting.asks()
    assert waiting.is_waited_for("Đang ký", "Dịch vụ ký số không trả lời; cổng sẽ hỏi lại.", 1)


def test_a_person_who_has_not_confirmed_yet_is_waited_for_in_words(waiting: Waiting) -> None:
    for _ in range(3):
        waiting.asks()
    assert waiting.is_waited_for("Chờ dịch vụ ký số", "Đang chờ người ký xác nhận tại dịch vụ ký số.", 3)
    assert len(waiting.service.asked) == 1


def test_a_service_that_answers_twice_has_signed_once(waiting: Waiting) -> None:
    waiting.asks()
    waiting.service.agreed = True
    first = waiting.asks()
    again = waiting.asks()
    assert (first.state, first.file_digest, first.done_at) == ("done", again.file_digest, again.done_at)
    assert (len(waiting.service.asked), len(waiting.service.answers)) == (1, 1)
    words, busy = waiting.row()
    done = timezone.localtime(first.done_at)
    assert (">Đã ký<" in words, f", {done:%H:%M %d/%m/%Y}" in words, busy) == (True, True, False)


def test_the_answer_that_two_workers_read_at_once_is_put_in_once(waiting: Waiting) -> None:
    """There is one lease: the second worker finds it held."""
    waiting.asks()
    waiting.service.agreed = True
    with entered(waiting.world.province):
        one = papers.signature(waiting.plan, Order.PERSON)
        Signature.objects.filter(pk=one.pk).update(next_at=timezone.now() - timedelta(seconds=1))
        claims = [signing_job.claim(one.pk), signing_job.claim(one.pk)]
    assert [claim is None for claim in claims] == [False, True]
    by_key.work(claims[0])
    kept = kept_digest(waiting)
    by_key.work(claims[0])  # the message comes a second time, after the lease is gone
    assert (kept_digest(waiting), kept != "") == (kept, True)


def kept_digest(waiting: Waiting) -> str:
    with entered(waiting.world.province):
        return str(papers.signature(waiting.plan, Order.PERSON).file_digest)


def test_it_lies_with_the_head_since_it_was_numbered_and_with_the_clerk_since_it_was_signed(
    settled: World,
) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.SIGNING)
        numbered, signed = (timezone.now() - timedelta(days=days) for days in (2, 1))
        PlanStep.objects.filter(plan=plan).update(came_at=timezone.now() - timedelta(days=9))
        Plan.objects.filter(pk=plan.pk).update(updated_at=numbered)
        plan = Plan.objects.get(pk=plan.pk)
        assert (holders.holder(plan), holders.since(plan)) == (str(plan.approved_by), numbered)
        one = papers.signature(plan, Order.PERSON)
        one.state, one.signer, one.done_at, one.file_digest = "done", settled.head, signed, "0" * 64
        one.save()
        assert (holders.holder(plan), holders.since(plan)) == ("Văn thư", signed)
