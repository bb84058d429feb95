"""What a recommendation may say, when it is due, how far it has come."""

from datetime import date

import pytest

from partywork.core.errors import RuleBroken
from partywork.recommendations import rules
from partywork.recommendations.terms import Addressee, Progress

DAY = date(2026, 11, 22)


def test_a_recommendation_has_words_and_an_addressee() -> None:
    rules.check_asked("Bố trí phòng họp", Addressee.COMMITTEE, "")
    rules.check_asked("Bố trí phòng họp", Addressee.AGENCY, "Văn phòng Liên hiệp hội")
    with pytest.raises(RuleBroken, match="nội dung"):
        rules.check_asked("", Addressee.CELL, "")
    for addressee in (Addressee.UPPER, Addressee.AGENCY):
        with pytest.raises(RuleBroken, match="tên cấp ủy"):
            rules.check_asked("Bố trí phòng họp", addressee, "")


def test_its_days_are_in_order() -> None:
    rules.check_days(DAY, None, DAY)
    rules.check_days(DAY, DAY, DAY)
    with pytest.raises(RuleBroken, match="sau hôm nay"):
        rules.check_days(date(2026, 11, 23), None, DAY)
    with pytest.raises(RuleBroken, match="Hạn trả lời"):
        rules.check_days(DAY, date(2026, 11, 21), DAY)


def test_whoever_is_asked_has_a_day_even_where_none_was_named() -> None:
    assert rules.due_by_default(DAY, 30) == date(2026, 12, 22)
    assert rules.due_by_default(DAY, 0) == DAY


@pytest.mark.parametrize("answered_on", [date(2026, 10, 31), date(2026, 11, 23)])
def test_an_answer_lies_between_the_question_and_today(answered_on: date) -> None:
    rules.check_answer("Đồng ý", date(2026, 11, 1), DAY, DAY)
    with pytest.raises(RuleBroken, match="Ngày trả lời"):
        rules.check_answer("Đồng ý", date(2026, 11, 1), answered_on, DAY)
    with pytest.raises(RuleBroken, match="nội dung trả lời"):
        rules.check_answer("", date(2026, 11, 1), DAY, DAY)


def test_what_was_answered_is_not_answered_again() -> None:
    rules.check_unanswered(None)
    with pytest.raises(RuleBroken):
        rules.check_unanswered(DAY)


def test_an_answer_is_read_out_once_and_not_before_it_was_given() -> None:
    rules.check_read(DAY, None, DAY)
    with pytest.raises(RuleBroken, match="chưa có trả lời"):
        rules.check_read(None, None, DAY)
    with pytest.raises(RuleBroken, match="đã được đọc"):
        rules.check_read(DAY, DAY, DAY)
    with pytest.raises(RuleBroken, match="trước ngày trả lời"):
        rules.check_read(DAY, None, date(2026, 11, 21))


@pytest.mark.parametrize(
    ("due_on", "answered_on", "read_on", "expected"),
    [
        (None, None, None, Progress.WAITING),
        (DAY, None, None, Progress.WAITING),
        (date(2026, 11, 21), None, None, Progress.OVERDUE),
        (date(2026, 11, 1), DAY, None, Progress.ANSWERED),
        (None, DAY, DAY, Progress.READ),
    ],
)
def test_progress_follows_from_the_days(
    due_on: date | None, answered_on: date | None, read_on: date | None, expected: Progress
) -> None:
    assert rules.progress_of(due_on, answered_on, read_on, DAY) is expected
