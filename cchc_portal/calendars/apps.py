from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "cchc_portal.calendars"
    label = "calendars"
    verbose_name = "Lịch và thời hạn"
