"""Appendices that are files of their own, from the draft to the issued plan: who may add what, what an edit costs, what is signed.

Nghị định 30/2020/NĐ-CP, Điều 11; Phụ lục I, mục II.8.b, III.1.d.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.documents import storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached import tasks as attached_tasks
from cchc_portal.documents.attached.states import AttachedState
from cchc_portal.documents.models import AttachedFile, SigningMeans
from cchc_portal.documents.signed.states import Order, SigningWay
from plans import history
from plans.actions import attached_files, procedure, signing
from plans.models import DraftFile, Plan
from plans.states import PlanState
from tests.documents import attachable
from tests.documents.signing import authority
from tests.documents.verifying.judged import judge
from tests.plans import signing_papers as papers
from tests.plans.verbs import events, refused_sentence
from tests.world import World, entered

TITLE = "Phụ lục I. Danh mục thủ tục hành chính"


def add(plan: Plan, by: Any, *, words: str = "Danh mục", title: str = TITLE) -> DraftFile:
    return attached_files.add(plan.pk, attachable.made(words), title=title, name="phu-luc.pdf", by=by)


def titles(plan: Plan) -> list[str]:
    return [row.title for row in attached_files.of_draft(plan)]


# --- while the plan is being made


def test_files_are_added_ordered_and_taken_out_and_the_history_says_so(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.DRAFT]
        before = plan.revision
        for number in ("I", "II", "III"):
            add(plan, settled.drafter, words=number, title=f"Phụ lục {number}")
        first, _, third = attached_files.of_draft(plan)
        attached_files.move(plan.pk, third.pk, up=True, by=settled.drafter)
        assert titles(plan) == ["Phụ lục I", "Phụ lục III", "Phụ lục II"]
        attached_files.move(plan.pk, first.pk, up=True, by=settled.drafter)  # already the first
        attached_files.take_out(plan.pk, first.pk, by=settled.drafter)
        assert [(row.title, row.position) for row in attached_files.of_draft(plan)] == [
            ("Phụ lục III", 1),
            ("Phụ lục II", 2),
        ]
        assert Plan.objects.get(pk=plan.pk).revision == before + 5
        assert events(plan)[-5:] == ["file_attached"] * 3 + ["file_moved", "file_taken_out"]
        assert history.of_plan(plan)[0].note == (
            "Thêm tệp phụ lục “Phụ lục I”; thêm tệp phụ lục “Phụ lục II”; thêm tệp phụ lục “Phụ lục III” và 2 chỗ khác."
        )


def test_an_edit_of_the_list_voids_an_approval(settled: World) -> None:
    with entered(settled.province):
        for by in (settled.drafter, settled.clerk):
            plan = settled.plan(PlanState.APPROVED)
            add(plan, by)
            plan.refresh_from_db()
            assert (plan.state, plan.approved_snapshot) == (PlanState.DRAFT, None)
            assert sorted(events(plan)[-2:]) == ["approval_voided", "file_attached"]


def test_taking_out_and_moving_void_an_approval_too(settled: World) -> None:
    with entered(settled.province):
        acts = {
            "bỏ": lambda plan, rows: attached_files.take_out(plan.pk, rows[0].pk, by=settled.clerk),
            "chuyển": lambda plan, rows: attached_files.move(
                plan.pk, rows[0].pk, up=False, by=settled.drafter
            ),
        }
        for act in acts.values():
            plan = approved_with_files(settled, "một", "hai")
            act(plan, attached_files.of_draft(plan))
            assert Plan.objects.get(pk=plan.pk).state == PlanState.DRAFT


def approved_with_files(world: World, *words: str) -> Plan:
    """Files added while drafting, then through the chain."""
    plan = world.plan(PlanState.DRAFT)
    for each in words:
        add(plan, world.drafter, words=each, title=f"Phụ lục {each}")
    procedure.submit(plan.pk, by=world.drafter)
    procedure.approve(plan.pk, by=world.head)
    return Plan.objects.get(pk=plan.pk)


def test_who_has_attached_a_file_does_not_approve_the_plan(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.DRAFT)
        add(plan, settled.unit_head)
        procedure.submit(plan.pk, by=settled.drafter)
        said = refused_sentence(lambda: procedure.approve(plan.pk, by=settled.unit_head))
        assert said == "Người soạn thảo hoặc người trình không được tự duyệt kế hoạch của mình."


def test_nobody_else_changes_the_list_and_nobody_after_the_number(settled: World) -> None:
    with entered(settled.province):
        draft, signing_now = settled.plans[PlanState.DRAFT], settled.plan(PlanState.SIGNING)
        issued, submitted = settled.plans[PlanState.ISSUED], settled.plans[PlanState.SUBMITTED]
        state = "Kế hoạch đang ở trạng thái “{}” nên không chỉnh sửa được."
        stranger = "Chỉ người của cơ quan lập kế hoạch thực hiện được việc này."
        assert refused_sentence(lambda: add(draft, settled.stranger)) == stranger
        assert refused_sentence(lambda: add(submitted, settled.clerk)) == state.format("Đang trình duyệt")
        assert refused_sentence(lambda: add(signing_now, settled.clerk)) == state.format(
            "Đã cấp số, chờ ký số"
        )
        assert refused_sentence(lambda: add(issued, settled.drafter)) == state.format("Đã ban hành")
        assert refused_sentence(lambda: add(draft, settled.head)).startswith("Việc này dành cho")
        assert DraftFile.objects.filter(plan__in=[draft, signing_now, issued, submitted]).count() == 0


def test_the_same_file_twice_and_one_too_many_are_refused(settled: World, monkeypatch: Any) -> None:
    with entered(settled.province):
        plan = settled.plans[PlanState.DRAFT]
        add(plan, settled.drafter)
        assert refused_sentence(lambda: add(plan, settled.drafter, title="Tên khác")) == (
            f"Tệp này đã có trong danh sách, tên là “{TITLE}”."
        )
        monkeypatch.setattr(attaching, "MOST", 1)
        assert refused_sentence(lambda: add(plan, settled.drafter, words="khác")) == (
            "Mỗi kế hoạch kèm theo nhiều nhất 1 tệp."
        )


def test_a_plan_that_is_deleted_takes_its_files_along(settled: World) -> None:
    from plans.actions import drafting

    with entered(settled.province):
        plan = settled.plan(PlanState.DRAFT)
        add(plan, settled.drafter)
        drafting.delete_plan(plan.pk, by=settled.drafter)
        assert DraftFile.objects.filter(plan_id=plan.pk).count() == 0


# --- after the number


def issued_by_keys(world: World, settings: Any, folder: Path, *words: str) -> Plan:
    """By the portal's keys, through the workers."""
    papers.trusted(settings, folder / "tin")
    papers.keys_for(world.agency, world.head, settings, folder)
    plan = approved_with_files(world, *words)
    signing.number(plan.pk, by=world.clerk, issued_on=timezone.localdate())
    papers.make(plan)
    signing.sign(plan.pk, by=world.head)
    papers.work(plan, Order.PERSON)
    signing.seal(plan.pk, by=world.clerk)
    papers.work(plan, Order.AGENCY)
    return Plan.objects.select_related("paper").get(pk=plan.pk)


def files_of(plan: Plan) -> list[AttachedFile]:
    assert plan.paper is not None
    return attaching.of_paper(plan.paper)


def worked(row: AttachedFile) -> AttachedFile:
    """What the worker does with one message, once its time has come."""
    AttachedFile.objects.filter(pk=row.pk).update(next_at=timezone.now())
    attached_tasks.sign_attached(row.pk, row.province_id)
    return AttachedFile.objects.get(pk=row.pk)


def test_each_file_is_signed_by_the_agency_after_the_issue_and_its_bytes_stay(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một", "hai")
        assert plan.state == PlanState.ISSUED
        main = Plan.objects.values_list("paper__file_digest", flat=True).get(pk=plan.pk)
        rows = files_of(plan)
        assert [(row.position, row.title, row.state) for row in rows] == [
            (1, "Phụ lục một", AttachedState.PREPARED),
            (2, "Phụ lục hai", AttachedState.PREPARED),
        ]
        for row, words in zip(rows, ("một", "hai"), strict=True):
            done = worked(row)
            assert (done.state, done.error, done.holder) == (AttachedState.DONE, "", authority.AGENCY)
            original = storage.load(row.province_id, done.original_digest)
            assert original == attachable.made(words)
            content = storage.load(row.province_id, done.file_digest)
            assert content.startswith(original)
            assert [one.signer for one in judge(content, expected=None).signatures] == [authority.AGENCY]
            assert worked(done).file_digest == done.file_digest
        assert Plan.objects.values_list("paper__file_digest", flat=True).get(pk=plan.pk) == main


def test_a_key_that_cannot_sign_leaves_the_plan_issued_and_is_tried_again(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        keys = settings.SIGNING_KEYS_FILE
        settings.SIGNING_KEYS_FILE = str(tmp_path / "khong-co.toml")
        waiting = worked(row)
        assert (waiting.state, bool(waiting.error), waiting.attempts) == (AttachedState.PREPARED, True, 1)
        assert Plan.objects.get(pk=plan.pk).state == PlanState.ISSUED
        settings.SIGNING_KEYS_FILE = keys
        assert worked(waiting).state == AttachedState.DONE


def test_a_failed_file_is_signed_once_more_by_the_clerk(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        papers.key_file(settings, tmp_path / "cu", co_quan=authority.expired())
        failed = worked(row)
        assert (failed.state, failed.file_digest) == (AttachedState.FAILED, row.original_digest)
        assert failed.error.startswith("Chứng thư số của")
        settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa" / "khoa.toml")
        assert refused_sentence(
            lambda: attached_files.try_again(plan, row.pk, by=settled.drafter)
        ).startswith("Việc này dành cho")
        attached_files.try_again(plan, row.pk, by=settled.clerk)
        assert worked(row).state == AttachedState.DONE
        assert refused_sentence(lambda: attached_files.try_again(plan, row.pk, by=settled.clerk)) == (
            "Tệp này đang ở tình trạng “Cơ quan đã ký số” nên không ký lại."
        )


def test_in_ink_and_outside_the_files_stay_as_they_are(settled: World) -> None:
    with entered(settled.province):
        plan = approved_with_files(settled, "một")
        procedure.issue(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        paper = Plan.objects.select_related("paper").get(pk=plan.pk).paper
        (row,) = attaching.of_paper(paper)
        assert (row.state, row.file_digest) == (AttachedState.UNSIGNED, row.original_digest)
        assert worked(row).state == AttachedState.UNSIGNED


def test_a_stopped_signing_freezes_nothing(settled: World) -> None:
    with entered(settled.province):
        plan = approved_with_files(settled, "một")
        signing.number(plan.pk, by=settled.clerk, issued_on=timezone.localdate())
        signing.stop(plan.pk, by=settled.clerk, reason="Sai ngày.")
        assert AttachedFile.objects.filter(title="Phụ lục một").count() == 0
        add(Plan.objects.get(pk=plan.pk), settled.clerk, words="hai")
        assert Plan.objects.get(pk=plan.pk).state == PlanState.DRAFT


def test_a_lost_message_is_found_by_the_clock_and_a_dead_workers_lease_runs_out(
    settled: World, settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    from cchc_portal.documents import leases
    from cchc_portal.documents.attached import job as attached_job
    from cchc_portal.documents.signed import by_key

    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        claimed = attached_job.claim(row.pk)
        assert claimed is not None
        assert attached_job.claim(row.pk) is None  # in another's hands
        ago = timezone.now() - leases.LEASE
        AttachedFile.objects.filter(pk=row.pk).update(lease_until=ago, woken_at=ago)
        woken: list[int] = []
        monkeypatch.setattr(attaching, "wake", lambda found: woken.append(found.pk))
    attached_tasks.wake_attached()
    assert woken == [row.pk]
    with entered(settled.province):
        assert worked(row).state == AttachedState.DONE
        by_key.work(claimed)  # the first worker comes back: it has lost the row
        assert AttachedFile.objects.get(pk=row.pk).state == AttachedState.DONE


def test_the_history_tells_of_each_signature(settled: World, settings: Any, tmp_path: Path) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        done = worked(files_of(plan)[0])
        told = HistoryEvent.objects.about(done).values_list("verb", "actor_id")
        assert list(told) == [("signed", settled.clerk.user_id)]


def test_a_means_that_signs_outside_asks_no_key(settled: World, settings: Any, tmp_path: Path) -> None:
    with entered(settled.province):
        plan = issued_by_keys(settled, settings, tmp_path, "một")
        (row,) = files_of(plan)
        papers.key_file(settings, tmp_path / "cu", co_quan=authority.expired())
        worked(row)
        SigningMeans.objects.filter(agency=settled.agency, post=None).update(way=SigningWay.OUTSIDE)
        with transaction.atomic():
            said = refused_sentence(lambda: attached_files.try_again(plan, row.pk, by=settled.clerk))
        assert said == (
            "Cơ quan không còn khóa ký số khai báo trên cổng nên tệp này giữ nguyên, không ký số."
        )


# --- what is not accepted

SPOILED = {
    "ảnh mang tên PDF": (b"\xff\xd8\xff\xe0 anh", "Tệp là ảnh JPEG, không phải PDF, dù tên có thể kết thúc bằng “.pdf”."),
    "tài liệu văn phòng": (b"PK\x03\x04 docx", "Tệp là tài liệu văn phòng hoặc tệp nén, không phải PDF."),
    "chữ thường": (b"xin chao", "Tệp không phải PDF."),
    "rỗng": (b"", "Tệp rỗng."),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_no_pdf_is_said_to_be_none(name: str) -> None:
    content, sentence = SPOILED[name]
    with pytest.raises(attaching.NotAttachable) as refusal:
        attaching.judged(content)
    assert refusal.value.sentences == (sentence,)


def test_an_encrypted_a_damaged_and_an_empty_pdf_are_refused() -> None:
    whole = attachable.made()
    said = {}
    for name, content in {
        "khóa": attachable.encrypted(whole),
        "cắt": whole[: len(whole) // 2],
        "không trang": attachable.without_pages(),
    }.items():
        with pytest.raises(attaching.NotAttachable) as refusal:
            attaching.judged(content)
        said[name] = refusal.value.sentences
    assert said == {
        "khóa": ("Tệp được đặt mật khẩu nên không kiểm tra được; hãy dùng tệp không mã hóa.",),
        "cắt": ("Tệp PDF bị hỏng hoặc bị cắt bớt, không đọc được.",),
        "không trang": ("Tệp PDF này không có trang nào.",),
    }


def test_a_file_that_somebody_has_signed_is_accepted() -> None:
    from tests.documents.signing import signed

    assert attaching.judged(signed.by_another_tool(signed.made().content)) == signed.made().pages
