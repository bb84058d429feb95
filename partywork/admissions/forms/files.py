"""Papers, sponsors, votes and decisions of a file."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import IntegerField, RadioField, SelectField, StringField

from partywork.admissions.rules.votes import Count
from partywork.admissions.service.decisions import Decision
from partywork.admissions.terms import SponsorKind
from partywork.cells.forms.deciding import VoteField
from partywork.web.forms import (
    REQUIRED,
    VersionedForm,
    VietnameseDate,
    choices_from,
    choices_of,
)
from partywork.web.validators import AtMost, NotInFuture, RequiredUnless

_ON_PAPER = RequiredUnless("vote_id", "Hãy chọn cuộc biểu quyết, hoặc ghi số liệu biên bản.")


class TickForm(VersionedForm):
    """That a paper is there, its day, its number, where it is kept."""

    done_on = VietnameseDate("Ngày có giấy tờ hoặc ngày thực hiện", [REQUIRED, NotInFuture()])
    number = StringField("Số văn bản", [AtMost(60)])
    kept_at = StringField("Nơi lưu", [AtMost(200)])


class HelperForm(VersionedForm):
    """Who helps on this way."""

    helper_id = SelectField("Đảng viên giúp đỡ", [REQUIRED])


class SponsorForm(VersionedForm):
    """Who introduces the candidate."""

    kind = RadioField(
        "Ai giới thiệu", [REQUIRED], choices=choices_of(SponsorKind), coerce=SponsorKind
    )
    member_id = SelectField("Đảng viên chính thức giới thiệu")
    together_since = VietnameseDate("Cùng công tác, học tập hoặc cư trú từ ngày", [NotInFuture()])
    union_name = StringField("Tên tổ chức Đoàn hoặc Công đoàn cơ sở", [AtMost(200)])


class VoteForm(VersionedForm):
    """Which vote of the cell it is, or the figures of its minutes if it was on paper alone."""

    vote_id = SelectField("Cuộc biểu quyết", validate_choice=False)
    offered: frozenset[str] = frozenset()
    held_on = VietnameseDate("Ngày họp", [_ON_PAPER, NotInFuture()])
    roll = IntegerField("Tổng số đảng viên chính thức tính biểu quyết", [_ON_PAPER])
    present = IntegerField("Có mặt được biểu quyết", [_ON_PAPER])
    in_favour = IntegerField("Tán thành", [_ON_PAPER])
    against = IntegerField("Không tán thành", [_ON_PAPER])
    resolution_number = StringField("Số nghị quyết của chi bộ", [AtMost(60)])

    def offer(self, votes: Iterable[tuple[UUID, str]]) -> None:
        """Set which votes of the meetings may be chosen."""
        nothing = ("", "Không có trong hệ thống, ghi theo biên bản")
        known = [(str(key), words) for key, words in votes]
        self.offered = frozenset(key for key, _ in known)
        self.vote_id.choices = choices_from([nothing, *known])

    @property
    def chosen(self) -> UUID | None:
        """The vote of a meeting, where one was chosen of those offered."""
        return UUID(self.vote_id.data) if self.vote_id.data in self.offered else None

    @property
    def count(self) -> Count | None:
        """The figures of the minutes as the rules take them; a chosen vote has its own."""
        if self.chosen is not None or self.held_on.data is None:
            return None
        return Count(
            held_on=self.held_on.data,
            roll=self.roll.data or 0,
            present=self.present.data or 0,
            in_favour=self.in_favour.data or 0,
            against=self.against.data or 0,
        )

    @property
    def consent(self) -> str:
        """The consent of a higher level, which only an admission may need."""
        return ""


class AdmissionVoteForm(VoteForm):
    """As any vote, with the consent a candidate over the age needs."""

    consent_number = StringField("Số văn bản đồng ý của cấp trên về tuổi", [AtMost(60)])

    @property
    def consent(self) -> str:
        """The number of the consent, if one was typed."""
        return self.consent_number.data or ""


class SendForm(VersionedForm):
    """When the file went up."""

    sent_on = VietnameseDate("Ngày gửi hồ sơ", [REQUIRED, NotInFuture()])


class DecisionForm(VersionedForm):
    """A decision with the vote of the committee behind it, or its figures from the minutes."""

    number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])
    body = StringField("Cơ quan quyết định", [REQUIRED, AtMost(200)])
    vote_id = VoteField("Cuộc họp cấp ủy đã biểu quyết")
    committee_members = IntegerField("Tổng số cấp ủy viên", [_ON_PAPER])
    in_favour = IntegerField("Số cấp ủy viên tán thành", [_ON_PAPER])

    @property
    def decision(self) -> Decision:
        """The decision as the use case takes it."""
        if self.decided_on.data is None:
            raise ValueError("a form that validated has a day")
        return Decision(
            number=self.number.data or "",
            decided_on=self.decided_on.data,
            body=self.body.data or "",
            committee_members=self.committee_members.data or 0,
            committee_in_favour=self.in_favour.data or 0,
            vote_id=self.vote_id.chosen,
        )


class CeremonyForm(VersionedForm):
    """When the ceremony was held."""

    held_on = VietnameseDate("Ngày tổ chức lễ", [REQUIRED, NotInFuture()])
    minutes_number = StringField("Số biên bản lễ", [AtMost(60)])
