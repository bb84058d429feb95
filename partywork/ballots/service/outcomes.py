"""Pointing at the vote that decided something, and telling where it was decided."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from partywork.ballots import queries
from partywork.ballots.models import Outcome, Vote
from partywork.ballots.rules.outcomes import check_outcome
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.service.deciding import Origin
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken

_COMMITTEES = (BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE)


def offered(
    actor: Actor, organisation: Organisation, subjects: Sequence[VoteSubject]
) -> list[Vote]:
    """Return the votes that carried in an organisation or above it and that the actor may see.

    On an ordinary matter a body may decide on a whole list; a vote on one person is written once.
    """
    found = queries.carried(actor, organisation, subjects, actor.day)
    on_people = [one.id for one in found if one.subject is not VoteSubject.ORDINARY]
    used = queries.with_outcome(system(actor.day), on_people)
    return [one for one in found if one.id not in used]


def of_committees(
    actor: Actor,
    organisation: Organisation,
    subjects: Sequence[VoteSubject] = (VoteSubject.ORDINARY,),
) -> list[Vote]:
    """Return those of the votes offered that a committee took."""
    found = offered(actor, organisation, subjects)
    return [one for one in found if one.body.kind in _COMMITTEES]


def on_cells(actor: Actor, cell: Organisation) -> list[tuple[UUID, str]]:
    """Return, in words, the votes that may have decided on a cell or on who goes to another."""
    return [(one.id, in_words(one)) for one in of_committees(actor, cell)]


def point_on_cell(
    actor: Actor, cell: Organisation, vote_id: UUID | None, *, about: UUID, decided_on: date
) -> None:
    """Write that such a decision was taken by the vote that was chosen, if one was."""
    vote = chosen(of_committees(actor, cell), vote_id)
    if vote is not None:
        point(about, vote, decided_on=decided_on)


def in_words(vote: Vote) -> str:
    """«Ban Thường vụ Đảng ủy, ngày 05/11/2026: Tặng Giấy khen (5/7 tán thành)»."""
    return f"{_where(vote)}: {vote.question} ({vote.in_favour}/{vote.roll} tán thành)"


def _where(vote: Vote) -> str:
    return f"{vote.body.name}, ngày {display.day(held_on(vote))}"


def held_on(vote: Vote) -> date:
    """Return the day on which a closed vote was taken."""
    return clock.day_of(vote.closed_at) if vote.closed_at else clock.today()


def chosen(votes: Iterable[Vote], vote_id: UUID | None) -> Vote | None:
    """Return the vote that was chosen among those offered, or refuse another."""
    if vote_id is None:
        return None
    found = next((one for one in votes if one.id == vote_id), None)
    if found is None:
        raise RuleBroken("Không có cuộc biểu quyết này.", "vote_id")
    return found


def point(about: UUID, vote: Vote, *, decided_on: date) -> None:
    """Write that a record was decided by a vote, inside the running use case."""
    with transaction():
        check_outcome(vote.status, held_on(vote), decided_on)
        db.session.add(Outcome(organisation_id=vote.organisation_id, vote_id=vote.id, about=about))


def forget(about: UUID) -> None:
    """Take back what was written about a record by mistake, inside the running use case."""
    with transaction():
        for one in queries.outcomes(system(clock.today()), [about]):
            db.session.delete(one)


def origins(actor: Actor, about: Sequence[UUID]) -> dict[UUID, Origin]:
    """Return where records that the actor sees were decided: body and day, no figures.

    Only who may see the vote gets the way to its page.
    """
    found = queries.outcomes(system(actor.day), about)
    paths = queries.paths_of(actor, [one.vote_id for one in found])
    return {one.about: Origin(_where(one.vote), paths.get(one.vote_id, "")) for one in found}
