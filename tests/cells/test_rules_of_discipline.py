from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from partywork.cells.rules.discipline import Discipline, disciplines_of
from partywork.cells.terms import DisciplineForm, EventKind

MONTHS = {
    DisciplineForm.REPRIMAND: 6,
    DisciplineForm.WARNING: 9,
    DisciplineForm.REMOVAL_FROM_OFFICE: 12,
}


@dataclass
class Event:
    kind: EventKind
    happened_on: date
    details: Mapping[str, Any] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("form", "again_on"),
    [
        (DisciplineForm.REPRIMAND, date(2026, 11, 10)),
        (DisciplineForm.WARNING, date(2027, 2, 10)),
        (DisciplineForm.REMOVAL_FROM_OFFICE, date(2027, 5, 10)),
    ],
)
def test_the_block_lasts_six_nine_or_twelve_months(form, again_on):
    assert Discipline(form, date(2026, 5, 10)).considered_again_on(MONTHS) == again_on


def test_a_recognition_after_the_term_moves_the_day_and_one_before_it_does_not():
    late = Discipline(DisciplineForm.REPRIMAND, date(2026, 1, 5), date(2026, 9, 1))
    early = Discipline(DisciplineForm.REPRIMAND, date(2026, 1, 5), date(2026, 6, 1))

    assert late.considered_again_on(MONTHS) == date(2026, 9, 1)
    assert early.considered_again_on(MONTHS) == date(2026, 7, 5)


def test_a_recognition_belongs_to_the_disciplines_before_it():
    first, second, third = date(2020, 1, 5), date(2022, 1, 5), date(2026, 1, 5)
    events = [
        Event(EventKind.DISCIPLINED, third, {"form": "warning"}),
        Event(EventKind.PROGRESS_RECOGNISED, date(2021, 1, 5)),
        Event(EventKind.COMMENDED, date(2021, 1, 6), {"form": "giấy khen"}),
        Event(EventKind.DISCIPLINED, first, {"form": "reprimand"}),
        Event(EventKind.DISCIPLINED, second, {"form": "reprimand"}),
        Event(EventKind.PROGRESS_RECOGNISED, date(2023, 1, 5)),
    ]

    assert disciplines_of(events) == (
        Discipline(DisciplineForm.REPRIMAND, first, date(2021, 1, 5)),
        Discipline(DisciplineForm.REPRIMAND, second, date(2023, 1, 5)),
        Discipline(DisciplineForm.WARNING, third, None),
    )
