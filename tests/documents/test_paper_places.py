"""Where signatures go, as the maker of the paper tells it and as a ruler on the finished file finds it."""

import pytest

from cchc_portal.documents import paper
from cchc_portal.documents.paper.parts import Place
from tests.documents import samples
from tests.documents.measured import measure

A4 = 841.89


@pytest.mark.parametrize("make", [samples.plan, samples.joint, samples.decision_attached])
def test_each_place_lies_between_the_title_and_the_name(make):
    made = paper.made(make())
    sheet = measure(made.content)
    assert [place.name for place in made.places] == [one["name"] for one in make()["signatures"]]
    for place in made.places:
        title, name = sheet.line(place.title), sheet.line(place.name)
        assert (title.page, name.page) == (place.page, place.page)
        assert place.centre == pytest.approx(name.centre, abs=0.5)
        assert title.baseline < A4 - place.top < A4 - place.bottom < name.baseline
        assert place.left < name.x0 < name.x1 < place.right


def test_telling_the_places_changes_no_byte_and_counts_the_pages():
    made = paper.made(samples.plan())
    assert (made.content, made.pages) == paper.counted_pdf(samples.plan())


def test_a_paper_without_a_signer_has_no_place():
    assert paper.made(samples.plan(signatures=[])).places == ()


def test_a_place_without_a_name_is_centred_in_its_block():
    (place,) = paper.made(
        samples.plan(signatures=[{"authority": [], "title": "GIÁM ĐỐC", "name": None}])
    ).places
    assert (place.name, place.title) == ("", "GIÁM ĐỐC")
    assert place.centre == pytest.approx((place.left + place.right) / 2, abs=1)


def test_a_place_is_kept_as_json():
    (place,) = paper.made(samples.plan()).places
    assert Place.from_json(place.as_json()) == place
