from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "cchc_portal.documents"
    label = "documents"
    verbose_name = "Văn bản"
