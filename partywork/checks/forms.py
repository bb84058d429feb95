"""Forms of data checks and of lists compared with the register."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from wtforms import (
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.terms import RecordField
from partywork.checks.pages import FieldDifference
from partywork.checks.terms import CheckKind, Decision, Look, Presence, Verdict
from partywork.core.periods import Month
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, choices_from, choices_of
from partywork.web.validators import AtMost, Required

_ALL = ("", "Tất cả")


class ChecksFilter(BaseForm):
    """Which mistakes are looked at; nonsense narrows nothing."""

    chi_bo = SelectField("Chi bộ", choices=choices_from([_ALL]), validate_choice=False)
    loai = SelectField("Loại", choices=choices_from([_ALL, *CheckKind.choices()]))

    @property
    def cell_id(self) -> UUID | None:
        """The cell asked for."""
        try:
            return UUID(self.chi_bo.data or "")
        except ValueError:
            return None

    @property
    def kind(self) -> CheckKind | None:
        """The kind of mistake asked for."""
        asked = self.loai.data or ""
        return CheckKind(asked) if asked in set(CheckKind) else None

    def offer(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the cells by which the list may be narrowed."""
        self.chi_bo.choices = choices_from([_ALL, *((str(key), name) for key, name in cells)])


class MonthFilter(BaseForm):
    """Which month's numbers are looked at."""

    thang = SelectField("Tháng", validate_choice=False)

    def offer(self, now: Month, months: int) -> None:
        """Offer this month and those before it, newest first."""
        known = [now.shift(-back) for back in range(months)]
        self.thang.choices = choices_from((str(one.first_day), one.short_label) for one in known)
        self._known = {str(one.first_day): one for one in known}
        self._now = now
        self.thang.data = str(self.month.first_day)

    @property
    def month(self) -> Month:
        """The month asked for; anything else is this month."""
        return self._known.get(self.thang.data or "", self._now)


class LoadForm(BaseForm):
    """A list of another source to be compared."""

    file = FileField("Tệp danh sách")
    source = StringField("Danh sách của ai", [REQUIRED, AtMost(120)])


class AskWholeForm(BaseForm):
    """Why the corrections are needed with nothing masked."""

    reason = TextAreaField("Lý do cần bản không che số", [REQUIRED, AtMost(500)])


class LookFilter(BaseForm):
    """Which people of a compared list are looked at."""

    xem = SelectField("Xem", choices=choices_of(Look), default=Look.DIFFERENT.value)

    @property
    def look(self) -> Look:
        """The people asked for."""
        asked = self.xem.data or ""
        return Look(asked) if asked in set(Look) else Look.DIFFERENT


class DecideForm(VersionedForm):
    """Who is right about each differing fact of a person; made by `decide_form`."""

    def pairs(self) -> list[tuple[FieldDifference, Any, Any]]:
        """Each difference with its two fields."""
        return [
            (one, self._fields[f"right_{one.field}"], self._fields[f"basis_{one.field}"])
            for one in self.differences
        ]

    differences: tuple[FieldDifference, ...] = ()

    @property
    def decisions(self) -> dict[ImportField, Decision]:
        """Who is right, by fact."""
        return {
            one.field: Decision(right.data) for one, right, _basis in self.pairs() if right.data
        }

    @property
    def bases(self) -> dict[ImportField, str]:
        """On what paper that rests, by fact."""
        return {one.field: basis.data or "" for one, _right, basis in self.pairs()}


class PresenceForm(VersionedForm):
    """What is to become of somebody whom only one list names."""

    presence = RadioField("Ý kiến", [REQUIRED], choices=[], coerce=Presence)
    basis = StringField("Căn cứ, ghi chú", [AtMost(200)])

    @property
    def said(self) -> dict[str, Any]:
        """What was decided, as the use case takes it."""
        return {
            "version": self.version.data or 0,
            "presence": self.presence.data,
            "basis": self.basis.data or "",
        }

    def offer(self, possible: Iterable[Presence]) -> None:
        """Offer what may be decided here."""
        self.presence.choices = choices_from((one.value, one.label) for one in possible)


class TwinsForm(BaseForm):
    """What two records turn out to be, why, and which fields go over to the one that stays."""

    verdict = RadioField(
        "Hai hồ sơ này là của", [REQUIRED], choices=choices_of(Verdict), coerce=Verdict
    )
    taken = SelectMultipleField("Lấy từ hồ sơ bị hủy", coerce=RecordField)
    reason = TextAreaField("Lý do, căn cứ", [REQUIRED, AtMost(300)])
    seen = HiddenField("", [Required("Trang đã cũ. Hãy mở lại trang.")])

    def offer(self, fields: Iterable[RecordField]) -> None:
        """Offer the fields the two records tell differently."""
        self.taken.choices = choices_from((one.value, one.label) for one in fields)


def decide_form(differences: tuple[FieldDifference, ...]) -> type[DecideForm]:
    """Return the form of a person with these differences, set to what was decided before."""
    fields: dict[str, Any] = {"differences": differences}
    for one in differences:
        fields[f"right_{one.field}"] = RadioField(
            one.label,
            [Optional()],
            choices=choices_of(Decision),
            default=(one.decision or Decision.LATER).value,
        )
        fields[f"basis_{one.field}"] = StringField(
            f"Căn cứ ({one.label})", [AtMost(200)], default=one.basis
        )
    return cast(type[DecideForm], type("DecideFormOfPerson", (DecideForm,), fields))
