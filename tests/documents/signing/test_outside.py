"""Signed elsewhere: the exact bytes, and nothing but signatures after them."""

from cchc_portal.documents.signing import outside
from tests.documents.signing import signed
from tests.documents.signing.acting import pdfsig_agrees
from tests.documents.verifying.judged import expected, judge, trust

# --- (c) outside


def test_the_exact_bytes_signed_elsewhere_are_accepted(tmp_path):
    given = signed.made().content
    verdict = outside.judge(given, signed.person_only(), expected()[:1], trust())
    assert (verdict.bottom_line, verdict.sentences) == (True, ())
    after = outside.judge(signed.person_only(), signed.issued(), expected(), trust())
    assert (after.bottom_line, pdfsig_agrees(tmp_path, signed.issued())) == (True, True)


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
    assert pdfsig_agrees(tmp_path, two)


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
