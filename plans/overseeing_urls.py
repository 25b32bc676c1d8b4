"""Addresses where Sở Nội vụ follows the agencies, under /<province>/<agency>/theo-doi/."""

from django.urls import path

from plans.views import overseeing, overseeing_summary

app_name = "overseeing"

urlpatterns = [
    path("", overseeing.desk, name="desk"),
    path("tong-hop/", overseeing_summary.summary, name="summary"),
    path("tong-hop/van-ban/", overseeing_summary.word, name="summary_word"),
    path("tong-hop/noi-dung/", overseeing_summary.items, name="items"),
]
