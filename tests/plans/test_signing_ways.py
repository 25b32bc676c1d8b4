"""A plan from approved to issued and checked, by each way of signing, with real cryptography (T-60…T-62, T-65)."""

import subprocess
from pathlib import Path
from typing import Any

from cchc_portal.documents import storage
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.signing_states import Order, SignatureState
from cchc_portal.documents.verifying import Expected, trust, verify
from plans.actions import signing
from plans.models import Plan
from plans.states import PlanState
from tests.documents.signing import authority
from tests.plans import signing_papers as papers
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
