"""What the web server and the worker refuse to start with, beyond an unsafe role."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.cluster import Cluster


def start(cluster: Cluster, **environment: str) -> subprocess.CompletedProcess[str]:
    """The web server's entrance in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "import cchc_portal.wsgi"],
        env={
            **os.environ,
            "DATABASE_URL": cluster.application,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            **environment,
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_the_complete_typeface_the_portal_does_not_start(
    cluster: Cluster, django_db_setup: None, tmp_path: Path
) -> None:
    refused = start(cluster, PAPER_FONT_DIR=str(tmp_path))
    assert refused.returncode == 1
    last = refused.stderr.strip().splitlines()[-1]
    assert last.startswith(
        f"django.core.exceptions.ImproperlyConfigured: Cổng không khởi động. Phông chữ của văn bản tại {tmp_path} không đủ:"
    )
    assert last.endswith("fonts-croscore")


def test_with_it_the_portal_starts(cluster: Cluster, django_db_setup: None) -> None:
    assert start(cluster).returncode == 0
