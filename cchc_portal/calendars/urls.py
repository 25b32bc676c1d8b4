"""Addresses of deadlines, notices and the work calendar, under an agency."""

from django.urls import path

from .views import days, due_dates, inbox

app_name = "calendars"

urlpatterns = [
    path("", due_dates.due_dates, name="due_dates"),
    path("<int:pk>/da-gui/", due_dates.report_sent, name="report_sent"),
    path("thong-bao/", inbox.inbox, name="inbox"),
    path("thong-bao/da-doc/", inbox.mark_read, name="mark_read"),
    path("ngay-nghi/", days.work_calendar, name="work_calendar"),
    path("ngay-nghi/cach-tinh/", days.set_practice, name="set_practice"),
    path("ngay-nghi/<int:pk>/sua/", days.change_day, name="change_day"),
    path("ngay-nghi/<int:pk>/rut/", days.remove_day, name="remove_day"),
]
