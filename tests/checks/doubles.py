"""Rows that two records of one person have, and what is said when they are made one."""

from datetime import date, time

import pytest

from partywork.ballots.models import Ballot, RegisterLine, Teller
from partywork.ballots.terms import BallotStatus, BallotWay
from partywork.cells.models import (
    MemberEvent,
)
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.checks.service import twins
from partywork.checks.terms import Verdict
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.dues.models import DuesClosing, DuesLine
from partywork.dues.rules.amounts import Reckoned
from partywork.dues.service.ledger import as_json
from partywork.dues.terms import PaymentWay, Why
from partywork.meetings.models import Attendance, Invitation, Meeting
from partywork.meetings.terms import AttendanceMark, MeetingKind
from partywork.tasks.models import Task

TODAY, REASON = date(2026, 11, 22), "Nhập hai lần"
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def add(*rows):
    with transaction():
        db.session.add_all(rows)
    return rows


def every(table, **wanted):
    query = db.select(table).filter_by(**wanted).execution_options(partywork_scoped=True)
    return list(db.session.scalars(query))


def merge(desk, pair, **given):
    kept, gone = pair
    given = {"verdict": Verdict.KEEP_FIRST, "reason": REASON} | given
    twins.decide(desk, kept.id, gone.id, **given)


def foreseen(desk, pair):
    return twins.open_twins(desk, pair[0].id, pair[1].id).foreseen[0]


def refused(desk, pair, match):
    """Say why a merger is refused; the page says the same before, and nothing is changed."""
    gone = pair[1]
    page = foreseen(desk, pair)
    with pytest.raises(RuleBroken, match=match) as refusal:
        merge(desk, pair)
    assert page.refusal == refusal.value.message
    db.session.expire_all()
    assert gone.voided_on is None
    assert len(every(MemberEvent, member_id=gone.id)) < 5


def task(cell, member, title="Việc"):
    (made,) = add(
        Task(
            organisation_id=cell.id,
            title=title,
            lead_id=member.id,
            given_on=NOVEMBER,
            due_on=date(2026, 12, 1),
        )
    )
    return made


def meeting(make, cell, status, **facts):
    body = make.body(cell, BodyKind.CELL)
    (made,) = add(
        Meeting(
            organisation_id=cell.id,
            body_id=body.id,
            kind=MeetingKind.REGULAR,
            year=2026,
            month=11,
            title="Họp",
            starts_at=clock.instant_of(TODAY, time(19)),
            place="Hội trường",
            status=status,
            **facts,
        )
    )
    return made


def attended(meeting, *members):
    return add(
        *(
            Attendance(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting.id,
                member_id=one.id,
                status=MembershipStatus.OFFICIAL,
                mark=AttendanceMark.PRESENT,
                reason="Riêng",
            )
            for one in members
        )
    )


def ballot(meeting, *, voters=(), tellers=(), status=BallotStatus.OPEN):
    (made,) = add(
        Ballot(
            organisation_id=meeting.organisation_id,
            body_id=meeting.body_id,
            title="Lấy ý kiến",
            path=f"/meetings/{meeting.id}/minutes",
            channel=meeting.id,
            way=BallotWay.PAPER,
            status=status,
        )
    )
    add(
        *(RegisterLine(ballot_id=made.id, member_id=one.id) for one in voters),
        *(
            Teller(
                organisation_id=meeting.organisation_id,
                ballot_id=made.id,
                member_id=one.id,
                position=position,
            )
            for position, one in enumerate(tellers, 1)
        ),
    )
    return made


def invited(meeting, *members):
    return add(
        *(
            Invitation(
                organisation_id=meeting.organisation_id, meeting_id=meeting.id, member_id=one.id
            )
            for one in members
        )
    )


def line(cell, member, month, paid=None, *, excused=False):
    return DuesLine(
        organisation_id=cell.id,
        member_id=member.id,
        month=month,
        due=as_json(Reckoned(50_000, Why.BY_RATE)),
        paid=paid,
        paid_on=TODAY if paid else None,
        way=PaymentWay.CASH if paid else None,
        is_excused=excused,
    )


def closed(cell, month):
    facts = {"closed_at": clock.now(), "closed_by": "", "payers": 0, "have_paid": 0}
    return DuesClosing(organisation_id=cell.id, month=month, **facts)
