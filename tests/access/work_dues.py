"""The register of dues of a cell: a settled quarter, an open month, a relief."""

from datetime import date

from partywork.core.periods import Month, Quarter
from partywork.dues.rules.amounts import Declared
from partywork.dues.service import beginning, collecting, declaring, relieving, settling
from partywork.dues.terms import DuesGroup, PaymentWay, ReliefGround, ReliefPercent
from tests.access.work import Builder

_MONTHS = tuple(Month(2026, number) for number in (7, 8, 9))


def build(builder: Builder) -> None:
    """Keep the dues of a cell since July; October is open, the third quarter settled."""
    side, cell = builder.side, builder.side.organisation
    builder.freeze(date(2026, 10, 3))
    beginning.begin(side.secretary, cell.id, version=0, from_month=_MONTHS[0])
    for person in side.people:
        own = person.id == side.secretary.member_id
        officer = side.deputy if own else side.secretary
        opened = declaring.for_writing_down(officer, person.id)
        declaring.declare(
            officer,
            person.id,
            version=opened.version,
            declared=Declared(DuesGroup.PENSIONER, 8_000_000, 60_000),
            from_month=_MONTHS[0],
            higher_decision=side.word("CV"),
            letter_number=side.word("GGT"),
        )
    relief = relieving.relieve(
        side.secretary,
        side.people[2].id,
        ground=ReliefGround.HARDSHIP,
        percent=ReliefPercent.FIFTY,
        from_month=_MONTHS[0],
        to_month=Month(2026, 12),
        decision_number=side.word("NQ"),
        decided_on=date(2026, 7, 5),
    )
    for month in _MONTHS:
        collecting.collect(
            side.secretary,
            cell.id,
            month,
            member_ids=[person.id for person in side.people[1:4]],
            paid_on=month.day(5),
            way=PaymentWay.CASH,
        )
        collecting.close_month(side.secretary, cell.id, month)
    quarter = Quarter(2026, 3)
    settled = settling.settle(side.secretary, cell.id, quarter)
    settling.hand_up(
        side.secretary,
        cell.id,
        quarter,
        version=settled.version,
        receipt_number=side.word("PT"),
        handed_on=date(2026, 10, 2),
    )
    builder.keep("dues_of_secretary", cell_id=cell.id, member_id=side.secretary.member_id)
    builder.keep("dues", cell_id=cell.id, member_id=side.people[2].id, relief_id=relief.id)
