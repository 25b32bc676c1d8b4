"""On paper: number books and the register, where papers were sent, frozen snapshots and the files made from them."""

from .dispatches import Dispatch
from .numbers import AfterIssue, ExchangeCode, IssuedNumber, NumberBook
from .papers import Paper, PaperQuerySet, Snapshot

__all__ = [
    "AfterIssue",
    "Dispatch",
    "ExchangeCode",
    "IssuedNumber",
    "NumberBook",
    "Paper",
    "PaperQuerySet",
    "Snapshot",
]
