"""A child process for each scan that is read: ended when it takes too long, stopped when it takes too much memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

from cchc_portal.documents.scans.reading import Reading, kind_of

SECONDS = 90
ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "cchc_portal.documents.scans.reading")
PICTURING = (sys.executable, "-m", "cchc_portal.documents.scans.picturing")
WHILE_ONE_LOOKS = 20  # seconds for one page
MOST_DRAWN = 5 * 1024 * 1024


def reading(content: bytes, name: str, *, seconds: float = SECONDS) -> Reading:
    """What the child found; nothing that it sends is trusted to be more than text."""
    try:
        answer = json.loads(_asked(COMMAND, name.replace("\0", "") or "?", content, seconds))
    except subprocess.TimeoutExpired:
        return Reading(objection="slow")
    except (subprocess.CalledProcessError, ValueError):
        return Reading(objection="heavy")
    codes = tuple(str(code) for code in answer["codes"])
    return Reading(
        str(answer["kind"]), int(answer["pages"]), codes, str(answer["head"]), str(answer["objection"])
    )


def picture(content: bytes, page: int) -> bytes | None:
    """A page as JPEG; nothing where it cannot be drawn."""
    try:
        drawn = _asked(PICTURING, str(page), content, WHILE_ONE_LOOKS)
    except subprocess.SubprocessError:
        return None
    return drawn if len(drawn) <= MOST_DRAWN and kind_of(drawn) == "jpg" else None


def _asked(command: tuple[str, ...], told: str, content: bytes, seconds: float) -> bytes:
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "TMPDIR")}
    done = subprocess.run(
        [*command, told],
        input=content,
        capture_output=True,
        timeout=seconds,
        cwd=ROOT,
        env={**environment, "PYTHONUTF8": "1"},
        check=True,
    )
    return done.stdout
