"""Dues that two records of one person owed or paid for the same months."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Select

from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.dues import policy, queries
from partywork.dues.models import DuesLine, DuesRelief

_SAID = ("due", "paid", "paid_on", "way", "pieces", "is_excused", "recorded_by")


def exchange(pair: Pair) -> None:
    """Let the line of the kept record say that a month was paid where only the other's does.

    Both stand on the list of one cell for one month: the two lines change places, so that no sum
    of that list changes, and who paid is no debtor.
    """
    kept = {(one.organisation_id, one.month): one for one in _lines(pair, pair.kept)}
    for gone in _lines(pair, pair.gone):
        own = kept.get((gone.organisation_id, gone.month))
        if own is None or _is_open(gone) or not _is_open(own):
            continue
        before = {name: getattr(own, name) for name in _SAID}
        for name in _SAID:
            setattr(own, name, getattr(gone, name))
        for name, value in before.items():
            setattr(gone, name, value)
    db.session.flush()


def _lines(pair: Pair, member_id: UUID) -> list[DuesLine]:
    query = policy.visible_lines(system(pair.day)).where(DuesLine.member_id == member_id)
    return list(db.session.scalars(query))


def _is_open(line: DuesLine) -> bool:
    return line.paid_on is None and not line.is_excused


def _closed(pair: Pair) -> set[tuple[UUID, date]]:
    closings = db.session.scalars(policy.visible_closings(system(pair.day)))
    return {(one.organisation_id, one.month) for one in closings}


def _select(keys: Iterable[UUID], pair: Pair) -> Select[DuesLine]:
    return policy.visible_lines(system(pair.day)).where(DuesLine.id.in_(list(keys)))


def _paid_twice(pair: Pair) -> Select[DuesLine]:
    """Return money of a month that both records brought and that is not closed everywhere."""
    closed = _closed(pair)
    own = {one.month: one for one in _lines(pair, pair.kept) if one.paid_on is not None}

    twice = [
        (one, own[one.month])
        for one in _lines(pair, pair.gone)
        if one.paid_on is not None and one.month in own
    ]
    return _select(
        (
            one.id
            for one, other in twice
            if not {(line.organisation_id, line.month) for line in (one, other)} <= closed
        ),
        pair,
    )


def _paid_and_closed_twice(pair: Pair) -> Select[DuesLine]:
    """Return money of a month that both records brought: it stays in the sums of its list."""
    own = {one.month for one in _lines(pair, pair.kept) if one.paid_on is not None}
    lines = _lines(pair, pair.gone)
    return _select((one.id for one in lines if one.paid_on and one.month in own), pair)


def _owed_in_open_months(pair: Pair) -> Select[DuesLine]:
    """Return what is not paid of months still open: it is reckoned anew of who stands there."""
    closed = _closed(pair)
    lines = [one for one in _lines(pair, pair.gone) if _is_open(one)]
    return _select(
        (one.id for one in lines if (one.organisation_id, one.month) not in closed), pair
    )


def _owed_elsewhere(pair: Pair) -> Select[DuesLine]:
    """Return what is not paid of closed months that the kept record owed or paid elsewhere."""
    own = {one.month for one in _lines(pair, pair.kept)}
    lines = [one for one in _lines(pair, pair.gone) if _is_open(one)]
    return _select(
        (one.id for one in lines if one.month in own or _stood_elsewhere(pair, one)), pair
    )


def _stood_elsewhere(pair: Pair, line: DuesLine) -> bool:
    standing = queries.memberships_of(pair.kept, Month.of(line.month).last_day)
    return bool(standing) and line.organisation_id not in {one.organisation_id for one in standing}


def _same_relief(pair: Pair) -> Select[DuesRelief]:
    """Return the decisions to lower dues that the kept record has as well."""
    query = policy.visible_reliefs(system(pair.day))
    own = {
        (one.decision_number, one.from_month, one.to_month)
        for one in db.session.scalars(query.where(DuesRelief.member_id == pair.kept))
    }
    found = [
        one.id
        for one in db.session.scalars(query.where(DuesRelief.member_id == pair.gone))
        if (one.decision_number, one.from_month, one.to_month) in own
    ]
    return query.where(DuesRelief.id.in_(found))


DOUBLES = (
    Double(
        "đảng phí nộp hai lần",
        _paid_twice,
        Becomes.WAITS,
        "Cả hai hồ sơ cùng ghi đã nộp đảng phí một tháng chưa chốt sổ. Hãy sửa ở trang «Đảng phí» "
        "của chi bộ để tháng ấy chỉ ghi một lần, rồi gộp.",
    ),
    Double("đảng phí tháng đã chốt", _paid_and_closed_twice, Becomes.KEPT_BACK),
    Double("dòng đảng phí chưa nộp của tháng chưa chốt", _owed_in_open_months, Becomes.DROPPED),
    Double("đảng phí tháng đã chốt", _owed_elsewhere, Becomes.KEPT_BACK),
    Double("miễn, giảm đảng phí", _same_relief, Becomes.KEPT_BACK),
)
