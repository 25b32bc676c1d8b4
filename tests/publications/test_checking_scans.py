"""What the public page says of a file that is the kept scan of a paper signed in ink."""

import pytest
from django.utils import timezone

from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import looking_up, storage
from cchc_portal.documents.models import CheckRecord, IssuedNumber, SignedScan
from cchc_portal.documents.register import book
from cchc_portal.documents.states import AfterKind, CheckResult
from plans.actions import scans
from plans.models import Plan
from plans.states import PlanState
from publications import checking_files, checking_scans
from tests.world import World, entered

JPEG = b"\xff\xd8\xff\xe0 mot trang giay"


def kept(world: World, content: bytes = JPEG, kind: str = "jpg") -> Plan:
    """The home office's issued plan with a scan beside it."""
    with entered(world.province):
        plan = Plan.objects.select_related("paper", "issued_snapshot").get(
            pk=world.plans[PlanState.ISSUED].pk
        )
        SignedScan.objects.create(
            agency=world.agency,
            paper=plan.paper,
            name="ban-quet.jpg",
            kind=kind,
            file_digest=storage.store(world.province.pk, content),
            file_size=len(content),
            uploaded_by=world.clerk.user,
        )
    return plan


@pytest.mark.parametrize("content", [JPEG, b"%PDF-1.4 trang quet"])
def test_a_kept_scan_is_known_by_its_bytes_and_said_whose_it_is(settled: World, content: bytes) -> None:
    plan = kept(settled, content)
    answer = checking_files.check_file(content, None, "khách")
    today = f"{timezone.localdate():%d/%m/%Y}"
    issuer = plan.issued_snapshot.content["agency"]["name"] if plan.issued_snapshot else ""
    headline = f"Tệp này là bản quét văn bản số {plan.symbol} ngày {plan.issued_on:%d/%m/%Y} của {issuer}, đã ký và đóng dấu."
    assert (answer.result, answer.tone, answer.headline) == (CheckResult.AS_ISSUED, "ok", headline)
    assert answer.sentences == (
        checking_scans.SAME,
        f"Cơ quan ban hành lưu bản quét từ ngày {today}; bản có giá trị là bản giấy đã ký và đóng dấu.",
    )
    assert answer.document is not None
    assert answer.document.symbol == plan.symbol
    with entered(settled.province):
        assert CheckRecord.objects.filter(file_digest=answer.digest).count() == 1


def test_one_byte_more_and_it_is_nobodys(settled: World) -> None:
    kept(settled)
    assert checking_files.check_file(JPEG + b" ", None, "khách").result == CheckResult.UNREADABLE


def test_a_withdrawn_papers_scan_says_so(settled: World) -> None:
    plan = kept(settled)
    with entered(settled.province):
        line = IssuedNumber.objects.get(snapshot=plan.issued_snapshot_id)
        book.note_after_issue(
            line.pk, AfterKind.WITHDRAWN, reason="Ban hành nhầm", by_symbol="30/QĐ-STC",
            by_day=timezone.localdate(), by=settled.clerk,
        )  # fmt: skip
    answer = checking_files.check_file(JPEG, None, "khách")
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert (answer.tone, len(answer.sentences)) == ("warn", 2)
    assert answer.headline.startswith(
        f"Văn bản số {plan.symbol} đã thu hồi theo Quyết định số 30/QĐ-STC ngày {today}. Tệp này là bản quét"
    )


def test_a_scan_that_another_was_put_in_the_place_of_says_so(settled: World) -> None:
    plan = kept(settled)
    with entered(settled.province):
        wrong = SignedScan.objects.get(paper=plan.paper)
        instead = scans.InPlaceOf(wrong, "Quét thiếu trang")
        scans.keep(plan.pk, b"%PDF-1.7 lai", name="lai.pdf", kind="pdf", by=settled.clerk, instead=instead)
    answer = checking_files.check_file(JPEG, None, "khách")
    assert answer.tone == "warn"
    assert answer.headline.startswith("Tệp này là bản quét đã bị thay, không còn là bản quét văn bản số ")
    assert answer.sentences[1] == (
        "Cơ quan ban hành đã thay bản quét này bằng bản quét khác ngày "
        f"{timezone.localdate():%d/%m/%Y}. Lý do: Quét thiếu trang"
    )


def test_a_second_scan_is_kept_in_the_place_of_the_first_alone(settled: World) -> None:
    plan = kept(settled)
    with entered(settled.province), pytest.raises(Refused, match="Bản quét đó sai thì chọn “Thay bản quét”"):
        scans.keep(plan.pk, b"%PDF-1.7 lai", name="lai.pdf", kind="pdf", by=settled.clerk)


def test_on_the_page_of_another_paper_it_is_another(settled: World) -> None:
    plan = kept(settled)
    with entered(settled.province):
        other = settled.plan(PlanState.ISSUED)
        other = Plan.objects.select_related("paper__snapshot").get(pk=other.pk)
        code = looking_up.code_of(other.paper)
    answer = checking_files.check_file(JPEG, str(getattr(code, "code", code)), "khách")
    assert answer.result == CheckResult.ANOTHER
    assert answer.headline.startswith(f"Tệp này là văn bản khác: số {plan.symbol} ngày ")
