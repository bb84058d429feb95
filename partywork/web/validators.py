"""Single-field checks of shape; each skips what did not parse."""

from typing import Any

from wtforms import Field, Form
from wtforms.validators import ValidationError

from partywork.core import clock


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
