"""Settings come from the environment, or from the addresses that a running `manage.py up` has left in its state folder."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(os.environ.get("CCHC_STATE_DIR", BASE_DIR / "var")).resolve()


class MissingSetting(Exception):
    """A setting has no value and no sensible default."""


def _addresses() -> dict[str, str]:
    """KEY=value lines of `addresses.env`, written by `manage.py up` for a second terminal."""
    path = STATE_DIR / "addresses.env"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return dict(line.split("=", 1) for line in lines if "=" in line)


_LEFT_BY_UP = _addresses()


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name) or _LEFT_BY_UP.get(name) or default
    if value is None:
        raise MissingSetting(f"Chưa đặt biến môi trường {name}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "")
    return default if value == "" else value.strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if value and not value.isdigit():
        raise MissingSetting(f"Biến môi trường {name} phải là số nguyên, đang là “{value}”.")
    return int(value) if value else default


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """The named secret; where the environment has none, one made once and kept in the state folder."""
    if value := os.environ.get(name):
        return value
    path = STATE_DIR / f"{name.lower()}.txt"
    if not path.exists():
        STATE_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def database(url: str) -> dict[str, Any]:
    """A Django DATABASES entry for postgres://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise MissingSetting("DATABASE_URL phải bắt đầu bằng postgres://; cổng chỉ chạy trên PostgreSQL.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
