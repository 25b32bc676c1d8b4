"""The addresses of signing in: allauth's views, only those in use, with Vietnamese paths."""

from allauth.account import views
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

from .pages import public_page

urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("tam-khoa/", views.account_inactive, name="account_inactive"),
    path("xac-nhan-mat-khau/", views.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("dat-mat-khau/", views.password_set, name="account_set_password"),
    path("quen-mat-khau/", views.password_reset, name="account_reset_password"),
    path(
        "quen-mat-khau/da-gui/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "quen-mat-khau/xong/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # allauth goes here after a password was changed and asks for these names; accounts have one address and no sign-up.
    path("", RedirectView.as_view(url=reverse_lazy("desk")), name="account_email"),
    path("dang-ky/", views.signup, name="account_signup"),
]

for pattern in urlpatterns:
    public_page(pattern.callback)
