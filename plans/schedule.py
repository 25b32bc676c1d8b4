"""What plans do by the clock: uploaded files that never became a plan are forgotten after a week."""

from celery import shared_task
from django.db import transaction

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from plans.actions import importing


@shared_task(name="plans.forget_uploads", ignore_result=True)
def forget_uploads() -> int:
    """Province by province; how many."""
    forgotten = 0
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            forgotten += importing.forget_old()
    return forgotten
