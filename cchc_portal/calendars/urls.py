"""Addresses of deadlines, notices and the work calendar, under an agency."""

from django.urls import path

from . import views

app_name = "calendars"

urlpatterns = [
    path("", views.due_dates, name="due_dates"),
    path("<int:pk>/da-gui/", views.report_sent, name="report_sent"),
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/da-doc/", views.mark_read, name="mark_read"),
    path("ngay-nghi/", views.work_calendar, name="work_calendar"),
    path("ngay-nghi/<int:pk>/xoa/", views.remove_day, name="remove_day"),
]
