"""Secret ballots of the meeting that is being held, and one more of each step before and after."""

from uuid import UUID

from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers as counting
from partywork.ballots.service import secret, stopping
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.core.actor import Actor
from partywork.meetings.service import ballots, record
from tests.access.sides import TODAY
from tests.access.work import Builder


def build(builder: Builder) -> None:
    """A ballot of each step, one of them stopped; in cells on screens too."""
    evening = _Evening(builder)
    way = BallotWay.BOTH if builder.is_cell else BallotWay.PAPER
    evening.keep("prepared-ballot", evening.prepared(way))
    evening.keep("open-ballot", evening.opened(way))
    papers = evening.opened(BallotWay.PAPER)
    evening.keep("closed-ballot", secret.close(evening.chair, papers.id, version=papers.version))
    evening.keep("counted-ballot", evening.counted())
    evening.keep("stopped-ballot", evening.stopped(way))
    if builder.is_cell:
        evening.keep("opened-box", evening.cast_and_opened())


class _Evening:
    """The open meeting of one side and who counts in it."""

    def __init__(self, builder: Builder) -> None:
        side = builder.side
        self.builder, self.side, self.chair = builder, side, side.secretary
        self.meeting_id = side.objects["open"]["meeting_id"]
        counts = (side.plain, side.secretary, side.deputy) if builder.is_cell else (side.deputy,)
        self.tellers: list[Actor] = list(counts)

    def keep(self, state: str, ballot: Ballot) -> None:
        self.builder.keep(state, meeting_id=self.meeting_id, ballot_id=ballot.id)

    def prepared(self, way: BallotWay) -> Ballot:
        item = record.whole(self.chair, self.meeting_id).agenda[-1]
        ballot = ballots.prepare(
            self.chair,
            self.meeting_id,
            item.id,
            title=self.side.word("Bỏ phiếu"),
            way=way,
            questions=[Question(self.side.word("Phương án"), VoteSubject.OPINION)],
            seats=None,
            path=f"/meetings/{self.meeting_id}/minutes",
        )
        return ballots.name_tellers(
            self.chair,
            self.meeting_id,
            ballot.id,
            version=ballot.version,
            tellers=[one.member_id for one in self.tellers if one.member_id],
        )

    def opened(self, way: BallotWay) -> Ballot:
        ballot = self.prepared(way)
        if way is not BallotWay.PAPER:
            self.shares = [self.share(teller, ballot.id) for teller in self.tellers]
            ballot = queries.ballot_of(self.chair, ballot.id)
        return ballots.open_ballot(self.chair, self.meeting_id, ballot.id, version=ballot.version)

    def share(self, teller: Actor, ballot_id: UUID) -> str:
        share = secret.take_share(teller, ballot_id)
        secret.confirm_share(teller, ballot_id, typed=share)
        return share

    def stopped(self, way: BallotWay) -> Ballot:
        opened = self.opened(way)
        reason = self.side.word("Mất hai mảnh chìa khóa")
        return stopping.stop(self.chair, opened.id, version=opened.version, reason=reason)

    def counted(self) -> Ballot:
        """Everybody answered on paper, in favour."""
        opened = self.opened(BallotWay.PAPER)
        voters = len(queries.register_of(self.chair, opened))
        closed = secret.close(self.chair, opened.id, version=opened.version)
        tallies = {vote.id: Tally(voters, 0, 0) for vote in closed.votes}
        count = PaperCount(voters, voters, voters, 0, tallies)
        return counting.record_paper(self.chair, closed.id, version=closed.version, count=count)

    def cast_and_opened(self) -> Ballot:
        """Everybody voted on screens and two tellers opened the box."""
        ballot = self.opened(BallotWay.SCREEN)
        lines = queries.register_of(self.chair, ballot)
        users = [User(member_id=one.member_id, member=one.member) for one in lines]
        for voter in (person_of(one, TODAY).actor for one in users):
            sealed = secret.review(voter, ballot.id, {vote.id: 0 for vote in ballot.votes})
            secret.cast(voter, ballot.id, written=sealed.envelopes, proof=sealed.proof)
        version = queries.ballot_of(self.chair, ballot.id).version
        ballot = secret.close(self.chair, ballot.id, version=version)
        for teller, share in list(zip(self.tellers, self.shares, strict=True))[:2]:
            ballot = secret.hand_in_share(teller, ballot.id, typed=share)
        return ballot
