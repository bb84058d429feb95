"""Taking a decision or a ceremony back together with the event it brought about."""

from uuid import UUID

from partywork.admissions import queries
from partywork.admissions.models import Procedure
from partywork.admissions.rules import clocks
from partywork.admissions.service import files
from partywork.admissions.service.admitting import SEALED
from partywork.admissions.terms import ProcedureState, ProspectStage
from partywork.audit import service as audit
from partywork.ballots.service import outcomes
from partywork.cells.models import MemberEvent
from partywork.cells.service import events
from partywork.cells.terms import EventKind, OwnPage
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import NotVisible
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret


def undo(actor: Actor, event_id: UUID, reason: str) -> Procedure:
    """Void what a file recorded; the file stands again where it stood before.

    An admission that is undone gives what it took from the prospect back; the emptied record keeps
    the struck out event and is used again when the decision is recorded anew.
    """
    with transaction():
        check_needed(reason=reason)
        refuse_secret(reason)
        wrong = events.take_back(actor, event_id, OwnPage.ADMISSIONS, reason)
        procedure = _file_of(actor, wrong)
        match wrong.kind:
            case EventKind.ADMISSION_DECIDED:
                _give_back(procedure)
                _undecide(procedure)
            case EventKind.ADMITTED | EventKind.ADMITTED_AGAIN:
                _uncelebrate(actor, procedure)
            case _:
                _undecide(procedure)
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.undo",
            procedure,
            organisation_path=procedure.organisation.path,
            kind=wrong.kind,
            day=wrong.happened_on,
        )
    return procedure


def _file_of(actor: Actor, wrong: MemberEvent) -> Procedure:
    if wrong.source_id is None:
        raise NotVisible()
    return files.get(actor, wrong.source_id)


def _undecide(procedure: Procedure) -> None:
    procedure.state = ProcedureState.SENT_UP
    procedure.decided_on = procedure.decision_number = procedure.deciding_body = None
    procedure.committee_members = procedure.committee_in_favour = None
    procedure.stopped_on = procedure.stopping_reason = None
    outcomes.forget(procedure.id)


def _give_back(procedure: Procedure) -> None:
    prospect, member = procedure.prospect, procedure.member
    if prospect is None or member is None:
        return
    prospect.born_on = member.born_on
    prospect.occupation, prospect.workplace = member.occupation, member.workplace
    for name in SEALED:
        setattr(prospect, name, getattr(member, name))
        setattr(member, name, None)
    prospect.stage, prospect.closed_on = ProspectStage.PROPOSED, None
    prospect.member_id = None


def _uncelebrate(actor: Actor, procedure: Procedure) -> None:
    """Wait for the ceremony again; a file for the end of that probation ends with it."""
    if procedure.member_id is not None:
        found = queries.confirmations_of(actor, [procedure.member_id]).get(procedure.member_id)
        if found is not None and found.ceremony_on == procedure.ceremony_on:
            clocks.check_state(found.state, ProcedureState.PREPARING)
            found.state, found.ceremony_on = ProcedureState.STOPPED, None
            found.stopped_on = clock.today()
            found.stopping_reason = "Hủy lễ kết nạp ghi nhầm"
    procedure.state = ProcedureState.DECIDED
    procedure.ceremony_on = procedure.ceremony_minutes = None
    if procedure.prospect is not None:
        procedure.prospect.stage = ProspectStage.DECIDED
        procedure.prospect.closed_on = procedure.decided_on
