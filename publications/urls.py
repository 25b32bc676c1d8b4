"""The public addresses, and under each agency its own."""

from django.urls import path

from publications.views import agency, checking, public

app_name = "publications"
urlpatterns = [
    path("", public.home, name="home"),
    path("kiem-tra/", checking.check, name="check"),
    path("kiem-tra/<str:code>/", checking.check_code, name="check_code"),
    path("<slug:province>/", public.province, name="province"),
    path("<slug:province>/cong-bo/<slug:slug>/", public.announcement, name="announcement"),
    path("<slug:province>/tep/<slug:slug>.pdf", public.paper, name="paper"),
    path("<slug:province>/tep/<slug:slug>/phu-luc-<int:position>.pdf", public.attached, name="attached"),
    path("<slug:province>/<slug:agency>/cong-bo/", agency.publication_list, name="publication_list"),
    path("<slug:province>/<slug:agency>/cong-bo/<slug:slug>/", agency.preview, name="preview"),
    path("<slug:province>/<slug:agency>/cong-bo/<slug:slug>/chinh-sua/", agency.edit, name="edit"),
    path("<slug:province>/<slug:agency>/cong-bo/<slug:slug>/cong-khai/", agency.publish, name="publish"),
    path("<slug:province>/<slug:agency>/cong-bo/<slug:slug>/an/", agency.hide, name="hide"),
]
