"""Test keys for one demo agency, made where the demo is loaded: "chứng thư thử nghiệm", worth nothing outside it, never in the repository."""

import secrets
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from cchc_portal.agencies.models import Agency, Post
from cchc_portal.documents import storage
from cchc_portal.documents.models import SigningMeans
from cchc_portal.documents.signed.states import SigningWay
from cchc_portal.documents.signing import keyring
from publications.demo.files import agency_called, data, inside
from publications.demo.people import holder

ROOT = "Gốc chứng thư thử nghiệm (bản minh họa)"
LASTS = timedelta(days=730)
KEYS = ("thu-nghiem-nguoi-duyet", "thu-nghiem-co-quan")
HOLDERS = ("Chứng thư thử nghiệm của người duyệt", "Chứng thư thử nghiệm của cơ quan")
BLUE, RED, SEAL_MM = (25, 50, 170, 255), (200, 20, 30, 255), 36


def load() -> None:
    """Nothing where the operator has named keys of their own."""
    if settings.SIGNING_KEYS_FILE:
        return
    told = data("plans.yaml")["procedure"][0]
    with inside(told["province"]):
        agency, head = agency_called(told["agency"]), holder(told["head"], told["agency"])
        _keys()
        _means(agency, head.post, KEYS[0], _scrawl())
        _means(agency, None, KEYS[1], _ring())


def _means(agency: Agency, post: Post | None, key_name: str, picture: bytes) -> None:
    if SigningMeans.objects.filter(agency=agency, post=post).exists():
        return
    SigningMeans.objects.create(
        agency=agency,
        post=post,
        way=SigningWay.KEY,
        key_name=key_name,
        picture=storage.store(agency.province_id, picture),
        width_mm=None if post else SEAL_MM,
    )


def _keys() -> None:
    folder = keyring.trial_file().parent
    if keyring.trial_file().exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(ROOT, root_key, ROOT, root_key, authority=True)
    told = []
    for name, whose in zip(KEYS, HOLDERS, strict=True):
        key, password = ec.generate_private_key(ec.SECP256R1()), secrets.token_urlsafe(24)
        own = _certificate(whose, key, ROOT, root_key, authority=False)
        lock = BestAvailableEncryption(password.encode())
        bundle = serialize_key_and_certificates(name.encode(), key, own, [root], lock)
        _write(folder / f"{name}.p12", bundle)
        told += [
            f"[keys.{name}]",
            'way = "pkcs12"',
            f'path = "{folder}/{name}.p12"',
            f'password = "{password}"',
        ]
    trust = Path(settings.TRUST_DIR)
    trust.mkdir(parents=True, exist_ok=True)
    _write(trust / "chung-thu-thu-nghiem.pem", root.public_bytes(Encoding.PEM))
    _write(keyring.trial_file(), ("\n".join(told) + "\n").encode())  # last: the whole set is there


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def _certificate(
    whose: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    signs = {"digital_signature": not authority, "content_commitment": not authority}
    names = x509.KeyUsage(**signs, key_cert_sign=authority, crl_sign=authority, **usage)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(whose))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(names, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")
    return x509.Name([country, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _scrawl() -> bytes:
    """A line that is nobody's signature."""
    image, pen = _empty(600, 260)
    points = [(40 + 48 * step, 60 if step % 2 else 170) for step in range(11)]
    pen.line(points, fill=BLUE, width=9, joint="curve")
    _words(pen, (300, 225), "ký thử nghiệm", BLUE, 36)
    return _png(image)


def _ring() -> bytes:
    """A ring that is nobody's seal, and says so."""
    image, pen = _empty(600, 600)
    pen.ellipse((10, 10, 590, 590), outline=RED, width=18)
    pen.ellipse((130, 130, 470, 470), outline=RED, width=9)
    _words(pen, (300, 275), "DẤU", RED, 70)
    _words(pen, (300, 345), "THỬ NGHIỆM", RED, 42)
    return _png(image)


def _empty(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    return image, ImageDraw.Draw(image)


def _words(
    pen: ImageDraw.ImageDraw, middle: tuple[int, int], words: str, colour: tuple[int, ...], size: int
) -> None:
    font = ImageFont.truetype(str(settings.PAPER_FONT_DIR / "Tinos-Bold.ttf"), size)
    pen.text(middle, words, fill=colour, font=font, anchor="mm")


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
