"""What may go wrong on a plan's way from approved to issued, by each way of signing, with real cryptography; see test_signing_to_the_end."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cchc_portal.documents import actions, storage
from cchc_portal.documents import paper as engine
from cchc_portal.documents.models import IssuedNumber, Paper, Signature
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed import tasks as signing_tasks
from cchc_portal.documents.signed.states import Order, SignatureState, SigningWay
from cchc_portal.documents.signing import acts
from cchc_portal.documents.verifying import Expected, trust, verify
from plans.actions import signing
from plans.models import Plan
from plans.states import PlanState
from tests.documents.signing import authority, drawn, signed
from tests.documents.signing.service import TOKEN as ACCESS
from tests.documents.signing.service import Service, running
from tests.plans import signing_papers as papers
from tests.plans.verbs import refused_sentence
from tests.world import World, entered


def numbered(world: World) -> Plan:
    plan = world.plan(PlanState.SIGNING)
    papers.make(plan)
    return plan


def verdict_of(plan: Plan) -> Any:
    plan.refresh_from_db()
    content = storage.load(plan.province_id, plan.paper.file_digest)
    return verify(
        content,
        issued_digest=plan.paper.file_digest,
        expected=[Expected("người ký văn bản"), Expected("cơ quan")],
        trust_roots=trust.configured(),
    )


def pdfsig(plan: Plan, folder: Path) -> int:
    """How many signatures poppler finds in order."""
    path = folder / "van-ban.pdf"
    path.write_bytes(storage.load(plan.province_id, plan.paper.file_digest))
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    return said.count("Signature Validation: Signature is Valid.")


def test_software_keys_lead_from_approved_to_issued_and_checked(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    papers.trusted(settings, tmp_path / "tin")
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        plan = numbered(settled)
        signing.sign(plan.pk, by=settled.head)
        first = papers.work(plan, Order.PERSON)
        assert (first.state, first.error, first.holder) == (SignatureState.DONE, "", authority.PERSON)
        signing.seal(plan.pk, by=settled.clerk)
        second = papers.work(plan, Order.AGENCY)
        assert (second.state, second.error, second.holder) == (SignatureState.DONE, "", authority.AGENCY)
        verdict = verdict_of(plan)
        assert (verdict.bottom_line, verdict.sentences) == (True, ())
        assert [one.signer for one in verdict.signatures] == [authority.PERSON, authority.AGENCY]
        assert (plan.state, plan.paper.file_digest) == (PlanState.ISSUED, second.file_digest)
        assert IssuedNumber.objects.get(pk=plan.line_id).status == "given"
        assert pdfsig(plan, tmp_path) == 2


# --- a service that answers later


def due(plan: Plan) -> Signature:
    """Time passes, and the clock asks again."""
    one = papers.signature(plan, Order.PERSON)
    Signature.objects.filter(pk=one.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    return papers.work(plan, Order.PERSON)


def test_a_service_that_is_down_slow_or_asked_twice_signs_once(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    papers.trusted(settings, tmp_path / "tin")
    service = Service(authority.person())
    with running(service) as address, entered(settled.province):
        (tmp_path / "khoa.toml").write_text(
            f'[keys.xa]\nway = "csc"\nurl = "{address}"\ncredential = "giam-doc"\ntoken = "{ACCESS}"\nseconds = 2\n'
        )
        settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa.toml")
        papers.means(settled.agency, settled.head.post, "xa", SigningWay.REMOTE)
        plan = numbered(settled)
        signing.sign(plan.pk, by=settled.head)
        service.broken = True
        down = papers.work(plan, Order.PERSON)
        assert (down.state, down.error) == (
            SignatureState.PREPARED, "Dịch vụ ký số không trả lời; cổng sẽ hỏi lại.",
        )  # fmt: skip
        service.broken, service.forgets_answer = False, True
        assert due(plan).state == SignatureState.PREPARED  # asked, and the answer was lost
        service.forgets_answer = False
        asked = due(plan)
        assert (asked.state, asked.error) == (
            SignatureState.ASKED, "Đang chờ người ký xác nhận tại dịch vụ ký số.",
        )  # fmt: skip
        service.agreed = True
        done = due(plan)
        assert (done.state, done.error, len(service.asked)) == (SignatureState.DONE, "", 1)
        assert papers.work(plan, Order.PERSON).file_digest == done.file_digest


def test_a_person_who_refuses_at_the_service_is_quoted_and_may_be_asked_again(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    service = Service(authority.person())
    with running(service) as address, entered(settled.province):
        (tmp_path / "khoa.toml").write_text(
            f'[keys.xa]\nway = "csc"\nurl = "{address}"\ncredential = "giam-doc"\ntoken = "{ACCESS}"\nseconds = 2\n'
        )
        settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa.toml")
        papers.means(settled.agency, settled.head.post, "xa", SigningWay.REMOTE)
        plan = numbered(settled)
        signing.sign(plan.pk, by=settled.head)
        service.refused = "user_rejected"
        refused = papers.work(plan, Order.PERSON)
        assert (refused.state, refused.error) == (SignatureState.REFUSED, "Người ký đã từ chối yêu cầu ký.")
        service.refused, service.agreed = "", True
        signing.sign(plan.pk, by=settled.head)
        assert papers.work(plan, Order.PERSON).state == SignatureState.DONE


# --- outside


def signed_outside(plan: Plan, content: bytes, holder: authority.Holder, order: Order) -> bytes:
    """What the official's own program makes of the file."""
    frozen = Paper.objects.select_related("snapshot").get(pk=plan.paper_id).snapshot.content
    place = engine.made(frozen).places[0]
    if order == Order.PERSON:
        prepared = acts.prepare_person(content, place, drawn.signature(), holder.chain, signed.now())
    else:
        prepared = acts.prepare_agency(content, place, drawn.seal(), 36.0, holder.chain, signed.now())
    return signed.answered(prepared, holder.signer)


def test_another_file_or_another_signer_is_refused_and_the_record_stays(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    papers.trusted(settings, tmp_path / "tin")
    with entered(settled.province):
        plan = numbered(settled)
        given = signatures.to_be_signed(papers.signature(plan, Order.PERSON))
        uploads = {
            "not-signed": given,
            "another plan": signed.person_only(),
            "unknown authority": signed_outside(plan, given, authority.unknown(), Order.PERSON),
            "no PDF": b"\xff\xd8\xff\xe0 a picture",
        }
        for name, content in uploads.items():
            with pytest.raises(signatures.NotAccepted) as refusal:
                signing.bring(plan.pk, Order.PERSON, content, by=settled.head)
            assert all(sentence.endswith(".") for sentence in refusal.value.sentences), name
            signing.keep_refused(plan.pk, Order.PERSON, content, by=settled.head)
            kept = papers.signature(plan, Order.PERSON)
            assert (kept.state, storage.load(plan.province_id, kept.refused_file)) == ("waiting", content)
        assert Plan.objects.get(pk=plan.pk).state == PlanState.SIGNING


# --- keys that cannot sign, and stopping


def test_an_expired_certificate_is_said_and_nothing_is_signed(
    settled: World, settings: Any, tmp_path: Path
) -> None:
    with entered(settled.province):
        papers.key_file(settings, tmp_path / "khoa", cu=authority.expired())
        papers.means(settled.agency, settled.head.post, "cu")
        plan = numbered(settled)
        signing.sign(plan.pk, by=settled.head)
        failed = papers.work(plan, Order.PERSON)
        ended = timezone.localtime(authority.expired().certificate.not_valid_after_utc)
        assert (failed.state, failed.error) == (
            SignatureState.FAILED,
            f"Chứng thư số của {authority.PERSON} đã hết hạn ngày {ended:%d/%m/%Y}.",
        )


def test_a_stopped_signature_is_not_made_any_more(settled: World, settings: Any, tmp_path: Path) -> None:
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        plan = numbered(settled)
        signing.sign(plan.pk, by=settled.head)
        one = papers.signature(plan, Order.PERSON)
        signing.stop(plan.pk, by=settled.clerk, reason="Sai trích yếu.")
        signing_tasks.sign(one.pk, one.province_id)
        one.refresh_from_db()
        assert (one.state, one.file_digest) == (SignatureState.STOPPED, "")


def test_signed_bytes_are_never_made_again(settled: World, settings: Any, tmp_path: Path) -> None:
    with entered(settled.province):
        papers.keys_for(settled.agency, settled.head, settings, tmp_path)
        plan = numbered(settled)
        signing.sign(plan.pk, by=settled.head)
        papers.work(plan, Order.PERSON)
        signing.seal(plan.pk, by=settled.clerk)
        papers.work(plan, Order.AGENCY)
        paper = Paper.objects.get(pk=plan.paper_id)
        actions.make_again(paper)
        again = Paper.objects.get(pk=plan.paper_id)
        assert (again.state, again.file_digest) == ("ready", paper.file_digest)
        said = refused_sentence(lambda: signing.stop(plan.pk, by=settled.clerk, reason="Muộn."))
        assert said == "Chỉ dừng được việc ký số đang chờ; kế hoạch đang ở trạng thái “Đã ban hành”."
