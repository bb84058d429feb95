"""Transfers from beginning to end, and what follows in the register, statistics and votes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from partywork.ballots.rules.counting import Voter, eligible_present, roll_size
from partywork.cells.models import Appointment, Membership
from partywork.cells.pages.events import counting
from partywork.cells.pages.life import Facts, happenings
from partywork.cells.policy import visible_appointments, visible_memberships
from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.service import events
from partywork.cells.terms import MembershipStatus, OfficeTitle, Sex
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month
from partywork.notifications.models import Notice
from partywork.transfers import policy
from partywork.transfers.service import coming, going, papers, reading, staying
from partywork.transfers.service.coming import Arrival
from partywork.transfers.service.typed import Paper, Stay
from partywork.transfers.terms import Ending, TransferState
from tests.pdf.measure import words_of
from tests.support.make import Make

TODAY = date(2026, 5, 20)
DECISION = Paper("15-QĐ/ĐU", date(2026, 5, 4))
LETTER = Paper("07-GGT/ĐU", date(2026, 5, 18))
STAY = Stay(date(2026, 5, 11), date(2026, 10, 31), is_study=False, to_place="Đảng bộ phường X")
ARRIVAL = Arrival(
    full_name="Phạm Thị Mới Đến",
    born_on=date(1985, 4, 3),
    sex=Sex.FEMALE,
    citizen_id="001185000123",
    admitted_on=date(2010, 3, 2),
    official_on=date(2011, 3, 2),
    card_number="99000111",
)


@pytest.fixture(autouse=True)
def _on_a_day_in_may(today: Callable[..., None]) -> None:
    today(TODAY)


def rows_of(member_id: object) -> list[Membership]:
    query = visible_memberships(system(TODAY)).where(Membership.member_id == member_id)
    return list(db.session.scalars(query.order_by(Membership.starts_on, Membership.id)))


def told(member_id: object) -> list[str]:
    query = db.select(Notice).where(Notice.recipient_id == member_id)
    query = query.execution_options(partywork_scoped=True)
    return [one.text for one in db.session.scalars(query)]


def counted(rows: list[Membership], day: date) -> dict[object, int]:
    held = [
        one
        for one in rows
        if one.starts_on <= day
        and (one.ends_on is None or one.ends_on >= day)
        and is_in_statistics(one.status)
    ]
    return {one.organisation_id: len(held) for one in held}


def test_t30_a_move_between_two_cells_is_one_action_that_nets_to_nothing(make: Make) -> None:
    one, other = make.cell(), make.cell()
    member = make.member(one, office=OfficeTitle.DEPUTY_SECRETARY)
    receiving = make.secretary(other)

    made = going.move(
        make.office(), member.id, to_cell=other.id, effective_on=TODAY, decision=DECISION
    )

    rows = rows_of(member.id)
    assert counted(rows, date(2026, 5, 19)) == {one.id: 1}
    assert counted(rows, TODAY) == {other.id: 1}
    assert made.state is TransferState.COMPLETED
    assert "Chuyển đến" in told(receiving.member_id)[0]
    query = visible_appointments(system(TODAY)).where(Appointment.member_id == member.id)
    assert db.session.scalars(query).one().relief_number == "15-QĐ/ĐU"


def test_a_member_goes_out_step_by_step_and_leaves_when_the_other_side_took_them_in(
    make: Make,
) -> None:
    cell = make.cell()
    member = make.member(cell)
    secretary, desk = make.secretary(cell), make.office()

    made = going.begin_out(
        secretary,
        member.id,
        to_place="Đảng bộ phường X",
        effective_on=date(2026, 5, 4),
        decision=DECISION,
    )
    with pytest.raises(RuleBroken, match="đảng phí"):
        going.issue_letter(
            desk, made.id, version=made.version, letter=LETTER, addressed_to="Đảng ủy phường X"
        )
    going.prepare(
        secretary,
        made.id,
        version=made.version,
        dues_paid_to=Month(2026, 5),
        has_self_review=True,
    )
    with pytest.raises(NotAllowed):
        going.issue_letter(
            secretary, made.id, version=made.version, letter=LETTER, addressed_to="Đảng ủy"
        )
    issued = going.issue_letter(
        desk, made.id, version=made.version, letter=LETTER, addressed_to="Đảng ủy phường X"
    )
    assert rows_of(member.id)[0].ends_on is None
    done = going.complete(
        desk,
        made.id,
        version=issued.version,
        received_on=TODAY,
        slip=Paper("01-PB", TODAY),
    )

    assert (done.state, done.closed_on) == (TransferState.COMPLETED, TODAY)
    assert [one.ends_on for one in rows_of(member.id)] == [date(2026, 5, 19)]


def test_a_member_has_one_transfer_under_way_and_a_stopped_one_leaves_them_where_they_are(
    make: Make,
) -> None:
    cell = make.cell()
    member, desk = make.member(cell), make.office()
    out = {"to_place": "Đảng bộ X", "effective_on": TODAY, "decision": DECISION}
    first = going.begin_out(desk, member.id, **out)

    with pytest.raises(RuleBroken, match="chưa xong"):
        going.begin_out(desk, member.id, **out)
    with pytest.raises(RuleBroken, match="đang làm thủ tục"):
        going.stop(
            desk,
            first.id,
            version=first.version,
            ending=Ending.RETURNED,
            closed_on=TODAY,
            reason="Trả lại",
        )
    going.stop(
        desk,
        first.id,
        version=first.version,
        ending=Ending.CANCELLED,
        closed_on=TODAY,
        reason="Quyết định bị thu hồi",
    )

    assert [one.ends_on for one in rows_of(member.id)] == [None]
    again = going.begin_out(desk, member.id, **out)
    with pytest.raises(Stale):
        going.prepare(desk, again.id, version=9, dues_paid_to=None, has_self_review=False)


def test_who_comes_for_good_gets_a_record_and_the_sender_a_return_slip(make: Make) -> None:
    cell, desk = make.cell(), make.office()

    made = coming.take_in(
        desk,
        ARRIVAL,
        cell_id=cell.id,
        from_place="Đảng bộ tỉnh Y",
        received_on=TODAY,
        letter=LETTER,
    )

    member = made.member
    assert (member.party_age_from, member.official_on) == (date(2010, 3, 2), date(2011, 3, 2))
    assert (member.card_number, member.citizen_id) == ("99000111", "001185000123")
    assert [one.status for one in rows_of(member.id)] == [MembershipStatus.OFFICIAL]
    done = coming.send_slip(desk, made.id, version=made.version, slip=Paper("03-PB/ĐU", TODAY))
    assert done.state is TransferState.COMPLETED


def test_who_is_here_already_is_not_taken_in_twice_and_who_left_comes_back_to_their_record(
    make: Make,
) -> None:
    cell, desk = make.cell(), make.office()
    arguments = {"cell_id": cell.id, "from_place": "Đảng bộ tỉnh Y", "letter": LETTER}
    brought = arguments | {"letter": Paper("07-GGT/ĐU", date(2026, 4, 28))}
    first = coming.take_in(desk, ARRIVAL, received_on=date(2026, 5, 1), **brought)
    coming.send_slip(desk, first.id, version=first.version, slip=Paper("03-PB", TODAY))

    with pytest.raises(RuleBroken, match="đang sinh hoạt ở Đảng bộ"):
        coming.take_in(desk, ARRIVAL, received_on=TODAY, **arguments)
    other = Arrival("Người Khác", date(1980, 1, 1), Sex.MALE, citizen_id=ARRIVAL.citizen_id)
    with pytest.raises(RuleBroken, match="căn cước"):
        coming.take_in(desk, other, received_on=TODAY, **arguments)

    out = going.begin_out(
        desk, first.member_id, to_place="Z", effective_on=date(2026, 5, 4), decision=DECISION
    )
    going.prepare(
        desk, out.id, version=out.version, dues_paid_to=Month(2026, 5), has_self_review=True
    )
    letter = Paper("08-GGT", date(2026, 5, 5))
    going.issue_letter(desk, out.id, version=out.version, letter=letter, addressed_to="Z")
    going.complete(desk, out.id, version=out.version, received_on=date(2026, 5, 6), slip=Paper())
    back = coming.take_in(desk, ARRIVAL, received_on=TODAY, **arguments)

    assert back.member_id == first.member_id
    assert len(rows_of(first.member_id)) == 2


def test_t31_a_guest_is_in_no_statistics_and_in_no_roll_and_goes_when_the_stay_ends(
    make: Make,
) -> None:
    cell, desk = make.cell(), make.office()
    stay = Stay(date(2026, 5, 11), date(2026, 10, 31), is_study=False)

    made = coming.welcome(
        desk, ARRIVAL, cell_id=cell.id, from_place="Đảng bộ Y", stay=stay, letter=LETTER
    )
    (row,) = rows_of(made.member_id)
    voters = [Voter(made.member_id, row.status, present=True)]
    longer = staying.extend(
        desk,
        made.id,
        version=made.version,
        until_on=date(2026, 12, 31),
        document_number="09-CV/ĐU",
    )
    ended = staying.end(desk, made.id, version=longer.version, ended_on=TODAY, slip=Paper())

    assert counted([row], TODAY) == {}
    assert (roll_size(voters), eligible_present(voters)) == (0, 0)
    assert ended.state is TransferState.COMPLETED
    assert [one.ends_on for one in rows_of(made.member_id)] == [date(2026, 5, 19)]


def test_a_member_away_in_another_of_our_cells_is_counted_at_home_and_a_guest_there(
    make: Make,
) -> None:
    one, other = make.cell(), make.cell()
    member, desk = make.member(one), make.office()
    receiving = make.secretary(other)
    stay = Stay(date(2026, 5, 11), date(2026, 10, 31), is_study=False, to_cell=other.id)

    made = going.send_away(desk, member.id, stay=stay, letter=LETTER)
    rows = rows_of(member.id)
    staying.extend(
        desk,
        made.id,
        version=made.version,
        until_on=date(2026, 11, 30),
        document_number="09-CV/ĐU",
    )

    assert counted(rows, TODAY) == {one.id: 1}
    statuses = {row.organisation_id: row.status for row in rows if row.ends_on is None}
    assert statuses == {
        one.id: MembershipStatus.TEMPORARILY_AWAY,
        other.id: MembershipStatus.TEMPORARY_GUEST,
    }
    assert any("Gia hạn" in words for words in told(receiving.member_id))
    staying.end(desk, made.id, version=made.version, ended_on=TODAY, slip=Paper("01", TODAY))
    assert counted(rows_of(member.id), TODAY) == {one.id: 1}


def test_the_life_of_who_stays_longer_says_the_new_last_day_and_keeps_the_old(make: Make) -> None:
    one, desk = make.cell(), make.office()
    member = make.member(one)
    away = going.send_away(desk, member.id, stay=STAY, letter=LETTER)
    guest = coming.welcome(
        desk, ARRIVAL, cell_id=one.id, from_place="Đảng bộ Y", stay=STAY, letter=LETTER
    )

    for made, person_id in ((away, member.id), (guest, guest.member_id)):
        before = rows_of(person_id)
        for until_on in (date(2026, 12, 31), date(2027, 1, 31)):
            staying.extend(
                desk, made.id, version=made.version, until_on=until_on, document_number="09-CV/ĐU"
            )

        known = events.of_member(desk, person_id)
        (begun,) = (one for one in counting(known) if one.source_id == made.id)
        assert begun.until_on == made.until_on == date(2027, 1, 31)
        assert (begun.happened_on, begun.document_number) == (STAY.starts_on, LETTER.number)
        replaced = [one.until_on for one in known if one.id == begun.corrects_id]
        assert replaced == [date(2026, 12, 31)]
        assert [one.id for one in rows_of(person_id)] == [one.id for one in before]
        facts = Facts(member, [], [], known, one, None, TODAY)
        assert any("đến hết 31/01/2027" in happened.words for happened in happenings(facts))


def test_a_stay_needs_a_place_and_a_move_another_cell(make: Make) -> None:
    cell = make.cell()
    member, desk = make.member(cell), make.office()
    nowhere = Stay(STAY.starts_on, STAY.until_on, is_study=False)

    with pytest.raises(RuleBroken, match="nơi đến"):
        going.send_away(desk, member.id, stay=nowhere, letter=LETTER)
    with pytest.raises(RuleBroken, match="khác chi bộ"):
        going.move(desk, member.id, to_cell=cell.id, effective_on=TODAY, decision=DECISION)
    with pytest.raises(RuleBroken, match="chi bộ tiếp nhận"):
        coming.take_in(
            desk, ARRIVAL, cell_id=member.id, from_place="Y", received_on=TODAY, letter=LETTER
        )


def test_reminders_are_sent_once_to_both_sides(make: Make) -> None:
    cell = make.cell()
    member, secretary, desk = make.member(cell), make.secretary(cell), make.office()
    going.begin_out(
        desk,
        member.id,
        to_place="Đảng bộ X",
        effective_on=date(2026, 4, 20),
        decision=Paper(),
    )
    before = len(told(secretary.member_id))

    assert staying.remind(system(TODAY)) == 1
    assert staying.remind(system(TODAY)) == 0
    assert len(told(secretary.member_id)) == before + 1


def test_nobody_makes_their_own_transfer_and_other_cells_see_nothing(make: Make) -> None:
    cell = make.cell()
    member, secretary, desk = make.member(cell), make.secretary(cell), make.office()
    assert secretary.member_id is not None
    made = going.begin_out(desk, member.id, to_place="X", effective_on=TODAY, decision=DECISION)

    with pytest.raises(NotAllowed):
        going.begin_out(
            secretary, secretary.member_id, to_place="X", effective_on=TODAY, decision=DECISION
        )
    with pytest.raises(NotAllowed):
        going.move(
            secretary, member.id, to_cell=make.cell().id, effective_on=TODAY, decision=DECISION
        )
    for stranger in (make.secretary(make.cell()), make.actor(member), make.inspector()):
        with pytest.raises(NotVisible):
            reading.get(stranger, made.id)
    with pytest.raises(NotAllowed):
        reading.open_list(make.committee())


def test_papers_are_laid_out_for_who_leaves_and_who_comes(make: Make) -> None:
    cell = make.cell()
    member, desk = make.member(cell), make.office()
    out = going.begin_out(desk, member.id, to_place="X", effective_on=TODAY, decision=DECISION)
    into = coming.take_in(
        desk, ARRIVAL, cell_id=cell.id, from_place="Y", received_on=TODAY, letter=LETTER
    )

    for name, content in (
        papers.letter(desk, out.id),
        papers.slip(desk, into.id),
        papers.book(desk, 2026),
        papers.book(make.secretary(cell), 2025),
    ):
        assert name.endswith(".pdf")
        assert content.startswith(b"%PDF")
    with pytest.raises(RuleBroken):
        papers.letter(desk, into.id)
    with pytest.raises(RuleBroken):
        papers.slip(desk, out.id)


def test_a_guest_is_given_a_return_slip_when_the_stay_is_over(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    made = coming.welcome(
        desk, ARRIVAL, cell_id=cell.id, from_place="Đảng bộ Y", stay=STAY, letter=LETTER
    )
    with pytest.raises(RuleBroken, match="khi hết thời gian"):
        coming.send_slip(desk, made.id, version=made.version, slip=Paper("03-PB", TODAY))
    running = papers.slip(desk, made.id)
    staying.end(desk, made.id, version=made.version, ended_on=TODAY, slip=Paper())
    (owed,) = reading.open_list(desk)
    with pytest.raises(NotAllowed):
        coming.send_slip(
            make.secretary(cell), made.id, version=made.version, slip=Paper("03-PB", TODAY)
        )

    name, over = papers.slip(desk, made.id)
    sent = coming.send_slip(
        desk, made.id, version=made.version, slip=Paper("03-PB/ĐU", date(2026, 5, 19))
    )

    assert owed.tag == ("now", "Đã về, chưa gửi phiếu báo")
    assert name == "Phiếu báo Phạm Thị Mới Đến.pdf"
    assert "tạm thời tại" in words_of(running[1])
    assert "đến hết ngày 31/10/2026" in words_of(running[1])
    assert "trở về sinh hoạt tại Đảng bộ Y từ ngày 20/5/2026" in words_of(over)
    assert (sent.slip_number, sent.closed_on) == ("03-PB/ĐU", TODAY)
    assert reading.open_list(desk) == ()
    (line,) = reading.book(desk, 2026)
    assert line.slip == "03-PB/ĐU, ngày 19/05/2026"
    with pytest.raises(RuleBroken, match="không có phiếu báo đang chờ gửi"):
        coming.send_slip(desk, made.id, version=made.version, slip=Paper("04-PB", TODAY))


def test_a_stay_that_ends_with_its_slip_owes_none_and_the_cell_of_a_guest_of_ours_gives_one(
    make: Make,
) -> None:
    one, other = make.cell(), make.cell()
    member, desk = make.member(one), make.office()
    guest = coming.welcome(
        desk, ARRIVAL, cell_id=one.id, from_place="Đảng bộ Y", stay=STAY, letter=LETTER
    )
    stay = Stay(STAY.starts_on, STAY.until_on, is_study=False, to_cell=other.id)
    away = going.send_away(desk, member.id, stay=stay, letter=LETTER)

    early = Paper("05-PB", date(2026, 5, 10))
    with pytest.raises(RuleBroken, match="trước ngày bắt đầu"):
        staying.end(desk, guest.id, version=guest.version, ended_on=TODAY, slip=early)
    staying.end(desk, guest.id, version=guest.version, ended_on=TODAY, slip=Paper("05-PB", TODAY))

    assert [one.id for one in reading.open_list(desk)] == [away.id]
    assert papers.slip(desk, away.id)[1].startswith(b"%PDF")


def test_a_letter_that_comes_late_is_taken_told_and_kept_in_the_book(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    secretary = make.secretary(cell)
    # 30 working days from 2 March 2026; the holiday table has 10 days of rest since.
    late = Paper("07-GGT/ĐU", date(2026, 3, 2))
    stay = Stay(TODAY, date(2026, 10, 31), is_study=False)
    other = replace(ARRIVAL, full_name="Lê Văn Khách", citizen_id=None, card_number=None)

    into = coming.take_in(
        desk, ARRIVAL, cell_id=cell.id, from_place="Y", received_on=TODAY, letter=late
    )
    guest = coming.welcome(desk, other, cell_id=cell.id, from_place="Y", stay=stay, letter=late)

    lines = reading.book(desk, 2026)
    assert {one.id for one in lines} == {into.id, guest.id}
    assert all(one.late_letter.startswith("Nộp giấy giới thiệu quá hạn ngày ") for one in lines)
    assert sum("quá hạn" in words for words in told(secretary.member_id)) == 2
    assert (into.state, guest.state) == (TransferState.RECEIVED, TransferState.RUNNING)


def test_both_cells_of_a_move_see_it_and_who_leaves_may_see_nothing_of_others(
    make: Make,
) -> None:
    one, other = make.cell(), make.cell()
    member, desk = make.member(one), make.office()
    made = going.move(desk, member.id, to_cell=other.id, effective_on=TODAY, decision=DECISION)

    assert reading.get(make.secretary(one), made.id) == made
    assert reading.get(make.secretary(other), made.id) == made
    assert policy.may_take_in(system(TODAY))
    assert policy.may_begin(system(TODAY), one, member.id)
    assert policy.may_move(system(TODAY), one, member.id)
    assert not policy.may_begin(make.committee(), one, member.id)
