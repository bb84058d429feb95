"""What is decided above the cell, and the ceremony."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from partywork.admissions import policy, queries
from partywork.admissions.models import Procedure
from partywork.admissions.pages.files import clock_of, name_of
from partywork.admissions.rules import clocks, votes
from partywork.admissions.service import admitting, files, voting
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import (
    ProcedureKind,
    ProcedureState,
    ProspectStage,
    Step,
    VoteOutcome,
)
from partywork.audit import service as audit
from partywork.ballots.models import Vote
from partywork.ballots.service import outcomes
from partywork.ballots.terms import VoteSubject
from partywork.cells.rules.event_fields import ELSEWHERE
from partywork.cells.service import events, placing
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.clock import today
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

DESK_ONLY = "Quyết định do ban tổ chức của văn phòng Đảng ủy ghi."


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is typed: number, day, body, and the vote of the committee behind it.

    The figures are those of `vote_id` where the committee voted in the system.
    """

    number: str
    decided_on: date
    body: str
    committee_members: int
    committee_in_favour: int
    vote_id: UUID | None = None


def votes_above(actor: Actor, procedure: Procedure, *, to_strike_off: bool = False) -> list[Vote]:
    """Return the votes of the committees above that may be the one on this person.

    A vote that recognised somebody as official strikes nobody off, and no ordinary vote does: it
    carries with fewer than the two thirds that a striking-off needs.
    """
    subject = VoteSubject.STRIKE_OFF if to_strike_off else votes.SUBJECTS[procedure.kind]
    return outcomes.of_committees(actor, procedure.organisation, (subject,))


def votes_to_choose(
    actor: Actor, procedure: Procedure, *, to_strike_off: bool = False
) -> list[tuple[UUID, str]]:
    """Return these votes as a form offers them."""
    found = votes_above(actor, procedure, to_strike_off=to_strike_off)
    return [(one.id, outcomes.in_words(one)) for one in found]


def for_deciding(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return a file on which the organisation desk records what was decided."""
    procedure = files.get(actor, procedure_id)
    require(policy.may_decide(actor, procedure), DESK_ONLY)
    return procedure


def decide(actor: Actor, procedure_id: UUID, *, version: int, decision: Decision) -> Procedure:
    """Record the decision to admit or to recognise as official.

    An admission makes the member now: the prospect's sealed data moves there and is emptied.
    Until the ceremony the member has no standing in the cell and is found on this file only. A
    readmission goes on with the former record, if the register has it.
    A confirmation makes official from the day the probation ends, whenever it was decided.
    """
    with transaction():
        procedure = for_deciding(actor, procedure_id)
        procedure.expect_version(version)
        _check_decision(procedure, decision)
        if _last_outcome(procedure) is VoteOutcome.REFUSED:
            raise RuleBroken("Chi bộ đã đề nghị xóa tên: hãy ghi quyết định xóa tên.")
        _write(procedure, _as_voted(procedure, decision, votes_above(actor, procedure)))
        if procedure.kind.admits:
            admitting.admit(actor, procedure, decision.decided_on)
        else:
            _confirm(actor, procedure, decision)
        files.touch(procedure)
        _tell_cell(actor, procedure)
        audit.record(
            actor,
            "procedure.decide",
            procedure,
            organisation_path=procedure.organisation.path,
            decision=decision.number,
            day=decision.decided_on,
            in_favour=procedure.committee_in_favour,
        )
    return procedure


def _as_voted(procedure: Procedure, decision: Decision, offered: Sequence[Vote]) -> Decision:
    """Return a decision that enough of the committee carried; it points at the vote chosen."""
    vote = outcomes.chosen(offered, decision.vote_id)
    if vote is not None:
        decision = replace(
            decision, committee_members=vote.roll or 0, committee_in_favour=vote.in_favour or 0
        )
        outcomes.point(procedure.id, vote, decided_on=decision.decided_on)
    votes.check_committee(decision.committee_members, decision.committee_in_favour)
    return decision


def _check_decision(procedure: Procedure, decision: Decision) -> None:
    refuse_secret(decision.number, decision.body)
    clocks.check_state(procedure.state, ProcedureState.SENT_UP)
    voted_on = voting.voted_on(procedure)
    if voted_on is not None:
        clocks.check_decision(voted_on, procedure.sent_up_on, decision.decided_on)
    step = Step.DECISION if procedure.kind.admits else Step.CONFIRMATION_DECISION
    files.check_order(procedure, step, decision.decided_on, "decided_on")


def _last_outcome(procedure: Procedure) -> VoteOutcome | None:
    return procedure.votes[-1].outcome if procedure.votes else None


def _write(procedure: Procedure, decision: Decision) -> None:
    procedure.state = ProcedureState.DECIDED
    procedure.decided_on = decision.decided_on
    procedure.decision_number = decision.number
    procedure.deciding_body = decision.body
    procedure.committee_members = decision.committee_members
    procedure.committee_in_favour = decision.committee_in_favour


def _confirm(actor: Actor, procedure: Procedure, decision: Decision) -> None:
    clock = clock_of(procedure, limits_on(decision.decided_on))
    if clock is None or procedure.member_id is None:
        raise RuleBroken("Chưa ghi ngày tổ chức lễ kết nạp nên chưa tính được thời gian dự bị.")
    if decision.decided_on < clock.official_on:
        raise RuleBroken(
            "Quyết định công nhận chính thức không được trước ngày hết thời gian dự bị "
            f"{clock.official_on:%d/%m/%Y}.",
            "decided_on",
        )
    events.apply(actor, procedure.member_id, _confirmation(procedure, clock.official_on))


def _confirmation(procedure: Procedure, official_on: date) -> NewEvent:
    """Return the event of a confirmation, in the cell of the day on which the probation ended.

    The file, with the meeting and the decision, is of the cell to which the member belongs now.
    Who was in no cell of ours on that day was recognised in none: the row keeps the present one.
    """
    new = admitting.event_of(procedure, EventKind.CONFIRMED, official_on)
    cell_id = None
    if procedure.member_id is not None:
        cell_id = placing.cell_on(procedure.member_id, official_on)
    if cell_id is None:
        return replace(new, details={**new.details, ELSEWHERE: True})
    return replace(new, cell_id=cell_id)


def _tell_cell(actor: Actor, procedure: Procedure) -> None:
    limits = limits_on(actor.day)
    text = f"Quyết định số {procedure.decision_number}."
    if procedure.kind.admits and procedure.decided_on is not None:
        last = clocks.ceremony_deadline(procedure.decided_on, limits.ceremony_days, limits.holidays)
        text += f" Tổ chức lễ kết nạp chậm nhất ngày {display.day(last)}."
    notifications.tell(
        queries.in_order(
            [
                *queries.cell_officers(procedure.organisation_id, actor.day),
                procedure.helper_id,
            ]
        ),
        NoticeKind.REMINDER,
        title=f"Có quyết định: {procedure.kind.label.lower()}, đồng chí {name_of(procedure)}",
        text=text,
        path=f"/admissions/files/{procedure.id}",
    )


def celebrate(
    actor: Actor, procedure_id: UUID, *, version: int, held_on: date, minutes_number: str
) -> Procedure:
    """Record the ceremony: from this day the person is a probationary member of the cell."""
    with transaction():
        procedure = files.for_preparing(actor, procedure_id)
        procedure.expect_version(version)
        refuse_secret(minutes_number)
        clocks.check_state(procedure.state, ProcedureState.DECIDED)
        if not procedure.kind.admits or procedure.member_id is None:
            raise RuleBroken("Lễ kết nạp chỉ có trong hồ sơ kết nạp.")
        if procedure.decided_on is not None:
            clocks.check_ceremony(procedure.decided_on, held_on)
        files.check_order(procedure, Step.CEREMONY, held_on, "held_on")
        procedure.ceremony_on, procedure.ceremony_minutes = held_on, minutes_number or None
        procedure.state = ProcedureState.CELEBRATED
        if procedure.prospect is not None:
            procedure.prospect.stage = ProspectStage.ADMITTED
            procedure.prospect.closed_on = held_on
        admitting.join(actor, procedure, procedure.member_id, held_on)
        files.complete_if_done(procedure, actor.day)
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.celebrate",
            procedure,
            organisation_path=procedure.organisation.path,
            day=held_on,
        )
    return procedure


def strike_off(actor: Actor, procedure_id: UUID, *, version: int, decision: Decision) -> Procedure:
    """Record the decision to strike a probationary member off, as the cell proposed."""
    with transaction():
        procedure = for_deciding(actor, procedure_id)
        procedure.expect_version(version)
        is_confirmation = procedure.kind is ProcedureKind.CONFIRMATION
        if not is_confirmation or _last_outcome(procedure) is VoteOutcome.AGREED:
            raise RuleBroken("Chi bộ không đề nghị xóa tên đảng viên dự bị này.")
        _check_decision(procedure, decision)
        offered = votes_above(actor, procedure, to_strike_off=True)
        _write(procedure, _as_voted(procedure, decision, offered))
        procedure.state = ProcedureState.STOPPED
        procedure.stopped_on = decision.decided_on
        procedure.stopping_reason = EventKind.PROBATIONER_STRUCK_OFF.label
        if procedure.member_id is not None:
            kind = EventKind.PROBATIONER_STRUCK_OFF
            new = admitting.event_of(procedure, kind, decision.decided_on)
            events.apply(actor, procedure.member_id, new)
        _tell_cell(actor, procedure)
        audit.record(
            actor,
            "procedure.strike_off",
            procedure,
            organisation_path=procedure.organisation.path,
            decision=decision.number,
            day=decision.decided_on,
        )
    return procedure


def send_back(
    actor: Actor, procedure_id: UUID, *, version: int, returned_on: date, reason: str
) -> Procedure:
    """Give a file back to the cell, which completes its papers and reviews once more.

    For what the level above does not agree with, either way: only a decision ends a probation.
    """
    with transaction():
        procedure = for_deciding(actor, procedure_id)
        procedure.expect_version(version)
        refuse_secret(reason)
        clocks.check_state(procedure.state, ProcedureState.SENT_UP)
        clocks.check_happened(returned_on, today(), "ended_on")
        clocks.check_follows(returned_on, [procedure.sent_up_on], "ended_on")
        votes.check_may_return(_last_outcome(procedure))
        procedure.state = ProcedureState.PREPARING
        procedure.sent_up_on = None
        procedure.returned_on, procedure.return_reason = returned_on, reason
        voting.move_prospect(procedure, ProspectStage.IN_REVIEW)
        notifications.tell(
            queries.cell_officers(procedure.organisation_id, actor.day),
            NoticeKind.TASK,
            title=f"Hồ sơ được trả lại: {procedure.kind.label.lower()}, {name_of(procedure)}",
            path=f"/admissions/files/{procedure.id}",
        )
        audit.record(
            actor,
            "procedure.send_back",
            procedure,
            organisation_path=procedure.organisation.path,
            day=returned_on,
        )
    return procedure
