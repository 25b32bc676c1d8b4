"""Addresses of who signs in whose stead, under /<province>/<agency>/uy-quyen/."""

from django.urls import path

from plans.views import delegating

app_name = "delegations"

urlpatterns = [
    path("", delegating.delegation_list, name="list"),
    path("<int:delegation_id>/thu-hoi/", delegating.revoke, name="revoke"),
]
