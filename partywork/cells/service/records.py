"""Changing the typed fields of a member's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member, Organisation
from partywork.cells.rules import record as rules
from partywork.cells.service import members
from partywork.cells.terms import RecordField, RecordGroup
from partywork.core import display
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.terms import Term
from partywork.core.text import fold, name_sort_key

_NOT_YOURS = (
    "Tổ chức của văn phòng Đảng ủy sửa hồ sơ; bí thư, phó bí thư chi bộ sửa phần liên hệ, nghề "
    "nghiệp, trình độ. Hồ sơ của mình thì đề nghị đính chính."
)

_DAYS = frozenset({RecordField.BORN_ON, RecordField.RETIRED_ON})


@dataclass(frozen=True, slots=True)
class EditableGroup:
    """A group of a record, opened to be changed; who changes a sealed field need not see it."""

    member: Member
    group: RecordGroup
    fields: tuple[RecordField, ...]

    @property
    def values(self) -> dict[str, Any]:
        """The present values by name, sealed ones left out."""
        open_fields = (field for field in self.fields if field not in rules.SEALED)
        return {field.value: getattr(self.member, field.value) for field in open_fields}

    @property
    def masked(self) -> dict[str, str]:
        """What the sealed fields show, by name; empty when nothing is written there."""
        return {
            field.value: rules.masked(field, getattr(self.member, field.value) or "")
            for field in self.fields
            if field in rules.SEALED
        }


def for_editing(actor: Actor, member_id: UUID, group: RecordGroup) -> EditableGroup:
    """Return a group of a record if the actor may change all of it."""
    member = members.get(actor, member_id)
    fields = rules.GROUPS[group]
    allowed = policy.fields_to_edit(actor, member_id, members.cell_of(actor, member_id))
    require(set(fields) <= allowed, _NOT_YOURS)
    return EditableGroup(member, group, fields)


def open_group(actor: Actor, member_id: UUID, group: RecordGroup) -> EditableGroup:
    """Return a group of a record to be read before it is changed; the trail says who opened it."""
    for_editing(actor, member_id, group)
    members.note_reading(actor, member_id)
    return for_editing(actor, member_id, group)


def update(actor: Actor, member_id: UUID, *, version: int, values: Mapping[str, Any]) -> Member:
    """Save some fields of a record; the trail says which, and what they were where it may."""
    with transaction():
        member = members.get(actor, member_id)
        cell = members.cell_of(actor, member_id)
        fields = {RecordField(name) for name in values}
        require(fields <= policy.fields_to_edit(actor, member_id, cell), _NOT_YOURS)
        member.expect_version(version)
        note_change(actor, member, cell, change(actor, member, values))
    return member


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that changed, with what it was and what it is."""

    field: RecordField
    before: Any
    after: Any

    @property
    def words(self) -> str:
        """How the trail tells it."""
        return f"{self.field.label}: {_told(self.before)} → {_told(self.after)}"


def _told(value: Any) -> str:
    if value is None:
        return "trống"
    if isinstance(value, Term):
        return value.label
    return f"«{value}»" if isinstance(value, str) else display.day(value)


def change(actor: Actor, member: Member, values: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Set fields of a member inside the running transaction by the rules of the record.

    Returns what changed; the caller has asked its policy and writes the trail.
    """
    refuse_secret(*(value for value in values.values() if isinstance(value, str)))
    changed = []
    for name, value in values.items():
        field, before = RecordField(name), getattr(member, name)
        after = rules.clean(field, value)
        if after != before:
            changed.append(Changed(field, before, after))
            setattr(member, name, after)
    touched = {one.field for one in changed}
    if touched & _DAYS:
        _check_days(actor, member)
    if RecordField.FULL_NAME in touched:
        member.folded_name = fold(member.full_name)
        member.name_sort_key = name_sort_key(member.full_name)
    if RecordField.CITIZEN_ID in touched and member.citizen_id is not None:
        _refuse_taken(actor, member, member.citizen_id)
    return tuple(changed)


def _check_days(actor: Actor, member: Member, **proposed: date | None) -> None:
    said: dict[str, Any] = {"born_on": member.born_on, "retired_on": member.retired_on}
    rules.check_days(**(said | proposed), admitted_on=member.admitted_on, day=actor.day)


def check_proposed(actor: Actor, member: Member, field: RecordField, value: Any) -> None:
    """Refuse a value the record has already or could not take; nothing is changed.

    Whether somebody else has an identity number is not told to who proposes it: the desk that
    decides finds out.
    """
    if value == getattr(member, field.value):
        raise RuleBroken(f"Hồ sơ đã ghi «{field.label}» như vậy.", field.value)
    if field in _DAYS:
        _check_days(actor, member, **{field.value: value})


def _refuse_taken(actor: Actor, member: Member, citizen_id: str) -> None:
    """An identity number belongs to one person; whose record has it is not told."""
    with db.session.no_autoflush:
        lock_for_update("citizen ids")
        query = policy.visible_members(system(actor.day)).where(
            Member.citizen_id_digest == Member.citizen_id.digest(citizen_id),
            Member.id != member.id,
        )
        is_taken = db.session.scalar(query.limit(1)) is not None
    if is_taken:
        raise RuleBroken(
            "Số căn cước này đã ghi ở hồ sơ của một đồng chí khác. Hãy đối chiếu căn cước.",
            RecordField.CITIZEN_ID,
        )


def note_change(
    actor: Actor, member: Member, cell: Organisation | None, changed: tuple[Changed, ...]
) -> None:
    """Write one entry about changed fields: names of all, values only of those that may be told."""
    if not changed:
        return
    told = [one.words for one in changed if rules.may_be_told(one.field)]
    audit.record(
        actor,
        "member.update",
        member,
        organisation_id=cell.id if cell else None,
        organisation_path=cell.path if cell else "",
        fields="; ".join(one.field.label for one in changed),
        changed="; ".join(told),
    )
