"""What the chi ủy or the Ban Thường vụ says among themselves is not the whole cell's."""

from collections.abc import Callable
from datetime import time
from uuid import UUID

import pytest

from partywork.audit import service as audit
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor, Desk
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.documents import service as documents
from partywork.meetings.service import attachments, invitations, papers, planning, record
from tests.meetings.minuting import MEETS_ON, closed, confirmed
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting, plan_of
from tests.support.papers import pdf


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    """Return a cell whose chi ủy met and whose two leaders confirmed the minutes."""
    case = open_meeting(make, statuses=(), kind_of_body=BodyKind.CELL_COMMITTEE, present=True)
    closed(case)
    confirmed(case)
    return case


def test_members_of_the_cell_do_not_open_the_minutes_of_the_cell_committee(
    make: Make, case: Case
) -> None:
    (kept,) = case_files(case)

    assert documents.open_file(case.deputy, kept.id)[0].id == kept.id
    with pytest.raises(NotVisible):
        documents.open_file(make.plain_member(case.organisation), kept.id)


def test_opening_them_is_an_act_of_its_own(make: Make, case: Case) -> None:
    papers.open_minutes(case.deputy, case.id)

    newest = audit.entries(make.inspector())[0]
    assert (newest.action, newest.actor_name) == ("document.open", case.deputy.name)


def case_files(case: Case) -> list:
    """Return the files of the minutes of the meeting."""
    return record.whole(case.deputy, case.id).minutes.document.files


def test_the_inspection_commission_reads_the_papers_it_is_invited_with(make: Make) -> None:
    inspector, other = make.inspector(), make.office(Desk.INSPECTION)
    stranger = make.plain_member(make.cell())
    body = make.body(make.organisation(), BodyKind.INSPECTION_COMMISSION)
    proposed = planning.suggest(other, body.id)
    meeting = planning.plan(
        other, body.id, kind=proposed.kind, month=proposed.month, facts=plan_of(body)
    )
    first, late = "Chương trình kiểm tra", "Dự thảo kết luận"
    attach(other, meeting.id, first)
    meeting = invitations.invite(other, meeting.id, version=meeting.version)
    attach(other, meeting.id, late)
    db.session.expire_all()

    seen = invitations.own_invitation(inspector, meeting.id).meeting.papers
    assert {paper.document.summary for paper in seen} == {first, late}
    for paper in seen:
        (file,) = paper.document.files
        assert documents.open_file(inspector, file.id)[0].id == file.id
        with pytest.raises(NotVisible):
            documents.open_file(stranger, file.id)


def attach(actor: Actor, meeting_id: UUID, summary: str) -> None:
    attachments.attach_paper(
        actor, meeting_id, summary=summary, file_name="a.pdf", content=pdf(summary)
    )
