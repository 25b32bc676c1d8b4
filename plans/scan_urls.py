"""Addresses of the signed copies that come from the scanner, under /<province>/<agency>/ban-ky-quet/."""

from django.urls import path

from plans.views import scan_look, scanning

app_name = "scans"

urlpatterns = [
    path("", scanning.scan_list, name="list"),
    path("<int:incoming_id>/tep/", scan_look.file, name="file"),
    path("<int:incoming_id>/xem/", scan_look.look, name="look"),
    path("<int:incoming_id>/trang/<int:page>/", scan_look.picture, name="picture"),
    path("<int:incoming_id>/van-ban/", scan_look.choose, name="choose"),
    path("<int:incoming_id>/de-rieng/", scan_look.aside, name="aside"),
    path("<int:incoming_id>/thu-lai/", scanning.retry, name="retry"),
]
