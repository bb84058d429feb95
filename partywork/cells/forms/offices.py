"""Forms of decisions on offices."""

from collections.abc import Iterable
from datetime import date
from typing import cast
from uuid import UUID

from wtforms import SelectField, StringField, TextAreaField

from partywork.cells.rules.offices import offices_of
from partywork.cells.service.proposing import Decision
from partywork.cells.terms import DecisionKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Desk
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost, NotInFuture

_CHOOSE = ("", "Chọn…")
_NONE = ("", "Không có")
_NOBODY = ("", "Không ai; để khuyết")


class AppointForm(BaseForm):
    """A decision that gives an office."""

    member_id = SelectField("Đồng chí", [REQUIRED], coerce=str)
    office = SelectField("Chức vụ", [REQUIRED])
    desk = SelectField(
        "Tổ công tác của văn phòng", default="", choices=choices_from([_NONE, *Desk.choices()])
    )
    starts_on = VietnameseDate("Giữ chức vụ từ ngày", [REQUIRED])
    decision_kind = SelectField(
        "Hình thức", default="", choices=choices_from([_CHOOSE, *DecisionKind.choices()])
    )
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

    @property
    def decision(self) -> Decision:
        """The decision written down."""
        kind = DecisionKind(self.decision_kind.data) if self.decision_kind.data else None
        return Decision(self.decision_number.data or "", cast(date, self.decided_on.data), kind)


class RelieveForm(VersionedForm):
    """A decision that ends an office."""

    ends_on = VietnameseDate("Giữ chức vụ đến hết ngày", [REQUIRED])
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])

    @property
    def decision(self) -> Decision:
        """The decision written down."""
        return Decision(self.decision_number.data or "", cast(date, self.decided_on.data))


class HandOverForm(VersionedForm):
    """A decision that moves an office to somebody else, or leaves it vacant."""

    starts_on = VietnameseDate("Bàn giao từ ngày", [REQUIRED])
    successor_id = SelectField("Người nhận chức vụ", coerce=str, default="")
    acting_id = SelectField("Người phụ trách trong lúc khuyết", coerce=str, default="")
    decision_kind = SelectField(
        "Hình thức", [REQUIRED], choices=choices_from([_CHOOSE, *DecisionKind.choices()])
    )
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer who may follow."""
        chosen = [(str(key), name) for key, name in people]
        self.successor_id.choices = choices_from([_NOBODY, *chosen])
        self.acting_id.choices = choices_from([_NONE, *chosen])

    @property
    def successor(self) -> UUID | None:
        """Who takes the office over."""
        return UUID(self.successor_id.data) if self.successor_id.data else None

    @property
    def acting(self) -> UUID | None:
        """Who looks after the vacant post."""
        return UUID(self.acting_id.data) if self.acting_id.data else None

    @property
    def decision(self) -> Decision:
        """The decision written down."""
        kind = DecisionKind(self.decision_kind.data)
        return Decision(self.decision_number.data or "", cast(date, self.decided_on.data), kind)


class WithdrawForm(VersionedForm):
    """Why the last entry on an office is taken back, and by which paper."""

    reason = TextAreaField("Lý do thu hồi", [REQUIRED, AtMost(500)])
    decision_number = StringField("Số văn bản làm căn cứ", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày văn bản", [REQUIRED, NotInFuture()])

    @property
    def paper(self) -> Decision:
        """The paper written down."""
        return Decision(self.decision_number.data or "", cast(date, self.decided_on.data))


class ConfirmForm(VersionedForm):
    """The answer of the second person, who confirms."""


class RefuseForm(VersionedForm):
    """The answer of the second person, who does not confirm."""

    reason = TextAreaField("Lý do", [REQUIRED, AtMost(500)])
