"""Forms of decisions that rename, split, merge or dissolve a cell."""

from collections.abc import Iterable
from datetime import date
from typing import cast
from uuid import UUID

from wtforms import SelectField, StringField, TextAreaField

from partywork.cells.forms.deciding import VoteField
from partywork.cells.forms.groups import Ticks
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service.reorganising import Paper
from partywork.cells.terms import ReorganisationKind
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost, NotInFuture

_NEW = ("", "Chi bộ mới thành lập (ghi tên ở dưới)")
_NOBODY_LEFT = ("", "Không có; chi bộ không còn đảng viên")


class DecisionForm(BaseForm):
    """The decision every reorganisation rests on."""

    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])
    deciding_body = StringField("Cơ quan quyết định", [REQUIRED, AtMost(160)])
    vote_id = VoteField("Cuộc họp cấp ủy đã biểu quyết")
    effective_on = VietnameseDate("Có hiệu lực từ ngày", [REQUIRED, NotInFuture()])

    def offer_cells(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the other cells, where the decision names one."""

    def offer_people(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the people of the cell, where the decision names some."""

    @property
    def paper(self) -> Paper:
        """The decision as a paper."""
        return Paper(
            self.decision_number.data or "", self.deciding_body.data or "", self.vote_id.chosen
        )

    def wanted(self, kind: ReorganisationKind) -> Wanted:
        """The decision as the rules read it."""
        target = self._text("target_id")
        chosen = self._fields["people"].data if "people" in self._fields else ()
        return Wanted(
            kind=kind,
            effective_on=cast(date, self.effective_on.data),
            decided_on=cast(date, self.decided_on.data),
            target=UUID(target) if target else None,
            new=NewCell(
                name=self._text("name"),
                code=self._text("code"),
                heading_lines=self._text("heading_lines"),
                symbol_code=self._text("symbol_code"),
            ),
            people=tuple(UUID(key) for key in chosen or ()),
        )

    def _text(self, name: str) -> str:
        return (self._fields[name].data or "") if name in self._fields else ""


class RenameForm(DecisionForm):
    """A new name of a cell."""

    name = StringField("Tên mới của chi bộ", [REQUIRED, AtMost(160)])
    heading_lines = TextAreaField("Tên ghi ở đầu văn bản", [AtMost(300)])


class SplitForm(DecisionForm):
    """A new cell, and who goes to it."""

    name = StringField("Tên chi bộ mới", [REQUIRED, AtMost(160)])
    code = StringField("Mã trong hệ thống", [AtMost(12)])
    heading_lines = TextAreaField("Tên ghi ở đầu văn bản", [AtMost(300)])
    symbol_code = StringField("Chữ viết tắt trong số, ký hiệu", [AtMost(30)])
    people = Ticks("Đồng chí chuyển sang chi bộ mới", coerce=str)

    def offer_people(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the people of the cell."""
        self.people.choices = choices_from((str(key), name) for key, name in people)


class MergeForm(DecisionForm):
    """Another cell, existing or new, to which everybody goes."""

    target_id = SelectField("Sáp nhập vào", coerce=str, default="")
    name = StringField("Tên chi bộ mới", [AtMost(160)])
    code = StringField("Mã trong hệ thống", [AtMost(12)])
    heading_lines = TextAreaField("Tên ghi ở đầu văn bản", [AtMost(300)])
    symbol_code = StringField("Chữ viết tắt trong số, ký hiệu", [AtMost(30)])

    def offer_cells(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the other cells."""
        self.target_id.choices = choices_from([_NEW, *((str(key), name) for key, name in cells)])


class DissolveForm(DecisionForm):
    """The cell that takes everybody in."""

    target_id = SelectField("Chi bộ tiếp nhận đảng viên, hồ sơ", coerce=str, default="")

    def offer_cells(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the other cells."""
        told = ((str(key), name) for key, name in cells)
        self.target_id.choices = choices_from([_NOBODY_LEFT, *told])


FORMS: dict[ReorganisationKind, type[DecisionForm]] = {
    ReorganisationKind.RENAMED: RenameForm,
    ReorganisationKind.SPLIT: SplitForm,
    ReorganisationKind.MERGED: MergeForm,
    ReorganisationKind.DISSOLVED: DissolveForm,
}


class CarryOutForm(VersionedForm):
    """The last word on a prepared decision."""
