"""Who prepares what is uploaded, who sees the clocks of which cell."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.handbook import policy
from partywork.handbook.service import packs
from tests.support.make import Make
from tests.support.meetings import Case, invited_meeting


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(date(2026, 11, 3), time(9))
    case = invited_meeting(make)
    packs.note_papers(case.secretary, case.id, version=0, posted_at=clock.now())
    return case


def sees(actor: Actor) -> tuple[int, int]:
    """How many notes and how many clocks somebody reads."""
    return (
        len(list(db.session.scalars(policy.visible(actor)))),
        len(list(db.session.execute(policy.clocks_below(actor)))),
    )


def test_a_cell_reads_its_notes_and_those_above_its_clocks(case: Case, make: Make) -> None:
    assert sees(case.secretary) == (1, 0)
    assert sees(make.secretary(make.cell())) == (0, 0)
    assert sees(make.office()) == (0, 1)
    assert sees(make.committee()) == (0, 1)
    assert sees(make.administrator()) == (0, 0)
    assert sees(system(date(2026, 11, 3)))[0] == 1


def test_the_officers_prepare_and_those_above_follow(case: Case, make: Make) -> None:
    office = make.office()
    meeting = case.read()

    assert policy.may_prepare(case.secretary, meeting)
    assert not policy.may_prepare(office, meeting)
    assert policy.may_follow(make.inspector())
    assert not policy.may_follow(case.secretary)
