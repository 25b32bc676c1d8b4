"""Addresses where an agency hands in what it owes and sees where that is, under /<province>/<agency>/gui-so-noi-vu/."""

from django.urls import path

from plans.views import handing_in

app_name = "submissions"

urlpatterns = [
    path("", handing_in.submission_list, name="list"),
    path("viec/<int:obligation_id>/", handing_in.hand_in, name="hand_in"),
    path("viec/<int:obligation_id>/soan/", handing_in.compose, name="compose"),
    path("ke-hoach/<int:plan_id>/", handing_in.send_plan, name="send_plan"),
    path("<int:submission_id>/", handing_in.detail, name="detail"),
    path("<int:submission_id>/bien-nhan/", handing_in.receipt_file, name="receipt"),
    path("<int:submission_id>/tep/", handing_in.sent_file, name="file"),
    path("<int:submission_id>/bo-sung/", handing_in.supplement, name="supplement"),
    path(
        "<int:submission_id>/bo-sung/<int:supplement_id>/tep/",
        handing_in.supplement_file,
        name="supplement_file",
    ),
]
