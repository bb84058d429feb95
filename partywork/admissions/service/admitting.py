"""Letting a decision to admit, and the ceremony after it, make the member and their events."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.rules import readmission as rules
from partywork.admissions.service import identity, prospects
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import ProcedureKind, ProspectStage, SponsorKind, Step
from partywork.cells.models import Member
from partywork.cells.rules.history.joining import later_by_gap
from partywork.cells.service import events, records
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, OwnPage
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id

SEALED = ("phone", "email", "residence", "citizen_id")
# What a former record is brought up to date with.
_NEWER = ("occupation", "workplace", *SEALED)


def event_of(procedure: Procedure, kind: EventKind, happened_on: date) -> NewEvent:
    """Return an event of the member of a file, with the decision behind it."""
    return NewEvent(
        kind=kind,
        happened_on=happened_on,
        cell_id=procedure.organisation_id,
        document_number=procedure.decision_number,
        decided_on=procedure.decided_on,
        deciding_body=procedure.deciding_body,
        has_paper=True,
        origin=OwnPage.ADMISSIONS,
        source_id=procedure.id,
    )


def admit(actor: Actor, procedure: Procedure, decided_on: date) -> None:
    """Make the member of an admission, inside the running transaction.

    What is known of the prospect moves to the record and is emptied. Only the first admission is
    an event now; a readmission is one event, on the day of its ceremony.
    """
    prospect = procedure.prospect
    if prospect is None or prospect.born_on is None:
        raise RuleBroken("Hồ sơ kết nạp phải từ danh sách quần chúng ưu tú.")
    _check_readmission(procedure, decided_on)
    identity.check_file(procedure, actor.day)
    identity.check_known(prospect)
    former = procedure.member
    if former is None:
        member = _new_member(procedure, prospect, prospect.born_on)
    else:
        member = former
        _bring_up_to_date(actor, procedure, former, prospect)
    prospects.empty(prospect)
    prospect.member_id = procedure.member_id = member.id
    prospect.stage, prospect.closed_on = ProspectStage.DECIDED, decided_on
    if procedure.kind is ProcedureKind.ADMISSION:
        new = event_of(procedure, EventKind.ADMISSION_DECIDED, decided_on)
        events.apply(actor, member.id, new)


def _check_readmission(procedure: Procedure, decided_on: date) -> None:
    if procedure.readmission is None:
        return
    terms = limits_on(decided_on).readmission
    is_given = any(one.step is Step.UPPER_CONSENT for one in procedure.steps)
    rules.check_consent(is_given=is_given, is_needed=terms.needs_consent)


def _new_member(procedure: Procedure, prospect: Prospect, born_on: date) -> Member:
    member = Member(
        id=new_id(),
        full_name=prospect.full_name,
        folded_name=prospect.folded_name,
        name_sort_key=prospect.name_sort_key,
        born_on=born_on,
        sex=prospect.sex,
        occupation=prospect.occupation,
        workplace=prospect.workplace,
        sponsors=_sponsors_of(procedure),
    )
    for name in SEALED:
        setattr(member, name, getattr(prospect, name))
    db.session.add(member)
    db.session.flush()
    return member


def _bring_up_to_date(
    actor: Actor, procedure: Procedure, member: Member, prospect: Prospect
) -> None:
    """Write into a former record what the cell knows anew; the trail names the fields."""
    newer = {name: getattr(prospect, name) for name in _NEWER}
    values = {name: value for name, value in newer.items() if value}
    changed = records.change(actor, member, {**values, "sponsors": _sponsors_of(procedure)})
    records.note_change(actor, member, procedure.organisation, changed)


def _sponsors_of(procedure: Procedure) -> str | None:
    names = [
        one.member.full_name if one.member else one.union_name or one.kind.label
        for one in sorted(procedure.sponsors, key=lambda one: one.kind is not SponsorKind.MEMBER)
    ]
    return ", ".join(names) or None


def join(actor: Actor, procedure: Procedure, member_id: UUID, held_on: date) -> None:
    """Let the ceremony make a probationary member, for the first time or again.

    Before it no list of members shows the person; hence the system's eyes.
    """
    registrar = replace(actor, is_system=True)
    if procedure.readmission is None:
        new = event_of(procedure, EventKind.ADMITTED, held_on)
    else:
        again = event_of(procedure, EventKind.ADMITTED_AGAIN, held_on)
        new = replace(again, details=_past_in_words(procedure, held_on))
    events.apply(registrar, member_id, new)


def _past_in_words(procedure: Procedure, held_on: date) -> dict[str, str]:
    """Return when a readmitted person had left, and Party age where no record here tells it."""
    past = procedure.readmission
    if past is None:
        return {}
    told = {"left_on": past.left_on.isoformat()}
    if past.admitted_before_on is not None:
        decided_on = procedure.decided_on or held_on
        since = later_by_gap(past.admitted_before_on, past.left_on, decided_on)
        told["party_age_from"] = since.isoformat()
    return told
