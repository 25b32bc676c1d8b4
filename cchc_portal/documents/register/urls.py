"""Addresses of the register of outgoing papers, under /<province>/<agency>/so-van-ban-di/."""

from django.urls import path

from cchc_portal.documents.views import book, dispatches, lines

app_name = "book"

urlpatterns = [
    path("", book.line_list, name="list"),
    path("xuat-excel/", book.excel, name="excel"),
    path("in-so/", book.order_print, name="print"),
    path("in-so/<int:print_id>/", book.print_file, name="print_file"),
    path("giu-so/", book.reserve, name="reserve"),
    path("ghi-tu-so-rieng/", book.enter, name="enter"),
    path("ma-dinh-danh/", book.code, name="code"),
    path("<int:line_id>/", lines.line, name="line"),
    path("<int:line_id>/sua/", lines.annotate, name="annotate"),
    path("<int:line_id>/cap-so/", lines.give, name="give"),
    path("<int:line_id>/huy-so/", lines.void, name="void"),
    path("<int:line_id>/edxml/", lines.edxml, name="edxml"),
    path("<int:line_id>/sau-ban-hanh/<slug:what>/", lines.after, name="after"),
    path("<int:line_id>/noi-nhan/<int:dispatch_id>/ky-nhan/", dispatches.receive, name="receive"),
    path("<int:line_id>/noi-nhan/<int:dispatch_id>/gui-lai/", dispatches.send_again, name="send_again"),
    path(
        "<int:line_id>/noi-nhan/<int:dispatch_id>/thu-hoi/",
        dispatches.withdrawal_noted,
        name="withdrawal_noted",
    ),
]
