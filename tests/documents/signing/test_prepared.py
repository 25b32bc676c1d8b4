"""The two steps: what is kept between them, what changes nothing, what is refused."""

import json
import threading

import pytest

from cchc_portal.documents.signing import acts, deferred, software_key
from cchc_portal.documents.signing.answers import Refused
from cchc_portal.documents.signing.deferred import Prepared
from tests.documents.signing import authority, drawn, signed
from tests.documents.verifying.judged import expected, judge


def _prepared(moment):
    made, holder = signed.made(), authority.person()
    return acts.prepare_person(made.content, made.places[0], drawn.signature(), holder.chain, moment)


def test_the_paper_stays_byte_for_byte_at_the_beginning():
    assert _prepared(signed.now()).content.startswith(signed.made().content)


def test_what_is_kept_is_json_without_the_file():
    prepared = _prepared(signed.now())
    kept = json.dumps(prepared.as_json())
    assert len(kept) < 8000
    assert Prepared.from_json(json.loads(kept), prepared.content) == prepared


def test_a_prepared_document_shows_no_signature_that_holds():
    prepared = _prepared(signed.now())
    verdict = judge(prepared.content, expected=expected()[:1])
    assert verdict.bottom_line is False


def test_many_threads_sign_with_one_key_each_document_its_own():
    signer, results = authority.person().signer, {}

    def sign(number):
        results[number] = signed.answered(_prepared(signed.now()), signer)

    threads = [threading.Thread(target=sign, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [judge(results[n], expected=expected()[:1]).bottom_line for n in range(4)] == [True] * 4


def test_a_transaction_that_cannot_be_read_is_refused():
    answer = authority.person().signer.poll("done:@@@")
    assert answer == Refused("Giao dịch ký số không đọc được; hãy ký lại.")


def test_an_rsa_signature_of_the_largest_usual_key_fits_the_reserved_room():
    holder = authority.person_rsa4096()
    content = signed.by_person(holder)
    verdict = judge(content, expected=None)
    assert (verdict.bottom_line, verdict.signatures[0].coverage) == (True, "ENTIRE_FILE")


def test_a_key_file_that_was_replaced_is_read_anew(tmp_path):
    path = authority.person().bundle(tmp_path / "khoa.p12")
    first = software_key.from_file(str(path), authority.PASSWORD)
    authority.agency().bundle(path)
    second = software_key.from_file(str(path), authority.PASSWORD)
    assert (first.certificates[0], second.certificates[0]) == (authority.person().der, authority.agency().der)


@pytest.mark.parametrize("words", ["Sao y; Ban Quản lý các Khu công nghiệp Đồng Nai", "Số: 06/KH-KCNĐN"])
def test_the_corner_line_stays_inside_the_page(words):
    holder = authority.agency()
    prepared = acts.prepare_appendix(signed.made().content, words, holder.chain, signed.now())
    content = signed.answered(prepared, holder.signer)
    assert judge(content, expected=None).bottom_line is True


def test_a_file_that_cannot_take_the_signature_says_so():
    made, holder = signed.made(), authority.person()
    acts_of = {
        "ô đã ký": lambda: signed.by_person_at(signed.person_only(), made.places[0]),
        "tệp hỏng": lambda: signed.by_person_at(made.content[:900], made.places[0]),
        "cơ quan, tệp hỏng": lambda: signed.by_agency(made.content[:900]),
        "phụ lục hỏng": lambda: acts.prepare_appendix(b"%PDF-", "Số: 01/KH-A", holder.chain, signed.now()),
    }
    said = {}
    for name, act in acts_of.items():
        with pytest.raises(deferred.NotPrepared) as refusal:
            act()
        said[name] = str(refusal.value)
    cannot = "Không chuẩn bị được văn bản để ký: tệp bị hỏng, đã khóa không cho ký thêm hoặc ô chữ ký này đã có chữ ký."
    broken = "Tệp chờ ký bị hỏng, không đọc được."
    assert said == {
        "ô đã ký": cannot,
        "tệp hỏng": cannot,
        "cơ quan, tệp hỏng": broken,
        "phụ lục hỏng": broken,
    }
