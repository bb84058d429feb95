from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.privacy.rules import (
    OPEN,
    Clocks,
    ListedPaper,
    Purpose,
    check_in_time,
    check_paper,
    check_received,
    due_on,
    papers_of,
    purposes_of,
    reply_by,
    status_after,
)
from partywork.privacy.terms import PaperStanding, RequestKind, RequestStatus, RequestStep

CLOCKS = Clocks(
    reply_working_days=2,
    days={
        kind: {RequestKind.ACCESS: 10, RequestKind.DELETION: 20}.get(kind, 15)
        for kind in RequestKind
    },
    extension_days=15,
)
FRIDAY = date(2026, 11, 20)


def test_a_reply_is_due_in_working_days_and_the_rest_in_days():
    assert reply_by(FRIDAY, CLOCKS, frozenset()) == date(2026, 11, 24)
    assert reply_by(FRIDAY, CLOCKS, frozenset({date(2026, 11, 24)})) == date(2026, 11, 25)
    assert due_on(FRIDAY, RequestKind.ACCESS, CLOCKS) == date(2026, 11, 30)
    assert due_on(FRIDAY, RequestKind.WITHDRAWAL, CLOCKS) == date(2026, 12, 5)
    assert due_on(FRIDAY, RequestKind.DELETION, CLOCKS) == date(2026, 12, 10)


@given(st.lists(st.sampled_from(list(RequestStep)), max_size=8))
def test_whatever_is_tried_a_request_ends_once_and_is_extended_once(steps):
    status, taken = RequestStatus.RECEIVED, []
    for step in steps:
        with suppress(RuleBroken):
            status = status_after(status, step)
            taken.append(step)

    assert taken.count(RequestStep.EXTEND) <= 1
    assert taken.count(RequestStep.REPLY) <= 1
    ends = [step for step in taken if step in (RequestStep.ANSWER, RequestStep.REFUSE)]
    assert len(ends) == (status not in OPEN)


@pytest.mark.parametrize(
    ("status", "step", "words"),
    [
        (RequestStatus.EXTENDED, RequestStep.EXTEND, "một lần"),
        (RequestStatus.IN_HAND, RequestStep.REPLY, "đã được phản hồi"),
        (RequestStatus.REFUSED, RequestStep.ANSWER, "đã xong"),
    ],
)
def test_a_step_that_cannot_follow_says_why(status, step, words):
    with pytest.raises(RuleBroken, match=words):
        status_after(status, step)


def test_time_is_not_given_after_it_ran_out():
    check_in_time(RequestStep.EXTEND, FRIDAY, FRIDAY)
    check_in_time(RequestStep.ANSWER, FRIDAY, date(2026, 11, 21))
    with pytest.raises(RuleBroken, match="quá hạn"):
        check_in_time(RequestStep.EXTEND, FRIDAY, date(2026, 11, 21))


def test_a_paper_cannot_have_come_tomorrow():
    check_received(FRIDAY, FRIDAY)
    with pytest.raises(RuleBroken):
        check_received(FRIDAY, date(2026, 11, 19))


def test_the_list_of_papers_is_one_a_line_and_a_code_counts_once():
    text = "A01 | Lý lịch\n\nlạc dòng\nA01 | Khác\r\nB02 | Bản kiểm điểm"

    assert papers_of(text) == (ListedPaper("A01", "Lý lịch"), ListedPaper("B02", "Bản kiểm điểm"))


def test_the_table_of_purposes_has_five_parts_a_line():
    text = "Liên hệ | Mời họp | 208-QĐ/TW | Cấp ủy | 5 năm\nthiếu | phần"

    assert purposes_of(text) == (Purpose("Liên hệ", "Mời họp", "208-QĐ/TW", "Cấp ủy", "5 năm"),)


def test_what_lies_in_the_dossier_lies_somewhere():
    check_paper(PaperStanding.PRESENT, FRIDAY, "Tủ 2", FRIDAY)
    check_paper(PaperStanding.MISSING, None, "", FRIDAY)
    with pytest.raises(RuleBroken) as nowhere:
        check_paper(PaperStanding.PRESENT, None, " ", FRIDAY)
    with pytest.raises(RuleBroken) as tomorrow:
        check_paper(PaperStanding.MISSING, date(2026, 11, 21), "", FRIDAY)
    assert (nowhere.value.field, tomorrow.value.field) == ("place", "dated_on")
