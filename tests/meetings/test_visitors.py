"""Who attends from the committee above: reads the papers, speaks, and counts in nothing."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken
from partywork.meetings import policy
from partywork.meetings.models import MeetingPaper
from partywork.meetings.pages import Remark
from partywork.meetings.service import (
    attachments,
    meetings,
    minutes,
    opening,
    papers,
    record,
    roll_call,
    visiting,
)
from partywork.quality.service.facts import facts_of
from partywork.quality.service.reading import meeting_of
from tests.meetings.minuting import item
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import (
    MEETS_ON,
    Case,
    begin,
    invited_meeting,
    open_meeting,
    told,
    visited_meeting,
)
from tests.support.papers import pdf

Today = Callable[..., None]


@pytest.fixture(autouse=True)
def some_days_before(today: Today) -> None:
    today(date(2026, 11, 2))


def attach(case: Case, summary: str, replaces: MeetingPaper | None = None) -> MeetingPaper:
    return attachments.attach_paper(
        case.secretary,
        case.id,
        summary=summary,
        file_name="tai-lieu.pdf",
        content=pdf(summary),
        replaces_id=replaces.id if replaces else None,
    )


def addresses(case: Case) -> list[str]:
    """Return where each version of each paper is handed over."""
    return [
        f"/documents/files/{file.id}" for one in case.read().papers for file in one.document.files
    ]


def begun(make: Make, today: Today) -> tuple[Case, Actor]:
    """Return an open meeting that somebody attends from above, not seen yet."""
    case, visitor = visited_meeting(make)
    today(MEETS_ON, time(19, 30))
    return begin(case), visitor


def test_who_attends_opens_every_paper_and_no_longer_once_released(
    make: Make, browse: Callable[..., Browser]
) -> None:
    case, visitor = invited_meeting(make), make.committee()
    member = make.actor(case.members[0])
    first = attach(case, "Dự thảo nghị quyết")
    visiting.join(visitor, case.id)
    attach(case, "Dự thảo nghị quyết, có sửa", replaces=first)
    files = addresses(case)
    strangers = [make.plain_member(make.cell()), make.committee()]

    def open_all(actor: Actor, expect: int = 200) -> None:
        for address in files:
            browse(actor).get(address, expect=expect)

    assert len(files) == 2
    for actor in (visitor, member):
        open_all(actor)
    for actor in strangers:
        open_all(actor, expect=404)
    assert told(visitor)[0].title.startswith("Bản mới của tài liệu")

    visiting.release(visitor, case.id, visitor.member_id)  # type: ignore[arg-type]

    open_all(visitor, expect=404)
    open_all(member)


def test_who_attends_speaks_once_seen_and_is_written_down(make: Make, today: Today) -> None:
    case, visitor = begun(make, today)
    section = item(case, "B3")
    assert visitor.member_id is not None

    with pytest.raises(RuleBroken, match="dự họp"):
        minutes.add_statement(
            case.deputy, case.id, section.id, member_id=visitor.member_id, text="Gợi ý"
        )
    meeting = roll_call.for_roll_call(case.deputy, case.id)
    roll_call.call_roll(
        case.deputy,
        case.id,
        version=roll_call.roll_version(meeting),
        markings=[],
        visitors={one.id for one in meeting.guests},
    )
    for member_id, text in ((visitor.member_id, "Gợi ý"), (case.members[0].id, "Nhất trí")):
        minutes.add_statement(case.deputy, case.id, section.id, member_id=member_id, text=text)

    written = record.whole(case.secretary, case.id)
    assert minutes.speakers(written)[-1] == (visitor.member_id, visitor.name)
    parts = papers.minutes_page(written, draft=True).parts
    remarks = [one for part in parts for one_item in part.items for one in one_item.remarks]
    assert Remark(visitor.name, "Gợi ý") in remarks
    assert minutes.said_by_roll(written) == [case.members[0].id]
    assert facts_of(case.secretary, meeting_of(case.secretary, case.id)).speakers == 1
    assert visitor.member_id not in {one.member_id for one in roll_call.voters_of(written)}


def test_the_page_of_the_meeting_lets_who_attends_come_in_with_one_tap(
    make: Make, today: Today, browse: Callable[..., Browser]
) -> None:
    case, visitor = begun(make, today)
    page = f"/meetings/{case.id}/"

    before = browse(visitor).get(page).words
    browse(visitor).post(f"{page}room/come-in", {"place": "hall"}, page=page)
    opening.welcome(
        case.secretary,
        case.id,
        version=case.read().version,
        guests=[opening.Visitor(visitor.name, "")],
    )

    assert "Tôi có mặt tại hội trường" in before
    after = browse(visitor).get(page).words
    assert "Đồng chí có mặt" in after
    assert "Tôi có mặt tại hội trường" not in after
    assert "Cuộc họp đã khai mạc" not in browse(case.secretary).get(page).words


def test_who_was_expected_to_write_writes_no_more_once_another_was_chosen(
    make: Make, today: Today
) -> None:
    today(MEETS_ON, time(19, 30))
    case = open_meeting(make)
    expected, chosen = (make.plain_member(case.organisation) for _ in range(2))
    assert expected.member_id is not None
    with transaction():
        meeting = meetings.get(case.secretary, case.id)
        meeting.minutes_taker_id = None
        meeting.expected_minutes_taker_id = expected.member_id
    assert policy.may_write(expected, meetings.get(case.secretary, case.id))

    with transaction():
        meetings.get(case.secretary, case.id).minutes_taker_id = chosen.member_id

    meeting = meetings.get(case.secretary, case.id)
    assert policy.may_write(chosen, meeting)
    assert not policy.may_write(expected, meeting)
