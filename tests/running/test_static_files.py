"""What browsers are given of the portal's own scripts."""

import re
from pathlib import Path
from typing import Any

from django.core.management import call_command

IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
OWN = Path(__file__).parents[2] / "static" / "js"


def test_the_portals_modules_import_one_another_by_names_that_change_with_their_content(
    settings: Any, tmp_path: Path
) -> None:
    # Given the files as a release collects them
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "cchc_portal.running.static_files.HashedFiles"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)

    # When each own module is read as it is served, then what it imports is there under a hashed name
    served = [
        path for path in (tmp_path / "js").rglob("*.js") if re.fullmatch(r".+\.[0-9a-f]{12}\.js", path.name)
    ]
    own = {path.relative_to(OWN).with_suffix("").as_posix() for path in OWN.rglob("*.js")}
    imports = {
        path.relative_to(tmp_path / "js").as_posix().rsplit(".", 2)[0]: [
            (path.parent / name).resolve() for name in IMPORTED.findall(path.read_text())
        ]
        for path in served
    }
    assert own - set(imports) == set()
    assert [found for name in own for found in imports[name] if found not in served] == []
    assert sum(len(imports[name]) for name in own) == sum(
        len(IMPORTED.findall(path.read_text())) for path in OWN.rglob("*.js")
    )
