"""The delegates of a congress of the Đảng bộ: who they are and how they became it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.audit import service as audit
from partywork.cells.models import Body, Organisation
from partywork.cells.policy import visible_cells
from partywork.cells.queries import body_members_on, memberships_on
from partywork.cells.rules.membership import may_vote
from partywork.cells.terms import OrganisationKind
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.meetings import queries, rules
from partywork.meetings.models import Delegate, Meeting
from partywork.meetings.rules.preparing import check_delegate, check_delegates_open
from partywork.meetings.service import invitations, meetings
from partywork.meetings.terms import DelegateBasis, MeetingStatus


@dataclass(frozen=True, slots=True)
class Choosing:
    """The delegates there are, and the members of one cell who may be delegates.

    `chosen` are those of that cell who already are.
    """

    meeting: Meeting
    delegates: list[Delegate]
    cells: list[Organisation]
    cell: Organisation | None
    people: list[tuple[UUID, str]]
    chosen: frozenset[UUID]

    def count(self, basis: DelegateBasis) -> int:
        """How many became delegates in that way."""
        return sum(one.basis is basis for one in self.delegates)


def begin(actor: Actor, meeting: Meeting, body: Body) -> None:
    """Begin the list of a new congress with the committee that convenes it."""
    if not rules.is_of_delegates(meeting.kind, body.kind):
        return
    for person in body_members_on(actor, body, meeting.starts_on):
        db.session.add(_delegate(meeting, person.member.id, DelegateBasis.EX_OFFICIO))
    db.session.flush()


def _delegate(meeting: Meeting, member_id: UUID, basis: DelegateBasis) -> Delegate:
    return Delegate(
        organisation_id=meeting.organisation_id,
        meeting_id=meeting.id,
        member_id=member_id,
        basis=basis,
    )


def for_choosing(actor: Actor, meeting_id: UUID, cell_id: UUID | None) -> Choosing:
    """Return the delegates of a congress that has not begun, to who prepares it."""
    meeting = meetings.for_running(actor, meeting_id, selectinload(Meeting.invitations))
    check_delegates_open(meeting.kind, meeting.body.kind, meeting.status)
    cells = list(db.session.scalars(visible_cells(actor).order_by(Organisation.path)))
    below = [one for one in cells if _sends_delegates(one, meeting)]
    cell = next((one for one in below if one.id == cell_id), None)
    if cell_id is not None and cell is None:
        raise NotVisible()
    delegates = queries.delegates_of(actor, meeting_id)
    people = _of_cell(meeting, cell)
    known = {one.member_id for one in delegates}
    return Choosing(
        meeting=meeting,
        delegates=sorted(delegates, key=lambda one: one.member.name_sort_key),
        cells=below,
        cell=cell,
        people=people,
        chosen=frozenset(key for key, _ in people if key in known),
    )


def _sends_delegates(cell: Organisation, meeting: Meeting) -> bool:
    is_below = cell.path.startswith(meeting.organisation.path)
    is_there = not cell.has_ended_by(meeting.starts_on)
    return cell.kind is OrganisationKind.CELL and is_below and is_there


def _of_cell(meeting: Meeting, cell: Organisation | None) -> list[tuple[UUID, str]]:
    if cell is None:
        return []
    day = meeting.starts_on
    here = memberships_on(system(day), cell.id, day)
    able = [one for one in here if may_vote(one.status)]
    able.sort(key=lambda one: one.member.name_sort_key)
    return [(one.member_id, one.member.full_name) for one in able]


def choose(
    actor: Actor,
    meeting_id: UUID,
    *,
    version: int,
    cell_id: UUID,
    member_ids: Collection[UUID],
    basis: DelegateBasis,
) -> Meeting:
    """Let exactly these members of a cell be delegates; who was one before keeps their basis."""
    with transaction():
        found = for_choosing(actor, meeting_id, cell_id)
        meeting = found.meeting
        meeting.expect_version(version)
        names, wanted = dict(found.people), set(member_ids)
        if not wanted <= set(names):
            raise RuleBroken("Có người không sinh hoạt ở chi bộ này. Hãy mở lại trang.", "members")
        standings = queries.standings_on(list(wanted), meeting.starts_on)
        for member_id in wanted - found.chosen:
            check_delegate(names[member_id], standings.get(member_id))
            db.session.add(_delegate(meeting, member_id, basis))
        gone = found.chosen - wanted
        for one in [each for each in found.delegates if each.member_id in gone]:
            db.session.delete(one)
        for invitation in [each for each in meeting.invitations if each.member_id in gone]:
            db.session.delete(invitation)
        meetings.changed(meeting)
        db.session.flush()
        if meeting.status is MeetingStatus.INVITED:
            db.session.expire(meeting)
            invitations.invite_newcomers(actor, meeting_id)
        before = len(found.delegates)
        after = before + len(wanted - found.chosen) - len(gone)
        audit.record(
            actor,
            "meeting.choose_delegates",
            meeting,
            organisation_path=meeting.organisation.path,
            delegates=[before, after],
        )
    return meeting
