"""Reads of plans as sentences; every one starts inside a province."""

from typing import Any, Self

from django.db.models import Prefetch, Q
from django.utils import timezone

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import Agency, HistoryEvent, Membership, StepKind
from cchc_portal.agencies.permissions import inherits, oversees, works_in
from cchc_portal.agencies.tenancy import TenantQuerySet
from cchc_portal.documents.models import Signature
from cchc_portal.documents.signed.states import Order, SignatureState
from cchc_portal.vietnam import alphabet

from .states import CHECKING, DRAFTERS, NOT_WRITING, PLANS, WITH_THE_DRAFTER, WRITERS, PlanForm, PlanState


def written_by(membership: Membership) -> list[PlanForm]:
    """The forms that this post writes."""
    if membership.has_role(*DRAFTERS):
        return list(PlanForm)
    return [form for form, roles in WRITERS.items() if membership.has_role(*roles)]


class PlanQuerySet(TenantQuerySet):
    def visible_to(self, membership: Membership, agency: Agency) -> Self:
        """Of one agency: all to its people and to a closed province's heirs, the issued ones to those who oversee it."""
        plans = self.filter(agency=agency)
        if works_in(membership, agency) or inherits(membership, agency):
            return plans
        return plans.filter(state=PlanState.ISSUED) if oversees(membership, agency) else plans.none()

    def plans(self) -> Self:
        """Without the reports and letters that go the same way."""
        return self.filter(form__in=PLANS)

    def of_year(self, year: int) -> Self:
        """Plans that run in it, reports on it: their data begin in December before."""
        touching = ~Q(form=PlanForm.REPORT) & Q(period_from__year__lte=year, period_to__year__gte=year)
        return self.filter(touching | Q(form=PlanForm.REPORT, period_to__year=year))

    def awaiting(self, membership: Membership) -> Self:
        """Where this person's next act is the next step; never one that four eyes forbid."""
        unsigned = self._without_the_approvers_signature()
        mine = self._at_steps_of(membership) & ~unsigned
        signing = unsigned & Q(approved_by_id=membership.user_id)
        drafts = Q(state__in=WITH_THE_DRAFTER, form__in=written_by(membership))
        return self.filter(drafts | mine | signing)

    def to_be_signed(self) -> Self:
        """By whoever approved it; only then does it come back to the clerk."""
        return self.filter(self._without_the_approvers_signature())

    def _without_the_approvers_signature(self) -> Q:
        waiting = Signature.objects.standing().filter(order=Order.PERSON).exclude(state=SignatureState.DONE)
        return Q(state=PlanState.SIGNING, paper_id__in=waiting.values("paper_id"))

    def _at_steps_of(self, membership: Membership) -> Q:
        """At a step that this person may do, their own or in another's stead: whom `permissions.barred_from` bars is left out."""
        held = self._steps().now().filter(chains.steps_of(membership, timezone.localdate()))
        own = self.model._base_manager.filter(self._written_by(membership.user_id)).values("pk")
        handed_in = held.filter(kind__in=CHECKING, plan__submitted_by=membership.user_id)
        barred = handed_in | held.filter(kind=StepKind.APPROVE, plan__in=own)
        return Q(pk__in=held.values("plan_id")) & ~Q(pk__in=barred.values("plan_id"))

    def _steps(self) -> Any:
        return self.model._meta.get_field("steps").related_model.objects

    def _written_by(self, user_id: int) -> Q:
        """Where `permissions.may_approve` finds the same person on both sides."""
        events = HistoryEvent.objects.filter(subject_kind=self.model._meta.label_lower, actor_id=user_id)
        written = events.exclude(verb__in=NOT_WRITING).values("subject_id")
        return Q(created_by_id=user_id) | Q(submitted_by_id=user_id) | Q(pk__in=written)

    def matching(self, words: str) -> Self:
        """Each word of the query stands somewhere in the subject or number, with or without accents."""
        plans = self
        for word in alphabet.fold(words).split():
            plans = plans.filter(search_key__contains=word)
        return plans

    def newest_first(self) -> Self:
        return self.order_by("-period_from", "-updated_at", "-id")

    def with_agency(self) -> Self:
        return self.select_related("agency", "created_by").with_steps()

    def with_steps(self) -> Self:
        """With the step that each lies at, as `approval.current` reads it."""
        steps = self._steps().now().with_people()
        return self.prefetch_related(Prefetch("steps", queryset=steps, to_attr="steps_now"))

    def with_everybody(self) -> Self:
        """With the people and the paper that a plan's page names."""
        return self.select_related(
            "created_by",
            "submitted_by",
            "approved_by",
            "paper",
            "approved_snapshot",
            "issued_snapshot",
            "amends",
            "line",
        ).with_steps()
