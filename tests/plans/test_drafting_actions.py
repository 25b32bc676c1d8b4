"""The one door to a draft: what is locked out, what a save voids, counts and records, and what nobody overwrites."""

from datetime import date
from typing import Any

import pytest

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import snapshots
from plans import checks, history
from plans.actions import drafting, rows
from plans.actions.values import fingerprint, name_of, read
from plans.models import (
    AudienceGroup,
    Block,
    ChannelUse,
    ContentItem,
    DecisionCover,
    LegalBasis,
    Plan,
    Recipient,
    Section,
)
from plans.records import to_snapshot
from plans.states import PlanForm, PlanState
from tests.world import World, entered

NEW = {"subject": "Tuyên truyền cải cách hành chính năm 2027", "kind": "cchc", "form": "plan"}


@pytest.fixture
def world(settled: World) -> Any:
    with entered(settled.province):
        yield settled


def a_new_plan(world: World, **changes: Any) -> Plan:
    period = {"period_from": date(2027, 1, 1), "period_to": date(2027, 12, 31)}
    return drafting.create_plan(world.agency, {**NEW, **period, **changes}, by=world.drafter)


def item_values(**changes: Any) -> dict[str, Any]:
    empty = {
        "content": "Phổ biến thủ tục hành chính mới",
        "channels": [],
        "products": [],
        "lead": [],
        "support": [],
        "time_text": "",
        "time_from": None,
        "time_to": None,
        "time_every": "",
        "budget_amount": None,
        "budget_source": "",
        "audience": [],
        "areas": [],
        "note": "",
    }
    return {**empty, **changes}


def mark(row: Any) -> str:
    return fingerprint(read(row))


def headings(plan: Plan) -> list[str]:
    return [section["heading"] for section in to_snapshot(plan)["sections"]]


def test_a_new_plan_starts_with_the_usual_sections_and_is_almost_ready(world: World) -> None:
    plan = a_new_plan(world)
    snapshot = to_snapshot(plan)
    assert headings(plan) == [
        "Mục đích, yêu cầu",
        "Nội dung, hình thức tuyên truyền",
        "Kinh phí thực hiện",
        "Tổ chức thực hiện",
    ]
    assert [line["name"] for line in snapshot["signatures"]] == [world.head.user.full_name]
    assert [finding.message for finding in checks.errors(snapshot)] == [
        "Bảng nội dung tuyên truyền chưa có dòng nào."
    ]


@pytest.mark.parametrize("form", list(PlanForm))
def test_a_new_plan_of_every_form_is_a_valid_snapshot(world: World, form: PlanForm) -> None:
    assert snapshots.findings(to_snapshot(a_new_plan(world, form=form))) == []


def test_rows_stand_in_the_order_in_which_they_are_moved(world: World) -> None:
    plan = a_new_plan(world)
    last = Section.objects.get(plan=plan, heading="Tổ chức thực hiện")
    assert rows.move(plan.pk, last, 1, by=world.drafter) == 1
    assert headings(plan) == [
        "Tổ chức thực hiện",
        "Mục đích, yêu cầu",
        "Nội dung, hình thức tuyên truyền",
        "Kinh phí thực hiện",
    ]
    rows.step(plan.pk, last, 1, by=world.drafter)
    assert headings(plan)[:2] == ["Mục đích, yêu cầu", "Tổ chức thực hiện"]
    assert rows.move(plan.pk, last, 99, by=world.drafter) == 4


def test_a_step_beyond_the_edge_changes_nothing_and_records_nothing(world: World) -> None:
    plan = a_new_plan(world)
    first = Section.objects.get(plan=plan, heading="Mục đích, yêu cầu")
    before = HistoryEvent.objects.about(plan).count()
    rows.step(plan.pk, first, -1, by=world.drafter)
    assert HistoryEvent.objects.about(plan).count() == before
    plan.refresh_from_db()
    assert plan.revision == 0


def test_an_item_is_saved_with_everything_that_hangs_on_it(world: World) -> None:
    plan = a_new_plan(world)
    group = AudienceGroup.objects.get(plan=plan)
    values = item_values(
        channels=["Đăng trên trang thông tin điện tử", "Cách làm chưa ai nghĩ ra"],
        products=[{"text": "24 tin, bài", "quantity": 24, "unit": "tin, bài"}],
        lead=["Văn phòng"],
        support=["Các phòng"],
        budget_amount=5_000_000,
        areas=[2, 11],
    )
    item = rows.add(plan.pk, ContentItem(group=group), values, by=world.drafter)
    uses = ChannelUse.objects.filter(item=item).order_by("position").select_related("channel")
    assert [use.channel.name for use in uses] == ["Cổng, trang thông tin điện tử", "Hình thức khác"]
    assert [body.unit and body.unit.name for body in item.responsibilities.order_by("id")] == [
        "Văn phòng",
        None,
    ]
    saved = to_snapshot(plan)["sections"][1]["blocks"][0]["items"]["groups"][0]["items"]
    assert saved == [
        {
            "content": "Phổ biến thủ tục hành chính mới",
            "audience": [],
            "channels": ["Đăng trên trang thông tin điện tử", "Cách làm chưa ai nghĩ ra"],
            "products": [{"text": "24 tin, bài", "quantity": 24, "unit": "tin, bài"}],
            "lead": ["Văn phòng"],
            "support": ["Các phòng"],
            "time": None,
            "budget": {"amount": 5_000_000, "source": ""},
            "areas": [2, 11],
            "note": "",
        }
    ]


def test_saving_over_a_newer_text_is_refused_and_shows_it(world: World) -> None:
    plan = a_new_plan(world)
    section = Section.objects.get(plan=plan, heading="Mục đích")
    old = mark(section)
    rows.change(plan.pk, section, {"heading": "Mục tiêu"}, loaded=old, by=world.unit_head)
    with pytest.raises(rows.Changed) as clash:
        rows.change(plan.pk, section, {"heading": "Mục đích chung"}, loaded=old, by=world.drafter)
    assert clash.value.theirs == {"heading": "Mục tiêu"}
    section.refresh_from_db()
    assert section.heading == "Mục tiêu"


def test_two_people_who_typed_the_same_do_not_clash(world: World) -> None:
    plan = a_new_plan(world)
    section = Section.objects.get(plan=plan, heading="Mục đích")
    old = mark(section)
    rows.change(plan.pk, section, {"heading": "Mục tiêu"}, loaded=old, by=world.unit_head)
    rows.change(plan.pk, section, {"heading": "Mục tiêu"}, loaded=old, by=world.drafter)
    plan.refresh_from_db()
    assert plan.revision == 1


def test_changing_a_row_that_is_gone_is_refused(world: World) -> None:
    plan = a_new_plan(world)
    section = Section.objects.get(plan=plan, heading="Mục đích")
    old = mark(section)
    rows.remove(plan.pk, Section.objects.get(pk=section.pk), by=world.unit_head)
    with pytest.raises(Refused) as refused:
        rows.change(plan.pk, section, {"heading": "Mục tiêu"}, loaded=old, by=world.drafter)
    assert refused.value.reason == rows.NOT_SAVED


def test_an_edit_after_approval_voids_it_and_says_so(world: World) -> None:
    plan = world.plans[PlanState.APPROVED]
    part = drafting.WORDS
    values = {"opening": "Đoạn mở đầu mới", "closing": "Đoạn kết mới"}
    loaded = fingerprint(drafting.read_part(plan, part))
    drafting.change_part(plan.pk, part, values, loaded=loaded, by=world.drafter)
    plan.refresh_from_db()
    assert (plan.state, plan.approved_by, plan.approved_at, plan.approved_snapshot) == (
        PlanState.DRAFT,
        None,
        None,
        None,
    )
    verbs = list(HistoryEvent.objects.about(plan).values_list("verb", flat=True))
    assert verbs[-2:] == ["approval_voided", "part_changed"]


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.ISSUED])
def test_what_is_out_of_the_drafters_hands_cannot_be_changed(world: World, state: PlanState) -> None:
    plan = world.plans[state]
    before = to_snapshot(plan)
    section = Section.objects.filter(plan=plan).first()
    with pytest.raises(Refused):
        rows.remove(plan.pk, section, by=world.drafter)
    assert to_snapshot(plan) == before


def test_recipients_are_written_as_typed_and_lines_that_stay_keep_their_rows(world: World) -> None:
    plan = a_new_plan(world)
    kept = Recipient.objects.get(plan=plan, text="Sở Nội vụ").pk
    loaded = fingerprint(drafting.read_part(plan, drafting.RECIPIENTS))
    values = {"recipients": ["Sở Nội vụ", "Báo Đồng Nai"], "archive": ["VT"]}
    drafting.change_part(plan.pk, drafting.RECIPIENTS, values, loaded=loaded, by=world.drafter)
    assert list(Recipient.objects.filter(plan=plan).order_by("position").values_list("text", flat=True)) == [
        "Sở Nội vụ",
        "Báo Đồng Nai",
    ]
    assert Recipient.objects.get(plan=plan, text="Sở Nội vụ").pk == kept


def test_the_same_basis_twice_is_kept_twice(world: World) -> None:
    plan = a_new_plan(world)
    loaded = fingerprint(drafting.read_part(plan, drafting.BASES))
    drafting.change_part(
        plan.pk, drafting.BASES, {"bases": ["Căn cứ A", "Căn cứ A"]}, loaded=loaded, by=world.drafter
    )
    assert LegalBasis.objects.filter(plan=plan).count() == 2


def test_a_plan_that_becomes_a_decision_gets_its_articles_and_loses_them_again(world: World) -> None:
    plan = a_new_plan(world)
    for form, count in ((PlanForm.DECISION_ATTACHED, 1), (PlanForm.PLAN, 0)):
        plan.refresh_from_db()
        values = drafting.read_part(plan, drafting.HEAD)
        drafting.change_part(
            plan.pk, drafting.HEAD, {**values, "form": form}, loaded=fingerprint(values), by=world.drafter
        )
        assert DecisionCover.objects.filter(plan=plan).count() == count


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Tuyên truyền năm 2027", "Kế hoạch tuyên truyền năm 2027"),
        ("CCHC năm 2027", "Kế hoạch CCHC năm 2027"),
        ("Kế hoạch tuyên truyền năm 2027", "Kế hoạch tuyên truyền năm 2027"),
        ("Ban hành Kế hoạch tuyên truyền năm 2027", "Kế hoạch tuyên truyền năm 2027"),
        ("Về việc ban hành kế hoạch tuyên truyền năm 2027", "Kế hoạch tuyên truyền năm 2027"),
        ("Ban hành văn bản năm 2027", "Kế hoạch ban hành văn bản năm 2027"),
    ],
)
def test_a_plan_is_not_called_a_plan_twice(world: World, subject: str, name: str) -> None:
    plan = a_new_plan(world, form=PlanForm.DECISION_ATTACHED, subject=subject)
    assert plan.decision.subject == f"Về việc ban hành {name}"
    assert plan.decision.articles[0] == f"Ban hành kèm theo Quyết định này {name}"
    assert plan.closing == f"Trên đây là {name}"


def test_a_draft_is_deleted_and_its_history_stays(world: World) -> None:
    plan = a_new_plan(world)
    pk = plan.pk
    drafting.delete_plan(pk, by=world.drafter)
    assert not Plan.objects.filter(pk=pk).exists()
    assert HistoryEvent.objects.filter(subject_kind="plans.plan", subject_id=pk).last().verb == "deleted"


def test_four_hundred_items_are_taken(world: World) -> None:
    plan = a_new_plan(world)
    group = AudienceGroup.objects.get(plan=plan)
    for number in range(400):
        ContentItem.objects.create(plan=plan, group=group, position=number, content=f"Nội dung {number}")
    rows.add(plan.pk, ContentItem(group=group), item_values(content="chữ " * 5000), by=world.drafter)
    assert len(to_snapshot(plan)["sections"][1]["blocks"][0]["items"]["groups"][0]["items"]) == 401


def test_one_sitting_of_edits_is_one_sentence(world: World) -> None:
    plan = a_new_plan(world)
    section = Section.objects.get(plan=plan, heading="Mục đích")
    rows.change(plan.pk, section, {"heading": "Mục tiêu"}, loaded=mark(section), by=world.drafter)
    block = Block.objects.filter(plan=plan, kind="text").get()
    rows.change(
        plan.pk, block, {"text": "Không phát sinh", "footnotes": []}, loaded=mark(block), by=world.drafter
    )
    told = history.of_plan(plan)
    assert [sentence.what for sentence in told] == ["chỉnh sửa 2 lần", "tạo bản nháp"]
    assert told[0].note == "Sửa mục “Mục tiêu”; sửa đoạn văn."
    assert str(told[1]).startswith(f"{world.drafter.user} ({world.agency.name}) tạo bản nháp lúc ")


def test_a_row_without_words_has_no_empty_quotes_in_the_history(world: World) -> None:
    with entered(world.province):
        plan = world.plans[PlanState.DRAFT]
        names = [name_of(kind(plan=plan)) for kind in (Section, ContentItem, LegalBasis, Recipient)]
        record(plan, "row_added", by=world.drafter, what="nội dung “”")  # as earlier versions wrote it
        told = history.of_plan(plan)[0].what
    assert names == [
        "mục chưa có tên",
        "nội dung chưa có tên",
        "căn cứ chưa có tên",
        "nơi nhận chưa có tên",
    ]
    assert told == "thêm nội dung chưa có tên"
