"""docker-compose.yml is what Compose accepts, and its services fit together.

No container engine is started here: the file is read by `compose-spec`, a strict reader of the Compose specification
(unknown keys, wrong durations, policies and ports are errors), after the merge keys and the variables are resolved.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
GIVEN = dict(
    line.split("=", 1)
    for line in (ROOT / "deploy" / "environment.example").read_text(encoding="utf-8").splitlines()
    if "=" in line and not line.startswith("#")
)
PORTAL = ["migrate", "web", "worker-interactive", "worker-bulk", "beat"]


def resolve(text: str) -> Any:
    """As Compose does: `${NAME}`, `${NAME:-default}`, `${NAME:?}`, `$$`."""

    def value(found: re.Match[str]) -> str:
        return GIVEN.get(found[1]) or (found[2] or "")[2:] or "x"

    return yaml.safe_load(re.sub(r"\$\{(\w+)(:-[^}]*|:\?)?\}", value, text).replace("$$", "$"))


FILE = resolve(TEXT)


def read(content: Any) -> PyCompose:
    compose = PyCompose.from_json(json.dumps(content))
    compose.validate()
    return compose


def test_the_file_is_in_the_form_of_the_specification() -> None:
    assert sorted(read(FILE).service_names()) == sorted([*PORTAL, "postgres", "redis", "proxy", "mail"])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("restart: unless-stopped", "restrat: unless-stopped"),
        ("restart: unless-stopped", "restart: sometimes"),
        ("interval: 15s", "interval: soon"),
        ("service_healthy", "service_well"),
        ('"127.0.0.1:8025:8025"', '"here:8025:8025"'),
    ],
)
def test_a_mistake_in_it_would_be_seen(right: str, wrong: str) -> None:
    assert right in TEXT
    with pytest.raises(ValueError, match=r"line \d+"):
        read(resolve(TEXT.replace(right, wrong)))


def test_every_dependency_is_a_service_and_can_say_that_it_is_ready() -> None:
    conditions = {
        (name, other): wish["condition"]
        for name, service in FILE["services"].items()
        for other, wish in service.get("depends_on", {}).items()
    }
    assert conditions == {
        ("migrate", "postgres"): "service_healthy",
        **{(name, "migrate"): "service_completed_successfully" for name in PORTAL if name != "migrate"},
        **{(name, "redis"): "service_healthy" for name in PORTAL if name != "migrate"},
        ("proxy", "web"): "service_healthy",
    }
    assert [name for name, service in FILE["services"].items() if "healthcheck" not in service] == ["migrate"]


def test_every_named_volume_is_declared() -> None:
    mounted = {
        mount.split(":")[0] for service in FILE["services"].values() for mount in service.get("volumes", [])
    }
    assert {name for name in mounted if not name.startswith("./")} == set(FILE["volumes"])
    assert [name for name in mounted if name.startswith("./")] == ["./deploy/Caddyfile"]


def test_only_the_migration_knows_the_owner_and_the_administrator() -> None:
    knowing = [
        name
        for name, service in FILE["services"].items()
        if {"DATABASE_OWNER_URL", "DATABASE_ADMIN_URL"} & set(service.get("environment", {}))
    ]
    assert knowing == ["migrate"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    ports = {name: service["ports"] for name, service in FILE["services"].items() if "ports" in service}
    assert ports == {"proxy": ["80:80", "443:443"], "mail": ["127.0.0.1:8025:8025"]}


def test_the_mail_catcher_runs_only_when_asked_for() -> None:
    assert {
        name: service["profiles"] for name, service in FILE["services"].items() if "profiles" in service
    } == {"mail": ["mail"]}


def test_every_variable_of_the_file_is_explained_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?\}", TEXT))
    assert asked <= set(GIVEN)


def test_there_is_one_description_of_the_portals_container() -> None:
    common = ["image", "read_only", "cap_drop", "security_opt", "init"]
    assert {tuple(str(FILE["services"][name][key]) for key in common) for name in PORTAL} == {
        tuple(str(FILE["x-portal"][key]) for key in common)
    }
    assert len(re.findall(r"^x-\w+: &", TEXT, re.MULTILINE)) == 1
