"""The print that is looked up, made by itself at issue where the province has chosen to hand it out; the original stays the paper of record."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.documents import actions, storage, tasks
from cchc_portal.documents.models import LookupCode, Paper
from cchc_portal.documents.signed.states import Order
from cchc_portal.documents.states import PaperFormat, Print
from cchc_portal.vietnam import lookup_codes
from plans.actions import procedure, signing, stacks
from plans.models import Plan
from plans.states import PlanState
from tests.plans import signing_papers as papers
from tests.world import World, entered

Issue = Callable[[World, Any, Path], Plan]


def in_ink(world: World, _settings: Any, _folder: Path) -> Plan:
    plan = world.plan(PlanState.APPROVED)
    return procedure.issue(plan.pk, by=world.clerk, issued_on=timezone.localdate())


def by_keys(world: World, settings: Any, folder: Path) -> Plan:
    papers.keys_for(world.agency, world.head, settings, folder)
    plan = world.plan(PlanState.SIGNING)
    papers.make(plan)
    signing.sign(plan.pk, by=world.head)
    papers.work(plan, Order.PERSON)
    signing.seal(plan.pk, by=world.clerk)
    papers.work(plan, Order.AGENCY)
    return Plan.objects.select_related("paper").get(pk=plan.pk)


def prints_of(plan: Plan) -> list[Paper]:
    return list(Paper.objects.filter(snapshot=plan.issued_snapshot_id, format=PaperFormat.LOOKUP))


WAYS = pytest.mark.parametrize("issue", [in_ink, by_keys], ids=lambda way: way.__name__)


@WAYS
def test_the_original_alone_is_made_until_the_province_chooses(
    settled: World, settings: Any, tmp_path: Path, issue: Issue
) -> None:
    with entered(settled.there.province):
        stacks.choose(Print.LOOKUP, settled.there.province, by=settled.there.province_admin)
    with entered(settled.province):
        plan = issue(settled, settings, tmp_path)
        assert (plan.state, prints_of(plan)) == (PlanState.ISSUED, [])
        assert LookupCode.objects.filter(paper=plan.paper).count() == 0


@WAYS
def test_the_print_that_is_looked_up_is_made_with_its_code(
    settled: World, settings: Any, tmp_path: Path, issue: Issue
) -> None:
    with entered(settled.province):
        stacks.choose(Print.LOOKUP, settled.province, by=settled.province_admin)
        plan = issue(settled, settings, tmp_path)
        (printed,) = prints_of(plan)
        code = LookupCode.objects.get(paper=plan.paper).code
        record = plan.paper_id
    assert (printed.state, printed.pk == record) == ("queued", False)
    tasks.render_paper(record, plan.province_id)
    tasks.render_paper(printed.pk, plan.province_id)
    with entered(settled.province):
        made = Paper.objects.get(pk=printed.pk)
        assert (made.state, Plan.objects.get(pk=plan.pk).paper_id) == ("ready", record)
    assert lookup_codes.printed(code) in words_of(storage.load(plan.province_id, made.file_digest))
    client = Client()
    client.force_login(settled.clerk.user)
    place = {"province": settled.province.slug, "agency": settled.agency.slug, "plan_id": plan.pk}
    rows = client.get(reverse("plans:detail", kwargs=place)).context["papers"]["rows"]
    assert [row["format"] for row in rows] == [PaperFormat.LOOKUP, PaperFormat.PDF, PaperFormat.DOCX]
    assert rows[0]["href"] == reverse("plans:paper_file", kwargs={**place, "paper_id": made.pk})


def words_of(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_it_is_made_once_however_often_it_is_asked_for(settled: World) -> None:
    with entered(settled.province):
        stacks.choose(Print.LOOKUP, settled.province, by=settled.province_admin)
        plan = procedure.issue(
            settled.plan(PlanState.APPROVED).pk, by=settled.clerk, issued_on=timezone.localdate()
        )
        (printed,) = prints_of(plan)
        assert actions.ask_for_lookup_print(plan.paper).pk == printed.pk
