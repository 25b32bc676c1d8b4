"""What is said of a certificate before it signs."""

from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric import ed25519

from cchc_portal.documents.signing import certificates
from tests.documents.signing import authority, signed
from tests.documents.verifying.judged import expected


def test_a_certificate_tells_its_holder_and_its_time():
    told = certificates.about(authority.person().der)
    assert (told.holder, told.organisation, told.issuer) == (
        "Giám đốc Sở Nội vụ",
        "Sở Nội vụ thành phố Đồng Nai",
        "CA thử nghiệm của cổng",
    )
    assert (told.begins, told.ends) == (authority.NOW - authority.YEAR, authority.NOW + authority.YEAR)
    assert told.digest == expected()[0].certificate


def test_a_certificate_that_may_not_sign_says_why():
    now = signed.now()
    key = ed25519.Ed25519PrivateKey.generate()
    odd = authority.Holder(key, authority.certify("Người giữ khóa lạ", key, authority.root()))
    holders = (authority.person(), authority.person_rsa(), authority.expired(), authority.not_yet(), odd)
    ended = (authority.NOW - authority.YEAR).astimezone(now.tzinfo)
    begins = (authority.NOW + authority.YEAR).astimezone(now.tzinfo)
    assert [certificates.objection(holder.der, now) for holder in holders] == [
        None,
        None,
        f"Chứng thư số của Giám đốc Sở Nội vụ đã hết hạn ngày {ended:%d/%m/%Y}.",
        f"Chứng thư số của Giám đốc Sở Nội vụ có hiệu lực từ ngày {begins:%d/%m/%Y}.",
        "Chứng thư số của Người giữ khóa lạ dùng loại khóa mà cổng không nhận; cần RSA từ 2048 bit hoặc ECDSA.",
    ]


def test_the_last_second_still_signs():
    ends = certificates.about(authority.person().der).ends
    assert certificates.objection(authority.person().der, ends) is None
    assert certificates.objection(authority.person().der, ends + timedelta(seconds=1)) is not None
