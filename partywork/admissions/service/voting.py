"""The vote of the cell on one person, and the way up."""

from datetime import date
from uuid import UUID

from partywork.admissions import queries
from partywork.admissions.models import CellVote, Procedure
from partywork.admissions.pages.files import clock_of, file_of, name_of
from partywork.admissions.rules import checklists, clocks, votes
from partywork.admissions.rules.votes import Count
from partywork.admissions.service import files, identity, preparing
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import ProcedureState, ProspectStage, Step, VoteOutcome
from partywork.audit import service as audit
from partywork.ballots import queries as ballots
from partywork.ballots.models import Vote
from partywork.ballots.rules.counting import needed
from partywork.ballots.service.base import threshold_on
from partywork.core.actor import Actor
from partywork.core.clock import day_of, today
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


def suggested_roll(actor: Actor, procedure: Procedure) -> int:
    """Return how many make up N today if nobody comes who need not."""
    return _roll_between(procedure, actor.day)[0]


def suggested_number(actor: Actor, procedure: Procedure, roll: int) -> int:
    """Return how many of a roll must agree today."""
    return needed(roll, threshold_on(votes.SUBJECTS[procedure.kind], actor.day))


def _roll_between(procedure: Procedure, day: date) -> tuple[int, int]:
    least, most = votes.roll_between(queries.statuses_in(procedure.organisation_id, day))
    is_deducted = provisions.value(ProvisionKey.VOTE_EXCUSED_DEDUCTED, day)
    return (0 if is_deducted else least), most


def votes_taken(actor: Actor, procedure: Procedure) -> list[Vote]:
    """Return the votes of the cell's meetings that may be the one on this person."""
    found = ballots.decided(
        actor, procedure.organisation_id, [votes.SUBJECTS[procedure.kind]], actor.day
    )
    used = queries.used_votes(one.id for one in found)
    return [one for one in found if one.id not in used]


def _count_of(actor: Actor, procedure: Procedure, vote_id: UUID) -> Count:
    """Return the figures of the meeting's own vote; nobody types them a second time."""
    found = next((one for one in votes_taken(actor, procedure) if one.id == vote_id), None)
    if found is None or found.closed_at is None:
        raise RuleBroken("Không có cuộc biểu quyết này, hoặc đã ghi cho hồ sơ khác.", "vote_id")
    return Count(
        held_on=day_of(found.closed_at),
        roll=found.roll or 0,
        present=found.eligible_present or 0,
        in_favour=found.in_favour or 0,
        against=found.against or 0,
    )


def vote(
    actor: Actor,
    procedure_id: UUID,
    *,
    version: int,
    count: Count | None,
    resolution_number: str,
    consent_number: str = "",
    vote_id: UUID | None = None,
) -> CellVote:
    """Record how the cell voted on one person; the official day never moves with a late meeting.

    A vote of the system brings its own figures; `count` is for those of paper alone.
    """
    with transaction():
        procedure = files.for_preparing(actor, procedure_id)
        procedure.expect_version(version)
        if vote_id is not None:
            count = _count_of(actor, procedure, vote_id)
        if count is None:
            raise RuleBroken("Hãy chọn cuộc biểu quyết hoặc ghi số liệu biên bản.", "vote_id")
        refuse_secret(resolution_number, consent_number)
        clocks.check_happened(count.held_on, today(), "held_on")
        limits = limits_on(count.held_on)
        earlier = [one.held_on for one in procedure.votes]
        votes.check_may_vote(procedure.state, earlier, count.held_on, limits.most_votes)
        votes.check_count(count)
        if consent_number:
            procedure.consent_number = consent_number
        clock = None
        if procedure.kind.admits:
            identity.check_file(procedure, actor.day)
            preparing.check_admissible(procedure, count.held_on, procedure.consent_number)
        else:
            clock = clock_of(procedure, limits)
            if clock is not None:
                clocks.check_review_day(count.held_on, clock)
        file = file_of(procedure, limits)
        checklists.check_education(file, limits.education)
        checklists.check_ready_for_vote(file)
        step = Step.CELL_VOTE if procedure.kind.admits else Step.CONFIRMATION_VOTE
        files.check_order(procedure, step, count.held_on, "held_on")
        votes.check_roll(count.roll, _roll_between(procedure, count.held_on))
        attempt = len(procedure.votes) + 1
        threshold = threshold_on(votes.SUBJECTS[procedure.kind], count.held_on)
        taken = CellVote(
            procedure_id=procedure.id,
            attempt=attempt,
            held_on=count.held_on,
            roll=count.roll,
            present=count.present,
            in_favour=count.in_favour,
            against=count.against,
            needed=needed(count.roll, threshold),
            outcome=votes.outcome_of(procedure.kind, count, threshold),
            vote_id=vote_id,
            resolution_number=resolution_number or None,
            is_late=clock is not None and clocks.is_late_meeting(count.held_on, clock),
        )
        procedure.votes.append(taken)
        procedure.state = votes.state_after(taken.outcome, attempt, limits.most_votes)
        move_prospect(procedure, _stage_after(taken.outcome))
        files.touch(procedure)
        audit.record(
            actor,
            "procedure.vote",
            procedure,
            organisation_path=procedure.organisation.path,
            attempt=attempt,
            roll=count.roll,
            needed=taken.needed,
            in_favour=count.in_favour,
            status=taken.outcome,
        )
    return taken


def _stage_after(outcome: VoteOutcome) -> ProspectStage:
    is_agreed = outcome is VoteOutcome.AGREED
    return ProspectStage.PROPOSED if is_agreed else ProspectStage.IN_REVIEW


def move_prospect(procedure: Procedure, stage: ProspectStage) -> None:
    """Let the prospect of a file follow it through the pipeline."""
    if procedure.prospect is not None:
        procedure.prospect.stage = stage


def send_up(actor: Actor, procedure_id: UUID, *, version: int, sent_on: date) -> Procedure:
    """Send the file to the level above; after three votes this is the report it must get."""
    with transaction():
        procedure = files.for_preparing(actor, procedure_id)
        procedure.expect_version(version)
        clocks.check_happened(sent_on, today(), "sent_on")
        clocks.check_may_send(procedure.state, sent_on, voted_on(procedure))
        if procedure.kind.admits and procedure.prospect is not None:
            identity.check_file(procedure, actor.day)
            identity.check_known(procedure.prospect)
        procedure.state = ProcedureState.SENT_UP
        procedure.sent_up_on = sent_on
        move_prospect(procedure, ProspectStage.PROPOSED)
        notifications.tell(
            queries.organisation_desk(procedure.organisation.path, actor.day),
            NoticeKind.REPORT,
            title=f"{procedure.kind.label}: {procedure.organisation.name} gửi hồ sơ",
            text=f"{name_of(procedure)}.",
            path=f"/admissions/files/{procedure.id}",
        )
        audit.record(
            actor,
            "procedure.send_up",
            procedure,
            organisation_path=procedure.organisation.path,
            day=sent_on,
        )
    return procedure


def voted_on(procedure: Procedure) -> date | None:
    """Return the day the cell voted last."""
    return max((one.held_on for one in procedure.votes), default=None)
