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
from partywork.meetings.service import attachments, invitations, opening, papers, planning, record
from partywork.meetings.terms import AttendanceMark
from tests.meetings.minuting import MEETS_ON, closed, confirmed
from tests.support.make import Make
from tests.support.meetings import AT, Case, cell_case, mark, plan_of
from tests.support.papers import pdf


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    """Return a cell whose chi ủy met and whose two leaders confirmed the minutes."""
    case = cell_case(make)
    chair, taker = case.secretary.member_id, case.deputy.member_id
    body = make.body(case.organisation, BodyKind.CELL_COMMITTEE)
    proposed = planning.suggest(case.secretary, body.id)
    case.meeting = planning.plan(
        case.secretary,
        body.id,
        kind=proposed.kind,
        month=proposed.month,
        facts=plan_of(body, chair=chair, taker=taker),
    )
    meeting = invitations.invite(case.secretary, case.id, version=case.meeting.version)
    opening.open_meeting(
        case.secretary,
        case.id,
        version=meeting.version,
        chair_id=chair,
        minutes_taker_id=taker,
        at=AT,
    )
    mark(case, AttendanceMark.PRESENT)
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
