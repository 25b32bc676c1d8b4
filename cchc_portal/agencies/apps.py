from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "cchc_portal.agencies"
    label = "agencies"
    verbose_name = "Cơ quan và người dùng"
