"""Addresses where Sở Nội vụ reviews what agencies hand in, under /<province>/<agency>/tham-dinh/."""

from django.urls import path

from plans.views import criteria, reviewing, reviewing_acts

app_name = "reviews"

urlpatterns = [
    path("", reviewing.queue, name="queue"),
    path("da-quyet-dinh/", reviewing.decided, name="decided"),
    path("chap-nhan-nhieu/", reviewing_acts.accept_many, name="accept_many"),
    path("<int:submission_id>/", reviewing.submission, name="submission"),
    path("<int:submission_id>/nhan/", reviewing_acts.take, name="take"),
    path("<int:submission_id>/chap-nhan/", reviewing_acts.accept, name="accept"),
    path("<int:submission_id>/tra-lai/", reviewing_acts.give_back, name="give_back"),
    path("<int:submission_id>/yeu-cau-bo-sung/", reviewing_acts.ask_supplement, name="ask_supplement"),
    path("<int:submission_id>/nhan-xet/", reviewing_acts.note, name="note"),
    path("tieu-chi/", criteria.criterion_list, name="criteria"),
    path("tieu-chi/them/", criteria.add, name="criterion_add"),
    path("tieu-chi/lap-danh-sach/", criteria.begin, name="criteria_begin"),
    path("tieu-chi/<int:criterion_id>/sua/", criteria.edit, name="criterion_edit"),
    path("tieu-chi/<int:criterion_id>/thoi-dung/", criteria.withdraw, name="criterion_withdraw"),
    path("tieu-chi/<int:criterion_id>/chuyen/", criteria.move, name="criterion_move"),
]
