"""Two records that seem one person's: set side by side, made one, or found to be two persons."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from partywork.accounts.terms import AccountFate
from partywork.audit import service as audit
from partywork.cells import policy as cells_policy
from partywork.cells.models import Member, Organisation
from partywork.cells.rules import record as rules
from partywork.cells.service import members
from partywork.cells.service.merging import Pair
from partywork.cells.terms import RecordField
from partywork.checks import policy
from partywork.checks.models import NamesakePair
from partywork.checks.pages import Foreseen, Twin, TwinField, TwinsPage
from partywork.checks.rules.twins import check_stands, check_two
from partywork.checks.service import loading, merging
from partywork.checks.terms import Verdict
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, Stale, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.terms import Term
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_CHANGED = "Hai hồ sơ vừa có thay đổi. Hãy đọc lại nội dung dưới đây rồi ghi kết luận."
_TOLD = "Hai hồ sơ của đồng chí đã được gộp làm một"
_TELLS = {
    AccountFate.NONE: "Tài khoản của đồng chí dùng như trước.",
    AccountFate.FOLLOWS: "Tài khoản của đồng chí dùng như trước.",
    AccountFate.LOCKED: "Đồng chí có hai tài khoản: tài khoản thứ hai đã khóa, dùng tài khoản này.",
}
_NOT_YOURS = "Chỉ tổ chức của văn phòng Đảng ủy gộp hồ sơ; không ai gộp hồ sơ của mình."


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
        check_stands(is_voided=one.voided_on is not None)
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
        foreseen=(
            _foreseen(Verdict.KEEP_FIRST, actor, first.id, second.id),
            _foreseen(Verdict.KEEP_SECOND, actor, second.id, first.id),
        ),
    )


def _twin(actor: Actor, member: Member) -> Twin:
    return Twin(
        member_id=member.id,
        name=member.full_name,
        born_on=member.born_on,
        cell=_cell(actor, member).name,
        admitted_on=member.admitted_on,
        official_on=member.official_on,
        card_number=member.card_number,
    )


def _foreseen(verdict: Verdict, actor: Actor, kept: UUID, gone: UUID) -> Foreseen:
    merged = merging.foresee(actor, Pair(kept, gone, actor.day))
    if isinstance(merged, RuleBroken):
        return Foreseen(verdict, merged.message)
    carried = merged.carried
    return Foreseen(
        verdict,
        followed=_counted(carried.followed),
        stayed=_counted(carried.stayed),
        dropped=_counted(carried.dropped),
        events=tuple(f"{one.kind.label}, {display.day(one.happened_on)}" for one in merged.events),
        offices=merged.offices.moved,
        doubled=merged.offices.once,
        account=merged.account,
    )


def _counted(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((words, count) for words, count in found.items() if count)


def _shown(field: RecordField, member: Member) -> str:
    value: Any = getattr(member, field.value)
    if value is None:
        return ""
    if field in rules.SEALED:
        return rules.masked(field, value)
    if isinstance(value, Term):
        return value.label
    return value if isinstance(value, str) else display.day(value)


def decide(
    actor: Actor,
    member_id: UUID,
    other_id: UUID,
    *,
    verdict: Verdict,
    reason: str,
    taken: Collection[RecordField] = (),
    seen: str | None = None,
) -> None:
    """Say that two records are of two persons, or make them one; nothing is thrown away.

    The record that goes is voided with the reason, its numbers bar nobody any more, and the
    organisation desk can still read it. What it holds follows the other; `taken` fields go over.
    `seen` seals the page on which the person read what would be done: it must still say the same.
    """
    refuse_secret(reason)
    with transaction():
        first, second = _both(actor, member_id, other_id)
        if seen is not None and _page(actor, first, second).seal != seen:
            raise Stale(_CHANGED)
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
    cell = _cell(actor, kept)
    merged = merging.merge(actor, Pair(kept.id, gone.id, actor.day), reason=reason, taken=taken)
    carried = merged.carried
    notifications.tell([kept.id], NoticeKind.REMINDER, title=_TOLD, text=_TELLS[merged.account])
    audit.record(
        actor,
        "namesakes.merge",
        kept,
        organisation_id=cell.id,
        organisation_path=cell.path,
        record=gone.id,
        followed=_told(carried.followed),
        stayed=_told(carried.stayed),
        dropped=_told(carried.dropped),
        events="; ".join(one.kind.label for one in merged.events),
        offices="; ".join(merged.offices.moved),
        offices_once="; ".join(merged.offices.once),
        account=merged.account,
        fields="; ".join(one.field.label for one in merged.changed),
        changed="; ".join(one.words for one in merged.changed if rules.may_be_told(one.field)),
    )


def _told(found: Counter[str]) -> str:
    return "; ".join(f"{words}: {count}" for words, count in _counted(found))
