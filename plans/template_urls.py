"""Addresses of templates, under /<province>/<agency>/mau-ke-hoach/."""

from django.urls import path

from plans.views import templates

app_name = "plan_templates"

urlpatterns = [
    path("", templates.template_list, name="list"),
    path("<int:template_id>/", templates.edit, name="edit"),
    path("<int:template_id>/xem-truoc/", templates.preview, name="preview"),
    path("<int:template_id>/dung/", templates.retire, name="retire"),
]
