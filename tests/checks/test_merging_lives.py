"""Lives, offices and accounts of two records of one person, made one."""

from datetime import date

import pytest

from partywork.accounts.models import InspectionCase, Mandate, User, UserSession
from partywork.accounts.service import accounts, sessions
from partywork.accounts.service.actors import person_of
from partywork.accounts.terms import AccountStatus
from partywork.audit.models import AuditEntry
from partywork.cells.models import (
    Appointment,
    MemberEvent,
    Membership,
    OfficeWithdrawal,
)
from partywork.cells.service import events, importing, office_register, origins, undoing
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus, OfficeTitle
from partywork.checks.models import NamesakePair
from partywork.checks.service import merging, twins
from partywork.checks.terms import Verdict
from partywork.core.actor import Role
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, Stale
from partywork.notifications.models import Notice
from partywork.notifications.terms import NoticeKind
from partywork.tasks.models import Task
from partywork.transfers.service import going
from partywork.transfers.service import undoing as undoing_transfers
from partywork.transfers.service.typed import Paper
from tests.checks.doubles import (
    NOVEMBER,
    OCTOBER,
    REASON,
    TODAY,
    add,
    every,
    foreseen,
    merge,
    refused,
    task,
)


def test_offices_go_over_with_their_decisions_and_rights_at_once(make, desk, cell, pair, elsewhere):
    kept, gone = pair
    user = make.user(kept)
    assert not person_of(user, TODAY).actor.has(Role.CELL_OFFICER)
    held = make.appointment(gone, cell, OfficeTitle.DEPUTY_SECRETARY)
    old = make.appointment(gone, elsewhere, OfficeTitle.SECRETARY, starts_on=date(2015, 1, 1))
    with transaction():
        old.ends_on = date(2018, 1, 1)

    page = foreseen(desk, pair)
    assert page.offices == (
        "Bí thư, Chi bộ Hội Biển",
        "Phó bí thư, Chi bộ Hội Cầu đường",
    )
    merge(desk, pair)

    assert (held.member_id, held.decision_number) == (kept.id, "01-QĐ/ĐU")
    assert old.member_id == kept.id
    assert person_of(user, TODAY).actor.has(Role.CELL_OFFICER)


def test_an_office_of_both_counts_once_from_its_first_day_to_its_last(make, desk, cell, pair):
    kept, gone = pair
    title = OfficeTitle.DEPUTY_SECRETARY
    own = make.appointment(kept, cell, title, starts_on=date(2024, 1, 1))
    double = make.appointment(gone, cell, title, starts_on=date(2023, 1, 1))
    with transaction():
        own.ends_on = date(2025, 1, 1)
        own.decision_number, double.decision_number = "2", "1"
        double.ends_on, double.relief_number = date(2025, 6, 1), "9"
        after = Appointment(
            organisation_id=cell.id,
            member_id=make.member(cell).id,
            office=title,
            starts_on=date(2025, 6, 2),
            follows_id=double.id,
        )
        db.session.add(after)

    assert foreseen(desk, pair).doubled == ("Phó bí thư, Chi bộ Hội Cầu đường",)
    merge(desk, pair)

    assert (own.starts_on, own.ends_on) == (date(2023, 1, 1), date(2025, 6, 1))
    assert (own.decision_number, own.relief_number) == ("1", "9")
    assert double.withdrawn_at is not None
    db.session.refresh(after)
    assert after.follows_id == own.id
    (taken,) = every(OfficeWithdrawal)
    assert taken.appointment_id == double.id
    shown = office_register.open_register(desk, cell.id)
    assert [one.held.id for one in shown.lines if one.held.office is title] == [after.id, own.id]


def test_an_office_the_kept_record_may_not_hold_is_named(make, desk, cell):
    kept = make.member(cell, name="Lê Văn An", status=MembershipStatus.PROBATIONARY)
    gone = make.member(cell, name="Lê Văn An", office=OfficeTitle.DEPUTY_SECRETARY)

    refused(desk, (kept, gone), "«Dự bị», không giữ chức vụ")
    merge(desk, (gone, kept))

    assert kept.voided_on is not None


def test_an_office_above_the_cells_needs_two_people_also_here(make, desk, pair):
    kept, gone = pair
    make.appointment(gone, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    refused(desk, pair, "hai người xác nhận")

    twins.decide(desk, kept.id, gone.id, verdict=Verdict.KEEP_SECOND, reason=REASON)

    assert kept.voided_on is not None


def test_the_only_account_follows_with_its_inbox(make, desk, pair):
    kept, gone = pair
    user = make.user(gone)
    add(Notice(recipient_id=gone.id, kind=NoticeKind.REMINDER, title="Mời"))

    assert "chuyển sang hồ sơ được giữ" in foreseen(desk, pair).account.label
    merge(desk, pair)

    assert (user.member_id, user.status) == (kept.id, AccountStatus.ACTIVE)
    assert [one.recipient_id for one in every(Notice, title="Mời")] == [kept.id]
    assert person_of(user, TODAY).actor.member_id == kept.id


def test_of_two_accounts_the_one_that_goes_is_locked_and_stays_so(make, desk, cell, pair):
    kept, gone = pair
    own, other = make.user(kept), make.user(gone)
    make.appointment(gone, cell, OfficeTitle.DEPUTY_SECRETARY)
    add(
        InspectionCase(
            organisation_id=cell.id,
            user_id=other.id,
            case_number="1",
            reason="Giám sát",
            closes_on=TODAY,
        )
    )
    with transaction():
        token = sessions.open_session(other)
    assert sessions.person_by_token(token) is not None

    assert "bị khóa ngay" in foreseen(desk, pair).account.label
    assert sessions.person_by_token(token) is not None
    merge(desk, pair)

    assert sessions.person_by_token(token) is None
    assert every(UserSession) == []
    (notice,) = every(Notice, recipient_id=kept.id)
    assert "tài khoản thứ hai đã khóa" in notice.text
    assert other.status is AccountStatus.LOCKED
    assert person_of(other, TODAY).actor.grants == ()
    assert every(InspectionCase)[0].user_id == own.id
    with pytest.raises(RuleBroken, match="đã hủy"):
        accounts.set_locked(make.administrator(), other.id, locked=False)
    with pytest.raises(RuleBroken, match="đã hủy"):
        accounts.open_account(desk, gone.id)
    assert len(every(User, member_id=kept.id)) == 1


def test_an_administrators_account_is_not_lost(make, desk, pair):
    kept, gone = pair
    make.user(kept)
    user = make.user(gone)
    add(Mandate(user_id=user.id, starts_on=NOVEMBER, decision_number="2"))

    refused(desk, pair, "quản trị hệ thống")


def test_events_are_told_again_with_their_papers_once_each(make, desk, cell, pair, elsewhere):
    kept, gone = pair
    paper = {"document_number": "8-QĐ/ĐU", "decided_on": NOVEMBER, "deciding_body": "Đảng ủy"}
    praised = NewEvent(EventKind.COMMENDED, NOVEMBER, cell.id, **paper, note="Riêng")
    for one in pair:
        events.record(desk, one.id, praised)
    supplied = NewEvent(
        EventKind.FILE_SUPPLEMENTED, OCTOBER, cell.id, has_paper=True, details={"paper": "Lý lịch"}
    )
    events.record(desk, gone.id, supplied)

    assert foreseen(desk, pair).events == ("Bổ sung hồ sơ, 01/10/2026",)
    merge(desk, pair)

    told = {one.kind: one for one in every(MemberEvent, member_id=kept.id)}
    assert [one.kind for one in every(MemberEvent, member_id=kept.id)].count(
        EventKind.COMMENDED
    ) == 1
    again = told[EventKind.FILE_SUPPLEMENTED]
    assert (again.has_paper, again.details["paper"]) == (True, "Lý lịch")
    gone_events = every(MemberEvent, member_id=gone.id)
    assert [one.kind for one in gone_events].count(EventKind.VOIDED) == 3
    assert gone.voided_on == TODAY


def test_an_event_the_kept_life_does_not_take_is_named_and_can_be_voided(
    make, desk, cell, elsewhere
):
    third = make.cell()
    kept = make.member(cell, name="Lê Văn An")
    gone = make.member(elsewhere, name="Lê Văn An")
    paper = {"document_number": "8-QĐ/ĐU", "decided_on": NOVEMBER, "deciding_body": "Đảng ủy"}
    moved = NewEvent(
        EventKind.MOVED, NOVEMBER, elsewhere.id, other_organisation_id=third.id, **paper
    )
    event = events.record(desk, gone.id, moved)
    refused(desk, (kept, gone), "không sinh hoạt ở chi bộ này")

    events.void(desk, event.id, "Ghi nhầm")
    merge(desk, (kept, gone))

    stands = every(Membership, member_id=kept.id)
    assert [(one.organisation_id, one.ends_on) for one in stands] == [(cell.id, None)]


def test_who_left_with_one_record_and_came_back_with_another_is_one_life(make, desk, cell, pair):
    kept, gone = pair
    paper = {"document_number": "8-QĐ/ĐU", "decided_on": OCTOBER, "deciding_body": "Đảng ủy"}
    left = NewEvent(EventKind.RESIGNED, OCTOBER, cell.id, **paper)
    make.appointment(gone, cell, OfficeTitle.DEPUTY_SECRETARY)
    events.record(desk, gone.id, left)
    own = make.appointment(kept, cell, OfficeTitle.CELL_COMMITTEE_MEMBER)

    merge(desk, pair)

    (stood,) = every(Membership, member_id=kept.id)
    assert stood.ends_on == date(2026, 9, 30)
    assert own.ends_on == date(2026, 9, 30)
    ended = next(
        one for one in every(MemberEvent, member_id=kept.id) if one.kind is EventKind.RESIGNED
    )
    events.void(desk, ended.id, "Ghi nhầm")
    db.session.expire_all()
    held = every(Appointment, member_id=kept.id)
    assert [one.ends_on for one in held] == [None, None]


def test_two_persons_said_of_the_record_that_goes_holds_for_the_kept_one(make, desk, cell, pair):
    kept, gone = pair
    third, fourth = make.member(cell), make.member(cell)
    for one, other in ((gone, third), (gone, fourth), (kept, fourth), (kept, gone)):
        twins.decide(desk, one.id, other.id, verdict=Verdict.TWO_PERSONS, reason=REASON)

    merge(desk, pair)

    found = {frozenset((one.member_id, one.other_id)) for one in every(NamesakePair)}
    pairs = ((kept, third), (gone, fourth), (kept, fourth), (kept, gone))
    assert found == {frozenset((one.id, other.id)) for one, other in pairs}
    assert all(one.member_id < one.other_id for one in every(NamesakePair))


def test_an_import_that_brought_one_of_them_is_not_undone_blindly(make, desk, cell):
    header = "Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Chi bộ,Tình trạng\n"
    content = f"{header}Lê An,01/02/1960,Nam,03/02/2000,{cell.name},Chính thức\n".encode()
    batch = importing.preview(desk, file_name="a.csv", content=content)
    list(importing.commit_import(desk, batch.id))
    gone = next(one for one in every(MemberEvent) if one.details.get("from_list"))
    kept = make.member(cell, name="Lê An")

    twins.decide(desk, kept.id, gone.member_id, verdict=Verdict.KEEP_FIRST, reason=REASON)

    with pytest.raises(RuleBroken, match="sự kiện ghi sau khi nhập"):
        undoing.undo(desk, batch.id)


def test_only_looking_changes_nothing_and_what_was_read_must_still_hold(desk, cell, pair):
    kept, gone = pair
    task(cell, gone)
    page = twins.open_twins(desk, kept.id, gone.id)
    assert twins.open_twins(desk, kept.id, gone.id).seal == page.seal
    entries = len(every(AuditEntry))
    merging.foresee(desk, merging.Pair(kept.id, gone.id, TODAY))
    assert len(every(AuditEntry)) == entries
    assert every(MemberEvent, kind=EventKind.VOIDED) == []

    task(cell, gone, "Việc nữa")
    with pytest.raises(Stale, match="đọc lại"):
        merge(desk, pair, seen=page.seal)
    merge(desk, pair, seen=twins.open_twins(desk, kept.id, gone.id).seal)

    with pytest.raises(RuleBroken, match="đã hủy"):
        twins.open_twins(desk, kept.id, gone.id)
    assert {one.lead_id for one in every(Task)} == {kept.id}


def test_a_move_told_again_is_undone_from_its_transfer_as_before(make, desk, cell, pair, elsewhere):
    kept, gone = pair
    moved = going.move(
        desk,
        gone.id,
        to_cell=elsewhere.id,
        effective_on=NOVEMBER,
        decision=Paper("15-QĐ/ĐU", OCTOBER),
    )

    merge(desk, pair)

    assert [one.organisation_id for one in standing(kept)] == [cell.id, elsewhere.id]
    event_id = origins.to_undo(desk, moved.id)
    assert event_id is not None
    undoing_transfers.undo(desk, event_id, reason="Ghi nhầm")
    assert [(one.organisation_id, one.ends_on) for one in standing(kept)] == [(cell.id, None)]


def standing(member):
    rows = every(Membership, member_id=member.id)
    return sorted(rows, key=lambda one: one.starts_on)
