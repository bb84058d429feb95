"""Who reads and marks the sheet of a meeting, and who confirms it for the level above."""

from collections.abc import Callable
from datetime import time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.meetings.models import Guest
from partywork.meetings.service import record
from partywork.provisions.terms import ConfirmationRoute
from partywork.quality import policy
from partywork.quality.models import QualityLine, QualitySheet
from partywork.quality.terms import Measure, QualityGroup, QualityLevel
from tests.meetings.minuting import MEETS_ON
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(MEETS_ON, time(20, 0))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL])


def marked(case: Case) -> None:
    """Keep a sheet of one line."""
    organisation_id = case.organisation.id
    line = QualityLine(
        organisation_id=organisation_id,
        code="1.1",
        position=1,
        group=QualityGroup.TIME,
        title="Thời gian",
        most=50,
        measure=Measure.DURATION,
        theme_only=False,
        bands=[],
        computed=50,
        origin="95 phút.",
        is_applicable=True,
        reason="",
    )
    with transaction():
        db.session.add(
            QualitySheet(
                organisation_id=organisation_id,
                meeting_id=case.id,
                template_from=MEETS_ON,
                tenths=930,
                level=QualityLevel.GOOD,
                marked_at=clock.now(),
                lines=[line],
            )
        )


def test_a_sheet_is_read_by_who_may_read_its_meeting(make: Make, case: Case) -> None:
    marked(case)

    def seen(actor: Actor) -> tuple[int, int]:
        sheets = db.session.scalars(policy.visible(actor)).all()
        return len(sheets), len(db.session.scalars(policy.visible_lines(actor)).all())

    assert seen(make.actor(case.members[0])) == (1, 1)
    assert seen(system(clock.today())) == (1, 1)
    assert seen(make.secretary(make.cell())) == (0, 0)


def test_the_officers_mark_and_finish_and_confirm_nothing_of_their_own(
    make: Make, case: Case
) -> None:
    meeting, member = record.whole(case.secretary, case.id), make.actor(case.members[0])

    for actor, may in ((case.secretary, True), (member, False)):
        assert policy.may_mark(actor, meeting) is may
        assert policy.may_finish(actor, meeting) is may
    assert not policy.may_confirm(case.secretary, meeting, ConfirmationRoute.OFFICE)


def test_who_was_there_confirms_else_whom_the_provision_names(make: Make, case: Case) -> None:
    office, visitor = make.office(), make.committee()

    def may(route: ConfirmationRoute) -> list[bool]:
        db.session.expire_all()
        meeting = record.whole(case.secretary, case.id)
        return [policy.may_confirm(one, meeting, route) for one in (office, visitor)]

    assert may(ConfirmationRoute.OFFICE) == [True, False]
    assert may(ConfirmationRoute.ATTENDED) == [False, False]
    with transaction():
        db.session.add(
            Guest(
                organisation_id=case.organisation.id,
                meeting_id=case.id,
                member_id=visitor.member_id,
                full_name=visitor.name,
            )
        )
    assert may(ConfirmationRoute.OFFICE) == [True, False]
    with transaction():
        for guest in record.whole(case.secretary, case.id).guests:
            guest.is_present = True
    assert may(ConfirmationRoute.OFFICE) == [False, True]


def test_the_office_keeps_the_template(make: Make, case: Case) -> None:
    assert policy.may_change_template(make.office())
    assert not policy.may_change_template(case.secretary)
