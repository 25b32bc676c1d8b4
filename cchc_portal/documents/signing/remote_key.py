"""A distant service that signs a hash when its owner has agreed, on a telephone perhaps: the Cloud Signature Consortium's protocol
(CSC API 2.0: credentials/info, signatures/signHash in asynchronous mode, signatures/signPolling).

A service may be down, slow, or answer twice. The digest itself is the request's name (clientData), so that a question asked again after a
lost answer is the same question; a signature counts only if it fits the digest, which `deferred.finish` checks.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from functools import cache
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from . import transactions
from .answers import Answer, KeyUnavailable, Refused, SigningError, Waiting

SHA256 = "2.16.840.1.101.3.4.2.1"
RSA, ECDSA = "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"
LARGEST_ANSWER = 1024 * 1024
ASKED = "Đang chờ người ký xác nhận tại dịch vụ ký số."
SILENT = "Dịch vụ ký số không trả lời; cổng sẽ hỏi lại."
_PENDING, _GONE = "csc:", {400, 403, 404, 410}


class RemoteKey:
    """One credential of a service. `token` is the portal's own access to the service and appears in no message."""

    def __init__(self, url: str, credential: str, token: str, *, seconds: float = 10) -> None:
        self.url, self.credential, self.seconds = url.rstrip("/"), credential, seconds
        self._token = token

    def __repr__(self) -> str:
        return f"RemoteKey({self.url}, {self.credential})"

    @property
    def certificates(self) -> tuple[bytes, ...]:
        return _chain(self)

    def start(self, digest: bytes) -> str:
        answer = self._ask(
            "signatures/signHash",
            {
                "credentialID": self.credential,
                "hashes": [base64.b64encode(digest).decode()],
                "hashAlgorithmOID": SHA256,
                "signAlgo": self._algorithm(),
                "operationMode": "A",
                "clientData": digest.hex(),
            },
        )
        if signatures := answer.get("signatures"):
            return transactions.done(_decoded(signatures))
        name = answer.get("responseID")
        if not isinstance(name, str) or not name:
            raise KeyUnavailable(SILENT)
        return _PENDING + name

    def poll(self, transaction: str) -> Answer:
        if not transaction.startswith(_PENDING):
            return transactions.answer_in(transaction)
        name = transaction.removeprefix(_PENDING)
        try:
            answer = self._ask("signatures/signPolling", {"responseID": name})
        except KeyUnavailable as error:
            return Waiting(str(error))
        except SigningError as error:
            return Refused(str(error))
        if signatures := answer.get("signatures"):
            return self._read(signatures)
        return Waiting(ASKED)

    def _read(self, signatures: Any) -> Answer:
        try:
            return transactions.answer_in(transactions.done(_decoded(signatures)))
        except KeyUnavailable as error:
            return Waiting(str(error))

    def _algorithm(self) -> str:
        key = x509.load_der_x509_certificate(self.certificates[0]).public_key()
        return RSA if isinstance(key, rsa.RSAPublicKey) else ECDSA

    def _ask(self, path: str, question: Mapping[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        request = Request(f"{self.url}/csc/v2/{path}", json.dumps(question).encode(), headers)  # noqa: S310 - the operator's own address
        try:
            with urlopen(request, timeout=self.seconds) as answer:  # noqa: S310 - the same
                found = json.loads(answer.read(LARGEST_ANSWER))
        except HTTPError as error:
            if error.code in _GONE:
                raise SigningError(_refusal(error)) from error
            raise KeyUnavailable(SILENT) from error
        except (OSError, HTTPException, ValueError) as error:
            raise KeyUnavailable(SILENT) from error
        if not isinstance(found, dict):
            raise KeyUnavailable(SILENT)
        return found


@cache
def from_service(url: str, credential: str, token: str, seconds: float = 10) -> RemoteKey:
    return RemoteKey(url, credential, token, seconds=seconds)


@cache
def _chain(key: RemoteKey) -> tuple[bytes, ...]:
    """Asked once a process; a renewed certificate comes with a new start."""
    info = key._ask("credentials/info", {"credentialID": key.credential, "certificates": "chain"})
    try:
        chain = tuple(base64.b64decode(one, validate=True) for one in info["cert"]["certificates"])
        x509.load_der_x509_certificate(chain[0])
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise KeyUnavailable("Dịch vụ ký số không đưa ra chứng thư số của người ký.") from error
    return chain


def _decoded(signatures: Any) -> bytes:
    try:
        return base64.b64decode(signatures[0], validate=True)
    except (TypeError, IndexError, KeyError, binascii.Error) as error:
        raise KeyUnavailable("Dịch vụ ký số trả lời không đọc được; cổng sẽ hỏi lại.") from error


def _refusal(error: HTTPError) -> str:
    """The standard's error codes in our words; nothing of the service's own text is shown."""
    try:
        code = json.loads(error.read(LARGEST_ANSWER)).get("error", "")
    except (ValueError, AttributeError, OSError):
        code = ""
    return _REFUSALS.get(code, "Dịch vụ ký số từ chối yêu cầu ký.")


_REFUSALS = {
    "access_denied": "Người ký đã từ chối yêu cầu ký.",
    "user_rejected": "Người ký đã từ chối yêu cầu ký.",
    "expired_request": "Yêu cầu ký đã quá hạn mà chưa được xác nhận; hãy gửi lại.",
    "invalid_request": "Dịch vụ ký số không nhận yêu cầu ký này.",
    "invalid_token": "Dịch vụ ký số không còn nhận quyền truy cập của cổng; báo quản trị viên.",
}
