"""What the documents say is so: links lead somewhere, screens' words are on the screens, versions agree."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from cchc_portal.agencies import guide

ROOT: Path = settings.BASE_DIR
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
GUIDES = sorted((DOCS / "huong-dan").glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
TAGS = re.compile(r"<[^>]+>|{%-?|%}|{{|}}", re.DOTALL)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_linked_file_and_picture_exists(document: Path) -> None:
    linked = [target for target in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in linked if not (document.parent / target).exists()] == []


@pytest.fixture(scope="module")
def screens() -> str:
    """Every text of which the portal's screens are made."""
    templates = [
        TAGS.sub("\n", path.read_text(encoding="utf-8")) for path in (ROOT / "templates").rglob("*.html")
    ]
    rooms = (ROOT / "cchc_portal", ROOT / "plans", ROOT / "publications")
    sources = [path.read_text(encoding="utf-8") for room in rooms for path in room.rglob("*.py")]
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").glob("*.js")]
    return "\n".join([*templates, *sources, *scripts])


def begins_a_text(words: str, screens: str) -> bool:
    """Not anywhere in a sentence or a comment: where a label, a button or a heading starts."""
    return re.search(rf"""["'`\n]\s*{re.escape(words)}(?!\w)""", screens) is not None


@pytest.mark.parametrize("document", GUIDES, ids=relative)
def test_every_word_in_bold_stands_on_a_screen(document: Path, screens: str) -> None:
    named = {" ".join(words.split()) for words in BOLD.findall(document.read_text(encoding="utf-8"))}
    assert {words for words in named if not begins_a_text(words, screens)} == set()


def test_there_is_a_guide_for_every_kind_of_user_and_each_is_listed() -> None:
    listed = LINK.findall((DOCS / "huong-dan" / "README.md").read_text(encoding="utf-8"))
    assert {path.name for path in GUIDES} == {"README.md", *(f"{slug}.md" for slug in guide.PAGES)}
    assert [target for target in listed if target.endswith(".md")] == [f"{slug}.md" for slug in guide.PAGES]


def test_every_picture_is_used_as_wide_as_a_screen_or_a_phone_and_small() -> None:
    pictures = sorted((DOCS / "huong-dan" / "hinh").glob("*.png"))
    used = {target for path in GUIDES for target in LINK.findall(path.read_text(encoding="utf-8"))}
    assert [picture.name for picture in pictures if f"hinh/{picture.name}" not in used] == []
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.width == (390 if picture.stem.endswith("-dien-thoai") else 1366), picture.name
    assert sum(picture.stat().st_size for picture in pictures) < 2_000_000


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", *guide.PAGES])
def test_a_guide_is_a_page_of_the_portal_for_everybody(slug: str) -> None:
    answer = Client().get(f"/huong-dan/{slug}/" if slug else "/huong-dan/")
    assert answer.status_code == 200
    html = answer.content.decode()
    guides = {reverse("guide"), *(reverse(f"guide_{name}") for name in guide.PAGES)}
    assert set(re.findall(r'href="(/huong-dan/[^"]*)"', html)) - guides == set()
    pictures = re.findall(rf'<img src="{settings.STATIC_URL}([^"]+)"', html)
    assert len(pictures) == html.count("<img ")
    assert [picture for picture in pictures if finders.find(picture) is None] == []


@pytest.mark.django_db
def test_help_is_in_the_footer_of_every_page() -> None:
    footer = Client().get("/").content.decode().split("<footer", 1)[1]
    assert re.findall(r'<a href="([^"]+)">Hướng dẫn</a>', footer) == ["/huong-dan/"]


@pytest.mark.django_db
def test_a_browser_finds_an_icon_beside_papers_too() -> None:
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/x-icon")


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^(make \w+) +#", readme, re.MULTILINE)
    targets = re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands == ["make run", "make test"]
    assert {command.split()[1] for command in commands} - set(targets) == set()


def test_the_change_log_and_the_package_tell_the_same_version() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert (newest[1], settings.VERSION) == (package, package)


def test_every_decision_is_listed_in_order() -> None:
    decisions = sorted(path.name for path in (DOCS / "adr").glob("0*.md"))
    assert LINK.findall((DOCS / "adr" / "README.md").read_text(encoding="utf-8")) == decisions


def test_what_nobody_has_tried_by_hand_is_marked_so() -> None:
    script = (DOCS / "kiem-thu-thu-cong.md").read_text(encoding="utf-8")
    results = script.split("## Kết quả", 1)[1]
    assert ("**Trạng thái: chưa thực hiện.**" in script) == ("chưa thực hiện" in results)
