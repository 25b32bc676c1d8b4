"""Every verb of the procedure as a test does it, and how its refusals read."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Membership
from cchc_portal.agencies.permissions import Refused
from plans import permissions
from plans.actions import drafting, procedure, signing
from plans.actions.editing import editing
from plans.models import Plan
from plans.states import Verb


def do_edit(plan: Plan, by: Membership) -> None:
    with editing(plan.pk, by=by, verb="part_changed") as edit:
        edit.plan.subject += " và năm tiếp theo"


DO: dict[str, Callable[[Plan, Membership], Any]] = {
    Verb.EDIT: do_edit,
    Verb.SUBMIT: lambda plan, by: procedure.submit(plan.pk, by=by),
    Verb.WITHDRAW: lambda plan, by: procedure.withdraw(plan.pk, by=by),
    Verb.PASS: lambda plan, by: procedure.pass_(plan.pk, by=by),
    Verb.RETURN: lambda plan, by: procedure.return_(plan.pk, by=by, reason="Bổ sung căn cứ."),
    Verb.APPROVE: lambda plan, by: procedure.approve(plan.pk, by=by),
    Verb.ISSUE: lambda plan, by: procedure.issue(plan.pk, by=by, issued_on=timezone.localdate()),
    Verb.NUMBER: lambda plan, by: signing.number(plan.pk, by=by, issued_on=timezone.localdate()),
    Verb.SIGN: lambda plan, by: signing.sign(plan.pk, by=by),
    Verb.SEAL: lambda plan, by: signing.seal(plan.pk, by=by),
    Verb.STOP: lambda plan, by: signing.stop(plan.pk, by=by, reason="Sai ngày trên văn bản."),
    Verb.DELETE: lambda plan, by: drafting.delete_plan(plan.pk, by=by),
}
MAY = {
    Verb.EDIT: permissions.may_edit,
    Verb.SUBMIT: permissions.may_submit,
    Verb.WITHDRAW: permissions.may_withdraw,
    Verb.PASS: permissions.may_pass,
    Verb.RETURN: permissions.may_return,
    Verb.APPROVE: permissions.may_approve,
    Verb.ISSUE: permissions.may_issue,
    Verb.NUMBER: permissions.may_number,
    Verb.SIGN: permissions.may_sign,
    Verb.SEAL: permissions.may_seal,
    Verb.STOP: permissions.may_stop,
    Verb.DELETE: permissions.may_delete,
}


def refused_sentence(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    return caught.value.reason


def is_a_vietnamese_sentence(text: str) -> bool:
    marked = any(unicodedata.decomposition(letter) or letter in "đĐ" for letter in text)
    return marked and text[0].isupper() and text[-1] == "." and unicodedata.is_normalized("NFC", text)


def events(plan: Plan) -> list[str]:
    return list(HistoryEvent.objects.about(plan).values_list("verb", flat=True))
