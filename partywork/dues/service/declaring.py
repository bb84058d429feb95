"""What members declare, and decisions that lower their dues."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Member, Membership, Organisation
from partywork.cells.queries import appointments_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.service import members
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.periods import Month
from partywork.core.state_secrets import refuse_secret
from partywork.dues import policy, queries
from partywork.dues.models import DuesDeclaration, DuesRelief
from partywork.dues.pages import PersonSheet
from partywork.dues.rules import entries
from partywork.dues.rules.amounts import Declared
from partywork.dues.service.sheets import member_lines
from partywork.dues.terms import PayingPlace, ReliefGround, ReliefPercent
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_YOURS = "Kê khai đảng phí do chính đồng chí đó hoặc cấp ủy chi bộ ghi."
_NOT_RELIEVING = "Quyết định miễn, giảm do cấp ủy chi bộ ghi; không ai ghi cho chính mình."
_WARNED_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """A member, the cell in which the actor deals with their dues, and its last closed month."""

    member: Member
    cell: Organisation
    closed: Month | None


def standing_of(actor: Actor, member_id: UUID) -> Standing:
    """Return where the dues of a member are kept, for the member, their officers and the desks."""
    seen = {one.id for one in db.session.scalars(policy.visible_registers(actor))}
    here = [
        one
        for one in queries.memberships_of(member_id, clock.today())
        if actor.member_id == member_id or one.organisation_id in seen
    ]
    if not here:
        raise NotVisible()
    cell = _cell_of(actor, here)
    return Standing(here[0].member, cell, queries.closed_to(cell.id, actor.day))


def _cell_of(actor: Actor, here: list[Membership]) -> Organisation:
    own = [one for one in here if policy.may_collect(actor, one.organisation_id)]
    return (own or here)[0].organisation


def person_sheet(actor: Actor, member_id: UUID, year: int) -> PersonSheet:
    """Return everything about the dues of one member that the actor may see."""
    standing_of(actor, member_id)
    members.note_reading(actor, member_id)
    standing = standing_of(actor, member_id)
    return PersonSheet(
        member_id=member_id,
        name=standing.member.full_name,
        cell=standing.cell,
        declarations=tuple(queries.declarations_of(actor, [member_id])),
        reliefs=tuple(queries.reliefs_of(actor, [member_id])),
        year=year,
        lines=tuple(member_lines(actor, standing.member, year)),
        may_declare=policy.may_collect(actor, standing.cell.id),
        may_relieve=policy.may_relieve(actor, standing.cell.id, member_id),
    )


def own_sheet(actor: Actor, year: int) -> PersonSheet:
    """Return a member's own dues."""
    if actor.member_id is None:
        raise NotVisible()
    return person_sheet(actor, actor.member_id, year)


def for_declaring_own(actor: Actor) -> tuple[Standing, DuesDeclaration | None]:
    """Return where the actor's own dues are kept and what they declared last."""
    if actor.member_id is None:
        raise NotVisible()
    return standing_of(actor, actor.member_id), _newest(actor, actor.member_id)


def for_writing_down(actor: Actor, member_id: UUID) -> tuple[Standing, DuesDeclaration | None]:
    """Return where a declaration goes and the newest one, if the actor may write it down."""
    standing = standing_of(actor, member_id)
    require(policy.may_collect(actor, standing.cell.id), _NOT_YOURS)
    return standing, _newest(actor, member_id)


def open_to_write_down(actor: Actor, member_id: UUID) -> tuple[Standing, DuesDeclaration | None]:
    """Return the same to be read first: it shows what was declared, so the trail says to whom."""
    for_writing_down(actor, member_id)
    members.note_reading(actor, member_id)
    return for_writing_down(actor, member_id)


def _newest(actor: Actor, member_id: UUID) -> DuesDeclaration | None:
    return next(iter(queries.declarations_of(actor, [member_id])), None)


def declare_own(actor: Actor, *, declared: Declared, from_month: Month) -> DuesDeclaration:
    """Let a member declare their group and base from a month on.

    What rests on a paper (where to pay, a higher amount) stays as the officers wrote it.
    """
    with transaction():
        standing, newest = for_declaring_own(actor)
        place = newest.place if newest is not None else PayingPlace.OWN_CELL
        higher = newest.higher if newest is not None else None
        return _declare(
            actor,
            standing,
            replace(declared, higher=higher, place=place),
            from_month,
            higher_decision=newest.higher_decision if newest is not None else "",
            letter_number=newest.letter_number if newest is not None else "",
        )


def declare(
    actor: Actor,
    member_id: UUID,
    *,
    declared: Declared,
    from_month: Month,
    higher_decision: str = "",
    letter_number: str = "",
) -> DuesDeclaration:
    """Write down what a member declared on paper, from a month on; earlier months keep theirs."""
    with transaction():
        standing, _newest_one = for_writing_down(actor, member_id)
        return _declare(
            actor,
            standing,
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


def for_relieving(actor: Actor, member_id: UUID) -> Standing:
    """Return where a decision goes if the actor may record it."""
    standing = standing_of(actor, member_id)
    require(policy.may_relieve(actor, standing.cell.id, member_id), _NOT_RELIEVING)
    return standing


def relieve(
    actor: Actor,
    member_id: UUID,
    *,
    ground: ReliefGround,
    percent: ReliefPercent,
    from_month: Month,
    to_month: Month | None,
    decision_number: str,
    decided_on: date,
) -> DuesRelief:
    """Record a decision that exempts a member or lowers their dues."""
    with transaction():
        standing = for_relieving(actor, member_id)
        refuse_secret(decision_number)
        entries.check_relief(
            ground,
            percent,
            from_month=from_month,
            to_month=to_month,
            longest=provisions.value(ProvisionKey.DUES_RELIEF_MONTHS, decided_on),
        )
        entries.check_not_closed(from_month, standing.closed, "from_month")
        relief = DuesRelief(
            organisation_id=standing.cell.id,
            member_id=member_id,
            ground=ground.value,
            percent=percent,
            from_month=from_month.first_day,
            to_month=to_month.first_day if to_month else None,
            decision_number=decision_number,
            decided_on=decided_on,
            recorded_by=actor.name,
        )
        db.session.add(relief)
        db.session.flush()
        audit.record(
            actor,
            "dues.relieve",
            standing.member,
            organisation_id=standing.cell.id,
            organisation_path=standing.cell.path,
            month=from_month.short_label,
            decision=decision_number,
        )
    return relief


def for_ending(actor: Actor, relief_id: UUID) -> DuesRelief:
    """Return a relief if the actor may end it."""
    query = policy.visible_reliefs(actor).where(DuesRelief.id == relief_id)
    found = db.session.scalar(
        query.options(joinedload(DuesRelief.member), joinedload(DuesRelief.organisation))
    )
    if found is None:
        raise NotVisible()
    for_relieving(actor, found.member_id)
    return found


def end_relief(actor: Actor, relief_id: UUID, *, version: int, to_month: Month) -> DuesRelief:
    """Let a relief end with a month, earlier than decided; closed months keep it."""
    with transaction():
        relief = for_ending(actor, relief_id)
        relief.expect_version(version)
        standing = standing_of(actor, relief.member_id)
        entries.check_not_closed(to_month.shift(1), standing.closed, "to_month")
        if to_month < Month.of(relief.from_month):
            raise RuleBroken("Tháng cuối không được trước tháng đầu.", "to_month")
        if relief.to_month is not None and to_month.first_day > relief.to_month:
            raise RuleBroken("Muốn kéo dài phải có quyết định mới.", "to_month")
        relief.to_month = to_month.first_day
        audit.record(
            actor,
            "dues.end-relief",
            standing.member,
            organisation_id=standing.cell.id,
            organisation_path=standing.cell.path,
            month=to_month.short_label,
        )
    return relief


def tell_of_ending_reliefs() -> int:
    """Tell the secretaries of cells, once each, which reliefs end within 30 days."""
    today = clock.today()
    query = policy.visible_reliefs(system(today)).where(
        DuesRelief.told_on.is_(None),
        DuesRelief.to_month.is_not(None),
        DuesRelief.to_month <= today + _WARNED_BEFORE,
    )
    keys = list(db.session.scalars(query.with_only_columns(DuesRelief.id)))
    for key in keys:
        with transaction():
            _tell(key, today)
    return len(keys)


def _tell(relief_id: UUID, today: date) -> None:
    query = policy.visible_reliefs(system(today)).where(DuesRelief.id == relief_id)
    relief = db.session.scalars(query.options(joinedload(DuesRelief.member))).one()
    last = Month.of(relief.to_month or today).last_day
    relief.told_on = today
    if last < today:
        return
    holders = appointments_on(system(today), relief.organisation_id, today)
    notifications.tell(
        [one.member_id for one in holders if one.office in SECRETARIES],
        NoticeKind.REMINDER,
        title=f"Miễn, giảm đảng phí sắp hết hạn {display.day(last)}",
        text=f"Đồng chí {relief.member.full_name}. Nếu còn hoàn cảnh, chi bộ xét quyết định mới.",
        path=f"/dues/members/{relief.member_id}",
    )
