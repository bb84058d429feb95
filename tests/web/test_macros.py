"""The shared parts of pages: fields with their words, states with their symbols, the frame."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)

from partywork.core import display
from partywork.core.templates import DISPLAY_FILTERS, templates_dir
from partywork.web.forms import REQUIRED, VersionedForm
from partywork.web.pagination import Page

FRAME_ENDPOINTS = (
    "home.index",
    "resolutions.index",
    "notifications.index",
    "accounts.account",
    "accounts.sign_in",
)


ORDERS = [SelectChoice("office", "Chức vụ"), SelectChoice("alphabet", "ABC")]


class Line(Form):
    """One row of a list in a form."""

    owner = StringField("Người thực hiện", [REQUIRED])


class Invitation(VersionedForm):
    """A form with one field of each kind."""

    subject = StringField("Trích yếu", [REQUIRED])
    place = StringField("Địa điểm")
    order = RadioField("Thứ tự", [REQUIRED], choices=ORDERS)
    read = BooleanField("Đã đọc lại", [REQUIRED])
    notes = TextAreaField("Kết luận")
    lines = FieldList(FormField(Line), min_entries=1)


@pytest.fixture
def pages():
    """An application without a database: only what the macros ask for."""
    app = Flask("pages", template_folder=str(templates_dir()))
    app.config["SECRET_KEY"] = "for this test"
    CSRFProtect(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(DISPLAY_FILTERS)
    app.jinja_env.globals.update(percent=display.percent, product_name="Công tác Đảng")
    for endpoint in FRAME_ENDPOINTS:
        app.add_url_rule(f"/{endpoint}", endpoint, str)
    app.add_url_rule("/sign-out", "accounts.sign_out", str, methods=["POST"])
    with app.test_request_context():
        yield app


def drawn(pages: Flask, source: str, **names: object) -> BeautifulSoup:
    html = pages.jinja_env.from_string(source).render(**names)
    return BeautifulSoup(html, "html.parser")


FORM = """{% import "macros/forms.html" as forms %}
{% call forms.form(form, "/send", autosave="/keep") %}
{{ forms.field(form.subject, "Một câu.") }}{{ forms.field(form.place) }}
{{ forms.field(form.order) }}{{ forms.field(form.read) }}{{ forms.textarea(form.notes) }}
{% for line in form.lines %}{{ forms.field(line.form.owner) }}{% endfor %}
{{ forms.bar("Gửi", autosave=True) }}{% endcall %}"""


def refused() -> Invitation:
    form = Invitation(MultiDict({"place": "Hội trường"}))
    form.validate()
    form.form_errors.append("Cuộc họp phải có nội dung.")
    return form


def test_a_form_carries_its_token_key_and_version_once(pages):
    page = drawn(pages, FORM, form=Invitation(version=3))

    hidden = [field["name"] for field in page.select("form input[type=hidden]")]
    assert hidden == ["csrf_token", "submission_key", "version"]
    assert page.select("#version, #submission_key") == []


def test_a_wrong_field_is_described_by_its_help_and_its_error(pages):
    page = drawn(pages, FORM, form=refused())

    field = page.select_one("#subject")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "subject-help subject-error"
    assert page.select_one("#subject-error").get_text() == "Ô này bắt buộc phải điền."


def test_the_summary_links_to_every_wrong_field_and_to_nothing_else(pages):
    page = drawn(pages, FORM, form=refused())

    links = [link["href"] for link in page.select("[role=alert] a")]
    assert links == ["#subject", "#order-0", "#read", "#lines-0-owner"]
    assert all(page.select_one(link) for link in links)
    assert "Cuộc họp phải có nội dung." in page.select_one("[role=alert]").get_text()


def test_a_form_without_errors_has_no_summary(pages):
    page = drawn(pages, FORM, form=Invitation())

    assert page.select("[role=alert], [aria-invalid]") == []


def test_only_fields_that_may_stay_empty_are_marked(pages):
    page = drawn(pages, FORM, form=Invitation())

    marked = [words.parent.contents[0].strip() for words in page.select(".optional")]
    assert marked == ["Địa điểm", "Kết luận"]


def test_required_fields_are_marked_where_they_are_rarer(pages):
    source = """{% import "macros/forms.html" as forms %}
    {{ forms.field(form.subject, mark="required") }}
    {{ forms.field(form.place, mark="required") }}"""

    page = drawn(pages, source, form=Invitation())

    assert [label.get_text() for label in page.select("label")] == [
        "Trích yếu (bắt buộc)",
        "Địa điểm",
    ]


def test_every_choice_of_a_row_of_buttons_has_its_label_and_the_row_its_subject(pages):
    source = """{% import "macros/forms.html" as forms %}
    {{ forms.segments(form.order, "Điểm danh Đ/c Hà") }}"""

    page = drawn(pages, source, form=Invitation())

    assert page.legend.get_text() == "Điểm danh Đ/c Hà"
    assert [label["for"] for label in page.select("label")] == ["order-0", "order-1"]


@pytest.mark.parametrize("kind", ["ok", "late", "back", "miss", "none", "now"])
def test_a_state_has_a_symbol_and_words(pages, kind):
    source = """{% import "macros/states.html" as states %}{{ states.tag(kind, "Tình trạng") }}"""

    page = drawn(pages, source, kind=kind)

    assert len(page.select_one("[aria-hidden]").get_text()) == 1
    assert page.get_text().endswith("Tình trạng")


def test_a_list_of_one_page_shows_no_pages(pages):
    source = """{% import "macros/tables.html" as tables %}{{ tables.pagination(page, address) }}"""

    page = drawn(pages, source, page=Page(1, 50), address=lambda number: f"?trang={number}")

    assert page.get_text(strip=True) == ""


def test_a_page_in_the_middle_leads_both_ways(pages):
    source = """{% import "macros/tables.html" as tables %}{{ tables.pagination(page, address) }}"""

    page = drawn(pages, source, page=Page(2, 1200), address=lambda number: f"?trang={number}")

    assert [link["href"] for link in page.select("a")] == ["?trang=1", "?trang=3"]
    assert "Trang 2/24, tất cả 1.200" in page.get_text()


def test_the_error_page_needs_nothing_but_its_own_words(pages):
    html = render_template(
        "error.html", status=500, heading="Lỗi", message="Hãy thử lại.", reference="abc123"
    )

    page = BeautifulSoup(html, "html.parser")
    assert page.h1.get_text() == "Lỗi"
    assert page.title.get_text() == "Lỗi · Công tác Đảng"
    assert "abc123" in page.main.get_text()
    assert page.select("nav, form") == []


def test_the_frame_marks_the_place_and_puts_the_rest_under_more(pages):
    places = [
        SimpleNamespace(label=f"Nơi {number}", href=f"/{number}", current=number == 5, parts=())
        for number in range(1, 6)
    ]
    person = {"name": "Đỗ Minh Hưng", "office_label": "Bí thư", "place_label": "Chi bộ 11"}

    html = render_template(
        "error.html",
        status=404,
        heading="Không tìm thấy",
        message="Không có.",
        reference=None,
        actor_view=person,
        menu=places,
        unread=3,
        may_search=True,
    )

    page = BeautifulSoup(html, "html.parser")
    assert [link.get_text() for link in page.select(".side [aria-current]")] == ["Nơi 5"]
    assert [link.get_text() for link in page.select(".phone-bar > ul > li > a")] == [
        "Nơi 1",
        "Nơi 2",
        "Nơi 3",
    ]
    assert "menu-now" in page.select_one(".phone-bar details")["class"]
    assert page.select_one(".bell b").get_text() == "3 thư chưa đọc"
    assert page.select_one("form[role=search] input")["name"] == "tim"
