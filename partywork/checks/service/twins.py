"""Two records that seem one person's: set side by side, made one, or found to be two persons."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy as cells_policy
from partywork.cells.models import Appointment, Member, Organisation
from partywork.cells.pages.events import counting
from partywork.cells.rules import record as rules
from partywork.cells.service import events, members, records
from partywork.cells.service.undoing import dependents
from partywork.cells.terms import EventKind, RecordField
from partywork.checks import policy
from partywork.checks.models import NamesakePair
from partywork.checks.pages import Twin, TwinField, TwinsPage
from partywork.checks.rules.twins import check_may_go, check_two
from partywork.checks.service import loading
from partywork.checks.terms import Verdict
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.terms import Term

_NOT_YOURS = "Chỉ tổ chức của văn phòng Đảng ủy gộp hồ sơ; không ai gộp hồ sơ của mình."
# What is kept of a record besides, of which nothing is lost when the record goes.
_NOTED_BY_ITSELF = ("sent_alerts", "namesake_pairs")
_VOIDED = "Nhập trùng, đồng chí đã có hồ sơ khác: "


def open_twins(actor: Actor, member_id: UUID, other_id: UUID) -> TwinsPage:
    """Return two records side by side, sealed fields masked; that both were read is written."""
    first, second = _both(actor, member_id, other_id)
    for one in (first, second):
        members.note_reading(actor, one.id)
    return _page(actor, *_both(actor, member_id, other_id))


def _both(actor: Actor, member_id: UUID, other_id: UUID) -> tuple[Member, Member]:
    loading.require_desk(actor)
    check_two(member_id, other_id)
    first, second = members.get(actor, member_id), members.get(actor, other_id)
    for one in (first, second):
        allowed = cells_policy.fields_to_edit(actor, one.id, _cell(actor, one))
        require(allowed == frozenset(RecordField), _NOT_YOURS)
    return first, second


def _cell(actor: Actor, member: Member) -> Organisation:
    found = members.cell_of(actor, member.id)
    if found is None:
        raise NotVisible()
    return found


def _page(actor: Actor, first: Member, second: Member) -> TwinsPage:
    return TwinsPage(
        first=_twin(actor, first),
        second=_twin(actor, second),
        fields=tuple(
            TwinField(field, _shown(field, first), _shown(field, second))
            for field in RecordField
            if getattr(first, field.value) != getattr(second, field.value)
        ),
    )


def _twin(actor: Actor, member: Member) -> Twin:
    return Twin(
        member_id=member.id,
        name=member.full_name,
        born_on=member.born_on,
        cell=_cell(actor, member).name,
        in_the_way=_in_the_way(actor, member),
    )


def _shown(field: RecordField, member: Member) -> str:
    value: Any = getattr(member, field.value)
    if value is None:
        return ""
    if field in rules.SEALED:
        return rules.masked(field, value)
    if isinstance(value, Term):
        return value.label
    return value if isinstance(value, str) else display.day(value)


def _in_the_way(actor: Actor, member: Member) -> tuple[str, ...]:
    """Name what points at a record, which must be moved or undone before the record goes."""
    visible = cells_policy.visible_members(actor).where(Member.id == member.id)
    one = visible.with_only_columns(Member.id)
    found = list(dependents(one, but=_NOTED_BY_ITSELF))
    offices = cells_policy.visible_appointments(actor).where(Appointment.member_id == member.id)
    if db.session.scalar(offices.limit(1)) is not None:
        found.append("chức vụ")
    happened = counting(events.of_member(actor, member.id))
    if [one.kind for one in happened] != [EventKind.ENROLLED]:
        found.append("sự kiện khác với việc ghi vào sổ từ danh sách")
    return tuple(found)


def decide(
    actor: Actor,
    member_id: UUID,
    other_id: UUID,
    *,
    verdict: Verdict,
    reason: str,
    taken: Collection[RecordField] = (),
) -> None:
    """Say that two records are of two persons, or make them one; nothing is thrown away.

    Of the record that goes, the entry into the register is voided with the reason, its numbers
    bar nobody any more, and the organisation desk can still read it. `taken` fields go over.
    """
    refuse_secret(reason)
    with transaction():
        first, second = _both(actor, member_id, other_id)
        if verdict is Verdict.TWO_PERSONS:
            _keep_apart(actor, first, second, reason)
        elif verdict is Verdict.KEEP_FIRST:
            _merge(actor, first, second, taken, reason)
        else:
            _merge(actor, second, first, taken, reason)


def _keep_apart(actor: Actor, first: Member, second: Member, reason: str) -> None:
    cell = _cell(actor, first)
    low, high = sorted((first.id, second.id))
    query = policy.visible_namesakes(actor).where(
        NamesakePair.member_id == low, NamesakePair.other_id == high
    )
    pair = db.session.scalar(query) or NamesakePair(member_id=low, other_id=high)
    pair.organisation_id, pair.reason = cell.id, reason
    pair.decided_on, pair.decided_by = actor.day, actor.name
    db.session.add(pair)
    db.session.flush()
    audit.record(actor, "namesakes.apart", pair, organisation_path=cell.path)


def _merge(
    actor: Actor, kept: Member, gone: Member, taken: Collection[RecordField], reason: str
) -> None:
    check_may_go(_in_the_way(actor, gone))
    values = {field.value: getattr(gone, field.value) for field in taken}
    cell = _cell(actor, kept)
    (enrolled,) = counting(events.of_member(actor, gone.id))
    events.void(actor, enrolled.id, _VOIDED + reason)
    db.session.flush()
    if values:
        records.update(actor, kept.id, version=kept.version, values=values)
    audit.record(
        actor,
        "namesakes.merge",
        kept,
        organisation_id=cell.id,
        organisation_path=cell.path,
        fields="; ".join(field.label for field in taken),
    )
