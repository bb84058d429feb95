"""A discipline that comes after the dossier was opened holds the badge as one before does (T17)."""

from datetime import date

import pytest

from partywork.badges.service import nominations
from partywork.badges.service.nominations import Award
from partywork.badges.terms import Ground, NominationStatus
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import DisciplineForm, EventKind
from partywork.core.errors import RuleBroken

BATCH = date(2026, 11, 7)


def opened(make, today):
    today(date(2026, 10, 1))
    cell, desk = make.cell(), make.office()
    member = make.member(cell, admitted_on=date(1996, 10, 20))
    made = nominations.nominate(
        desk, member.id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None
    )
    received = dict.fromkeys(("declaration", "cell_opinion", "file_extract"), date(2026, 10, 1))
    return desk, nominations.keep_papers(
        desk, made.id, version=made.version, received=received, kept_at="Cặp 3"
    )


def warn(desk, nomination, day):
    warned = NewEvent(
        kind=EventKind.DISCIPLINED,
        happened_on=day,
        cell_id=nomination.organisation_id,
        details={"form": DisciplineForm.WARNING},
    )
    events.record(desk, nomination.member_id, warned)


def submit(desk, nomination):
    return nominations.submit(
        desk,
        nomination.id,
        version=nomination.version,
        number="05-TTr/ĐU",
        submitted_on=date(2026, 10, 5),
    )


def award(desk, nomination):
    given = Award("9-QĐ/ĐU", date(2026, 10, 30), "Đảng ủy cấp trên", date(2026, 11, 7))
    return nominations.award(desk, nomination.id, version=nomination.version, given=given)


def test_a_warning_after_the_dossier_was_opened_stops_the_submission(make, today):
    desk, nomination = opened(make, today)
    today(date(2026, 10, 5))
    warn(desk, nomination, date(2026, 10, 3))

    with pytest.raises(RuleBroken, match="xét lại từ ngày 03/07/2027"):
        submit(desk, nomination)


def test_a_warning_after_the_submission_stops_the_award_and_a_later_one_does_not(make, today):
    desk, nomination = opened(make, today)
    today(date(2026, 10, 5))
    sent = submit(desk, nomination)
    today(date(2026, 12, 1))
    warn(desk, sent, date(2026, 11, 20))
    assert award(desk, sent).status is NominationStatus.AWARDED

    again, other = opened(make, today)
    today(date(2026, 10, 20))
    waiting = submit(again, other)
    warn(again, waiting, date(2026, 10, 15))
    today(date(2026, 12, 1))
    with pytest.raises(RuleBroken, match="Chưa hết thời hạn sau kỷ luật"):
        award(again, waiting)
