"""Addresses of the whole country's work calendar."""

from django.urls import path

from .views import days

urlpatterns = [
    path("", days.national_days, name="national_days"),
    path("<int:pk>/rut/", days.remove_national_day, name="remove_national_day"),
]
