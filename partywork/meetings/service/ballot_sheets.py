"""The papers of a secret ballot: the slips people vote on, and the tellers' sheet to sign."""

from uuid import UUID

from partywork.ballots import queries
from partywork.ballots.models import Ballot, Vote
from partywork.ballots.terms import BallotStatus, BallotWay
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.documents.pages import heading_of
from partywork.documents.rules import strip_academic_titles
from partywork.meetings.models import Meeting
from partywork.meetings.pages import BallotPapersPage, TallyLine, TallySheetPage
from partywork.meetings.service import ballots, papers, record
from partywork.pdf.renderer import render


def slips(actor: Actor, meeting_id: UUID, ballot_id: UUID) -> tuple[str, bytes]:
    """Return the paper ballots to be cut out, one for each who may vote."""
    setting = ballots.setting(actor, meeting_id, ballot_id)
    if setting.ballot.way is BallotWay.SCREEN:
        raise RuleBroken("Cuộc bỏ phiếu này trên màn hình, không in phiếu.")
    page = slips_page(setting.meeting, setting.ballot, setting.voters)
    return f"Phiếu {setting.ballot.title}.pdf", render("pdf/ballot_papers.html", page)


def slips_page(meeting: Meeting, ballot: Ballot, voters: int) -> BallotPapersPage:
    """Fill the slips of one ballot."""
    return BallotPapersPage(
        heading=heading_of(meeting.organisation, meeting.body.kind, day=meeting.starts_on),
        summary=papers.summary_of(meeting),
        starts_at=meeting.starts_at,
        place=meeting.place,
        title=ballot.title,
        questions=tuple(vote.question for vote in ballot.votes),
        seats=ballot.seats,
        copies=max(voters, 1),
    )


def tally_sheet(actor: Actor, meeting_id: UUID, ballot_id: UUID) -> tuple[str, bytes]:
    """Return the sheet that the tellers and the chair sign, once everything is counted."""
    meeting = record.whole(actor, meeting_id)
    ballot = queries.ballot_of(actor, ballot_id)
    ballots.item_of(meeting, ballot)
    if ballot.status is not BallotStatus.COUNTED:
        raise RuleBroken("Chưa kiểm phiếu xong nên chưa in được biên bản kiểm phiếu.")
    register = queries.register_of(actor, ballot)
    on_screens = sum(line.has_voted for line in register)
    page = tally_page(meeting, ballot, len(register), on_screens)
    return f"Biên bản kiểm phiếu {ballot.title}.pdf", render("pdf/tally_sheet.html", page)


def tally_page(meeting: Meeting, ballot: Ballot, voters: int, on_screens: int) -> TallySheetPage:
    """Fill the tally sheet of one ballot, on which so many of the voters answered on screens."""
    figures = (
        ballot.papers_issued,
        ballot.papers_returned,
        ballot.papers_valid,
        ballot.papers_invalid,
    )
    issued, returned, valid, invalid = (figure or 0 for figure in figures)
    return TallySheetPage(
        heading=heading_of(meeting.organisation, meeting.body.kind, day=meeting.starts_on),
        summary=papers.summary_of(meeting),
        starts_at=meeting.starts_at,
        place=meeting.place,
        title=ballot.title,
        voters=voters,
        papers=None if ballot.way is BallotWay.SCREEN else (issued, returned, valid, invalid),
        screens=None if ballot.way is BallotWay.PAPER else on_screens,
        lines=tuple(_line(vote) for vote in ballot.votes),
        tellers=tuple(strip_academic_titles(one.member.full_name) for one in ballot.tellers),
        box_digest=ballot.box_digest or "",
        result_digest=ballot.result_digest or "",
        counted_at=clock.local(ballot.counted_at or clock.now()),
        chair=strip_academic_titles(meeting.chair.full_name) if meeting.chair else "",
    )


def _line(vote: Vote) -> TallyLine:
    return TallyLine(
        question=vote.question,
        in_favour=vote.in_favour or 0,
        against=vote.against or 0,
        other_opinion=vote.other_opinion or 0,
        roll=vote.roll or 0,
        needed=vote.needed or 0,
        result=vote.status.label,
    )
