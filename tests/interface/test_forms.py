"""A form says what it wants in the order label, hint, error, input; it keeps what was typed and explains what is wrong."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from cchc_portal.agencies import formbase
from cchc_portal.agencies.formbase import DayField, PortalForm, Problem

pytestmark = pytest.mark.urls("tests.interface.urls")


class Sample(PortalForm):
    summary = forms.CharField(label="Trích yếu", max_length=10, help_text="Viết một câu.")
    issued_on = DayField(label="Ngày ban hành")
    lead = forms.ChoiceField(label="Đơn vị chủ trì", choices=[("vp", "Văn phòng")])
    shape = forms.ChoiceField(label="Hình thức", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    scan = forms.FileField(label="Bản chụp")
    agreed = forms.BooleanField(label="Đã kiểm tra thể thức")
    purpose = forms.CharField(label="Mục đích", widget=forms.Textarea, required=False)
    source = forms.CharField(label="Tệp kế hoạch", widget=forms.Textarea, required=False)

    verbatim = frozenset({"source"})


class Tags(HTMLParser):
    """Collects (tag, attributes) in the order of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def rendered(form: forms.Form, name: str) -> str:
    template = Template("{% load crispy_forms_tags %}{{ field|as_crispy_field }}")
    return template.render(Context({"field": form[name]}))


def test_a_field_is_read_in_the_order_label_hint_error_input() -> None:
    html = rendered(Sample({"summary": ""}), "summary")
    marks = ('<label for="id_summary"', 'id="id_summary_hint"', 'id="id_summary_error"', "<input")
    assert [html.count(mark) for mark in marks] == [1, 1, 1, 1]
    assert sorted(marks, key=html.index) == list(marks)


def test_a_control_is_tied_to_its_hint_and_error() -> None:
    html = rendered(Sample({"summary": ""}), "summary")
    (control,) = [attrs for tag, attrs in Tags(html).found if tag == "input"]
    assert control["aria-describedby"] == "id_summary_hint id_summary_error"
    assert control["aria-invalid"] == "true"


def test_a_group_of_choices_has_a_legend_tied_to_its_error() -> None:
    html = rendered(Sample({}), "shape")
    (fieldset,) = [attrs for tag, attrs in Tags(html).found if tag == "fieldset"]
    assert fieldset == {"aria-describedby": "id_shape_error"}
    assert html.count("<legend") == 1


@pytest.mark.parametrize("name", Sample.base_fields)
def test_the_browser_itself_refuses_and_cuts_nothing(name: str) -> None:
    attributes = {key for _, attrs in Tags(rendered(Sample({}), name)).found for key in attrs}
    assert attributes & {"required", "maxlength", "style", "onclick", "onchange"} == set()


def test_only_what_is_optional_is_marked() -> None:
    assert rendered(Sample(), "summary").count("(không bắt buộc)") == 0
    assert rendered(Sample(), "purpose").count("(không bắt buộc)") == 1


def test_what_is_missing_is_named_by_the_field_itself() -> None:
    assert Sample({}).errors == {
        "summary": ["Nhập trích yếu."],
        "issued_on": ["Nhập ngày ban hành theo dạng ngày/tháng/năm, ví dụ 05/01/2027."],
        "lead": ["Chọn đơn vị chủ trì."],
        "shape": ["Chọn hình thức."],
        "scan": ["Chọn tệp: bản chụp."],
        "agreed": ["Đánh dấu vào ô “Đã kiểm tra thể thức”."],
    }


def test_a_choice_outside_the_list_is_refused_in_words() -> None:
    assert Sample({"lead": "x"}).errors["lead"] == ["Chọn đơn vị chủ trì trong danh sách."]


def test_the_summary_repeats_the_errors_with_links_to_their_fields() -> None:
    form = Sample({"summary": "x", "issued_on": "31/02/2027", "lead": "vp"})
    assert list(formbase.summarise(form)) == [
        Problem("id_issued_on", "Không có ngày “31/02/2027” trong lịch."),
        Problem("id_shape_0", "Chọn hình thức."),
        Problem("id_scan", "Chọn tệp: bản chụp."),
        Problem("id_agreed", "Đánh dấu vào ô “Đã kiểm tra thể thức”."),
    ]


def test_the_summary_leads_only_to_controls_that_exist() -> None:
    form = Sample({})
    html = "".join(rendered(form, name) for name in form.fields)
    ids = {attrs.get("id") for _, attrs in Tags(html).found}
    assert {problem.field_id for problem in formbase.summarise(form)} - ids == set()


def test_a_formset_is_summarised_form_by_form() -> None:
    formset = forms.formset_factory(Sample, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-summary": "x"}
    assert next(iter(formbase.summarise(formset(data)))) == Problem("", "Gửi ít nhất 2 mục.")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("tie\u0302\u0301ng  Vi\u1ec7t\u200b", "tiếng Việt"), ("a\r\nb", "a b"), ("  x\u0007 ", "x")],
)
def test_a_line_is_cleaned_before_its_letters_are_counted(typed: str, kept: str) -> None:
    form = Sample({"summary": typed})
    form.is_valid()
    assert (form.cleaned_data["summary"], form.errors.get("summary")) == (kept, None)


def test_too_long_a_text_is_counted_in_letters() -> None:
    form = Sample({"summary": "ế" * 11})
    assert form.errors["summary"] == ["Nhập không quá 10 ký tự (đang có 11)."]


def test_paragraphs_stay_and_a_plan_file_keeps_its_indents() -> None:
    form = Sample({"purpose": "Một \r\n\r\n hai", "source": "a:\n  b:  1"})
    form.is_valid()
    assert form.cleaned_data["purpose"] == "Một\n\nhai"
    assert form.cleaned_data["source"] == "a:\n  b:  1"


def test_what_was_typed_is_shown_again_and_never_as_html() -> None:
    html = rendered(Sample({"summary": "<script>alert(1)</script>"}), "summary")
    assert re.findall(r'value="([^"]*)"', html) == ["&lt;script&gt;alert(1)&lt;/script&gt;"]


def test_two_forms_do_not_share_their_messages() -> None:
    class Renamed(Sample):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["summary"].label = "Tên kế hoạch"
            self.speak_vietnamese()

    assert Renamed({}).errors["summary"] == ["Nhập tên kế hoạch."]
    assert Sample({}).errors["summary"] == ["Nhập trích yếu."]
