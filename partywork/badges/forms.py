"""What people send about badges and cards."""

from datetime import date
from uuid import UUID

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional

from partywork.badges.rules.cards import Decision
from partywork.badges.service.nominations import Award
from partywork.badges.terms import CardAct, DossierPaper, Ground, PostponementReason
from partywork.cells.forms.deciding import VoteField
from partywork.cells.terms import CardKind
from partywork.web.forms import (
    REQUIRED,
    BaseForm,
    VersionedForm,
    VietnameseDate,
    choices_from,
    choices_of,
)
from partywork.web.validators import AtMost, NotInFuture


class NominateForm(BaseForm):
    """Why and for which batch."""

    ground = SelectField("Trường hợp", [REQUIRED], choices=choices_of(Ground), coerce=Ground)
    batch_on = SelectField("Đợt trao tặng", [REQUIRED], coerce=date.fromisoformat)
    asked_on = VietnameseDate("Ngày đề nghị xét tặng sớm", [Optional(), NotInFuture()])


class PapersForm(VersionedForm):
    """The day each paper of the dossier was received."""

    declaration = VietnameseDate(DossierPaper.DECLARATION.label, [Optional(), NotInFuture()])
    early_request = VietnameseDate(DossierPaper.EARLY_REQUEST.label, [Optional(), NotInFuture()])
    cell_opinion = VietnameseDate(DossierPaper.CELL_OPINION.label, [Optional(), NotInFuture()])
    file_extract = VietnameseDate(DossierPaper.FILE_EXTRACT.label, [Optional(), NotInFuture()])
    kept_at = StringField("Hồ sơ giấy để ở", [AtMost(200)])

    @property
    def received(self) -> dict[str, date]:
        """The papers that are there."""
        days = {paper.value: self._fields[paper.value].data for paper in DossierPaper}
        return {name: day for name, day in days.items() if day is not None}


class SubmitBatchForm(BaseForm):
    """Who is on the tờ trình of a batch, who signed it and when."""

    chosen = SelectMultipleField(
        "Có trong tờ trình", coerce=UUID, choices=[], validate_choice=False
    )
    signer = SelectField("Người ký", [REQUIRED], coerce=UUID)
    issued_on = VietnameseDate("Ngày ký, ban hành", [REQUIRED, NotInFuture()])
    vote_id = VoteField("Cuộc họp đã thông qua danh sách")


class SubmitForm(VersionedForm):
    """A tờ trình issued elsewhere, with which the nomination went up."""

    number = StringField("Số tờ trình", [REQUIRED, AtMost(60)])
    submitted_on = VietnameseDate("Ngày trình", [REQUIRED, NotInFuture()])


class PostponeForm(VersionedForm):
    """Why it waits, out of a few reasons."""

    reason = SelectField(
        "Lý do",
        [REQUIRED],
        choices=choices_of(PostponementReason),
        coerce=PostponementReason,
    )


class ResumeForm(VersionedForm):
    """For which batch it is taken up again."""

    batch_on = SelectField("Đợt trao tặng", [REQUIRED], coerce=date.fromisoformat)


_AWARD = ("decision_number", "decided_on", "deciding_body", "awarded_on", "badge_number")


class AwardForm(VersionedForm):
    """The decision and the day of the award."""

    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])
    deciding_body = StringField("Cơ quan quyết định", [REQUIRED, AtMost(200)])
    awarded_on = VietnameseDate("Ngày trao tặng", [REQUIRED, NotInFuture()])
    badge_number = StringField("Số Huy hiệu", [AtMost(40)])

    @property
    def given(self) -> Award:
        """The award that was typed; both days are there once the form was accepted."""
        return Award(**{name: self._fields[name].data for name in _AWARD})


class CardForm(BaseForm):
    """What happened to a card."""

    act = SelectField("Việc", [REQUIRED], coerce=CardAct)
    happened_on = VietnameseDate("Ngày", [REQUIRED, NotInFuture()])
    number = StringField("Số thẻ", [AtMost(20)])
    card_kind = SelectField(
        "Loại thẻ", choices=choices_from([("", "Không ghi"), *CardKind.choices()])
    )
    decision_number = StringField("Số quyết định", [AtMost(60)])
    decided_on = VietnameseDate("Ngày ký quyết định", [Optional(), NotInFuture()])
    deciding_body = StringField("Cơ quan quyết định", [AtMost(200)])

    @property
    def decision(self) -> Decision:
        """The decision that was typed."""
        return Decision(
            self.decision_number.data or "", self.decided_on.data, self.deciding_body.data or ""
        )

    @property
    def kind(self) -> CardKind | None:
        """The kind that was chosen, if any."""
        return CardKind(self.card_kind.data) if self.card_kind.data else None
