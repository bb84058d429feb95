"""What every form of the application refuses: an answer in which nothing can be seen."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import SelectFieldBase, StringField

from partywork.cells.forms.events import event_form
from partywork.cells.forms.records import record_form
from partywork.cells.rules.event_fields import ASKED
from partywork.cells.terms import RecordGroup
from partywork.web.forms import REQUIRED, BaseForm

NOTHING_SEEN = ["   ", "\t\r\n", "\u00a0\u200b", "\u2003\ufeff\u2060"]
# Fewer would mean that the search below has lost the forms.
AT_LEAST = 60


class Answer(BaseForm):
    """One text that is needed, one that is not."""

    reason = StringField("Lý do", [REQUIRED])
    note = StringField("Ghi chú")


@pytest.fixture
def request_of_a_page(app):
    """The whole application, so that every form of it is there."""
    for group in RecordGroup:
        record_form(group)
    for kind in ASKED:
        event_form(kind)
    with app.test_request_context():
        yield


def forms_of(kind=BaseForm):
    """Return every form of the application, however it inherits."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("partywork."):
            yield one
        yield from forms_of(one)


def texts_needed(form):
    """Return the names of the fields that want a text, open or secret."""
    return [one.name for one in form if isinstance(one, StringField) and one.flags.required]


def filled(kind, value):
    """Return a form of that kind in which everybody wrote the same into every text needed."""
    sent = MultiDict(dict.fromkeys(texts_needed(kind()), value))
    form = kind(sent)
    for field in form:
        if isinstance(field, SelectFieldBase) and not field.choices:
            field.choices = []
    form.validate()
    return form


@pytest.mark.parametrize("value", NOTHING_SEEN)
def test_no_form_takes_a_text_in_which_nothing_can_be_seen(request_of_a_page, value):
    asked, taken = 0, []
    for kind in set(forms_of()):
        form = filled(kind, value)
        for name in texts_needed(form):
            asked += 1
            if not form[name].errors:
                taken.append(f"{kind.__module__}.{kind.__name__}.{name}")

    assert taken == []
    assert asked >= AT_LEAST


def test_what_can_be_seen_is_kept_without_the_spaces_around_it(request_of_a_page):
    form = Answer(MultiDict({"reason": " \u00a0Đã thống nhất ", "note": "\u200b "}))

    assert form.validate()
    assert (form.reason.data, form.note.data) == ("Đã thống nhất", "")


def test_a_refused_form_shows_again_what_was_typed(request_of_a_page):
    form = Answer(MultiDict({"reason": " ", "note": "Theo biên bản"}))

    assert not form.validate()
    assert form.reason.errors == ["Ô này bắt buộc phải điền."]
    assert form.note.data == "Theo biên bản"
