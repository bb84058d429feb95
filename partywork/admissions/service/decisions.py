"""What is decided above the cell, the ceremony, and what ends a file."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from partywork.admissions import policy, queries
from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.pages.files import clock_of, name_of
from partywork.admissions.rules import clocks, votes
from partywork.admissions.service import files, prospects, voting
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import (
    BEFORE_DECISION,
    ProcedureKind,
    ProcedureState,
    ProspectStage,
    SponsorKind,
    VoteOutcome,
)
from partywork.audit import service as audit
from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.ids import new_id
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

DESK_ONLY = "Quyết định do ban tổ chức của văn phòng Đảng ủy ghi."


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is typed: number, day, body, and the vote of the committee behind it."""

    number: str
    decided_on: date
    body: str
    committee_members: int
    committee_in_favour: int


def for_deciding(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return a file on which the organisation desk records what was decided."""
    procedure = files.get(actor, procedure_id)
    require(policy.may_decide(actor, procedure), DESK_ONLY)
    return procedure


def decide(actor: Actor, procedure_id: UUID, *, version: int, decision: Decision) -> Procedure:
    """Record the decision to admit or to recognise as official.

    An admission makes the member now: the prospect's sealed data moves there and is emptied.
    Until the ceremony the member has no standing in the cell and is found on this file only.
    A confirmation makes official from the day the probation ends, whenever it was decided.
    """
    with transaction():
        procedure = for_deciding(actor, procedure_id)
        procedure.expect_version(version)
        _check_decision(procedure, decision)
        if _last_outcome(procedure) is VoteOutcome.REFUSED:
            raise RuleBroken("Chi bộ đã đề nghị xóa tên: hãy ghi quyết định xóa tên.")
        votes.check_committee(decision.committee_members, decision.committee_in_favour)
        _write(procedure, decision)
        if procedure.kind is ProcedureKind.ADMISSION:
            _admit(actor, procedure, decision)
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
            in_favour=decision.committee_in_favour,
        )
    return procedure


def _check_decision(procedure: Procedure, decision: Decision) -> None:
    refuse_secret(decision.number, decision.body)
    clocks.check_state(procedure.state, ProcedureState.SENT_UP)
    voted_on = voting.voted_on(procedure)
    if voted_on is not None:
        clocks.check_decision(voted_on, decision.decided_on)


def _last_outcome(procedure: Procedure) -> VoteOutcome | None:
    return procedure.votes[-1].outcome if procedure.votes else None


def _write(procedure: Procedure, decision: Decision) -> None:
    procedure.state = ProcedureState.DECIDED
    procedure.decided_on = decision.decided_on
    procedure.decision_number = decision.number
    procedure.deciding_body = decision.body
    procedure.committee_members = decision.committee_members
    procedure.committee_in_favour = decision.committee_in_favour


def _event(procedure: Procedure, kind: EventKind, happened_on: date) -> NewEvent:
    return NewEvent(
        kind=kind,
        happened_on=happened_on,
        cell_id=procedure.organisation_id,
        document_number=procedure.decision_number,
        decided_on=procedure.decided_on,
        deciding_body=procedure.deciding_body,
        has_paper=True,
    )


def _admit(actor: Actor, procedure: Procedure, decision: Decision) -> None:
    prospect = procedure.prospect
    if prospect is None or prospect.born_on is None:
        raise RuleBroken("Hồ sơ kết nạp phải từ danh sách quần chúng ưu tú.")
    _refuse_known(prospect)
    member = Member(
        id=new_id(),
        full_name=prospect.full_name,
        folded_name=prospect.folded_name,
        name_sort_key=prospect.name_sort_key,
        born_on=prospect.born_on,
        sex=prospect.sex,
        occupation=prospect.occupation,
        workplace=prospect.workplace,
        sponsors=_sponsors_of(procedure),
    )
    for name in ("phone", "email", "residence", "citizen_id"):
        setattr(member, name, getattr(prospect, name))
    db.session.add(member)
    db.session.flush()
    prospects.empty(prospect)
    prospect.member_id = procedure.member_id = member.id
    prospect.stage, prospect.closed_on = ProspectStage.DECIDED, decision.decided_on
    new = _event(procedure, EventKind.ADMISSION_DECIDED, decision.decided_on)
    events.apply(actor, member.id, new)


def _refuse_known(prospect: Prospect) -> None:
    if prospect.citizen_id is None:
        return
    query = visible_members(system(prospect.listed_on)).where(
        Member.citizen_id_digest == Member.citizen_id.digest(prospect.citizen_id)
    )
    if db.session.scalar(query) is not None:
        raise RuleBroken(
            "Số căn cước này đã có trong danh sách đảng viên. Nếu là kết nạp lại, hãy ghi sự kiện "
            "«Kết nạp lại» ở hồ sơ đảng viên cũ."
        )


def _sponsors_of(procedure: Procedure) -> str | None:
    names = [
        one.member.full_name if one.member else one.union_name or one.kind.label
        for one in sorted(procedure.sponsors, key=lambda one: one.kind is not SponsorKind.MEMBER)
    ]
    return ", ".join(names) or None


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
    new = _event(procedure, EventKind.CONFIRMED, clock.official_on)
    events.apply(actor, procedure.member_id, new)


def _tell_cell(actor: Actor, procedure: Procedure) -> None:
    limits = limits_on(actor.day)
    text = f"Quyết định số {procedure.decision_number}."
    if procedure.kind is ProcedureKind.ADMISSION and procedure.decided_on is not None:
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


def _registrar(actor: Actor) -> Actor:
    """Return the actor as who admits somebody no list of members shows before the ceremony."""
    return replace(actor, is_system=True)


def celebrate(
    actor: Actor, procedure_id: UUID, *, version: int, held_on: date, minutes_number: str
) -> Procedure:
    """Record the ceremony: from this day the person is a probationary member of the cell."""
    with transaction():
        procedure = files.for_preparing(actor, procedure_id)
        procedure.expect_version(version)
        refuse_secret(minutes_number)
        clocks.check_state(procedure.state, ProcedureState.DECIDED)
        if procedure.kind is not ProcedureKind.ADMISSION or procedure.member_id is None:
            raise RuleBroken("Lễ kết nạp chỉ có trong hồ sơ kết nạp.")
        if procedure.decided_on is not None:
            clocks.check_ceremony(procedure.decided_on, held_on)
        procedure.ceremony_on, procedure.ceremony_minutes = held_on, minutes_number or None
        procedure.state = ProcedureState.CELEBRATED
        if procedure.prospect is not None:
            procedure.prospect.stage = ProspectStage.ADMITTED
            procedure.prospect.closed_on = held_on
        new = _event(procedure, EventKind.ADMITTED, held_on)
        events.apply(_registrar(actor), procedure.member_id, new)
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
        votes.check_committee(decision.committee_members, decision.committee_in_favour)
        _write(procedure, decision)
        procedure.state = ProcedureState.STOPPED
        procedure.stopped_on = decision.decided_on
        procedure.stopping_reason = EventKind.PROBATIONER_STRUCK_OFF.label
        if procedure.member_id is not None:
            new = _event(procedure, EventKind.PROBATIONER_STRUCK_OFF, decision.decided_on)
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


def for_stopping(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return a file which the actor may end: the cell's officers, or the desk above."""
    procedure = files.get(actor, procedure_id)
    require(policy.may_tick(actor, procedure), files.CELL_ONLY)
    return procedure


def stop(
    actor: Actor, procedure_id: UUID, *, version: int, stopped_on: date, reason: str
) -> Procedure:
    """End an admission without a decision; the prospect may be looked after further."""
    with transaction():
        procedure = for_stopping(actor, procedure_id)
        procedure.expect_version(version)
        refuse_secret(reason)
        clocks.check_state(procedure.state, *BEFORE_DECISION)
        if procedure.kind is not ProcedureKind.ADMISSION:
            raise RuleBroken("Hồ sơ chuyển chính thức chỉ kết thúc bằng quyết định.")
        procedure.state = ProcedureState.STOPPED
        procedure.stopped_on, procedure.stopping_reason = stopped_on, reason
        voting.move_prospect(procedure, ProspectStage.WATCHED)
        audit.record(
            actor,
            "procedure.stop",
            procedure,
            organisation_path=procedure.organisation.path,
            day=stopped_on,
        )
    return procedure
