"""Rows that two records of one person have, and what is said when they are made one."""

from datetime import date

import pytest

from partywork.cells.models import (
    MemberEvent,
)
from partywork.checks.service import twins
from partywork.checks.terms import Verdict
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.tasks.models import Task

TODAY, REASON = date(2026, 11, 22), "Nhập hai lần"
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def add(*rows):
    with transaction():
        db.session.add_all(rows)
    return rows


def every(table, **wanted):
    query = db.select(table).filter_by(**wanted).execution_options(partywork_scoped=True)
    return list(db.session.scalars(query))


def merge(desk, pair, **given):
    kept, gone = pair
    given = {"verdict": Verdict.KEEP_FIRST, "reason": REASON} | given
    twins.decide(desk, kept.id, gone.id, **given)


def foreseen(desk, pair):
    return twins.open_twins(desk, pair[0].id, pair[1].id).foreseen[0]


def refused(desk, pair, match):
    """Say why a merger is refused; the page says the same before, and nothing is changed."""
    gone = pair[1]
    page = foreseen(desk, pair)
    with pytest.raises(RuleBroken, match=match) as refusal:
        merge(desk, pair)
    assert page.refusal == refusal.value.message
    db.session.expire_all()
    assert gone.voided_on is None
    assert len(every(MemberEvent, member_id=gone.id)) < 5


def task(cell, member, title="Việc"):
    (made,) = add(
        Task(
            organisation_id=cell.id,
            title=title,
            lead_id=member.id,
            given_on=NOVEMBER,
            due_on=date(2026, 12, 1),
        )
    )
    return made
