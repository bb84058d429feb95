"""Builders of meetings of bodies above the cells, and of decisions that they take."""

from uuid import UUID

from partywork.ballots.models import Ballot, Vote
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers as counting
from partywork.ballots.service import secret
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Actor
from partywork.documents.terms import AccessClass
from partywork.meetings.models import AgendaItem
from partywork.meetings.service import (
    ballots,
    deciding,
    record,
    votes,
)
from partywork.meetings.terms import AttendanceMark
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from tests.support.make import Make
from tests.support.meetings import Case, begin, invite, mark, prepare
from tests.support.papers import ISSUED_ON, pdf

_LEADERS = {
    BodyKind.COMMITTEE: (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY),
    BodyKind.STANDING_COMMITTEE: (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY),
    BodyKind.INSPECTION_COMMISSION: (OfficeTitle.INSPECTION_HEAD, OfficeTitle.INSPECTION_DEPUTY),
}
QUESTION = "Tặng Giấy khen cho 02 chi bộ"


def open_body(make: Make, kind: BodyKind) -> Case:
    """Return a body of the Đảng ủy of two leaders in its meeting, with both of them there."""
    organisation, cell = make.organisation(), make.cell()
    members = [make.member(cell) for _ in _LEADERS[kind]]
    for member, office in zip(members, _LEADERS[kind], strict=True):
        make.appointment(member, organisation, office)
    first, second = (make.actor(member) for member in members)
    case = prepare(make, Case(organisation, first, second, members), kind)
    begin(invite(case))
    mark(case, AttendanceMark.PRESENT)
    return case


def voted(
    case: Case,
    *tally: int,
    subject: VoteSubject = VoteSubject.ORDINARY,
    question: str = QUESTION,
) -> Vote:
    """Return a question that was voted on, by hand where the table of channels allows it.

    Two are in favour if not said; what must be secret is voted on paper.
    """
    meeting = record.whole(case.secretary, case.id)
    item = next(one for one in meeting.agenda if one.code == "C4")
    if subject not in votes.open_subjects():
        return voted_on_paper(case, item, Question(question, subject), Tally(*tally))
    vote = votes.prepare(case.secretary, case.id, item.id, question=question, subject=subject)
    opened = votes.open_vote(case.secretary, case.id, vote.id)
    return votes.close_vote(
        case.secretary,
        case.id,
        vote.id,
        version=opened.version,
        tally=Tally(*(tally or (2, 0, 0))),
        reserved=[],
    )


def asked_on_paper(case: Case, item: AgendaItem, question: Question) -> Ballot:
    """Return a paper ballot on an item that nobody counts yet."""
    return ballots.prepare(
        case.secretary,
        case.id,
        item.id,
        title=question.text,
        way=BallotWay.PAPER,
        questions=[question],
        seats=None,
        path=f"/meetings/{case.id}/minutes",
    )


def cast_on_paper(case: Case, ballot: Ballot, teller: UUID | None) -> Ballot:
    """Return a paper ballot whose voting has closed, for one teller to count."""
    by = case.secretary
    assert teller is not None
    named = ballots.name_tellers(by, case.id, ballot.id, version=ballot.version, tellers=[teller])
    opened = ballots.open_ballot(by, case.id, ballot.id, version=named.version)
    return secret.close(by, ballot.id, version=opened.version)


def counted_on_paper(case: Case, closed: Ballot, tally: Tally) -> Ballot:
    """Return a paper ballot of one question, counted: every paper came back and was valid."""
    papers = tally.total
    count = PaperCount(papers, papers, papers, 0, {closed.votes[0].id: tally})
    return counting.record_paper(case.secretary, closed.id, version=closed.version, count=count)


def voted_on_paper(case: Case, item: AgendaItem, question: Question, tally: Tally) -> Vote:
    """Return a question that everybody present answered on paper; the bí thư counted."""
    asked = asked_on_paper(case, item, question)
    closed = cast_on_paper(case, asked, case.secretary.member_id)
    counted = counted_on_paper(case, closed, tally)
    return votes.get(case.secretary, case.id, counted.votes[0].id).vote


def decided(case: Case, vote: Vote, *, actor: Actor | None = None, **words: object) -> Resolution:
    """Return the drafted decision on a vote, with the words the form offers unless said."""
    by = actor or case.secretary
    draft = deciding.for_deciding(by, case.id, vote.id)
    offered = {
        "title": draft.title,
        "grounds": draft.grounds,
        "articles": draft.articles,
        "recipients": draft.recipients,
        "access": AccessClass.INTERNAL,
    }
    return deciding.decide(by, case.id, vote.id, **(offered | words))


def issued(case: Case, decision: Resolution, *, is_laid_out: bool = False) -> Resolution:
    """Return a decision that was sent, signed and given its number."""
    by = case.secretary
    assert by.member_id is not None
    sent = resolutions.send_for_signature(
        by, decision.id, version=decision.version, signer_member_id=by.member_id
    )
    signed = resolutions.sign(
        by,
        decision.id,
        version=sent.version,
        signed_on=ISSUED_ON,
        file_name="ban ky.pdf",
        content=pdf(),
    )
    return resolutions.issue(
        by, decision.id, version=signed.version, issued_on=ISSUED_ON, is_laid_out=is_laid_out
    )
