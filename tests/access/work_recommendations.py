"""What an organisation asks: a question that waits, one that was answered, one asked of itself."""

from partywork.core.actor import Desk
from partywork.recommendations import service
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject
from tests.access.sides import TODAY
from tests.access.work import Builder


def build(builder: Builder) -> None:
    """Write down the questions of one side and answer one of them."""
    side = builder.side
    builder.freeze(TODAY)
    builder.keep("asked-recommendation", recommendation_id=_asked(builder, Addressee.COMMITTEE))
    builder.keep("inner-recommendation", recommendation_id=_asked(builder, Addressee.CELL))
    answered = _asked(builder, Addressee.COMMITTEE)
    service.answer(
        builder.make.office(Desk.CLERICAL),
        answered,
        version=1,
        words=side.word("Trả lời"),
        answered_on=TODAY,
    )
    builder.keep("answered-recommendation", recommendation_id=answered)
    builder.keep("open-answer", **side.objects["open"] | {"recommendation_id": answered})


def _asked(builder: Builder, addressee: Addressee) -> object:
    side = builder.side
    asks = side.secretary if builder.is_cell else builder.make.office(Desk.CLERICAL)
    asked = Asked(
        text=side.word("Kiến nghị"),
        subject=Subject.CONDITIONS,
        addressee=addressee,
        raised_on=TODAY,
        raised_by_id=side.deputy.member_id if builder.is_cell else None,
    )
    return service.record(asks, side.organisation.id, asked).id
