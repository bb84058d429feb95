"""What a transfer recorded by mistake is undone with its event, in one act."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from partywork.audit import service as audit
from partywork.cells.models import MemberEvent, Membership
from partywork.cells.policy import visible_events, visible_memberships
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.periods import Month
from partywork.transfers.models import Transfer
from partywork.transfers.service import coming, going, staying, undoing
from partywork.transfers.service.typed import Paper, Stay
from partywork.transfers.terms import Ending, TransferState
from tests.support.make import Make
from tests.transfers.test_pages import Browse
from tests.transfers.test_service import ARRIVAL, DECISION, LETTER, STAY, TODAY


@pytest.fixture(autouse=True)
def _on_a_day_in_may(today: Callable[..., None]) -> None:
    today(TODAY)


def event_of(transfer: Transfer) -> UUID:
    """The newest event this transfer brought about that still counts."""
    query = visible_events(system(TODAY)).where(MemberEvent.source_id == transfer.id)
    return db.session.scalars(query.order_by(MemberEvent.sequence.desc())).first().id


def standings(member_id: UUID) -> list[tuple[MembershipStatus, date, date | None]]:
    db.session.expire_all()
    query = visible_memberships(system(TODAY)).where(Membership.member_id == member_id)
    found = db.session.scalars(query.order_by(Membership.starts_on))
    return [(one.status, one.starts_on, one.ends_on) for one in found]


def gone(desk: Actor, member_id: UUID) -> Transfer:
    made = going.begin_out(
        desk, member_id, to_place="Đảng bộ X", effective_on=date(2026, 5, 4), decision=DECISION
    )
    going.prepare(
        desk, made.id, version=made.version, dues_paid_to=Month(2026, 5), has_self_review=True
    )
    going.issue_letter(desk, made.id, version=made.version, letter=LETTER, addressed_to="Đảng ủy X")
    slip = Paper("3-PB", TODAY)
    return going.complete(desk, made.id, version=made.version, received_on=TODAY, slip=slip)


def test_who_was_wrongly_seen_off_is_back_and_the_letter_still_out(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)
    before = standings(member.id)
    made = gone(desk, member.id)

    with pytest.raises(NotAllowed):
        undoing.undo(make.secretary(cell), event_of(made), "Ghi nhầm")
    undone = undoing.undo(desk, event_of(made), "Nhầm ngày tiếp nhận")

    assert standings(member.id) == before
    assert undone.state is TransferState.LETTER_ISSUED
    assert (undone.slip_number, undone.slip_on, undone.closed_on) == (None, None, None)
    assert undone.letter_number == LETTER.number
    actions = [one.action for one in audit.entries(system(TODAY), limit=50)]
    assert actions.count("transfer.undo") == 1
    assert "member.void_event" not in actions
    again = going.complete(
        desk, undone.id, version=undone.version, received_on=TODAY, slip=Paper("4-PB", TODAY)
    )
    assert again.state is TransferState.COMPLETED


def test_a_wrong_move_and_a_wrong_arrival_are_stopped_with_the_reason(make: Make) -> None:
    one, other, desk = make.cell(), make.cell(), make.office()
    member = make.member(one)
    before = standings(member.id)
    moved = going.move(desk, member.id, to_cell=other.id, effective_on=TODAY, decision=DECISION)
    came = coming.take_in(
        desk, ARRIVAL, cell_id=one.id, from_place="Đảng bộ Y", received_on=TODAY, letter=LETTER
    )

    for transfer in (moved, came):
        undone = undoing.undo(desk, event_of(transfer), "Ghi nhầm người")
        assert undone.state is TransferState.CANCELLED
        assert (undone.reason, undone.closed_on) == ("Ghi nhầm người", TODAY)

    assert standings(member.id) == before
    assert standings(came.member_id) == []
    assert db.session.get(Transfer, moved.id) is not None


def test_the_end_of_a_stay_is_undone_and_then_its_beginning(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)
    before = standings(member.id)
    away = going.send_away(desk, member.id, stay=STAY, letter=Paper("07", date(2026, 5, 10)))
    beginning = event_of(away)
    staying.end(desk, away.id, version=away.version, ended_on=TODAY, slip=Paper("9-GGT", TODAY))
    with pytest.raises(RuleBroken, match="Hết sinh hoạt tạm thời"):
        undoing.undo(desk, beginning, "Ghi nhầm")
    assert away.state is TransferState.COMPLETED

    undoing.undo(desk, event_of(away), "Chưa về")

    assert (away.state, away.closed_on, away.slip_number) == (TransferState.RUNNING, None, None)
    assert standings(member.id)[-1][0] is MembershipStatus.TEMPORARILY_AWAY
    undoing.undo(desk, beginning, "Không đi")
    assert away.state is TransferState.CANCELLED
    assert standings(member.id) == before


def test_a_transfer_is_not_taken_up_again_beside_another_one(make: Make) -> None:
    desk = make.office()
    member = make.member(make.cell())
    away = going.send_away(desk, member.id, stay=STAY, letter=Paper("07", date(2026, 5, 10)))
    staying.end(desk, away.id, version=away.version, ended_on=TODAY, slip=Paper())
    ending = event_of(away)
    going.begin_out(
        desk, member.id, to_place="Đảng bộ X", effective_on=TODAY, decision=Paper("1", TODAY)
    )

    with pytest.raises(RuleBroken, match="chưa xong"):
        undoing.undo(desk, ending, "Chưa về")


def test_nobody_undoes_what_is_their_own_or_what_they_do_not_see(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)
    event = event_of(gone(desk, member.id))

    with pytest.raises(NotAllowed):
        undoing.undo(make.committee(), event, "Ghi nhầm")
    with pytest.raises(NotVisible):
        undoing.undo(make.secretary(make.cell()), event, "Ghi nhầm")


def test_the_page_of_the_transfer_leads_to_undoing_it(make: Make, browse: Browse) -> None:
    desk = make.office()
    made = gone(desk, make.member(make.cell()).id)
    event, browser = event_of(made), browse(desk)
    path = f"/transfers/events/{event}/undo"

    shown = browser.get(f"/transfers/{made.id}")
    answer = browser.post(path, {"reason": "Nhầm ngày"})

    assert shown.soup.find("a", href=path)
    assert answer.location == f"/transfers/{made.id}"
    assert not browser.get(f"/transfers/{made.id}").soup.find("a", href=path)


@pytest.mark.parametrize(
    ("act", "field"),
    [
        ("decision", "decided_on"),
        ("letter", "letter_on"),
        ("received", "received_on"),
        ("slip", "slip_on"),
        ("slip before", "slip_on"),
        ("stop", "closed_on"),
        ("stop before", "closed_on"),
    ],
)
def test_no_step_is_dated_in_the_future_or_before_the_one_it_follows(
    make: Make, act: str, field: str
) -> None:
    desk = make.office()
    member = make.member(make.cell())
    tomorrow, before = date(2026, 5, 21), date(2026, 5, 17)
    made = going.begin_out(
        desk, member.id, to_place="Đảng bộ X", effective_on=date(2026, 5, 4), decision=DECISION
    )
    going.prepare(
        desk, made.id, version=made.version, dues_paid_to=Month(2026, 5), has_self_review=True
    )

    def take(step: str) -> None:
        version = made.version
        match step:
            case "decision":
                going.begin_out(
                    desk,
                    make.member(make.cell()).id,
                    to_place="Đảng bộ X",
                    effective_on=tomorrow,
                    decision=Paper("1-QĐ", tomorrow),
                )
            case "letter":
                late = Paper("07-GGT", tomorrow)
                going.issue_letter(
                    desk, made.id, version=version, letter=late, addressed_to="Đảng ủy X"
                )
            case "received":
                going.complete(desk, made.id, version=version, received_on=tomorrow, slip=Paper())
            case "slip" | "slip before":
                day = tomorrow if step == "slip" else before
                slip = Paper("3-PB", day)
                going.complete(
                    desk, made.id, version=version, received_on=LETTER.day or TODAY, slip=slip
                )
            case _:
                from_day = tomorrow if step == "stop" else before
                going.stop(
                    desk,
                    made.id,
                    version=version,
                    ending=Ending.CANCELLED,
                    closed_on=from_day,
                    reason="Không đi nữa",
                )

    if act not in ("decision", "letter"):
        going.issue_letter(
            desk, made.id, version=made.version, letter=LETTER, addressed_to="Đảng ủy X"
        )
    with pytest.raises(RuleBroken) as refused:
        take(act)

    assert refused.value.field == field


def test_a_stay_neither_ends_tomorrow_nor_begins_in_another_century(make: Make) -> None:
    desk = make.office()
    member = make.member(make.cell())
    letter = Paper("07", date(2026, 5, 10))
    far = Stay(date(2926, 5, 11), date(2926, 10, 31), is_study=False, to_place="Đảng bộ X")

    with pytest.raises(RuleBroken, match="quá xa"):
        going.send_away(desk, member.id, stay=far, letter=letter)
    with pytest.raises(RuleBroken, match="tương lai"):
        going.send_away(desk, member.id, stay=STAY, letter=Paper("07", date(2026, 5, 21)))
    away = going.send_away(desk, member.id, stay=STAY, letter=letter)
    with pytest.raises(RuleBroken, match="tương lai"):
        staying.end(desk, away.id, version=away.version, ended_on=date(2026, 5, 21), slip=Paper())


def test_with_a_transfer_under_way_the_page_leads_there_and_offers_no_other(
    make: Make, browse: Browse
) -> None:
    desk = make.office()
    member = make.member(make.cell())
    page = f"/transfers/members/{member.id}"
    free = browse(desk).get(page).soup
    away = going.send_away(desk, member.id, stay=STAY, letter=Paper("07", date(2026, 5, 10)))

    busy = browse(desk).get(page).soup

    assert free.find("a", href=f"{page}/out")
    assert not busy.find("a", href=f"{page}/out")
    assert busy.select_one(f".notice a[href='/transfers/{away.id}']")
