"""Addresses of an agency's approval chain, under /<province>/<agency>/chuoi-duyet/."""

from django.urls import path

from plans.views import chains

app_name = "chains"

urlpatterns = [
    path("", chains.chain, name="chain"),
    path("lap-rieng/", chains.make_own, name="make_own"),
    path("dung-cap-tren/", chains.inherit, name="inherit"),
    path("buoc/<int:step_id>/", chains.edit_step, name="edit_step"),
    path("buoc/<int:step_id>/chuyen/", chains.move_step, name="move_step"),
    path("buoc/<int:step_id>/bo/", chains.remove_step, name="remove_step"),
]
