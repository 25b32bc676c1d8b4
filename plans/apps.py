from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        """A signature that is done moves its plan on, a scan that is read finds its plan, a letter that has gone out has urged, in the worker too."""
        from plans import setting_up  # noqa: F401  likewise: what a new province needs
        from plans.actions import attached_files, scans, signing, succeeding, urging  # noqa: F401  they add themselves
        from plans.submissions import asked  # noqa: F401  what the calendar's rows say
