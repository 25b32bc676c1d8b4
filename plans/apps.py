from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        """A signature that is done moves its plan on, in the worker too."""
        from plans.actions import signing  # noqa: F401  it adds itself
