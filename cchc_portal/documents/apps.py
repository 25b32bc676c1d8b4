from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "cchc_portal.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from cchc_portal.documents import font_checks  # noqa: F401 - registers the start-up check
