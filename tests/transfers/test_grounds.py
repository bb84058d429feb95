"""Each event of a transfer names the paper it rests on: number, day and who issued it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from partywork.cells.models import Member, Organisation
from partywork.cells.service import events
from partywork.cells.terms import OWN_PAGES, EventKind, OwnPage, Sex
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.transfers.models import Transfer
from partywork.transfers.rules.steps import check_dated
from partywork.transfers.service import coming, going, staying
from partywork.transfers.service.coming import Arrival
from partywork.transfers.service.typed import Paper, Stay
from tests.support.make import Make

TODAY, BEFORE = date(2026, 5, 20), date(2026, 5, 18)
LETTER, SLIP = Paper("07-GGT", BEFORE), Paper("03-PB", TODAY)
DECISION = Paper("15-QĐ/ĐU", BEFORE, "Ban Thường vụ Đảng ủy")
STAY = Stay(BEFORE, date(2026, 10, 31), is_study=False, to_place="Đảng bộ phường X")
ARRIVAL = Arrival(
    "Phạm Thị Mới Đến", date(1985, 4, 3), Sex.FEMALE, None, date(2010, 3, 2), None, date(2011, 3, 2)
)
OUR_LETTER = ("07-GGT", BEFORE, "Đảng ủy")
THEIR_LETTER = ("07-GGT", BEFORE, "Đảng bộ Y")


@pytest.fixture(autouse=True)
def _on_a_day_in_may(today: Callable[..., None]) -> None:
    today(TODAY)


def _goes(make: Make, desk: Actor, cell: Organisation, member: Member) -> UUID:
    made = going.begin_out(
        desk, member.id, to_place="Đảng bộ X", effective_on=BEFORE, decision=Paper()
    )
    made = going.prepare(
        desk,
        made.id,
        version=made.version,
        dues_paid_to=Month(2026, 5),
        has_self_review=True,
    )
    made = going.issue_letter(
        desk, made.id, version=made.version, letter=LETTER, addressed_to="Đảng bộ X"
    )
    going.complete(desk, made.id, version=made.version, received_on=TODAY, slip=SLIP)
    return member.id


def _moves(make: Make, desk: Actor, cell: Organisation, member: Member) -> UUID:
    other = make.cell()
    going.move(desk, member.id, to_cell=other.id, effective_on=TODAY, decision=DECISION)
    return member.id


def _moves_by_the_committee(make: Make, desk: Actor, cell: Organisation, member: Member) -> UUID:
    decision, other = Paper(DECISION.number, DECISION.day), make.cell()
    going.move(desk, member.id, to_cell=other.id, effective_on=TODAY, decision=decision)
    return member.id


def _comes(make: Make, desk: Actor, cell: Organisation, member: Member) -> UUID:
    return coming.take_in(
        desk,
        ARRIVAL,
        cell_id=cell.id,
        from_place="Đảng bộ Y",
        received_on=TODAY,
        letter=LETTER,
    ).member_id


def _away(desk: Actor, member: Member, stay: Stay = STAY) -> Transfer:
    return going.send_away(desk, member.id, stay=stay, letter=LETTER)


def _guest(desk: Actor, cell: Organisation) -> Transfer:
    return coming.welcome(
        desk, ARRIVAL, cell_id=cell.id, from_place="Đảng bộ Y", stay=STAY, letter=LETTER
    )


def _ended(desk: Actor, made: Transfer, slip: Paper) -> UUID:
    staying.end(desk, made.id, version=made.version, ended_on=TODAY, slip=slip)
    return made.member_id


def _away_within(make: Make, desk: Actor, member: Member) -> Transfer:
    stay = Stay(BEFORE, date(2026, 10, 31), is_study=False, to_cell=make.cell().id)
    return _away(desk, member, stay)


ENDED = EventKind.TEMPORARY_ENDED
CASES = {
    "out": (_goes, EventKind.TRANSFERRED_OUT, OUR_LETTER),
    "within": (_moves, EventKind.MOVED, ("15-QĐ/ĐU", BEFORE, "Ban Thường vụ Đảng ủy")),
    "within, of the committee": (
        _moves_by_the_committee,
        EventKind.MOVED,
        ("15-QĐ/ĐU", BEFORE, "Đảng ủy"),
    ),
    "in": (_comes, EventKind.TRANSFERRED_IN, THEIR_LETTER),
    "away": (lambda _m, desk, _c, who: _away(desk, who).member_id, EventKind.WENT_AWAY, OUR_LETTER),
    "guest": (
        lambda _m, desk, cell, _w: _guest(desk, cell).member_id,
        EventKind.CAME_AS_GUEST,
        THEIR_LETTER,
    ),
    "back with a slip": (
        lambda _m, desk, _c, who: _ended(desk, _away(desk, who), SLIP),
        ENDED,
        ("03-PB", TODAY, "Đảng bộ phường X"),
    ),
    "back from our own cell": (
        lambda make, desk, _c, who: _ended(desk, _away_within(make, desk, who), SLIP),
        ENDED,
        ("03-PB", TODAY, "Đảng ủy"),
    ),
    "back without a slip": (
        lambda _m, desk, _c, who: _ended(desk, _away(desk, who), Paper()),
        ENDED,
        OUR_LETTER,
    ),
    "guest gone with our slip": (
        lambda _m, desk, cell, _w: _ended(desk, _guest(desk, cell), SLIP),
        ENDED,
        ("03-PB", TODAY, "Đảng ủy"),
    ),
    "guest gone, slip to follow": (
        lambda _m, desk, cell, _w: _ended(desk, _guest(desk, cell), Paper()),
        ENDED,
        THEIR_LETTER,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_event_of_a_transfer_names_its_paper(make: Make, case: str) -> None:
    act, kind, expected = CASES[case]
    cell, desk = make.cell(), make.office()

    member_id = act(make, desk, cell, make.member(cell))

    (event,) = [one for one in events.of_member(desk, member_id) if one.kind is kind]
    assert (event.document_number, event.decided_on, event.deciding_body) == expected


def test_every_kind_of_event_of_transfers_is_among_the_cases() -> None:
    own = {kind for kind, page in OWN_PAGES.items() if page is OwnPage.TRANSFERS}

    assert {kind for _act, kind, _expected in CASES.values()} == own


def test_a_slip_is_known_by_number_and_day() -> None:
    check_dated(None, None)
    check_dated("03-PB", TODAY)
    with pytest.raises(RuleBroken, match="ngày của giấy") as refused:
        check_dated("03-PB", None)
    assert refused.value.field == "document_on"
