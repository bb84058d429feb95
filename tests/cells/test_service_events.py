"""Recording events: what follows in the register, corrections, voiding, concurrent writers."""

from datetime import date

import pytest

from partywork.cells.models import Appointment, Member, Membership
from partywork.cells.policy import visible_appointments, visible_memberships
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    EventKind,
    JoiningReason,
    LeavingReason,
    MembershipStatus,
    OfficeTitle,
)
from partywork.core.actor import Desk, system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from tests.support.make import Make

DAY = date(2026, 3, 10)


def rows_of(member: Member) -> list[Membership]:
    query = visible_memberships(system(DAY)).where(Membership.member_id == member.id)
    return list(db.session.scalars(query.order_by(Membership.starts_on, Membership.id)))


def test_a_move_ends_one_row_begins_another_and_ends_the_offices_of_the_former_cell(
    make: Make,
) -> None:
    one, other = make.cell(), make.cell()
    member = make.member(one, office=OfficeTitle.DEPUTY_SECRETARY)
    actor = make.office()

    events.record(
        actor,
        member.id,
        NewEvent(
            kind=EventKind.MOVED,
            happened_on=DAY,
            cell_id=one.id,
            other_organisation_id=other.id,
            document_number="15-QĐ/ĐU",
        ),
    )

    before, after = rows_of(member)
    assert (before.organisation_id, before.ends_on) == (one.id, date(2026, 3, 9))
    assert before.leaving_reason is LeavingReason.TRANSFERRED
    assert (after.organisation_id, after.starts_on, after.ends_on) == (other.id, DAY, None)
    assert after.joining_reason is JoiningReason.TRANSFERRED
    query = visible_appointments(system(DAY)).where(Appointment.member_id == member.id)
    office = db.session.scalars(query).one()
    assert (office.ends_on, office.relief_number) == (date(2026, 3, 9), "15-QĐ/ĐU")
