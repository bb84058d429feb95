from datetime import date
from uuid import uuid4

import pytest

from partywork.admissions.pages.lists import ProbationLine
from partywork.admissions.rules.clocks import ProbationTerms, probation_clock
from partywork.admissions.terms import ProcedureState
from partywork.cells.rules.membership import Probation

TERMS = ProbationTerms(Probation(12, ends_in_month=True), 30, 30, (90,), (6,))
CLOCK = probation_clock(date(2025, 3, 15), TERMS, frozenset())


def line(today, *, clock=CLOCK, state=None):
    return ProbationLine(
        member_id=uuid4(),
        full_name="Phạm Thu Ngân",
        cell="Chi bộ",
        clock=clock,
        procedure_id=uuid4() if state else None,
        state=state,
        is_late_meeting=False,
        may_mend=False,
        today=today,
    )


@pytest.mark.parametrize(
    ("shown", "tag"),
    [
        (line(date(2025, 6, 1), clock=None), ("late", "Thiếu ngày kết nạp")),
        (line(date(2026, 3, 5)), ("none", "Còn 10 ngày")),
        (line(date(2026, 3, 5), state=ProcedureState.PREPARING), ("now", "Còn 10 ngày")),
        (line(date(2026, 3, 15)), ("late", "Xét trước 24/04/2026")),
        (line(date(2026, 4, 26)), ("miss", "Quá hạn xét 2 ngày")),
        (
            line(date(2026, 4, 26), state=ProcedureState.REVIEWED),
            ("now", "Chi bộ đã thông qua"),
        ),
    ],
)
def test_a_line_says_what_the_day_calls_for(shown, tag):
    assert shown.tag == tag
