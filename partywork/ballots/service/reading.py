"""What a person sees of a ballot: their own part in it, who has voted, what can be checked."""

from dataclasses import dataclass
from uuid import UUID

from partywork.ballots import queries
from partywork.ballots.engine import envelopes
from partywork.ballots.models import Ballot, RegisterLine, Teller
from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service import ballots, box, leading, papers, publishing
from partywork.ballots.service.publishing import Listed
from partywork.ballots.service.secret import NOT_A_TELLER
from partywork.ballots.service.votes import NOT_YOURS
from partywork.ballots.terms import BallotStatus, BallotWay
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken, require


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One name of the list of voters, and whether it has voted; never when."""

    member_id: UUID
    name: str
    has_voted: bool
    got_paper: bool


@dataclass(frozen=True, slots=True)
class BallotView:
    """A ballot as one person sees it.

    `own` is the person's line of the register, `teller` their place among the tellers; `trackers`
    are shown once the box is closed, `tallies` once it is counted. `has_offered` says that the
    teller's share waits for a second one, `least` how many answers on screens a box needs,
    and how many papers beside them.
    """

    ballot: Ballot
    rows: list[RegisterRow]
    own: RegisterLine | None
    teller: Teller | None
    may_run: bool
    may_cast: bool
    trackers: list[str]
    tallies: dict[UUID, Tally]
    has_offered: bool
    least: int

    @property
    def may_stop(self) -> bool:
        """Say whether who runs the body may stop the ballot: it is open or not counted yet."""
        return self.may_run and self.ballot.status in (BallotStatus.OPEN, BallotStatus.CLOSED)

    @property
    def is_too_small(self) -> bool:
        """Say whether so few have voted on screens that their box is never opened."""
        return 0 < sum(row.has_voted for row in self.rows) < self.least

    @property
    def papers_out(self) -> int:
        """How many were handed a paper."""
        return sum(row.got_paper for row in self.rows)

    @property
    def has_few_papers(self) -> bool:
        """Say whether so few hold a paper beside the screens that nobody may count them."""
        return self.ballot.way is BallotWay.BOTH and 0 < self.papers_out < self.least

    @property
    def waiting(self) -> list[tuple[UUID, str]]:
        """Who has neither voted nor been handed a paper, by name."""
        return [
            (row.member_id, row.name) for row in self.rows if not (row.has_voted or row.got_paper)
        ]

    @property
    def voted(self) -> int:
        """How many have voted on a screen or were handed a paper."""
        return sum(row.has_voted or row.got_paper for row in self.rows)


def show(actor: Actor, ballot_id: UUID) -> BallotView:
    """Return a ballot with what this person may do and check."""
    ballot = queries.ballot_of(actor, ballot_id)
    register = queries.register_of(actor, ballot)
    own = next((line for line in register if line.member_id == actor.member_id), None)
    teller = next((one for one in ballot.tellers if one.member_id == actor.member_id), None)
    is_open = ballot.status is BallotStatus.OPEN
    has_closed = ballot.status in (BallotStatus.CLOSED, BallotStatus.COUNTED, BallotStatus.STOPPED)
    return BallotView(
        ballot=ballot,
        rows=[
            RegisterRow(line.member_id, line.member.full_name, line.has_voted, line.got_paper)
            for line in register
        ],
        own=own,
        teller=teller,
        may_run=leading.may_run(actor, ballot),
        may_cast=own is not None
        and is_open
        and ballot.way is not BallotWay.PAPER
        and not (own.has_voted or own.got_paper),
        trackers=queries.trackers_of(actor, ballot) if has_closed else [],
        tallies=ballots.tallies(ballot) if ballot.status is BallotStatus.COUNTED else {},
        has_offered=teller is not None and secrecy.is_waiting(teller.offered_at, clock.now()),
        least=ballots.least_voters(ballot),
    )


def for_teller(actor: Actor, ballot_id: UUID) -> BallotView:
    """Return a ballot for one of its tellers."""
    view = show(actor, ballot_id)
    require(view.teller is not None, NOT_A_TELLER)
    return view


def for_handing_out(actor: Actor, ballot_id: UUID) -> BallotView:
    """Return a ballot for those who hand its papers out."""
    view = show(actor, ballot_id)
    require(view.may_run, NOT_YOURS)
    papers.check_handing_out(view.ballot)
    return view


def for_stopping(actor: Actor, ballot_id: UUID) -> BallotView:
    """Return a ballot for those who may stop it."""
    view = show(actor, ballot_id)
    require(view.may_run, NOT_YOURS)
    secrecy.check_step(view.ballot.status, BallotStatus.STOPPED)
    return view


def for_counting(actor: Actor, ballot_id: UUID) -> BallotView:
    """Return a ballot for those who write down the count of its papers."""
    view = show(actor, ballot_id)
    require(view.teller is not None or view.may_run, NOT_A_TELLER)
    return view


@dataclass(frozen=True, slots=True)
class Recount:
    """The published result worked out again, and whether it is what was written down.

    `listed` and `text` are all that anybody needs to do the same with a pencil and any computer.
    """

    tallies: dict[UUID, Tally]
    agrees: bool
    box_agrees: bool | None
    listed: list[Listed]
    text: str


def recount(actor: Actor, ballot_id: UUID) -> Recount:
    """Work a ballot's result out again from its published answers and paper counts.

    The box is compared too while its envelopes are still kept. Before all is counted there is
    nothing to compare, and a part of the result is shown to nobody.
    """
    ballot = queries.ballot_of(actor, ballot_id)
    if ballot.status is not BallotStatus.COUNTED:
        raise RuleBroken("Chưa kiểm phiếu xong nên chưa tính lại được kết quả.")
    tallies = ballots.tallies(ballot)
    written = {
        vote.id: Tally(vote.in_favour or 0, vote.against or 0, vote.other_opinion or 0)
        for vote in ballot.votes
    }
    digests = [envelopes.digest_of(one.sealed) for one in queries.envelopes_of(actor, ballot)]
    box_agrees = None
    if ballot.box_digest is not None and ballot.envelopes_destroyed_on is None:
        box_agrees = ballot.box_digest == box.digest(digests, queries.trackers_of(actor, ballot))
    return Recount(
        tallies=tallies,
        agrees=tallies == written and ballot.result_digest == publishing.digest_of(ballot),
        box_agrees=box_agrees,
        listed=publishing.listed(ballot),
        text=publishing.text_of(ballot),
    )
