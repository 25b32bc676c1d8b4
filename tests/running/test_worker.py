"""The fixtures `broker` and `worker` are a real queue and a real worker."""

from cchc_portal.celery import app
from cchc_portal.running.parts import Running


def test_a_started_worker_answers(worker: Running) -> None:
    answers = app.control.inspect(timeout=5).ping()
    assert list((answers or {}).values()) == [{"ok": "pong"}]
