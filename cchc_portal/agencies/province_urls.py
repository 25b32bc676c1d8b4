"""Addresses of setting up a province, under the administrator's agency: /<province>/<agency>/thiet-lap/."""

from django.urls import path

from .views import books, people, setting_up

app_name = "province_setup"

urlpatterns = [
    path("", setting_up.checklist, name="checklist"),
    path("tep-mau.xlsx", books.blank, name="blank"),
    path("danh-sach.xlsx", books.export, name="export"),
    path("nhap/", books.upload, name="upload"),
    path("nhap/<int:book_id>/", books.preview, name="preview"),
    path("nhap/<int:book_id>/dong-loi.xlsx", books.wrong, name="wrong"),
    path("nguoi-dung/", people.listed, name="people"),
    path("nguoi-dung/moi/", people.invite, name="invite"),
]
