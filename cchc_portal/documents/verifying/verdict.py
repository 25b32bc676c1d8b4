"""What the check of a file says: one bottom line, and beside it always how much each signature covers and what came after it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Reason:
    """Why not; `code` for programs, `sentence` for people."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Expected:
    """A signature that the document must carry: whose (in words), and the SHA-256 of the certificate where it is known."""

    role: str
    certificate: str | None = None


@dataclass(frozen=True)
class SignatureVerdict:
    """One signature. There is no bare "valid": an intact signature may stand in a file that was changed after it."""

    field: str
    role: str
    bottom_line: bool
    intact: bool  # the bytes that it covers are those that were signed
    trusted: bool  # the certificate leads to an authority that the operator trusts, and was in force
    coverage: str  # ENTIRE_FILE | ENTIRE_REVISION | CONTIGUOUS_BLOCK_FROM_START | UNCLEAR
    changes: str  # NONE | LTA_UPDATES | FORM_FILLING | ANNOTATIONS | OTHER: what was added after it
    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    serial: str = ""
    certificate: str = ""  # SHA-256
    valid_from: str = ""
    valid_to: str = ""
    signed_at: str = ""  # ISO 8601
    timestamped: bool = False  # the moment is a time authority's, not the signer's own word
    chain: tuple[str, ...] = ()  # names, the trusted authority first
    reasons: tuple[Reason, ...] = ()

    @property
    def coverage_sentence(self) -> str:
        return COVERAGE[self.coverage]

    @property
    def changes_sentence(self) -> str:
        return CHANGES[self.changes]


@dataclass(frozen=True)
class Verdict:
    bottom_line: bool
    digest: str  # SHA-256 of the whole file
    size: int
    as_issued: bool | None  # byte for byte what was issued; None where there was nothing to compare with
    pages: int | None
    signatures: tuple[SignatureVerdict, ...]
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Of the file and of its signatures."""
        inside = (reason for signature in self.signatures for reason in signature.reasons)
        return frozenset(reason.code for reason in (*self.reasons, *inside))

    @property
    def sentences(self) -> tuple[str, ...]:
        inside = (reason.sentence for signature in self.signatures for reason in signature.reasons)
        return tuple(dict.fromkeys([*(reason.sentence for reason in self.reasons), *inside]))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Verdict":
        signatures = tuple(_signature(one) for one in data["signatures"])
        return cls(**{**data, "signatures": signatures, "reasons": _reasons(data)})


def _signature(data: Mapping[str, Any]) -> SignatureVerdict:
    return SignatureVerdict(**{**data, "chain": tuple(data["chain"]), "reasons": _reasons(data)})


def _reasons(data: Mapping[str, Any]) -> tuple[Reason, ...]:
    return tuple(Reason(**one) for one in data["reasons"])


COVERAGE = {
    "ENTIRE_FILE": "Bao trùm toàn bộ tệp",
    "ENTIRE_REVISION": "Bao trùm toàn bộ văn bản tại thời điểm ký",
    "CONTIGUOUS_BLOCK_FROM_START": "Chỉ bao trùm một phần tệp",
    "UNCLEAR": "Không xác định được phần được bao trùm",
}
CHANGES = {
    "NONE": "Không có gì được thêm sau khi ký",
    "LTA_UPDATES": "Sau đó chỉ thêm dữ liệu kiểm tra lâu dài",
    "FORM_FILLING": "Sau đó chỉ thêm chữ ký số khác",
    "ANNOTATIONS": "Sau đó có ghi chú được thêm vào",
    "OTHER": "Sau đó nội dung tệp bị thêm hoặc sửa",
}
