"""Keys by the operator's names: a TOML file says how each is reached; records keep only the name, never a PIN.

[keys.giam-doc]
way = "pkcs11"                   # or "pkcs12", "csc", or a dotted path to a function of one's own
library = "/usr/lib/softhsm/libsofthsm2.so"
token = "so-noi-vu"
label = "giam-doc"
pin_file = "/run/secrets/pin"    # any value may stand in a file of its own: <name>_file
"""

import tomllib
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from django.conf import settings

from .answers import KeyUnavailable, Signer

WAYS = {
    "pkcs11": "cchc_portal.documents.signing.token_key.from_token",
    "pkcs12": "cchc_portal.documents.signing.software_key.from_file",
    "csc": "cchc_portal.documents.signing.remote_key.from_service",
}
_FILE = "_file"


def trial_file() -> Path:
    """Test keys that the demo has made; read only where the operator has named no file."""
    return Path(settings.STATE_DIR) / "chung-thu-thu-nghiem" / "khoa.toml"


def names() -> tuple[str, ...]:
    return tuple(sorted(_keys()))


def named(name: str) -> Signer:
    """The key of that name, ready to sign; opened once a process."""
    entry = _keys().get(name)
    if entry is None:
        raise KeyUnavailable(f"Cổng chưa được khai báo khóa ký số “{name}”; báo quản trị viên.")
    try:
        return _opener(str(entry["way"]))(**_values(entry))
    except (KeyError, TypeError, OSError, ImportError, AttributeError) as error:
        raise KeyUnavailable(f"Khai báo khóa ký số “{name}” chưa đúng; báo quản trị viên.") from error


def _keys() -> Mapping[str, Mapping[str, Any]]:
    path = settings.SIGNING_KEYS_FILE or (trial_file() if trial_file().exists() else "")
    if not path:
        return {}
    try:
        keys = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("keys", {})
    except (OSError, ValueError) as error:
        raise KeyUnavailable("Không đọc được tệp khai báo khóa ký số; báo quản trị viên.") from error
    return cast("Mapping[str, Mapping[str, Any]]", keys)


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.removesuffix(_FILE): Path(value).read_text(encoding="utf-8").strip()
        if name.endswith(_FILE)
        else value
        for name, value in entry.items()
        if name != "way"
    }


def _opener(way: str) -> Callable[..., Signer]:
    module, _, function = WAYS.get(way, way).rpartition(".")
    return cast("Callable[..., Signer]", getattr(import_module(module), function))
