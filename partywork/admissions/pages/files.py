"""The page of one file: who, the checklist with its ends, votes, and what happens next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.admissions.models import CellVote, Procedure
from partywork.admissions.pages.facts import facts_of, past_of, person_of
from partywork.admissions.pages.steps import waits_for
from partywork.admissions.rules.checklists import (
    STEPS,
    Done,
    File,
    Line,
    lines_of,
    may_tick,
    missing_for_vote,
)
from partywork.admissions.rules.clocks import ProbationClock, probation_clock
from partywork.admissions.rules.limits import Days, Limits, admission_due, confirmation_due
from partywork.admissions.terms import (
    LineState,
    ProcedureKind,
    ProcedureState,
    SponsorKind,
    Step,
    VoteOutcome,
)
from partywork.cells.terms import OrganisationKind

_TAGS = {
    LineState.DONE: "ok",
    LineState.DONE_LATE: "ok",
    LineState.LATE: "miss",
    LineState.NOW: "now",
    LineState.WAITING: "none",
    LineState.NOT_NEEDED: "none",
}


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One vote of the cell, as the page tells it."""

    attempt: int
    held_on: date
    roll: int
    present: int
    in_favour: int
    against: int
    needed: int
    outcome: VoteOutcome
    resolution: str
    is_late: bool
    path: str


@dataclass(frozen=True, slots=True)
class SponsorLine:
    """Who introduces the candidate."""

    sponsor_id: UUID
    name: str
    kind: str
    since: date | None


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file as its page shows it on a day."""

    procedure_id: UUID
    kind: ProcedureKind
    state: ProcedureState
    full_name: str
    cell: str
    person: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    sponsors: tuple[SponsorLine, ...]
    votes: tuple[VoteLine, ...]
    facts: tuple[tuple[str, str], ...]
    past: tuple[tuple[str, str], ...]
    clock: ProbationClock | None
    days_passed: int
    waits_for: str
    is_ready: bool
    tickable: frozenset[Step]

    @property
    def days_of_probation(self) -> int:
        """How many days the probation has."""
        return (self.clock.official_on - self.clock.ceremony_on).days if self.clock else 0

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.done is not None for one in self.lines)

    @property
    def needed(self) -> int:
        """How many steps apply."""
        return sum(one.state is not LineState.NOT_NEEDED for one in self.lines)


def tag_of(line: Line) -> tuple[str, str]:
    """The kind of tag of a line and its words."""
    if line.state is LineState.LATE:
        return "miss", f"Quá hạn {line.days_late} ngày"
    if line.state is LineState.DONE_LATE:
        return "ok", f"Đã có, chậm {line.days_late} ngày"
    return _TAGS[line.state], line.state.label


def name_of(procedure: Procedure) -> str:
    """Return whom a file is about; member and prospect are loaded."""
    about = procedure.member or procedure.prospect
    return about.full_name if about else ""


def clock_of(procedure: Procedure, limits: Limits) -> ProbationClock | None:
    """Return the clock of a probation that has begun."""
    if procedure.ceremony_on is None:
        return None
    return probation_clock(procedure.ceremony_on, limits.probation, limits.holidays)


def file_of(procedure: Procedure, limits: Limits) -> File:
    """Return what the checklist needs; steps, sponsors, votes, organisation, parent are loaded."""
    parent = procedure.organisation.parent
    days = Days(procedure.sent_up_on, procedure.decided_on, procedure.ceremony_on)
    clock = clock_of(procedure, limits)
    if procedure.kind.admits:
        due = admission_due(days, limits)
    else:
        due = confirmation_due(clock, days, limits) if clock else {}
    return File(
        kind=procedure.kind,
        done=done_of(procedure),
        due=due,
        is_by_union=any(one.kind is not SponsorKind.MEMBER for one in procedure.sponsors),
        has_appraisal=parent is not None and parent.kind is OrganisationKind.SUB_ORGANISATION,
    )


def done_of(procedure: Procedure) -> dict[Step, Done]:
    """Return what is recorded of the steps of a file, and what follows from the file itself."""
    ticked = {one.step: Done(one.done_on, one.number, one.kept_at) for one in procedure.steps}
    return ticked | _computed(procedure)


def _computed(procedure: Procedure) -> dict[Step, Done]:
    """Return the steps that follow from what the file itself says."""
    is_admission = procedure.kind.admits
    found: dict[Step, Done] = {}
    if procedure.prospect is not None and is_admission:
        found[Step.LISTED] = Done(
            procedure.prospect.listed_on, procedure.prospect.list_decision or ""
        )
    if procedure.readmission is not None:
        found[Step.ELIGIBILITY] = Done(procedure.readmission.confirmed_on, has_paper=False)
    for vote in procedure.votes:
        if vote.outcome is not VoteOutcome.BELOW:
            step = Step.CELL_VOTE if is_admission else Step.CONFIRMATION_VOTE
            found[step] = Done(vote.held_on, vote.resolution_number or "")
    if procedure.decided_on is not None:
        step = Step.DECISION if is_admission else Step.CONFIRMATION_DECISION
        found[step] = Done(procedure.decided_on, procedure.decision_number or "")
    if procedure.ceremony_on is not None:
        found[Step.CEREMONY] = Done(procedure.ceremony_on, procedure.ceremony_minutes or "")
    return found


def file_page(
    procedure: Procedure,
    limits: Limits,
    today: date,
    *,
    may_know_past: bool,
    vote_paths: Mapping[UUID | None, str],
) -> FilePage:
    """Fill the page of a file on a day; everything it points at is loaded.

    `vote_paths` are the pages of the votes of its meetings that the reader may see.
    """
    file, clock = file_of(procedure, limits), clock_of(procedure, limits)
    return FilePage(
        procedure_id=procedure.id,
        kind=procedure.kind,
        state=procedure.state,
        full_name=name_of(procedure),
        cell=procedure.organisation_name,
        person=person_of(procedure),
        lines=lines_of(file, limits.forms[procedure.kind], today),
        sponsors=tuple(
            SponsorLine(
                one.id,
                one.member.full_name if one.member else one.union_name or "",
                one.kind.label,
                one.together_since,
            )
            for one in procedure.sponsors
        ),
        votes=tuple(_vote_line(one, vote_paths.get(one.vote_id, "")) for one in procedure.votes),
        facts=facts_of(procedure, file, limits),
        past=past_of(procedure, limits) if may_know_past else (),
        clock=clock,
        days_passed=_days_passed(clock, today),
        waits_for=waits_for(procedure),
        is_ready=not missing_for_vote(file),
        tickable=frozenset(
            step
            for step in STEPS[procedure.kind]
            if may_tick(
                procedure.kind,
                step,
                is_decided=procedure.decided_on is not None,
                is_celebrated=procedure.ceremony_on is not None,
            )
        ),
    )


def _days_passed(clock: ProbationClock | None, today: date) -> int:
    """Return how many days of the probation are over, at most all of them."""
    if clock is None:
        return 0
    return max((min(today, clock.official_on) - clock.ceremony_on).days, 0)


def _vote_line(vote: CellVote, path: str) -> VoteLine:
    return VoteLine(
        attempt=vote.attempt,
        held_on=vote.held_on,
        roll=vote.roll,
        present=vote.present,
        in_favour=vote.in_favour,
        against=vote.against,
        needed=vote.needed,
        outcome=vote.outcome,
        resolution=vote.resolution_number or "",
        is_late=vote.is_late,
        path=path,
    )
