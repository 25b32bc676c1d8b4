"""The preview of one block is what the whole paper prints of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cchc_portal.documents import paper
from plans import previewing
from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    Channel,
    ChannelUse,
    ContentItem,
    Plan,
    Product,
    Section,
)
from plans.outline import Outline
from plans.states import PlanState
from tests.world import World, entered


@pytest.fixture
def plan(settled: World) -> Plan:
    """Every kind of block, on two levels, numbered points on both sides of a paragraph, a group with shared channels."""
    with entered(settled.province):
        draft = settled.plan(PlanState.DRAFT)
        Section.objects.filter(plan=draft).delete()
        Appendix.objects.filter(plan=draft).delete()
        outer = Section.objects.create(plan=draft, heading="Nội dung", position=0)
        inner = Section.objects.create(plan=draft, parent=outer, heading="Việc chung", position=0)
        Section.objects.create(plan=draft, heading="Tổ chức thực hiện", position=1)
        for position, (kind, content) in enumerate(
            (
                ("text", {"text": "Đoạn **đậm**", "footnotes": []}),
                ("numbered", {"numbered": [{"text": "Một", "bullets": []}, {"text": "Hai", "bullets": []}]}),
                (
                    "table",
                    {
                        "table": {
                            "head": [["A", "B"]],
                            "rows": [["1", "2"]],
                            "widths": [],
                            "align": [],
                            "total": [],
                            "in_words": False,
                        }
                    },
                ),
                ("numbered", {"numbered": [{"text": "Ba", "bullets": [{"text": "ý", "bullets": []}]}]}),
            )
        ):
            Block.objects.create(plan=draft, section=inner, position=position, kind=kind, content=content)
        table = {"columns": ["content", "channels", "products"], "labels": {}, "total": None}
        block = Block.objects.create(plan=draft, section=outer, position=0, kind="items", content=table)
        for order, title in enumerate(("Cán bộ", "Người dân")):
            group = AudienceGroup.objects.create(plan=draft, block=block, position=order, title=title)
            for place in range(3):
                item = ContentItem.objects.create(
                    plan=draft, group=group, position=place, content=f"Việc {place}"
                )
                Product.objects.create(
                    plan=draft, item=item, text="24 tin, bài", quantity=24, unit="tin, bài"
                )
        channel = Channel.objects.first()
        ChannelUse.objects.create(plan=draft, group=group, channel=channel, text="Đăng trên cổng")
        return draft


def printed(page: str, anchor: str) -> str:
    """Every element of the page with this name, in order; a cell that a group shares says nothing."""
    element = rf'<(p|tr|table)\b[^>]*data-anchor="{anchor}"[^>]*>.*?</\1>'
    text = "".join(match[0] for match in re.finditer(element, page, re.DOTALL))
    text = re.sub(r'<td class="shared-[^>]*>.*?</td>', "<td></td>", text, flags=re.DOTALL)
    return re.sub(r"\s+|<br/>", " ", text.replace(" data-kept", "").replace(" tall", "").replace(" keep", ""))


def test_every_block_prints_by_itself_as_in_the_whole(plan: Plan) -> None:
    with entered(plan.province):
        outline = Outline.of(plan)
        names = outline.anchors()
        page = paper.html(outline.snapshot, anchors=names)
        tried = []
        for anchor in dict.fromkeys(names.values()):
            pieces = previewing.pieces(plan, anchor)
            if pieces is not None:
                assert printed("".join(pieces.values()), anchor) == printed(page, anchor), anchor
                tried.append(anchor.rpartition("-")[0])
        assert sorted(set(tried)) == ["muc", "noi-dung", "phan", "van"]
        assert len(tried) == 3 + 6 + 1 + 2


def test_the_paper_itself_carries_no_names(plan: Plan) -> None:
    with entered(plan.province):
        snapshot = Outline.of(plan).snapshot
    assert "data-anchor" not in paper.html(snapshot)


def test_what_reaches_further_is_loaded_anew(client: Client, settled: World, plan: Plan) -> None:
    client.force_login(settled.drafter.user)
    own = {"province": settled.province.slug, "agency": plan.agency.slug, "plan_id": plan.pk}
    asked = [
        client.get(reverse("plans:preview_part", kwargs={**own, "anchor": anchor})).status_code
        for anchor in ("phan-thong-tin", "noi-dung-0", "nhom-1", "van-0", "muc-0")
    ]
    assert asked == [204] * 5


def test_a_stranger_sees_no_block(client: Client, settled: World, plan: Plan) -> None:
    client.force_login(settled.stranger.user)
    own = {"province": settled.province.slug, "agency": plan.agency.slug, "plan_id": plan.pk}
    assert client.get(reverse("plans:preview_part", kwargs={**own, "anchor": "muc-1"})).status_code == 404
