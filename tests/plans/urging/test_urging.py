"""Urging: a notice to all who are late, letters through the office's own chain, what stands afterwards on each thing's page."""

from datetime import UTC, date, datetime, time

import pytest

from cchc_portal.agencies.models import Agency, AgencySuccession, HistoryEvent, Membership, Role
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import events
from cchc_portal.calendars.models import Notice, Obligation, Reminder
from cchc_portal.documents.dispatch import dispatching, sending
from cchc_portal.documents.models import Dispatch, IssuedNumber
from plans import checks
from plans.actions import drafting, procedure, urging
from plans.models import Plan, Urge
from plans.records import to_snapshot
from plans.states import PlanForm, PlanState
from plans.urging import words
from plans.urging.late import Late as LateAgency
from plans.urging.late import LateList, overdue
from tests.plans.urging.urged_rows import TODAY, UNTIL, Late, a_late_year, owes
from tests.plans.verbs import refused_sentence
from tests.world import World, a_member, an_agency


def told(member: Membership) -> list[str]:
    return list(
        Notice.objects.filter(membership=member, text__contains="đôn đốc").values_list("text", flat=True)
    )


def history(owed: Obligation) -> list[str]:
    return [events.line(event)["what"] for event in HistoryEvent.objects.about(owed)]


def letters(late: Late, *, apart: bool = False, by: Membership | None = None) -> list[Plan]:
    return urging.write_letters(
        late.keys(), by=by or late.world.reviewer, home=late.home, until=UNTIL, apart=apart
    )


def issued(late: Late, letter: Plan) -> Plan:
    procedure.submit(letter.pk, by=late.world.reviewer)
    procedure.approve(letter.pk, by=late.head)
    return procedure.issue(letter.pk, by=late.clerk, issued_on=TODAY)


def test_the_list_says_who_is_late_with_what_for_how_many_working_days(settled: World) -> None:
    with a_late_year(settled):
        late = LateList(overdue(TODAY, besides=settled.reviewer.agency), TODAY).agencies
        assert [
            (each.agency.slug, [(str(owed.obligation), owed.days, owed.times) for owed in each.owed])
            for each in late
        ] == [
            ("so-tai-chinh", [("Báo cáo quý I năm 2027", 2, 0)]),
            ("so-xay-dung", [("Gửi kế hoạch năm 2027", 32, 0)]),
        ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(
    settled: World, rows: int, django_assert_num_queries: object
) -> None:
    with a_late_year(settled):
        for day in range(1, rows):
            owes(settled.agency, "one_off", date(2027, 3, day), occasion=str(day), title=f"Báo cáo {day}")
        with django_assert_num_queries(4):  # type: ignore[operator]
            LateList(overdue(TODAY, besides=settled.reviewer.agency), TODAY)


def test_a_notice_reaches_drafter_unit_head_and_head_of_each_late_agency_at_once(settled: World) -> None:
    with a_late_year(settled) as late:
        reached = urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        line = (
            "Sở Nội vụ đôn đốc: Báo cáo quý I năm 2027, quá hạn 2 ngày làm việc. "
            "Đề nghị gửi ngay hoặc xin gia hạn, nêu rõ lý do."
        )
        assert [told(each) for each in (settled.drafter, settled.unit_head, settled.head)] == [[line]] * 3
        assert [told(settled.clerk), told(settled.reviewer)] == [[], []]
        assert (reached.agencies, reached.left_out) == (2, 0)
        assert reached.people == Notice.objects.filter(text__contains="đôn đốc").count()


def test_the_letter_by_mail_waits_for_the_digest_and_is_counted_once_a_day(settled: World) -> None:
    with a_late_year(settled) as late:
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        waiting = Reminder.objects.filter(membership=settled.drafter, stage="urged")
        assert [(row.obligation_id, row.on_day, row.mailed_at) for row in waiting] == [
            (late.report.pk, TODAY, None)
        ]


def test_the_thing_s_page_says_which_time_it_was(settled: World) -> None:
    with a_late_year(settled) as late:
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        people = len({row.membership_id for row in Reminder.objects.filter(obligation=late.report)})
        assert history(late.report) == [f"Đôn đốc lần 1: gửi thông báo đến {people} người của Sở Tài chính"]
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        assert history(late.report)[-1] == f"Đôn đốc lần 2: gửi thông báo đến {people} người của Sở Tài chính"


def test_what_was_done_or_urged_meanwhile_is_left_out_and_counted(settled: World) -> None:
    with a_late_year(settled) as late:
        seen = late.keys()
        urging.remind(
            [key for key in seen if key.startswith(f"{late.plan.pk}-")], by=settled.reviewer, home=late.home
        )
        reached = urging.remind(seen, by=settled.reviewer, home=late.home)
        assert (reached.agencies, reached.left_out, Urge.objects.filter(obligation=late.plan).count()) == (
            1,
            1,
            1,
        )
        assert refused_sentence(lambda: urging.remind(seen, by=settled.reviewer, home=late.home)) == (
            urging.NOBODY_LATE
        )


def test_an_agency_asked_again_the_same_day_is_marked(settled: World) -> None:
    with a_late_year(settled) as late:
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        assert [
            each.urged_today
            for each in LateList(overdue(TODAY, besides=settled.reviewer.agency), TODAY).agencies
        ] == [True, True]
        assert [each.urged_today for each in LateList([], TODAY).agencies] == []


@pytest.mark.parametrize("who", ["drafter", "head", "stranger", "clerk"])
def test_only_who_follows_the_agencies_urges(settled: World, who: str) -> None:
    with a_late_year(settled) as late:
        member = getattr(settled, who)
        refused = "Việc đôn đốc dành cho người theo dõi tại Sở Nội vụ và quản trị tỉnh, thành phố."
        assert refused_sentence(lambda: urging.remind(late.keys(), by=member, home=late.home)) == refused
        assert refused_sentence(lambda: letters(late, by=member)) == refused


def test_the_province_admin_reminds_but_writes_no_letter(settled: World) -> None:
    with a_late_year(settled) as late:
        reason = refused_sentence(lambda: letters(late, by=settled.province_admin))
        assert reason.startswith("Việc này dành cho")
        assert urging.remind(late.keys(), by=settled.province_admin, home=late.home).agencies == 2


def test_a_letter_to_all_is_a_draft_with_its_list_as_an_appendix(settled: World) -> None:
    with a_late_year(settled) as late:
        (letter,) = letters(late)
        snapshot = to_snapshot(letter)
        assert (letter.form, letter.state, letter.agency_id) == (
            PlanForm.LETTER,
            PlanState.DRAFT,
            late.home.pk,
        )
        assert snapshot["addressees"] == ["Sở Tài chính", "Sở Xây dựng"]
        assert snapshot["subject"] == (
            "Đôn đốc các nội dung quá hạn về công tác thông tin, tuyên truyền cải cách hành chính năm 2027"
        )
        assert snapshot["appendices"][0]["blocks"][0]["table"]["rows"] == [
            ["1", "Sở Tài chính", "Báo cáo quý I năm 2027", "22/03/2027", "2"],
            ["2", "Sở Xây dựng", "Kế hoạch năm 2027", "01/02/2027", "32"],
        ]
        assert snapshot["appendices"][0]["title"] == (
            "Danh sách cơ quan, đơn vị chưa gửi kế hoạch, báo cáo (tính đến ngày 24/03/2027)"
        )
        assert [finding.message for finding in checks.errors(snapshot)] == []


def test_a_letter_to_each_speaks_of_its_agency_alone(settled: World) -> None:
    with a_late_year(settled) as late:
        first, second = (to_snapshot(each) for each in letters(late, apart=True))
        assert [first["addressees"], second["addressees"]] == [["Sở Tài chính"], ["Sở Xây dựng"]]
        assert first["subject"] == "Đôn đốc gửi báo cáo quý I năm 2027"
        assert first["opening"] == (
            "Thực hiện nhiệm vụ thông tin, tuyên truyền cải cách hành chính năm 2027, Sở Tài chính có trách nhiệm "
            "gửi kế "
            "hoạch, báo cáo đúng thời hạn. Đến ngày 24 tháng 3 năm 2027, Sở Nội vụ thành phố Đồng Nai chưa nhận được "
            "nội dung sau đây của Sở Tài chính"
        )
        assert first["sections"][0]["blocks"] == [
            {
                "bullets": [
                    {
                        "text": "Gửi báo cáo quý I năm 2027: thời hạn ngày 22 tháng 3 năm 2027, quá hạn 2 ngày làm việc",
                        "bullets": [],
                    }
                ]
            },
            {
                "text": "Đề nghị Sở Tài chính hoàn thành và gửi trước ngày 31 tháng 3 năm 2027, nêu rõ nguyên nhân "
                "chậm và trách nhiệm của tập thể, cá nhân có liên quan",
                "footnotes": [],
            },
        ]
        assert first["appendices"] == []


def test_more_than_ten_agencies_are_addressed_by_their_list() -> None:
    late = [LateAgency(Agency(name=f"Sở số {n}"), Agency(name=f"Sở số {n}"), (), ()) for n in range(11)]
    assert words.addressees(late) == ["Các cơ quan, đơn vị tại Phụ lục kèm theo"]
    assert len(words.addressees(late[:10])) == 10


def test_an_issued_letter_reaches_the_agencies_and_stands_on_each_thing_s_page(settled: World) -> None:
    with a_late_year(settled) as late:
        (draft,) = letters(late)
        assert history(late.report) == []
        letter = issued(late, draft)
        assert letter.symbol == "01/SNV"
        assert (history(late.report), Urge.objects.done().count()) == ([], 0)
        sent = Dispatch.objects.filter(number=letter.line).order_by("position")
        assert [(each.recipient, each.way, each.to_agency_id) for each in sent][:2] == [
            ("Sở Tài chính", "inside", settled.agency.pk),
            ("Sở Xây dựng", "inside", settled.here.neighbour.agency.pk),
        ]
        line = IssuedNumber.objects.get(plans=letter)
        assert (line.type_name, line.recipients.split("; ")[:2]) == (
            "Công văn",
            ["Sở Tài chính", "Sở Xây dựng"],
        )
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        assert history(late.report)[-1].startswith("Đôn đốc lần 1: ")


def test_an_agency_where_nobody_holds_a_post_gets_the_letter_on_paper(settled: World) -> None:
    with a_late_year(settled) as late:
        empty = an_agency(settled.province, "phuong-moi", "Phường Mới", "PM")
        gone = an_agency(settled.province, "phuong-cu", "Phường Cũ", "PC")
        a_member(gone, Role.CLERK, ends_on=date(2027, 3, 1))
        for agency in (empty, gone):
            owes(agency, "report_q1", date(2027, 3, 22))
        letter = issued(late, letters(late)[0])
        sent = Dispatch.objects.filter(number=letter.line, recipient__startswith="Phường").order_by(
            "recipient"
        )
        assert [(each.recipient, each.way, each.to_agency_id, each.copies) for each in sent] == [
            ("Phường Cũ", "paper", None, 1),
            ("Phường Mới", "paper", None, 1),
        ]


def test_a_letter_has_urged_whom_it_has_left_for(settled: World) -> None:
    with a_late_year(settled) as late:
        letter = issued(late, letters(late)[0])
        first = Dispatch.objects.filter(number=letter.line).order_by("position")[0]
        dispatching.hand_over(first.pk, receiver="Văn thư Sở Tài chính", by=late.clerk)
        said = ["Đôn đốc lần 1 bằng Công văn số 01/SNV ngày 24/03/2027"]
        assert (history(late.report), history(late.plan)) == (said, [])
        assert [urge.obligation_id for urge in Urge.objects.done()] == [late.report.pk]
        first.refresh_from_db()
        sending.gone(first)  # a scan that replaces the first goes once more
        assert history(late.report) == said


def test_a_letter_takes_its_number_from_the_book_of_letters(settled: World) -> None:
    with a_late_year(settled) as late:
        first, second = (issued(late, each) for each in letters(late, apart=True))
        assert [first.symbol, second.symbol] == ["01/SNV", "02/SNV"]
        assert (
            list(IssuedNumber.objects.filter(plans__in=[first, second]).values_list("series"))
            == [("CV",)] * 2
        )


def test_a_draft_that_is_thrown_away_has_urged_nobody(settled: World) -> None:
    with a_late_year(settled) as late:
        (letter,) = letters(late)
        assert Urge.objects.done().count() == 0
        drafting.delete_plan(letter.pk, by=settled.reviewer)
        assert Urge.objects.count() == 0


def test_an_issued_letter_is_neither_a_plan_nor_news(settled: World) -> None:
    with a_late_year(settled) as late:
        before = Plan.objects.plans().count()
        letter = issued(late, letters(late)[0])
        assert Plan.objects.plans().count() == before
        assert hasattr(letter, "announcement") is False


def test_a_closed_agency_s_letter_goes_to_its_heir(settled: World) -> None:
    with a_late_year(settled) as late:
        gone, heir = settled.here.neighbour.agency, settled.agency
        Agency.objects.filter(pk=gone.pk).update(closed_on=date(2027, 3, 1))
        assert [
            each.reason for each in LateList(overdue(TODAY, besides=settled.reviewer.agency), TODAY).agencies
        ] == [
            "",
            "Cơ quan đã kết thúc hoạt động, chưa ghi cơ quan kế thừa. Bàn giao việc trước khi đôn đốc.",
        ]
        AgencySuccession.objects.create(
            predecessor=gone,
            successor_province=settled.province,
            successor=heir,
            kind=AgencySuccession.Kind.MERGE,
            effective_on=date(2027, 3, 1),
            legal_document="Nghị quyết số 05/NQ-HĐND",
        )
        snapshot = to_snapshot(letters(late, apart=True)[1])
        assert snapshot["addressees"] == ["Sở Tài chính"]
        assert snapshot["opening"].endswith(
            "chưa nhận được nội dung sau đây của Sở Tài chính (kế thừa của Sở Xây dựng)"
        )
        urging.remind(late.keys(), by=settled.reviewer, home=late.home)
        assert len(told(settled.drafter)) == 1


@pytest.mark.parametrize(
    ("until", "says"),
    [
        (date(2027, 3, 23), "Ngày yêu cầu hoàn thành không thể trước ngày hôm nay."),
        (
            date(2027, 3, 27),
            "Thứ Bảy, 27/03/2027 là ngày nghỉ. Ngày làm việc tiếp theo là thứ Hai, 29/03/2027.",
        ),
    ],
)
def test_a_day_that_is_over_or_off_cannot_be_demanded(settled: World, until: date, says: str) -> None:
    with a_late_year(settled) as late:
        with pytest.raises(Refused) as refused:
            urging.write_letters(late.keys(), by=settled.reviewer, home=late.home, until=until, apart=False)
        assert refused.value.reason == says


def test_the_office_is_not_among_those_it_urges(settled: World) -> None:
    with a_late_year(settled) as late:
        own = owes(late.home, "report_q1", date(2027, 3, 22))
        found = LateList(overdue(TODAY, besides=late.home), TODAY).agencies
        assert [each.agency.name for each in found] == ["Sở Tài chính", "Sở Xây dựng"]
        with pytest.raises(Refused, match="Không còn cơ quan nào quá hạn"):
            urging.remind([f"{own.pk}-0"], by=settled.reviewer, home=late.home)


def test_the_time_at_the_office_is_not_the_agencys(settled: World) -> None:
    """A plan of 1 February, given back last Friday: three working days since, and none where it is given back today."""
    said = []
    with a_late_year(settled) as late:
        for day in (date(2027, 3, 19), TODAY):
            back = datetime.combine(day, time(9), UTC)
            Obligation.objects.filter(pk=late.plan.pk).update(returned_at=back)
            (found,) = (
                each
                for each in LateList(overdue(TODAY, besides=late.home), TODAY).agencies
                if each.agency.name == "Sở Xây dựng"
            )
            said.append((str(found.owed[0].lateness), found.is_due))
    assert said == [
        ("được trả lại ngày 19/03/2027, sau 3 ngày làm việc chưa gửi lại", True),
        ("được trả lại ngày 24/03/2027, chưa gửi lại", False),
    ]


def test_a_letter_does_not_say_that_what_was_given_back_never_came(settled: World) -> None:
    said = []
    with a_late_year(settled) as late:
        other = owes(late.plan.agency, "report_q1", date(2027, 3, 22))
        for both in (False, True):
            rows = [late.plan.pk, other.pk] if both else [late.plan.pk]
            Obligation.objects.filter(pk__in=rows).update(returned_at=datetime.combine(TODAY, time(9), UTC))
            snapshot = to_snapshot(letters(late, apart=True)[1])
            said.append(snapshot["opening"].partition("Sở Nội vụ thành phố Đồng Nai ")[2])
    assert said == [
        "chưa nhận đủ 02 nội dung sau đây của Sở Xây dựng",
        "chưa nhận lại được 02 nội dung sau đây của Sở Xây dựng",
    ]


def test_an_agency_where_nobody_gets_it_has_not_been_urged(settled: World) -> None:
    with a_late_year(settled) as late:
        empty = an_agency(settled.province, "phuong-moi", "Phường Mới", "PM")
        owed = owes(empty, "report_q1", date(2027, 3, 22))
        reached = urging.remind([*late.keys()], by=settled.reviewer, home=late.home)
        assert (reached.agencies, reached.unreached) == (2, ("Phường Mới",))
        assert Urge.objects.filter(obligation=owed).count() == 0
        with pytest.raises(Refused, match="chưa có người giữ vị trí"):
            urging.remind([f"{owed.pk}-0"], by=settled.reviewer, home=late.home)
