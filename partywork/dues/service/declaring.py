"""What members declare of their group and income, and what officers copy from paper."""

from dataclasses import dataclass, replace
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.service import members
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, Stale, require
from partywork.core.periods import Month
from partywork.core.state_secrets import refuse_secret
from partywork.dues import policy, queries
from partywork.dues.models import DuesDeclaration
from partywork.dues.rules import entries
from partywork.dues.rules.amounts import Declared
from partywork.dues.rules.beginning import check_within_reach
from partywork.dues.service.people import Standing, may_keep, standing_of
from partywork.dues.terms import PayingPlace

_NOT_YOURS = (
    "Kê khai trên giấy do đồng chí khác trong cấp ủy chi bộ ghi; của mình thì kê khai ở "
    "«Đảng phí của tôi»."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a declaration goes, the newest one, and the version of all of them together.

    None is ever deleted, so the sum of their versions grows with every saving, also of another
    month.
    """

    standing: Standing
    newest: DuesDeclaration | None
    version: int

    def expect_version(self, opened: int) -> None:
        """Refuse when something was declared after the actor opened the page."""
        if self.version != opened:
            raise Stale()


def for_declaring_own(actor: Actor) -> Opened:
    """Return where the actor's own dues are kept and what they declared last."""
    if actor.member_id is None:
        raise NotVisible()
    return _open(actor, actor.member_id)


def for_writing_down(actor: Actor, member_id: UUID) -> Opened:
    """Return where a declaration goes and the newest one, if the actor may write it down."""
    opened = _open(actor, member_id)
    require(may_keep(actor, opened.standing.cell, member_id), _NOT_YOURS)
    return opened


def _open(actor: Actor, member_id: UUID) -> Opened:
    standing = standing_of(actor, member_id)
    declared = queries.declarations_of(actor, [member_id])
    return Opened(standing, next(iter(declared), None), sum(one.version for one in declared))


def open_to_write_down(actor: Actor, member_id: UUID) -> Opened:
    """Return the same to be read first: it shows what was declared, so the trail says to whom."""
    for_writing_down(actor, member_id)
    members.note_reading(actor, member_id)
    return for_writing_down(actor, member_id)


def declare_own(
    actor: Actor, *, version: int, declared: Declared, from_month: Month
) -> DuesDeclaration:
    """Let a member declare their group and base from a month on.

    What rests on a paper (where to pay, a higher amount) stays as the officers wrote it.
    """
    with transaction():
        opened = for_declaring_own(actor)
        opened.expect_version(version)
        newest = opened.newest
        place = newest.place if newest is not None else PayingPlace.OWN_CELL
        higher = newest.higher if newest is not None else None
        return _declare(
            actor,
            opened.standing,
            replace(declared, higher=higher, place=place),
            from_month,
            higher_decision=newest.higher_decision if newest is not None else "",
            letter_number=newest.letter_number if newest is not None else "",
        )


def declare(
    actor: Actor,
    member_id: UUID,
    *,
    version: int,
    declared: Declared,
    from_month: Month,
    higher_decision: str = "",
    letter_number: str = "",
) -> DuesDeclaration:
    """Write down what a member declared on paper, from a month on; earlier months keep theirs."""
    with transaction():
        opened = for_writing_down(actor, member_id)
        opened.expect_version(version)
        return _declare(
            actor,
            opened.standing,
            declared,
            from_month,
            higher_decision=higher_decision,
            letter_number=letter_number,
        )


def _declare(
    actor: Actor,
    standing: Standing,
    declared: Declared,
    from_month: Month,
    *,
    higher_decision: str,
    letter_number: str,
) -> DuesDeclaration:
    member_id = standing.member.id
    refuse_secret(higher_decision, letter_number)
    check_within_reach(
        from_month, earliest=standing.earliest, today=clock.today(), field="from_month"
    )
    entries.check_declaration(
        declared, from_month=from_month, higher_decision=higher_decision, closed=standing.closed
    )
    found = _declaration(actor, member_id, from_month)
    found.organisation_id = standing.cell.id
    found.group, found.place = declared.group, declared.place
    found.base, found.higher = declared.base or None, declared.higher
    found.higher_decision, found.letter_number = higher_decision, letter_number
    found.is_own, found.recorded_by = actor.member_id == member_id, actor.name
    db.session.flush()
    audit.record(
        actor,
        "dues.declare",
        standing.member,
        organisation_id=standing.cell.id,
        organisation_path=standing.cell.path,
        month=from_month.short_label,
    )
    return found


def _declaration(actor: Actor, member_id: UUID, from_month: Month) -> DuesDeclaration:
    query = policy.visible_declarations(actor).where(
        DuesDeclaration.member_id == member_id,
        DuesDeclaration.from_month == from_month.first_day,
    )
    found = db.session.scalar(query)
    if found is None:
        found = DuesDeclaration(member_id=member_id, from_month=from_month.first_day)
        db.session.add(found)
    return found
