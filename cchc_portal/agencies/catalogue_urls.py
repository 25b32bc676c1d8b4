"""The address of the catalogue of components, where the portal shows it."""

from django.urls import path

from .views import catalogue

urlpatterns = [path("", catalogue.catalogue, name="catalogue")]
