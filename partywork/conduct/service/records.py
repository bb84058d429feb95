"""Commendations and discipline as the registers tell them; who may record what of a member."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots.models import Vote as MeetingVote
from partywork.ballots.service import outcomes
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import MemberEvent, Membership
from partywork.cells.policy import may_mend_events
from partywork.cells.rules.discipline import Discipline, disciplines_of
from partywork.cells.service import events, members, placing
from partywork.cells.service.deciding import Origin
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    EventKind,
    MembershipStatus,
    OwnPage,
)
from partywork.conduct import policy, queries
from partywork.conduct.pages import Entry
from partywork.conduct.rules import discipline as rules
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import count_rows, db, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.web.pagination import Page

_OFFICERS_ONLY = "Sổ khen thưởng, kỷ luật do cấp ủy và văn phòng Đảng ủy giữ."
_NOT_YOURS = "Đồng chí không có quyền ghi việc này, hoặc đây là hồ sơ của chính đồng chí."
_NO_DISCIPLINE = "Sổ kỷ luật chỉ dành cho cấp ủy và những người được giao theo dõi."
_BADGE_MONTHS = {
    DisciplineForm.REPRIMAND: ProvisionKey.BADGE_AFTER_REPRIMAND,
    DisciplineForm.WARNING: ProvisionKey.BADGE_AFTER_WARNING,
    DisciplineForm.REMOVAL_FROM_OFFICE: ProvisionKey.BADGE_AFTER_REMOVAL,
}
_BARRED = (
    MembershipStatus.SUSPENDED,
    MembershipStatus.PROSECUTED,
    MembershipStatus.PROBATIONARY_SUSPENDED,
    MembershipStatus.PROBATIONARY_PROSECUTED,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The decision an entry rests on: number, days, body, and where the paper lies.

    `vote_id` is the vote of a meeting that took it, where that met in the system.
    """

    number: str
    decided_on: date
    body: str
    happened_on: date
    kept_at: str = ""
    vote_id: UUID | None = None

    def event(self, kind: EventKind, cell_id: UUID, details: dict[str, Any]) -> NewEvent:
        """Return the event this paper proves."""
        refuse_secret(self.number, self.body, self.kept_at)
        where = {"kept_at": self.kept_at} if self.kept_at else {}
        return NewEvent(
            kind=kind,
            happened_on=self.happened_on,
            cell_id=cell_id,
            document_number=self.number,
            decided_on=self.decided_on,
            deciding_body=self.body,
            has_paper=True,
            details=details | where,
            origin=OwnPage.CONDUCT,
        )


@dataclass(frozen=True, slots=True)
class DisciplineView:
    """A discipline with what follows from it in words; `event_id` names the entry."""

    entry: Entry
    effects: tuple[str, ...]
    is_recognised: bool


@dataclass(frozen=True, slots=True)
class MemberConduct:
    """What a member earned and incurred, and what the actor may record.

    `others` are suspensions and their ends; nothing of discipline is there for those who may not
    know of it.
    """

    standing: Membership
    is_own: bool
    commendations: tuple[Entry, ...]
    disciplines: tuple[DisciplineView, ...]
    others: tuple[Entry, ...]
    knows_discipline: bool
    may_commend: bool
    may_discipline: bool
    may_suspend: bool
    is_suspended: bool
    may_undo: bool
    origins: dict[UUID, Origin]


def standing_of(actor: Actor, member_id: UUID) -> Membership:
    """Return where a member stands today, if the actor keeps or sees the registers there."""
    found = queries.people(actor, actor.day, member_id=member_id)
    if not found:
        raise NotVisible()
    return found[0]


def of_member(actor: Actor, member_id: UUID) -> MemberConduct:
    """Return commendations and, to those who may know, discipline of a member."""
    standing_of(actor, member_id)
    members.note_reading(actor, member_id)
    standing = standing_of(actor, member_id)
    cell = standing.organisation
    knows = policy.may_know_discipline_of(actor, cell, member_id)
    kinds = (*queries.COMMENDATIONS, *(queries.DISCIPLINE if knows else ()))
    happened = queries.of_member(actor, member_id, kinds)
    disciplines = [one for one in happened if one.kind is EventKind.DISCIPLINED]
    facts = [one for one in happened if one.kind not in queries.COMMENDATIONS]
    return MemberConduct(
        standing=standing,
        is_own=member_id == actor.member_id,
        commendations=_of_kind(happened, EventKind.COMMENDED),
        disciplines=_with_effects(actor, disciplines, disciplines_of(facts)),
        others=tuple(Entry.of(one) for one in facts if one.kind is not EventKind.DISCIPLINED),
        knows_discipline=knows,
        may_commend=policy.may_commend(actor, cell, member_id),
        may_discipline=policy.may_discipline(actor, cell, member_id),
        may_suspend=policy.may_suspend(actor, cell, member_id),
        is_suspended=standing.status in _BARRED,
        may_undo=may_mend_events(actor, cell, member_id),
        origins=outcomes.origins(actor, [one.id for one in happened]),
    )


def own(actor: Actor) -> MemberConduct:
    """Return the actor's own commendations and discipline."""
    if actor.member_id is None:
        raise NotVisible()
    return of_member(actor, actor.member_id)


def _of_kind(happened: list[MemberEvent], kind: EventKind) -> tuple[Entry, ...]:
    return tuple(Entry.of(one) for one in happened if one.kind is kind)


def badge_months(day: date) -> dict[DisciplineForm, int]:
    """Return after how many months a badge is considered again, by form of discipline."""
    values = provisions.values(_BADGE_MONTHS.values(), day)
    return {form: values[key] for form, key in _BADGE_MONTHS.items()}


def _with_effects(
    actor: Actor, disciplines: list[MemberEvent], read: tuple[Discipline, ...]
) -> tuple[DisciplineView, ...]:
    months = badge_months(actor.day)
    views = [
        DisciplineView(
            Entry.of(event),
            rules.effects_of(one, actor.day, months),
            one.recognised_on is not None,
        )
        for event, one in zip(disciplines, read, strict=True)
    ]
    return tuple(reversed(views))


def register(
    actor: Actor, *, is_discipline: bool, year: int | None, cell_id: UUID | None, page: int
) -> tuple[list[Entry], Page]:
    """Return one page of the register of commendations or of discipline, newest first."""
    if is_discipline:
        require(policy.may_see_discipline(actor), _NO_DISCIPLINE)
    else:
        require(policy.may_see_registers(actor), _OFFICERS_ONLY)
    kinds = queries.DISCIPLINE if is_discipline else queries.COMMENDATIONS
    query = queries.entries(actor, kinds, cell_id=cell_id, year=year)
    shown = Page(number=page, total=count_rows(query))
    found = db.session.scalars(query.limit(shown.per_page).offset(shown.offset))
    return [Entry.of(one) for one in found], shown


# Which votes of meetings may have decided what is entered.
SUBJECTS = {
    EventKind.DISCIPLINED: (VoteSubject.DISCIPLINE,),
    EventKind.EXPELLED: (VoteSubject.EXPULSION,),
}
OTHER_SUBJECTS = (VoteSubject.ORDINARY,)


def votes_for(actor: Actor, standing: Membership, *kinds: EventKind) -> list[MeetingVote]:
    """Return the votes of the cell and above it that may have decided on such entries."""
    subjects = [one for kind in kinds for one in SUBJECTS.get(kind, OTHER_SUBJECTS)]
    return outcomes.offered(actor, standing.organisation, subjects)


_DECIDING = {
    "discipline": (EventKind.DISCIPLINED, EventKind.EXPELLED),
}


def votes_to_choose(actor: Actor, standing: Membership, step: str) -> list[tuple[UUID, str]]:
    """Return the votes that a form offers, each in words."""
    kinds = _DECIDING.get(step, (EventKind.COMMENDED,))
    return [(one.id, outcomes.in_words(one)) for one in votes_for(actor, standing, *kinds)]


def for_commending(actor: Actor, member_id: UUID) -> Membership:
    """Return the member's standing if the actor may enter a commendation."""
    standing = standing_of(actor, member_id)
    require(policy.may_commend(actor, standing.organisation, member_id), _NOT_YOURS)
    return standing


def for_disciplining(actor: Actor, member_id: UUID) -> Membership:
    """Return the member's standing if the actor may enter a discipline or its end."""
    standing = standing_of(actor, member_id)
    require(policy.may_discipline(actor, standing.organisation, member_id), _NOT_YOURS)
    return standing


def for_suspending(actor: Actor, member_id: UUID) -> Membership:
    """Return the member's standing if the actor may suspend or reinstate."""
    standing = standing_of(actor, member_id)
    require(policy.may_suspend(actor, standing.organisation, member_id), _NOT_YOURS)
    return standing


def commend(
    actor: Actor,
    member_id: UUID,
    *,
    form: CommendationForm,
    level: CommendationLevel,
    paper: Paper,
) -> MemberEvent:
    """Enter a commendation: form, level, number, day, body, where the paper is."""
    with transaction():
        standing = for_commending(actor, member_id)
        rules.check_days(paper.decided_on, paper.happened_on, clock.today())
        return enter(actor, standing, EventKind.COMMENDED, paper, {"form": form, "level": level})


def enter(
    actor: Actor,
    standing: Membership,
    kind: EventKind,
    paper: Paper,
    details: dict[str, Any],
) -> MemberEvent:
    """Write an entry into the life of the member and the trail, inside the running transaction.

    It belongs to the cell in which the member was on its day, whatever the cell is now.
    """
    vote = outcomes.chosen(votes_for(actor, standing, kind), paper.vote_id)
    cell_id = placing.cell_on(standing.member_id, paper.happened_on) or standing.organisation_id
    new = paper.event(kind, cell_id, details)
    event = events.apply(actor, standing.member_id, new)
    if vote is not None:
        outcomes.point(event.id, vote, decided_on=paper.decided_on)
    # The trail names the paper, not what it says about somebody.
    audit.record(
        actor,
        "conduct.record",
        event,
        organisation_path=standing.organisation.path,
        decision=paper.number,
        happened_on=paper.happened_on,
    )
    return event
