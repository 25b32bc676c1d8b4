"""The first belt: Django's own queries refuse to run outside a province, and a province entered is left again."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, connections, transaction
from django.db.models import QuerySet

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import (
    NoTenant,
    TenantModel,
    acting_in,
    current_province_id,
    set_for_transaction,
)
from plans.models import Plan
from tests import world as worlds
from tests.world import World, entered

TENANT_MODELS = [model for model in apps.get_models() if issubclass(model, TenantModel)]


def told() -> tuple[str, str]:
    """What PostgreSQL has been told: (province, person)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.province_id', true), ''), coalesce(current_setting('app.user_id', true), '')"
        )
        return tuple(cursor.fetchone())


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_no_tenant_model_is_asked_outside_a_province(model: Any, settled: World) -> None:
    with pytest.raises(
        NoTenant, match=f"Truy vấn {model.__name__} khi chưa vào phạm vi của tỉnh, thành phố nào."
    ):
        model.objects.all()
    with pytest.raises(NoTenant):
        model.objects.create()


def test_a_province_is_entered_in_a_transaction_only(settled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for enter in (lambda: set_for_transaction(1, None), lambda: acting_in(1).__enter__()):
        with monkeypatch.context() as outside:
            outside.setattr(connections["default"], "in_atomic_block", False)
            with pytest.raises(NoTenant, match="Cần một giao dịch"):
                enter()
    assert current_province_id() is None


def test_the_inner_province_gives_the_outer_one_back(settled: World) -> None:
    a, b = settled.province.pk, settled.there.province.pk
    with acting_in(a, user_id=7):
        with acting_in(b, user_id=8):
            assert (current_province_id(), told()) == (b, (str(b), "8"))
            assert {plan.province_id for plan in Plan.objects.all()} == {b}
        assert (current_province_id(), told()) == (a, (str(a), "7"))
        assert {plan.province_id for plan in Plan.objects.all()} == {a}
    assert (current_province_id(), told()) == (None, ("", ""))


def test_nothing_is_seen_behind_the_managers_back_after_leaving(settled: World) -> None:
    with entered(settled.province):
        assert QuerySet(Agency).count() == 3
    assert QuerySet(Agency).count() == 0


def test_an_error_of_the_database_inside_leaves_the_province_and_is_not_covered_up(settled: World) -> None:
    a, b = settled.province.pk, settled.there.province.pk
    with acting_in(a):
        with pytest.raises(IntegrityError), transaction.atomic(), acting_in(b):
            worlds.a_province("dong-nai")
        assert (current_province_id(), told()) == (a, (str(a), ""))
        with pytest.raises(IntegrityError), transaction.atomic(), acting_in(b), acting_in(a):
            worlds.a_province("dong-nai")
        with pytest.raises(DataError), transaction.atomic(), acting_in(b), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert (current_province_id(), told()) == (a, (str(a), ""))
    assert current_province_id() is None


def test_an_error_of_the_caller_inside_leaves_the_province(settled: World) -> None:
    with acting_in(settled.province.pk):
        with pytest.raises(ZeroDivisionError), acting_in(settled.there.province.pk):
            _ = 1 / 0
        assert (current_province_id(), told()) == (settled.province.pk, (str(settled.province.pk), ""))


def test_a_person_acting_in_no_province_reads_only_their_own_posts(settled: World) -> None:
    person = settled.foreigner.user
    with acting_in(None, user_id=person.pk):
        assert list(QuerySet(Membership).values_list("pk", flat=True)) == [settled.foreigner.pk]
        with pytest.raises(NoTenant):
            Membership.objects.count()


def test_a_new_row_belongs_to_the_entered_province(settled: World) -> None:
    with entered(settled.there.province):
        made = Agency.objects.create(slug="so-y-te", name="Sở Y tế", level=Agency.Level.DEPARTMENT)
        assert made.province_id == settled.there.province.pk
