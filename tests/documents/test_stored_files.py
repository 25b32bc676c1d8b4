"""Stored files: kept once, checked when read, made again where they are damaged, named for the browser."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.http import Http404

from cchc_portal.agencies.models import Province
from cchc_portal.documents import delivery, storage, tasks
from tests.documents.papers import PDF, a_paper, read
from tests.world import entered

pytestmark = pytest.mark.usefixtures("files")


def stored_file(province: Province) -> Any:
    (path,) = [path for path in (configured.FILES_DIR / str(province.pk)).rglob("*") if path.is_file()]
    return path


def test_the_same_bytes_are_kept_once_for_each_province(tmp_path: Any) -> None:
    assert storage.store(1, PDF) == storage.store(1, PDF) == storage.store(2, PDF)
    names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    digest = storage.store(1, PDF)
    assert names == [f"1/{digest[:2]}/{digest}", f"2/{digest[:2]}/{digest}"]


@pytest.mark.parametrize("damage", ["changed", "cut", "gone"])
def test_damage_is_noticed_and_the_file_is_made_again(
    province: Province,
    sent: list[Any],
    renders: list[Any],
    damage: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    paper = a_paper(province)
    tasks.render_paper(paper.pk, province.pk)
    path = stored_file(province)
    {
        "changed": lambda: path.write_bytes(PDF[:-1] + b"!"),
        "cut": lambda: path.write_bytes(PDF[:10]),
        "gone": path.unlink,
    }[damage]()
    with entered(province), pytest.raises(storage.DamagedFile):
        storage.load(province.pk, read(paper).file_digest)
    with django_capture_on_commit_callbacks(execute=True), entered(province):
        answer = delivery.file_response(read(paper), "01/KH-STC")
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
        assert answer.content.decode() == delivery.BEING_REMADE
        with pytest.raises(Http404):
            delivery.file_response(read(paper), "01/KH-STC")
    assert sent == [(paper.pk, "interactive")]
    tasks.render_paper(paper.pk, province.pk)
    with entered(province):
        answer = delivery.file_response(read(paper), "01/KH-STC")
    assert (answer.status_code, answer.content, stored_file(province).read_bytes()) == (200, PDF, PDF)


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storage.store(1, PDF)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_is_named_and_typed_for_the_browser(
    province: Province, renders: list[Any], sent: list[Any]
) -> None:
    paper = a_paper(province)
    tasks.render_paper(paper.pk, province.pk)
    with entered(province):
        answer = delivery.file_response(read(paper), '06/KH-"X"\r\nSet-Cookie: a=b')
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline; filename")
    assert "Set-Cookie" not in answer.headers
