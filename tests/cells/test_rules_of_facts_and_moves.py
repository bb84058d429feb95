"""Facts take the cell of their own day, also when a move is written down late."""

from datetime import date

import pytest

from partywork.cells.rules.history import goes_along, stays_behind
from partywork.cells.rules.history.events import Event
from partywork.cells.terms import EventKind, OwnPage
from partywork.core.errors import RuleBroken
from tests.cells.lives import A, B, C, enrolled, happened, life_of

K = EventKind
PRAISED = happened(K.COMMENDED, "2026-11-10", details={"form": "merit"})
WARNED = happened(K.DISCIPLINED, "2026-11-11", details={"form": "warning"})
CARD = happened(K.CARD_ISSUED, "2026-11-12", details={"number": "1"})
BADGE = happened(K.BADGE_AWARDED, "2026-11-12", details={"years": 30})
LISTED = enrolled("2020-01-01")


def moved(day: str = "2026-11-01", kind: EventKind = K.MOVED, **more: object) -> Event:
    given = {"cell": A, "other_cell": B} | more
    return happened(kind, day, **given)


@pytest.mark.parametrize("kind", [K.MOVED, K.REORGANISED])
def test_a_move_written_down_late_takes_along_what_only_names_the_cell(kind: EventKind) -> None:
    late = moved(kind=kind)

    life = life_of(LISTED, PRAISED, WARNED, CARD, BADGE, late, newest=late.key)

    facts = (PRAISED, WARNED, CARD, BADGE)
    assert life.misplaced == tuple((one.key, B) for one in facts)


def test_what_happened_before_the_move_or_after_the_next_stays_where_it_is() -> None:
    before = happened(K.COMMENDED, "2026-10-25", details={"form": "merit"})
    on = moved("2026-11-05", cell=B, other_cell=C)
    there = happened(K.COMMENDED, "2026-11-20", cell=C, details={"form": "merit"})
    first = moved()

    life = life_of(LISTED, before, first, on, there, newest=first.key)

    assert life.misplaced == ()


def test_a_move_taken_back_gives_the_facts_back() -> None:
    wrong = moved()
    praised = happened(K.COMMENDED, "2026-11-10", cell=B, details={"form": "merit"})
    voided = happened(K.VOIDED, "2026-11-01", corrects=wrong.key)

    life = life_of(LISTED, wrong, praised, voided, newest=voided.key)

    assert life.misplaced == ((praised.key, A),)


def test_a_guest_takes_along_a_change_of_name() -> None:
    guest = happened(K.CAME_AS_GUEST, "2026-01-01")
    named = happened(K.RENAMED, "2026-11-10", details={"full_name": "Trần Văn Mới"})
    late = moved(kind=K.REORGANISED)

    life = life_of(guest, named, late, newest=late.key)

    assert life.misplaced == ((named.key, B),)


def test_what_truly_contradicts_a_late_move_is_named_one_by_one_with_where_to_mend_it() -> None:
    voted = happened(
        K.DISCIPLINED, "2026-11-12", details={"form": "warning", "voted_on": "2026-11-08"}
    )
    better = happened(K.PROGRESS_RECOGNISED, "2026-11-14")
    excused = happened(K.EXEMPTED, "2026-11-16")
    gone = happened(K.TRANSFERRED_OUT, "2026-11-18")
    late = moved()

    with pytest.raises(RuleBroken) as refused:
        life_of(LISTED, PRAISED, voted, better, excused, gone, late, newest=late.key)

    said = refused.value.message
    assert said.startswith("Trái với sự kiện đã ghi ở chi bộ mà ngày ấy đồng chí không sinh hoạt:")
    for words in (
        f"«Thi hành kỷ luật» ngày 12/11/2026 (trang «{OwnPage.CONDUCT.label}»)",
        "ngày 14/11/2026",
        "ngày 16/11/2026 (hồ sơ, «Sửa» ở dòng ấy)",
        f"«{K.TRANSFERRED_OUT.label}» ngày 18/11/2026 (trang «{OwnPage.TRANSFERS.label}»)",
    ):
        assert words in said
    assert "Khen thưởng» ngày 10" not in said


def test_a_discipline_the_cell_voted_before_the_move_goes_along_with_the_member() -> None:
    voted = happened(
        K.DISCIPLINED, "2026-11-12", details={"form": "warning", "voted_on": "2026-10-20"}
    )
    late = moved()

    assert life_of(LISTED, voted, late, newest=late.key).misplaced == ((voted.key, B),)


def test_a_fact_just_written_down_must_name_the_cell_of_its_day() -> None:
    praised = happened(K.COMMENDED, "2026-10-25", cell=B, details={"form": "merit"})
    with pytest.raises(RuleBroken, match="không sinh hoạt ở chi bộ này"):
        life_of(LISTED, moved(), praised, newest=praised.key)

    right = happened(K.COMMENDED, "2026-10-25", details={"form": "merit"})
    assert life_of(LISTED, moved(), right, newest=right.key).spells[-1].starts_on == date(
        2026, 11, 1
    )


def test_a_preview_tells_what_goes_along_from_what_is_in_the_way() -> None:
    day = date(2026, 11, 10)
    filed = happened(K.FILE_SUPPLEMENTED, "2026-11-20")
    voted = happened(
        K.DISCIPLINED, "2026-11-12", details={"form": "warning", "voted_on": "2026-11-11"}
    )
    before = happened(
        K.DISCIPLINED, "2026-11-12", details={"form": "warning", "voted_on": "2026-11-01"}
    )
    better = happened(K.PROGRESS_RECOGNISED, "2026-11-10")
    earlier = happened(K.COMMENDED, "2026-11-09")
    official = happened(K.CONFIRMED, "2026-11-10")
    excused = happened(K.EXEMPTED, "2026-11-11")
    told = (PRAISED, filed, voted, before, better, earlier, official, excused)

    assert [one for one in told if goes_along(one, day)] == [PRAISED, before]
    assert [one for one in told if stays_behind(one, day)] == [voted, better, excused]
