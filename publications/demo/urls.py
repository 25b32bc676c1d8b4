"""The address from which the demo is tried, where the portal runs with its demo data."""

from django.urls import path

from publications.demo import trying

urlpatterns = [path("", trying.posts, name="trying")]
