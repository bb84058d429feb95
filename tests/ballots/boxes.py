"""A cell about to vote secretly: voters, tellers with their shares, and a ballot to open."""

from dataclasses import dataclass, field
from uuid import UUID

from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules.counting import Voter
from partywork.ballots.service import ballots, secret
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.actor import Actor
from tests.support.make import Make


@dataclass
class Evening:
    """One ballot with everybody who takes part; `shares` are by teller, as printed."""

    cell: Organisation
    secretary: Actor
    people: list[Actor]
    voters: list[Voter]
    ballot: Ballot
    shares: dict[UUID, str] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """The ballot's id."""
        return self.ballot.id

    @property
    def tellers(self) -> list[Actor]:
        """The first three of the members."""
        return self.people[:3]

    def question(self, number: int = 0) -> UUID:
        """The id of a question on the ballot."""
        return self.ballot.votes[number].id

    def options(self, option: int) -> dict[UUID, int]:
        """The same answer to every question."""
        return {vote.id: option for vote in self.ballot.votes}


def voter(actor: Actor, *, is_online: bool = False, present: bool = True) -> Voter:
    """Return an official member who has come."""
    assert actor.member_id is not None
    return Voter(actor.member_id, MembershipStatus.OFFICIAL, present, is_online=is_online)


def prepared(
    make: Make,
    *,
    people: int = 6,
    way: BallotWay = BallotWay.SCREEN,
    questions: tuple[str, ...] = ("Đồng ý với phương án 1",),
    subject: VoteSubject = VoteSubject.OPINION,
    seats: int | None = None,
) -> Evening:
    """Return a ballot with its tellers named, nothing handed out yet."""
    cell = make.cell()
    secretary = make.secretary(cell)
    members = [make.plain_member(cell) for _ in range(people)]
    voters = [voter(one) for one in (secretary, *members)]
    ballot = ballots.prepare(
        secretary,
        organisation_id=cell.id,
        body_id=make.body(cell, BodyKind.CELL).id,
        title="Lấy ý kiến chi bộ",
        way=way,
        questions=[Question(text, subject) for text in questions],
        path="/meetings",
        seats=seats,
    )
    ballot = ballots.name_tellers(
        secretary,
        ballot.id,
        version=ballot.version,
        tellers=[one.member_id for one in members[:3] if one.member_id],
        voters=voters,
    )
    return Evening(cell, secretary, members, voters, ballot)


def hand_out_shares(evening: Evening) -> None:
    """Let every teller take the share and show that it was printed rightly."""
    for teller in evening.tellers:
        assert teller.user_id is not None
        share = secret.take_share(teller, evening.id)
        evening.shares[teller.user_id] = share
        secret.confirm_share(teller, evening.id, typed=share)


def opened(make: Make, **facts: object) -> Evening:
    """Return a ballot on which people may vote."""
    evening = prepared(make, **facts)  # type: ignore[arg-type]
    if evening.ballot.way is not BallotWay.PAPER:
        hand_out_shares(evening)
    evening.ballot = ballots.open_ballot(
        evening.secretary, evening.id, version=evening.ballot.version, voters=evening.voters
    )
    return evening


def vote(evening: Evening, person: Actor, option: int) -> str:
    """Let a person review and cast; returns their tracker."""
    sealed = secret.review(person, evening.id, evening.options(option))
    return secret.cast(person, evening.id, written=sealed.envelopes, proof=sealed.proof).tracker


def everybody_votes(evening: Evening, option: int = 0) -> None:
    """Let every member cast the same answer, so that the box may be opened."""
    for person in evening.people:
        vote(evening, person, option)


def closed(evening: Evening) -> Ballot:
    """Close the box."""
    version = queries.ballot_of(evening.secretary, evening.id).version
    evening.ballot = secret.close(evening.secretary, evening.id, version=version)
    return evening.ballot


def voted(make: Make, **facts: object) -> Evening:
    """Return a closed ballot in which everybody voted alike."""
    evening = opened(make, **facts)
    everybody_votes(evening)
    closed(evening)
    return evening


def counted(evening: Evening) -> Ballot:
    """Let the first and the third teller open the box."""
    for teller in (evening.tellers[0], evening.tellers[2]):
        assert teller.user_id is not None
        evening.ballot = secret.hand_in_share(
            teller, evening.id, typed=evening.shares[teller.user_id]
        )
    return evening.ballot
