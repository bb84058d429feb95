"""What the cell gathers for a file: papers, sponsors, and whether a vote may follow."""

from datetime import date
from uuid import UUID

from partywork.admissions import policy, queries
from partywork.admissions.models import Procedure, Sponsor, StepRecord
from partywork.admissions.pages.files import name_of
from partywork.admissions.pages.introductions import introduction_of, introductions_of
from partywork.admissions.rules import checklists, clocks, people, readmission
from partywork.admissions.service import files, identity
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import ProcedureState, SponsorKind, Step
from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.clock import today
from partywork.core.db import transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind


def for_ticking(actor: Actor, procedure_id: UUID, step: Step) -> Procedure:
    """Return a file whose papers the actor may note; the step is one of its checklist."""
    procedure = files.get(actor, procedure_id)
    require(policy.may_tick(actor, procedure), files.CELL_ONLY)
    if step not in checklists.STEPS[procedure.kind]:
        raise NotVisible()
    return procedure


def tick(
    actor: Actor,
    procedure_id: UUID,
    step: Step,
    *,
    version: int,
    done_on: date,
    number: str,
    kept_at: str,
) -> Procedure:
    """Note that a paper of the file is there: its day, its number, where it is kept."""
    with transaction():
        procedure = for_ticking(actor, procedure_id, step)
        procedure.expect_version(version)
        files.require_open(procedure)
        refuse_secret(number, kept_at)
        clocks.check_happened(done_on, today(), "done_on")
        checklists.check_may_tick(
            procedure.kind,
            step,
            is_decided=procedure.decided_on is not None,
            is_celebrated=procedure.ceremony_on is not None,
        )
        files.check_order(procedure, step, done_on, "done_on")
        record = next((one for one in procedure.steps if one.step is step), None)
        if record is None:
            record = StepRecord(procedure_id=procedure.id, step=step)
            procedure.steps.append(record)
        record.done_on, record.number, record.kept_at = done_on, number, kept_at
        files.complete_if_done(procedure, actor.day)
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.tick",
            procedure,
            organisation_path=procedure.organisation.path,
            step=step,
            day=done_on,
        )
    return procedure


def untick(actor: Actor, procedure_id: UUID, step: Step, *, version: int) -> Procedure:
    """Take back a step that was ticked by mistake, before the cell has voted on it."""
    with transaction():
        procedure = for_ticking(actor, procedure_id, step)
        procedure.expect_version(version)
        if procedure.state is not ProcedureState.PREPARING:
            raise RuleBroken("Chi bộ đã biểu quyết nên không bỏ giấy tờ khỏi hồ sơ được.")
        for record in [one for one in procedure.steps if one.step is step]:
            procedure.steps.remove(record)
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.untick",
            procedure,
            organisation_path=procedure.organisation.path,
            step=step,
        )
    return procedure


def assign_helper(actor: Actor, procedure_id: UUID, *, version: int, helper_id: UUID) -> Procedure:
    """Assign the official member who helps on this way, and tell them."""
    with transaction():
        procedure = files.for_preparing(actor, procedure_id)
        procedure.expect_version(version)
        files.require_open(procedure)
        official = queries.official_members(procedure.organisation_id, actor.day)
        people.check_helpers([helper_id], {one.member_id for one in official})
        if procedure.prospect is not None:
            identity.check_not_self(procedure.prospect, [helper_id], actor.day, "helper_id")
        procedure.helper_id = helper_id
        notifications.tell(
            [helper_id],
            NoticeKind.TASK,
            title=f"Đồng chí được phân công giúp đỡ {name_of(procedure)}",
            text=procedure.kind.label,
            path=f"/admissions/files/{procedure.id}",
        )
        audit.record(
            actor,
            "procedure.assign_helper",
            procedure,
            organisation_path=procedure.organisation.path,
        )
    return procedure


def add_sponsor(
    actor: Actor,
    procedure_id: UUID,
    *,
    version: int,
    kind: SponsorKind,
    member_id: UUID | None,
    union_name: str,
    together_since: date | None,
) -> Procedure:
    """Note who introduces the candidate."""
    with transaction():
        procedure = for_sponsors(actor, procedure_id)
        procedure.expect_version(version)
        refuse_secret(union_name)
        is_member = kind is SponsorKind.MEMBER
        candidate = procedure.prospect
        people.check_union(kind, is_youth=candidate is not None and candidate.is_youth)
        official = queries.official_members(procedure.organisation_id, actor.day)
        if candidate is not None and is_member:
            identity.check_not_self(candidate, [member_id], actor.day, "member_id")
        sponsor = next((one.member for one in official if one.member_id == member_id), None)
        people.check_sponsor(
            introduction_of(kind, together_since, candidate, sponsor),
            is_official=member_id in {one.member_id for one in official},
            is_known=any(
                one.kind is kind and (not is_member or one.member_id == member_id)
                for one in procedure.sponsors
            ),
            on=actor.day,
            months=limits_on(actor.day).sponsor_months,
        )
        procedure.sponsors.append(
            Sponsor(
                procedure_id=procedure.id,
                kind=kind,
                member_id=member_id if is_member else None,
                union_name=None if is_member else union_name or kind.label,
                together_since=together_since if is_member else None,
            )
        )
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.add_sponsor",
            procedure,
            organisation_path=procedure.organisation.path,
            kind=kind,
        )
    return procedure


def remove_sponsor(
    actor: Actor, procedure_id: UUID, sponsor_id: UUID, *, version: int
) -> Procedure:
    """Take a sponsor off the file."""
    with transaction():
        procedure = for_sponsors(actor, procedure_id)
        found = next((one for one in procedure.sponsors if one.id == sponsor_id), None)
        if found is None:
            raise NotVisible()
        procedure.expect_version(version)
        procedure.sponsors.remove(found)
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.remove_sponsor",
            procedure,
            organisation_path=procedure.organisation.path,
            kind=found.kind,
        )
    return procedure


def takes_sponsors(procedure: Procedure) -> bool:
    """Say whether sponsors may still be noted: in an admission until the cell has agreed."""
    return procedure.kind.admits and procedure.state is ProcedureState.PREPARING


def for_sponsors(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return the file of an admission whose sponsors may still change."""
    procedure = files.for_preparing(actor, procedure_id)
    if not takes_sponsors(procedure):
        raise RuleBroken("Chỉ ghi người giới thiệu khi đang làm hồ sơ kết nạp.")
    return procedure


def check_admissible(procedure: Procedure, held_on: date, consent_number: str | None) -> None:
    """Refuse a vote on a candidate who does not meet the conditions on the day."""
    limits = limits_on(held_on)
    born_on = procedure.prospect.born_on if procedure.prospect else None
    if born_on is not None:
        has_consent = bool(consent_number)
        people.check_age(born_on, held_on, limits.ages, has_consent_above=has_consent)
    people.check_introduced(introductions_of(procedure))
    for one in introductions_of(procedure):
        people.check_sponsor(
            one, is_official=True, is_known=False, on=held_on, months=limits.sponsor_months
        )
    if procedure.readmission is not None:
        months = limits.readmission.months
        readmission.check_time_since(procedure.readmission.left_on, held_on, months)
    certificate = next((one for one in procedure.steps if one.step is Step.AWARENESS), None)
    if certificate is not None:
        people.check_certificate(certificate.done_on, held_on, limits.certificate_months)
