"""Who: provinces, agencies through time, people in posts, and the log of what they did."""

from .agencies import Agency, AgencyProfile, AgencySuccession, Unit
from .history import HistoryEvent
from .people import PROVINCE_WIDE, Membership, Post, Role, User
from .provinces import Province, ProvinceSuccession

__all__ = [
    "PROVINCE_WIDE",
    "Agency",
    "AgencyProfile",
    "AgencySuccession",
    "HistoryEvent",
    "Membership",
    "Post",
    "Province",
    "ProvinceSuccession",
    "Role",
    "Unit",
    "User",
]
