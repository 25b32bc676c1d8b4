"""Timestamps and long-term data: wanted, best effort, said where they are missing."""

import pytest

from cchc_portal.documents.signing import acts, deferred, long_term, timestamps
from tests.documents.signing import authority, drawn, service, signed
from tests.documents.verifying.judged import expected, judge, trust


def _finished(stamper):
    holder, made = authority.person(), signed.made()
    prepared = acts.prepare_person(
        made.content, made.places[0], drawn.signature(), holder.chain, signed.now(), timestamped=True
    )
    return deferred.finish(
        prepared, holder.signer.poll(holder.signer.start(prepared.digest)).signature, stamper
    )


def test_a_signature_carries_the_services_timestamp():
    with service.timestamps() as address:
        done = _finished(timestamps.ServiceTimeStamper(address, 5))
    verdict = judge(done.content, expected=expected()[:1])
    assert (done.timestamped, verdict.bottom_line, verdict.sentences) == (True, True, ())
    assert verdict.signatures[0].timestamped is True


@pytest.mark.parametrize("broken", [True, False], ids=["trả lỗi", "không ai trả lời"])
def test_without_the_service_the_signature_stands_and_says_so(broken):
    with service.timestamps(broken=True) as address:
        done = _finished(timestamps.ServiceTimeStamper(address if broken else "http://127.0.0.1:9", 1))
    verdict = judge(done.content, expected=expected()[:1])
    assert (done.timestamped, verdict.bottom_line, verdict.signatures[0].timestamped) == (False, True, False)


def test_long_term_data_and_a_timestamp_over_the_whole_are_added_behind():
    with service.timestamps() as address:
        longer = long_term.extended(signed.issued(), trust(), timestamps.ServiceTimeStamper(address, 5))
    assert longer.startswith(signed.issued())
    verdict = judge(longer)
    assert (verdict.bottom_line, verdict.sentences) == (True, ())
    assert [one.changes for one in verdict.signatures] == ["FORM_FILLING", "LTA_UPDATES"]


def test_what_cannot_be_extended_stays_and_is_tried_again():
    stamper = timestamps.ServiceTimeStamper("http://127.0.0.1:9", 1)
    with pytest.raises(long_term.NotExtended) as refusal:
        long_term.extended(signed.issued(), trust(), stamper)
    assert str(refusal.value) == "Chưa thêm được dữ liệu kiểm tra lâu dài; cổng sẽ thử lại."


def test_the_service_is_the_one_of_the_settings(settings):
    settings.TIMESTAMP_URL = ""
    assert timestamps.configured() is None
    settings.TIMESTAMP_URL = "http://127.0.0.1:9"
    assert timestamps.configured().url == "http://127.0.0.1:9"
