"""Lives as the rules follow them: the worked cases of the domain and every refusal in words."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from partywork.cells.rules.history import Number, check_day, check_lasting, check_signed
from partywork.cells.rules.history.cells import Awaited, awaited
from partywork.cells.rules.history.events import Event, in_order
from partywork.cells.rules.history.joining import later_by_gap
from partywork.cells.rules.membership import full_years, is_in_statistics, standing
from partywork.cells.terms import (
    CardKind,
    EventKind,
    JoiningReason,
    LeavingReason,
    MembershipStatus,
)
from partywork.core.errors import RuleBroken
from tests.cells.lives import (
    BORN,
    LIMITS,
    SINCE,
    A,
    B,
    C,
    admitted_in_2025,
    enrolled,
    happened,
    life_of,
    on,
    told,
)

K = EventKind
S = MembershipStatus
CONFIRMED = happened(K.CONFIRMED, "2026-03-15")


def test_t10_four_days_stay_apart_and_party_age_counts_from_the_decision() -> None:
    life = life_of(*admitted_in_2025(), CONFIRMED)

    assert life.admitted_on == life.party_age_from == date(2025, 3, 1)
    assert (life.ceremony_on, life.official_on) == (date(2025, 3, 15), date(2026, 3, 15))
    assert told(life) == [
        ("A", "probationary", "2025-03-15", "2026-03-14"),
        ("A", "official", "2026-03-15", ""),
    ]
    assert life.spells[0].joining_reason is JoiningReason.ADMITTED


def test_the_same_praise_or_discipline_is_not_entered_twice() -> None:
    warned = {"details": {"form": "warning"}, "document_number": "12-QĐ/ĐU"}
    praised = {"details": {"form": "merit", "level": "committee"}}
    for kind, said in ((K.DISCIPLINED, warned), (K.COMMENDED, praised)):
        first = happened(kind, "2022-03-01", **said)
        typed = said | {"document_number": said.get("document_number", "").replace("-", " - ")}
        again = happened(kind, "2022-03-01", **typed)
        with pytest.raises(RuleBroken, match="Đã ghi") as refusal:
            life_of(enrolled(), first, again, newest=again.key)
        assert refusal.value.field == "happened_on"
        life_of(enrolled(), first, again)
        life_of(enrolled(), first, replace(again, corrects=first.key), newest=again.key)
        for other in (
            replace(again, happened_on=date(2022, 3, 2)),
            replace(again, document_number="13-QĐ/ĐU"),
            replace(again, details={"form": "reprimand"}),
        ):
            life_of(enrolled(), first, other, newest=other.key)
    filed = [happened(K.FILE_SUPPLEMENTED, "2022-03-01") for _ in range(2)]
    life_of(enrolled(), *filed, newest=filed[1].key)


def test_t11_a_late_decision_does_not_move_the_official_day() -> None:
    late = happened(K.CONFIRMED, "2026-05-20", decided_on=date(2026, 6, 10))
    on_time = happened(K.CONFIRMED, "2026-03-15", decided_on=date(2026, 6, 10))

    with pytest.raises(RuleBroken, match=r"15/03/2026.*không làm thay đổi"):
        life_of(*admitted_in_2025(), late)
    assert life_of(*admitted_in_2025(), on_time).official_on == date(2026, 3, 15)


def test_t12_twelve_months_from_29_february_end_on_28_february() -> None:
    life = life_of(
        happened(K.ADMISSION_DECIDED, "2024-02-20"),
        happened(K.ADMITTED, "2024-02-29"),
        happened(K.CONFIRMED, "2025-02-28"),
    )

    assert life.official_on == date(2025, 2, 28)


def test_t12_the_office_may_let_them_end_on_the_first_day_of_the_next_month() -> None:
    limits = replace(LIMITS, probation_ends_in_month=(Number(SINCE, 0),))
    begun = (
        happened(K.ADMISSION_DECIDED, "2024-02-20"),
        happened(K.ADMITTED, "2024-02-29"),
    )

    with pytest.raises(RuleBroken, match="tức ngày 01/03/2025"):
        life_of(*begun, happened(K.CONFIRMED, "2025-02-28"), limits=limits)
    life = life_of(*begun, happened(K.CONFIRMED, "2025-03-01"), limits=limits)
    assert life.official_on == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("from_day", "years", "reached_on"),
    [("1996-10-20", 30, "2026-10-20"), ("1996-11-08", 30, "2026-11-08")],
)
def test_t14_party_age_is_counted_from_its_own_day(
    from_day: str, years: int, reached_on: str
) -> None:
    life = life_of(enrolled(details={"admitted_on": from_day}), born_on=date(1970, 1, 1))

    assert life.party_age_from is not None
    reached = date.fromisoformat(reached_on)
    assert full_years(life.party_age_from, reached) == years
    assert full_years(life.party_age_from, reached.replace(day=reached.day - 1)) == years - 1


def test_t30_a_move_is_minus_one_there_plus_one_here_and_nothing_in_all() -> None:
    life = life_of(enrolled(), happened(K.MOVED, "2026-05-11", other_cell=B))

    assert told(life) == [
        ("A", "official", "2020-01-01", "2026-05-10"),
        ("B", "official", "2026-05-11", ""),
    ]
    assert life.spells[0].leaving_reason is LeavingReason.TRANSFERRED
    assert life.spells[1].joining_reason is JoiningReason.TRANSFERRED


def test_t31_a_guest_has_a_row_of_their_own_that_no_statistics_count() -> None:
    life = life_of(
        happened(K.CAME_AS_GUEST, "2026-02-01", until_on=date(2026, 8, 1)),
        happened(K.TEMPORARY_ENDED, "2026-08-02"),
    )

    (stay,) = life.spells
    assert told(life) == [("A", "temporary_guest", "2026-02-01", "2026-08-01")]
    assert stay.leaving_reason is LeavingReason.GUEST_LEFT
    assert not is_in_statistics(stay.status)
    assert not standing(stay.status).may_vote


def test_t32_a_suspended_member_stays_in_the_cell_without_duty_to_come() -> None:
    life = life_of(
        enrolled(),
        happened(K.SUSPENDED, "2026-02-01"),
        happened(K.PROSECUTED, "2026-03-01"),
        happened(K.REINSTATED, "2026-06-01"),
    )

    assert [one.status for one in life.spells] == [
        S.OFFICIAL,
        S.SUSPENDED,
        S.PROSECUTED,
        S.OFFICIAL,
    ]
    assert not standing(S.SUSPENDED).must_attend


def test_a_member_away_in_another_of_our_cells_is_a_guest_there_and_comes_back() -> None:
    life = life_of(
        enrolled(),
        happened(K.WENT_AWAY, "2026-02-01", other_cell=B),
        happened(K.TEMPORARY_ENDED, "2026-07-01"),
    )

    assert told(life) == [
        ("A", "official", "2020-01-01", "2026-01-31"),
        ("A", "temporarily_away", "2026-02-01", "2026-06-30"),
        ("B", "temporary_guest", "2026-02-01", "2026-06-30"),
        ("A", "official", "2026-07-01", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (K.EXEMPTED, S.PROBATIONARY_EXEMPTED),
        (K.WENT_AWAY, S.PROBATIONARY_AWAY),
        (K.SUSPENDED, S.PROBATIONARY_SUSPENDED),
        (K.PROSECUTED, S.PROBATIONARY_PROSECUTED),
    ],
)
def test_probation_goes_on_beneath_whatever_befalls_a_probationary_member(
    kind: EventKind, status: MembershipStatus
) -> None:
    official = {
        S.PROBATIONARY_EXEMPTED: S.EXEMPTED,
        S.PROBATIONARY_AWAY: S.TEMPORARILY_AWAY,
        S.PROBATIONARY_SUSPENDED: S.SUSPENDED,
        S.PROBATIONARY_PROSECUTED: S.PROSECUTED,
    }

    life = life_of(*admitted_in_2025(), happened(kind, "2025-09-01"), CONFIRMED)

    assert on(life, "2025-12-31") == [status]
    assert on(life, "2026-04-01") == [official[status]]
    assert life.official_on == date(2026, 3, 15)


def test_an_excuse_ends_by_itself_after_its_last_day() -> None:
    excused = happened(K.EXCUSED_FOR_A_TIME, "2026-02-01", until_on=date(2026, 4, 30))
    again = happened(K.EXCUSED_FOR_A_TIME, "2026-06-01", until_on=date(2026, 6, 30))

    life = life_of(enrolled(), excused, again)

    assert on(life, "2026-04-30") == [S.EXEMPTED]
    assert on(life, "2026-05-01") == [S.OFFICIAL]
    assert on(life, "2026-06-15") == [S.EXEMPTED]
    assert on(life, "2026-07-01") == [S.OFFICIAL]


def test_an_excuse_ends_earlier_when_the_member_resumes_and_quietly_under_a_suspension() -> None:
    excused = happened(K.EXCUSED_FOR_A_TIME, "2026-02-01", until_on=date(2026, 4, 30))

    resumed = life_of(enrolled(), excused, happened(K.RESUMED, "2026-03-01"))
    suspended = life_of(enrolled(), excused, happened(K.SUSPENDED, "2026-04-01"))

    assert on(resumed, "2026-03-01") == [S.OFFICIAL]
    assert on(suspended, "2026-05-15") == [S.SUSPENDED]


def test_standings_of_the_same_day_leave_only_the_last_and_keep_why_the_member_joined() -> None:
    life = life_of(
        happened(K.TRANSFERRED_IN, "2026-02-01", status=S.OFFICIAL),
        happened(K.EXEMPTED, "2026-02-01"),
    )

    assert told(life) == [("A", "exempted", "2026-02-01", "")]
    assert life.spells[0].joining_reason is JoiningReason.TRANSFERRED


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (K.TRANSFERRED_OUT, LeavingReason.TRANSFERRED),
        (K.STRUCK_OFF, LeavingReason.STRUCK_OFF),
        (K.RESIGNED, LeavingReason.RESIGNED),
        (K.EXPELLED, LeavingReason.EXPELLED),
        (K.DIED, LeavingReason.DIED),
    ],
)
def test_a_life_here_ends_with_the_day_before(kind: EventKind, reason: LeavingReason) -> None:
    life = life_of(enrolled(), happened(kind, "2026-02-01"))

    assert told(life) == [("A", "official", "2020-01-01", "2026-01-31")]
    assert life.spells[0].leaving_reason is reason


def test_who_dies_while_away_in_another_of_our_cells_leaves_both() -> None:
    life = life_of(
        enrolled(),
        happened(K.WENT_AWAY, "2026-02-01", other_cell=B),
        happened(K.DIED, "2026-03-01"),
    )

    assert on(life, "2026-03-01") == []
    assert {one.leaving_reason for one in life.spells if one.ends_on == date(2026, 2, 28)} == {
        LeavingReason.DIED,
        LeavingReason.GUEST_LEFT,
    }


def test_a_guest_who_dies_leaves_as_the_dead_do_even_on_the_first_day() -> None:
    came = happened(K.CAME_AS_GUEST, "2026-02-01")

    later = life_of(came, happened(K.DIED, "2026-03-01"))
    at_once = life_of(came, happened(K.DIED, "2026-02-01"))

    assert later.spells[0].leaving_reason is LeavingReason.DIED
    assert at_once.spells == ()


def test_readmission_begins_a_new_probation_and_leaves_the_gap_out_of_party_age() -> None:
    life = life_of(
        enrolled(details={"admitted_on": "2010-03-10", "official_on": "2011-03-10"}),
        happened(K.STRUCK_OFF, "2021-03-10"),
        happened(K.ADMITTED_AGAIN, "2024-09-20", decided_on=date(2024, 9, 10)),
        happened(K.CONFIRMED, "2025-09-20"),
    )

    assert life.party_age_from == date(2013, 9, 10)
    assert (life.admitted_on, life.official_on) == (date(2024, 9, 10), date(2025, 9, 20))
    assert [one.status for one in life.spells] == [S.OFFICIAL, S.PROBATIONARY, S.OFFICIAL]
    assert life.spells[1].joining_reason is JoiningReason.RESTORED


def test_who_left_another_dang_bo_is_admitted_again_here_with_the_days_their_papers_prove() -> None:
    first = happened(K.ADMITTED_AGAIN, "2026-01-20", details={"party_age_from": "2015-01-01"})

    life = life_of(first)

    assert life.party_age_from == date(2015, 1, 1)
    assert life.spells[0].joining_reason is JoiningReason.ADMITTED


def test_who_left_the_party_after_a_transfer_is_admitted_again_on_the_record_here() -> None:
    life = life_of(
        enrolled("2015-01-01", details={"admitted_on": "2010-03-10"}),
        happened(K.TRANSFERRED_OUT, "2018-01-01"),
        happened(
            K.ADMITTED_AGAIN,
            "2024-09-20",
            decided_on=date(2024, 9, 10),
            details={"left_on": "2021-03-10"},
        ),
    )

    assert life.party_age_from == date(2013, 9, 10)


def test_who_reconnects_stays_official_and_loses_the_time_between() -> None:
    life = life_of(
        enrolled(details={"admitted_on": "2010-03-10"}),
        happened(K.TRANSFERRED_OUT, "2024-01-01"),
        happened(K.RECONNECTED, "2024-07-01", cell=B),
    )
    unknown = life_of(
        enrolled(),
        happened(K.TRANSFERRED_OUT, "2024-01-01"),
        happened(K.RECONNECTED, "2024-07-01"),
    )

    assert life.party_age_from == date(2010, 9, 10)
    assert told(life)[-1] == ("B", "official", "2024-07-01", "")
    assert unknown.party_age_from is None


@pytest.mark.parametrize(
    ("left_on", "back_on", "moved_to"),
    [
        (date(2020, 3, 10), date(2020, 9, 10), date(2010, 7, 31)),
        (date(2020, 3, 10), date(2020, 9, 9), date(2010, 7, 30)),
        (date(2020, 3, 10), date(2020, 3, 10), date(2010, 1, 31)),
    ],
)
def test_a_gap_is_counted_by_the_calendar(left_on: date, back_on: date, moved_to: date) -> None:
    assert later_by_gap(date(2010, 1, 31), left_on, back_on) == moved_to


def test_who_transferred_out_may_come_back_by_transfer_without_a_gap() -> None:
    life = life_of(
        enrolled(details={"admitted_on": "2010-03-10"}),
        happened(K.TRANSFERRED_OUT, "2024-01-01"),
        happened(K.TRANSFERRED_IN, "2025-01-01"),
    )

    assert life.party_age_from == date(2010, 3, 10)
    assert told(life)[-1] == ("A", "official", "2025-01-01", "")


def test_a_guest_may_be_transferred_to_the_cell_for_good() -> None:
    life = life_of(
        happened(K.CAME_AS_GUEST, "2026-01-01"),
        happened(K.TRANSFERRED_IN, "2026-03-01", details={"official_on": "2015-01-01"}),
    )

    assert told(life) == [
        ("A", "temporary_guest", "2026-01-01", "2026-02-28"),
        ("A", "official", "2026-03-01", ""),
    ]


def test_who_comes_without_an_official_day_is_probationary_and_confirmed_here() -> None:
    life = life_of(
        happened(K.TRANSFERRED_IN, "2026-01-01", details={"ceremony_on": "2025-03-15"}), CONFIRMED
    )

    assert [one.status for one in life.spells] == [S.PROBATIONARY, S.OFFICIAL]


def test_whoever_is_in_a_reorganised_cell_moves_as_they_stand() -> None:
    merged = happened(K.REORGANISED, "2026-05-01", other_cell=C)
    life = life_of(enrolled(status=S.EXEMPTED), merged)
    guest = life_of(happened(K.CAME_AS_GUEST, "2026-01-01"), merged)
    decided = life_of(
        happened(K.ADMISSION_DECIDED, "2026-04-20"),
        merged,
        happened(K.ADMITTED, "2026-05-10", cell=C),
    )

    assert told(life)[-1] == ("C", "exempted", "2026-05-01", "")
    assert told(guest)[-1] == ("C", "temporary_guest", "2026-05-01", "")
    assert told(decided) == [("C", "probationary", "2026-05-10", "")]


def test_a_guest_who_becomes_a_member_on_the_day_of_coming_may_be_written_down_either_way() -> None:
    came = happened(K.CAME_AS_GUEST, "2026-01-01")
    moved_in = happened(K.TRANSFERRED_IN, "2026-01-01")

    last_first = life_of(replace(came, sequence=1), replace(moved_in, sequence=0))

    assert last_first == life_of(came, moved_in)
    assert told(last_first)[-1] == ("A", "probationary", "2026-01-01", "")


def test_a_card_issued_and_exchanged_on_one_day_may_be_written_down_either_way() -> None:
    issued = happened(K.CARD_ISSUED, "2026-02-03", details={"number": "1"})
    exchanged = happened(K.CARD_EXCHANGED, "2026-02-03", details={"number": "2"})

    last_first = life_of(
        enrolled(), replace(issued, sequence=10**6 + 1), replace(exchanged, sequence=10**6)
    )

    assert last_first == life_of(enrolled(), issued, exchanged)
    assert last_first.card_number == "2"


@pytest.mark.parametrize(("from_cell", "to_cell"), [(A, B), (B, A)])
def test_a_guest_in_the_cell_their_own_becomes_one_with_is_a_guest_no_more(
    from_cell: UUID, to_cell: UUID
) -> None:
    life = life_of(
        enrolled(),
        happened(K.WENT_AWAY, "2026-02-01", other_cell=B),
        happened(K.REORGANISED, "2026-05-01", cell=from_cell, other_cell=to_cell),
    )

    assert on(life, "2026-05-01") == [S.OFFICIAL]
    assert life.spells[-1].cell == to_cell


def test_cards_badges_discipline_and_names_are_kept_without_changing_the_standing() -> None:
    life = life_of(
        enrolled(
            details={
                "admitted_on": "1990-03-02",
                "card_number": "00000001",
                "card_issued_on": "1992-01-01",
                "card_kind": "old",
            }
        ),
        happened(K.CARD_LOST, "2021-01-01"),
        happened(K.CARD_ISSUED, "2021-02-01", details={"number": "00000002"}),
        happened(K.CARD_EXCHANGED, "2026-01-01", details={"number": "123456", "kind": "new"}),
        happened(K.BADGE_AWARDED, "2022-02-03", details={"years": 30}),
        happened(K.DISCIPLINED, "2022-03-01", details={"form": "warning"}),
        happened(K.PROGRESS_RECOGNISED, "2023-03-01"),
        happened(K.COMMENDED, "2023-03-02"),
        happened(K.RENAMED, "2023-03-03", details={"full_name": "Trần Văn Mới"}),
        born_on=date(1960, 1, 1),
    )

    assert (life.card_number, life.card_kind) == ("123456", CardKind.NEW)
    assert life.card_issued_on == date(2026, 1, 1)
    assert life.full_name == "Trần Văn Mới"
    assert len(life.spells) == 1


def test_facts_older_than_the_list_are_kept_and_the_dead_may_still_be_honoured() -> None:
    life = life_of(
        happened(K.COMMENDED, "2005-01-01"),
        happened(K.CARD_ISSUED, "2006-01-01", details={"number": "7"}),
        enrolled(),
        happened(K.DIED, "2026-05-01"),
        happened(K.BADGE_AWARDED, "2026-05-19", details={"years": 30}),
        happened(K.FILE_SUPPLEMENTED, "2026-06-01"),
        born_on=date(1960, 1, 1),
    )

    assert life.card_number == "7"


def test_papers_are_added_to_the_file_of_somebody_who_left() -> None:
    left = (enrolled(), happened(K.RESIGNED, "2026-05-01"))

    assert life_of(*left, happened(K.FILE_SUPPLEMENTED, "2026-06-01")) == life_of(*left)


OFFICIAL = enrolled()
PROBATIONARY = enrolled(status=S.PROBATIONARY)
GUEST = happened(K.CAME_AS_GUEST, "2026-01-01")
LEFT = happened(K.TRANSFERRED_OUT, "2026-01-01")
SINCE_1990 = {"admitted_on": "1989-03-01", "official_on": "1990-03-01"}
OF_OLD = enrolled(details=SINCE_1990)
THIRTY, SEVENTY = {"years": 30}, {"years": 70}
CARD = {"number": "1"}
LISTED_CARD = {"card_number": "1", "card_issued_on": "1990-02-28"}
DAY = "2026-02-01"
REFUSED = [
    ((OFFICIAL, enrolled("2021-01-01")), "chỉ là sự kiện đầu tiên"),
    ((OFFICIAL, happened(K.ADMISSION_DECIDED, DAY)), "«Kết nạp lại»"),
    ((happened(K.ADMISSION_DECIDED, "2008-06-14"),), "chưa đủ 18 tuổi"),
    ((happened(K.ADMITTED_AGAIN, "2008-06-14"),), "chưa đủ 18 tuổi"),
    ((happened(K.COMMENDED, "1990-06-15"), OFFICIAL), "ngày sinh"),
    ((happened(K.ADMITTED, DAY),), "chưa có quyết định"),
    ((happened(K.ADMISSION_DECIDED, DAY), happened(K.ADMITTED, "2026-01-15")), "chưa có quyết"),
    ((happened(K.ADMISSION_DECIDED, "2026-01-02"), happened(K.ADMITTED, DAY, B)), "chi bộ này"),
    ((happened(K.ADMISSION_DECIDED, "2026-01-02"), happened(K.SUSPENDED, DAY)), "lễ kết nạp"),
    ((*admitted_in_2025(), happened(K.CONFIRMED, "2026-03-14")), "15/03/2026"),
    (
        (
            enrolled("2025-06-01", S.PROBATIONARY, details={"admitted_on": "2025-06-01"}),
            happened(K.CONFIRMED, "2026-05-31"),
        ),
        "quyết định kết nạp",
    ),
    ((OFFICIAL, happened(K.CONFIRMED, DAY)), "đã là đảng viên chính thức"),
    ((GUEST, happened(K.CONFIRMED, DAY)), "tạm thời đến"),
    ((GUEST, happened(K.CAME_AS_GUEST, DAY, B)), "đang sinh hoạt tạm thời"),
    ((GUEST, happened(K.ADMITTED_AGAIN, DAY)), "Chỉ kết nạp lại"),
    ((OFFICIAL, GUEST), "Đi sinh hoạt tạm thời"),
    ((OFFICIAL, happened(K.TRANSFERRED_IN, DAY, B)), "hai chi bộ"),
    (
        (OFFICIAL, happened(K.RESIGNED, "2026-01-01"), happened(K.TRANSFERRED_IN, DAY)),
        "kết nạp lại",
    ),
    (
        (OFFICIAL, happened(K.RESIGNED, "2026-01-01"), happened(K.CAME_AS_GUEST, DAY)),
        "ra khỏi Đảng",
    ),
    ((OFFICIAL, LEFT, happened(K.ADMITTED_AGAIN, DAY)), "Chỉ kết nạp lại"),
    (
        (OFFICIAL, happened(K.RESIGNED, "2024-01-01"), happened(K.ADMITTED_AGAIN, DAY)),
        "36 tháng.*01/01/2027",
    ),
    (
        (
            enrolled("2015-01-01"),
            happened(K.STRUCK_OFF, "2017-01-01"),
            happened(K.ADMITTED_AGAIN, "2020-02-01"),
            happened(K.PROBATIONER_STRUCK_OFF, "2020-10-01"),
            happened(K.ADMITTED_AGAIN, DAY),
        ),
        "Chỉ kết nạp lại 1 lần",
    ),
    (
        (OFFICIAL, LEFT, happened(K.ADMITTED_AGAIN, DAY, details={"left_on": "2010-01-01"})),
        "không được trước ngày chuyển đi",
    ),
    (
        (happened(K.ADMITTED_AGAIN, DAY, decided_on=date(2026, 2, 2)),),
        "trước ngày ký quyết định",
    ),
    ((OFFICIAL, happened(K.RECONNECTED, DAY)), "Chỉ nối lại"),
    ((enrolled(details={"admitted_on": "2012-01-01", "official_on": "2011-01-01"}),), "trước ngày"),
    ((OFFICIAL, LEFT, happened(K.EXEMPTED, DAY)), "không còn sinh hoạt"),
    ((OFFICIAL, happened(K.DIED, "2026-01-01"), happened(K.EXEMPTED, DAY)), "từ trần"),
    ((OFFICIAL, happened(K.EXEMPTED, DAY, B)), "không sinh hoạt ở chi bộ này"),
    ((happened(K.EXEMPTED, DAY),), "chưa có trong danh sách"),
    ((happened(K.COMMENDED, DAY),), "chưa vào Đảng"),
    ((OFFICIAL, happened(K.EXEMPTED, "2026-01-01"), happened(K.EXEMPTED, DAY)), "đã được miễn"),
    ((OFFICIAL, happened(K.SUSPENDED, "2026-01-01"), happened(K.EXEMPTED, DAY)), "đình chỉ"),
    ((OFFICIAL, happened(K.EXCUSED_FOR_A_TIME, DAY)), "ngày hết hạn"),
    ((OFFICIAL, happened(K.RESUMED, DAY)), "được miễn"),
    ((OFFICIAL, happened(K.WENT_AWAY, DAY, other_cell=A)), "phải khác"),
    ((OFFICIAL, happened(K.TEMPORARY_ENDED, DAY)), "không sinh hoạt tạm thời"),
    ((OFFICIAL, happened(K.SUSPENDED, "2026-01-01"), happened(K.SUSPENDED, DAY)), "đình chỉ"),
    ((OFFICIAL, happened(K.PROSECUTED, "2026-01-01"), happened(K.PROSECUTED, DAY)), "khởi tố"),
    ((OFFICIAL, happened(K.REINSTATED, DAY)), "Chỉ cho trở lại"),
    ((OFFICIAL, happened(K.MOVED, DAY)), "chi bộ đến"),
    ((OFFICIAL, happened(K.MOVED, DAY, other_cell=A)), "chi bộ đến"),
    (
        (OFFICIAL, happened(K.SUSPENDED, "2026-01-01"), happened(K.MOVED, DAY, other_cell=B)),
        "Không chuyển",
    ),
    ((OFFICIAL, happened(K.WENT_AWAY, "2026-01-01"), happened(K.TRANSFERRED_OUT, DAY)), "tạm thời"),
    ((PROBATIONARY, happened(K.EXPELLED, DAY)), "296-QĐ/TW"),
    ((PROBATIONARY, happened(K.STRUCK_OFF, DAY)), "Xóa tên đảng viên dự bị"),
    ((OFFICIAL, happened(K.PROBATIONER_STRUCK_OFF, DAY)), "không phải đảng viên dự bị"),
    ((PROBATIONARY, happened(K.CARD_ISSUED, DAY, details={"number": "1"})), "chính thức"),
    ((PROBATIONARY, happened(K.CARD_EXCHANGED, DAY, details={"number": "1"})), "chính thức"),
    ((OFFICIAL, happened(K.CARD_ISSUED, DAY)), "số thẻ"),
    (
        (
            OFFICIAL,
            happened(K.CARD_ISSUED, "2026-01-01", details={"number": "1"}),
            happened(K.CARD_ISSUED, DAY, details={"number": "2"}),
        ),
        "đang có thẻ",
    ),
    ((OFFICIAL, happened(K.CARD_LOST, DAY)), "không có thẻ"),
    (
        (
            *admitted_in_2025(),
            CONFIRMED,
            happened(K.CARD_EXCHANGED, "2026-05-01", details={"number": "1"}),
        ),
        "chưa có thẻ",
    ),
    ((OFFICIAL, happened(K.BADGE_AWARDED, DAY)), "bao nhiêu năm"),
    (
        (
            OFFICIAL,
            happened(K.BADGE_AWARDED, "2021-02-03", details={"years": 30}),
            happened(K.BADGE_AWARDED, DAY, details={"years": 30}),
        ),
        "đã được tặng Huy hiệu 30",
    ),
    (
        (happened(K.BADGE_AWARDED, "2018-02-03", details=THIRTY), OF_OLD),
        "03/02/2018 chưa đủ 30 năm tuổi Đảng: .*01/03/1989 .*01/03/2019.*12 tháng",
    ),
    (
        (*admitted_in_2025(), CONFIRMED, happened(K.BADGE_AWARDED, "2026-05-19", details=THIRTY)),
        "chưa đủ 30 năm tuổi Đảng",
    ),
    (
        (
            happened(K.BADGE_AWARDED, "2015-02-03", details=THIRTY),
            replace(OF_OLD, kind=K.CAME_AS_GUEST),
        ),
        "chưa đủ 30 năm tuổi Đảng",
    ),
    (
        (
            OF_OLD,
            happened(K.DIED, "2027-02-28"),
            happened(K.BADGE_AWARDED, "2029-02-03", details={"years": 40}),
        ),
        "28/02/2027 chưa đủ 40 năm tuổi Đảng",
    ),
    (
        (happened(K.CARD_ISSUED, "1990-02-28", details=CARD), OF_OLD),
        "Ngày cấp thẻ 28/02/1990 trước ngày chính thức 01/03/1990; thẻ chỉ cấp cho",
    ),
    (
        (happened(K.CARD_EXCHANGED, "1990-02-28", details=CARD), OF_OLD),
        "Ngày cấp thẻ 28/02/1990 trước ngày chính thức 01/03/1990",
    ),
    (
        (enrolled(details={**SINCE_1990, **LISTED_CARD}),),
        "Ngày cấp thẻ 28/02/1990 trước ngày chính thức 01/03/1990",
    ),
    ((happened(K.CARD_ISSUED, "2019-01-01", details=CARD), PROBATIONARY), "khi còn dự bị"),
    (
        (
            happened(K.CARD_ISSUED, "2019-01-01", details=CARD),
            PROBATIONARY,
            happened(K.CONFIRMED, "2020-06-01"),
        ),
        "khi còn dự bị",
    ),
    (
        (PROBATIONARY, happened(K.DISCIPLINED, DAY, details={"form": "removal_from_office"})),
        "khiển trách, cảnh cáo",
    ),
    ((OFFICIAL, happened(K.PROGRESS_RECOGNISED, DAY)), "không có kỷ luật"),
    ((OFFICIAL, happened(K.RENAMED, DAY)), "họ và tên mới"),
    ((GUEST, happened(K.COMMENDED, DAY)), "nơi sinh hoạt chính thức quyết định"),
]


@pytest.mark.parametrize(("events", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_an_impossible_step_is_refused_with_the_rule_named(
    events: tuple[Event, ...], words: str
) -> None:
    born_on = (
        LONG_AGO if any(one.details.get("admitted_on") == "1989-03-01" for one in events) else BORN
    )
    with pytest.raises(RuleBroken, match=words):
        life_of(*events, born_on=born_on)


def test_what_begins_and_ends_on_one_day_leaves_the_standing_as_it_was() -> None:
    there = happened(K.MOVED, DAY, other_cell=B)
    back = happened(K.MOVED, DAY, B, other_cell=A)

    life = life_of(OFFICIAL, there, back)

    assert [(one.cell, one.status, one.ends_on) for one in life.spells] == [(A, S.OFFICIAL, None)]


LONG_AGO = date(1930, 1, 1)
ALLOWED = [
    # The very day, and twelve months before it, in serious illness.
    (happened(K.BADGE_AWARDED, "2019-03-01", details=THIRTY), OF_OLD),
    (happened(K.BADGE_AWARDED, "2018-03-01", details=THIRTY), OF_OLD),
    # From seventy years on twenty-four months.
    (
        happened(K.BADGE_AWARDED, "2018-03-01", details=SEVENTY),
        enrolled("2019-01-01", details={"admitted_on": "1950-03-01"}),
    ),
    # Within twelve months before the milestone at death, whenever the badge is handed over.
    (
        OF_OLD,
        happened(K.DIED, "2028-03-01"),
        happened(K.BADGE_AWARDED, "2028-05-19", details={"years": 40}),
    ),
    # Asked for early while alive: what counts is the day it was given.
    (
        OF_OLD,
        happened(K.BADGE_AWARDED, "2028-05-19", details={"years": 40}),
        happened(K.DIED, "2028-06-01"),
    ),
    # A badge stays right after a gap has moved the day from which Party age counts.
    (
        enrolled("2000-01-01", details={"admitted_on": "1960-01-01"}),
        happened(K.BADGE_AWARDED, "2000-02-03", details={"years": 40}),
        happened(K.STRUCK_OFF, "2010-01-01"),
        happened(K.RECONNECTED, "2015-01-01"),
    ),
    (
        happened(K.BADGE_AWARDED, "1995-02-03", details=THIRTY),
        enrolled("2000-01-01", details={"admitted_on": "1960-01-01"}),
        happened(K.STRUCK_OFF, "2010-01-01"),
        happened(K.RECONNECTED, "2015-01-01"),
    ),
    # The official day itself; and where no list told the days.
    (happened(K.CARD_ISSUED, "1990-03-01", details=CARD), OF_OLD),
    (happened(K.CARD_ISSUED, "1990-03-01", details=CARD), OFFICIAL),
    (happened(K.CARD_ISSUED, "1990-06-20", details=CARD), GUEST),
    # Of a former time in the Party no record here tells the days.
    (
        happened(K.CARD_ISSUED, "2012-01-01", details=CARD),
        happened(K.ADMITTED_AGAIN, "2020-01-01"),
        happened(K.CONFIRMED, "2021-01-01"),
    ),
]


@pytest.mark.parametrize("events", ALLOWED)
def test_a_badge_and_a_card_on_a_day_that_can_be_right_are_kept(
    events: tuple[Event, ...],
) -> None:
    life_of(*events, born_on=LONG_AGO)


def test_a_ceremony_is_awaited_where_the_decision_and_mergers_since_say() -> None:
    decision = happened(K.ADMISSION_DECIDED, "2026-02-01")
    merged = happened(K.REORGANISED, "2026-02-10", other_cell=B)
    closed = happened(K.REORGANISED, "2026-02-10")
    paper = happened(K.FILE_SUPPLEMENTED, "2026-02-11", B)
    voided = happened(K.VOIDED, "2026-02-01", corrects=decision.key)

    assert awaited([decision]) == Awaited(A, date(2026, 2, 1))
    assert awaited([decision, merged, paper]) == Awaited(B, date(2026, 2, 10))
    assert awaited([decision, closed]) == Awaited(A, date(2026, 2, 10))
    assert awaited([decision, happened(K.ADMITTED, "2026-02-11")]) is None
    assert awaited([decision, voided]) is None


def test_putting_the_days_of_a_list_right_shows_the_badge_they_contradict() -> None:
    badge = happened(K.BADGE_AWARDED, "2019-03-01", details=THIRTY)
    later = replace(
        enrolled(details={"admitted_on": "1995-03-01"}), corrects=OF_OLD.key, key=UUID(int=9)
    )

    with pytest.raises(RuleBroken, match=r"đã ghi «Tặng Huy hiệu Đảng» ngày 01/03/2019: .*30 năm"):
        life_of(badge, OF_OLD, later, born_on=LONG_AGO, newest=later.key)


@pytest.mark.parametrize("kind", [K.TRANSFERRED_IN, K.CAME_AS_GUEST])
def test_who_was_here_to_the_end_of_a_day_comes_back_on_a_later_one(kind: EventKind) -> None:
    came_and_went = (
        happened(K.TRANSFERRED_IN, "2026-02-01", status=S.OFFICIAL),
        happened(K.TRANSFERRED_OUT, "2026-02-01"),
    )
    life = life_of(*came_and_went, happened(kind, "2026-02-02"))

    assert told(life)[0] == ("A", "official", "2026-02-01", "2026-02-01")
    assert len(life.spells) == 2


def test_a_refusal_names_the_recorded_event_that_stands_against_the_new_one() -> None:
    badge = happened(K.BADGE_AWARDED, "2026-05-19", details={"years": 30})
    earlier = happened(K.BADGE_AWARDED, "2026-02-03", details={"years": 30})

    with pytest.raises(
        RuleBroken, match=r"Trái với sự kiện đã ghi «Tặng Huy hiệu Đảng».*19/05/2026"
    ):
        life_of(OFFICIAL, badge, earlier, newest=earlier.key)
    with pytest.raises(RuleBroken, match=r"^Đồng chí đã được tặng"):
        life_of(OFFICIAL, earlier, badge, newest=badge.key)


def test_a_correction_stands_in_the_place_of_what_it_corrects_and_voiding_takes_it_out() -> None:
    wrong = happened(K.EXEMPTED, "2026-02-01")
    right = happened(K.EXEMPTED, "2026-03-01", corrects=wrong.key)
    voided = happened(K.VOIDED, "2026-03-01", corrects=right.key)

    assert in_order([OFFICIAL, wrong, right])[-1].sequence == wrong.sequence
    assert told(life_of(OFFICIAL, wrong, right))[-1] == ("A", "exempted", "2026-03-01", "")
    assert life_of(OFFICIAL, wrong, right, voided) == life_of(OFFICIAL)


def test_what_must_have_happened_is_not_written_down_ahead_but_a_decision_may_be() -> None:
    today = date(2026, 2, 1)

    check_day(K.DIED, today, today)
    check_day(K.MOVED, date(2026, 3, 1), today)
    with pytest.raises(RuleBroken, match="chưa đến"):
        check_day(K.DIED, date(2026, 2, 2), today)


def test_no_decision_was_signed_on_a_day_still_to_come() -> None:
    today = date(2026, 2, 1)

    check_signed(None, today)
    check_signed(today, today)
    with pytest.raises(RuleBroken, match="tương lai") as refusal:
        check_signed(date(2026, 2, 2), today)
    assert refusal.value.field == "decided_on"


@pytest.mark.parametrize("status", list(S))
def test_somebody_taken_over_from_a_list_stands_as_it_says(status: MembershipStatus) -> None:
    life = life_of(enrolled(status=status))

    assert told(life) == [("A", status.value, "2020-01-01", "")]


def test_a_probationer_of_a_list_without_days_is_confirmed_on_any_later_day() -> None:
    life = life_of(enrolled(status=S.PROBATIONARY), happened(K.CONFIRMED, "2020-05-04"))

    assert life.official_on == date(2020, 5, 4)


WITH_CARD = {"card_number": "00000001", "card_issued_on": "2019-01-01", "card_kind": "old"}


@pytest.mark.parametrize("back", [K.RECONNECTED, K.TRANSFERRED_IN])
def test_who_was_transferred_out_comes_back_with_the_card(back) -> None:
    life = life_of(
        enrolled(details=WITH_CARD),
        happened(K.TRANSFERRED_OUT, "2021-01-01"),
        happened(back, "2022-01-01"),
        happened(K.CARD_LOST, "2023-01-01"),
    )

    assert life.card_number == "00000001"


@pytest.mark.parametrize(
    ("left", "back"), [(K.EXPELLED, K.ADMITTED_AGAIN), (K.STRUCK_OFF, K.RECONNECTED)]
)
def test_who_left_the_party_comes_back_without_the_card(left, back) -> None:
    events = [
        enrolled(details=WITH_CARD),
        happened(left, "2021-01-01"),
        happened(back, "2025-01-01"),
    ]

    assert life_of(*events).card_number is None
    with pytest.raises(RuleBroken, match="không có thẻ"):
        life_of(*events, happened(K.CARD_LOST, "2025-06-01"))


@pytest.mark.parametrize("kind", [K.EXCUSED_FOR_A_TIME, K.WENT_AWAY])
def test_what_is_limited_in_time_ends_after_it_began(kind) -> None:
    wrong = happened(kind, "2026-05-01", until_on=date(2026, 4, 30))

    with pytest.raises(RuleBroken, match="không được trước ngày bắt đầu") as refusal:
        life_of(enrolled(), wrong)

    assert refusal.value.field == "until_on"


@pytest.mark.parametrize(
    "kind",
    [
        K.PROSECUTED,
        K.SUSPENDED,
        K.STRUCK_OFF,
        K.TRANSFERRED_OUT,
        K.CARD_ISSUED,
        K.FILE_SUPPLEMENTED,
    ],
)
def test_what_is_written_down_has_happened(kind: EventKind) -> None:
    with pytest.raises(RuleBroken, match="chưa đến"):
        check_day(kind, date(2026, 2, 2), date(2026, 2, 1))


def test_a_decision_does_not_reach_far_ahead_but_a_wrong_one_may_be_voided() -> None:
    today = date(2026, 2, 1)

    check_day(K.MOVED, date(2027, 2, 1), today)
    check_day(K.VOIDED, date(3000, 1, 1), today)
    with pytest.raises(RuleBroken, match="quá xa"):
        check_day(K.MOVED, date(2027, 2, 2), today)


def test_nothing_limited_in_time_lasts_longer_than_five_years() -> None:
    day = date(2026, 2, 1)

    check_lasting(day, None)
    check_lasting(day, date(2031, 2, 1))
    with pytest.raises(RuleBroken, match="quá dài") as refusal:
        check_lasting(day, date(2031, 2, 2))
    assert refusal.value.field == "until_on"


def test_nothing_was_signed_before_birth_and_no_discipline_is_older_than_admission() -> None:
    listed = enrolled(details={"admitted_on": "2010-03-01", "party_age_from": "2009-03-01"})

    life_of(listed, happened(K.COMMENDED, "2008-05-01"))
    life_of(listed, happened(K.DISCIPLINED, "2009-03-01", details={"form": "warning"}))
    for kind, details in (
        (K.DISCIPLINED, {"form": "warning"}),
        (K.BADGE_AWARDED, {"years": 30}),
        (K.CARD_ISSUED, {"number": "12345678"}),
    ):
        with pytest.raises(RuleBroken, match="trước khi vào Đảng"):
            life_of(listed, happened(kind, "2009-02-28", details=details))
    with pytest.raises(RuleBroken, match="Ngày ký") as refusal:
        life_of(
            listed,
            happened(K.COMMENDED, "2015-05-01", decided_on=BORN),
        )
    assert refusal.value.field == "decided_on"
