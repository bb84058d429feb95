"""After a death: what has followed by itself, what is left to do, and noting what was done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Organisation
from partywork.cells.pages.events import counting
from partywork.cells.rules.death import Step, check_step, details_of, steps
from partywork.cells.rules.event_fields import details_in_words
from partywork.cells.service import events, members
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import DeathStep, EventKind
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible, require

_NOT_YOURS = "Việc này do tổ chức của văn phòng Đảng ủy hoặc bí thư, phó bí thư chi bộ ghi."


@dataclass(frozen=True, slots=True)
class Death:
    """The death of a member and what follows from it."""

    member: Member
    cell: Organisation
    died_on: date
    badges: tuple[str, ...]
    steps: tuple[Step, ...]
    may_note: bool

    @property
    def left(self) -> tuple[DeathStep, ...]:
        """What is not done yet."""
        return tuple(one.step for one in self.steps if one.done_on is None)


def open_death(actor: Actor, member_id: UUID) -> Death:
    """Return the steps after a recorded death; without one there is no such page."""
    member, cell = members.get(actor, member_id), members.cell_of(actor, member_id)
    happened = counting(events.of_member(actor, member_id))
    died = next((one for one in happened if one.kind is EventKind.DIED), None)
    if died is None or cell is None:
        raise NotVisible()
    supplements = [one for one in happened if one.kind is EventKind.FILE_SUPPLEMENTED]
    return Death(
        member=member,
        cell=cell,
        died_on=died.happened_on,
        badges=tuple(_badge(one) for one in happened if one.kind is EventKind.BADGE_AWARDED),
        steps=steps((one.happened_on, one.details) for one in supplements),
        may_note=policy.may_record_event(actor, cell, EventKind.FILE_SUPPLEMENTED, member_id),
    )


def _badge(event: MemberEvent) -> str:
    return details_in_words(event.kind, event.details)


def note_step(
    actor: Actor, member_id: UUID, *, step: DeathStep, done_on: date, words: str
) -> MemberEvent:
    """Note that a step was done, as a supplement to the file of the member."""
    death = open_death(actor, member_id)
    require(death.may_note, _NOT_YOURS)
    check_step(death.steps, step, done_on, death.died_on)
    new = NewEvent(
        kind=EventKind.FILE_SUPPLEMENTED,
        happened_on=done_on,
        cell_id=death.cell.id,
        details=details_of(step, words),
    )
    return events.record(actor, member_id, new)
