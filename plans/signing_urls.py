"""Addresses of an agency's means of signing, under /<province>/<agency>/ky-so/."""

from django.urls import path

from plans.views import signing_means

app_name = "signing"

urlpatterns = [
    path("", signing_means.means_list, name="list"),
    path("<int:post_id>/", signing_means.edit, name="edit"),
    path("<int:post_id>/anh/", signing_means.picture, name="picture"),
]
