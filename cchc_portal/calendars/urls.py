"""Addresses of deadlines, notices and the work calendar, under an agency."""

from django.urls import path

from .views import days, deliveries, due_dates, extensions, feeds, inbox, rules, standing

app_name = "calendars"

urlpatterns = [
    path("", due_dates.due_dates, name="due_dates"),
    path("thong-bao/", inbox.inbox, name="inbox"),
    path("thong-bao/<int:pk>/", inbox.follow, name="notice"),
    path("thong-bao/da-doc/", inbox.mark_read, name="mark_read"),
    path("ngay-nghi/", days.work_calendar, name="work_calendar"),
    path("ngay-nghi/cach-tinh/", days.set_practice, name="set_practice"),
    path("ngay-nghi/<int:pk>/sua/", days.change_day, name="change_day"),
    path("ngay-nghi/<int:pk>/rut/", days.remove_day, name="remove_day"),
    path("quy-dinh/", rules.rules, name="rules"),
    path("quy-dinh/bac-nhac/", rules.set_ladder, name="set_ladder"),
    path("quy-dinh/them/", rules.rule_add, name="rule_add"),
    path("quy-dinh/<int:pk>/sua/", rules.rule_edit, name="rule_edit"),
    path("quy-dinh/<int:pk>/xem-truoc/", rules.rule_preview, name="rule_preview"),
    path("quy-dinh/<int:pk>/rut/", rules.rule_withdraw, name="rule_withdraw"),
    path("nhat-ky-gui/", deliveries.deliveries, name="deliveries"),
    path("nhat-ky-gui/<int:pk>/da-xu-ly/", deliveries.settle, name="settle"),
    path("<int:pk>/xin-gia-han/", extensions.ask, name="ask_extension"),
    path("gia-han/", extensions.extensions, name="extensions"),
    path("gia-han/<int:pk>/", extensions.extension, name="extension"),
    path("tinh-hinh/", standing.overview, name="overview"),
    path("tinh-hinh/danh-sach/", standing.behind, name="behind"),
    path("tinh-hinh/ban-giao/", standing.hand_over, name="hand_over"),
    path("tinh-hinh/<int:pk>/", standing.obligation, name="obligation"),
    path("tinh-hinh/<int:pk>/mien/", standing.exempt, name="exempt"),
    path("tinh-hinh/<int:pk>/chuyen/", standing.transfer, name="transfer"),
    path("tren-dien-thoai/", feeds.feed_page, name="feed"),
    path("tren-dien-thoai/moi/", feeds.renew_feed, name="renew_feed"),
]
