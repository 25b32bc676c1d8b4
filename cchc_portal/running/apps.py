"""The app `running`: it has no tables; it hooks the start-up checks into Django and Celery."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "cchc_portal.running"
    label = "running"
    verbose_name = "Vận hành"

    def ready(self) -> None:
        from celery.signals import worker_init

        import cchc_portal.celery  # noqa: F401  # tasks are sent by our application in every process, not by a default one

        from . import checks, processes

        worker_init.connect(checks.refuse_unsafe_worker, dispatch_uid="running.unsafe_role")
        worker_init.connect(processes.tie_children, dispatch_uid="running.tie_children")
