"""Papers of the way into the Party from before somebody came, and probations that ended before."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.rules.history.events import Event
from partywork.cells.terms import EventKind, JoiningReason, MembershipStatus
from partywork.core.errors import RuleBroken
from tests.cells.lives import LIMITS, B, admitted_in_2025, enrolled, happened, life_of, told

K = EventKind
S = MembershipStatus
DAYS = {"admitted_on": "2015-03-01", "ceremony_on": "2015-03-15", "official_on": "2016-03-15"}
PROBATION = {"admitted_on": "2025-03-01", "ceremony_on": "2025-03-15"}
DECIDED = date(2026, 6, 10)


def listed(**days: str) -> Event:
    return enrolled("2026-01-10", details=days)


def probationer(kind: EventKind = K.TRANSFERRED_IN, day: str = "2026-04-20", **more: str) -> Event:
    return happened(kind, day, status=S.PROBATIONARY, details=PROBATION | more)


def confirmed(day: str = "2026-03-15", decided_on: date | None = DECIDED, **more: object) -> Event:
    return happened(K.CONFIRMED, day, decided_on=decided_on, **more)


def test_the_papers_of_somebody_from_a_list_agree_with_its_days_and_change_nothing() -> None:
    on_list = listed(**DAYS)
    papers = [
        happened(K.ADMISSION_DECIDED, "2015-03-01"),
        happened(K.ADMITTED, "2015-03-15"),
        confirmed("2016-03-15", date(2016, 4, 1)),
    ]

    assert life_of(on_list, *papers) == life_of(on_list)


def test_the_papers_complete_the_days_a_list_left_out() -> None:
    life = life_of(
        listed(),
        happened(K.ADMISSION_DECIDED, "2015-03-01"),
        happened(K.ADMITTED, "2015-03-15"),
        confirmed("2016-03-15", date(2016, 4, 1)),
    )

    assert (life.admitted_on, life.party_age_from) == (date(2015, 3, 1), date(2015, 3, 1))
    assert (life.ceremony_on, life.official_on) == (date(2015, 3, 15), date(2016, 3, 15))
    assert told(life) == [("A", "official", "2026-01-10", "")]


def test_party_age_of_a_list_stays_when_the_decision_is_completed() -> None:
    life = life_of(listed(party_age_from="2015-09-01"), happened(K.ADMISSION_DECIDED, "2015-03-01"))

    assert life.party_age_from == date(2015, 9, 1)


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        (K.ADMISSION_DECIDED, "2015-03-02", "ngày quyết định kết nạp là ngày 01/03/2015"),
        (K.ADMITTED, "2015-03-16", "ngày tổ chức lễ kết nạp là ngày 15/03/2015"),
        (K.CONFIRMED, "2016-03-16", "ngày công nhận chính thức là ngày 15/03/2016"),
    ],
)
def test_a_paper_of_another_day_than_the_list_is_refused(
    kind: EventKind, day: str, words: str
) -> None:
    on_list = listed(**DAYS)
    paper = happened(kind, day)
    with pytest.raises(RuleBroken, match=words):
        life_of(on_list, paper, newest=paper.key)


def test_papers_in_the_wrong_order_are_refused() -> None:
    on_list = listed(admitted_on="2015-03-01")
    with pytest.raises(RuleBroken, match="không được trước ngày quyết định"):
        life_of(on_list, happened(K.ADMITTED, "2015-02-01"))


def test_a_ceremony_that_leaves_no_year_before_the_official_day_is_refused() -> None:
    on_list = listed(admitted_on="2015-03-01", official_on="2016-03-05")
    with pytest.raises(RuleBroken, match="thời gian dự bị"):
        life_of(on_list, happened(K.ADMITTED, "2015-03-15"))


def test_what_was_written_down_before_the_list_is_no_old_paper() -> None:
    decided, held = admitted_in_2025()
    with pytest.raises(RuleBroken, match="đã có trong danh sách"):
        life_of(decided, held, listed())


def test_nobody_is_admitted_on_the_day_another_party_organisation_sends_them() -> None:
    sent = happened(K.TRANSFERRED_IN, "2026-01-10", status=S.OFFICIAL)
    with pytest.raises(RuleBroken):
        life_of(sent, happened(K.ADMISSION_DECIDED, "2026-01-10"))


def test_the_papers_of_the_day_from_which_a_list_counts_somebody_agree_with_it() -> None:
    official = enrolled("2016-03-15", details=DAYS)
    papers = (
        happened(K.ADMISSION_DECIDED, "2015-03-01"),
        confirmed("2016-03-15", date(2016, 3, 15)),
    )
    assert life_of(official, *papers) == life_of(official)

    new = enrolled("2025-03-01", S.PROBATIONARY, details={"admitted_on": "2025-03-01"})
    decided = happened(K.ADMISSION_DECIDED, "2025-03-01")
    held = happened(K.ADMITTED, "2025-03-01")
    assert told(life_of(new, decided, held)) == told(life_of(new))
    assert life_of(new, held).ceremony_on == date(2025, 3, 1)
    first_written = [replace(one, sequence=at) for at, one in enumerate((held, decided, new))]
    assert life_of(*first_written) == life_of(new, decided, held)

    guest = enrolled("2016-03-15", S.TEMPORARY_GUEST, details=DAYS)
    assert life_of(guest, papers[1]) == life_of(guest)


def test_a_paper_of_the_day_of_the_list_that_contradicts_it_is_refused() -> None:
    late = enrolled("2016-03-20", details=DAYS)
    paper = confirmed("2016-03-20")
    with pytest.raises(RuleBroken, match="ngày công nhận chính thức là ngày 15/03/2016"):
        life_of(late, paper, newest=paper.key)

    new = enrolled("2026-01-10", S.PROBATIONARY, details=PROBATION)
    with pytest.raises(RuleBroken, match="tức ngày 15/03/2026"):
        life_of(new, confirmed("2026-01-10"))


def test_a_guest_has_old_papers_too() -> None:
    guest = happened(K.CAME_AS_GUEST, "2026-01-10", details=DAYS)

    life = life_of(guest, confirmed("2016-03-15", date(2016, 4, 1)))

    assert life.official_on == date(2016, 3, 15)
    assert told(life) == [("A", "temporary_guest", "2026-01-10", "")]


@pytest.mark.parametrize("kind", [K.TRANSFERRED_IN, K.ENROLLED])
def test_a_probationer_who_came_after_the_twelve_months_becomes_official_by_a_later_decision(
    kind: EventKind,
) -> None:
    life = life_of(probationer(kind), confirmed())

    assert life.official_on == date(2026, 3, 15)
    assert told(life) == [("A", "official", "2026-04-20", "")]


def test_a_guest_whose_twelve_months_ended_as_a_guest_is_confirmed_after_the_transfer() -> None:
    guest = happened(K.CAME_AS_GUEST, "2026-02-01", details=PROBATION)
    late = confirmed()
    with pytest.raises(RuleBroken, match="tạm thời đến"):
        life_of(guest, late, newest=late.key)

    life = life_of(guest, probationer(), late)

    assert told(life) == [
        ("A", "temporary_guest", "2026-02-01", "2026-04-19"),
        ("A", "official", "2026-04-20", ""),
    ]


def test_a_probationer_who_was_elsewhere_when_the_twelve_months_ended_comes_back_official() -> None:
    gone = happened(K.TRANSFERRED_OUT, "2026-02-01")
    back = happened(K.TRANSFERRED_IN, "2026-04-20", cell=B)
    late = confirmed(cell=B)
    with pytest.raises(RuleBroken, match="chưa là đảng viên của Đảng bộ"):
        life_of(*admitted_in_2025(), gone, late)

    life = life_of(*admitted_in_2025(), gone, back, late)

    assert told(life)[-1] == ("B", "official", "2026-04-20", "")
    assert life.spells[-1].joining_reason is JoiningReason.TRANSFERRED


def test_a_decision_signed_before_a_probationer_came_contradicts_the_papers_that_came() -> None:
    for signed in (None, date(2026, 4, 1)):
        with pytest.raises(RuleBroken, match="vào sổ là đảng viên dự bị"):
            life_of(probationer(), confirmed(decided_on=signed))


def test_the_late_decision_does_not_move_the_day_on_which_the_probation_ends() -> None:
    with pytest.raises(RuleBroken, match="tức ngày 15/03/2026"):
        life_of(probationer(), confirmed("2026-03-16"))


def test_who_left_the_party_is_not_made_official_afterwards() -> None:
    struck = happened(K.PROBATIONER_STRUCK_OFF, "2026-02-01")
    with pytest.raises(RuleBroken, match="không còn sinh hoạt"):
        life_of(*admitted_in_2025(), struck, confirmed())


def test_t11_the_cell_of_the_day_confirms_whoever_moved_after_it() -> None:
    moved = happened(K.MOVED, "2026-04-01", other_cell=B)

    life = life_of(*admitted_in_2025(), moved, confirmed(), limits=LIMITS)

    assert life.official_on == date(2026, 3, 15)
    assert told(life) == [
        ("A", "probationary", "2025-03-15", "2026-03-14"),
        ("A", "official", "2026-03-15", "2026-03-31"),
        ("B", "official", "2026-04-01", ""),
    ]
