"""A token in software (SoftHSM), with the tests' keys in it. Without the package the tests fail: `make test` installs it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.documents.signing import authority
from tests.documents.signing.authority import Holder

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN, PIN = "so-noi-vu", "ma-pin-thu"


@dataclass(frozen=True)
class Token:
    library: str
    label: str
    pin: str


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Token:
    assert shutil.which("softhsm2-util"), "thiếu gói softhsm2: apt-get install -y softhsm2"
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)  # read when the library is first opened
    _tool("--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN)
    _import(folder, "giam-doc", authority.person(), "01")
    _import(folder, "giam-doc-rsa", authority.person_rsa(), "02")
    _import(folder, "co-quan", authority.agency(), "03")
    return Token(LIBRARY, TOKEN, PIN)


def _tool(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def _import(folder: Path, label: str, holder: Holder, number: str) -> None:
    path = folder / f"{label}.pem"
    path.write_bytes(holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _tool("--import", str(path), "--token", TOKEN, "--label", label, "--id", number, "--pin", PIN)
    path.unlink()
    with pkcs11.lib(LIBRARY).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: label,
                pkcs11.Attribute.ID: bytes.fromhex(number),
                pkcs11.Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: holder.der,
            }
        )
