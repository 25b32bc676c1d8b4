"""Addresses of copies of what has come to an agency, under /<province>/<agency>/van-ban-den/."""

from django.urls import path

from plans.views import received_copies

app_name = "received"

urlpatterns = [
    path("<int:came_id>/ban-sao/", received_copies.copy_list, name="copies"),
    path("<int:came_id>/ban-sao/giay/", received_copies.add_paper, name="copy_add"),
    path("<int:came_id>/ban-sao/dien-tu/", received_copies.add_electronic, name="copy_add_electronic"),
    path("<int:came_id>/ban-sao/<int:copy_id>/tep/", received_copies.copy_file, name="copy_file"),
    path("<int:came_id>/ban-sao/<int:copy_id>/tao/", received_copies.copy_make, name="copy_make"),
    path("<int:came_id>/ban-sao/<int:copy_id>/ky-so/", received_copies.copy_sign, name="copy_sign"),
    path("<int:came_id>/ban-sao/<int:copy_id>/tai-len/", received_copies.copy_bring, name="copy_bring"),
]
