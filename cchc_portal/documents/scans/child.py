"""A child process for each scan that is read: ended when it takes too long, stopped when it takes too much memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

from cchc_portal.documents.scans.reading import Reading

SECONDS = 90
ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "cchc_portal.documents.scans.reading")


def reading(content: bytes, name: str, *, seconds: float = SECONDS) -> Reading:
    """What the child found; nothing that it sends is trusted to be more than text."""
    told = name.replace("\0", "") or "?"
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "TMPDIR")}
    try:
        done = subprocess.run(
            [*COMMAND, told],
            input=content,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            env={**environment, "PYTHONUTF8": "1"},
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return Reading(objection="slow")
    except (subprocess.CalledProcessError, ValueError):
        return Reading(objection="heavy")
    codes = tuple(str(code) for code in answer["codes"])
    return Reading(
        str(answer["kind"]), int(answer["pages"]), codes, str(answer["head"]), str(answer["objection"])
    )
