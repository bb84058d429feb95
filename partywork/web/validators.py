"""Single-field checks of shape; each skips what did not parse."""

from typing import Any

from wtforms import Field, Form
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, StopValidation, ValidationError

from partywork.core import clock
from partywork.core.text import is_blank


class Required(InputRequired):
    """Something must be filled in; a text of spaces alone is nothing.

    What was sent is looked at first, so that a nought or an untouched box is judged as elsewhere;
    then what is left of a text once it is stripped.
    """

    def __init__(self, words: str) -> None:
        """Keep what is said of an empty field."""
        super().__init__(words)
        self.words = words

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Refuse an empty field and one in which nothing can be seen."""
        super().__call__(form, field)
        if isinstance(field.data, str) and is_blank(field.data):
            raise StopValidation(self.words)


class RequiredUnless:
    """Something must be filled in unless another field is; then this one is not looked at."""

    def __init__(self, other: str, words: str) -> None:
        """Keep the name of the other field and what is said of an empty one."""
        self.other = other
        self.words = words

    def __call__(self, form: Form, field: Field) -> None:
        """Pass over the field, whatever is in it, or refuse it when empty."""
        if form[self.other].data:
            field.errors = []
            raise StopValidation()
        if not field.raw_data or is_blank(str(field.raw_data[0])):
            raise StopValidation(self.words)


class NotInFuture:
    """A day that must not lie after today in Vietnam."""

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a later day."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError("Ngày không được ở tương lai.")


class AtMost:
    """A text no longer than `limit` characters."""

    def __init__(self, limit: int) -> None:
        """Keep the limit."""
        self.limit = limit

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a longer text."""
        value: Any = field.data
        if isinstance(value, str) and len(value) > self.limit:
            raise ValidationError(f"Không được dài quá {self.limit} ký tự.")
