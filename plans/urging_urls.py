"""Addresses where late agencies are urged, under /<province>/<agency>/don-doc/."""

from django.urls import path

from plans.views import urging

app_name = "urging"

urlpatterns = [
    path("", urging.preview, name="preview"),
    path("thong-bao/", urging.remind, name="remind"),
    path("cong-van/", urging.write, name="write"),
]
