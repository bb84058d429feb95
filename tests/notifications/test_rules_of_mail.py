from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.notifications import rules
from partywork.notifications.rules import CalendarEvent
from partywork.notifications.terms import MailKind

NOW = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
EVENT = CalendarEvent(
    "0190-a@partywork",
    2,
    datetime.fromisoformat("2026-11-05T19:00:00+07:00"),
    datetime.fromisoformat("2026-11-05T20:30:00+07:00"),
)


def calendar(**changes):
    facts = {
        "method": "REQUEST",
        "organiser": "mailto:phan-mem@example.org",
        "address": "https://dang.example.org/meetings/1/invitation",
        "stamped_at": NOW,
    }
    return rules.calendar_text(EVENT, **{**facts, **changes})


def test_a_mail_is_tried_again_ever_later_and_given_up_in_the_end():
    pauses = [rules.next_try(tries, NOW) for tries in range(1, 7)]

    assert [pause - NOW for pause in pauses[:5]] == [
        timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)
    ]
    assert pauses[5] is None


def test_a_calendar_entry_gives_hours_in_utc_and_says_nothing_of_the_meeting():
    lines = calendar(attendee="an@example.org").replace("\r\n ", "").split("\r\n")

    assert "METHOD:REQUEST" in lines
    assert "UID:0190-a@partywork" in lines
    assert "SEQUENCE:2" in lines
    assert "DTSTART:20261105T120000Z" in lines
    assert "DTEND:20261105T133000Z" in lines
    assert "SUMMARY:Cuộc họp" in lines
    assert "LOCATION:Xem trên hệ thống" in lines
    assert "ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:an@example.org" in lines
    assert "STATUS:CONFIRMED" in lines


def test_calling_off_cancels_the_same_entry():
    lines = calendar(method="CANCEL").split("\r\n")

    assert "METHOD:CANCEL" in lines
    assert "STATUS:CANCELLED" in lines
    assert "UID:0190-a@partywork" in lines


def test_a_file_that_somebody_downloads_names_nobody():
    assert "ATTENDEE" not in calendar(method="PUBLISH")


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=300))
def test_no_line_of_a_calendar_is_too_long_and_unfolding_gives_the_words_back(words):
    text = calendar(address=f"https://x/{words}")

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"URL:https://x/{words}\r\n" in text.replace("\r\n ", "")


@pytest.mark.parametrize("kind", list(MailKind))
def test_a_mail_says_what_there_is_and_where_to_read_it(kind):
    words = rules.words_of(kind, "https://dang.example.org/inbox")

    assert rules.subject_of(kind) == kind.label
    assert "https://dang.example.org/inbox" in words
    assert "mời đồng chí đăng nhập" in words
