"""The transaction of a key that answers at once: it carries the answer."""

import base64
import binascii

from .answers import Answer, Refused, Signed

_DONE = "done:"


def done(signature: bytes) -> str:
    return _DONE + base64.b64encode(signature).decode()


def answer_in(transaction: str) -> Answer:
    try:
        return Signed(base64.b64decode(transaction.removeprefix(_DONE), validate=True))
    except binascii.Error:
        return Refused("Giao dịch ký số không đọc được; hãy ký lại.")
