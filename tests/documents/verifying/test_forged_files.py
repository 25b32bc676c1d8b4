"""No forged file is recognised, none is an error, each has a reason: more than a hundred made from our own signed files."""

from functools import cache

from tests.documents.signing import signed
from tests.documents.verifying import forged_bytes, forging
from tests.documents.verifying.judged import codes_here, judge


@cache
def _corpus() -> tuple[tuple[str, bytes], ...]:
    return tuple(forging.corpus())


def test_the_corpus_is_large_and_every_file_differs_from_the_issued_one():
    names, files = zip(*_corpus(), strict=True)
    assert len(files) > 150
    assert len(set(names)) == len(names)
    assert [name for name, content in _corpus() if content == signed.issued()] == []


def test_without_any_record_no_forged_file_is_recognised():
    """The signatures alone must give it away: the hash of the issued file is not asked."""
    assert codes_here(signed.issued()) == set()
    assert [name for name, content in _corpus() if codes_here(content) == set()] == []


def test_with_the_record_every_forged_file_is_refused_by_its_hash():
    """A sample through the whole way, child process and all: the gate itself knows no exception."""
    verdicts = [(name, judge(content, gate=True)) for name, content in _corpus()[::12]]
    assert [
        name for name, verdict in verdicts if verdict.bottom_line or "not-as-issued" not in verdict.codes
    ] == []


def test_a_byte_that_no_signature_covers_is_still_refused_by_the_hash():
    """Why the hash comes first: the signatures hold, and must."""
    content = forged_bytes.with_another_certificate_byte(signed.issued())
    verdict = judge(content, gate=True)
    assert (verdict.bottom_line, "not-as-issued" in verdict.codes) == (False, True)


def test_every_reason_is_a_sentence():
    said = {sentence for _, content in _corpus()[::12] for sentence in judge(content).sentences}
    assert [sentence for sentence in said if not sentence[0].isupper() or not sentence.endswith(".")] == []
