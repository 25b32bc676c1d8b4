"""Reports that were written before they knew their duty: the migration knows them by the subject that they were given."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from plans.actions import composing
from plans.models import Plan
from plans.states import PlanForm, PlanState
from tests.plans.submissions.handing import report
from tests.world import World, a_plan, entered

migration = import_module("plans.migrations.0019_obligation_of_a_report")


def test_a_report_of_the_usual_subject_is_linked_and_another_is_not(owing: World) -> None:
    with entered(owing.province):
        owed = report(owing)
        made = composing.compose(owed.pk, by=owing.drafter)
        other = a_plan(owing.agency, by=owing.drafter, state=PlanState.ISSUED)
        Plan.objects.filter(pk=other.pk).update(form=PlanForm.REPORT)
        Plan.objects.update(obligation=None)
    with connection.schema_editor() as editor:
        migration.link_by_subject(apps, editor)
    with entered(owing.province):
        linked = Plan.objects.filter(obligation__isnull=False).values_list("pk", "obligation")
        assert list(linked) == [(made.pk, owed.pk)]
