"""Who: provinces, agencies through time, people in posts, and the log of what they did."""

from .agencies import Agency, AgencyProfile, AgencySuccession, Unit
from .chains import ChainStep, StepKind
from .changes import AgencyChange, ChangeState
from .delegations import Delegation
from .history import HistoryEvent
from .people import PROVINCE_WIDE, Membership, Post, Role, User
from .provinces import Province, ProvinceSuccession
from .setting_up import Invitation, InvitationState, ProvinceUpload

__all__ = [
    "PROVINCE_WIDE",
    "Agency",
    "AgencyChange",
    "AgencyProfile",
    "AgencySuccession",
    "ChainStep",
    "ChangeState",
    "Delegation",
    "HistoryEvent",
    "Invitation",
    "InvitationState",
    "Membership",
    "Post",
    "Province",
    "ProvinceSuccession",
    "ProvinceUpload",
    "Role",
    "StepKind",
    "Unit",
    "User",
]
