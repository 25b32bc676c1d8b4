"""Addresses of the signed copies that come from the scanner, under /<province>/<agency>/ban-ky-quet/."""

from django.urls import path

from plans.views import scanning

app_name = "scans"

urlpatterns = [
    path("", scanning.scan_list, name="list"),
    path("<int:incoming_id>/tep/", scanning.file, name="file"),
    path("<int:incoming_id>/van-ban/", scanning.choose, name="choose"),
    path("<int:incoming_id>/de-rieng/", scanning.aside, name="aside"),
    path("<int:incoming_id>/thu-lai/", scanning.retry, name="retry"),
]
