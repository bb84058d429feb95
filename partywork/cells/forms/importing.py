"""Forms of imported lists: the file, its columns, one row to mend."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from wtforms import Field, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.cells.rules.importing.columns import REQUIRED
from partywork.cells.rules.importing.messages import Fault, ImportField, Match
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.rules.importing.updates import SEALED
from partywork.cells.terms import (
    CardKind,
    ImportMode,
    MembershipStatus,
    OfficeTitle,
    RowStatus,
    Sex,
)
from partywork.core.terms import Term
from partywork.web.forms import BaseForm, VersionedForm, VietnameseDate, choices_from, choices_of
from partywork.web.validators import NotInFuture

_ALL = ("", "Tất cả")
_CHOOSE = ("", "Chọn…")
_UNUSED = ("", "Không dùng cột này")


class RowFilter(BaseForm):
    """Which rows of an import are looked at."""

    tinh_trang = SelectField("Xem", choices=choices_from([_ALL, *RowStatus.choices()]))

    @property
    def row_status(self) -> RowStatus | None:
        """The status asked for."""
        asked = self.tinh_trang.data or ""
        return RowStatus(asked) if asked in set(RowStatus) else None


class UploadForm(BaseForm):
    """A list of members to be read."""

    file = FileField("Tệp danh sách")
    mode = RadioField(
        "Danh sách này dùng để", choices=choices_of(ImportMode), default=ImportMode.ADD.value
    )
    offices_from = VietnameseDate(
        "Chức vụ trong danh sách tính từ ngày", [Optional(), NotInFuture()]
    )


class ColumnsForm(VersionedForm):
    """What each column of a list means; made for a list by `columns_form`."""

    def columns(self) -> list[Field]:
        """The fields, in the order of the columns."""
        return [field for name, field in self._fields.items() if name.startswith("column_")]

    @property
    def chosen(self) -> dict[ImportField, int]:
        """The column of each field that was pointed out."""
        return {
            ImportField(field.data): int(field.name.removeprefix("column_"))
            for field in self.columns()
            if field.data
        }

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Refuse two columns that mean the same."""
        is_valid = super().validate(extra_validators)
        met: set[str] = set()
        for field in self.columns():
            if field.data and field.data in met:
                field.errors = [*field.errors, "Đã có cột khác mang nội dung này."]
                is_valid = False
            met.add(field.data or "")
        return is_valid


def columns_form(titles: Sequence[str], fields: Sequence[ImportField | None]) -> type[ColumnsForm]:
    """Return the form of a list with these column titles, each set to what it was taken for."""
    columns = {
        f"column_{index}": SelectField(
            title or f"Cột {index + 1} (không có tiêu đề)",
            choices=choices_from([_UNUSED, *ImportField.choices()]),
            default=field.value if field else "",
        )
        for index, (title, field) in enumerate(zip(titles, fields, strict=True))
    }
    return cast(type[ColumnsForm], type("ColumnsOfList", (ColumnsForm,), columns))


_WORDS: dict[ImportField, type[Term]] = {
    ImportField.SEX: Sex,
    ImportField.STATUS: MembershipStatus,
    ImportField.OFFICE: OfficeTitle,
    ImportField.CARD_KIND: CardKind,
}


def _name(field: ImportField) -> str:
    """Return the name of a form field, kept apart from what a form itself has, as its status."""
    return f"written_{field.value}"


def _mending_field(field: ImportField) -> Field:
    if field is ImportField.NOTES:
        return TextAreaField(field.label)
    if field is ImportField.CELL:
        return SelectField(field.label, default="")
    if field in _WORDS:
        labels = [(term.label, term.label) for term in _WORDS[field]]
        return SelectField(field.label, default="", choices=choices_from([_CHOOSE, *labels]))
    return StringField(field.label)


class MendForm(VersionedForm):
    """All the fields of a person of a list; the rules of the import read them again."""

    needed = frozenset(map(_name, REQUIRED))

    @classmethod
    def of(cls, person: ImportedRow) -> dict[str, str]:
        """Return what the fields show before anybody mended them; personal facts not at all."""
        texts = person.texts
        return {_name(one): texts.get(one, "") for one in ImportField if one not in SEALED}

    @classmethod
    def hints(cls, masked: Mapping[ImportField, str]) -> dict[str, str]:
        """Return what stands under the fields of personal facts the list gives."""
        return {
            _name(field): f"Trong danh sách ghi {text}. Để trống thì giữ nguyên; ghi một dấu - để "
            "bỏ."
            for field, text in masked.items()
        }

    def offer_cells(self, names: Iterable[str]) -> None:
        """Offer the cells of the Đảng bộ."""
        field = cast(SelectField, self._fields[_name(ImportField.CELL)])
        field.choices = choices_from([_CHOOSE, *((name, name) for name in names)])

    def tell(self, person: ImportedRow) -> None:
        """Show at each field what stands in the way there."""
        for found in person.findings:
            field = self._fields.get(_name(found.field) if found.field else "")
            if field is not None and isinstance(found.rule, Fault | Match):
                field.errors = [*field.errors, found.text]

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {field.value: self._fields[_name(field)].data or "" for field in ImportField}


for _field in ImportField:
    setattr(MendForm, _name(_field), _mending_field(_field))
