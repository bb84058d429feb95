"""The chapters in their order: what meetings must know of first, what rests on them afterwards."""

from collections.abc import Iterator
from datetime import date

from partywork.cli.demo.lives import (
    asking,
    careers,
    copying,
    decisions,
    evening,
    joining,
    lists,
    merits,
    moving,
    office,
    organising,
    paying,
    recommending,
)
from partywork.cli.demo.lives.stage import Stage
from partywork.core.db import transaction
from partywork.notifications import service as notifications

_BEFORE = (paying.declare, careers.tell, moving.tell, joining.tell, paying.tell)
_AFTER = (
    merits.tell,
    asking.tell,
    lists.tell,
    recommending.tell,
    organising.tell,
)
# They lay papers out, or look at what they have just written: each use case by itself.
_BY_STEPS = (office.tell, decisions.tell, copying.tell)
NUMBER = len(_BEFORE) + len(_AFTER) + len(_BY_STEPS) + 1


def begin(today: date) -> Stage:
    """Set the stage, before anybody's year of meetings is told."""
    with transaction():
        return Stage.set(today)


def before_meetings(stage: Stage) -> Iterator[int]:
    """Tell who came, left, was away and what was paid, so that rolls and reports are right."""
    for number, chapter in enumerate(_BEFORE, start=1):
        with transaction():
            chapter(stage)
        yield number
    # Their news is old by now; an inbox of a year would drown what is new.
    for login in stage.users:
        notifications.read_all(stage.act(login))


def after_meetings(stage: Stage) -> Iterator[int]:
    """Tell the rest; cells are reorganised last, with a year of papers under their old names."""
    for number, chapter in enumerate(_AFTER, start=len(_BEFORE) + 1):
        with transaction():
            chapter(stage)
        yield number


def with_papers(stage: Stage) -> Iterator[int]:
    """Tell what rests on papers that are laid out, and last of all the evening of today."""
    for number, chapter in enumerate(_BY_STEPS, start=len(_BEFORE) + len(_AFTER) + 1):
        chapter(stage)
        yield number
    with transaction():
        evening.tell(stage)
    yield NUMBER
