"""Others take over the chair or the minutes of an open meeting."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from partywork.accounts.models import User
from partywork.accounts.terms import AccountStatus
from partywork.audit import service as audit
from partywork.cells.terms import MembershipStatus
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.meetings import policy
from partywork.meetings.rules import Leaders
from partywork.meetings.service import drafting, leaders, papers, record
from partywork.meetings.terms import AttendanceMark, MeetingStatus, MinutesStatus
from tests.meetings.minuting import (
    MEETS_ON,
    PASSWORD,
    adopted,
    ask,
    closed,
    count,
    everybody_there,
    give_password,
    inbox,
    item,
    write,
)
from tests.pdf.measure import words_of
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, confirm, invited_meeting, mark

Browse = Callable[..., Browser]
OFFICIAL = MembershipStatus.OFFICIAL


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make, statuses=[OFFICIAL, OFFICIAL])


def hand_over(case: Case, actor: Actor, to: Leaders, at: time | None = time(20, 15)) -> Any:
    version = record.whole(actor, case.id).version
    return leaders.hand_over(actor, case.id, version=version, to=to, at=at)


def give_up_account(actor: Actor) -> None:
    with transaction():
        query = db.select(User).where(User.id == actor.user_id)
        user = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
        user.status = AccountStatus.LOCKED


def test_the_minutes_tell_who_took_over_and_the_new_two_confirm_them(
    make: Make, case: Case
) -> None:
    write(case, "A2", "Nhất trí cử thư ký.")
    chair, taker = (make.actor(one) for one in case.members)

    hand_over(case, case.secretary, Leaders(chair.member_id, taker.member_id))

    told = (
        f"Từ 20 giờ 15, đồng chí {chair.name} chủ trì thay đồng chí {case.secretary.name}; "
        f"đồng chí {taker.name} ghi biên bản thay đồng chí {case.deputy.name}."
    )
    assert item(case, "A2").notes == f"Nhất trí cử thư ký.\n{told}"
    for one, is_told in (
        (chair, True),
        (taker, True),
        (case.deputy, True),
        (case.secretary, False),
    ):
        assert any(notice.text == told for notice in inbox(one)) is is_told
    (entry,) = [one for one in audit.entries(make.inspector()) if one.action == "meeting.hand_over"]
    assert entry.changes["chair"] == [str(case.secretary.member_id), str(chair.member_id)]
    assert entry.changes["minutes_taker"] == [str(case.deputy.member_id), str(taker.member_id)]
    since = clock.instant_of(MEETS_ON, time(20, 15))
    assert entry.changes["since"] == str(since)
    assert entry.changes["is_slip"] is False
    closed(case)
    for actor in (taker, chair):
        give_password(actor)
        confirm(actor, case.id, PASSWORD)
    words = words_of(papers.open_minutes(chair, case.id)[1])
    assert f"Chủ trì: đồng chí {chair.name}. Thư ký: đồng chí {taker.name}." in words
    assert told in words


def test_a_slip_of_the_opening_is_put_right_without_a_word_in_the_minutes(
    make: Make, case: Case
) -> None:
    chair = case.members[0].id

    hand_over(case, case.secretary, Leaders(chair, case.deputy.member_id), at=None)

    assert case.read().chair_id == chair
    assert not any(one.notes for one in record.whole(case.secretary, case.id).agenda)
    (entry,) = [one for one in audit.entries(make.inspector()) if one.action == "meeting.hand_over"]
    assert entry.changes["is_slip"] is True
    assert entry.changes["since"] is None
    assert any("ghi nhầm" in one.text for one in inbox(make.actor(case.members[0])))


@pytest.mark.parametrize("step", [lambda case: count(case, ask(case), 4, 0, 0), adopted])
def test_after_a_vote_or_the_reading_nobody_chairs_from_the_beginning_in_silence(
    case: Case, step: Callable[[Case], object]
) -> None:
    step(case)
    to = Leaders(case.members[0].id, case.deputy.member_id)

    with pytest.raises(RuleBroken, match="không sửa từ đầu được nữa"):
        hand_over(case, case.secretary, to, at=None)

    assert case.read().chair_id == case.secretary.member_id


def test_a_change_on_a_second_day_names_that_day(case: Case, today: Callable[..., None]) -> None:
    today(MEETS_ON + timedelta(days=1), time(21, 0))

    hand_over(case, case.secretary, Leaders(case.members[0].id, case.deputy.member_id))

    second = display.day_in_text(MEETS_ON + timedelta(days=1))
    assert item(case, "A2").notes.startswith(f"Từ 20 giờ 15 ngày {second}, đồng chí ")


@pytest.mark.parametrize("removed", [{"A2"}, {"A1", "A2"}, {"A1", "A2", "A3"}])
def test_no_resolution_takes_a_change_for_what_the_meeting_decided(
    case: Case, removed: set[str]
) -> None:
    vote = count(case, ask(case, code="A4"), 4, 0, 0)
    with transaction():
        for one in record.whole(case.secretary, case.id).agenda:
            if one.code in removed:
                db.session.delete(one)
    to = Leaders(case.members[0].id, case.deputy.member_id)

    hand_over(case, case.secretary, to)

    meeting = record.whole(case.secretary, case.id)
    (told,) = [one for one in meeting.agenda if "chủ trì thay" in one.notes]
    assert not drafting.is_drawn_on(told)
    parts = [
        *drafting.parts_of(meeting, [], today=MEETS_ON, days_after=5),
        *drafting.parts_of_further(meeting, item(case, "A4"), vote, days_after=5),
    ]
    assert all("thay đồng chí" not in clause.text for _, clauses in parts for clause in clauses)


def test_a_chair_without_office_hands_over_and_a_plain_member_does_not(
    make: Make, case: Case
) -> None:
    chair, other = (make.actor(one) for one in case.members)
    taker = case.deputy.member_id
    hand_over(case, case.secretary, Leaders(chair.member_id, taker))

    with pytest.raises(NotAllowed):
        hand_over(case, other, Leaders(other.member_id, taker))
    hand_over(case, chair, Leaders(case.secretary.member_id, taker))

    assert case.read().chair_id == case.secretary.member_id


def test_minutes_already_read_out_are_read_out_again(case: Case) -> None:
    adopted(case)

    hand_over(case, case.secretary, Leaders(case.members[0].id, case.deputy.member_id))

    assert record.minutes_status(record.whole(case.secretary, case.id)) is MinutesStatus.DRAFT


def test_who_is_away_takes_nothing_over_and_a_closed_meeting_keeps_its_two(case: Case) -> None:
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))
    to = Leaders(case.members[0].id, case.deputy.member_id)

    with pytest.raises(RuleBroken, match="đang dự họp"):
        hand_over(case, case.secretary, to)
    closed(case)
    with pytest.raises(RuleBroken, match="khi đang họp"):
        hand_over(case, case.secretary, to)

    assert case.read().status is MeetingStatus.CLOSED
    assert case.read().chair_id == case.secretary.member_id


def test_a_chair_is_marked_away_only_after_another_has_taken_over(make: Make, case: Case) -> None:
    to = Leaders(case.members[0].id, case.deputy.member_id)
    hand_over(case, case.secretary, to)

    with pytest.raises(RuleBroken, match=f"{case.members[0].full_name}: Đang chủ trì"):
        mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))
    hand_over(case, case.secretary, Leaders(case.members[1].id, case.deputy.member_id))
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))

    meeting = record.whole(case.secretary, case.id)
    assert not policy.may_lead(make.actor(case.members[0]), meeting)
    assert policy.may_lead(make.actor(case.members[1]), meeting)


def test_the_page_proposes_the_present_two_and_names_the_item_that_tells_it(
    case: Case, browse: Browse
) -> None:
    reader, path = browse(case.secretary), f"/meetings/{case.id}/leaders"

    page = reader.get(path)

    chosen = [option["value"] for option in page.soup.select("option[selected]")]
    two = [str(case.secretary.member_id), str(case.deputy.member_id)]
    assert chosen == two
    assert f"được ghi vào mục «{item(case, 'A2').title}»" in page.words
    fields = {"chair_id": case.members[0].id, "minutes_taker_id": two[1]}
    assert "Hãy ghi giờ đổi." in reader.post(path, fields, expect=422).words
    shown = reader.get(reader.post(path, {**fields, "is_slip": "1"}).location)
    assert "Đã đổi và báo cho các đồng chí liên quan." in shown.words
    assert case.read().chair_id == case.members[0].id


def test_who_has_no_account_is_warned_of_at_the_opening_and_before_the_end(
    make: Make, browse: Browse
) -> None:
    case = invited_meeting(make)
    give_up_account(case.deputy)
    reader = browse(case.secretary)
    warning = f"Chưa có tài khoản đang dùng: đồng chí {case.deputy.name}."

    page = reader.get(f"/meetings/{case.id}/open")
    two = {"chair_id": case.secretary.member_id, "minutes_taker_id": case.deputy.member_id}
    roll = reader.get(
        reader.post(f"/meetings/{case.id}/open", {**two, "opened_at": "19:00"}).location
    )

    assert warning in page.words
    assert f"{case.deputy.name} (Phó bí thư), chưa có tài khoản" in page.words
    for warned in (roll, reader.get(f"/meetings/{case.id}/close")):
        assert warning in warned.words
        assert warned.soup.select_one(f"main a[href='/meetings/{case.id}/leaders']")
