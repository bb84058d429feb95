from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.timeline import (
    WIDTH,
    Happening,
    Period,
    Shape,
    Tone,
    draw,
    shape_of,
    tone_of,
)
from partywork.cells.terms import EventKind, MembershipStatus

TODAY = date(2026, 11, 5)
LINE = 21


def step(day: date, words: str = "Việc") -> Happening:
    return Happening(day, words, Shape.STEP)


def test_a_life_without_anything_has_no_picture():
    assert draw([], [], TODAY) is None
    assert draw([], [Period(date(2027, 1, 1), None, "Dự bị", Tone.TRIAL)], TODAY) is None


def test_events_stand_in_the_order_of_their_days_with_their_words_in_lines():
    long = "Chuyển giữa các chi bộ trong Đảng bộ: Chi bộ Hội Cầu đường Việt Nam"

    drawn = draw([step(date(2010, 5, 1), long), step(date(2000, 2, 3))], [], TODAY)

    assert drawn is not None
    assert drawn.width == WIDTH
    assert [mark.day for mark in drawn.marks] == ["03/02/2000", "01/05/2010"]
    assert " ".join(words for _, words in drawn.marks[1].lines) == long
    assert len(drawn.marks[1].lines) == 3


def test_a_period_begins_and_ends_level_with_the_events_of_its_days():
    first, second = date(2000, 2, 3), date(2001, 2, 3)
    periods = [
        Period(first, second, "Dự bị", Tone.TRIAL),
        Period(second, None, "Chính thức", Tone.FULL),
        Period(date(2020, 1, 1), date(2030, 1, 1), "Bí thư", Tone.OFFICE),
    ]

    drawn = draw([step(first), step(second)], periods, TODAY)

    assert drawn is not None
    trial, full, office = drawn.bands
    assert (trial.y, trial.y + trial.height) == (drawn.marks[0].y, drawn.marks[1].y)
    assert full.y + full.height == office.y + office.height < drawn.height
    assert full.words == "Chính thức, 03/02/2001 đến nay"
    assert drawn.tones == (Tone.FULL, Tone.TRIAL, Tone.OFFICE)


def test_a_life_of_one_day_can_be_drawn():
    drawn = draw([step(TODAY)], [Period(TODAY, None, "Dự bị", Tone.TRIAL)], TODAY)

    assert drawn is not None
    assert drawn.years == ()
    assert drawn.bands[0].height >= 2


def test_a_day_after_today_is_drawn_too():
    drawn = draw([step(TODAY + timedelta(days=30))], [], TODAY)

    assert drawn is not None
    assert len(drawn.marks) == 1


def test_a_long_life_names_round_years_only():
    drawn = draw([step(date(1950, 6, 1))], [], TODAY)

    assert drawn is not None
    assert {int(words) % 10 for _, words in drawn.years} == {0}


def test_marks_and_fillings_follow_what_happened():
    assert shape_of(EventKind.BADGE_AWARDED) is Shape.HONOUR
    assert shape_of(EventKind.CONFIRMED) is Shape.STEP
    assert tone_of(MembershipStatus.PROBATIONARY) is Tone.TRIAL
    assert tone_of(MembershipStatus.TEMPORARILY_AWAY) is Tone.APART


DAYS = st.dates(date(1945, 1, 1), date(2030, 1, 1))
WORDS = st.text("abc đê ", min_size=0, max_size=80)


@given(
    st.lists(st.builds(Happening, DAYS, WORDS, st.sampled_from(Shape)), min_size=1, max_size=25),
    st.lists(st.tuples(DAYS, DAYS), max_size=8),
)
def test_no_words_overlap_and_everything_lies_on_the_picture(happenings, spans):
    periods = [Period(min(one), max(one), "Chính thức", Tone.FULL) for one in spans]

    drawn = draw(happenings, periods, TODAY)

    assert drawn is not None
    assert len(drawn.marks) == len(happenings)
    for above, below in zip(drawn.marks, drawn.marks[1:], strict=False):
        assert below.y >= above.lines[-1][0] + LINE
    assert all(0 <= mark.y <= drawn.height for mark in drawn.marks)
    assert all(band.y >= 0 and band.y + band.height <= drawn.height for band in drawn.bands)
    heights = [y for y, _ in drawn.years]
    assert heights == sorted(heights)
    for y in heights:
        assert not any(mark.y <= y <= mark.lines[-1][0] for mark in drawn.marks)
