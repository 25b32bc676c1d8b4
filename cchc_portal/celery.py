"""The Celery application: queues `interactive` (small papers, mail) and `bulk` (long tables), and what runs by the clock."""

import gc
import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc_portal.settings")

app = Celery("cchc_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="schedule")
app.autodiscover_tasks([f"cchc_portal.documents.{noun}" for noun in ("attached", "scans", "signed")])

app.conf.beat_schedule = {
    "wake-forgotten-papers": {"task": "documents.wake_forgotten", "schedule": 10.0},
    "wake-signatures": {"task": "documents.wake_signatures", "schedule": 5.0},
    "wake-attached-files": {"task": "documents.wake_attached", "schedule": 10.0},
    "remind-of-deadlines": {"task": "calendars.remind", "schedule": crontab(hour="7-17", minute=30)},
    "wake-invitations": {"task": "agencies.wake_invitations", "schedule": 60.0},
    # Just after midnight, and again each hour: a portal that was stopped catches up.
    "bring-changes-into-force": {"task": "agencies.bring_changes_into_force", "schedule": crontab(minute=2)},
    "forget-uploads": {"task": "plans.forget_uploads", "schedule": crontab(hour=2, minute=15)},
}


@worker_process_init.connect
def _warm_paper(**_: object) -> None:
    """Load fonts and style sheets once a process (0.4 s off each first paper), and never look through them for garbage again."""
    from cchc_portal.documents import paper  # heavy; only workers render

    paper.warm()
    gc.freeze()
