"""The file of somebody who left the Party and asks to be admitted again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.admissions import queries
from partywork.admissions.models import Procedure, Prospect, Readmission
from partywork.admissions.rules import readmission as rules
from partywork.admissions.rules.readmission import Departure
from partywork.admissions.service import files, identity
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import ProcedureKind, ProcedureState
from partywork.audit import service as audit
from partywork.cells.models import Member
from partywork.core.actor import Actor
from partywork.core.clock import today
from partywork.core.db import transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.state_secrets import refuse_secret


@dataclass(frozen=True, slots=True)
class PastFacts:
    """What the cell types of how somebody left, and that it went through what bars them."""

    departure: Departure
    leaving_decision: str
    admitted_before_on: date | None
    is_not_excluded: bool


def exclusions(actor: Actor) -> tuple[str, ...]:
    """Return the reasons that bar a readmission today, for the page on which they are confirmed."""
    return limits_on(actor.day).readmission.exclusions


def open_again(actor: Actor, prospect_id: UUID, facts: PastFacts) -> Procedure:
    """Begin the file of a readmission; a former record of the same person is found and checked."""
    with transaction():
        prospect = files.for_opening(actor, prospect_id)
        identity.check_candidate(prospect, ProcedureKind.READMISSION, actor.day)
        former = _check(actor, prospect, facts)
        procedure = files.begin(actor, prospect, ProcedureKind.READMISSION)
        procedure.member_id = former.id if former else None
        procedure.readmission = Readmission(procedure_id=procedure.id)
        _write(actor, procedure.readmission, facts)
    return procedure


def for_changing(actor: Actor, procedure_id: UUID) -> tuple[Procedure, Readmission]:
    """Return a readmission whose conditions may still be put right: until the cell has agreed."""
    procedure = files.for_preparing(actor, procedure_id)
    if procedure.readmission is None:
        raise NotVisible()
    if not takes_past(procedure):
        raise RuleBroken("Chi bộ đã thông qua nên không sửa điều kiện kết nạp lại được.")
    return procedure, procedure.readmission


def takes_past(procedure: Procedure) -> bool:
    """Say whether the conditions of a readmission may still be put right."""
    return procedure.readmission is not None and procedure.state is ProcedureState.PREPARING


def change(actor: Actor, procedure_id: UUID, *, version: int, facts: PastFacts) -> Procedure:
    """Put right what was written of how somebody left."""
    with transaction():
        procedure, kept = for_changing(actor, procedure_id)
        procedure.expect_version(version)
        if procedure.prospect is None:
            raise NotVisible()
        former = _check(actor, procedure.prospect, facts)
        procedure.member_id = former.id if former else None
        _write(actor, kept, facts)
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.change_past",
            procedure,
            organisation_path=procedure.organisation.path,
        )
    return procedure


def _check(actor: Actor, prospect: Prospect, facts: PastFacts) -> Member | None:
    refuse_secret(facts.leaving_decision, facts.departure.exception_paper)
    terms = limits_on(actor.day).readmission
    rules.check_departure(facts.departure, today(), terms, is_not_excluded=facts.is_not_excluded)
    rules.check_first_admission(facts.admitted_before_on, facts.departure.left_on)
    former = _former_record(prospect, actor.day)
    if former is not None:
        rules.check_record(facts.departure, identity.past_of(former, actor.day))
    return former


def _write(actor: Actor, kept: Readmission, facts: PastFacts) -> None:
    departure = facts.departure
    kept.left_on, kept.leaving = departure.left_on, departure.leaving
    kept.times_before = departure.times_before
    kept.exception_paper = departure.exception_paper
    kept.leaving_decision = facts.leaving_decision
    kept.admitted_before_on = facts.admitted_before_on
    kept.confirmed_on = actor.day


def _former_record(prospect: Prospect, day: date) -> Member | None:
    """Return the one former record of a prospect, if the register has it.

    An equal number is the same person; of people with equal name and birthday only those who left
    count.
    """
    found = queries.former_records(prospect, day)
    has_number = prospect.citizen_id is not None
    if not (has_number and any(one.citizen_id is not None for one in found)):
        found = [one for one in found if identity.past_of(one, day).is_gone]
    if len(found) > 1:
        raise RuleBroken(
            "Có nhiều hồ sơ đảng viên cũ cùng họ tên, ngày sinh. Hãy ghi số căn cước ở trang theo "
            "dõi rồi lập hồ sơ."
        )
    return found[0] if found else None
