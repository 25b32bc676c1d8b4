"""The address of the catalogue of a plan's components, where the portal shows it."""

from django.urls import path

from .views import catalogue

urlpatterns = [path("ke-hoach/", catalogue.catalogue, name="catalogue_plans")]
