"""The process tree keeps its order, starts again what died, and leaves nothing behind."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_portal.running import tree as tree_module
from cchc_portal.running.processes import Part, Running
from cchc_portal.running.tree import Failed, Stopped, Tree
from tests.cluster import wait_until

ROOT = Path(__file__).parents[2]
SLEEPS = "import signal, sys, time; print('ready', flush=True); {}time.sleep(60)"
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); "
NOTES_ITS_END = (
    "signal.signal(signal.SIGTERM, lambda *_: (open({path!r}, 'a').write('{name} '), sys.exit(0))); "
    "print('listening', flush=True); "
)


def part(folder: Path, name: str, program: str, *, word: str = "ready", patience: float = 10.0) -> Part:
    return Part(
        name,
        f"phần {name}",
        [sys.executable, "-c", program],
        folder / f"{name}.log",
        lambda running: word in running.said(),
        folder=folder,
        patience=patience,
    )


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def said() -> list[str]:
    return []


def test_parts_stop_in_the_reverse_order(tmp_path: Path, said: list[str]) -> None:
    notes = tmp_path / "notes"
    tree = Tree(said.append)
    for name in ("a", "b", "c"):
        program = SLEEPS.format(NOTES_ITS_END.format(path=str(notes), name=name))
        tree.start([part(tmp_path, name, program, word="listening")])
    tree.stop()
    assert notes.read_text() == "c b a "
    assert said == ["Đang dừng phần c…", "Đang dừng phần b…", "Đang dừng phần a…"]


def test_a_part_that_does_not_listen_is_ended_after_its_patience(tmp_path: Path, said: list[str]) -> None:
    tree = Tree(said.append)
    tree.start([part(tmp_path, "deaf", SLEEPS.format(STUBBORN), word="deaf", patience=0.2)])
    process = tree.running[0].process
    tree.stop()
    assert process.returncode == -signal.SIGKILL


def test_a_part_that_cannot_start_is_named_with_its_last_words(tmp_path: Path, said: list[str]) -> None:
    tree = Tree(said.append)
    with pytest.raises(Failed) as failed:
        tree.start([part(tmp_path, "broken", "raise SystemExit('hết chỗ trên đĩa')")])
    assert str(failed.value) == (
        f"Phần broken đã dừng (mã 1). Nhật ký: {tmp_path}/broken.log\n  hết chỗ trên đĩa"
    )


def test_a_part_that_dies_is_started_again_after_a_growing_wait(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree_module, "FIRST_WAIT", 0.1)
    tree = Tree(said.append)
    tree.start([part(tmp_path, "mortal", SLEEPS.format(""))])
    waits = []
    for _ in range(3):
        died = tree.running[0]
        died.process.kill()
        wait_until(lambda died=died: died.ended)
        tree.look_after()
        waits.append(tree._waits["mortal"])
        wait_until(lambda died=died: tree.look_after() or tree.running[0] is not died)
    tree.stop()
    assert waits == [0.1, 0.2, 0.4]
    assert said[:2] == [
        f"Phần mortal đã dừng đột ngột (mã -9); khởi động lại sau 0 giây. Nhật ký: {tmp_path}/mortal.log",
        "Đã khởi động lại phần mortal.",
    ]


def test_a_wish_to_stop_is_heard_between_steps(tmp_path: Path, said: list[str]) -> None:
    tree = Tree(said.append)
    before = {number: signal.getsignal(number) for number in tree_module.SIGNALS}
    tree.listen()
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Stopped):
            tree.finish(tree.begin(part(tmp_path, "step", SLEEPS.format(""))))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert [path.name for path in tmp_path.iterdir()] == ["step.log"]


def test_children_of_a_part_end_with_it(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    running = Running(part(tmp_path, "parent", program))
    wait_until(lambda: running.said().strip().isdigit())
    child = int(running.said())
    assert alive(child)
    running.stop()
    wait_until(lambda: not alive(child), 5)


@pytest.mark.parametrize("niceness", [0, 19])
def test_a_part_yields_to_the_sessions_of_other_parts(niceness: int, tmp_path: Path) -> None:
    running = Running(replace(part(tmp_path, "renderer", SLEEPS.format("")), niceness=niceness))
    try:
        wait_until(lambda: "ready" in running.said())
        group = Path(f"/proc/{running.process.pid}/autogroup")
        if not group.exists():
            pytest.skip("hệ điều hành này không xếp tiến trình theo phiên")
        own = os.getpriority(os.PRIO_PROCESS, 0)
        process = os.getpriority(os.PRIO_PROCESS, running.process.pid)
        assert (process, group.read_text().split()[-1]) == (min(19, own + niceness), str(niceness))
    finally:
        running.stop()


def test_a_part_ends_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    """The supervisor is a process of its own here; it can run nothing after kill -9."""
    program = (
        "import sys, time; from pathlib import Path; from cchc_portal.running.processes import Part, Running\n"
        f"part = Part('x', 'x', [sys.executable, '-c', 'import time; time.sleep(60)'], Path({str(tmp_path / 'x.log')!r}), lambda r: True)\n"
        "print(Running(part).process.pid, flush=True); time.sleep(60)"
    )
    supervisor = Running(replace(part(tmp_path, "supervisor", program), folder=ROOT))
    wait_until(lambda: supervisor.said().strip().isdigit() or supervisor.ended)
    child = int(supervisor.said())
    assert alive(child)
    supervisor.process.kill()
    supervisor.process.wait()
    wait_until(lambda: not alive(child), 5)
