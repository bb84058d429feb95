"""Letting everything follow from the events of a member: standings, days, card, name."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import or_

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.rules.history import (
    CellDays,
    Event,
    History,
    Limits,
    Number,
    Spell,
    history_of,
)
from partywork.cells.rules.history.events import in_order
from partywork.cells.terms import EventKind
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import RuleBroken
from partywork.core.text import fold, name_sort_key
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_DERIVED = (
    "admitted_on",
    "ceremony_on",
    "official_on",
    "party_age_from",
    "card_number",
    "card_issued_on",
    "card_kind",
)
FORMER_NAME = "former_name"
# By this an event tells that it came with a list and goes when the list is taken back.
FROM_LIST = "from_list"


_NUMBERS = {
    "probation_months": ProvisionKey.PROBATION_MONTHS,
    "probation_ends_in_month": ProvisionKey.PROBATION_ENDS_IN_MONTH,
    "readmission_months": ProvisionKey.READMISSION_MONTHS,
    "admission_age": ProvisionKey.ADMISSION_AGE_MIN,
    "readmissions": ProvisionKey.READMISSION_MOST,
    "badge_early_months": ProvisionKey.BADGE_EARLY_MONTHS,
    "badge_senior_years": ProvisionKey.BADGE_SENIOR_YEARS,
    "badge_early_months_senior": ProvisionKey.BADGE_EARLY_MONTHS_SENIOR,
    "badge_posthumous_months": ProvisionKey.BADGE_POSTHUMOUS_MONTHS,
    "probation_checked_from": ProvisionKey.PROBATION_CHECKED_FROM,
}


def limits() -> Limits:
    """Return what lives are held against: the provisions, and the days of the cells."""
    ever = provisions.values_ever(_NUMBERS.values())
    numbers = {
        name: tuple(Number(one.valid_from, one.value) for one in ever[key])
        for name, key in _NUMBERS.items()
    }
    return Limits(**numbers, cells=_days_of_cells())


def _days_of_cells() -> dict[UUID, CellDays]:
    query = policy.visible_organisations(system(clock.today())).where(
        or_(Organisation.established_on.is_not(None), Organisation.dissolved_on.is_not(None))
    )
    return {
        one.id: CellDays(one.name, one.established_on, one.dissolved_on)
        for one in db.session.scalars(query)
    }


def events_of(member_id: UUID, day: date) -> list[MemberEvent]:
    """Return every event of a member, whoever asks: a life follows from all of them."""
    query = policy.visible_events(system(day)).where(MemberEvent.member_id == member_id)
    return list(db.session.scalars(query.order_by(MemberEvent.sequence)))


def follow(
    member: Member, events: Iterable[MemberEvent], held: Limits, newest: MemberEvent
) -> History:
    """Let the standings and the derived fields of a member follow from the events.

    Raises `RuleBroken`, with nothing changed, when `newest` cannot stand among the others.
    """
    events = list(events)
    history = foretell(member, events, held, newest)
    _derive(member, history)
    if newest.kind is EventKind.RENAMED or _mends_name(newest, events):
        _rename(member, history.full_name or _first_name(events))
    _sync(member, history.spells)
    if not in_order(read(one) for one in events):
        _void(member)
    elif member.voided_on is not None:
        _bring_back(member)
    return history


def _void(member: Member) -> None:
    """Let the numbers of somebody entered by mistake bar nobody; what is written stays sealed."""
    member.voided_on = clock.today()
    member.citizen_id_digest = member.phone_digest = None


def _bring_back(member: Member) -> None:
    """Let a record count again whose person is entered anew; nobody else took its number since."""
    number = member.citizen_id
    if number is not None:
        query = policy.visible_members(system(member.born_on)).where(
            Member.citizen_id_digest == Member.citizen_id.digest(number), Member.id != member.id
        )
        if db.session.scalar(query) is not None:
            raise RuleBroken("Số căn cước của hồ sơ này nay ghi ở hồ sơ của đồng chí khác.")
    member.citizen_id, member.phone = number, member.phone
    member.voided_on = None


def begin(member: Member, events: Iterable[MemberEvent], held: Limits) -> None:
    """Add somebody new with what follows from their first events."""
    history = history_of([read(one) for one in events], held, member.born_on)
    _derive(member, history)
    db.session.add(member)
    db.session.add_all(_row(member, one) for one in history.spells)


def _derive(member: Member, history: History) -> None:
    for name in _DERIVED:
        setattr(member, name, getattr(history, name))


def foretell(
    member: Member, events: Iterable[MemberEvent], held: Limits, newest: MemberEvent
) -> History:
    """Return what would follow from the events, or refuse as `follow` does; nothing is written."""
    history = history_of([read(one) for one in events], held, member.born_on, newest.id)
    _check_card(member, history.card_number)
    return history


def read(event: MemberEvent) -> Event:
    """Return an event as the rules read it."""
    return Event(
        key=event.id,
        sequence=event.sequence,
        kind=event.kind,
        happened_on=event.happened_on,
        cell=event.organisation_id,
        until_on=event.until_on,
        decided_on=event.decided_on,
        document_number=event.document_number,
        status=event.status,
        other_cell=event.other_organisation_id,
        corrects=event.corrects_id,
        details=event.details,
    )


def _check_card(member: Member, number: str | None) -> None:
    if number is None or number == member.card_number:
        return
    query = policy.visible_members(system(member.born_on)).where(
        Member.card_number == number, Member.id != member.id
    )
    if db.session.scalar(query) is not None:
        raise RuleBroken("Số thẻ đảng viên này đã ghi cho đồng chí khác.", "details")


def _mends_name(newest: MemberEvent, events: Iterable[MemberEvent]) -> bool:
    return any(one.id == newest.corrects_id and one.kind is EventKind.RENAMED for one in events)


def _first_name(events: Iterable[MemberEvent]) -> str:
    renamed = [one for one in events if one.kind is EventKind.RENAMED]
    return str(min(renamed, key=lambda one: one.sequence).details[FORMER_NAME])


def _rename(member: Member, full_name: str) -> None:
    member.full_name = full_name
    member.folded_name = fold(full_name)
    member.name_sort_key = name_sort_key(full_name)


def _sync(member: Member, spells: Iterable[Spell]) -> None:
    """Make the memberships those spells; a row stays the same row while cell, status, day do.

    What ends earlier is written before what begins, so that the database, too, never sees a
    member in two cells.
    """
    query = policy.visible_memberships(system(member.born_on)).where(
        Membership.member_id == member.id
    )
    rows = {
        (one.organisation_id, one.status, one.starts_on): one for one in db.session.scalars(query)
    }
    wanted = {(one.cell, one.status, one.starts_on): one for one in spells}
    for key, row in rows.items():
        if key not in wanted:
            db.session.delete(row)
    kept = [(rows[key], one) for key, one in wanted.items() if key in rows]
    for row, one in kept:
        if one.ends_on is not None and (row.ends_on is None or one.ends_on < row.ends_on):
            row.ends_on = one.ends_on
    db.session.flush()
    for row, one in kept:
        row.ends_on = one.ends_on
        row.joining_reason = one.joining_reason
        row.leaving_reason = one.leaving_reason
        row.document_number = one.document_number
    db.session.flush()
    db.session.add_all(_row(member, one) for key, one in wanted.items() if key not in rows)
    db.session.flush()


def _row(member: Member, spell: Spell) -> Membership:
    return Membership(
        organisation_id=spell.cell,
        member_id=member.id,
        status=spell.status,
        starts_on=spell.starts_on,
        ends_on=spell.ends_on,
        joining_reason=spell.joining_reason,
        leaving_reason=spell.leaving_reason,
        document_number=spell.document_number,
    )
