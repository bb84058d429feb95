"""Bringing records of the register up to a list: what stands in them, what is changed, put back."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy, queries
from partywork.cells.models import ImportRow, Member, Membership, Organisation
from partywork.cells.pages.papers import papers_on_record
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.papers import PAPER_FIELDS, Recorded
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.rules.importing.updates import (
    changes,
    kept,
    propose,
    restored,
)
from partywork.cells.service import listed_papers, members, records
from partywork.cells.terms import ImportMode, MembershipStatus, RowStatus
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import RuleBroken, require

_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy cập nhật hồ sơ theo danh sách."
_PLACE = (ImportField.CELL, ImportField.STATUS, ImportField.OFFICE)
_OF_THE_MEMBER = tuple(one for one in ImportField if one not in PAPER_FIELDS.union(_PLACE))


def proposed(actor: Actor, rows: Iterable[ImportedRow], mode: ImportMode) -> list[ImportedRow]:
    """Say of each row what the list would do with it, in a constant number of statements."""
    read = list(rows)
    known = recorded(actor, [row.known for row in read if row.known] if mode.updates else [])
    found = [
        # Nobody changes their own record, by a list neither.
        row
        if row.known and row.known == actor.member_id
        else propose(row, mode, known.get(row.known) if row.known else None)
        for row in read
    ]
    return listed_papers.held_to_lives(actor, found, known)


def require_desk(actor: Actor, organisation: Organisation, mode: ImportMode) -> None:
    """Refuse lists that change records to everybody but those who may change them one by one."""
    is_allowed = policy.may_appoint(actor, organisation) or actor.is_system
    require(not mode.updates or is_allowed, _DESK_ONLY)


def recorded(actor: Actor, member_ids: Collection[UUID]) -> dict[UUID, Recorded]:
    """Return what the register says today of these people, by field."""
    if not member_ids:
        return {}
    people = db.session.scalars(policy.visible_members(actor).where(Member.id.in_(member_ids)))
    here = policy.visible_memberships(actor).where(
        Membership.member_id.in_(member_ids),
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        queries.holds_on(Membership, actor.day),
    )
    found = db.session.scalars(here.options(joinedload(Membership.organisation)))
    standings = {one.member_id: one for one in found}
    offices = queries.offices_of_members(actor, member_ids, actor.day)
    decided = queries.way_into_the_party(actor, member_ids)
    return {
        one.id: facts(one)
        | _place(standings.get(one.id))
        | {ImportField.OFFICE: offices.get(one.id)}
        | papers_on_record(one, decided.get(one.id, ()))
        for one in people
    }


def facts(member: Member) -> dict[ImportField, Any]:
    """Return what a record itself says."""
    return {field: getattr(member, field.value) for field in _OF_THE_MEMBER}


def _place(standing: Membership | None) -> dict[ImportField, Any]:
    if standing is None:
        return {}
    return {ImportField.CELL: standing.organisation.name, ImportField.STATUS: standing.status}


def update(actor: Actor, row: ImportRow, person: ImportedRow) -> None:
    """Change the record of a known person to what the row says, and keep what was there before.

    Raises `RuleBroken`, with nothing changed, where the rules of the record refuse it.
    """
    query = policy.visible_members(actor).where(Member.id == person.known)
    member = db.session.scalars(query).one()
    decided = queries.way_into_the_party(actor, [member.id]).get(member.id, ())
    known = facts(member) | papers_on_record(member, decided)
    wanted = changes(person.values, known)
    before = {field.value: kept(getattr(member, field.value)) for field in wanted}
    with db.session.begin_nested():
        _write(actor, member, {field.value: value for field, value in wanted.items()})
        before |= listed_papers.write_down(actor, member, person.values, known)
    row.before = before
    row.status = RowStatus.UPDATED
    row.member_id = member.id
    row.version_left = member.version


def put_back(actor: Actor, rows: Iterable[ImportRow], reason: str) -> int:
    """Give every record the rows changed its former values; raises when one is newer than that.

    The decisions they wrote down are voided, with the reason.
    """
    changed = {row.member_id: row for row in rows}
    query = policy.visible_members(actor).where(Member.id.in_(changed))
    people = list(db.session.scalars(query))
    if any(one.version != changed[one.id].version_left for one in people):
        raise RuleBroken(
            "Không hoàn tác được vì có hồ sơ đã được sửa tiếp sau khi cập nhật từ danh sách này."
        )
    for member in people:
        row = changed[member.id]
        before: dict[str, str | None] = row.before or {}
        listed_papers.take_back(actor, member, before, reason)
        values = {
            name: restored(ImportField(name), text)
            for name, text in before.items()
            if name not in listed_papers.WRITTEN
        }
        _write(actor, member, values)
        row.status = RowStatus.CHANGED
        row.member_id = row.before = row.version_left = None
    db.session.flush()
    return len(people)


def _write(actor: Actor, member: Member, values: Mapping[str, Any]) -> None:
    changed = records.change(actor, member, values)
    cell = members.cell_of(actor, member.id)
    records.note_change(actor, member, cell, changed)
