from datetime import date

import pytest

from partywork.cells.rules.death import Step, check_step, details_of, steps
from partywork.cells.terms import DeathStep
from partywork.core.errors import RuleBroken

DIED = date(2026, 10, 20)


def test_steps_stand_in_their_order_with_what_was_recorded_of_each():
    reported = (date(2026, 10, 22), details_of(DeathStep.REPORTED, "15-BC/CB"))
    other_paper = (date(2020, 1, 1), {"paper": "Bản bổ sung"})

    found = steps([other_paper, reported])

    assert [one.step for one in found] == list(DeathStep)
    assert found[0] == Step(
        DeathStep.REPORTED, date(2026, 10, 22), "Chi bộ báo cáo Đảng ủy: 15-BC/CB"
    )
    assert {one.done_on for one in found[1:]} == {None}


def test_a_step_without_words_names_itself():
    assert details_of(DeathStep.FAMILY, "")["paper"] == DeathStep.FAMILY.label


def test_a_step_is_done_once_and_after_the_death():
    found = steps([(DIED, details_of(DeathStep.DUES, ""))])

    check_step(found, DeathStep.FAMILY, DIED, DIED)
    with pytest.raises(RuleBroken, match="đã ghi"):
        check_step(found, DeathStep.DUES, DIED, DIED)
    with pytest.raises(RuleBroken, match="từ ngày từ trần"):
        check_step(found, DeathStep.FAMILY, date(2026, 10, 19), DIED)
