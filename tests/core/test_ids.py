import time
from uuid import RFC_4122

from partywork.core.ids import new_id


def test_an_id_is_a_uuid_of_version_seven() -> None:
    made = new_id()

    assert made.version == 7
    assert made.variant == RFC_4122


def test_an_id_carries_the_millisecond_it_was_made_in() -> None:
    before = time.time_ns() // 1_000_000

    made = new_id()

    after = time.time_ns() // 1_000_000
    assert before <= made.int >> 80 <= after


def test_ids_of_different_milliseconds_sort_by_time() -> None:
    first = new_id()
    while time.time_ns() // 1_000_000 <= first.int >> 80:
        pass

    assert first < new_id()


def test_ids_never_repeat_within_a_burst() -> None:
    assert len({new_id() for _ in range(5000)}) == 5000
