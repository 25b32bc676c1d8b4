"""Who hands in, who reviews, who reads: the answer is a sentence where it is no. Nobody reviews their own agency's."""

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Province, Role
from cchc_portal.agencies.permissions import Allowed, Denied, inherits, is_closed, oversees, works_in
from cchc_portal.calendars import permissions as calendars
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam import dates
from plans.models import Submission
from plans.permissions import may_create

from .states import DECIDED, STEPS, Act, Side, SubmissionState


def may_hand_in(membership: Membership, obligation: Obligation) -> Allowed | Denied:
    """People of the agency that answers for it, while nothing of it stands; a report once its data are whole."""
    answer = calendars.may_send(membership, obligation)
    if answer and is_closed(obligation.holder):
        return Denied(
            f"{obligation.holder} đã kết thúc hoạt động; cơ quan kế thừa gửi thay sau khi việc được chuyển."
        )
    return answer


def may_compose(membership: Membership, obligation: Obligation) -> Allowed | Denied:
    """Whoever drafts in the agency that answers for it, while nothing of it stands; before its data are whole, too."""
    if obligation.kind == ObligationKind.PLAN:
        return Denied("Kế hoạch được lập ở trang Kế hoạch.")
    if obligation.submitted_at is not None:
        return Denied(f"{obligation.document} đã gửi và đang được thẩm định.")
    return may_create(membership, obligation.holder)


def may_do(act: Act, membership: Membership, submission: Submission) -> Allowed | Denied:
    """One act of the procedure: the right side, the right state, the reviewer who holds it."""
    step = STEPS[act]
    answer = _office(membership, submission) if step.side == Side.OFFICE else _agency(membership, submission)
    if not answer:
        return answer
    if submission.state not in step.sources:
        return Denied(_not_now(submission))
    held = submission.taken_by_id not in (None, membership.user_id)
    if step.side == Side.OFFICE and act != Act.TAKE and held:
        return Denied(
            f"{submission.taken_as} đang thẩm định; chọn “Nhận thẩm định” để nhận lại trước khi xử lý."
        )
    return Allowed()


def _office(membership: Membership, submission: Submission) -> Allowed | Denied:
    if works_in(membership, submission.agency):
        return Denied("Không ai xét việc của chính cơ quan mình.")
    if submission.province.is_closed_on(timezone.localdate()):
        return Denied("Tỉnh, thành phố đã kết thúc hoạt động; trang này chỉ để tra cứu.")
    return calendars.may_review(membership, submission.obligation)


def _agency(membership: Membership, submission: Submission) -> Allowed | Denied:
    """Whoever answers for the obligation now: after a merger the successor."""
    holder = submission.obligation.holder
    if not answers_for(membership, holder):
        return Denied("Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi bổ sung.")
    if is_closed(holder):
        return Denied("Cơ quan đã kết thúc hoạt động; trang này chỉ để tra cứu.")
    return Allowed()


def answers_for(membership: Membership, agency: Agency) -> bool:
    """Whether this person is among those who hand in for the agency."""
    return works_in(membership, agency) and membership.has_role(*calendars.REPORTERS)


def _not_now(submission: Submission) -> str:
    if submission.state in DECIDED:
        what = "chấp nhận" if submission.state == SubmissionState.ACCEPTED else "trả lại"
        when = timezone.localtime(submission.decided_at)
        return (
            f"{submission} của {submission.agency} đã được {submission.decided_as} {what} "
            f"lúc {when:%H:%M} ngày {dates.short_date(when.date())}."
        )
    if submission.state == SubmissionState.ASKED:
        return "Đang chờ cơ quan gửi bổ sung theo yêu cầu trước."
    return "Không có yêu cầu bổ sung nào đang chờ trả lời."


def may_read(membership: Membership, submission: Submission) -> Allowed | Denied:
    """The agency that handed it in, the one that answers for it now, their heirs, and who follows the agencies."""
    for agency in (submission.agency, submission.obligation.holder):
        if works_in(membership, agency) or inherits(membership, agency) or oversees(membership, agency):
            return Allowed()
    return Denied("Không tìm thấy hồ sơ.")


def sees_review(membership: Membership, submission: Submission) -> bool:
    """What reviewers note is theirs until they have decided or asked."""
    return submission.state != SubmissionState.WAITING or bool(_office(membership, submission))


def may_review_at(membership: Membership, agency: Agency) -> Allowed | Denied:
    """The queue stands at the office that follows the agencies."""
    return calendars.may_follow(membership, agency)


def may_keep_criteria(membership: Membership, province: Province) -> Allowed | Denied:
    if province.is_closed_on(timezone.localdate()):
        return Denied("Tỉnh, thành phố đã kết thúc hoạt động; các tiêu chí chỉ để tra cứu.")
    if membership.province_id == province.pk and membership.has_role(Role.PROVINCE_ADMIN):
        return Allowed()
    return Denied("Chỉ quản trị tỉnh, thành phố được sửa tiêu chí thẩm định.")
