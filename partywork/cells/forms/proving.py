"""The days that the papers of somebody taken over prove."""

from wtforms import StringField
from wtforms.validators import Optional

from partywork.cells.rules.proved import ProvedCard, ProvedDays
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate
from partywork.web.validators import AtMost, NotInFuture

_ONCE = [Optional(), NotInFuture()]


class ProvedDaysForm(VersionedForm):
    """The four days, the card, and the paper that proves them."""

    admitted_on = VietnameseDate("Ngày quyết định kết nạp", _ONCE)
    ceremony_on = VietnameseDate("Ngày tổ chức lễ kết nạp", _ONCE)
    official_on = VietnameseDate("Ngày công nhận chính thức", _ONCE)
    party_age_from = VietnameseDate("Ngày tính tuổi Đảng", _ONCE)
    card_number = StringField("Số thẻ đảng viên", [AtMost(20)])
    card_issued_on = VietnameseDate("Ngày cấp thẻ", _ONCE)
    paper = StringField("Giấy tờ làm căn cứ", [REQUIRED, AtMost(200)])

    @property
    def days(self) -> ProvedDays:
        """What was typed, as the use case takes it."""
        return ProvedDays(
            admitted_on=self.admitted_on.data,
            ceremony_on=self.ceremony_on.data,
            official_on=self.official_on.data,
            party_age_from=self.party_age_from.data,
        )

    @property
    def card(self) -> ProvedCard:
        """The card that was typed."""
        return ProvedCard(self.card_number.data or None, self.card_issued_on.data)
