"""`manage.py render_plan`: a plan file on paper without a database; what is wrong is named by file, line and field."""

import pytest
from django.core.management import CommandError, call_command

from cchc_portal.documents import snapshots
from tests.documents import samples


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(snapshots.dump(samples.plan()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("ending", "magic"), [(".pdf", b"%PDF-1.7"), (".docx", b"PK"), (".html", b"<!DOCTYPE html>")]
)
def test_it_writes_each_kind_of_file(plan_file, tmp_path, ending, magic):
    out = tmp_path / f"x{ending}"
    call_command("render_plan", plan_file, out=out, verbosity=0)
    assert out.read_bytes()[: len(magic)] == magic


def test_the_rules_can_be_chosen(plan_file, tmp_path):
    for rules in ("ND30_2020", "TT01_2011"):
        call_command("render_plan", plan_file, out=tmp_path / f"{rules}.pdf", rules=rules)
    assert (tmp_path / "ND30_2020.pdf").read_bytes() != (tmp_path / "TT01_2011.pdf").read_bytes()


def test_an_error_names_file_line_and_field_and_nothing_is_written(plan_file, tmp_path):
    plan_file.write_text(
        plan_file.read_text(encoding="utf-8").replace("form: plan", "form: khac"), encoding="utf-8"
    )
    line = next(n for n, text in enumerate(plan_file.read_text().splitlines(), 1) if text == "form: khac")
    with pytest.raises(CommandError) as refused:
        call_command("render_plan", plan_file, out=tmp_path / "x.pdf")
    assert str(refused.value).startswith(f"{plan_file}, dòng {line}, mục form: ")
    assert not (tmp_path / "x.pdf").exists()


def test_a_missing_file_and_an_unknown_ending_are_refused_in_vietnamese(plan_file, tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("render_plan", tmp_path / "khong-co.yaml", out=tmp_path / "x.pdf")
    with pytest.raises(CommandError, match=r"chọn \.pdf, \.docx hoặc \.html"):
        call_command("render_plan", plan_file, out=tmp_path / "x.odt")


def test_a_place_that_cannot_be_written_is_refused_in_vietnamese(plan_file, tmp_path):
    out = tmp_path / "khong-co" / "x.html"
    with pytest.raises(CommandError) as refused:
        call_command("render_plan", plan_file, out=out)
    assert (str(refused.value), refused.value.returncode) == (
        f"Không ghi được tệp {out}. Kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa.",
        1,
    )
