"""Addresses of an agency's plans, under /<province>/<agency>/ke-hoach/."""

from django.urls import path

from plans.views import (
    beginning,
    desk,
    editor,
    grid,
    lists,
    papers,
    plan,
    previews,
    saving,
    suggesting,
    templates,
)

app_name = "plans"

urlpatterns = [
    path("viec/", desk.tasks, name="tasks"),
    path("", lists.plan_list, name="plan_list"),
    path("moi/", beginning.create, name="create"),
    path("moi/tu-nam-truoc/", beginning.from_plan, name="begin_from_plan"),
    path("moi/tu-mau/", beginning.from_template, name="begin_from_template"),
    path("moi/tu-nhiem-vu/", beginning.from_tasks, name="begin_from_tasks"),
    path("<int:plan_id>/khoi-dau/", beginning.account, name="beginning"),
    path("<int:plan_id>/nhiem-vu-duoc-giao/", beginning.add_tasks, name="add_tasks"),
    path("<int:plan_id>/theo-doi/", desk.watch, name="watch"),
    path("<int:plan_id>/luu-lam-mau/", templates.make, name="template_make"),
    path("<int:plan_id>/", plan.detail, name="detail"),
    path("<int:plan_id>/xem-truoc/", previews.preview, name="preview"),
    path("<int:plan_id>/xem-truoc/phan/<slug:anchor>/", previews.preview_part, name="preview_part"),
    path("<int:plan_id>/trinh/", plan.submit, name="submit"),
    path("<int:plan_id>/rut-lai/", plan.withdraw, name="withdraw"),
    path("<int:plan_id>/tra-lai/", plan.return_plan, name="return"),
    path("<int:plan_id>/duyet/", plan.approve, name="approve"),
    path("<int:plan_id>/ban-hanh/", plan.issue, name="issue"),
    path("<int:plan_id>/xoa/", plan.delete_plan, name="delete"),
    path("<int:plan_id>/ban-in/", papers.papers, name="papers"),
    path("<int:plan_id>/ban-in/tao/<slug:file_format>/", papers.paper_make, name="paper_make"),
    path("<int:plan_id>/ban-in/<int:paper_id>/", papers.paper_file, name="paper_file"),
    path("<int:plan_id>/ban-in/<int:paper_id>/thu-lai/", papers.paper_retry, name="paper_retry"),
    path("<int:plan_id>/soan/", editor.edit, name="edit"),
    path("<int:plan_id>/soan/luu/", saving.save, name="save"),
    path("<int:plan_id>/soan/tinh-hinh/", saving.presence, name="presence"),
    path("<int:plan_id>/soan/goi-y/", suggesting.suggest, name="suggest"),
    path("<int:plan_id>/soan/bang/<int:block_id>/", grid.save, name="grid_save"),
    path("<int:plan_id>/soan/phan/<slug:part>/sua/", editor.edit_part, name="part_edit"),
    path("<int:plan_id>/soan/<slug:kind>/them/", editor.add_row, name="row_add"),
    path("<int:plan_id>/soan/<slug:kind>/<int:row_id>/", editor.edit_row, name="row_edit"),
    path("<int:plan_id>/soan/<slug:kind>/<int:row_id>/xoa/", editor.delete_row, name="row_delete"),
    path("<int:plan_id>/soan/<slug:kind>/<int:row_id>/chuyen/", editor.move_row, name="row_move"),
]
