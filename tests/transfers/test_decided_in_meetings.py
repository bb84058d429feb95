"""A move between two of our cells names the meeting of the committee that decided on it."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots.models import Vote
from partywork.cells.models import Organisation
from partywork.cells.service import origins
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.transfers.models import Transfer
from partywork.transfers.service import going, reading, undoing
from partywork.transfers.service.typed import Paper
from tests.support.bodies import open_body, voted
from tests.support.make import Make
from tests.support.meetings import MEETS_ON
from tests.transfers.test_pages import Browse

WORDS = "Ban Thường vụ Đảng ủy, ngày 05/11/2026"


@pytest.fixture
def cell(make: Make, today: Callable[..., None]) -> Organisation:
    today(MEETS_ON, time(21, 0))
    return make.cell("Chi bộ Hội Cơ học")


@pytest.fixture
def desk(make: Make) -> Actor:
    return make.office()


@pytest.fixture
def vote(make: Make, cell: Organisation) -> Vote:
    return voted(open_body(make, BodyKind.STANDING_COMMITTEE), question="Chuyển sinh hoạt")


def moved(make: Make, desk: Actor, cell: Organisation, **facts: object) -> Transfer:
    paper = Paper("15-QĐ/ĐU", **({"day": MEETS_ON} | facts))  # type: ignore[arg-type]
    member = make.member(cell)
    return going.move(
        desk, member.id, to_cell=make.cell().id, effective_on=MEETS_ON, decision=paper
    )


def test_one_vote_may_decide_on_several_members(
    make: Make, desk: Actor, cell: Organisation, vote: Vote
) -> None:
    for _ in range(2):
        made = moved(make, desk, cell, vote_id=vote.id)
        origin = reading.open_page(desk, made.id).origin
        assert origin is not None
        assert (origin.words, origin.path) == (WORDS, vote.path)

    assert reading.open_page(desk, moved(make, desk, cell).id).origin is None


def test_another_vote_or_one_after_the_decision_is_refused(
    make: Make, desk: Actor, cell: Organisation, vote: Vote
) -> None:
    other = voted(open_body(make, BodyKind.INSPECTION_COMMISSION))

    for key in (other.id, new_id()):
        with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
            moved(make, desk, cell, vote_id=key)
    with pytest.raises(RuleBroken, match="trước ngày biểu quyết"):
        moved(make, desk, cell, vote_id=vote.id, day=date(2026, 11, 4))


def test_a_move_taken_back_names_no_meeting(
    make: Make, desk: Actor, cell: Organisation, vote: Vote
) -> None:
    made = moved(make, desk, cell, vote_id=vote.id)
    event_id = origins.to_undo(desk, made.id)
    assert event_id is not None

    undoing.undo(desk, event_id, "Ghi nhầm người")

    assert reading.open_page(desk, made.id).origin is None


def test_the_page_of_a_move_leads_to_the_vote_who_may_see_it(
    make: Make, desk: Actor, cell: Organisation, vote: Vote, browse: Browse
) -> None:
    member, other = make.member(cell), make.cell()
    office, at = browse(desk), f"/transfers/members/{member.id}/move"
    offered = office.get(at).soup.find("select", attrs={"name": "vote_id"})
    assert [one["value"] for one in offered.find_all("option")] == ["", str(vote.id)]

    made = office.post(
        at,
        {
            "to_cell": str(other.id),
            "effective_on": "05/11/2026",
            "decision_number": "15-QĐ/ĐU",
            "decided_on": "05/11/2026",
            "vote_id": str(vote.id),
        },
    )

    page = office.get(made.location)
    assert page.soup.find("a", href=vote.path, string=f"Cấp ủy biểu quyết: {WORDS}")
    theirs = browse(make.secretary(cell)).get(made.location)
    assert f"Cấp ủy biểu quyết: {WORDS}" in theirs.words
    assert theirs.soup.find("a", href=vote.path) is None
