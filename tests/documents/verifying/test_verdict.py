"""What is said of a file that was signed and issued here; pdfsig is asked too."""

import re
import subprocess
import time
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cchc_portal.documents import verifying
from cchc_portal.documents.verifying import Trust, Verdict, isolation, trust
from tests.documents.signing import authority, signed
from tests.documents.verifying.judged import judge

PACKAGE = Path(verifying.__file__).parent


def test_an_issued_file_is_recognised_with_everything_beside_the_bottom_line():
    verdict = judge(signed.issued(), gate=True)
    assert (verdict.bottom_line, verdict.as_issued, verdict.pages, verdict.sentences) == (True, True, 3, ())
    facts = [
        (one.role, one.signer, one.organisation, one.coverage, one.changes) for one in verdict.signatures
    ]
    assert facts == [
        ("người ký văn bản", authority.PERSON, authority.AGENCY, "ENTIRE_REVISION", "FORM_FILLING"),
        ("cơ quan ban hành", authority.AGENCY, authority.AGENCY, "ENTIRE_FILE", "NONE"),
    ]
    assert [one.chain for one in verdict.signatures] == [
        ("CA thử nghiệm của cổng", authority.PERSON),
        ("CA thử nghiệm của cổng", authority.AGENCY),
    ]
    assert [(one.coverage_sentence, one.changes_sentence) for one in verdict.signatures] == [
        ("Bao trùm toàn bộ văn bản tại thời điểm ký", "Sau đó chỉ thêm chữ ký số khác"),
        ("Bao trùm toàn bộ tệp", "Không có gì được thêm sau khi ký"),
    ]
    moments = [datetime.fromisoformat(one.signed_at) for one in verdict.signatures]
    assert all(abs(datetime.now(UTC) - moment) < timedelta(minutes=30) for moment in moments)


def test_pdfsig_agrees(tmp_path):
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(signed.issued())
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert re.findall(r"Signature Field Name: (.*)", said) == ["nguoi-ky", "co-quan"]
    assert re.findall(r"Signature Validation: (.*)", said) == ["Signature is Valid."] * 2
    assert re.findall(r"Signature Type: (.*)", said) == ["ETSI.CAdES.detached"] * 2
    assert said.count("Total document signed") == 1


def test_a_verdict_is_kept_as_json():
    verdict = judge(signed.issued())
    assert Verdict.from_json(verdict.as_json()) == verdict


def test_a_document_keeps_its_signers_when_their_certificates_have_run_out():
    old = datetime.now(UTC) - timedelta(days=500)
    content = signed.by_agency(signed.by_person(authority.expired(), old), authority.expired_agency(), old)
    digest = verifying.hashlib.sha256(content).hexdigest()
    facts = {"expected": None, "trust_roots": Trust((authority.root().der,))}
    today = verifying.verify(content, issued_digest=digest, **facts)
    then = verifying.verify(content, issued_digest=digest, issued_at=old, **facts)
    unknown = verifying.verify(content, issued_digest=None, issued_at=old, **facts)
    assert (today.bottom_line, then.bottom_line, unknown.bottom_line) == (False, True, False)
    assert (today.codes, unknown.codes) == ({"expired"}, {"expired"})


def test_a_file_of_another_province_is_told_apart_from_the_issued_one():
    verdict = judge(signed.appendix(), gate=True)
    assert (verdict.bottom_line, verdict.as_issued) == (False, False)
    assert verdict.sentences[0] == "Tệp không giống từng byte với văn bản đã phát hành (mã SHA-256 khác)."


def test_without_trusted_authorities_the_operator_is_told():
    verdict = judge(signed.issued(), trust_roots=Trust(()))
    assert (verdict.bottom_line, "no-roots" in verdict.codes) == (False, True)


# --- the child process


def test_a_file_that_takes_too_long_is_given_up():
    answer = isolation.examined(signed.issued(), _question(), seconds=0.001)
    assert [one["code"] for one in answer["reasons"]] == ["slow"]


def test_a_file_that_takes_too_much_memory_is_given_up():
    answer = isolation.examined(b"%PDF-1.7\n" + b"x" * 40_000_000, _question(), memory=8_000_000)
    assert [one["code"] for one in answer["reasons"]] == ["heavy"]


def test_after_a_lost_child_the_next_file_is_read():
    isolation.examined(signed.issued(), _question(), seconds=0.001)
    assert isolation.examined(signed.issued(), _question())["pages"] == 3


def test_a_dead_nursery_is_started_anew():
    isolation.examined(signed.issued(), _question())
    isolation._NURSERY._control.close()
    assert isolation.examined(signed.issued(), _question())["pages"] == 3


def _question():
    from cchc_portal.documents.verifying.question import Question

    now = datetime.now(UTC)
    return Question(trust=Trust((authority.root().der,)), moment=now, now=now)


# --- whom the operator trusts


def test_the_folder_of_trust_is_read(tmp_path):
    (tmp_path / "goc.pem").write_bytes(authority.pem(authority.root()))
    (tmp_path / "giua.cer").write_bytes(authority.agency().der)
    (tmp_path / "thu-hoi.crl").write_bytes(authority.revocations())
    (tmp_path / "ghi-chu.txt").write_text("không phải chứng thư")
    found = trust.from_folder(tmp_path)
    assert found == Trust((authority.root().der,), (authority.agency().der,), (authority.revocations(),))


def test_the_operators_folder_comes_from_the_settings(settings, tmp_path):
    settings.TRUST_DIR = tmp_path / "chua-co"
    assert trust.configured() == Trust(())


def test_a_file_that_is_no_certificate_is_named(tmp_path):
    (tmp_path / "hong.pem").write_text("không phải chứng thư")
    with pytest.raises(trust.BadTrustFile) as refusal:
        trust.from_folder(tmp_path)
    assert str(refusal.value) == "Tệp hong.pem không phải chứng thư số."


# --- the rules of the house


def test_the_difference_analysis_is_never_skipped():
    sources = [
        path
        for folder in ("documents", "agencies", "calendars")
        for path in (PACKAGE.parents[1] / folder).rglob("*.py")
    ]
    root = PACKAGE.parents[2]
    sources += [path for folder in ("plans", "publications") for path in (root / folder).rglob("*.py")]
    assert [path.name for path in sources if "skip_" + "diff" in path.read_text(encoding="utf-8")] == []


def test_only_one_module_asks_the_library_whether_a_signature_holds():
    root = PACKAGE.parents[2]
    asking = [
        path.name
        for folder in ("cchc_portal", "plans", "publications")
        for path in (root / folder).rglob("*.py")
        if "validate_pdf_signature" in path.read_text(encoding="utf-8")
    ]
    assert asking == ["one_signature.py"]


# --- files made to be costly


@pytest.mark.parametrize("costly", ["padding", "bomb"])
def test_a_costly_file_costs_no_more_than_the_limit(costly):
    content = _bomb() if costly == "bomb" else signed.issued() + b" " * 45_000_000
    began = time.monotonic()
    answer = isolation.examined(content, _question(), seconds=2)
    assert time.monotonic() - began < 10
    assert {one["code"] for one in answer["reasons"]} & {"damaged", "slow", "heavy", "unsigned-end"} != set()


def _bomb() -> bytes:
    """A cross-reference stream of 128 megabytes, in one."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(128)) + packer.flush()
    head = b"%PDF-1.7\n"
    stream = (
        b"1 0 obj\n<< /Type /XRef /Size 99999999 /W [1 2 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
        % len(packed)
    )
    return head + stream + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def test_a_child_that_says_nonsense_or_cannot_be_had_is_no_error(monkeypatch):
    def broken():
        raise OSError("no more processes")

    monkeypatch.setattr(isolation._NURSERY, "child", broken)
    verdict = judge(signed.issued())
    assert (verdict.bottom_line, verdict.codes) == (False, {"heavy"})
