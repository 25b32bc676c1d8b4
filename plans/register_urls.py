"""Addresses of the register of legal documents, under /<province>/<agency>/van-ban-phap-ly/."""

from django.urls import path

from plans.views import register

app_name = "register"

urlpatterns = [
    path("", register.document_list, name="list"),
    path("them/", register.add, name="add"),
    path("<int:document_id>/", register.edit, name="edit"),
    path("<int:document_id>/xoa/", register.remove, name="remove"),
]
