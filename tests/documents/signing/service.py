"""A stand-in for a signing service and for a timestamp service, on the loopback: up, down, slow, or answering twice."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.documents.signing import authority
from tests.documents.signing.authority import Holder

TOKEN = "quyen-truy-cap-thu"


class Service:
    """What the service knows and how it behaves today."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        self.agreed = False  # the owner has confirmed on the telephone
        self.refused = ""  # an error code of the standard
        self.broken = False  # answers 503
        self.slow = 0.0
        self.garbage: bytes | None = None
        self.at_once = False
        self.forgets_answer = False  # takes the request, then breaks the line
        self.asked: list[str] = []  # digests that the owner was asked about
        self.requests: dict[str, bytes] = {}
        self.answers: list[bytes] = []

    def answer(self, path: str, question: dict[str, Any]) -> tuple[int, Any]:
        if path.endswith("credentials/info"):
            return 200, {
                "cert": {"certificates": [base64.b64encode(one).decode() for one in self.holder.chain]}
            }
        if path.endswith("signatures/signHash"):
            return self._asked(question)
        if path.endswith("signatures/signPolling"):
            return self._polled(question["responseID"])
        return 404, {"error": "invalid_request"}

    def _asked(self, question: dict[str, Any]) -> tuple[int, Any]:
        name = question["clientData"]  # the same question has the same name
        if name not in self.requests:
            self.requests[name] = base64.b64decode(question["hashes"][0])
            self.asked.append(name)
        if self.at_once:
            return 200, {"signatures": [self._signed(name)]}
        return (-1, None) if self.forgets_answer else (200, {"responseID": name})

    def _polled(self, name: str) -> tuple[int, Any]:
        if self.refused:
            return 400, {"error": self.refused, "error_description": "bí mật nội bộ của dịch vụ"}
        return (200, {"signatures": [self._signed(name)]}) if self.agreed else (200, {})

    def _signed(self, name: str) -> str:
        signer = self.holder.signer
        signature = signer.poll(signer.start(self.requests[name])).signature  # type: ignore[union-attr]
        self.answers.append(signature)
        return base64.b64encode(signature).decode()


@contextmanager
def running(service: Service) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(service.slow)
            if service.broken or self.headers["Authorization"] != f"Bearer {TOKEN}":
                return self._say(503 if service.broken else 401, b"{}")
            if service.garbage is not None:
                return self._say(200, service.garbage)
            status, answer = service.answer(self.path, json.loads(body))
            if status < 0:
                return self.connection.close()
            return self._say(status, json.dumps(answer).encode())

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # whoever asked has lost patience
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    with _served(Handler) as address:
        yield address


@dataclass
class Stamping:
    """How the timestamp service behaves today."""

    broken: bool = False  # answers 500
    slow: float = 0.0
    garbage: bytes | None = None
    stamped: int = 0


@contextmanager
def timestamps(service: Stamping | None = None, *, broken: bool = False) -> Iterator[str]:
    service = service or Stamping(broken)
    holder = authority.timestamping()
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = [x509.Certificate.load(der) for der in holder.chain]
    stamper = DummyTimeStamper(
        chain[0], asn1_keys.PrivateKeyInfo.load(key), certs_to_embed=SimpleCertificateStore.from_certs(chain)
    )

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            broken, garbage = service.broken, service.garbage
            service.stamped += not (broken or garbage or service.slow)
            time.sleep(service.slow)
            body = b"" if broken else garbage or stamper.request_tsa_response(question).dump()
            self.send_response(500 if broken else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # whoever asked has lost patience
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    with _served(Handler) as address:
        yield address


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
