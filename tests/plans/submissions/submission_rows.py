"""A row in each table of what is handed in, for tests that walk all tables."""

from datetime import date

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars.models import Obligation
from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper
from plans.models import CriterionVerdict, Plan, ReviewComment, ReviewCriterion, Submission, Supplement

MADE_UP_YEAR = 1990
"""Receipts of these rows are of a year that no test hands anything in."""


def one_of_each(
    obligation: Obligation, plan: Plan, paper: Paper, sender: Membership, reviewer: Membership
) -> Submission:
    made = a_submission(obligation, plan, sender)
    Submission.objects.filter(pk=made.pk).update(
        receipt=paper, taken_by=reviewer.user, taken_at=timezone.now(), taken_as="Chuyên viên"
    )
    a_supplement(made, reviewer)
    criterion = a_criterion()
    by = {"given_by": reviewer.user, "given_as": "Chuyên viên"}
    CriterionVerdict.objects.create(submission=made, criterion=criterion, verdict="met", **by)
    ReviewComment.objects.create(
        submission=made, text="Nêu rõ sản phẩm", written_by=reviewer.user, written_as="Chuyên viên"
    )
    return made


def a_submission(obligation: Obligation, plan: Plan, sender: Membership) -> Submission:
    """The one that stands, or the issued plan as it is handed in for an obligation."""
    found = Submission.objects.standing().filter(obligation=obligation).first()
    number = Submission.objects.filter(receipt_year=MADE_UP_YEAR).count() + 1
    made: Submission = found or Submission.objects.create(
        obligation=obligation,
        agency=obligation.holder,
        attempt=1,
        plan=plan,
        file_digest=storage.store(plan.province_id, b"%PDF-"),
        file_name="bao-cao.pdf",
        file_size=5,
        handed_in_at=timezone.now(),
        handed_in_by=sender.user,
        handed_in_as="Chuyên viên",
        receipt_year=MADE_UP_YEAR,
        receipt_number=number,
    )
    return made


def a_supplement(made: Submission, asker: Membership) -> Supplement:
    found, _ = Supplement.objects.get_or_create(
        submission=made,
        wanted="Số liệu quý I",
        defaults={
            "due_on": date(2031, 7, 1),
            "asked_by": asker.user,
            "asked_as": "Chuyên viên",
            "file_digest": made.file_digest,
            "file_name": "bo-sung.pdf",
        },
    )
    return found


def a_criterion() -> ReviewCriterion:
    found, _ = ReviewCriterion.objects.get_or_create(
        year=2031, checklist="report", name="Số liệu khớp với kỳ báo cáo"
    )
    return found
