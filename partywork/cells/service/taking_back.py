"""After somebody left the Party: the card and the badges the cell takes back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Organisation
from partywork.cells.pages.events import counting
from partywork.cells.rules.event_fields import details_in_words
from partywork.cells.rules.taking_back import (
    TakenBack,
    check_taking_back,
    details_of,
    taken_back,
)
from partywork.cells.service import events, members
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible, require

_DESK_ONLY = "Việc thu hồi thẻ do tổ chức của văn phòng Đảng ủy ghi."


@dataclass(frozen=True, slots=True)
class Return:
    """What somebody who left the Party has to give back, and whether they did."""

    member: Member
    cell: Organisation
    badges: tuple[str, ...]
    found: TakenBack
    may_note: bool


def open_return(actor: Actor, member_id: UUID) -> Return:
    """Return what is to be taken back; of who has nothing to give back there is no such page."""
    member, cell = members.get(actor, member_id), members.cell_of(actor, member_id)
    happened = counting(events.of_member(actor, member_id))
    found = taken_back(
        ((one.kind, one.happened_on, one.details) for one in happened),
        held_card=member.card_number is not None or member.official_on is not None,
    )
    if found is None or cell is None:
        raise NotVisible()
    awarded = (one for one in happened if one.kind is EventKind.BADGE_AWARDED)
    return Return(
        member=member,
        cell=cell,
        badges=tuple(details_in_words(one.kind, one.details) for one in awarded),
        found=found,
        may_note=policy.may_record_event(actor, cell, EventKind.FILE_SUPPLEMENTED, member_id),
    )


def note_return(actor: Actor, member_id: UUID, *, done_on: date, words: str) -> MemberEvent:
    """Note that the card came back and where it is kept, as a supplement to the file."""
    opened = open_return(actor, member_id)
    require(opened.may_note, _DESK_ONLY)
    check_taking_back(opened.found, done_on)
    new = NewEvent(
        kind=EventKind.FILE_SUPPLEMENTED,
        happened_on=done_on,
        cell_id=opened.cell.id,
        details=details_of(words),
    )
    return events.record(actor, member_id, new)
