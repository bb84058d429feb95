from datetime import date
from uuid import UUID

import pytest

from partywork.cells.rules import reorganisation as rules
from partywork.cells.rules.placing import check_parent, kinds_above
from partywork.cells.rules.reorganisation import Cell, NewCell, Wanted
from partywork.cells.terms import OrganisationKind, ReorganisationKind
from partywork.core.errors import RuleBroken

HERE, THERE, AN, BINH, CUC = (UUID(int=number) for number in range(1, 6))
DAY, TODAY = date(2026, 11, 1), date(2026, 11, 22)
CELL = Cell(HERE, "Chi bộ Hội Cầu đường", {AN, BINH}, since=date(2020, 1, 1))
NEW = NewCell(name="Chi bộ Hội Giao thông", code="CB57")


def wanted(kind, **facts):
    days = {"effective_on": DAY, "decided_on": date(2026, 10, 28)}
    return Wanted(kind, **{**days, **facts})


def refused(decision, words, cell=CELL):
    with pytest.raises(RuleBroken, match=words) as refusal:
        rules.check(decision, cell, TODAY)
    return refusal.value.field


@pytest.mark.parametrize(
    "decision",
    [
        wanted(ReorganisationKind.RENAMED, new=NEW),
        wanted(ReorganisationKind.SPLIT, new=NEW, people=(AN,)),
        wanted(ReorganisationKind.MERGED, target=THERE),
        wanted(ReorganisationKind.MERGED, new=NEW),
        wanted(ReorganisationKind.DISSOLVED, target=THERE),
    ],
)
def test_a_sound_decision_passes(decision):
    rules.check(decision, CELL, TODAY)
    assert decision.last_day == date(2026, 10, 31)


def test_an_empty_cell_may_end_without_a_successor():
    empty = Cell(HERE, "Chi bộ cũ", set())

    rules.check(wanted(ReorganisationKind.DISSOLVED), empty, TODAY)


def test_a_decision_counts_from_a_day_that_has_come():
    late = wanted(ReorganisationKind.RENAMED, new=NEW, effective_on=date(2026, 11, 23))
    early = wanted(ReorganisationKind.RENAMED, new=NEW, effective_on=date(2026, 10, 27))
    before = wanted(
        ReorganisationKind.RENAMED,
        new=NEW,
        effective_on=date(2020, 1, 1),
        decided_on=date(2019, 12, 1),
    )

    assert refused(late, "đã có hiệu lực") == "effective_on"
    assert refused(early, "trước ngày quyết định") == "effective_on"
    assert refused(before, "01/01/2020") == "effective_on"


def test_a_cell_does_not_end_before_somebody_came_to_it():
    cell = Cell(HERE, "Chi bộ A", {AN}, came_later={BINH})

    assert refused(wanted(ReorganisationKind.MERGED, target=THERE), "sau ngày", cell) == (
        "effective_on"
    )


def test_a_cell_that_owes_a_ceremony_does_not_end_without_another_to_hold_it():
    alone = wanted(ReorganisationKind.DISSOLVED)
    owing = Cell(HERE, "Chi bộ A", set(), awaiting={BINH})
    both = Cell(HERE, "Chi bộ A", {AN}, awaiting={BINH})

    assert refused(alone, "^Chi bộ còn 1 người đã có quyết định kết nạp", owing) == "target_id"
    refused(alone, "^Chi bộ còn 1 đồng chí và 1 người đã có quyết định kết nạp", both)
    rules.check(wanted(ReorganisationKind.DISSOLVED, target=THERE), both, TODAY)


def test_a_cell_that_ended_is_not_reorganised_again():
    ended = Cell(HERE, "Chi bộ cũ", set(), dissolved_on=date(2026, 1, 31))

    refused(wanted(ReorganisationKind.RENAMED, new=NEW), "31/01/2026", ended)


@pytest.mark.parametrize(
    ("decision", "words", "field"),
    [
        (wanted(ReorganisationKind.RENAMED, new=NewCell(name=CELL.name)), "giống", "name"),
        (wanted(ReorganisationKind.SPLIT, new=NEW), "ít nhất một", "people"),
        (wanted(ReorganisationKind.SPLIT, new=NEW, people=(CUC,)), "không sinh hoạt", "people"),
        (wanted(ReorganisationKind.SPLIT, new=NEW, people=(AN, BINH)), "để lại người", "people"),
        (wanted(ReorganisationKind.MERGED), "có sẵn", "target_id"),
        (wanted(ReorganisationKind.MERGED, target=THERE, new=NEW), "có sẵn", "target_id"),
        (wanted(ReorganisationKind.MERGED, target=HERE), "chi bộ khác", "target_id"),
        (wanted(ReorganisationKind.DISSOLVED), "2 đồng chí", "target_id"),
        (wanted(ReorganisationKind.DISSOLVED, target=HERE), "chi bộ khác", "target_id"),
    ],
)
def test_an_unsound_decision_is_refused_at_its_field(decision, words, field):
    assert refused(decision, words) == field


def test_a_cell_is_formed_of_three_official_members_and_not_of_two():
    # Four are official, the fifth is on probation.
    people = [UUID(int=number) for number in range(11, 16)]
    cell = Cell(HERE, "Chi bộ cũ", people, official=people[:4], minimum=3)

    rules.check(wanted(ReorganisationKind.SPLIT, new=NEW, people=people[:3]), cell, TODAY)
    two = wanted(ReorganisationKind.SPLIT, new=NEW, people=(people[0], people[1], people[4]))
    assert refused(two, "ít nhất 3 .*24.1.* có 2 chính thức", cell) == "people"


def test_the_preview_warns_of_a_cell_that_falls_below_three_official_members():
    split = wanted(ReorganisationKind.SPLIT, new=NEW, people=(AN,))
    founding = wanted(ReorganisationKind.MERGED, new=NEW)
    joining = wanted(ReorganisationKind.MERGED, target=THERE)

    (left,) = rules.warnings(split, going=3, staying=2, minimum=3)
    (founded,) = rules.warnings(founding, going=2, staying=0, minimum=3)

    assert "Chi bộ cũ chỉ còn 2 đảng viên chính thức" in left
    assert "Chi bộ mới chỉ có 2 đảng viên chính thức" in founded
    assert rules.warnings(split, going=3, staying=3, minimum=3) == ()
    assert rules.warnings(founding, going=3, staying=0, minimum=3) == ()
    assert rules.warnings(joining, going=1, staying=0, minimum=3) == ()


def test_the_receiving_cell_must_be_there_on_the_day():
    decision = wanted(ReorganisationKind.MERGED, target=THERE)

    rules.check_target("Chi bộ B", None, None, decision)
    with pytest.raises(RuleBroken, match="kết thúc"):
        rules.check_target("Chi bộ B", None, date(2026, 1, 1), decision)
    with pytest.raises(RuleBroken, match="10/11/2026"):
        rules.check_target("Chi bộ B", date(2026, 11, 10), None, decision)


def test_a_new_cell_has_its_own_name_and_code():
    rules.check_new_cell(NEW, ["Chi bộ B"], ["CB01"])
    rules.check_new_cell(NewCell(name="Chi bộ C"), [], ["CB01"])
    with pytest.raises(RuleBroken, match="tên này"):
        rules.check_new_cell(NEW, ["chi bộ hội giao thông"], [])
    with pytest.raises(RuleBroken, match="Mã"):
        rules.check_new_cell(NEW, [], ["CB57"])


def test_facts_of_a_new_cell_are_read_back():
    assert NewCell.read({"name": "A", "code": "B", "heading_lines": "C", "symbol_code": "D"}) == (
        NewCell("A", "B", "C", "D")
    )


def test_a_merger_and_a_dissolution_end_the_cell():
    ends = {kind: wanted(kind).ends_the_cell for kind in ReorganisationKind}

    assert [kind for kind, is_end in ends.items() if is_end] == [
        ReorganisationKind.MERGED,
        ReorganisationKind.DISSOLVED,
    ]


def test_a_cell_lies_under_the_dang_bo_or_a_part_of_it():
    cell, part = OrganisationKind.CELL, OrganisationKind.SUB_ORGANISATION

    assert part in kinds_above(cell)
    assert kinds_above(OrganisationKind.UPPER) == ()
    check_parent(cell, "TREN/DU/CB01/", part, "TREN/DU/BP/")
    with pytest.raises(RuleBroken, match="không thuộc"):
        check_parent(cell, "TREN/DU/CB01/", OrganisationKind.UPPER, "TREN/")
    with pytest.raises(RuleBroken, match="chính mình"):
        check_parent(part, "TREN/DU/", OrganisationKind.COMMITTEE, "TREN/DU/")
