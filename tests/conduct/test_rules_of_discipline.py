from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from partywork.cells.rules.discipline import Discipline
from partywork.cells.terms import DisciplineForm, MembershipStatus
from partywork.conduct.rules.discipline import (
    Vote,
    affects_rating,
    check_day_of_vote,
    check_days,
    check_decided_by,
    check_form,
    check_recognition,
    check_removed,
    check_roll,
    check_vote,
    effects_of,
    possible_forms,
    vote_of,
    waits_for_review,
)
from partywork.conduct.terms import DecidedBy
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold

TODAY = date(2026, 11, 5)
MONTHS = {
    DisciplineForm.REPRIMAND: 6,
    DisciplineForm.WARNING: 9,
    DisciplineForm.REMOVAL_FROM_OFFICE: 12,
}
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


OFFICE, OTHER_OFFICE = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("form", "removed", "words"),
    [
        (DisciplineForm.WARNING, [OFFICE], "Chỉ ghi chức vụ bị cách khi"),
        (DisciplineForm.REMOVAL_FROM_OFFICE, [], "Hãy chọn chức vụ bị cách"),
        (DisciplineForm.REMOVAL_FROM_OFFICE, [OFFICE, OTHER_OFFICE], "không giữ chức vụ đã chọn"),
    ],
)
def test_a_removal_names_offices_that_are_held(form, removed, words):
    with pytest.raises(RuleBroken, match=words) as refusal:
        check_removed(form, [OFFICE], removed)
    assert refusal.value.field == "removed"


def test_a_removal_takes_one_office_or_several():
    check_removed(DisciplineForm.REMOVAL_FROM_OFFICE, [OFFICE, OTHER_OFFICE], [OFFICE])
    check_removed(
        DisciplineForm.REMOVAL_FROM_OFFICE, [OFFICE, OTHER_OFFICE], [OFFICE, OTHER_OFFICE]
    )
    check_removed(DisciplineForm.WARNING, [OFFICE], [])


def vote(roll, in_favour, held_on=date(2026, 11, 1)):
    return Vote(held_on, roll, in_favour)


def test_t33_expulsion_needs_two_thirds_and_a_warning_more_than_half():
    check_vote(DisciplineForm.WARNING, vote(15, 8), Threshold.MAJORITY)
    check_vote(DisciplineForm.EXPULSION, vote(15, 10), Threshold.TWO_THIRDS)
    with pytest.raises(RuleBroken, match="ít nhất 10 phiếu"):
        check_vote(DisciplineForm.EXPULSION, vote(15, 9), Threshold.TWO_THIRDS)
    with pytest.raises(RuleBroken, match="ít nhất 8 phiếu"):
        check_vote(DisciplineForm.REMOVAL_FROM_OFFICE, vote(15, 7), Threshold.MAJORITY)


@pytest.mark.parametrize("in_favour", [16, -1])
def test_counts_that_do_not_fit_are_refused(in_favour):
    with pytest.raises(RuleBroken) as refusal:
        check_vote(DisciplineForm.WARNING, vote(15, in_favour), Threshold.MAJORITY)

    assert refusal.value.field == "in_favour"


@pytest.mark.parametrize("form", [DisciplineForm.REMOVAL_FROM_OFFICE, DisciplineForm.EXPULSION])
def test_a_cell_itself_decides_reprimand_and_warning_and_proposes_the_rest(form):
    for own in (DisciplineForm.REPRIMAND, DisciplineForm.WARNING):
        check_decided_by(own, DecidedBy.CELL, vote(15, 8))
    check_decided_by(form, DecidedBy.UPPER_AS_PROPOSED, vote(15, 10))

    with pytest.raises(RuleBroken, match="chi bộ biểu quyết đề nghị") as refusal:
        check_decided_by(form, DecidedBy.CELL, vote(15, 15))

    assert refusal.value.field == "decided_by"


@pytest.mark.parametrize("decided_by", [DecidedBy.CELL, DecidedBy.UPPER_AS_PROPOSED])
def test_what_a_cell_decides_or_proposes_has_its_vote(decided_by):
    with pytest.raises(RuleBroken, match="kết quả biểu quyết") as refusal:
        check_decided_by(DisciplineForm.WARNING, decided_by, None)

    assert refusal.value.field == "roll"


def test_a_decision_from_above_has_no_vote_of_the_cell():
    check_decided_by(DisciplineForm.EXPULSION, DecidedBy.UPPER, None)
    with pytest.raises(RuleBroken, match="không ghi số phiếu"):
        check_decided_by(DisciplineForm.EXPULSION, DecidedBy.UPPER, vote(15, 10))


def test_half_a_vote_is_refused_at_what_is_missing():
    day = date(2026, 11, 1)

    assert vote_of(None, None, None) is None
    assert vote_of(day, 15, 8) == vote(15, 8)
    for typed, field in (
        ((None, 15, 8), "voted_on"),
        ((day, None, 8), "roll"),
        ((day, 15, None), "in_favour"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            vote_of(*typed)
        assert refusal.value.field == field


def test_t1_t32_the_base_of_the_vote_fits_the_list_of_the_cell_on_its_day():
    # T1: 14 official, one exempted and one away among them, two probationary; one suspended (T32).
    cell = [
        *[MembershipStatus.OFFICIAL] * 12,
        MembershipStatus.EXEMPTED,
        MembershipStatus.TEMPORARILY_AWAY,
        MembershipStatus.PROBATIONARY,
        MembershipStatus.PROBATIONARY,
        MembershipStatus.SUSPENDED,
        MembershipStatus.TEMPORARY_GUEST,
    ]

    for roll in (12, 13, 14):
        check_roll(roll, cell, excused_deducted=False)
    for roll in (11, 15):
        with pytest.raises(RuleBroken, match="từ 12 đến 14") as refusal:
            check_roll(roll, cell, excused_deducted=False)
        assert refusal.value.field == "roll"
    check_roll(9, cell, excused_deducted=True)
    check_roll(99, [], excused_deducted=False)


def test_a_decision_does_not_come_before_the_vote_it_rests_on():
    check_day_of_vote(vote(15, 8), date(2026, 11, 1))
    with pytest.raises(RuleBroken, match="Ngày biểu quyết") as refusal:
        check_day_of_vote(vote(15, 8), date(2026, 10, 31))
    assert refusal.value.field == "voted_on"


def test_what_a_cell_decides_counts_from_the_announcement_of_its_vote():
    voted_on = date(2026, 11, 1)

    check_days(date(2026, 11, 3), voted_on, TODAY, announced_on=voted_on)
    with pytest.raises(RuleBroken, match="ngày biểu quyết"):
        check_days(date(2026, 11, 3), date(2026, 10, 31), TODAY, announced_on=voted_on)
    with pytest.raises(RuleBroken, match="quyết định không được ở tương lai"):
        check_days(date(2026, 11, 6), voted_on, TODAY, announced_on=voted_on)


def test_the_effect_comes_with_or_after_the_decision():
    check_days(date(2026, 11, 1), date(2026, 11, 1), TODAY)
    with pytest.raises(RuleBroken, match="trước ngày quyết định"):
        check_days(date(2026, 11, 2), date(2026, 11, 1), TODAY)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_days(date(2026, 11, 2), date(2026, 11, 6), TODAY)


def test_effect_and_vote_lie_within_a_year_of_the_decision():
    check_days(date(2025, 11, 5), TODAY, TODAY)
    with pytest.raises(RuleBroken, match="quá 12 tháng") as refusal:
        check_days(date(1961, 11, 5), TODAY, TODAY)
    assert refusal.value.field == "happened_on"
    voted_on = date(2024, 1, 5)
    with pytest.raises(RuleBroken, match="quá 12 tháng"):
        check_days(TODAY, voted_on, TODAY, announced_on=voted_on)
    with pytest.raises(RuleBroken, match="quá 12 tháng") as refusal:
        check_day_of_vote(vote(15, 8), date(2027, 11, 2))
    assert refusal.value.field == "voted_on"


def test_progress_is_recognised_after_a_discipline_that_waits_for_it():
    check_recognition((WARNED,), date(2027, 2, 10))
    with pytest.raises(RuleBroken, match="10/05/2026"):
        check_recognition((WARNED,), date(2026, 5, 10))
    with pytest.raises(RuleBroken, match="Không có kỷ luật"):
        check_recognition((Discipline(WARNED.form, WARNED.effective_on, TODAY),), TODAY)


@pytest.mark.parametrize(
    ("form", "day", "waits"),
    [
        (DisciplineForm.REPRIMAND, date(2026, 11, 9), False),
        (DisciplineForm.REPRIMAND, date(2026, 11, 10), True),
        (DisciplineForm.WARNING, date(2027, 2, 9), False),
        (DisciplineForm.WARNING, date(2027, 2, 10), True),
        (DisciplineForm.REMOVAL_FROM_OFFICE, date(2027, 5, 9), False),
        (DisciplineForm.REMOVAL_FROM_OFFICE, date(2027, 5, 10), True),
    ],
)
def test_a_cell_may_consider_progress_after_six_nine_or_twelve_months(form, day, waits):
    discipline = Discipline(form, date(2026, 5, 10))

    assert waits_for_review(discipline, day, MONTHS) is waits
    assert not waits_for_review(replace(discipline, recognised_on=day), day, MONTHS)


def test_the_effects_are_told_in_words():
    words = effects_of(WARNED, TODAY, MONTHS)

    assert words == (
        "Vẫn dự sinh hoạt và biểu quyết theo tư cách đảng viên.",
        "Chi bộ xem xét, công nhận tiến bộ từ ngày 10/02/2027.",
        "Huy hiệu Đảng: xét lại từ ngày 10/02/2027, khi chi bộ công nhận tiến bộ.",
        "Là căn cứ khi xếp loại chất lượng năm 2026.",
    )


def test_a_recognised_discipline_holds_the_badge_only_to_the_end_of_its_term():
    recognised = Discipline(DisciplineForm.WARNING, date(2026, 5, 10), date(2026, 12, 1))

    assert "Huy hiệu Đảng: xét lại từ ngày 10/02/2027." in effects_of(
        recognised, date(2027, 1, 5), MONTHS
    )
    assert len(effects_of(recognised, date(2027, 3, 1), MONTHS)) == 1


def test_a_removal_says_that_the_office_is_gone():
    removed = Discipline(DisciplineForm.REMOVAL_FROM_OFFICE, date(2025, 5, 10), date(2026, 6, 1))

    words = effects_of(removed, TODAY, MONTHS)

    assert any("Thôi chức vụ đã bị cách từ ngày có hiệu lực" in one for one in words)


def test_the_rating_of_the_year_of_the_effect_takes_it_into_account():
    assert affects_rating(WARNED, 2026)
    assert not affects_rating(WARNED, 2027)
