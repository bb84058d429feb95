"""Recording events: what follows in the register, corrections, voiding, concurrent writers."""

from datetime import date
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from partywork.cells.models import Appointment, Member, MemberEvent, Membership
from partywork.cells.policy import visible_appointments, visible_memberships
from partywork.cells.service import events, members
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    OWN_PAGES,
    WITHOUT_DECISION,
    EventKind,
    JoiningReason,
    LeavingReason,
    MembershipStatus,
    OfficeTitle,
)
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, release, transaction
from partywork.core.errors import Busy, NotAllowed, NotVisible, RuleBroken
from tests.support.admissions import awaited
from tests.support.databases import TestDatabase
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


def new(kind: EventKind, cell_id: UUID, happened_on: date = DAY, **more: Any) -> NewEvent:
    return NewEvent(kind=kind, happened_on=happened_on, cell_id=cell_id, **more)


def test_a_row_stays_the_same_row_while_cell_status_and_first_day_do(make: Make) -> None:
    cell = make.cell()
    member = make.member(cell)
    (before,) = rows_of(member)

    exempted = events.record(make.office(), member.id, new(EventKind.EXEMPTED, cell.id))
    events.void(make.office(), exempted.id, "Ghi nhầm người")

    (after,) = rows_of(member)
    assert (after.id, after.ends_on) == (before.id, None)


def test_a_correction_takes_the_place_of_the_wrong_event_which_stays_readable(make: Make) -> None:
    cell = make.cell()
    member = make.member(cell)
    actor = make.office()
    wrong = events.record(actor, member.id, new(EventKind.EXEMPTED, cell.id))

    right = events.correct(
        actor, wrong.id, new(EventKind.EXEMPTED, cell.id, date(2026, 4, 1), note="Sai tháng")
    )

    assert [one.ends_on for one in rows_of(member)] == [date(2026, 3, 31), None]
    assert right.corrects_id == wrong.id
    assert [one.id for one in events.of_member(actor, member.id)][1:] == [wrong.id, right.id]
    assert right.note == "Sai tháng"
    with pytest.raises(RuleBroken, match="đã được đính chính"):
        events.void(actor, wrong.id, "Hủy lần nữa")


def test_a_correction_keeps_the_kind_and_a_voiding_is_not_mended(make: Make) -> None:
    cell = make.cell()
    member = make.member(cell)
    actor = make.office()
    event = events.record(actor, member.id, new(EventKind.EXEMPTED, cell.id))

    with pytest.raises(RuleBroken, match="không đổi loại"):
        events.correct(actor, event.id, new(EventKind.SUSPENDED, cell.id))
    voided = events.void(actor, event.id, "Ghi nhầm")
    with pytest.raises(RuleBroken, match="đã được đính chính"):
        events.for_mending(actor, voided.id)


def test_voiding_a_move_gives_the_office_back_unless_somebody_else_holds_it(make: Make) -> None:
    one, other = make.cell(), make.cell()
    member = make.member(one, office=OfficeTitle.SECRETARY)
    actor = make.office()
    moved = events.record(
        actor, member.id, new(EventKind.MOVED, one.id, other_organisation_id=other.id)
    )
    events.void(actor, moved.id, "Quyết định bị hủy")

    assert [held.ends_on for held in offices_of(member)] == [None]

    moved = events.record(
        actor, member.id, new(EventKind.MOVED, one.id, other_organisation_id=other.id)
    )
    make.appointment(make.member(one), one, OfficeTitle.SECRETARY, starts_on=DAY)
    with pytest.raises(RuleBroken, match="đã có bí thư"):
        events.void(actor, moved.id, "Quyết định bị hủy")


def offices_of(member: Member) -> list[Appointment]:
    query = visible_appointments(system(DAY)).where(Appointment.member_id == member.id)
    return list(db.session.scalars(query))


def test_who_leaves_the_dang_bo_gives_up_every_office_and_not_before_taking_it(
    make: Make,
) -> None:
    cell = make.cell()
    member = make.member(cell, office=OfficeTitle.SECRETARY)
    make.appointment(member, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    actor = make.office()

    with pytest.raises(RuleBroken, match="sửa chức vụ trước"):
        events.record(actor, member.id, new(EventKind.DIED, cell.id, date(2025, 1, 1)))
    events.record(actor, member.id, new(EventKind.DIED, cell.id))

    assert {held.ends_on for held in offices_of(member)} == {date(2026, 3, 9)}


def test_a_new_name_follows_from_its_event_and_goes_with_it(make: Make) -> None:
    cell = make.cell()
    member = make.member(cell, name="Trần Thị Cũ")
    actor = make.office()

    renamed = events.record(
        actor, member.id, new(EventKind.RENAMED, cell.id, details={"full_name": "Trần Thị Mới"})
    )
    assert (member.full_name, member.folded_name) == ("Trần Thị Mới", "tran thi moi")
    corrected = events.correct(
        actor, renamed.id, new(EventKind.RENAMED, cell.id, details={"full_name": "Trần Thị Mơ"})
    )
    assert member.full_name == "Trần Thị Mơ"
    events.void(actor, corrected.id, "Chưa đổi")
    assert member.full_name == "Trần Thị Cũ"


def test_a_card_number_belongs_to_one_member(make: Make) -> None:
    cell = make.cell()
    taken = make.member(cell).card_number
    member = make.member(cell)

    with pytest.raises(RuleBroken, match="đã ghi cho đồng chí khác"):
        events.record(
            make.office(),
            member.id,
            new(EventKind.CARD_EXCHANGED, cell.id, details={"number": taken}),
        )


def test_a_refused_event_leaves_everything_as_it_was(make: Make) -> None:
    cell = make.cell()
    member = make.member(cell)
    actor = make.office()

    refused = events.refusal(actor, member.id, new(EventKind.REINSTATED, cell.id))
    with pytest.raises(RuleBroken, match="Chỉ cho trở lại"):
        events.record(actor, member.id, new(EventKind.REINSTATED, cell.id))

    assert refused is not None
    assert events.refusal(actor, member.id, new(EventKind.SUSPENDED, cell.id)) is None
    assert len(events.of_member(actor, member.id)) == 1


def test_a_cell_records_what_it_decides_and_the_desk_the_rest_nobody_about_themself(
    make: Make,
) -> None:
    cell = make.cell()
    member = make.member(cell)
    secretary = make.secretary(cell)

    events.record(secretary, member.id, new(EventKind.COMMENDED, cell.id))
    with pytest.raises(NotAllowed):
        events.record(secretary, member.id, new(EventKind.SUSPENDED, cell.id))
    assert secretary.member_id is not None
    with pytest.raises(NotAllowed):
        events.record(secretary, secretary.member_id, new(EventKind.COMMENDED, cell.id))
    with pytest.raises(NotVisible):
        events.record(make.secretary(make.cell()), member.id, new(EventKind.COMMENDED, cell.id))
    commended = events.of_member(secretary, member.id)[-1]
    with pytest.raises(NotAllowed):
        events.void(secretary, commended.id, "Ghi nhầm")
    with pytest.raises(NotVisible):
        events.void(make.secretary(make.cell()), commended.id, "Ghi nhầm")


def test_discipline_is_read_by_those_who_answer_for_the_member_only(make: Make) -> None:
    cell = make.cell()
    member = make.member(cell)
    desk = make.office()
    events.record(desk, member.id, new(EventKind.DISCIPLINED, cell.id, details={"form": "warning"}))

    def sees(actor: Actor) -> bool:
        kinds = [one.kind for one in events.of_member(actor, member.id)]
        return EventKind.DISCIPLINED in kinds

    assert sees(desk)
    assert sees(make.secretary(cell))
    assert sees(make.inspector())
    assert sees(make.committee())
    assert sees(make.actor(member))
    assert not sees(make.office(Desk.CLERICAL))
    assert not sees(make.plain_member(cell))
    assert not sees(make.secretary(make.cell()))


def test_the_record_goes_with_the_member_and_the_former_cell_opens_it_no_more(make: Make) -> None:
    one, other = make.cell(), make.cell()
    member = make.member(one)
    before, after, desk = make.secretary(one), make.secretary(other), make.office()
    events.record(
        desk,
        member.id,
        new(EventKind.MOVED, one.id, date(2026, 3, 10), other_organisation_id=other.id),
    )

    with pytest.raises(NotVisible):
        members.get(before, member.id)
    assert members.get(after, member.id) == member
    assert members.get(desk, member.id) == member


def test_who_is_decided_on_and_not_yet_admitted_is_known_to_the_future_cell(make: Make) -> None:
    cell = make.cell()
    desk = make.office()

    person, _event = awaited(desk, cell.id, DAY)

    assert rows_of(person) == []
    assert members.get(make.secretary(cell), person.id) == person
    with pytest.raises(NotVisible):
        members.get(make.secretary(make.cell()), person.id)
    events.record(desk, person.id, new(EventKind.ADMITTED, cell.id, date(2026, 3, 20)))
    assert [one.status for one in rows_of(person)] == [MembershipStatus.PROBATIONARY]
    assert person.party_age_from == DAY


def test_the_database_refuses_a_member_in_two_cells_on_one_day(make: Make) -> None:
    member = make.member(make.cell())
    other = make.cell()

    with pytest.raises(IntegrityError), transaction():
        db.session.add(
            Membership(
                organisation_id=other.id,
                member_id=member.id,
                status=MembershipStatus.OFFICIAL,
                starts_on=DAY,
            )
        )


def test_two_transactions_at_once_cannot_put_a_member_into_two_cells(
    make: Make, database: TestDatabase
) -> None:
    cells = [make.cell(), make.cell()]
    origin = make.cell()
    member = make.member(origin)
    actor = make.office()
    start = Barrier(2)
    outcomes: list[str] = []
    origin_id, member_id, to_cells = origin.id, member.id, [one.id for one in cells]
    release()

    def move(to: UUID) -> None:
        with database.app.app_context():
            start.wait()
            try:
                moved = new(EventKind.MOVED, origin_id, other_organisation_id=to)
                events.record(actor, member_id, moved)
                outcomes.append("moved")
            except (RuleBroken, IntegrityError, Busy):
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [Thread(target=move, args=(one,)) for one in to_cells]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["moved", "refused"]
    db.session.expire_all()
    assert len([one for one in rows_of(member) if one.ends_on is None]) == 1


def test_what_an_event_says_of_a_paper_bears_no_mark_of_a_state_secret(make: Make) -> None:
    cell = make.cell()
    member, desk = make.member(cell), make.office()
    new = NewEvent(EventKind.FILE_SUPPLEMENTED, DAY, cell.id, details={"paper": "Độ mật: TỐI MẬT"})

    with pytest.raises(RuleBroken, match="dấu chỉ độ mật"):
        events.record(desk, member.id, new)


def test_the_database_refuses_to_change_what_was_recorded(make: Make) -> None:
    member = make.member(make.cell())

    for change in ({"happened_on": date(2001, 1, 1)}, {"document_number": "1-QĐ/ĐU"}):
        with pytest.raises(DatabaseError, match="stays"):
            db.session.execute(
                update(MemberEvent).where(MemberEvent.member_id == member.id).values(**change)
            )
        db.session.rollback()


def test_the_note_of_an_event_is_sealed_again_under_another_key(make: Make) -> None:
    member = make.member(make.cell())

    db.session.execute(
        update(MemberEvent).where(MemberEvent.member_id == member.id).values(note_sealed=b"again")
    )

    sealed = db.session.scalar(text("SELECT note_sealed FROM member_events"))
    db.session.rollback()
    assert bytes(sealed) == b"again"


@pytest.mark.parametrize("kind", sorted(set(OWN_PAGES) - set(WITHOUT_DECISION)))
def test_no_page_writes_an_event_without_its_paper(make: Make, kind: EventKind) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)
    bare = new(kind, cell.id, origin=OWN_PAGES[kind])

    with pytest.raises(RuleBroken, match=f"«{kind.label}» phải có số văn bản"), transaction():
        events.apply(desk, member.id, bare)
