"""Each way of signing from the paper to the verdict, with real cryptography: token, software key, distant service, outside."""

import json
import subprocess
import time

import pytest

from cchc_portal.documents.signing import acts, deferred, keyring, outside
from cchc_portal.documents.signing.answers import KeyUnavailable, Refused, Signed, Waiting
from cchc_portal.documents.signing.deferred import Prepared
from cchc_portal.documents.signing.envelope import WrongSignature
from cchc_portal.documents.signing.remote_key import ASKED, SILENT, RemoteKey
from cchc_portal.documents.signing.token_key import from_token
from cchc_portal.documents.verifying import Expected
from tests.documents.signing import authority, drawn, signed
from tests.documents.signing.service import TOKEN as ACCESS
from tests.documents.signing.service import Service, running
from tests.documents.verifying.judged import expected, judge, trust


def _prepared(signer, content=None) -> Prepared:
    made = signed.made()
    return acts.prepare_person(
        content or made.content, made.places[0], drawn.signature(), signer.certificates, signed.now()
    )


def _agency_after(content, signer):
    return acts.prepare_agency(
        content, signed.made().places[0], drawn.seal(), signed.SEAL_MM, signer.certificates, signed.now()
    )


def _pdfsig_agrees(tmp_path, content, count=2):
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    return said.count("Signature Validation: Signature is Valid.") == count


# --- (a) a key that the portal can reach


def test_a_token_signs_for_the_person_and_for_the_agency(token, tmp_path):
    person = from_token(token.library, token.label, "giam-doc", token.pin)
    agency = from_token(token.library, token.label, "co-quan", token.pin)
    one = signed.answered(_prepared(person), person)
    two = signed.answered(_agency_after(one, agency), agency)
    verdict = judge(two)
    assert (verdict.bottom_line, verdict.sentences) == (True, ())
    assert [one.signer for one in verdict.signatures] == [authority.PERSON, authority.AGENCY]
    assert _pdfsig_agrees(tmp_path, two)


def test_a_token_signs_with_rsa_too(token):
    person = from_token(token.library, token.label, "giam-doc-rsa", token.pin)
    verdict = judge(signed.answered(_prepared(person), person), expected=[Expected("người ký")])
    assert (verdict.bottom_line, verdict.signatures[0].signer) == (True, authority.PERSON)


def test_the_tokens_key_stays_open(token):
    person = from_token(token.library, token.label, "giam-doc", token.pin)
    before = person._token.key("giam-doc")
    person.start(b"1" * 32)
    again = from_token(token.library, token.label, "giam-doc", token.pin)
    assert again._token.key("giam-doc") is before


def test_a_token_that_lost_its_session_is_entered_again(token):
    person = from_token(token.library, token.label, "giam-doc", token.pin)
    prepared = _prepared(person)
    person._token._session.close()
    assert judge(signed.answered(prepared, person), expected=expected()[:1]).bottom_line is True


@pytest.mark.parametrize(
    ("label", "pin"), [("giam-doc", "sai-ma-pin"), ("khong-co", None)], ids=["sai PIN", "không có khóa"]
)
def test_a_token_that_does_not_open_says_so_without_the_pin(token, label, pin):
    key = from_token(token.library, token.label, label, pin or token.pin)
    with pytest.raises(KeyUnavailable, match=f"Không dùng được khóa “{label}”") as refusal:
        key.start(b"1" * 32)
    assert (pin or token.pin) not in f"{refusal.value}{key!r}"


def test_a_software_key_signs_and_is_loaded_once(tmp_path, settings):
    bundle = authority.person().bundle(tmp_path / "khoa.p12")
    (tmp_path / "mat-khau").write_text(authority.PASSWORD + "\n")
    settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa.toml")
    (tmp_path / "khoa.toml").write_text(
        f'[keys.giam-doc]\nway = "pkcs12"\npath = "{bundle}"\npassword_file = "{tmp_path}/mat-khau"\n'
    )
    person = keyring.named("giam-doc")
    assert keyring.names() == ("giam-doc",)
    assert keyring.named("giam-doc") is person
    assert judge(signed.answered(_prepared(person), person), expected=expected()[:1]).bottom_line is True


def test_a_key_is_declared_by_the_operator_or_refused_in_words(tmp_path, settings):
    settings.SIGNING_KEYS_FILE = str(tmp_path / "khoa.toml")
    (tmp_path / "khoa.toml").write_text('[keys.a]\nway = "pkcs12"\n[keys.b]\nway = "khong.co"\n')
    said = {name: _refusal(lambda name=name: keyring.named(name)) for name in ("a", "b", "c")}
    assert said == {
        "a": "Khai báo khóa ký số “a” chưa đúng; báo quản trị viên.",
        "b": "Khai báo khóa ký số “b” chưa đúng; báo quản trị viên.",
        "c": "Cổng chưa được khai báo khóa ký số “c”; báo quản trị viên.",
    }
    settings.SIGNING_KEYS_FILE = str(tmp_path / "mat.toml")
    assert _refusal(keyring.names) == "Không đọc được tệp khai báo khóa ký số; báo quản trị viên."


def _refusal(act):
    with pytest.raises(KeyUnavailable) as refusal:
        act()
    return str(refusal.value)


def test_a_wrong_password_or_a_missing_file_is_said(tmp_path):
    from cchc_portal.documents.signing.software_key import from_file

    bundle = authority.person().bundle(tmp_path / "khoa.p12")
    assert (
        _refusal(lambda: from_file(str(bundle), "sai")) == "Không mở được tệp khóa ký số hoặc sai mật khẩu."
    )
    assert _refusal(lambda: from_file(str(tmp_path / "mat.p12"), "")) == "Không tìm thấy tệp khóa ký số."


# --- (b) a service that signs a hash and answers later


@pytest.fixture
def service():
    found = Service(authority.person())
    with running(found) as address:
        found.key = RemoteKey(address, "giam-doc", ACCESS, seconds=0.5)
        yield found


def test_a_service_answers_when_its_owner_has_agreed(service, tmp_path):
    prepared = _prepared(service.key)
    transaction = service.key.start(prepared.digest)
    assert service.key.poll(transaction) == Waiting(ASKED)
    kept = json.loads(json.dumps(prepared.as_json()))  # days go by; another process goes on
    service.agreed = True
    answer = service.key.poll(transaction)
    one = deferred.finish(Prepared.from_json(kept, prepared.content), answer.signature).content
    assert service.asked == [prepared.digest.hex()]
    two = signed.by_agency(one)
    assert (judge(two).bottom_line, _pdfsig_agrees(tmp_path, two)) == (True, True)


def test_a_service_that_answers_at_once_needs_no_second_question(service):
    service.at_once = True
    prepared = _prepared(service.key)
    answer = service.key.poll(service.key.start(prepared.digest))
    assert (
        judge(deferred.finish(prepared, answer.signature).content, expected=expected()[:1]).bottom_line
        is True
    )


def test_a_service_that_is_down_is_waited_for(service):
    prepared = _prepared(service.key)
    transaction = service.key.start(prepared.digest)
    service.broken = True
    assert service.key.poll(transaction) == Waiting(SILENT)
    assert _refusal(lambda: service.key.start(b"2" * 32)) == SILENT
    service.broken, service.agreed = False, True
    assert isinstance(service.key.poll(transaction), Signed)


def test_a_slow_service_is_not_waited_for_longer_than_its_patience(service):
    transaction = service.key.start(_prepared(service.key).digest)
    service.slow = 2
    began = time.monotonic()
    assert service.key.poll(transaction) == Waiting(SILENT)
    assert time.monotonic() - began < 1.5


def test_a_service_that_nobody_serves_is_said(service):
    gone = RemoteKey("http://127.0.0.1:9", "giam-doc", ACCESS, seconds=0.5)
    assert _refusal(lambda: gone.certificates) == SILENT


def test_asking_again_after_a_lost_answer_asks_the_owner_once(service):
    prepared = _prepared(service.key)
    service.forgets_answer = True
    assert _refusal(lambda: service.key.start(prepared.digest)) == SILENT
    service.forgets_answer = False
    service.key.start(prepared.digest)
    assert service.asked == [prepared.digest.hex()]


def test_a_service_that_answers_twice_changes_nothing_the_second_time(service):
    prepared = _prepared(service.key)
    transaction = service.key.start(prepared.digest)
    service.agreed = True
    first, second = service.key.poll(transaction), service.key.poll(transaction)
    assert len(service.answers) == 2
    files = [deferred.finish(prepared, answer.signature).content for answer in (first, second)]
    assert [judge(one, expected=expected()[:1]).bottom_line for one in files] == [True, True]
    assert deferred.finish(prepared, first.signature).content == files[0]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("access_denied", "Người ký đã từ chối yêu cầu ký."),
        ("expired_request", "Yêu cầu ký đã quá hạn mà chưa được xác nhận; hãy gửi lại."),
        ("something_else", "Dịch vụ ký số từ chối yêu cầu ký."),
    ],
)
def test_a_refusal_is_said_in_our_words(service, code, sentence):
    transaction = service.key.start(_prepared(service.key).digest)
    service.refused = code
    assert service.key.poll(transaction) == Refused(sentence)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"signatures": [7]}', b'{"signatures": "@@"}', b"\xff"]
)
def test_nonsense_from_a_service_is_waited_out(service, body):
    transaction = service.key.start(_prepared(service.key).digest)
    service.garbage = body
    assert isinstance(service.key.poll(transaction), Waiting)


def test_an_answer_by_another_key_or_for_another_document_is_refused(service):
    prepared = _prepared(service.key)
    stranger = authority.unknown().signer
    other = authority.person().signer
    answers = [stranger.poll(stranger.start(prepared.digest)), other.poll(other.start(b"3" * 32))]
    for answer in answers:
        with pytest.raises(WrongSignature, match="Chữ ký nhận được không khớp"):
            deferred.finish(prepared, answer.signature)


def test_the_portals_access_to_the_service_stays_out_of_texts(service):
    assert ACCESS not in f"{service.key!r}{vars(service.key).keys()}"


def test_prepared_bytes_that_were_changed_meanwhile_are_refused():
    prepared = _prepared(authority.person().signer)
    with pytest.raises(WrongSignature, match="không còn đúng như khi được chuẩn bị"):
        Prepared.from_json(prepared.as_json(), prepared.content + b" ")


# --- (c) outside


def test_the_exact_bytes_signed_elsewhere_are_accepted(tmp_path):
    given = signed.made().content
    verdict = outside.judge(given, signed.person_only(), expected()[:1], trust())
    assert (verdict.bottom_line, verdict.sentences) == (True, ())
    after = outside.judge(signed.person_only(), signed.issued(), expected(), trust())
    assert (after.bottom_line, _pdfsig_agrees(tmp_path, signed.issued())) == (True, True)


def test_a_tool_of_another_maker_may_name_and_draw_its_signature_as_it_likes(tmp_path):
    """Another kind of signature, a text stamp, a field of its own name: the official's tool decides that."""
    given = signed.made().content
    brought = signed.by_another_tool(given)
    assert outside.judge(given, brought, expected()[:1], trust()).sentences == ()
    two = signed.by_agency(brought)
    verdict = outside.judge(brought, two, expected(), trust())
    assert (verdict.bottom_line, [one.field for one in verdict.signatures]) == (
        True,
        ["Signature1", "co-quan"],
    )
    assert _pdfsig_agrees(tmp_path, two)


def test_what_is_brought_back_unsigned_or_otherwise_is_refused():
    given = signed.made().content
    other = outside.judge(given + b"\n", signed.person_only(), expected()[:1], trust())
    unsigned = outside.judge(given, given, expected()[:1], trust())
    assert (other.bottom_line, other.codes) == (False, {"not-as-given"})
    assert (unsigned.bottom_line, unsigned.codes) == (False, {"unsigned"})


def test_a_change_slipped_in_under_the_signature_is_found():
    """The signature covers the whole file and is good in itself."""
    from tests.documents.verifying import forging

    given = signed.made().content
    changed = signed.by_person_at(forging.with_page_content(given), signed.made().places[0])
    assert judge(changed, expected=expected()[:1]).bottom_line is True
    verdict = outside.judge(given, changed, expected()[:1], trust())
    assert (verdict.bottom_line, verdict.codes) == (False, {"changed-before"})


# --- the order


def test_the_agency_does_not_sign_before_the_person():
    with pytest.raises(acts.OutOfTurn) as refusal:
        _agency_after(signed.made().content, authority.agency().signer)
    assert str(refusal.value) == "Người có thẩm quyền chưa ký số; chữ ký số của cơ quan chỉ được ký sau."


def test_a_person_who_signed_without_a_picture_still_has_the_seal_in_its_place():
    from cchc_portal.documents.signing.deferred import Field, prepare

    holder = authority.person()
    bare = prepare(signed.made().content, Field("Signature1", "Chữ ký"), holder.chain, signed.now())
    two = signed.by_agency(signed.answered(bare, holder.signer))
    assert judge(two).bottom_line is True
    assert two.startswith(signed.made().content)
