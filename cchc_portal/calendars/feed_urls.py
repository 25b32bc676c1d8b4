"""The address under which other programs read a person's deadlines."""

from django.urls import path

from .views import feeds

urlpatterns = [path("<str:token>.ics", feeds.calendar_feed, name="calendar_feed")]
