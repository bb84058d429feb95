from datetime import date

import pytest

from partywork.cells.rules.discipline import Discipline
from partywork.cells.terms import DisciplineForm, MembershipStatus
from partywork.conduct.rules.discipline import (
    affects_rating,
    check_days,
    check_form,
    check_recognition,
    check_vote,
    effects_of,
    possible_forms,
    votes_needed,
)
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 5)
MONTHS = {DisciplineForm.REPRIMAND: 6, DisciplineForm.WARNING: 9}
WARNED = Discipline(DisciplineForm.WARNING, date(2026, 5, 10))


def test_a_probationer_is_only_reprimanded_or_warned():
    forms = possible_forms(MembershipStatus.PROBATIONARY, holds_office=False)

    assert forms == (DisciplineForm.REPRIMAND, DisciplineForm.WARNING)
    with pytest.raises(RuleBroken, match="Đảng viên dự bị chỉ bị khiển trách hoặc cảnh cáo"):
        check_form(DisciplineForm.EXPULSION, MembershipStatus.PROBATIONARY, holds_office=False)


def test_only_who_holds_an_office_is_removed_from_it():
    check_form(DisciplineForm.REMOVAL_FROM_OFFICE, MembershipStatus.OFFICIAL, holds_office=True)
    with pytest.raises(RuleBroken, match="đang giữ chức vụ"):
        check_form(
            DisciplineForm.REMOVAL_FROM_OFFICE, MembershipStatus.OFFICIAL, holds_office=False
        )


def test_t33_expulsion_needs_two_thirds_and_a_warning_more_than_half():
    assert votes_needed(DisciplineForm.EXPULSION, 15) == 10
    assert votes_needed(DisciplineForm.WARNING, 15) == 8
    check_vote(DisciplineForm.WARNING, 15, 8)
    with pytest.raises(RuleBroken, match="ít nhất 10 phiếu"):
        check_vote(DisciplineForm.EXPULSION, 15, 9)


def test_a_decision_from_above_has_no_vote_of_the_cell():
    check_vote(DisciplineForm.EXPULSION, None, None)


@pytest.mark.parametrize(("roll", "in_favour"), [(15, None), (None, 8), (15, 16), (15, -1)])
def test_counts_that_do_not_fit_are_refused(roll, in_favour):
    with pytest.raises(RuleBroken) as refusal:
        check_vote(DisciplineForm.WARNING, roll, in_favour)

    assert refusal.value.field == "in_favour"


def test_the_effect_comes_with_or_after_the_decision():
    check_days(date(2026, 11, 1), date(2026, 11, 1), TODAY)
    with pytest.raises(RuleBroken, match="trước ngày quyết định"):
        check_days(date(2026, 11, 2), date(2026, 11, 1), TODAY)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_days(date(2026, 11, 2), date(2026, 11, 6), TODAY)


def test_progress_is_recognised_after_a_discipline_that_waits_for_it():
    check_recognition((WARNED,), date(2027, 2, 10))
    with pytest.raises(RuleBroken, match="10/05/2026"):
        check_recognition((WARNED,), date(2026, 5, 10))
    with pytest.raises(RuleBroken, match="Không có kỷ luật"):
        check_recognition((Discipline(WARNED.form, WARNED.effective_on, TODAY),), TODAY)


def test_the_effects_are_told_in_words():
    words = effects_of(WARNED, TODAY, MONTHS)

    assert words == (
        "Vẫn dự sinh hoạt và biểu quyết theo tư cách đảng viên.",
        "Huy hiệu Đảng: xét lại từ ngày 10/02/2027, khi chi bộ công nhận tiến bộ.",
        "Là căn cứ khi xếp loại chất lượng năm 2026.",
    )


def test_a_recognised_discipline_holds_the_badge_only_to_the_end_of_its_term():
    recognised = Discipline(DisciplineForm.WARNING, date(2026, 5, 10), date(2026, 12, 1))

    assert "Huy hiệu Đảng: xét lại từ ngày 10/02/2027." in effects_of(
        recognised, date(2027, 1, 5), MONTHS
    )
    assert len(effects_of(recognised, date(2027, 3, 1), MONTHS)) == 1


def test_a_removal_reminds_of_the_office():
    removed = Discipline(DisciplineForm.REMOVAL_FROM_OFFICE, date(2025, 5, 10), date(2026, 6, 1))

    words = effects_of(removed, TODAY, MONTHS)

    assert any("thôi giữ chức" in one for one in words)


def test_the_rating_of_the_year_of_the_effect_takes_it_into_account():
    assert affects_rating(WARNED, 2026)
    assert not affects_rating(WARNED, 2027)
