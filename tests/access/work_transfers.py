"""Transfers of a cell in every state: begun, ready, with a letter, taken in, for a time."""

from datetime import date

from partywork.cells.service import origins
from partywork.cells.terms import Sex
from partywork.core.periods import Month
from partywork.transfers.models import Transfer
from partywork.transfers.service import coming, going
from partywork.transfers.service.coming import Arrival
from partywork.transfers.service.typed import Paper, Stay
from tests.access.work import Builder

_DAY = date(2026, 10, 1)


def build(builder: Builder) -> None:
    """Begin one transfer of each kind, with people of its own so that nobody else is touched."""
    builder.freeze(_DAY)
    side = builder.side
    desk = builder.make.office()
    letter = Paper(side.word("GGT"), _DAY)
    for state, is_ready, has_letter in (
        ("transfer-started", False, False),
        ("transfer-ready", True, False),
        ("transfer-letter", True, True),
    ):
        made = _out(builder)
        if is_ready:
            going.prepare(
                desk,
                made.id,
                version=made.version,
                dues_paid_to=Month(2026, 10),
                has_self_review=True,
            )
        if has_letter:
            going.issue_letter(
                desk,
                made.id,
                version=made.version,
                letter=letter,
                addressed_to=side.word("Đảng ủy"),
            )
        builder.keep(state, transfer_id=made.id)
    received = coming.take_in(
        desk,
        _arrival(builder, 1),
        cell_id=side.organisation.id,
        from_place=side.word("Đảng bộ"),
        received_on=_DAY,
        letter=letter,
    )
    builder.keep("transfer-received", transfer_id=received.id)
    running = coming.welcome(
        desk,
        _arrival(builder, 2),
        cell_id=side.organisation.id,
        from_place=side.word("Đảng bộ"),
        stay=Stay(_DAY, date(2027, 2, 28), is_study=False),
        letter=letter,
    )
    builder.keep("transfer-running", transfer_id=running.id)
    builder.keep("transfer-event", event_id=origins.to_undo(desk, running.id))


def _out(builder: Builder) -> Transfer:
    side = builder.side
    member = builder.make.member(side.organisation, name=side.word("Trần Thị Chuyển"))
    return going.begin_out(
        side.secretary,
        member.id,
        to_place=side.word("Đảng bộ phường"),
        effective_on=_DAY,
        decision=Paper(side.word("QĐ"), _DAY),
    )


def _arrival(builder: Builder, number: int) -> Arrival:
    return Arrival(
        full_name=builder.side.word(f"Lê Thị Đến {number}"),
        born_on=date(1970, 1, number),
        sex=Sex.FEMALE,
        admitted_on=date(2000, 1, 1),
        official_on=date(2001, 1, 1),
    )
