"""Keys that the portal can reach: a token by PKCS#11, a file, and how the operator names them; the order of the acts."""

import pytest

from cchc_portal.documents.signing import acts, keyring
from cchc_portal.documents.signing.answers import KeyUnavailable
from cchc_portal.documents.signing.token_key import from_token
from cchc_portal.documents.verifying import Expected
from tests.documents.signing import authority, signed
from tests.documents.signing.acting import agency_prepared, pdfsig_agrees, person_prepared
from tests.documents.verifying.judged import expected, judge

# --- (a) a key that the portal can reach


def test_a_token_signs_for_the_person_and_for_the_agency(token, tmp_path):
    person = from_token(token.library, token.label, "giam-doc", token.pin)
    agency = from_token(token.library, token.label, "co-quan", token.pin)
    one = signed.answered(person_prepared(person), person)
    two = signed.answered(agency_prepared(one, agency), agency)
    verdict = judge(two)
    assert (verdict.bottom_line, verdict.sentences) == (True, ())
    assert [one.signer for one in verdict.signatures] == [authority.PERSON, authority.AGENCY]
    assert pdfsig_agrees(tmp_path, two)


def test_a_token_signs_with_rsa_too(token):
    person = from_token(token.library, token.label, "giam-doc-rsa", token.pin)
    verdict = judge(signed.answered(person_prepared(person), person), expected=[Expected("người ký")])
    assert (verdict.bottom_line, verdict.signatures[0].signer) == (True, authority.PERSON)


def test_the_tokens_key_stays_open(token):
    person = from_token(token.library, token.label, "giam-doc", token.pin)
    before = person._token.key("giam-doc")
    person.start(b"1" * 32)
    again = from_token(token.library, token.label, "giam-doc", token.pin)
    assert again._token.key("giam-doc") is before


def test_a_token_that_lost_its_session_is_entered_again(token):
    person = from_token(token.library, token.label, "giam-doc", token.pin)
    prepared = person_prepared(person)
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
    assert (
        judge(signed.answered(person_prepared(person), person), expected=expected()[:1]).bottom_line is True
    )


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


# --- the order


def test_the_agency_does_not_sign_before_the_person():
    with pytest.raises(acts.OutOfTurn) as refusal:
        agency_prepared(signed.made().content, authority.agency().signer)
    assert str(refusal.value) == "Người có thẩm quyền chưa ký số; chữ ký số của cơ quan chỉ được ký sau."


def test_a_person_who_signed_without_a_picture_still_has_the_seal_in_its_place():
    from cchc_portal.documents.signing.deferred import Field, prepare

    holder = authority.person()
    bare = prepare(signed.made().content, Field("Signature1", "Chữ ký"), holder.chain, signed.now())
    two = signed.by_agency(signed.answered(bare, holder.signer))
    assert judge(two).bottom_line is True
    assert two.startswith(signed.made().content)
