"""Answers to recommendations at step C3: on the minutes page, in the room, then in the minutes."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.meetings.service import asked, papers, record
from partywork.meetings.terms import MeetingKind
from partywork.recommendations import service as recommendations
from partywork.recommendations.models import Recommendation
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject
from partywork.rooms.service import leading
from tests.meetings.minuting import MEETS_ON, adopted, everybody_there, item
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case
from tests.support.queries import count_queries

Browse = Callable[..., Browser]


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(20, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make)


def answered(case: Case, text: str) -> Recommendation:
    """Write down what one member asked of the cell a month ago and the answer of today."""
    one = recommendations.record(
        case.secretary,
        case.organisation.id,
        Asked(
            text=text,
            subject=Subject.CONDITIONS,
            addressee=Addressee.CELL,
            raised_on=MEETS_ON - timedelta(days=30),
            raised_by_id=case.members[0].id,
        ),
    )
    return recommendations.answer(
        case.secretary, one.id, version=one.version, words=f"Đồng ý: {text}", answered_on=MEETS_ON
    )


def told(case: Case) -> list[str]:
    meeting = record.whole(case.secretary, case.id)
    return [one.answer for one in papers.minutes_page(meeting, draft=True).recommendations]


def test_waiting_answers_are_read_out_at_their_step(case: Case, browse: Browse) -> None:
    at_desk, in_room = answered(case, "Thêm ghế"), answered(case, "Sửa quạt")
    step = item(case, "C3")
    minutes, room = f"/meetings/{case.id}/minutes", f"/meetings/{case.id}/room"
    chair = browse(case.secretary)
    assert "Sửa quạt" not in chair.get(room).words
    leading.go_to(case.secretary, case.id, step.id)
    db.session.commit()

    page = chair.get(minutes)
    assert f"Đồng chí {case.members[0].full_name} kiến nghị ngày 06/10/2026: Thêm ghế" in page.words
    chair.post(f"/meetings/{case.id}/items/{step.id}/answers/{at_desk.id}/heard", page=minutes)
    assert told(case) == ["Đồng ý: Thêm ghế"]
    assert "Thêm ghế" not in chair.get(f"{room}/parts/now", fragment=True).words
    chair.post(f"{room}/answers/{in_room.id}/heard", page=room)

    assert set(told(case)) == {"Đồng ý: Thêm ghế", "Đồng ý: Sửa quạt"}
    assert "chờ đọc" not in chair.get(minutes).words
    refused = chair.post(f"{room}/answers/{in_room.id}/heard", page=room, expect=422)
    assert "đã được đọc" in refused.words


def test_a_member_hears_and_notes_nothing_and_adopted_minutes_stay(
    make: Make, case: Case, browse: Browse
) -> None:
    one = answered(case, "Thêm ghế")
    member = make.actor(case.members[0])
    leading.go_to(case.secretary, case.id, item(case, "C3").id)
    db.session.commit()

    page = browse(member).get(f"/meetings/{case.id}/room")
    assert "Đồng ý: Thêm ghế" in page.words
    assert "Đã đọc" not in page.words
    with pytest.raises(NotAllowed):
        asked.hear(member, case.id, one.id)
    adopted(case)
    with pytest.raises(RuleBroken):
        asked.hear(case.secretary, case.id, one.id)


@pytest.mark.parametrize("kind", [MeetingKind.GROUP, MeetingKind.CONFERRING])
def test_those_who_meet_without_the_whole_cell_leave_its_register_alone(
    case: Case, kind: MeetingKind
) -> None:
    heard, waiting = answered(case, "Thêm ghế"), answered(case, "Sửa quạt")
    asked.hear(case.secretary, case.id, heard.id)
    assert told(case) == ["Đồng ý: Thêm ghế"]

    with transaction():
        record.whole(case.secretary, case.id).kind = kind

    assert told(case) == []
    assert asked.answers(case.secretary, record.whole(case.secretary, case.id)).waiting == []
    with pytest.raises(RuleBroken, match="không đọc tại cuộc họp này"):
        asked.hear(case.secretary, case.id, waiting.id)


def test_the_pages_ask_as_much_for_two_answers_as_for_ten(case: Case, browse: Browse) -> None:
    leading.go_to(case.secretary, case.id, item(case, "C3").id)
    chair = browse(case.secretary)
    sent: dict[int, list[int]] = {}
    for answers in (2, 8):
        for number in range(answers):
            answered(case, f"Việc {number}")
        db.session.commit()
        sent[answers] = [_questions(chair, f"/meetings/{case.id}/{one}") for one in _PAGES]

    assert sent[2] == sent[8]


_PAGES = ("minutes", "room", "room/parts/now")


def _questions(chair: Browser, path: str) -> int:
    facts: dict[str, Any] = {"fragment": True} if "parts" in path else {}
    chair.get(path, **facts)
    with count_queries() as asked_for:
        chair.get(path, **facts)
    return len(asked_for)
