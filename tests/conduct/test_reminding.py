"""Who is told that a discipline may be considered again, when, and in which words."""

from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, OfficeTitle
from partywork.conduct.service import reminding
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.notifications.models import Notice

WARNED_ON = date(2026, 2, 10)
DUE = date(2026, 11, 10)
DECISION = {"document_number": "03-QĐ/CB", "decided_on": WARNED_ON, "deciding_body": "Chi bộ"}


@pytest.fixture
def cell(make, today):
    today(DUE)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def member(make, cell):
    return make.member(cell, name="Nguyễn Thị Ước")


def happened(member, cell, kind, on, **more):
    with transaction():
        new = NewEvent(kind, on, cell.id, **DECISION, **more)
        return events.apply(system(on), member.id, new)


def warned(member, cell):
    return happened(member, cell, EventKind.DISCIPLINED, WARNED_ON, details={"form": "warning"})


def told(actor):
    query = db.select(Notice).where(Notice.recipient_id == actor.member_id)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def test_the_cell_and_the_two_desks_are_told_once_and_nothing_names_the_matter(
    make, cell, member, browse
):
    secretary, deputy = make.secretary(cell), make.deputy(cell)
    desks = [make.office(Desk.ORGANISATION), make.office(Desk.INSPECTION)]
    others = [make.office(Desk.CLERICAL), make.secretary(make.cell()), make.committee()]
    warned(member, cell)

    early = reminding.remind(system(date(2026, 11, 9)))
    first, second = reminding.remind(system(DUE)), reminding.remind(system(DUE))

    assert (early, first, second) == (0, 1, 0)
    for actor in (secretary, deputy, *desks):
        (notice,) = told(actor)
        assert notice.path == f"/conduct/members/{member.id}/"
        words = f"{notice.title} {notice.text} {notice.topic}".lower()
        assert not any(one in words for one in ("kỷ luật", "cảnh cáo", "ước", "03-qđ"))
        page = browse(actor).get(notice.path).words
        assert "Chi bộ xem xét, công nhận tiến bộ từ ngày 10/11/2026." in page
    assert not any(told(actor) for actor in others)
    query = db.select(AuditEntry).where(AuditEntry.action == "conduct.remind")
    (entry,) = db.session.scalars(query.execution_options(partywork_scoped=True))
    assert entry.subject_id is None


def test_who_is_recognised_moved_away_or_wrongly_recorded_is_not_asked_about(make, cell):
    secretary = make.secretary(cell)
    recognised, voided, dead = (make.member(cell) for _ in range(3))
    for one in (recognised, dead):
        warned(one, cell)
    happened(recognised, cell, EventKind.PROGRESS_RECOGNISED, date(2026, 11, 5))
    wrong = warned(voided, cell)
    events.void(make.office(), wrong.id, "Ghi nhầm người")
    happened(dead, cell, EventKind.DIED, date(2026, 11, 1))

    assert reminding.remind(system(DUE)) == 0
    assert told(secretary) == []


def test_the_present_cell_is_told_and_nobody_of_their_own(make, cell):
    there = make.cell()
    here, receiving = make.secretary(cell), make.secretary(there)
    moved = make.member(cell)
    punished = make.member(there, office=OfficeTitle.DEPUTY_SECRETARY)
    warned(moved, cell)
    happened(moved, cell, EventKind.MOVED, date(2026, 6, 1), other_organisation_id=there.id)
    warned(punished, there)

    assert reminding.remind(system(DUE)) == 2

    assert told(here) == []
    (notice,) = told(receiving)
    assert {line["path"] for line in notice.lines} == {
        f"/conduct/members/{one.id}/" for one in (moved, punished)
    }
    deputy = make.actor(punished)
    assert [one.path for one in told(deputy)] == [f"/conduct/members/{moved.id}/"]
