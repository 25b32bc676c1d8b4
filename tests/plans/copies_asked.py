"""Copies of the issued plan as the clerk asks for them, and what comes of it."""

from io import BytesIO
from typing import Any

import pdfplumber
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import rendering, storage
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import DocumentCopy, Paper
from cchc_portal.documents.states import PaperState
from plans.models import Plan
from plans.states import PlanState
from tests.world import World, entered


def client_of(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def at(world: World, name: str, plan: Plan, **more: Any) -> str:
    own = {"province": world.province.slug, "agency": world.agency.slug, "plan_id": plan.pk}
    return reverse(f"plans:{name}", kwargs={**own, **more})


def a_form(world: World, **changes: Any) -> dict[str, Any]:
    day = timezone.localdate()
    return {
        "form": "sao-y",
        "signer": f"{world.head.pk}-0",
        "recipients": "- UBND thành phố (để b/c);\n\nNhư trên.",
        "count": "2",
        "place": "Đồng Nai",
        "day": f"{day:%d/%m/%Y}",
        **changes,
    }


def copied(world: World, **changes: Any) -> Any:
    return client_of(world.clerk).post(
        at(world, "copy_add", world.plans[PlanState.ISSUED]), a_form(world, **changes)
    )


def the_copies(world: World) -> list[DocumentCopy]:
    with entered(world.province):
        return list(DocumentCopy.objects.select_related("line", "snapshot", "original").order_by("pk"))


def printed(world: World, copy: DocumentCopy) -> Paper:
    """What the paper's worker does."""
    with entered(world.province):
        paper = copy_files.print_of(copy)
        assert paper is not None
        content, pages = rendering.render(paper)
        digest = storage.store(paper.province_id, content)
        Paper.objects.filter(pk=paper.pk).update(
            state=PaperState.READY,
            ready_at=timezone.now(),
            file_digest=digest,
            file_size=len(content),
            pages=pages,
        )
        return Paper.objects.get(pk=paper.pk)


def words(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)
