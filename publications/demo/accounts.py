"""The demo's accounts: one password for all, shown where the demo runs: in the terminal, and on the page to choose from."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from cchc_portal.agencies.models import Role, User
from publications.demo.files import data

PASSWORD = "Minh-hoa-CCHC-2027"  # noqa: S105 – meant to be known, for trying the portal only
SINCE = date(2026, 5, 4)
PLATFORM_ADMIN = "quantri.hethong"


def account(username: str, full_name: str, *, is_superuser: bool = False) -> User:
    """The account of this name; an existing one keeps the password that its owner may have chosen."""
    user, made = User.objects.get_or_create(
        username=username,
        defaults={"full_name": full_name, "email": f"{username}@example.com", "is_superuser": is_superuser},
    )
    if made:
        user.set_password(PASSWORD)
        user.save()
    return user


def platform_admin() -> User:
    return account(PLATFORM_ADMIN, "Quản trị hệ thống", is_superuser=True)


@dataclass(frozen=True)
class Listed:
    """One post that somebody may try the portal in."""

    account: str
    title: str
    agency: str
    roles: str

    def __str__(self) -> str:
        place = f", {self.agency} ({self.roles})" if self.agency else ""
        return f"{self.account:<18} {self.title}{place}"


def listed() -> list[Listed]:
    posts = [
        Listed(entry["account"], entry["title"], _agency(entry), _roles(entry))
        for entry in data("people.yaml")
    ]
    return [*posts, Listed(PLATFORM_ADMIN, "Quản trị hệ thống", "", "")]


def by_agency() -> list[tuple[str, list[Listed]]]:
    """Those whose accounts have been made, under the names of their agencies; none while the demo is being loaded."""
    made = set(User.objects.values_list("username", flat=True))
    there = [one for one in listed() if one.account in made]
    return [(agency, list(posts)) for agency, posts in groupby(there, key=lambda one: one.agency)]


def shown() -> str:
    """The list of accounts as people read it in a terminal."""
    lines = [f"  {one}" for one in listed()]
    return "\n".join([f"Tài khoản minh họa (mật khẩu chung: {PASSWORD}):", *lines])


def _agency(entry: dict[str, Any]) -> str:
    place = (entry["province"], entry["agency"])
    agency = next(one for one in data("agencies.yaml") if (one["province"], one["slug"]) == place)
    name, province = agency["name"], agency["profiles"][-1]["place"]
    return name if name.endswith(province) else f"{name} {province}"


def _roles(entry: dict[str, Any]) -> str:
    """A post without one acts in another's stead."""
    return ", ".join(Role(role).label for role in entry["roles"]) or "Ký thay thủ trưởng cơ quan"
