"""Addresses of changes of agencies, under the administrator's agency: /<province>/<agency>/sap-xep-co-quan/."""

from django.urls import path

from .views import changes

app_name = "agency_changes"

urlpatterns = [
    path("", changes.listed, name="list"),
    path("moi/", changes.begin, name="begin"),
    path("<int:change_id>/", changes.about, name="about"),
    path("<int:change_id>/co-quan/", changes.agencies, name="agencies"),
    path("<int:change_id>/ke-thua/", changes.inheritance, name="inheritance"),
    path("<int:change_id>/xac-nhan/", changes.confirm, name="confirm"),
    path("<int:change_id>/huy/", changes.undo, name="undo"),
]
