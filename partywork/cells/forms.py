"""Forms of people, offices and imports."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from wtforms import Field, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.cells.pages import Wanted
from partywork.cells.rules.importing.messages import Fault, ImportField, Match
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.rules.offices import offices_of
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind, RowStatus, Sex
from partywork.core.actor import Desk
from partywork.core.terms import Term
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost, NotInFuture

_ALL = ("", "Tất cả")
_CHOOSE = ("", "Chọn…")
_NONE = ("", "Không có")
_UNUSED = ("", "Không dùng cột này")


class PeopleFilter(BaseForm):
    """What a list of people is narrowed to; nonsense narrows nothing."""

    tim = StringField("Họ và tên")
    chi_bo = SelectField("Chi bộ", choices=choices_from([_ALL]), validate_choice=False)
    tinh_trang = SelectField(
        "Tình trạng", choices=choices_from([_ALL, *MembershipStatus.choices()])
    )

    @property
    def organisation_id(self) -> UUID | None:
        """The cell asked for."""
        try:
            return UUID(self.chi_bo.data or "")
        except ValueError:
            return None

    @property
    def membership_status(self) -> MembershipStatus | None:
        """The status asked for."""
        asked = self.tinh_trang.data or ""
        return MembershipStatus(asked) if asked in set(MembershipStatus) else None

    @property
    def wanted(self) -> Wanted:
        """The list asked for."""
        return Wanted(self.tim.data or "", self.organisation_id, self.membership_status)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, to be said again in the addresses of other pages of the list."""
        fields = (self.tim, self.chi_bo, self.tinh_trang)
        return {field.name: field.data for field in fields if field.data}

    def offer_cells(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the cells by which the list may be narrowed."""
        self.chi_bo.choices = choices_from([_ALL, *((str(key), name) for key, name in cells)])


class RowFilter(BaseForm):
    """Which rows of an import are looked at."""

    tinh_trang = SelectField("Xem", choices=choices_from([_ALL, *RowStatus.choices()]))

    @property
    def row_status(self) -> RowStatus | None:
        """The status asked for."""
        asked = self.tinh_trang.data or ""
        return RowStatus(asked) if asked in set(RowStatus) else None


class AppointForm(BaseForm):
    """A decision that gives an office."""

    member_id = SelectField("Đồng chí", [REQUIRED], coerce=str)
    office = SelectField("Chức vụ", [REQUIRED])
    desk = SelectField(
        "Tổ công tác của văn phòng", default="", choices=choices_from([_NONE, *Desk.choices()])
    )
    starts_on = VietnameseDate("Giữ chức vụ từ ngày", [REQUIRED])
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])

    def offer(self, kind: OrganisationKind, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the offices of that kind of organisation and its people."""
        chosen = [(str(key), name) for key, name in people]
        offices = [(one.value, one.label) for one in offices_of(kind)]
        self.member_id.choices = choices_from([_CHOOSE, *chosen])
        self.office.choices = choices_from([_CHOOSE, *offices])

    @property
    def office_title(self) -> OfficeTitle:
        """The office chosen."""
        return OfficeTitle(self.office.data)

    @property
    def chosen_desk(self) -> Desk | None:
        """The desk chosen, for people of the committee office."""
        return Desk(self.desk.data) if self.desk.data else None


class RelieveForm(VersionedForm):
    """A decision that ends an office."""

    ends_on = VietnameseDate("Giữ chức vụ đến hết ngày", [REQUIRED])
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])


class UploadForm(BaseForm):
    """A list of members to be read."""

    file = FileField("Tệp danh sách")
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

    @classmethod
    def of(cls, person: ImportedRow) -> dict[str, str]:
        """Return what the fields show before anybody mended them."""
        return {_name(field): person.texts.get(field, "") for field in ImportField}

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
