from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.admissions.rules import readmission
from partywork.admissions.rules.readmission import Departure, Past, ReadmissionTerms
from partywork.admissions.terms import Leaving
from partywork.cells.rules.history.events import Event
from partywork.cells.terms import EventKind
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id

DAY = date(2026, 11, 22)
LEFT_ON = date(2023, 11, 22)
TERMS = ReadmissionTerms(36, 1, needs_consent=True, exclusions=("Tự bỏ sinh hoạt đảng",))
STRUCK_OFF = Departure(LEFT_ON, Leaving.STRUCK_OFF)
CELL = new_id()


def check(departure, *, is_not_excluded=True):
    readmission.check_departure(departure, DAY, TERMS, is_not_excluded=is_not_excluded)


@pytest.mark.parametrize(
    "departure",
    [
        STRUCK_OFF,
        Departure(LEFT_ON, Leaving.EXPELLED),
        Departure(LEFT_ON, Leaving.RESIGNED, exception_paper="03-XN/UBND"),
    ],
)
def test_who_left_may_ask_once_more(departure):
    check(departure)


@pytest.mark.parametrize(
    ("departure", "is_not_excluded", "reason", "field"),
    [
        (Departure(date(2026, 11, 23), Leaving.STRUCK_OFF), True, "tương lai", "left_on"),
        (replace(STRUCK_OFF, times_before=-1), True, "số âm", "times_before"),
        (replace(STRUCK_OFF, times_before=1), True, "Chỉ kết nạp lại 1 lần", "times_before"),
        (Departure(LEFT_ON, Leaving.RESIGNED), True, "đặc biệt khó khăn", "exception_paper"),
        (STRUCK_OFF, False, "không xem xét kết nạp lại", "is_not_excluded"),
    ],
)
def test_who_cannot_be_admitted_again_is_told_why(departure, is_not_excluded, reason, field):
    with pytest.raises(RuleBroken, match=reason) as refused:
        check(departure, is_not_excluded=is_not_excluded)

    assert refused.value.field == field


def test_thirty_six_months_pass_before_the_cell_reviews():
    readmission.check_time_since(LEFT_ON, DAY, 36)

    with pytest.raises(RuleBroken, match="chi bộ xét từ ngày 22/11/2026"):
        readmission.check_time_since(LEFT_ON, date(2026, 11, 21), 36)


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.integers(0, 120))
def test_no_day_before_the_earliest_one_passes(left_on, months):
    earliest = readmission.earliest_review(left_on, months)

    readmission.check_time_since(left_on, earliest, months)
    if months:
        with pytest.raises(RuleBroken):
            readmission.check_time_since(left_on, left_on, months)


def happened(kind, on):
    return Event(key=new_id(), sequence=1, kind=kind, happened_on=on, cell=CELL)


JOINED = happened(EventKind.ENROLLED, date(2010, 1, 1))
GONE = happened(EventKind.STRUCK_OFF, LEFT_ON)
BACK = happened(EventKind.ADMITTED_AGAIN, DAY)
AWAY = happened(EventKind.TRANSFERRED_OUT, date(2020, 1, 1))
PRAISED = happened(EventKind.COMMENDED, date(2015, 1, 1))


@pytest.mark.parametrize(
    ("events", "past"),
    [
        ((JOINED, PRAISED), Past(is_gone=False, departure=None, times_before=0)),
        ((JOINED, GONE), Past(is_gone=True, departure=STRUCK_OFF, times_before=0)),
        ((JOINED, AWAY), Past(is_gone=True, departure=None, times_before=0)),
        ((JOINED, GONE, BACK), Past(is_gone=False, departure=None, times_before=1)),
        ((JOINED, happened(EventKind.DIED, DAY)), Past(False, None, 0)),
    ],
)
def test_a_former_record_tells_how_somebody_left(events, past):
    assert readmission.past_of(events) == past


def test_what_is_typed_agrees_with_the_former_record():
    gone = Past(is_gone=True, departure=STRUCK_OFF, times_before=0)
    readmission.check_record(STRUCK_OFF, gone)
    readmission.check_record(Departure(DAY, Leaving.EXPELLED), replace(gone, departure=None))

    for wrong in (replace(STRUCK_OFF, left_on=DAY), replace(STRUCK_OFF, leaving=Leaving.RESIGNED)):
        with pytest.raises(RuleBroken, match="không khớp hồ sơ đảng viên cũ"):
            readmission.check_record(wrong, gone)
    with pytest.raises(RuleBroken, match="đã ghi 1 lần"):
        readmission.check_record(STRUCK_OFF, replace(gone, times_before=1))
    with pytest.raises(RuleBroken, match="đang sinh hoạt"):
        readmission.check_record(STRUCK_OFF, replace(gone, is_gone=False))


def test_the_first_admission_comes_before_leaving():
    readmission.check_first_admission(None, LEFT_ON)
    readmission.check_first_admission(date(2010, 1, 1), LEFT_ON)

    with pytest.raises(RuleBroken, match="lần đầu"):
        readmission.check_first_admission(LEFT_ON, LEFT_ON)


def test_the_level_above_consents_in_writing_before_the_decision():
    readmission.check_consent(is_given=True, is_needed=True)
    readmission.check_consent(is_given=False, is_needed=False)

    with pytest.raises(RuleBroken, match="Chưa có văn bản đồng ý"):
        readmission.check_consent(is_given=False, is_needed=True)


def test_the_reasons_that_bar_are_read_one_a_line():
    assert readmission.exclusions_of("Một\n\n  Hai  \n") == ("Một", "Hai")
