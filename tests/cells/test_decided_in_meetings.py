"""A decision on a cell names the meeting of the committee that took it."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots.models import Vote
from partywork.ballots.service import outcomes
from partywork.cells.models import Organisation
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import previewing, reorganising
from partywork.cells.service.reorganising import Paper
from partywork.cells.terms import BodyKind, ReorganisationKind
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from tests.support.bodies import open_body, voted
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import MEETS_ON

NEW_NAME = NewCell(name="Chi bộ Hội Giao thông")
WORDS = "Ban Thường vụ Đảng ủy, ngày 05/11/2026"


@pytest.fixture
def cell(make: Make, today: Callable[..., None]) -> Organisation:
    today(MEETS_ON, time(21, 0))
    return make.cell("Chi bộ Hội Cầu đường")


@pytest.fixture
def desk(make: Make) -> Actor:
    return make.office()


def taken(make: Make, kind: BodyKind = BodyKind.STANDING_COMMITTEE) -> Vote:
    return voted(open_body(make, kind), question="Đổi tên chi bộ")


def prepare(desk: Actor, cell: Organisation, vote: Vote | None, on: date = MEETS_ON):
    wanted = Wanted(ReorganisationKind.RENAMED, MEETS_ON, decided_on=on, new=NEW_NAME)
    paper = Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy", vote.id if vote else None)
    return reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)


def test_one_vote_of_a_committee_may_decide_on_several_cells(
    make: Make, desk: Actor, cell: Organisation
) -> None:
    vote, other = taken(make), make.cell()

    first = prepare(desk, cell, vote)
    wanted = Wanted(ReorganisationKind.MERGED, MEETS_ON, MEETS_ON, target=cell.id)
    paper = Paper("131-QĐ/ĐU", "Ban Thường vụ Đảng ủy", vote.id)
    second = reorganising.prepare(desk, other.id, wanted=wanted, paper=paper)

    found = reorganising.origins_of(desk, [first, second])
    assert {one.words for one in found.values()} == {WORDS}
    assert {one.path for one in found.values()} == {vote.path}
    assert set(found) == {first.id, second.id}


def test_only_votes_of_committees_that_carried_before_the_decision_are_taken(
    make: Make, desk: Actor, cell: Organisation
) -> None:
    vote = taken(make)
    other = taken(make, BodyKind.INSPECTION_COMMISSION)
    lost = voted(open_body(make, BodyKind.COMMITTEE), 1, 3, 0)

    assert [key for key, _ in reorganising.votes_to_choose(desk, cell)] == [vote.id]
    for wrong in (other, lost, Vote(id=new_id())):
        with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
            prepare(desk, cell, wrong)
    with pytest.raises(RuleBroken, match="trước ngày biểu quyết"):
        prepare(desk, cell, vote, on=date(2026, 11, 4))
    assert reorganising.of_organisation(desk, cell.id) == []
    assert reorganising.origins_of(desk, [prepare(desk, cell, None)]) == {}


def test_a_decision_that_is_given_up_names_no_meeting(
    make: Make, desk: Actor, cell: Organisation
) -> None:
    prepared = prepare(desk, cell, taken(make))
    origin = previewing.preview(desk, prepared.id).origin
    assert origin is not None
    assert origin.words == WORDS

    reorganising.drop(desk, prepared.id, version=prepared.version)

    assert outcomes.origins(desk, [prepared.id]) == {}


def test_the_page_of_a_cell_leads_to_the_vote_who_may_see_it(
    make: Make, desk: Actor, cell: Organisation, browse: Callable[[Actor], Browser]
) -> None:
    at, office = f"/cells/{cell.id}", browse(desk)
    assert office.get(f"{at}/rename").soup.find(id="vote_id") is None
    vote = taken(make)
    offered = office.get(f"{at}/rename").soup.find("select", attrs={"name": "vote_id"})
    assert [one["value"] for one in offered.find_all("option")] == ["", str(vote.id)]
    typed = {
        "decision_number": "130-QĐ/ĐU",
        "decided_on": "04/11/2026",
        "deciding_body": "Ban Thường vụ Đảng ủy",
        "effective_on": "05/11/2026",
        "name": NEW_NAME.name,
        "vote_id": str(vote.id),
    }
    refused = office.post(f"{at}/rename", typed, expect=422)
    assert "trước ngày biểu quyết" in refused.soup.find(id="decided_on-error").get_text()
    assert refused.soup.find("option", selected=True)["value"] == str(vote.id)
    prepared = office.post(f"{at}/rename", {**typed, "decided_on": "05/11/2026"})
    assert f"Cấp ủy biểu quyết: {WORDS}" in office.get(prepared.location).words

    office.post(prepared.location)

    assert office.get(at).soup.find("a", href=vote.path, string=f"Biểu quyết: {WORDS}")
    theirs = browse(make.secretary(cell)).get(at)
    assert f"Biểu quyết: {WORDS}" in theirs.words
    assert theirs.soup.find("a", href=vote.path) is None
