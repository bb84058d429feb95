from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.admissions.rules import checklists, clocks, people, votes
from partywork.admissions.rules.checklists import Done, File
from partywork.admissions.rules.clocks import Alert, ProbationTerms, probation_clock
from partywork.admissions.rules.limits import Days, Limits, admission_due, confirmation_due
from partywork.admissions.rules.people import AgeLimits, Introduction
from partywork.admissions.rules.readmission import ReadmissionTerms
from partywork.admissions.rules.votes import Count
from partywork.admissions.terms import (
    ClassKind,
    LineState,
    ProcedureKind,
    ProcedureState,
    SponsorKind,
    Step,
    VoteOutcome,
)
from partywork.cells.rules.membership import Probation
from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold

DAY = date(2026, 11, 22)
TWO_THIRDS = Threshold.TWO_THIRDS
AGES = AgeLimits(18, 60)
TERMS = ProbationTerms(Probation(12, ends_in_month=True), 30, 30, (90, 60, 30, 15, 7), (6, 9))
NO_HOLIDAYS: frozenset[date] = frozenset()
LIMITS = Limits(
    ages=AGES,
    listing_age=16,
    sponsor_months=12,
    certificate_months=60,
    review_months=12,
    most_votes=3,
    decision_days=60,
    ceremony_days=30,
    declaration_days=30,
    readmission=ReadmissionTerms(36, 1, needs_consent=True, exclusions=("Tự bỏ sinh hoạt đảng",)),
    confirmation_days=30,
    probation=TERMS,
    education="Tốt nghiệp trung học cơ sở trở lên",
    forms={},
    holidays=NO_HOLIDAYS,
)
ADMISSION, CONFIRMATION = ProcedureKind.ADMISSION, ProcedureKind.CONFIRMATION
PREPARING = ProcedureState.PREPARING


# --- people ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born_on", "has_consent"),
    [
        (date(2008, 11, 30), False),
        (date(1966, 11, 1), False),
        (date(1966, 10, 31), True),
    ],
)
def test_age_is_counted_by_month_at_the_review(born_on, has_consent):
    people.check_age(born_on, DAY, AGES, has_consent_above=has_consent)


@pytest.mark.parametrize(
    ("born_on", "reason"),
    [(date(2008, 12, 1), "chưa đủ 18 tuổi"), (date(1966, 10, 31), "quá 60 tuổi")],
)
def test_an_age_outside_the_limits_is_refused(born_on, reason):
    with pytest.raises(RuleBroken, match=reason):
        people.check_age(born_on, DAY, AGES, has_consent_above=False)


@given(st.dates(date(1940, 1, 1), date(2020, 1, 1)), st.integers(0, 1200))
def test_a_month_later_everybody_is_a_month_older(born_on, months):
    later = people.add_months(born_on.replace(day=1), months)

    assert people.months_of_age(born_on, later) == months


def test_the_youth_union_introduces_its_own():
    people.check_union(SponsorKind.YOUTH_UNION, is_youth=True)
    people.check_union(SponsorKind.TRADE_UNION, is_youth=False)

    with pytest.raises(RuleBroken, match="giới thiệu đoàn viên"):
        people.check_union(SponsorKind.YOUTH_UNION, is_youth=False)


def test_nothing_is_kept_before_the_purpose_was_told():
    people.check_notice(DAY, DAY)

    with pytest.raises(RuleBroken, match="thông báo mục đích"):
        people.check_notice(DAY + timedelta(days=1), DAY)


def test_nobody_is_listed_as_a_child_or_given_up_before_being_listed():
    people.check_listed_age(date(2010, 11, 30), DAY, 16)
    people.check_closed(DAY, DAY)

    for born_on in (date(2010, 12, 1), DAY, DAY + timedelta(days=1)):
        with pytest.raises(RuleBroken, match="chưa đủ 16 tuổi") as refused:
            people.check_listed_age(born_on, DAY, 16)
        assert refused.value.field == "born_on"
    with pytest.raises(RuleBroken, match="thôi theo dõi") as refused:
        people.check_closed(DAY - timedelta(days=1), DAY)
    assert refused.value.field == "ended_on"


def test_one_or_two_official_members_help():
    people.check_helpers(["a"], ["a", "b"])
    people.check_helpers(["a", "b"], ["a", "b"])


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ([], "một hoặc hai"),
        (["a", "b", "c"], "một hoặc hai"),
        (["a", "a"], "hai đảng viên khác nhau"),
        (["a", "z"], "đảng viên chính thức đang sinh hoạt"),
    ],
)
def test_other_helpers_are_refused(chosen, reason):
    with pytest.raises(RuleBroken, match=reason):
        people.check_helpers(chosen, ["a", "b", "c"])


def sponsor(kind=SponsorKind.MEMBER, since=date(2025, 11, 22), born_on=None):
    return Introduction(kind, since, born_on)


def check_sponsor(introduction, *, is_official=True, is_known=False):
    people.check_sponsor(
        introduction, is_official=is_official, is_known=is_known, on=DAY, months=12
    )


def test_a_sponsor_was_together_with_the_candidate_for_twelve_months():
    check_sponsor(sponsor())
    check_sponsor(sponsor(since=date(1985, 4, 3), born_on=date(1985, 4, 3)))
    check_sponsor(sponsor(SponsorKind.YOUTH_UNION, None), is_official=False)


@pytest.mark.parametrize(
    ("introduction", "facts", "reason"),
    [
        (sponsor(), {"is_known": True}, "đã có trong danh sách"),
        (sponsor(), {"is_official": False}, "đảng viên chính thức"),
        (sponsor(since=None), {}, "ngày bắt đầu"),
        (sponsor(since=date(2025, 11, 23)), {}, "ít nhất 12 tháng"),
        (sponsor(since=date(1900, 1, 1), born_on=date(1985, 4, 3)), {}, "trước ngày sinh 03/04/19"),
    ],
)
def test_a_sponsor_who_may_not_introduce_is_refused(introduction, facts, reason):
    with pytest.raises(RuleBroken, match=reason):
        check_sponsor(introduction, **facts)


MEMBER, YOUTH = sponsor(), sponsor(SponsorKind.YOUTH_UNION, None)


def test_two_members_or_one_and_a_union_introduce():
    people.check_introduced([MEMBER, MEMBER])
    people.check_introduced([MEMBER, YOUTH])


@pytest.mark.parametrize("introductions", [[], [MEMBER], [YOUTH]])
def test_fewer_do_not_suffice(introductions):
    with pytest.raises(RuleBroken, match="hai đảng viên chính thức giới thiệu"):
        people.check_introduced(introductions)


def test_the_certificate_of_the_class_counts_for_sixty_months():
    people.check_certificate(date(2021, 11, 22), DAY, 60)

    with pytest.raises(RuleBroken, match="hết giá trị ngày 21/11/2026"):
        people.check_certificate(date(2021, 11, 21), DAY, 60)


def test_a_class_ends_after_it_begins_and_certificates_come_after():
    people.check_class_days(DAY, None)
    people.check_class_days(DAY, DAY)
    people.check_certified(ClassKind.AWARENESS, DAY, DAY)

    with pytest.raises(RuleBroken, match="kết thúc"):
        people.check_class_days(DAY, DAY - timedelta(days=1))
    with pytest.raises(RuleBroken, match="giấy chứng nhận"):
        people.check_certified(ClassKind.AWARENESS, DAY - timedelta(days=1), DAY)


def test_a_list_takes_people_until_its_letter_is_issued():
    people.check_list_open(is_issued=False)

    with pytest.raises(RuleBroken, match="danh sách khác") as refused:
        people.check_list_open(is_issued=True)
    assert refused.value.field == "people"


# --- votes -------------------------------------------------------------------------------------


def count(roll=10, present=10, in_favour=7, against=0, held_on=DAY):
    return Count(held_on, roll, present, in_favour, against)


def test_t5_six_of_ten_do_not_admit():
    six = count(in_favour=6, against=4)

    assert votes.outcome_of(ADMISSION, six, TWO_THIRDS) is VoteOutcome.BELOW
    assert votes.outcome_of(ADMISSION, six, Threshold.MAJORITY) is VoteOutcome.AGREED
    assert votes.state_after(VoteOutcome.BELOW, 1, 3) is PREPARING


@pytest.mark.parametrize(("roll", "enough"), [(9, 6), (13, 9), (21, 14)])
def test_t7_two_thirds_are_exact(roll, enough):
    one_less = count(roll, roll, enough - 1, 0)

    assert votes.outcome_of(CONFIRMATION, one_less, TWO_THIRDS) is VoteOutcome.BELOW
    assert votes.outcome_of(CONFIRMATION, count(roll, roll, enough), TWO_THIRDS) is (
        VoteOutcome.AGREED
    )


def test_two_thirds_may_agree_or_refuse_a_probationary_member():
    refused = count(in_favour=3, against=7)

    assert votes.outcome_of(CONFIRMATION, count(), TWO_THIRDS) is VoteOutcome.AGREED
    assert votes.outcome_of(CONFIRMATION, refused, TWO_THIRDS) is VoteOutcome.REFUSED
    assert votes.outcome_of(ADMISSION, refused, TWO_THIRDS) is VoteOutcome.BELOW


def test_where_votes_lead():
    assert votes.state_after(VoteOutcome.AGREED, 1, 3) is ProcedureState.REVIEWED
    assert votes.state_after(VoteOutcome.REFUSED, 1, 3) is ProcedureState.REFUSED
    assert votes.state_after(VoteOutcome.BELOW, 2, 3) is PREPARING
    assert votes.state_after(VoteOutcome.BELOW, 3, 3) is ProcedureState.UNDECIDED


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"in_favour": -1}, "số âm"),
        ({"roll": 0, "present": 0, "in_favour": 0}, "không có đảng viên"),
        ({"present": 11}, "lớn hơn tổng số"),
        ({"in_favour": 8, "against": 3}, "nhiều hơn số"),
    ],
)
def test_impossible_figures_are_refused(facts, reason):
    votes.check_count(count())
    with pytest.raises(RuleBroken, match=reason):
        votes.check_count(count(**facts))


@pytest.mark.parametrize(
    ("state", "earlier", "reason"),
    [
        (ProcedureState.UNDECIDED, [], "báo cáo cấp ủy"),
        (ProcedureState.REVIEWED, [], "không còn ở bước"),
        (PREPARING, [DAY], "sau lần trước"),
    ],
)
def test_a_vote_out_of_turn_is_refused(state, earlier, reason):
    votes.check_may_vote(PREPARING, [], DAY, 3)
    votes.check_may_vote(PREPARING, [DAY - timedelta(days=1)], DAY, 3)
    with pytest.raises(RuleBroken, match=reason):
        votes.check_may_vote(state, earlier, DAY, 3)


@pytest.mark.parametrize(
    ("members", "in_favour", "reason"),
    [(0, 0, "không khớp"), (15, 16, "không khớp"), (15, 9, "ít nhất 10/15")],
)
def test_the_committee_decides_with_two_thirds(members, in_favour, reason):
    votes.check_committee(15, 10)
    with pytest.raises(RuleBroken, match=reason):
        votes.check_committee(members, in_favour)


@given(st.integers(1, 60), st.data())
def test_agreement_and_refusal_never_meet(roll, data):
    present = data.draw(st.integers(0, roll))
    in_favour = data.draw(st.integers(0, present))
    taken = count(roll, present, in_favour, present - in_favour)

    outcome = votes.outcome_of(CONFIRMATION, taken, TWO_THIRDS)

    assert (outcome is VoteOutcome.AGREED) == (3 * in_favour >= 2 * roll)
    assert (outcome is VoteOutcome.REFUSED) == (3 * (present - in_favour) >= 2 * roll)


# --- clocks ------------------------------------------------------------------------------------


def test_t10_probation_runs_from_the_ceremony():
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)

    assert clock.official_on == date(2026, 3, 15)
    assert clock.review_until == date(2026, 4, 24)
    assert clock.prepare_by == date(2026, 2, 13)


def test_t11_a_late_meeting_is_told_and_moves_nothing():
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)

    assert not clocks.is_late_meeting(date(2026, 4, 24), clock)
    assert clocks.is_late_meeting(date(2026, 5, 20), clock)
    assert clock.official_on == date(2026, 3, 15)


def test_t12_the_last_day_of_a_shorter_month_counts_or_the_next_as_the_office_decides():
    other = replace(TERMS, probation=Probation(12, ends_in_month=False))
    leap, plain = date(2024, 2, 29), date(2024, 2, 28)

    assert probation_clock(leap, TERMS, NO_HOLIDAYS).official_on == date(2025, 2, 28)
    assert probation_clock(leap, other, NO_HOLIDAYS).official_on == date(2025, 3, 1)
    assert probation_clock(plain, other, NO_HOLIDAYS).official_on == date(2025, 2, 28)


def test_t13_the_ceremony_is_due_thirty_working_days_after_the_decision():
    assert clocks.ceremony_deadline(date(2026, 10, 1), 30, NO_HOLIDAYS) == date(2026, 11, 12)


def test_the_cell_does_not_review_before_the_months_are_over():
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)
    clocks.check_review_day(date(2026, 3, 15), clock)

    with pytest.raises(RuleBroken, match="từ ngày 15/03/2026"):
        clocks.check_review_day(date(2026, 3, 14), clock)


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2025, 9, 14), []),
        (date(2025, 9, 15), ["M-6"]),
        (date(2025, 12, 15), ["T-90", "M-9"]),
        (date(2026, 2, 20), ["T-30", "M-9"]),
        (date(2026, 3, 20), ["T", "M-9"]),
    ],
)
def test_only_the_newest_alert_of_each_kind_counts(today, codes):
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)

    alerts = clocks.alerts_of(clock, TERMS, today, has_certificate=False)

    assert [alert.code for alert in alerts] == codes


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 3, 14), "T-7"),
        (date(2026, 3, 15), "T"),
        (date(2026, 4, 23), "T"),
        (date(2026, 4, 24), "T+"),
        (date(2026, 6, 1), "T+"),
    ],
)
def test_t_itself_and_the_last_day_of_the_review_are_told_too(today, code):
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)

    alerts = clocks.alerts_of(clock, TERMS, today, has_certificate=True)

    assert [alert.code for alert in alerts] == [code]


def test_a_certificate_ends_the_alerts_of_the_class():
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)

    alerts = clocks.alerts_of(clock, TERMS, date(2026, 2, 20), has_certificate=True)

    assert alerts == (Alert("T-30", date(2026, 2, 13)),)


def test_days_come_in_order():
    clocks.check_happened(DAY, DAY, "held_on")
    clocks.check_ceremony(DAY, DAY)
    clocks.check_decision(DAY, DAY, DAY)
    clocks.check_decision(DAY, None, DAY)
    clocks.check_may_send(ProcedureState.REVIEWED, DAY, DAY)
    clocks.check_state(PREPARING, PREPARING)
    before = DAY - timedelta(days=1)

    with pytest.raises(RuleBroken, match="tương lai"):
        clocks.check_happened(DAY, before, "held_on")
    with pytest.raises(RuleBroken, match="Lễ kết nạp"):
        clocks.check_ceremony(DAY, before)
    with pytest.raises(RuleBroken, match="Ngày quyết định"):
        clocks.check_decision(DAY, None, before)
    with pytest.raises(RuleBroken, match="đã ghi ở hồ sơ") as refused:
        clocks.check_decision(before, DAY, before)
    assert refused.value.field == "decided_on"
    with pytest.raises(RuleBroken, match="Ngày gửi"):
        clocks.check_may_send(ProcedureState.REVIEWED, before, DAY)
    with pytest.raises(RuleBroken, match="chưa gửi"):
        clocks.check_may_send(PREPARING, DAY, DAY)
    with pytest.raises(RuleBroken, match="không ở bước"):
        clocks.check_state(PREPARING, ProcedureState.SENT_UP)


def test_lists_of_days_are_read():
    assert clocks.days_of("90, 60, 7") == (90, 60, 7)


def test_a_prospect_is_looked_at_once_a_year():
    assert not clocks.missing_reviews(None, date(2025, 11, 22), DAY, 12)
    assert clocks.missing_reviews(None, date(2025, 11, 21), DAY, 12)
    assert not clocks.missing_reviews(date(2026, 6, 1), date(2020, 1, 1), DAY, 12)


def test_a_file_without_a_result_is_not_given_back():
    votes.check_may_return(VoteOutcome.AGREED)
    votes.check_may_return(VoteOutcome.REFUSED)

    with pytest.raises(RuleBroken, match="không trả lại chi bộ"):
        votes.check_may_return(VoteOutcome.BELOW)


# --- checklists --------------------------------------------------------------------------------

PAPERS = (
    Step.EDUCATION,
    Step.AWARENESS,
    Step.APPLICATION,
    Step.BIOGRAPHY,
    Step.VERIFICATION,
    Step.SPONSORSHIP,
    Step.OPINIONS,
)
READY = File(ADMISSION, {step: Done(DAY) for step in (Step.LISTED, *PAPERS)})


def test_the_checklists_have_fifteen_eighteen_and_eight_steps():
    assert [len(checklists.STEPS[kind]) for kind in ProcedureKind] == [15, 18, 8]
    assert {step for steps in checklists.STEPS.values() for step in steps} == set(Step)


def test_a_vote_needs_the_papers_and_names_what_is_missing():
    checklists.check_ready_for_vote(READY)
    by_union = replace(READY, is_by_union=True)

    with pytest.raises(RuleBroken, match="Nghị quyết giới thiệu của Đoàn"):
        checklists.check_ready_for_vote(by_union)


def test_a_vote_needs_the_confirmed_schooling_and_names_the_rule():
    done = {step: one for step, one in READY.done.items() if step is not Step.EDUCATION}
    checklists.check_education(READY, LIMITS.education)
    checklists.check_education(File(CONFIRMATION, {}), LIMITS.education)

    with pytest.raises(RuleBroken, match="Tốt nghiệp trung học cơ sở trở lên"):
        checklists.check_education(replace(READY, done=done), LIMITS.education)


def test_lines_tell_what_is_done_late_next_and_not_needed():
    file = replace(
        READY,
        done={**READY.done, Step.CELL_VOTE: Done(DAY)},
        due={Step.AWARENESS: DAY - timedelta(days=2), Step.DECISION: DAY - timedelta(days=3)},
    )

    lines = {line.step: line for line in checklists.lines_of(file, {Step.CEREMONY: "BB"}, DAY)}

    assert lines[Step.LISTED].state is LineState.DONE
    assert lines[Step.AWARENESS].state is LineState.DONE_LATE
    assert lines[Step.AWARENESS].days_late == 2
    assert lines[Step.UNION].state is LineState.NOT_NEEDED
    assert lines[Step.APPRAISAL].state is LineState.NOT_NEEDED
    assert lines[Step.DECISION].state is LineState.LATE
    assert lines[Step.CEREMONY].state is LineState.WAITING
    assert lines[Step.CEREMONY].form == "BB"
    assert lines[Step.REGISTERED].number == 15


def test_the_first_open_step_is_the_one_to_do():
    lines = checklists.lines_of(READY, {}, DAY)

    assert [line.step for line in lines if line.state is LineState.NOW] == [Step.CELL_VOTE]


def test_a_file_is_complete_when_every_step_that_applies_is_done():
    done = {step: Done(DAY) for step in checklists.STEPS[ADMISSION] if step is not Step.UNION}

    assert checklists.is_complete(File(ADMISSION, done))
    assert checklists.is_complete(File(ADMISSION, done, has_appraisal=True))
    assert not checklists.is_complete(File(ADMISSION, done, is_by_union=True))


def may_tick(kind, step, is_decided=True, is_celebrated=True):
    checklists.check_may_tick(kind, step, is_decided=is_decided, is_celebrated=is_celebrated)


@pytest.mark.parametrize(
    ("kind", "step", "facts"),
    [
        (ADMISSION, Step.CARD, {}),
        (ADMISSION, Step.CEREMONY, {}),
        (CONFIRMATION, Step.CARD, {"is_decided": False}),
        (ADMISSION, Step.DECLARATION, {"is_celebrated": False}),
    ],
)
def test_steps_are_ticked_in_their_turn(kind, step, facts):
    may_tick(ADMISSION, Step.APPLICATION, is_decided=False, is_celebrated=False)
    may_tick(CONFIRMATION, Step.CARD)
    may_tick(ADMISSION, Step.DECLARATION)

    with pytest.raises(RuleBroken, match="chưa ghi được"):
        may_tick(kind, step, **facts)


def test_form_numbers_are_read_by_step():
    forms = checklists.forms_of(CONFIRMATION, "2 | Mẫu 10-KNĐ\n8 | Theo 06-QĐ/TW\n99 | Thừa")

    assert forms == {Step.SELF_REVIEW: "Mẫu 10-KNĐ", Step.CARD: "Theo 06-QĐ/TW"}


def test_ends_follow_from_days():
    assert admission_due(Days(), LIMITS) == {}
    due = admission_due(Days(date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 2)), LIMITS)
    assert due[Step.CEREMONY] == date(2026, 11, 12)
    assert due[Step.REGISTERED] == date(2026, 12, 31)
    assert admission_due(Days(ceremony_on=date(2027, 1, 31)), LIMITS)[Step.REGISTERED] == date(
        2027, 2, 28
    )
    assert set(due) == {Step.DECISION, Step.CEREMONY, Step.DECLARATION, Step.REGISTERED}


def test_ends_of_a_confirmation_run_from_the_ceremony():
    clock = probation_clock(date(2025, 3, 15), TERMS, NO_HOLIDAYS)

    early = confirmation_due(clock, Days(), LIMITS)
    late = confirmation_due(clock, Days(date(2026, 4, 1), date(2026, 4, 20)), LIMITS)

    assert early[Step.CONFIRMATION_VOTE] == date(2026, 4, 24)
    assert Step.CONFIRMATION_DECISION not in early
    assert late[Step.CONFIRMATION_DECISION] == date(2026, 5, 13)
    assert late[Step.ANNOUNCED] == date(2026, 5, 20)


S = MembershipStatus
STANDINGS = [S.OFFICIAL] * 8 + [S.EXEMPTED, S.TEMPORARILY_AWAY, S.SUSPENDED, S.PROBATIONARY]


def test_n_is_what_the_register_gives_the_exempted_and_away_if_they_came():
    between = votes.roll_between(STANDINGS)

    assert between == (8, 10)
    for roll in (8, 9, 10):
        votes.check_roll(roll, between)
    votes.check_roll(14, votes.roll_between([]))


@pytest.mark.parametrize(
    ("roll", "standings", "words"),
    [
        (7, STANDINGS, "từ 8 đến 10"),
        (11, STANDINGS, "từ 8 đến 10"),
        (1, STANDINGS[:8], "có 8 đảng"),
    ],
)
def test_an_n_the_register_does_not_give_is_refused(roll, standings, words):
    with pytest.raises(RuleBroken, match=words) as refusal:
        votes.check_roll(roll, votes.roll_between(standings))

    assert refusal.value.field == "roll"
