"""Who: provinces, agencies through time, people in posts, and the log of what they did."""

from .agencies import Agency, AgencyProfile, AgencySuccession, Unit
from .chains import ChainStep, StepKind
from .delegations import Delegation
from .history import HistoryEvent
from .people import PROVINCE_WIDE, Membership, Post, Role, User
from .provinces import Province, ProvinceSuccession

__all__ = [
    "PROVINCE_WIDE",
    "Agency",
    "AgencyProfile",
    "AgencySuccession",
    "ChainStep",
    "Delegation",
    "HistoryEvent",
    "Membership",
    "Post",
    "Province",
    "ProvinceSuccession",
    "Role",
    "StepKind",
    "Unit",
    "User",
]
