from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = "Công bố"

    def ready(self) -> None:
        from plans.actions import procedure
        from publications.actions import announce

        procedure.after_issue.append(announce)
