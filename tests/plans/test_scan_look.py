"""A scan that was brought for one plan: read, looked at by the clerk, and only then kept and sent."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cchc_portal.documents import storage
from cchc_portal.documents.models import IncomingScan, Paper, SignedScan
from cchc_portal.documents.scans.states import OBJECTIONS, Outcome
from plans.models import Plan
from tests.documents import scans
from tests.documents.dispatch.sent_plans import issued, rows_of
from tests.plans.asking import BASE, as_, text_of
from tests.world import World

PAGE = "/dong-nai/so-tai-chinh/ban-ky-quet/"
KEPT_ASIDE = "Tệp được giữ ở trang Bản quét đã ký để xem lại."
SHEET = Image.new("L", (600, 800), 240)
PICTURE = scans.as_picture(SHEET, "jpg")
THREE = scans.as_pdf([SHEET] * 3)
STATES = {"awaiting": ["awaiting"] * 3 + ["queued"], "sent": ["queued"] * 4}


def send(who: Any, plan: Plan, content: bytes, name: str = "quet.pdf", *, at: str = "") -> Any:
    sent = {"file": SimpleUploadedFile(name, content)}
    return as_(who).post(at or f"{BASE}{plan.pk}/ban-quet/", sent, follow=True)


def say(look: Any, who: Any, plan: Plan, verb: str = "choose_href", **said: str) -> Any:
    return as_(who).post(look.context[verb], {"ke_hoach": plan.pk, "tu": "ke-hoach", **said})


def kept(plan: Plan) -> list[tuple[str, str]]:
    rows = SignedScan.objects.filter(paper_id=plan.paper_id).order_by("pk")
    return [(scan.file_digest, scan.reason) for scan in rows]


def states(plan: Plan) -> list[str]:
    return [state for _, _, state in rows_of(plan)]


@pytest.fixture
def plan(inside: World) -> Plan:
    return issued(inside, scanned=False)


def test_what_is_brought_for_a_plan_counts_when_it_was_looked_at(inside: World, plan: Plan) -> None:
    look = send(inside.clerk, plan, THREE)
    (waiting,) = IncomingScan.objects.all()
    assert look.redirect_chain == [(f"{PAGE}{waiting.pk}/xem/?ke_hoach={plan.pk}&tu=ke-hoach", 302)]
    assert (waiting.outcome, waiting.paper_id, kept(plan)) == (Outcome.UNMATCHED, plan.paper_id, [])
    assert states(plan) == STATES["awaiting"]
    assert [one["page"] for one in look.context["pictures"]] == [1, 3]
    assert [look.context[name] for name in ("differ", "due", "note")] == ["", 3, ""]
    panel = as_(inside.clerk).get(f"{BASE}{plan.pk}/").context["looks"]
    assert [one["scan"].pk for one in panel] == [waiting.pk]
    answer = say(look, inside.clerk, plan)
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}{plan.pk}/")
    assert (kept(plan), states(plan)) == ([(waiting.file_digest, "")], STATES["sent"])
    assert as_(inside.clerk).get(f"{BASE}{plan.pk}/").context["looks"] == []


def test_the_same_file_brought_twice_waits_once(inside: World, plan: Plan) -> None:
    first, second = (send(inside.clerk, plan, THREE) for _ in range(2))
    assert second.redirect_chain == first.redirect_chain
    assert IncomingScan.objects.count() == 1


def test_what_is_not_the_paper_is_put_aside_and_nothing_is_sent(inside: World, plan: Plan) -> None:
    look = send(inside.clerk, plan, THREE)
    answer = say(look, inside.clerk, plan, "aside_href")
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}{plan.pk}/")
    assert IncomingScan.objects.get().outcome == Outcome.ASIDE
    assert (kept(plan), states(plan)) == ([], STATES["awaiting"])


def test_another_number_of_pages_is_said_to_be_right_before_it_is_kept(inside: World, plan: Plan) -> None:
    look = send(inside.clerk, plan, PICTURE, "quet.jpg")
    assert look.context["differ"] == "Bản quét có 1 trang, văn bản có 3 trang."
    refused = say(look, inside.clerk, plan)
    assert dict(refused.context["form"].errors) == {
        "pages_are_right": ["Đánh dấu vào ô “Đã xem lại: bản quét đủ trang, số trang khác là đúng”."]
    }
    assert kept(plan) == []
    assert say(look, inside.clerk, plan, pages_are_right="on").status_code == 302
    assert len(kept(plan)) == 1


def test_in_the_place_of_another_it_is_kept_with_the_reason(inside: World) -> None:
    plan = issued(inside)
    (wrong,) = SignedScan.objects.filter(paper_id=plan.paper_id)
    look = send(inside.clerk, plan, THREE, at=f"{BASE}{plan.pk}/ban-quet/{wrong.pk}/thay/")
    assert say(look, inside.clerk, plan, reason=" ").status_code == 200
    assert len(kept(plan)) == 1
    assert say(look, inside.clerk, plan, reason="Thiếu trang 2").status_code == 302
    new = IncomingScan.objects.get()
    assert kept(plan) == [(wrong.file_digest, ""), (new.file_digest, "Thiếu trang 2")]
    again = send(inside.clerk, plan, THREE)
    assert dict(again.context["form"].errors) == {"file": [f"Bản quét này đã được tải lên. {KEPT_ASIDE}"]}


def test_what_cannot_be_its_scan_is_refused_and_kept_with_the_plans_name(inside: World, plan: Plan) -> None:
    locked, said = scans.locked(scans.as_pdf([SHEET])), []
    files = {"quet.pdf": b"GIF89a", "cut.jpg": PICTURE[:200], "khoa.pdf": locked}
    for name, content in files.items():
        said.append(dict(send(inside.clerk, plan, content, name).context["form"].errors))
    assert said == [
        {"file": [f"{OBJECTIONS[why]} {KEPT_ASIDE}"]} for why in ("not-scan", "damaged", "encrypted")
    ]
    aside = IncomingScan.objects.order_by("pk")
    assert [(each.outcome, each.paper_id) for each in aside] == [(Outcome.REFUSED, plan.paper_id)] * 3
    assert [storage.load(inside.province.pk, each.file_digest) for each in aside] == list(files.values())
    page = text_of(as_(inside.clerk).get(PAGE))
    assert page.count(f"{plan.symbol} : {plan.subject} (tải lên cho văn bản này)") == 3


def test_what_was_refused_is_put_aside_and_is_never_chosen(inside: World, plan: Plan) -> None:
    send(inside.clerk, plan, b"GIF89a")
    refused = IncomingScan.objects.get()
    assert as_(inside.clerk).post(f"{PAGE}{refused.pk}/de-rieng/").status_code == 302
    page = as_(inside.clerk).get(PAGE)
    assert (page.context["rows"], [row["choose_href"] for row in page.context["aside"]]) == ([], [""])
    chosen = as_(inside.clerk).post(
        f"{PAGE}{refused.pk}/van-ban/", {"ke_hoach": plan.pk, "pages_are_right": "on"}
    )
    assert (chosen.status_code, kept(plan)) == (409, [])


def test_a_scan_is_kept_as_it_came(inside: World, plan: Plan) -> None:
    say(send(inside.clerk, plan, PICTURE, "quet.jpg"), inside.clerk, plan, pages_are_right="on")
    (scan,) = SignedScan.objects.filter(paper_id=plan.paper_id)
    fetched = as_(inside.clerk).get(f"{BASE}{plan.pk}/ban-quet/{scan.pk}/")
    assert (fetched.content, fetched["Content-Type"]) == (PICTURE, "image/jpeg")


def test_its_pages_are_seen_by_the_agencys_clerk_alone(inside: World, plan: Plan) -> None:
    send(inside.clerk, plan, THREE)
    scan = IncomingScan.objects.get()
    at = [f"{PAGE}{scan.pk}/xem/?ke_hoach={plan.pk}", *(f"{PAGE}{scan.pk}/trang/{page}/" for page in (3, 4))]
    people = (inside.clerk, inside.drafter, inside.head, inside.stranger, inside.foreigner)
    asked = [[as_(who).get(each).status_code for each in at] for who in people]
    assert asked == [[200, 200, 404], *([[404] * 3] * 4)]
    drawn = as_(inside.clerk).get(at[1])
    assert (drawn["Content-Type"], drawn.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")


def test_a_file_that_cannot_be_drawn_has_no_picture(inside: World, plan: Plan) -> None:
    send(inside.clerk, plan, THREE)
    scan = IncomingScan.objects.get()
    IncomingScan.objects.update(file_digest=storage.store(inside.province.pk, b"%PDF-1.7 nothing"))
    assert as_(inside.clerk).get(f"{PAGE}{scan.pk}/trang/1/").status_code == 404


def test_while_the_papers_pages_are_not_known_nothing_is_asked_of_them(inside: World, plan: Plan) -> None:
    Paper.objects.filter(pk=plan.paper_id).update(pages=None)
    look = send(inside.clerk, plan, PICTURE, "quet.jpg")
    assert list(look.context["form"].fields) == []
