"""The form of one group of a member's record."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.cells.rules.record import GROUPS, SEALED
from partywork.cells.terms import RecordField, RecordGroup, Sex
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost

_TEXT, _NOTES = AtMost(300), AtMost(2000)


class RecordForm(VersionedForm):
    """The fields of one group; made for the group by `record_form`."""

    group: RecordGroup

    @property
    def fields(self) -> list[Field]:
        """The fields of the record, in their order."""
        return [self._fields[field.value] for field in GROUPS[self.group]]

    @property
    def values(self) -> dict[str, Any]:
        """What is to be saved: a sealed field left empty stays as it is."""
        return {
            field.value: self._fields[field.value].data
            for field in GROUPS[self.group]
            if field not in SEALED or self._fields[field.value].data
        }


_KINDS: Mapping[RecordField, Any] = {
    RecordField.FULL_NAME: lambda label: StringField(label, [REQUIRED, _TEXT]),
    RecordField.SEX: lambda label: SelectField(
        label, [REQUIRED], choices=choices_of(Sex), coerce=Sex
    ),
    RecordField.BORN_ON: lambda label: VietnameseDate(label, [REQUIRED]),
    RecordField.RETIRED_ON: lambda label: VietnameseDate(label, [Optional()]),
    RecordField.NOTES: lambda label: TextAreaField(label, [_NOTES]),
}


@cache
def record_form(group: RecordGroup) -> type[RecordForm]:
    """Return the form of a group."""
    fields = {
        field.value: _KINDS.get(field, lambda label: StringField(label, [_TEXT]))(field.label)
        for field in GROUPS[group]
    }
    return type(f"{group.name.title()}Form", (RecordForm,), {"group": group, **fields})
