"""Parts that the forms of this folder share: rows of a list, keys of records, selects of people."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import Form, HiddenField, SelectField

from partywork.web.forms import BaseForm, choices_from


class RowForm(Form):
    """One row of a form of many rows: Vietnamese messages and NFC texts, as the form itself."""

    Meta = BaseForm.Meta


def uuid_or_none(value: Any) -> UUID | None:
    """Read the key of a record; the empty choice means none."""
    return UUID(str(value)) if value not in (None, "", "None") else None


class KeyField(HiddenField):
    """The key of the record a row is about; `data` is None in a row for a new one."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Refuse what is no key."""
        try:
            self.data = uuid_or_none(valuelist[0]) if valuelist else None
        except ValueError as spoilt:
            self.data = None
            raise ValueError("Trang đã cũ. Hãy mở lại trang.") from spoilt

    def _value(self) -> str:
        return str(self.data) if self.data else ""


class PersonField(SelectField):
    """A select of people; choices are set when the page is drawn, the use case knows who may be."""

    def __init__(self, label: str, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        """Accept any well-formed key."""
        super().__init__(
            label,
            list(validators),
            coerce=uuid_or_none,
            choices=[],
            validate_choice=False,
            **kwargs,
        )

    def offer(self, people: Iterable[tuple[UUID, str]], nobody: str = "Chưa chọn") -> None:
        """Set who may be chosen."""
        self.choices = choices_from([("", nobody), *((str(key), name) for key, name in people)])
