"""Addresses of what has come to an agency, under /<province>/<agency>/van-ban-den/."""

from django.urls import path

from cchc_portal.documents.views import incoming

app_name = "incoming"

urlpatterns = [
    path("", incoming.incoming_list, name="list"),
    path("<int:came_id>/tep/", incoming.file, name="file"),
    path("<int:came_id>/phu-luc/<int:position>/", incoming.attached, name="attached"),
    path("<int:came_id>/da-nhan/", incoming.confirm, name="confirm"),
    path("<int:came_id>/thu-hoi/", incoming.confirm_withdrawal, name="confirm_withdrawal"),
]
