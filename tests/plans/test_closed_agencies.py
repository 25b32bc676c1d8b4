"""Provinces and agencies that are no more: nothing begins there, and what is left is read by heirs alone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.permissions import Denied, Refused
from plans import permissions
from plans.actions import drafting
from plans.models import Plan
from plans.states import PlanState, Verb
from tests.plans.verbs import MAY
from tests.world import MERGED_ON, World, a_plan, entered


def test_a_closed_province_takes_no_new_plan_and_its_own_is_only_read(settled: World) -> None:
    office = settled.closed_office
    with entered(settled.closed):
        answer = permissions.may_create(office.drafter, office.agency)
        assert answer == Denied(
            "Cơ quan đã kết thúc hoạt động; trang này chỉ để tra cứu, không lập kế hoạch mới."
        )
        with pytest.raises(Refused), transaction.atomic():
            drafting.create_plan(office.agency, {}, by=office.drafter)
        draft = a_plan(office.agency, by=office.drafter)
        for verb in Verb:
            for person in (office.unit_head, office.head, office.clerk):
                assert MAY[verb](person, draft) == Denied(
                    "Cơ quan đã kết thúc hoạt động; kế hoạch chỉ để tra cứu."
                )


def test_a_province_works_until_the_day_it_closes(settled: World) -> None:
    today = timezone.localdate()
    with entered(settled.province):
        for days, allowed in ((1, True), (0, False), (-1, False)):
            Province.objects.filter(pk=settled.province.pk).update(closed_on=today + timedelta(days=days))
            plan = Plan.objects.select_related("agency__province").get(pk=settled.plans[PlanState.DRAFT].pk)
            assert bool(permissions.may_create(settled.drafter, plan.agency)) == allowed
            assert bool(permissions.may_submit(settled.drafter, plan)) == allowed


def test_an_abolished_agency_of_a_living_province_does_nothing_more(settled: World) -> None:
    with entered(settled.province):
        plan = Plan.objects.select_related("agency__province").get(pk=settled.plans[PlanState.APPROVED].pk)
        plan.agency.closed_on = MERGED_ON
        assert not permissions.may_create(settled.drafter, plan.agency)
        assert not permissions.may_issue(settled.clerk, plan)


def test_heirs_read_the_closed_province_and_change_nothing(settled: World) -> None:
    with entered(settled.closed):
        plan = Plan.objects.get(pk=settled.closed_plan.pk)
        assert permissions.may_view(settled.heir, plan)
        for verb in Verb:
            assert MAY[verb](settled.heir, plan) == Denied(
                "Chỉ người của cơ quan lập kế hoạch thực hiện được việc này."
            )


def test_only_heirs_read_the_closed_province(settled: World) -> None:
    with entered(settled.closed):
        plan = Plan.objects.get(pk=settled.closed_plan.pk)
        assert permissions.may_view(settled.foreigner, plan) == Denied("Không tìm thấy kế hoạch.")


def test_a_living_provinces_plans_are_not_for_others(settled: World) -> None:
    with entered(settled.province):
        plan = Plan.objects.get(pk=settled.plans[PlanState.ISSUED].pk)
        assert permissions.may_view(settled.foreigner, plan) == Denied("Không tìm thấy kế hoạch.")
        assert permissions.may_view(settled.closed_office.head, plan) == Denied("Không tìm thấy kế hoạch.")
