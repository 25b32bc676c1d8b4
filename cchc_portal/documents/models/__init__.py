"""On paper: number books and the register, where papers were sent, frozen snapshots and the files made from them."""

from .arrivals import Arrival
from .attached import AttachedFile
from .copies import DocumentCopy
from .dispatches import Dispatch
from .extensions import LongTermFile
from .jobs import Job, JobQuerySet
from .leased import KeyWork, LeasedWork
from .lookups import CheckRecord, LookupCode, PrintChoice
from .numbers import AfterIssue, ExchangeCode, IssuedNumber, NumberBook
from .papers import Paper, Snapshot
from .scans import IncomingScan
from .signatures import Signature, SignedScan, SigningMeans
from .stacks import Stack, StackedPaper

__all__ = [
    "AfterIssue",
    "Arrival",
    "AttachedFile",
    "CheckRecord",
    "Dispatch",
    "DocumentCopy",
    "ExchangeCode",
    "IncomingScan",
    "IssuedNumber",
    "Job",
    "JobQuerySet",
    "KeyWork",
    "LeasedWork",
    "LongTermFile",
    "LookupCode",
    "NumberBook",
    "Paper",
    "PrintChoice",
    "Signature",
    "SignedScan",
    "SigningMeans",
    "Snapshot",
    "Stack",
    "StackedPaper",
]
