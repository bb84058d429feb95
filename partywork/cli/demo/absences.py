"""Who stays away from a meeting of the demo, and why."""

from uuid import UUID

from partywork.cells.queries import PersonOnDay
from partywork.cells.terms import MembershipStatus
from partywork.cli.demo import words
from partywork.cli.demo.story import OPEN_CELL, Story
from partywork.meetings.models import Meeting
from partywork.meetings.terms import AttendanceMark

_ABSENT_AT_MOST = 6


def away(
    story: Story, meeting: Meeting, invited: list[PersonOnDay]
) -> dict[UUID, tuple[AttendanceMark, str]]:
    """Choose who stays away and why; enough people always come."""
    chance = story.chance("away")
    away: dict[UUID, tuple[AttendanceMark, str]] = {}
    missing = 0
    truant = _truant(story, invited)
    leaders = {meeting.expected_chair_id, meeting.expected_minutes_taker_id}
    for person in invited:
        fate = chance.random()
        reason = chance.choice(words.EXCUSES)
        if person.status is MembershipStatus.EXEMPTED:
            if fate < 0.75:
                away[person.member.id] = AttendanceMark.EXEMPT, ""
        elif person.member.id == truant:
            away[person.member.id] = AttendanceMark.UNEXCUSED, ""
        elif person.member.id in leaders or missing >= len(invited) // _ABSENT_AT_MOST:
            continue
        elif fate < 0.07:
            missing += 1
            away[person.member.id] = AttendanceMark.EXCUSED, reason
        elif fate < 0.08:
            missing += 1
            away[person.member.id] = AttendanceMark.UNEXCUSED, ""
        elif fate < 0.09:
            missing += 1
            away[person.member.id] = AttendanceMark.SPECIAL_DUTY, "Công tác biệt phái"
    return away


def _truant(story: Story, invited: list[PersonOnDay]) -> UUID | None:
    """Return who of one cell stays away without a reason every third month, if this is one."""
    if story.code != OPEN_CELL or story.month.month % 3 != 1:
        return None
    plain = [
        one.member
        for one in invited
        if one.office is None and one.status is MembershipStatus.OFFICIAL
    ]
    return max(plain, key=lambda one: one.name_sort_key).id
