"""Addresses where Sở Nội vụ hands tasks down and sees how far they are covered, under /<province>/<agency>/giao-nhiem-vu/."""

from django.urls import path

from plans.views import annexed, assigning, assigning_tables, covered

app_name = "assignments"

urlpatterns = [
    path("", assigning.source_list, name="list"),
    path("van-ban/them/", assigning.add_source, name="add_source"),
    path("tu-ke-hoach/", assigning.take_plan, name="take_plan"),
    path("van-ban/<int:source_id>/", assigning.source, name="source"),
    path("van-ban/<int:source_id>/de-xuat/", assigning_tables.proposals, name="proposals"),
    path("van-ban/<int:source_id>/them/", assigning.add_task, name="add_task"),
    path("van-ban/<int:source_id>/dan-bang/", assigning_tables.table, name="table"),
    path("nhiem-vu/<int:task_id>/", covered.task, name="task"),
    path("nhiem-vu/<int:task_id>/sua/", assigning.edit_task, name="edit_task"),
    path("nhiem-vu/<int:task_id>/rut/", assigning.withdraw_task, name="withdraw_task"),
    path("do-phu/", covered.coverage, name="coverage"),
    path("do-phu/bang-tinh/", covered.excel, name="excel"),
    path("do-phu/noi-dung/", covered.unlinked, name="unlinked"),
    path("phu-luc/", annexed.consolidated, name="annex"),
    path("phu-luc/bang-tinh/", annexed.excel, name="annex_excel"),
    path("phu-luc/tao-tep/", annexed.order_file, name="annex_order"),
    path("phu-luc/tep/<int:annex_id>/", annexed.file, name="annex_file"),
]
