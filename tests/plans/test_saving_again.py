"""Nobody meets their own words: a save whose answer was lost is no other writer, in the same tab or in the next one."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plans.models import AudienceGroup, Block, ContentItem, Plan, Section
from plans.states import PlanState
from tests.plans.test_saving import address, anchors, items, set_
from tests.world import World, entered

Answer = dict[str, Any]


class Tab:
    """A page that counts its requests."""

    def __init__(self, user: Any, plan: Plan, key: str) -> None:
        self.client, self.plan, self.key, self.number = Client(), plan, key, 0
        self.client.force_login(user)

    def sends(self, *changes: Any, number: int | None = None) -> Any:
        self.number += 1
        sent = {"sitting": self.key, "number": self.number if number is None else number, "changes": changes}
        return self.client.post(address(self.plan, "save"), json.dumps(sent), content_type="application/json")

    def saves(self, *changes: Any) -> list[Answer]:
        answer = self.sends(*changes)
        assert answer.status_code == 200, answer.content
        results: list[Answer] = answer.json()["results"]
        return results


@pytest.fixture
def plan(settled: World) -> Plan:
    with entered(settled.province):
        draft = settled.plans[PlanState.DRAFT]
        group = AudienceGroup.objects.filter(plan=draft).order_by("id").first()
        ContentItem.objects.filter(plan=draft).delete()
        ContentItem.objects.create(plan=draft, group=group, position=0, content="Đăng tin")
        return draft


@pytest.fixture
def at(plan: Plan) -> str:
    return anchors(plan)[0]


@pytest.fixture
def opens(settled: World, plan: Plan) -> Callable[..., Tab]:
    return lambda key="tab-1", by=settled.drafter: Tab(by.user, plan, key)


def carried(at: str, was: str, now: str, *origins: tuple[str, int]) -> Answer:
    """Words that an earlier tab has left on the machine."""
    return {
        "op": "set",
        "at": at,
        "fields": {"content": {"was": was, "now": now, "from": [list(origin) for origin in origins]}},
    }


def test_typing_goes_on_after_a_lost_answer(opens: Callable[..., Tab], plan: Plan, at: str) -> None:
    tab = opens()
    tab.saves(set_(at, content=("Đăng tin", "Đăng tin, bài")))
    assert tab.saves(set_(at, content=("Đăng tin", "Đăng tin, bài mới"))) == [{"at": at, "ok": True}]
    assert items(plan) == ["Đăng tin, bài mới"]


def test_what_was_taken_back_after_a_lost_answer_stays_taken_back(
    opens: Callable[..., Tab], plan: Plan, at: str
) -> None:
    tab = opens()
    tab.saves(set_(at, content=("Đăng tin", "Đăng tin, bài")))
    assert tab.saves(set_(at, content=("Đăng tin", "Đăng tin"))) == [{"at": at, "ok": True}]
    assert items(plan) == ["Đăng tin"]


def test_a_request_that_comes_twice_changes_once(opens: Callable[..., Tab], plan: Plan, at: str) -> None:
    tab = opens()
    sent = set_(at, content=("Đăng tin", "Đăng tin, bài"))
    first, again = tab.sends(sent, number=1).json(), tab.sends(sent, number=1).json()
    assert (again["results"], again["revision"]) == (first["results"], first["revision"])


@pytest.mark.parametrize(
    ("field", "first", "then", "stands"),
    [
        ("products", "- 24  tin, bài", "- 24  tin, bài\n- 2 hội nghị", "24 tin, bài\n2 hội nghị"),
        ("budget_amount", "12500000", "125000000", "125.000.000"),
        ("note", "Theo quý ", "Theo quý và năm", "Theo quý và năm"),
        ("lead", "Văn phòng", "Văn phòng Sở", "Văn phòng Sở"),
    ],
)
def test_another_spelling_of_a_lost_save_is_still_ones_own(
    field: str, first: str, then: str, stands: str, opens: Callable[..., Tab], at: str
) -> None:
    tab = opens()
    tab.saves(set_(at, **{field: ("", first)}))
    [answer] = tab.saves(set_(at, **{field: ("", then)}))
    assert (answer["at"], answer["ok"]) == (at, True)
    assert answer.get("fields", {field: then}) == {field: stands}


def test_whoever_wrote_in_between_is_met(
    opens: Callable[..., Tab], settled: World, plan: Plan, at: str
) -> None:
    tab, other = opens(), opens("tab-2", settled.unit_head)
    tab.saves(set_(at, content=("Đăng tin", "Đăng tin, bài")))
    other.saves(set_(at, content=("Đăng tin, bài", "Phát tin")))
    [answer] = tab.saves(set_(at, content=("Đăng tin", "Đăng tin, bài mới")))
    assert answer["conflict"]["content"]["theirs"] == "Phát tin"
    assert items(plan) == ["Phát tin"]


def test_ones_own_other_window_is_met(opens: Callable[..., Tab], plan: Plan, at: str) -> None:
    opens().saves(set_(at, content=("Đăng tin", "Đăng tin, bài")))
    [answer] = opens("tab-2").saves(set_(at, content=("Đăng tin", "Phát tin")))
    assert answer["conflict"]["content"]["own"] is True
    assert items(plan) == ["Đăng tin, bài"]


def test_the_next_tab_carries_on_what_a_closed_one_left(
    opens: Callable[..., Tab], plan: Plan, at: str
) -> None:
    opens().saves(set_(at, content=("Đăng tin", "Đăng tin, bài")))
    left = carried(at, "Đăng tin", "Đăng tin, bài mới", ("tab-1", 1))
    assert opens("tab-2").saves(left) == [{"at": at, "ok": True}]
    assert items(plan) == ["Đăng tin, bài mới"]


def test_a_third_tab_carries_on_what_two_have_left(opens: Callable[..., Tab], plan: Plan, at: str) -> None:
    opens().saves(set_(at, content=("Đăng tin", "Một")))
    opens("tab-2").saves(carried(at, "Đăng tin", "Một hai", ("tab-1", 1)))
    left = carried(at, "Đăng tin", "Một hai ba", ("tab-1", 1), ("tab-2", 1))
    assert opens("tab-3").saves(left) == [{"at": at, "ok": True}]
    assert items(plan) == ["Một hai ba"]


def test_a_copy_older_than_the_last_save_of_its_tab_changes_nothing(
    opens: Callable[..., Tab], plan: Plan, at: str
) -> None:
    tab = opens()
    tab.saves(set_(at, content=("Đăng tin", "Một")))
    tab.saves(set_(at, content=("Một", "Một hai")))
    old = carried(at, "Đăng tin", "Một", ("tab-1", 1))
    assert opens("tab-2").saves(old) == [{"at": at, "fields": {"content": "Một hai"}, "ok": True}]
    assert items(plan) == ["Một hai"]


def test_what_another_wrote_after_a_closed_tab_is_met(
    opens: Callable[..., Tab], settled: World, plan: Plan, at: str
) -> None:
    opens().saves(set_(at, content=("Đăng tin", "Một")))
    opens("tab-9", settled.unit_head).saves(set_(at, content=("Một", "Khác")))
    [answer] = opens("tab-2").saves(carried(at, "Đăng tin", "Một hai", ("tab-1", 1)))
    assert answer["conflict"]["content"]["theirs"] == "Khác"
    assert items(plan) == ["Khác"]


def test_nobody_carries_on_another_persons_tab(
    opens: Callable[..., Tab], settled: World, plan: Plan, at: str
) -> None:
    opens("tab-1", settled.unit_head).saves(set_(at, content=("Đăng tin", "Một")))
    [answer] = opens("tab-2").saves(carried(at, "Đăng tin", "Một hai", ("tab-1", 1)))
    assert answer["conflict"]["content"]["theirs"] == "Một"


def test_a_request_that_arrives_after_a_newer_one_is_refused(
    opens: Callable[..., Tab], plan: Plan, at: str
) -> None:
    tab = opens()
    tab.sends(set_(at, content=("Đăng tin", "Một hai")), number=2)
    late = tab.sends(set_(at, content=("Đăng tin", "Một")), number=1)
    assert (late.status_code, list(late.json())) == (412, ["sentence"])
    assert items(plan) == ["Một hai"]


def test_a_new_row_takes_what_was_typed_after_its_lost_answer(opens: Callable[..., Tab], plan: Plan) -> None:
    tab = opens()
    with entered(plan.province):
        group = AudienceGroup.objects.filter(plan=plan).order_by("id").first()
    new = {"op": "add", "kind": "noi-dung", "in": f"nhom-{group.pk}", "temp": "ab12-1"}
    [first] = tab.saves({**new, "fields": {"content": "Một"}})
    again = tab.saves({**new, "fields": {"content": "Một hai", "note": "Theo quý"}})
    assert again == [first]
    [carried_on] = opens("tab-2").saves(
        {**new, "fields": {"content": "Một hai ba"}, "from": [["tab-1", tab.number]]}
    )
    assert carried_on == first
    assert items(plan) == ["Đăng tin", "Một hai ba"]


def test_a_new_row_that_another_has_changed_is_met(
    opens: Callable[..., Tab], settled: World, plan: Plan
) -> None:
    tab = opens()
    with entered(plan.province):
        group = AudienceGroup.objects.filter(plan=plan).order_by("id").first()
    new = {"op": "add", "kind": "noi-dung", "in": f"nhom-{group.pk}", "temp": "ab12-1"}
    [first] = tab.saves({**new, "fields": {"content": "Một"}})
    opens("tab-2", settled.unit_head).saves(set_(first["at"], content=("Một", "Khác")))
    [answer] = tab.saves({**new, "fields": {"content": "Một hai"}})
    assert (answer["at"], answer["ok"], answer["conflict"]["content"]["theirs"]) == (
        first["at"],
        True,
        "Khác",
    )


def test_prose_and_the_plans_own_parts_are_ones_own_too(opens: Callable[..., Tab], plan: Plan) -> None:
    tab = opens()
    with entered(plan.province):
        section = Section.objects.create(plan=plan, heading="Mục đích", position=30)
        words = {"text": "Một đoạn", "footnotes": []}
        block = Block.objects.create(plan=plan, section=section, kind="text", content=words)
        opening = plan.opening
    prose = f"van-{block.pk}"
    told = [
        (answer["at"], answer["ok"])
        for html in ("<p>Một đoạn  dài</p>", "<p>Một đoạn dài hơn</p>")
        for answer in tab.saves(set_(prose, html=("<p>Một đoạn</p>", html)))
    ]
    told += [
        (answer["at"], answer["ok"])
        for said in ("Thực hiện quyết định", "Thực hiện quyết định này")
        for answer in tab.saves(set_("phan-loi-van", opening=(opening, said)))
    ]
    assert told == [(prose, True)] * 2 + [("phan-loi-van", True)] * 2


def test_a_page_that_does_not_count_meets_every_other_text(opens: Callable[..., Tab], at: str) -> None:
    """Forms without scripts share one name, so that their own words may be another form's."""
    tab = opens()
    tab.sends(set_(at, content=("Đăng tin", "Một")), number=0)
    answer = tab.sends(set_(at, content=("Đăng tin", "Một hai")), number=0).json()["results"]
    assert answer[0]["conflict"]["content"]["theirs"] == "Một"


@pytest.mark.parametrize("sent", [-1, "1", [1]])
def test_a_number_that_is_none_is_junk(sent: Any, opens: Callable[..., Tab], at: str) -> None:
    assert opens().sends(set_(at, note=("", "x")), number=sent).status_code == 400


@pytest.mark.parametrize("sent", ["tab-1", [["tab-1"]], [[1, "tab-1"]], [["t", 1]] * 51])
def test_an_origin_that_is_none_is_junk(sent: Any, opens: Callable[..., Tab], at: str) -> None:
    change = {"op": "set", "at": at, "fields": {"note": {"was": "", "now": "x", "from": sent}}}
    assert opens().sends(change).status_code == 400


def test_two_writers_who_lose_answers_lose_no_words(
    opens: Callable[..., Tab], settled: World, plan: Plan, at: str
) -> None:
    """Two hundred saves, every third answer lost: a text is replaced by one that goes on from it, or shown beside another."""
    draw = random.Random(20273)
    writers = [opens("tab-1"), opens("tab-2", settled.unit_head)]
    loaded, wanted, stood = ["Đăng tin"] * 2, ["Đăng tin"] * 2, "Đăng tin"
    met = 0
    for turn in range(200):
        who = draw.randrange(2)
        wanted[who] += f" {turn}"
        [answer] = writers[who].saves(set_(at, content=(loaded[who], wanted[who])))
        [stands] = items(plan)
        if "conflict" in answer:
            met += 1
            assert (answer["conflict"]["content"]["theirs"], stands) == (stood, stood)
        else:
            assert (stands, stands[: len(stood)]) == (wanted[who], stood)
        if draw.random() > 1 / 3:  # else the answer is lost, and typing goes on
            loaded[who] = wanted[who] = stands
        stood = stands
    assert 20 < met < 180
