"""The days that the papers of somebody taken over prove."""

from wtforms import StringField
from wtforms.validators import Optional

from partywork.cells.rules.proved import ProvedDays
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate
from partywork.web.validators import AtMost, NotInFuture

_ONCE = [Optional(), NotInFuture()]


class ProvedDaysForm(VersionedForm):
    """The four days, and the paper that proves them."""

    admitted_on = VietnameseDate("Ngày quyết định kết nạp", _ONCE)
    ceremony_on = VietnameseDate("Ngày tổ chức lễ kết nạp", _ONCE)
    official_on = VietnameseDate("Ngày công nhận chính thức", _ONCE)
    party_age_from = VietnameseDate("Ngày tính tuổi Đảng", _ONCE)
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
