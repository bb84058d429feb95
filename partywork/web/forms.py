"""The base of every form: Vietnamese messages, NFC text, the key that makes a repeat harmless."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import (
    DateField,
    Field,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    StringField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.form import BaseForm as AnyForm
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import TextInput

from partywork.core import display, submissions
from partywork.core.errors import RuleBroken, Stale
from partywork.core.ids import new_id
from partywork.core.terms import Term
from partywork.core.text import is_blank, nfc
from partywork.web.guards import current_actor
from partywork.web.messages import VietnameseForms
from partywork.web.validators import Required

_TYPED_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}
_TYPED_TIME = {"placeholder": "giờ:phút", "autocomplete": "off"}
_TRANSLATIONS = VietnameseForms()
# What an integer column of every database holds.
_LARGEST = 2**31 - 1
# Older than any member, later than any plan.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NOT_CONTENT = ("csrf_token", "submission_key")
REQUIRED = Required("Ô này bắt buộc phải điền.")


def _strip(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "" if is_blank(value) else value.strip()


def _in_reach(value: Any) -> Any:
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise ValueError("Số này quá lớn.")
    return value


def _composed(sent: MultiDict[str, Any]) -> MultiDict[str, Any]:
    # Every field, so that also a day or a number that did not parse is shown again in NFC.
    # PostgreSQL keeps no NUL, and no keyboard types one.
    return MultiDict(
        (name, nfc(value).replace("\x00", "") if isinstance(value, str) else value)
        for name, value in sent.items(multi=True)
    )


class BaseForm(Form):
    """A form whose texts are NFC, whose messages are Vietnamese, and which acts once.

    `status` is the HTTP status of the page that shows it again.
    """

    submission_key = HiddenField()

    status = 200

    class Meta:
        """How WTForms builds the fields."""

        def get_translations(self, form: Form) -> VietnameseForms:
            """Speak Vietnamese."""
            return _TRANSLATIONS

        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Strip every text and refuse absurd numbers; passwords stay as typed."""
            kind = unbound_field.field_class
            filters = list(unbound_field.kwargs.get("filters", ()))
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                filters.append(_strip)
            if issubclass(kind, IntegerField):
                filters.append(_in_reach)
            if filters:
                options = {**options, "filters": filters}
            return unbound_field.bind(form=form, **options)

    def __init__(self, formdata: MultiDict[str, str] | None = None, **kwargs: Any) -> None:
        """Give a fresh page a fresh key."""
        super().__init__(_composed(formdata) if formdata else None, **kwargs)
        if not self.submission_key.data:
            self.submission_key.data = str(new_id())

    @property
    def key(self) -> UUID:
        """The key of this opening of the form; a spoilt one is replaced."""
        try:
            return UUID(self.submission_key.data)
        except (TypeError, ValueError):
            return new_id()

    @property
    def secrets(self) -> frozenset[str]:
        """Names of the fields that must not leave a trace, not even in a digest."""
        return frozenset(field.name for field in self if isinstance(field, PasswordField))

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a broken rule at its field, or above the form."""
        field = self._fields.get(refusal.field or "")
        if field is not None:
            field.errors = [*field.errors, refusal.message]
        else:
            self.form_errors.append(refusal.message)


class VersionedForm(BaseForm):
    """A form that edits a record and knows which saving of it the person saw."""

    version = IntegerField("", [InputRequired("Trang đã cũ. Hãy mở lại trang.")], default=0)


class VietnameseDate(DateField):
    """A day, shown and typed as 05/11/2026 whatever language the browser speaks.

    The browser's own picker would show 11/05/2026 where it runs in English.
    """

    widget = TextInput()

    def __init__(self, label: str, validators: list[Any] | None = None, **kwargs: Any) -> None:
        """Accept what people type and the form machines send."""
        kwargs.setdefault("render_kw", _TYPED_DAY)
        super().__init__(label, validators, format=["%d/%m/%Y", "%Y-%m-%d"], **kwargs)

    def pre_validate(self, form: AnyForm) -> None:
        """Refuse years that no paper here can name; they are slips of the pen."""
        if self.data is not None and not _FIRST_YEAR <= self.data.year <= _LAST_YEAR:
            raise ValidationError(f"Năm phải từ {_FIRST_YEAR} đến {_LAST_YEAR}; hãy xem lại.")

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return display.day(self.data) if isinstance(self.data, date) else ""


class VietnameseTime(TimeField):
    """A time of day on the 24-hour clock, typed as 19:30 or 19h30."""

    widget = TextInput()

    def __init__(self, label: str, validators: list[Any] | None = None, **kwargs: Any) -> None:
        """Accept the ways people write an hour."""
        kwargs.setdefault("render_kw", _TYPED_TIME)
        super().__init__(label, validators, format=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh"], **kwargs)


def choices_of(kind: type[Term]) -> list[SelectChoice]:
    """Return the choices of an enumeration for a select or radio field."""
    return choices_from(kind.choices())


def choices_from(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return the choices of a select or radio field from (value, label) pairs."""
    return [SelectChoice(value, label) for value, label in pairs]


def _sent(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Yield what a form said, its files by their bytes; another file is another form."""
    left_out = {*_NOT_CONTENT, *form.secrets}
    yield from ((k, v) for k, v in request.form.items(multi=True) if k not in left_out)
    for name, file in request.files.items(multi=True):
        yield name, hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
        file.stream.seek(0)


def accepted(
    form: BaseForm, act: Callable[[], str], done: str = "", *, leads_to: str | None = None
) -> Response | None:
    """Run `act` if the form was sent and is well formed; answer with a redirect to where it leads.

    `act` calls one use case and returns the next address; where that is known before (`leads_to`),
    it is kept with the use case itself. `None` means: show the page (again); load its records
    after this call. A broken rule or a newer saving keeps what was typed. The same form sent twice
    acts once and leads to the same place.
    """
    if request.method != "POST":
        return None
    if not form.validate():
        form.status = 422
        return None
    actor = current_actor()
    try:
        digest = submissions.digest_of([(str(actor.user_id), request.path), *_sent(form)])
        with submissions.once(form.key, actor.user_id, request.endpoint or "", digest, leads_to):
            location = act()
    except submissions.Repeated as repeated:
        flash("Việc này đã được ghi nhận.")
        return redirect(repeated.location or url_for("home.index"), 303)
    except RuleBroken as refusal:
        form.refuse(refusal)
        form.status = 422
        return None
    except Stale as conflict:
        form.form_errors.append(conflict.message)
        form.status = 409
        return None
    if location != leads_to:
        submissions.led_to(form.key, location)
    if done:
        flash(done)
    return redirect(location, 303)


def pressed(form: BaseForm, act: Callable[[], str], done: str) -> Response:
    """Answer a form that is one button: there is no page to show again, so a refusal is a page."""
    answer = accepted(form, act, done)
    if answer is None:
        said = " ".join(form.form_errors) or "Trang đã cũ. Hãy mở lại trang."
        raise Stale(said) if form.status == 409 else RuleBroken(said)
    return answer
