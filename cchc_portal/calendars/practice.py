"""The entered province's practice: its own row, or the portal's default."""

from typing import cast

from cchc_portal.vietnam.workdays import Roll

from .models import Practice


def of_province() -> Practice:
    return cast("Practice", Practice.objects.first() or Practice())


def rolling() -> Roll:
    """Which way a term goes that ends on a day off."""
    return cast("Roll", str(of_province().rolling))
