"""Forms of secret ballots: the voter's paper, the tellers' shares, the tally sheet."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import OPTIONS, PaperCount
from partywork.cells.forms.groups import Ticks
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, choices_from
from partywork.web.validators import AtMost

_CHOICES = [(str(number), choice.label) for number, choice in enumerate(OPTIONS)]
_COUNT = [InputRequired("Hãy ghi số, không có thì ghi 0.")]


class StepForm(VersionedForm):
    """One step of a ballot that asks nothing but to be done."""


class StopForm(VersionedForm):
    """Why a ballot is stopped before its count."""

    reason = TextAreaField("Lý do dừng", [REQUIRED, AtMost(500)])


class TakeShareForm(BaseForm):
    """A teller takes their share of the key."""


class ShareForm(BaseForm):
    """A share as it was printed, scanned or typed."""

    share = StringField("Mảnh chìa khóa", [REQUIRED, AtMost(60)])


class HandOutForm(BaseForm):
    """Who was handed a paper just now."""

    members = Ticks("Đã nhận phiếu giấy", [REQUIRED], coerce=UUID)

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer those who have neither voted nor been handed a paper."""
        self.members.choices = choices_from((str(key), name) for key, name in people)


def paper_form(questions: Mapping[UUID, str]) -> type[BaseForm]:
    """Return the form of one ballot: a row of choices for each question, named by its place."""
    fields: dict[str, Any] = {
        f"question_{place}": RadioField(
            text, [InputRequired("Hãy chọn một ý kiến.")], choices=choices_from(_CHOICES)
        )
        for place, text in enumerate(questions.values())
    }

    def options(form: BaseForm) -> dict[UUID, int]:
        return {
            question: int(form[f"question_{place}"].data)
            for place, question in enumerate(questions)
        }

    return type("PaperForm", (BaseForm,), {**fields, "options": property(options)})


class CastForm(BaseForm):
    """The sealed envelopes as the review page gave them."""

    envelopes = HiddenField(validators=[REQUIRED, AtMost(100_000)])
    proof = HiddenField(validators=[REQUIRED, AtMost(200)])

    @property
    def written(self) -> dict[UUID, str]:
        """The envelopes by question; what is not ours is no envelope at all."""
        try:
            said = json.loads(self.envelopes.data or "")
            return {UUID(question): str(sealed) for question, sealed in said.items()}
        except (ValueError, AttributeError, TypeError):
            return {}


def count_form(questions: Mapping[UUID, str]) -> type[VersionedForm]:
    """Return the tally sheet of paper ballots: four figures, and three for each question."""
    fields: dict[str, Any] = {
        "issued": IntegerField("Số phiếu phát ra", _COUNT),
        "returned": IntegerField("Số phiếu thu về", _COUNT),
        "valid": IntegerField("Số phiếu hợp lệ", _COUNT),
        "invalid": IntegerField("Số phiếu không hợp lệ", _COUNT, default=0),
    }
    for place, text in enumerate(questions.values()):
        fields[f"in_favour_{place}"] = IntegerField(f"{text}: tán thành", _COUNT)
        fields[f"against_{place}"] = IntegerField(f"{text}: không tán thành", _COUNT, default=0)
        fields[f"other_{place}"] = IntegerField(f"{text}: ý kiến khác", _COUNT, default=0)

    def count(form: BaseForm) -> PaperCount:
        tallies = {
            question: Tally(
                form[f"in_favour_{place}"].data,
                form[f"against_{place}"].data,
                form[f"other_{place}"].data,
            )
            for place, question in enumerate(questions)
        }
        return PaperCount(
            form["issued"].data,
            form["returned"].data,
            form["valid"].data,
            form["invalid"].data,
            tallies,
        )

    return type("CountForm", (VersionedForm,), {**fields, "count": property(count)})
