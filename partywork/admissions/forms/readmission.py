"""How somebody left the Party who asks to be admitted again."""

from wtforms import BooleanField, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Optional

from partywork.admissions.rules.readmission import Departure
from partywork.admissions.service.readmission import PastFacts
from partywork.admissions.terms import Leaving
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost, NotInFuture


class PastForm(VersionedForm):
    """The day, the way and the decision of leaving; that no reason bars the person."""

    left_on = VietnameseDate("Ngày ra khỏi Đảng", [REQUIRED, NotInFuture()])
    leaving = RadioField(
        "Hình thức ra khỏi Đảng", [REQUIRED], choices=choices_of(Leaving), coerce=Leaving
    )
    leaving_decision = StringField("Số quyết định ra khỏi Đảng", [REQUIRED, AtMost(60)])
    exception_paper = StringField("Văn bản xác nhận được xem xét", [AtMost(60)])
    times_before = IntegerField(
        "Số lần đã được kết nạp lại trước đây", [InputRequired("Hãy nhập một số.")], default=0
    )
    admitted_before_on = VietnameseDate(
        "Ngày quyết định kết nạp lần đầu", [Optional(), NotInFuture()]
    )
    is_not_excluded = BooleanField("Chi bộ đã xem xét: không thuộc trường hợp nào nêu trên")

    @property
    def facts(self) -> PastFacts:
        """What was typed, as the use case takes it."""
        if self.left_on.data is None:
            raise ValueError("a form that validated has a day")
        return PastFacts(
            departure=Departure(
                left_on=self.left_on.data,
                leaving=self.leaving.data,
                times_before=self.times_before.data or 0,
                exception_paper=self.exception_paper.data or "",
            ),
            leaving_decision=self.leaving_decision.data or "",
            admitted_before_on=self.admitted_before_on.data,
            is_not_excluded=bool(self.is_not_excluded.data),
        )
