"""From the list of speakers into the minutes: who and when is known, what was said is typed."""

from collections.abc import Iterable
from uuid import UUID

from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.meetings.models import Statement
from partywork.meetings.service import minutes
from partywork.rooms import queries
from partywork.rooms.models import Turn


def unwritten(turns: Iterable[Turn], item_id: UUID | None) -> list[Turn]:
    """Return who had the floor on an item and stands in no minutes yet, as they spoke.

    Before the first item the minutes have no place for what is said.
    """
    if item_id is None:
        return []
    spoken = [
        turn
        for turn in turns
        if turn.began_at and turn.item_id == item_id and turn.statement_id is None
    ]
    return sorted(spoken, key=lambda turn: (turn.began_at, turn.id))


def write_down(actor: Actor, meeting_id: UUID, turn_id: UUID, text: str) -> Statement:
    """Write what a speaker said into the minutes of the item, with the hour; once for each turn."""
    with transaction():
        turns = queries.turns_of(actor, meeting_id)
        turn = next((one for one in turns if one.id == turn_id), None)
        if turn is None or turn.began_at is None or turn.item_id is None:
            raise NotVisible()
        # Who ends the turn now waits for its row here, not while this one keeps the trail.
        db.session.refresh(turn, ["statement_id", "version"], with_for_update=True)
        if turn.statement_id is not None:
            raise RuleBroken("Ý kiến này đã ghi vào biên bản.")
        statement = minutes.add_statement(
            actor,
            meeting_id,
            turn.item_id,
            member_id=turn.member_id,
            text=text,
            said_at=turn.began_at,
        )
        turn.statement_id = statement.id
    return statement
