"""What the public page says of a file that is a copy: of which document, by whom, and what it is worth."""

import pytest
from django.utils import timezone

from cchc_portal.documents import storage, tasks
from cchc_portal.documents.copies import copying
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import DocumentCopy, IssuedNumber, Paper
from cchc_portal.documents.register import book
from cchc_portal.documents.states import AfterKind
from cchc_portal.vietnam.copies import CopyForm
from plans.states import PlanState
from publications import checking_files
from tests.documents import copy_rows
from tests.documents.copies import signed_sheets
from tests.world import World, entered


@pytest.fixture(autouse=True)
def scanned(settled: World) -> None:
    """The issued plan was signed in ink, and its scan is kept."""
    with entered(settled.province):
        signed_sheets.keep(settled.plans[PlanState.ISSUED].paper, settled.clerk)


def _made(world: World, electronic: bool) -> tuple[DocumentCopy, bytes]:
    """An excerpt or a sao y, as the worker prints it."""
    with entered(world.province):
        original = world.plans[PlanState.ISSUED].issued_snapshot
        assert original is not None
        if electronic:
            copy = copying.electronic(
                world.agency, original, CopyForm.EXCERPT, scan=None, leaves=(0,), by=world.clerk
            )
        else:
            copy = copy_rows.one(original, world.clerk)
        paper = copy_files.print_of(copy)
        assert paper is not None
        Paper.objects.filter(pk=paper.pk).update(state="queued", ready_at=None, file_digest="")
    tasks.render_paper(paper.pk, world.province.pk)
    with entered(world.province):
        made = Paper.objects.get(pk=paper.pk)
        return copy, storage.load(world.province.pk, made.file_digest)


@pytest.mark.parametrize(
    ("electronic", "what", "tone", "worth"),
    [
        (False, "bản sao y số 01/SY-STC", "ok", "Bản sao có giá trị là bản giấy đã ký và đóng dấu của cơ quan sao."),
        (
            True,
            "bản trích sao điện tử",
            "warn",
            "Bản sao điện tử này chưa được cơ quan sao ký số nên chưa có giá trị.",
        ),
    ],
)  # fmt: skip
def test_a_copy_is_known_by_its_bytes(
    settled: World, electronic: bool, what: str, tone: str, worth: str
) -> None:
    copy, content = _made(settled, electronic)
    day = f"{timezone.localdate():%d/%m/%Y}"
    answer = checking_files.check_file(content, None, "khách")
    assert (answer.tone, answer.headline) == (
        tone,
        f"Tệp này là {what} do Sở Tài chính {settled.province} tạo ngày {day}.",
    )
    said = f"Văn bản được sao: {copying.described(copy.original)}, còn hiệu lực."
    assert answer.sentences == (said, worth)
    other = checking_files.check_file(content + b"\n", None, "khách")
    assert other.headline == "Tệp này không trùng với văn bản nào đã phát hành trên cổng."


def test_a_copy_of_a_withdrawn_document_says_so(settled: World) -> None:
    copy, content = _made(settled, False)
    with entered(settled.province):
        line = IssuedNumber.objects.get(snapshot=copy.original)
        book.note_after_issue(
            line.pk, AfterKind.WITHDRAWN, reason="Ban hành nhầm", by_symbol="30/QĐ-STC",
            by_day=timezone.localdate(), by=settled.clerk,
        )  # fmt: skip
    answer = checking_files.check_file(content, None, "khách")
    gone = f"đã thu hồi theo Quyết định số 30/QĐ-STC ngày {timezone.localdate():%d/%m/%Y}"
    assert answer.headline.startswith(f"Văn bản được sao {gone}. Tệp này là bản sao y số 01/SY-STC")
    said = f"Văn bản được sao: {copying.described(copy.original)}, {gone}."
    assert (answer.tone, answer.sentences[0]) == ("warn", said)
