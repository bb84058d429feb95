"""Recording what happens in the life of a member; standings and dates follow from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Organisation
from partywork.cells.rules.history import (
    Limits,
    check_day,
    check_lasting,
    check_mended_alone,
    check_signed,
)
from partywork.cells.rules.own_pages import check_grounded, check_undone_here
from partywork.cells.service import ended_offices, lives, members, origins, placing
from partywork.cells.service.new_events import NewEvent, again, built
from partywork.cells.terms import EventKind, OwnPage
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret

__all__ = [
    "NewEvent",
    "apply",
    "begin",
    "correct",
    "for_mending",
    "for_taking_back",
    "of_member",
    "prolong",
    "record",
    "refusal",
    "take_back",
    "void",
]

_NOT_YOURS = "Việc này do tổ chức của văn phòng Đảng ủy hoặc cấp ủy chi bộ ghi vào sổ."
_NOT_YOURS_TO_MEND = "Chỉ tổ chức của văn phòng Đảng ủy được đính chính, hủy sự kiện ghi nhầm."
_ALREADY_MENDED = "Sự kiện này đã được đính chính hoặc hủy."


def of_member(actor: Actor, member_id: UUID) -> list[MemberEvent]:
    """Return the events the actor may see of a member, in the order they happened."""
    query = (
        policy.visible_events(actor)
        .where(MemberEvent.member_id == member_id)
        .options(joinedload(MemberEvent.organisation), joinedload(MemberEvent.other_organisation))
        .order_by(MemberEvent.happened_on, MemberEvent.sequence)
    )
    return list(db.session.scalars(query))


def record(actor: Actor, member_id: UUID, new: NewEvent) -> MemberEvent:
    """Record one event of a member, alone: the use case behind the page «Ghi sự kiện»."""
    with transaction():
        cell = _cell(actor, new.cell_id)
        require(policy.may_record_event(actor, cell, new.kind, member_id), _NOT_YOURS)
        event = apply(actor, member_id, new)
        _write_trail(actor, "member.record_event", event, cell)
    return event


def apply(actor: Actor, member_id: UUID, new: NewEvent) -> MemberEvent:
    """Add an event to the running transaction of another use case and let its effects follow.

    Raises `RuleBroken` when it cannot follow on what was recorded. The caller writes the audit
    entry and has asked its own policy; here only the member must be visible, or new.
    """
    if new.origin is not None:
        check_grounded(
            new.kind,
            document_number=new.document_number,
            decided_on=new.decided_on,
            deciding_body=new.deciding_body,
        )
    origins.check_still_there(actor, (new.cell_id, new.other_organisation_id), new.happened_on)
    return _append(_member(actor, member_id), new, actor=actor, held=lives.limits())


def begin(actor: Actor, member: Member, news: Iterable[NewEvent], held: Limits) -> None:
    """Add somebody new to the register with their first events, without asking the database.

    Raises `RuleBroken`, with nothing added, when the events cannot follow on each other.
    """
    first = [
        built(member, new, actor=actor, sequence=number, corrects=None)
        for number, new in enumerate(news, start=1)
    ]
    lives.begin(member, first, held)
    db.session.add_all(first)


def correct(actor: Actor, event_id: UUID, new: NewEvent) -> MemberEvent:
    """Put an event of the same kind in the place of one that was recorded wrongly.

    The wrong one stays readable; everything follows from the new one alone.
    """
    with transaction():
        wrong, cell = _to_mend(actor, event_id)
        check_undone_here(wrong.origin, new.origin)
        if new.kind is not wrong.kind:
            raise RuleBroken(
                "Đính chính không đổi loại sự kiện; hãy hủy sự kiện ghi nhầm rồi ghi lại.", "kind"
            )
        event = _correct(actor, wrong, new)
        _write_trail(actor, "member.correct_event", event, cell)
    return event


def _correct(actor: Actor, wrong: MemberEvent, new: NewEvent) -> MemberEvent:
    ended_offices.give_back_offices(wrong)
    member = _member(actor, wrong.member_id)
    return _append(member, new, actor=actor, held=lives.limits(), corrects=wrong)


def prolong(actor: Actor, event_id: UUID, page: OwnPage, until_on: date) -> MemberEvent:
    """Correct the last day of an event inside the use case of the page that recorded it.

    All else it says stays; the caller changes its own record and writes the audit entry.
    """
    wrong = for_taking_back(actor, event_id, page)
    return _correct(actor, wrong, replace(again(wrong, wrong.organisation_id), until_on=until_on))


def void(actor: Actor, event_id: UUID, reason: str) -> MemberEvent:
    """Take an event recorded by mistake out of the life; it stays readable with the reason."""
    with transaction():
        wrong, cell = _to_mend(actor, event_id)
        check_undone_here(wrong.origin, None)
        event = _void(actor, wrong, reason)
        _write_trail(actor, "member.void_event", event, cell)
    return event


def _void(actor: Actor, wrong: MemberEvent, reason: str) -> MemberEvent:
    ended_offices.give_back_offices(wrong)
    new = NewEvent(
        kind=EventKind.VOIDED,
        happened_on=wrong.happened_on,
        cell_id=wrong.organisation_id,
        note=reason,
    )
    member = members.get(system(actor.day), wrong.member_id)
    return _append(member, new, actor=actor, held=lives.limits(), corrects=wrong)


def take_back(actor: Actor, event_id: UUID, page: OwnPage, reason: str) -> MemberEvent:
    """Void an event inside the use case of the page that recorded it; returns the voided one.

    The caller undoes its own record and writes the audit entry.
    """
    wrong = for_taking_back(actor, event_id, page)
    _void(actor, wrong, reason)
    return wrong


def for_taking_back(actor: Actor, event_id: UUID, page: OwnPage) -> MemberEvent:
    """Return an event that still counts, recorded by that page, if the actor may void it."""
    wrong, _cell_of_it = _to_mend(actor, event_id)
    if wrong.origin is not page:
        raise NotVisible()
    return wrong


def for_mending(actor: Actor, event_id: UUID) -> MemberEvent:
    """Return an event that still counts, if the actor may correct or void it."""
    return _to_mend(actor, event_id)[0]


def refusal(actor: Actor, member_id: UUID, new: NewEvent) -> RuleBroken | None:
    """Say why an event could not be recorded now; nothing is written.

    A refusal whose `field` is one the page has not asked for yet only says that it is needed.
    """
    member = _member(actor, member_id)
    event = built(member, new, actor=actor, sequence=0, corrects=None)
    known = lives.events_of(member.id, actor.day)
    try:
        check_day(new.kind, new.happened_on, clock.today())
        lives.foretell(member, [*known, event], lives.limits(), event)
    except RuleBroken as refused:
        return refused
    return None


def _to_mend(actor: Actor, event_id: UUID) -> tuple[MemberEvent, Organisation]:
    query = policy.visible_events(actor).where(MemberEvent.id == event_id)
    wrong = db.session.scalar(query.options(joinedload(MemberEvent.organisation)))
    if wrong is None:
        raise NotVisible()
    cell = wrong.organisation
    require(policy.may_mend_events(actor, cell, wrong.member_id), _NOT_YOURS_TO_MEND)
    mended = policy.visible_events(system(actor.day)).where(MemberEvent.corrects_id == wrong.id)
    if wrong.kind is EventKind.VOIDED or db.session.scalar(mended) is not None:
        raise RuleBroken(_ALREADY_MENDED)
    check_mended_alone(wrong.kind)
    return wrong, cell


def _cell(actor: Actor, cell_id: UUID) -> Organisation:
    found = db.session.scalar(policy.visible_cells(actor).where(Organisation.id == cell_id))
    if found is None:
        raise NotVisible()
    return found


def _member(actor: Actor, member_id: UUID) -> Member:
    """Return a member the actor sees, or one without any event: just added to the register."""
    if lives.events_of(member_id, actor.day):
        return members.get(actor, member_id)
    return members.get(system(actor.day), member_id)


def _append(
    member: Member,
    new: NewEvent,
    *,
    actor: Actor,
    held: Limits,
    corrects: MemberEvent | None = None,
) -> MemberEvent:
    typed = (text for text in new.details.values() if isinstance(text, str))
    refuse_secret(new.document_number, new.deciding_body, new.other_place, new.note, *typed)
    check_day(new.kind, new.happened_on, clock.today())
    check_lasting(new.happened_on, new.until_on)
    check_signed(new.decided_on, clock.today())
    lock_for_update(f"member {member.id}")
    known = lives.events_of(member.id, actor.day)
    sequence = max((one.sequence for one in known), default=0) + 1
    event = built(member, new, actor=actor, sequence=sequence, corrects=corrects)
    history = lives.follow(member, [*known, event], held, event)
    ended = ended_offices.end_offices(event)
    if ended:
        before = event.details.get(ended_offices.ENDED_OFFICES, {})
        event.details = {**event.details, ended_offices.ENDED_OFFICES: {**before, **ended}}
    db.session.add(event)
    db.session.flush()
    placing.put_right(actor, member, [*known, event], history.misplaced)
    return event


def _write_trail(actor: Actor, action: str, event: MemberEvent, cell: Organisation) -> None:
    audit.record(
        actor,
        action,
        event,
        organisation_path=cell.path,
        kind=event.kind,
        happened_on=event.happened_on,
        decision=event.document_number,
    )
