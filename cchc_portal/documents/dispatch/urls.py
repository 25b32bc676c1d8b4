"""Addresses of what has come to an agency, under /<province>/<agency>/van-ban-den/."""

from django.urls import path

from cchc_portal.documents.views import arrivals, incoming

app_name = "incoming"

urlpatterns = [
    path("", incoming.incoming_list, name="list"),
    path("so/", arrivals.line_list, name="register"),
    path("so/xuat-excel/", arrivals.excel, name="excel"),
    path("so/in-so/", arrivals.order_print, name="print"),
    path("so/in-so/<int:print_id>/", arrivals.print_file, name="print_file"),
    path("so/<int:arrival_id>/sua/", arrivals.annotate, name="annotate"),
    path("<int:came_id>/tep/", incoming.file, name="file"),
    path("<int:came_id>/phu-luc/<int:position>/", incoming.attached, name="attached"),
    path("<int:came_id>/da-nhan/", incoming.confirm, name="confirm"),
    path("<int:came_id>/thu-hoi/", incoming.confirm_withdrawal, name="confirm_withdrawal"),
]
