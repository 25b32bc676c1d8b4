"""A service that signs a hash and answers later: it may be down, slow, speak nonsense or answer twice."""

import json
import time

import pytest

from cchc_portal.documents.signing import deferred
from cchc_portal.documents.signing.answers import KeyUnavailable, Refused, Signed, Waiting
from cchc_portal.documents.signing.deferred import Prepared
from cchc_portal.documents.signing.envelope import WrongSignature
from cchc_portal.documents.signing.remote_key import ASKED, SILENT, RemoteKey
from tests.documents.signing import authority, signed
from tests.documents.signing.acting import pdfsig_agrees, person_prepared
from tests.documents.signing.service import TOKEN as ACCESS
from tests.documents.signing.service import Service, running
from tests.documents.verifying.judged import expected, judge

# --- (b) a service that signs a hash and answers later


@pytest.fixture
def service():
    found = Service(authority.person())
    with running(found) as address:
        found.key = RemoteKey(address, "giam-doc", ACCESS, seconds=0.5)
        yield found


def test_a_service_answers_when_its_owner_has_agreed(service, tmp_path):
    prepared = person_prepared(service.key)
    transaction = service.key.start(prepared.digest)
    assert service.key.poll(transaction) == Waiting(ASKED)
    kept = json.loads(json.dumps(prepared.as_json()))  # days go by; another process goes on
    service.agreed = True
    answer = service.key.poll(transaction)
    one = deferred.finish(Prepared.from_json(kept, prepared.content), answer.signature).content
    assert service.asked == [prepared.digest.hex()]
    two = signed.by_agency(one)
    assert (judge(two).bottom_line, pdfsig_agrees(tmp_path, two)) == (True, True)


def test_a_service_that_answers_at_once_needs_no_second_question(service):
    service.at_once = True
    prepared = person_prepared(service.key)
    answer = service.key.poll(service.key.start(prepared.digest))
    assert (
        judge(deferred.finish(prepared, answer.signature).content, expected=expected()[:1]).bottom_line
        is True
    )


def test_a_service_that_is_down_is_waited_for(service):
    prepared = person_prepared(service.key)
    transaction = service.key.start(prepared.digest)
    service.broken = True
    assert service.key.poll(transaction) == Waiting(SILENT)
    assert _refusal(lambda: service.key.start(b"2" * 32)) == SILENT
    service.broken, service.agreed = False, True
    assert isinstance(service.key.poll(transaction), Signed)


def test_a_slow_service_is_not_waited_for_longer_than_its_patience(service):
    transaction = service.key.start(person_prepared(service.key).digest)
    service.slow = 2
    began = time.monotonic()
    assert service.key.poll(transaction) == Waiting(SILENT)
    assert time.monotonic() - began < 1.5


def test_a_service_that_nobody_serves_is_said(service):
    gone = RemoteKey("http://127.0.0.1:9", "giam-doc", ACCESS, seconds=0.5)
    assert _refusal(lambda: gone.certificates) == SILENT


def test_asking_again_after_a_lost_answer_asks_the_owner_once(service):
    prepared = person_prepared(service.key)
    service.forgets_answer = True
    assert _refusal(lambda: service.key.start(prepared.digest)) == SILENT
    service.forgets_answer = False
    service.key.start(prepared.digest)
    assert service.asked == [prepared.digest.hex()]


def test_a_service_that_answers_twice_changes_nothing_the_second_time(service):
    prepared = person_prepared(service.key)
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
    transaction = service.key.start(person_prepared(service.key).digest)
    service.refused = code
    assert service.key.poll(transaction) == Refused(sentence)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"signatures": [7]}', b'{"signatures": "@@"}', b"\xff"]
)
def test_nonsense_from_a_service_is_waited_out(service, body):
    transaction = service.key.start(person_prepared(service.key).digest)
    service.garbage = body
    assert isinstance(service.key.poll(transaction), Waiting)


def test_an_answer_by_another_key_or_for_another_document_is_refused(service):
    prepared = person_prepared(service.key)
    stranger = authority.unknown().signer
    other = authority.person().signer
    answers = [stranger.poll(stranger.start(prepared.digest)), other.poll(other.start(b"3" * 32))]
    for answer in answers:
        with pytest.raises(WrongSignature, match="Chữ ký nhận được không khớp"):
            deferred.finish(prepared, answer.signature)


def test_the_portals_access_to_the_service_stays_out_of_texts(service):
    assert ACCESS not in f"{service.key!r}{vars(service.key).keys()}"


def test_prepared_bytes_that_were_changed_meanwhile_are_refused():
    prepared = person_prepared(authority.person().signer)
    with pytest.raises(WrongSignature, match="không còn đúng như khi được chuẩn bị"):
        Prepared.from_json(prepared.as_json(), prepared.content + b" ")


def _refusal(act):
    with pytest.raises(KeyUnavailable) as refusal:
        act()
    return str(refusal.value)
