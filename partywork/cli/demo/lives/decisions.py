"""The decisions of the bodies above the cells: signed, numbered and issued after their votes."""

from datetime import timedelta
from random import Random

from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.models import Body
from partywork.cells.terms import BodyKind
from partywork.cli.demo import words
from partywork.cli.demo.cast import actor as system_actor
from partywork.cli.demo.lives.stage import SECOND, Stage
from partywork.cli.demo.records import signed_sheet
from partywork.core.db import db
from partywork.meetings import policy
from partywork.meetings.models import Meeting
from partywork.meetings.service import deciding, record
from partywork.resolutions import service as resolutions

# Who signs for a body, and what the articles say.
_SIGNED = {
    BodyKind.STANDING_COMMITTEE: (SECOND, words.STANDING_ARTICLES),
    BodyKind.INSPECTION_COMMISSION: ("kiemtra", words.INSPECTION_ARTICLES),
}


def tell(stage: Stage) -> None:
    """Let each body issue what it voted on."""
    for kind, (login, articles) in _SIGNED.items():
        query = (policy.visible(system_actor()).join(Body, Body.id == Meeting.body_id)).where(
            Body.kind == kind
        )
        for meeting in db.session.scalars(query).all():
            _decide(stage, login, record.whole(system_actor(), meeting.id), articles)


def _decide(stage: Stage, login: str, meeting: Meeting, articles: str) -> None:
    vote = next((one.vote for one in meeting.agenda if _is_decision(one.vote)), None)
    signer = stage.act(login)
    if vote is None or signer.member_id is None:
        return
    draft = deciding.for_deciding(signer, meeting.id, vote.id)
    made = deciding.decide(
        signer,
        meeting.id,
        vote.id,
        title=draft.title,
        grounds=draft.grounds,
        articles=articles,
        recipients=draft.recipients,
        access=draft.access,
    )
    sent = resolutions.send_for_signature(
        signer, made.id, version=made.version, signer_member_id=signer.member_id
    )
    signed_on = meeting.starts_on + timedelta(days=1)
    signed = resolutions.sign(
        signer,
        made.id,
        version=sent.version,
        signed_on=signed_on,
        file_name="Bản ký quyết định.pdf",
        content=signed_sheet(Random(login)),  # noqa: S311  (a drawing)
    )
    resolutions.issue(signer, made.id, version=signed.version, issued_on=signed_on)


def _is_decision(vote: Vote | None) -> bool:
    return (
        vote is not None
        and vote.subject is VoteSubject.ORDINARY
        and vote.status is VoteStatus.PASSED
    )
