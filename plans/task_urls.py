"""Addresses of the tasks that an agency is given, under /<province>/<agency>/nhiem-vu/."""

from django.urls import path

from plans.views import given_tasks, plan_tasks

app_name = "tasks"

urlpatterns = [
    path("", given_tasks.task_list, name="list"),
    path("<int:task_id>/", given_tasks.task, name="task"),
    path("<int:task_id>/gan/", given_tasks.link, name="link"),
    path("<int:task_id>/them-noi-dung/", given_tasks.add_item, name="add_item"),
    path("tra-loi/<int:answer_id>/bo/", given_tasks.take_back, name="take_back"),
    path("tra-loi/<int:answer_id>/giu/", given_tasks.look_over, name="look_over"),
    path("ke-hoach/<int:plan_id>/", plan_tasks.of_plan, name="of_plan"),
]
