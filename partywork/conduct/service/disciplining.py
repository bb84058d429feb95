"""Recording a discipline, the recognition of progress, a suspension and its end."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from partywork.ballots.service import outcomes
from partywork.ballots.service.base import threshold_on
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import MemberEvent, Membership
from partywork.cells.rules.discipline import disciplines_of
from partywork.cells.service import placing
from partywork.cells.service.ended_offices import REMOVED_OFFICES
from partywork.cells.terms import BodyKind, DisciplineForm, EventKind
from partywork.conduct import policy, queries
from partywork.conduct.rules import discipline as rules
from partywork.conduct.rules.discipline import Vote
from partywork.conduct.service.records import (
    Paper,
    enter,
    for_disciplining,
    for_suspending,
    votes_for,
)
from partywork.conduct.terms import DecidedBy
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_FROM_ABOVE = (DisciplineForm.REMOVAL_FROM_OFFICE, DisciplineForm.EXPULSION)


def offices_to_remove(actor: Actor, standing: Membership) -> list[tuple[str, str]]:
    """Return, in words by id, the offices a decision may take, to those who may enter it."""
    if not policy.may_suspend(actor, standing.organisation, standing.member_id):
        return []
    held = queries.offices_held(standing.member_id, actor.day)
    return [(str(one.id), f"{one.office.label}, {one.organisation.name}") for one in held]


def possible_forms(actor: Actor, standing: Membership) -> tuple[DisciplineForm, ...]:
    """Return the forms this member can be given today and the actor may enter.

    Removal from office and expulsion are entered by the two desks only.
    """
    has_office = bool(queries.offices_held(standing.member_id, actor.day))
    is_desk = policy.may_suspend(actor, standing.organisation, standing.member_id)
    return tuple(
        form
        for form in rules.possible_forms(standing.status, holds_office=has_office)
        if is_desk or form not in _FROM_ABOVE
    )


def discipline(
    actor: Actor,
    member_id: UUID,
    *,
    form: DisciplineForm,
    decided_by: DecidedBy,
    paper: Paper,
    vote: Vote | None,
    removed: Collection[UUID] = (),
) -> MemberEvent:
    """Enter a discipline, never the case; an expulsion ends the membership.

    A removal from office ends the offices it names on the day it takes effect.

    Where the cell decided or proposed, its vote must carry it and fit the list of its members.
    """
    with transaction():
        standing = for_disciplining(actor, member_id)
        if form in _FROM_ABOVE:
            for_suspending(actor, member_id)
        vote = _vote_of_the_cell(actor, standing, form, paper) or vote
        held = [one.id for one in queries.offices_held(member_id, paper.happened_on)]
        rules.check_form(form, standing.status, holds_office=bool(held))
        rules.check_removed(form, held, removed)
        rules.check_decided_by(form, decided_by, vote)
        if vote is not None:
            _check_vote(standing, form, vote, paper)
        rules.check_days(
            paper.decided_on,
            paper.happened_on,
            clock.today(),
            announced_on=vote.held_on if vote and decided_by is DecidedBy.CELL else None,
        )
        details = {"decided_by": decided_by} | _counts(vote)
        if form is not DisciplineForm.EXPULSION:
            details = {"form": form} | details
        if removed:
            details[REMOVED_OFFICES] = [str(one) for one in removed]
        return enter(actor, standing, _kind_of(form), paper, details)


def _kind_of(form: DisciplineForm) -> EventKind:
    is_expulsion = form is DisciplineForm.EXPULSION
    return EventKind.EXPELLED if is_expulsion else EventKind.DISCIPLINED


def _vote_of_the_cell(
    actor: Actor, standing: Membership, form: DisciplineForm, paper: Paper
) -> Vote | None:
    """Return the figures of the cell's own vote where one was chosen; nobody types them again."""
    taken = outcomes.chosen(votes_for(actor, standing, _kind_of(form)), paper.vote_id)
    if taken is None or taken.body.kind is not BodyKind.CELL:
        return None
    return Vote(outcomes.held_on(taken), taken.roll or 0, taken.in_favour or 0)


def _check_vote(standing: Membership, form: DisciplineForm, vote: Vote, paper: Paper) -> None:
    is_expulsion = form is DisciplineForm.EXPULSION
    subject = VoteSubject.EXPULSION if is_expulsion else VoteSubject.DISCIPLINE
    rules.check_vote(form, vote, threshold_on(subject, vote.held_on))
    rules.check_day_of_vote(vote, paper.decided_on)
    cell_id = placing.cell_on(standing.member_id, vote.held_on) or standing.organisation_id
    rules.check_roll(
        vote.roll,
        queries.standings_in(cell_id, vote.held_on),
        excused_deducted=bool(provisions.value(ProvisionKey.VOTE_EXCUSED_DEDUCTED, vote.held_on)),
    )


def _counts(vote: Vote | None) -> dict[str, Any]:
    if vote is None:
        return {}
    return {
        "voted_on": vote.held_on.isoformat(),
        "roll": vote.roll,
        "in_favour": vote.in_favour,
    }


def recognise_progress(actor: Actor, member_id: UUID, *, paper: Paper) -> MemberEvent:
    """Enter that the cell recognised progress after a discipline."""
    with transaction():
        standing = for_disciplining(actor, member_id)
        happened = queries.of_member(actor, member_id, queries.DISCIPLINE)
        rules.check_recognition(disciplines_of(happened), paper.happened_on)
        rules.check_days(paper.decided_on, paper.happened_on, clock.today())
        return enter(actor, standing, EventKind.PROGRESS_RECOGNISED, paper, {})


def suspend(actor: Actor, member_id: UUID, *, paper: Paper) -> MemberEvent:
    """Enter a suspension from Party life: no attendance, no vote, dues go on (296-QĐ/TW)."""
    with transaction():
        standing = for_suspending(actor, member_id)
        rules.check_days(paper.decided_on, paper.happened_on, clock.today())
        return enter(actor, standing, EventKind.SUSPENDED, paper, {})


def reinstate(actor: Actor, member_id: UUID, *, paper: Paper) -> MemberEvent:
    """Enter the end of a suspension."""
    with transaction():
        standing = for_suspending(actor, member_id)
        rules.check_days(paper.decided_on, paper.happened_on, clock.today())
        return enter(actor, standing, EventKind.REINSTATED, paper, {})
