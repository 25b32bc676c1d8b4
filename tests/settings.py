"""The portal's settings for tests: a state folder of their own, quick password hashes, no broker unless a fixture starts one."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOLDER = "CCHC_TEST_STATE_DIR"


def _state_folder() -> Path:
    """One for the run, with a part for each pytest-xdist worker; made here, before the settings read it."""
    if _HOLDER not in os.environ:
        os.environ[_HOLDER] = tempfile.mkdtemp(prefix="cchc-test-")
        atexit.register(shutil.rmtree, os.environ[_HOLDER], ignore_errors=True)
        Path(os.environ[_HOLDER]).chmod(0o711)  # the database's account must be able to walk through
    folder = Path(os.environ[_HOLDER], os.environ.get("PYTEST_XDIST_WORKER", "main"))
    folder.mkdir(exist_ok=True, mode=0o711)
    return folder


os.environ["CCHC_STATE_DIR"] = str(_state_folder())
# Sync Playwright runs an event loop in the test's thread; Django would refuse to query there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["CCHC_COMPONENT_CATALOGUE"] = "on"  # the components are looked at like every page
os.environ["CCHC_DEMO_ACCOUNTS"] = "on"  # and the page from which the demo is tried

from cchc_portal.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_BROKER_URL = os.environ.get("REDIS_URL", "memory://")
