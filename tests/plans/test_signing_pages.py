"""The pages of signing: what each sees and presses, and what is said where a file is not accepted."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents.models import (
    IssuedNumber,
    NumberBook,
    Paper,
    Signature,
    SigningMeans,
    Snapshot,
)
from cchc_portal.documents.signed.states import Order
from plans.actions import procedure, telling
from plans.forms.uploads import LOST
from plans.models import Plan
from plans.states import PlanState
from tests.documents.signing import authority, drawn
from tests.plans import signing_papers as papers
from tests.world import World, entered


def client_of(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def at(world: World, name: str, plan: Plan | None = None, **more: Any) -> str:
    own = {"province": world.province.slug, "agency": world.agency.slug, **more}
    return reverse(name, kwargs={**own, "plan_id": plan.pk} if plan else own)


def a_file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def numbered(settled: World) -> Plan:
    with entered(settled.province):
        plan = settled.plan(PlanState.SIGNING)
        papers.make(plan)
        return plan


def test_the_clerk_numbers_a_plan_for_signing(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.APPROVED)
    page = client_of(settled.clerk)
    assert page.get(at(settled, "plans:number", plan)).status_code == 200
    answer = page.post(at(settled, "plans:number", plan), {"issued_on": ""})
    assert "Nhập ngày ban hành in trên văn bản theo dạng ngày/tháng/năm" in answer.content.decode()
    sent = page.post(at(settled, "plans:number", plan), {"issued_on": f"{timezone.localdate():%d/%m/%Y}"})
    assert sent.status_code == 302
    with entered(settled.province):
        assert Plan.objects.get(pk=plan.pk).state == PlanState.SIGNING


def test_each_sees_the_button_that_is_theirs(
    settled: World, numbered: Plan, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
    sign = at(settled, "plans:sign", numbered, turn="nguoi-ky")
    seal = at(settled, "plans:sign", numbered, turn="co-quan")
    shown = {}
    for name in ("head", "clerk", "drafter"):
        page = client_of(getattr(settled, name)).get(at(settled, "plans:detail", numbered))
        shown[name] = [f'action="{one}"' in page.content.decode() for one in (sign, seal)]
    assert shown == {"head": [True, False], "clerk": [False, False], "drafter": [False, False]}
    assert client_of(settled.head).post(sign).status_code == 302
    with entered(settled.province):
        papers.work(numbered, Order.PERSON)
    page = client_of(settled.clerk).get(at(settled, "plans:detail", numbered)).content.decode()
    assert (f'action="{seal}"' in page, authority.PERSON in page) == (True, True)


def test_a_file_that_is_not_accepted_is_explained_beside_the_field_and_kept(
    settled: World, numbered: Plan, settings: Any, tmp_path: Path
) -> None:
    papers.trusted(settings, tmp_path / "tin")
    bring = at(settled, "plans:sign_bring", numbered, turn="nguoi-ky")
    head = client_of(settled.head)
    given = head.get(at(settled, "plans:sign_take", numbered, turn="nguoi-ky"))
    answer = head.post(bring, {"file": a_file("van-ban.pdf", given.content)})
    form = answer.context["form"]
    said = [str(sentence) for sentence in form.errors["file"]]
    assert (answer.status_code, list(form.errors), said) == (200, ["file"], ["Tệp không có chữ ký số."])
    with entered(settled.province):
        kept = papers.signature(numbered, Order.PERSON)
        assert (kept.state, len(kept.refused_file)) == ("waiting", 64)


def test_the_administrator_keeps_the_seal_and_its_size(settled: World, settings: Any, tmp_path: Path) -> None:
    papers.key_file(settings, tmp_path / "khoa", co_quan=authority.agency())
    page, edit = client_of(settled.agency_admin), at(settled, "signing:edit", post_id=0)
    seal, blue = BytesIO(), BytesIO()
    drawn.seal().image.save(seal, "PNG")
    drawn.signature().image.save(blue, "PNG")
    sent = {"way": "key", "key_name": "co_quan"}
    said = [
        dict(page.post(edit, {**sent, **more}).context["form"].errors)
        for more in (
            {},
            {"picture": a_file("dau.png", blue.getvalue()), "width_mm": "36"},
            {"picture": a_file("dau.png", seal.getvalue()), "width_mm": "90"},
        )
    ]
    assert said == [
        {"picture": ["Chọn tệp: ảnh con dấu."]},
        {"picture": ["Ảnh con dấu phải có màu đỏ.", ]},
        {"width_mm": ["Con dấu rộng từ 20 đến 60 mm."], "picture": [LOST]},
    ]  # fmt: skip
    picture = a_file("dau.png", seal.getvalue())
    assert page.post(edit, {**sent, "picture": picture, "width_mm": "36"}).status_code == 302
    with entered(settled.province):
        kept = SigningMeans.objects.get(agency=settled.agency, post=None)
        assert (kept.way, kept.key_name, kept.width_mm, len(kept.picture)) == ("key", "co_quan", 36, 64)
    assert page.get(at(settled, "signing:list")).status_code == 200
    assert page.get(at(settled, "signing:picture", post_id=0)).content == seal.getvalue()
    assert client_of(settled.drafter).get(edit).status_code == 409


@pytest.mark.parametrize("verb", ["issue", "number"])
def test_what_is_refused_late_leaves_nothing_half_done(settled: World, monkeypatch: Any, verb: str) -> None:
    """The number is taken, the plan is saved, and only then somebody says no."""

    def too_late(*_: Any, **__: Any) -> None:
        raise Refused("Sổ văn bản đi đang khóa.")

    monkeypatch.setattr(procedure, "after_issue", [too_late])
    monkeypatch.setattr(telling, "to_be_signed", too_late)
    with entered(settled.province):
        plan = settled.plan(PlanState.APPROVED)
        before = standing_of(plan)
    sent = {"issued_on": f"{timezone.localdate():%d/%m/%Y}", "number": ""}
    answer = client_of(settled.clerk).post(at(settled, f"plans:{verb}", plan), sent)
    said = answer.context["form"].non_field_errors()
    assert (answer.status_code, said) == (200, ["Sổ văn bản đi đang khóa."])
    with entered(settled.province):
        assert standing_of(plan) == before


def standing_of(plan: Plan) -> tuple[Any, ...]:
    """All that issuing or numbering writes."""
    found = Plan.objects.get(pk=plan.pk)
    books = list(NumberBook.objects.order_by("pk").values_list("pk", "last_number"))
    counts = [each.objects.count() for each in (IssuedNumber, Signature, Snapshot, Paper, HistoryEvent)]
    return found.state, found.symbol, found.line_id, found.paper_id, books, counts
