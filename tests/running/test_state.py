"""The state folder: one holder, private files, and the database's home where its account can reach it."""

import os
import socket
import stat
from pathlib import Path

import pytest

from cchc_portal.running import account
from cchc_portal.running.ports import LOOPBACK, free_port
from cchc_portal.running.state import AlreadyRunning, StateFolder


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    folder = StateFolder(tmp_path / "var")
    folder.make()
    return folder


def mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


def test_a_second_holder_is_refused_and_told_who_holds(state: StateFolder) -> None:
    state.hold()
    with pytest.raises(AlreadyRunning, match=f"^{os.getpid()}$"):
        StateFolder(state.root).hold()


def test_passwords_are_made_once_and_private(state: StateFolder) -> None:
    made = state.passwords()
    assert sorted(made) == ["cchc_app", "cchc_owner", "postgres", "valkey"]
    assert len(set(made.values())) == 4
    assert StateFolder(state.root).passwords() == made
    assert mode(state.root / "passwords.json") == "-rw-------"


def test_others_may_pass_through_the_folder_but_not_list_it(state: StateFolder) -> None:
    assert mode(state.root) == "drwx--x--x"
    assert mode(state.logs) == "drwx------"


def test_addresses_lie_apart_from_the_owners_and_go_at_the_end(state: StateFolder) -> None:
    state.leave_addresses({"DATABASE_URL": "postgres://a", "REDIS_URL": "redis://b"}, "postgres://owner")
    assert state.addresses.read_text() == "DATABASE_URL=postgres://a\nREDIS_URL=redis://b\n"
    assert state.owner_address.read_text() == "DATABASE_OWNER_URL=postgres://owner\n"
    assert mode(state.addresses) == mode(state.owner_address) == "-rw-------"
    state.clear_addresses()
    assert sorted(path.name for path in state.root.iterdir()) == ["log"]


def test_a_long_log_is_put_aside_once(state: StateFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_portal.running.state.LOG_LIMIT", 3)
    state.log("web").write_text("dài")
    assert state.log("web").exists() is False
    assert (state.logs / "web.log.1").read_text() == "dài"


def test_the_wished_port_is_taken_when_free_and_another_when_not() -> None:
    with socket.socket() as busy:
        busy.bind((LOOPBACK, 0))
        busy.listen()
        taken = busy.getsockname()[1]
        other = free_port(taken)
    assert other != taken
    assert free_port(taken) == taken


def test_servers_live_in_the_state_folder_where_their_account_can_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_folder = tmp_path / "open" / "var"
    open_folder.mkdir(parents=True)
    monkeypatch.setattr(account, "unprivileged", lambda: account.Account(65534, 65534))
    monkeypatch.setattr(account, "reachable", lambda path: True)
    assert account.servers_home(open_folder) == open_folder


def test_servers_live_elsewhere_when_the_checkout_is_closed_and_nothing_is_opened_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    state = closed / "var"
    state.mkdir(parents=True)
    closed.chmod(0o700)
    monkeypatch.setattr(account, "unprivileged", lambda: account.Account(65534, 65534))
    monkeypatch.setattr(account, "SYSTEM_HOME", tmp_path / "system")
    home = account.servers_home(state)
    assert home.parent == tmp_path / "system"
    assert (state / "servers-home.txt").read_text() == f"{home}\n"
    assert mode(closed) == "drwx------"
