"""Decisions that exempt a member or lower their dues."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.queries import acting_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.periods import Month
from partywork.core.state_secrets import refuse_secret
from partywork.dues import policy, queries
from partywork.dues.models import DuesRelief
from partywork.dues.rules import entries
from partywork.dues.rules.beginning import check_within_reach
from partywork.dues.service.people import Standing, may_keep, standing_of
from partywork.dues.terms import ReliefGround, ReliefPercent
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_RELIEVING = "Quyết định miễn, giảm do cấp ủy chi bộ ghi; không ai ghi cho chính mình."
_WARNED_BEFORE = timedelta(days=30)


def for_relieving(actor: Actor, member_id: UUID) -> Standing:
    """Return where a decision goes if the actor may record it."""
    standing = standing_of(actor, member_id)
    require(may_keep(actor, standing.cell, member_id), _NOT_RELIEVING)
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
        check_within_reach(
            from_month, earliest=standing.earliest, today=clock.today(), field="from_month"
        )
        entries.check_not_closed(from_month, standing.closed, "from_month")
        lock_for_update(f"dues of {member_id}")
        entries.check_not_recorded(
            decision_number,
            from_month,
            to_month,
            [one.decided for one in queries.reliefs_of(system(actor.day), [member_id])],
        )
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
        DuesRelief.to_month <= _last_month_over_by(today + _WARNED_BEFORE).first_day,
    )
    keys = list(db.session.scalars(query.with_only_columns(DuesRelief.id)))
    for key in keys:
        with transaction():
            _tell(key, today)
    return len(keys)


def _last_month_over_by(day: date) -> Month:
    return Month.of(day + timedelta(days=1)).shift(-1)


def _tell(relief_id: UUID, today: date) -> None:
    query = policy.visible_reliefs(system(today)).where(DuesRelief.id == relief_id)
    relief = db.session.scalars(query.options(joinedload(DuesRelief.member))).one()
    last = Month.of(relief.to_month or today).last_day
    relief.told_on = today
    if last < today:
        return
    # Who moved takes the decision along: their own cell of today is told, not one they visit.
    own = queries.memberships_of(relief.member_id, today)[:1]
    holders = [held for one in own for held in acting_on(system(today), one.organisation_id, today)]
    notifications.tell(
        [one.member_id for one in holders if one.office in SECRETARIES],
        NoticeKind.REMINDER,
        title=f"Miễn, giảm đảng phí sắp hết hạn {display.day(last)}",
        text=f"Đồng chí {relief.member.full_name}. Nếu còn hoàn cảnh, chi bộ xét quyết định mới.",
        path=f"/dues/members/{relief.member_id}",
        topic="Miễn, giảm đảng phí sắp hết hạn",
    )
