"""Who belongs to the body of a meeting on a day, and who may take which part in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.accounts.queries import signing_in
from partywork.cells.models import Body, Member, Organisation
from partywork.cells.queries import PersonOnDay, acting_on, body_members_on, by_office, offices_on
from partywork.cells.rules.membership import is_in_statistics, may_attend
from partywork.cells.service import groups
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.errors import RuleBroken
from partywork.meetings import queries
from partywork.meetings.models import Meeting
from partywork.meetings.rules import check_two_people, is_of_delegates
from partywork.meetings.terms import MeetingKind

# Who is expected to lead a body, the first one found.
_LEADERS = (
    OfficeTitle.SECRETARY,
    OfficeTitle.ACTING_SECRETARY,
    OfficeTitle.INSPECTION_HEAD,
    OfficeTitle.DEPUTY_SECRETARY,
    OfficeTitle.INSPECTION_DEPUTY,
)
_INSPECTION_LEADERS = (OfficeTitle.INSPECTION_HEAD, OfficeTitle.INSPECTION_DEPUTY)
_SECRETARIES = (
    OfficeTitle.SECRETARY,
    OfficeTitle.ACTING_SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
)
# Behind the name of who could lead a meeting but not confirm its minutes.
NO_ACCOUNT = ", chưa có tài khoản"


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose meeting it is: a body's, of officers who confer, of one tổ đảng, of delegates.

    `meeting_id` names a congress whose delegates are known.
    """

    body: Body
    kind: MeetingKind
    group_id: UUID | None = None
    meeting_id: UUID | None = None

    @classmethod
    def of(cls, meeting: Meeting) -> "Circle":
        """Return whose a meeting is."""
        return cls(meeting.body, meeting.kind, meeting.group_id, meeting.id)


def members_on(actor: Actor, circle: Circle, day: date) -> list[PersonOnDay]:
    """Return who belongs to a meeting on its day, each person once, by office."""
    if circle.meeting_id is not None and is_of_delegates(circle.kind, circle.body.kind):
        return _delegates_on(actor, circle.body, circle.meeting_id, day)
    found = {one.member.id: one for one in body_members_on(actor, circle.body, day)}
    people = list(found.values())
    if circle.kind is MeetingKind.CONFERRING:
        # Who confers where a cell has no chi ủy (Hướng dẫn 42-HD/BTCTW, II.2.1).
        return [person for person in people if person.office in _SECRETARIES]
    if circle.kind is MeetingKind.GROUP:
        formed = groups.on_day(actor, circle.body.organisation_id, day, found)
        inside = {
            place.member_id
            for one in formed
            if one.group.id == circle.group_id
            for place in one.places
        }
        return [person for person in people if person.member.id in inside]
    return people


def _delegates_on(actor: Actor, body: Body, meeting_id: UUID, day: date) -> list[PersonOnDay]:
    """Return the delegates of a congress as they stand on its day, those in office first."""
    delegates = queries.delegates_of(actor, meeting_id)
    standings = queries.standings_on([one.member_id for one in delegates], day)
    offices = offices_on(actor, body.organisation_id, day)
    people = [
        PersonOnDay(one.member, standings[one.member_id], offices.get(one.member_id))
        for one in delegates
        if one.member_id in standings
    ]
    return sorted(people, key=by_office)


def invited_people(actor: Actor, circle: Circle, day: date) -> list[PersonOnDay]:
    """Return who is invited: everybody of the meeting who takes part in Party life that day."""
    return [one for one in members_on(actor, circle, day) if may_attend(one.status)]


def on_paper(people: list[PersonOnDay]) -> list[PersonOnDay]:
    """Return whom only a printed invitation reaches: without an account that is in use."""
    online = signing_in([one.member.id for one in people])
    return [one for one in people if one.member.id not in online]


def who_can_lead(people: list[PersonOnDay]) -> list[PersonOnDay]:
    """Return who may chair or take minutes: no temporary guest, nobody suspended."""
    return [
        person for person in people if is_in_statistics(person.status) and may_attend(person.status)
    ]


def expected_chair(people: list[PersonOnDay]) -> UUID | None:
    """Return the bí thư (chủ nhiệm) of the body, or the deputy where the post is vacant."""
    for title in _LEADERS:
        for person in people:
            if person.office is title:
                return person.member.id
    return None


def leaders(body: Body, day: date) -> list[UUID]:
    """Return the bí thư and phó bí thư (chủ nhiệm and phó) who answer for a body, highest first."""
    is_inspection = body.kind is BodyKind.INSPECTION_COMMISSION
    offices = _INSPECTION_LEADERS if is_inspection else _SECRETARIES
    held = acting_on(system(day), body.organisation_id, day)
    return list(dict.fromkeys(one.member_id for one in held if one.office in offices))


def expected_minutes_taker(
    people: list[PersonOnDay], chair_id: UUID | None, last: Meeting | None
) -> UUID | None:
    """Return who took the last minutes, else a deputy or another officer, never the chair."""
    others = [person for person in who_can_lead(people) if person.member.id != chair_id]
    if last is not None:
        before = last.minutes_taker_id or last.expected_minutes_taker_id
        if any(person.member.id == before for person in others):
            return before
    return next((person.member.id for person in others if person.office is not None), None)


def check_leaders(
    people: list[PersonOnDay], chair_id: UUID | None, minutes_taker_id: UUID | None
) -> None:
    """Refuse a chair or a minutes taker from outside the body, and one person for both."""
    able = {person.member.id for person in who_can_lead(people)}
    if chair_id is not None and chair_id not in able:
        raise RuleBroken("Người chủ trì phải là thành viên của cuộc họp.", "chair_id")
    if minutes_taker_id is not None and minutes_taker_id not in able:
        raise RuleBroken("Người ghi biên bản phải là thành viên của cuộc họp.", "minutes_taker_id")
    if chair_id is not None and minutes_taker_id is not None:
        check_two_people(minutes_taker_id, chair_id)


def named(people: list[PersonOnDay]) -> list[tuple[UUID, str]]:
    """Return people as the choices of a select: key, name and office."""
    return [
        (
            person.member.id,
            person.member.full_name + (f" ({person.office.label})" if person.office else ""),
        )
        for person in people
    ]


def without_account(members: Iterable[Member]) -> list[str]:
    """Return the names of those who have no account in use, so that they confirm nothing."""
    asked = list(members)
    online = signing_in([one.id for one in asked])
    return [one.full_name for one in asked if one.id not in online]


def named_with_accounts(
    people: Iterable[tuple[Member, OfficeTitle | None]],
) -> list[tuple[UUID, str]]:
    """Return people as choices that say who has no account, for who leads confirms the minutes."""
    asked = list(people)
    online = signing_in([member.id for member, _ in asked])
    choices = []
    for member, office in asked:
        words = member.full_name + (f" ({office.label})" if office else "")
        choices.append((member.id, words if member.id in online else f"{words}{NO_ACCOUNT}"))
    return choices


def office_above(organisation: Organisation) -> list[UUID]:
    """Return who works today at the office of the committee above, to be told."""
    if organisation.parent_id is None:
        return []
    today = clock.today()
    held = offices_on(system(today), organisation.parent_id, today)
    staff = (OfficeTitle.OFFICE_HEAD, OfficeTitle.OFFICE_STAFF)
    return [member_id for member_id, office in held.items() if office in staff]
