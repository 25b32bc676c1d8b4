"""Why a file cannot be read."""

from cchc_portal.agencies.packages import Unreadable

__all__ = ["Unreadable"]
