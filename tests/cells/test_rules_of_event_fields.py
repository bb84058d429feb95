import pytest

from partywork.cells.rules.event_fields import (
    ASKED,
    CHAPTERS,
    EventField,
    check_card_number,
    details_in_words,
    details_of,
    given_in,
    milestones_in,
)
from partywork.cells.terms import EventKind
from partywork.core.errors import RuleBroken

# Written by other pages: taking over a list, reorganising cells, mending.
ELSEWHERE = {EventKind.ENROLLED, EventKind.REORGANISED, EventKind.VOIDED}


def test_every_kind_a_person_records_has_a_form_and_a_place_among_the_choices():
    chosen = [kind for kinds in CHAPTERS.values() for kind in kinds]

    assert set(ASKED) == set(EventKind) - ELSEWHERE
    assert sorted(chosen) == sorted(ASKED)


def test_fields_are_asked_in_one_order_whatever_is_needed():
    asked = ASKED[EventKind.EXCUSED_FOR_A_TIME]

    assert asked.fields[0] is EventField.UNTIL_ON
    assert EventField.DECIDING_BODY in asked.needed


@pytest.mark.parametrize(
    ("kind", "given", "details", "words"),
    [
        (
            EventKind.DISCIPLINED,
            {EventField.DISCIPLINE: "warning"},
            {"form": "warning"},
            "Cảnh cáo",
        ),
        (
            EventKind.COMMENDED,
            {EventField.AWARD: "certificate_of_merit", EventField.LEVEL: "Huyện ủy"},
            {"form": "certificate_of_merit", "level": "Huyện ủy"},
            "Bằng khen, Huyện ủy",
        ),
        (EventKind.BADGE_AWARDED, {EventField.YEARS: 30}, {"years": 30}, "30 năm tuổi Đảng"),
        (
            EventKind.CARD_ISSUED,
            {EventField.CARD_NUMBER: " 12 345678 ", EventField.CARD_KIND: "old"},
            {"number": "12345678", "kind": "old"},
            "số 12345678, Thẻ cũ",
        ),
        (
            EventKind.RENAMED,
            {EventField.NEW_NAME: "Lê Thị Mới"},
            {"full_name": "Lê Thị Mới"},
            "Lê Thị Mới",
        ),
        (EventKind.DIED, {}, {}, ""),
    ],
)
def test_details_are_kept_by_name_and_read_in_words(kind, given, details, words):
    assert details_of(kind, given) == details
    assert details_in_words(kind, details) == words
    assert set(given_in(kind, details)) == set(given)


def test_details_that_are_missing_say_nothing():
    assert details_in_words(EventKind.COMMENDED, {"form": None, "level": "Đảng ủy"}) == "Đảng ủy"


@pytest.mark.parametrize("number", ["12345", "1" * 21, "THEDANG", "12-345-678"])
def test_a_card_number_that_has_not_the_form_of_one_is_refused(number):
    with pytest.raises(RuleBroken, match="6 đến 20 chữ số hoặc chữ cái") as refused:
        check_card_number(number)

    assert refused.value.field == EventField.CARD_NUMBER


def test_what_is_asked_of_a_day_reads_as_people_say_it():
    assert ASKED[EventKind.DIED].day == "Ngày từ trần"


def test_milestones_of_badges_are_read_from_the_words_of_a_provision():
    assert milestones_in("40, 30; 45") == (30, 40, 45)
