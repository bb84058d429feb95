"""The decision on an admission names the meeting of the committee that took it."""

from collections.abc import Callable
from datetime import date, time
from uuid import UUID

import pytest

from partywork.admissions import queries
from partywork.admissions.models import Procedure
from partywork.admissions.service import decisions, files, probation, undoing
from partywork.admissions.terms import ProcedureState
from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.service import origins
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from tests.support.admissions import LISTED, admitted, decision, listed, prepared, sent, voted
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.papers import vote

TODAY = date(2026, 11, 5)
DECIDED = date(2025, 3, 1)


@pytest.fixture
def officer(make: Make, cell: Organisation, today: Callable[..., None]) -> Actor:
    today(TODAY)
    for _ in range(9):
        make.member(cell)
    return make.secretary(cell)


@pytest.fixture
def procedure(officer: Actor) -> Procedure:
    """A file that the cell has sent up."""
    opened = files.open_admission(officer, listed(officer).id)
    prepared(officer, opened, LISTED)
    voted(officer, opened.id, DECIDED)
    return sent(officer, opened.id, DECIDED)


def taken(make: Make, kind: BodyKind, subject: VoteSubject = VoteSubject.ADMISSION) -> Vote:
    """A vote of a committee above: 11 of 13."""
    organisation = make.organisation()
    found = vote(organisation, make.body(organisation, kind).id)
    with transaction():
        found.subject, found.question = subject, "Kết nạp đảng viên"
        found.closed_at = clock.instant_of(clock.today(), time(10, 0))
    return found


def decide(desk: Actor, procedure: Procedure, vote_id: UUID, on: date = TODAY) -> Procedure:
    version = files.get(desk, procedure.id).version
    facts = {"committee_members": 0, "committee_in_favour": 0, "vote_id": vote_id}
    return decisions.decide(desk, procedure.id, version=version, decision=decision(on, **facts))


def test_the_figures_are_those_of_the_meeting_of_the_committee(
    make: Make, desk: Actor, officer: Actor, procedure: Procedure
) -> None:
    chosen = taken(make, BodyKind.STANDING_COMMITTEE)

    found = decide(desk, procedure, chosen.id)

    assert (found.committee_in_favour, found.committee_members) == (11, 13)
    origin = files.origin_of(officer, found)
    assert origin is not None
    assert origin.words == "Ban Thường vụ Đảng ủy, ngày 05/11/2026"
    assert origin.path == ""


def test_votes_of_others_and_on_other_matters_are_not_offered(
    make: Make, desk: Actor, procedure: Procedure
) -> None:
    chosen = taken(make, BodyKind.COMMITTEE)
    taken(make, BodyKind.INSPECTION_COMMISSION)
    other = taken(make, BodyKind.COMMITTEE, VoteSubject.ORDINARY)

    offered = decisions.votes_to_choose(desk, files.get(desk, procedure.id))

    assert [key for key, _ in offered] == [chosen.id]
    for key in (other.id, new_id()):
        with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
            decide(desk, procedure, key)


def test_a_vote_that_did_not_carry_decides_nothing(
    make: Make, desk: Actor, procedure: Procedure
) -> None:
    chosen = taken(make, BodyKind.COMMITTEE)
    with transaction():
        chosen.status = VoteStatus.FAILED

    with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
        decide(desk, procedure, chosen.id)


def test_a_decision_taken_back_may_name_a_meeting_again(
    make: Make, desk: Actor, procedure: Procedure, browse: Callable[..., object]
) -> None:
    chosen = taken(make, BodyKind.COMMITTEE)
    found = decide(desk, procedure, chosen.id)
    at = f"/admissions/files/{found.id}"
    assert "Cấp ủy biểu quyết: Đảng ủy, ngày 05/11/2026" in browse(desk).get(at).words

    undoing.undo(desk, origins.to_undo(desk, found.id), "Ghi nhầm số")

    assert files.origin_of(desk, files.get(desk, found.id)) is None
    offered = browse(desk).get(f"{at}/decide").soup.find("select", attrs={"name": "vote_id"})
    assert [one["value"] for one in offered.find_all("option")] == ["", str(chosen.id)]


@pytest.fixture
def refused(officer: Actor, desk: Actor) -> Procedure:
    """The file of a probationer whom the cell wants struck off, sent up."""
    member_id = admitted(officer, desk, DECIDED, date(2025, 3, 15)).member_id
    assert member_id is not None
    probation.follow(system(TODAY))
    found = queries.confirmations_of(system(TODAY), [member_id])[member_id]
    prepared(officer, found, date(2026, 2, 10))
    voted(officer, found.id, date(2026, 3, 20), in_favour=1, against=9)
    return sent(officer, found.id, date(2026, 3, 21))


def test_a_striking_off_names_the_meeting_that_took_it_and_forgets_it_when_undone(
    make: Make, desk: Actor, refused: Procedure, browse: Callable[..., Browser]
) -> None:
    recognised = taken(make, BodyKind.COMMITTEE, VoteSubject.CONFIRMATION)
    ordinary = taken(make, BodyKind.STANDING_COMMITTEE, VoteSubject.ORDINARY)
    chosen = taken(make, BodyKind.STANDING_COMMITTEE, VoteSubject.STRIKE_OFF)
    at, browser = f"/admissions/files/{refused.id}", browse(desk)
    typed = {
        "number": "21-QĐ/ĐU",
        "decided_on": "05/11/2026",
        "body": "Ban Thường vụ Đảng ủy",
    }

    offered = browser.get(f"{at}/strike-off").soup.find("select", attrs={"name": "vote_id"})
    for other in (recognised, ordinary):
        browser.post(f"{at}/strike-off", typed | {"vote_id": str(other.id)}, expect=422)
    browser.post(f"{at}/strike-off", typed | {"vote_id": str(chosen.id)})

    assert [one["value"] for one in offered.find_all("option")] == ["", str(chosen.id)]
    found = files.get(desk, refused.id)
    assert found.state is ProcedureState.STOPPED
    assert (found.committee_in_favour, found.committee_members) == (11, 13)
    assert "Cấp ủy biểu quyết: Ban Thường vụ Đảng ủy, ngày 05/11/2026" in browser.get(at).words
    undoing.undo(desk, origins.to_undo(desk, refused.id), "Ghi nhầm số")
    assert files.origin_of(desk, files.get(desk, refused.id)) is None
