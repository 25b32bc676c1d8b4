"""Asked by the containers' health checks: `python -m cchc_portal.running.health web|beat`; exit code 0 is health."""

import http.client
import sys
import time

from cchc_portal.environment import STATE_DIR

from .ports import LOOPBACK

BEAT_WRITES_EVERY = 180  # seconds; Celery's `beat` saves its schedule so often
PORT = 8000


def page_status(port: int) -> int | None:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=8)
    try:
        connection.request("GET", "/", headers={"Host": LOOPBACK})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def web_is_healthy() -> bool:
    status = page_status(PORT)
    return status is not None and status < 500


def beat_is_healthy() -> bool:
    written = [path.stat().st_mtime for path in STATE_DIR.glob("beat-schedule*")]
    return bool(written) and time.time() - max(written) < 3 * BEAT_WRITES_EVERY


if __name__ == "__main__":
    healthy = {"web": web_is_healthy, "beat": beat_is_healthy}[sys.argv[1]]()
    raise SystemExit(0 if healthy else 1)
