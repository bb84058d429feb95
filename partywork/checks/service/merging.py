"""Making two records of one person one, in the running transaction; or only looking what it does.

Nothing of the record that goes is thrown away: what it holds follows the other one, and the
organisation desk can still read it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_

from partywork.accounts.service import following
from partywork.accounts.terms import AccountFate
from partywork.cells.models import Member, MemberEvent
from partywork.cells.service import members, merged_lives, merged_offices, records
from partywork.cells.service.merged_offices import Offices
from partywork.cells.service.merging import Carried, Pair, carry
from partywork.cells.service.records import Changed
from partywork.cells.terms import RecordField
from partywork.checks import policy
from partywork.checks.models import NamesakePair
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, taken_back
from partywork.core.errors import RuleBroken
from partywork.notifications import service as notifications

_VOIDED = "Nhập trùng, đồng chí đã có hồ sơ khác: "


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merger did: rows, offices, events told again, the account, the fields taken over."""

    carried: Carried
    offices: Offices
    events: tuple[MemberEvent, ...]
    account: AccountFate
    changed: tuple[Changed, ...]


def foresee(actor: Actor, pair: Pair) -> Merged | RuleBroken:
    """Return what a merger would do, or why it is refused: it is done and taken back at once."""
    with taken_back():
        try:
            return merge(actor, pair, reason="")
        except RuleBroken as refusal:
            return refusal


def merge(actor: Actor, pair: Pair, *, reason: str, taken: Collection[RecordField] = ()) -> Merged:
    """Let all of one record follow the other and void it; raises `RuleBroken` where a rule bars.

    The caller has asked its policy and writes the audit entry.
    """
    for one in pair.both:
        lock_for_update(f"member {one}")
    gone = members.get(system(actor.day), pair.gone)
    values = {field.value: getattr(gone, field.value) for field in taken}
    offices = merged_offices.unite(actor, pair)
    events = merged_lives.unite(actor, pair, _VOIDED + reason)
    merged_offices.check_holder(actor, pair, offices)
    carried = carry(pair)
    _carry_namesakes(pair)
    account = following.follow(actor, kept=pair.kept, gone=pair.gone)
    notifications.hand_on(pair.gone, pair.kept)
    changed = records.change(actor, _kept(actor, pair), values)
    return Merged(carried, offices, events, account, changed)


def _kept(actor: Actor, pair: Pair) -> Member:
    return members.get(system(actor.day), pair.kept)


def _carry_namesakes(pair: Pair) -> None:
    """Let «two persons» said of the record that goes and a third hold for the kept one."""
    found = policy.visible_namesakes(system(pair.day)).where(
        or_(NamesakePair.member_id.in_(pair.both), NamesakePair.other_id.in_(pair.both))
    )
    pairs = {frozenset((one.member_id, one.other_id)): one for one in db.session.scalars(found)}
    for both, one in pairs.items():
        third = both - {pair.gone}
        follows = third | {pair.kept}
        if pair.gone not in both or pair.kept in both or follows in pairs:
            continue
        one.member_id, one.other_id = sorted(follows)
    db.session.flush()
