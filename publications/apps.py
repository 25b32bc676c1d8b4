from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = "Công bố"

    def ready(self) -> None:
        from plans.actions import procedure
        from publications.actions import announce_plan

        procedure.after_issue.append(announce_plan)
