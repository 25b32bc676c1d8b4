"""The acts, as the tests of all ways of signing perform them; and what poppler says of the result."""

import subprocess

from cchc_portal.documents.signing import acts
from cchc_portal.documents.signing.deferred import Prepared
from tests.documents.signing import drawn, signed


def person_prepared(signer, content=None) -> Prepared:
    made = signed.made()
    return acts.prepare_person(
        content or made.content, made.places[0], drawn.signature(), signer.certificates, signed.now()
    )


def agency_prepared(content, signer):
    return acts.prepare_agency(
        content, signed.made().places[0], drawn.seal(), signed.SEAL_MM, signer.certificates, signed.now()
    )


def pdfsig_agrees(tmp_path, content, count=2):
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    return said.count("Signature Validation: Signature is Valid.") == count
