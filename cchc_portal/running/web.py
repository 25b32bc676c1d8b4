"""Gunicorn's settings, the same for `manage.py up` and for the containers: `gunicorn -c python:cchc_portal.running.web`."""

import os
import signal
from pathlib import Path
from typing import Any

from cchc_portal.running.processes import die_with_parent

bind = os.environ.get("CCHC_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("CCHC_WEB_PROCESSES", "2"))
worker_class = "sync"  # the tenant of a request lives in its thread and its database transaction: WSGI only
preload_app = True  # the code is loaded, and the role checked, once; its memory is shared
timeout = 60
graceful_timeout = 8
max_requests, max_requests_jitter = 2000, 200
# A heartbeat file on a real disk may block a worker for seconds.
_memory = Path("/dev/shm")  # noqa: S108  # gunicorn makes its file there without a name
worker_tmp_dir = str(_memory) if _memory.is_dir() else None
control_socket_disable = True
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms"
forwarded_allow_ips = os.environ.get("CCHC_PROXY_ADDRESSES", "127.0.0.1,::1")


def post_fork(server: Any, worker: Any) -> None:
    """A worker process leaves at once when its master is killed, so that the port is free for the next start."""
    die_with_parent(worker.ppid, signal.SIGKILL)
