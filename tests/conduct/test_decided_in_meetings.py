"""A commendation or a discipline points at the vote of the meeting that decided it."""

from collections.abc import Callable
from datetime import date, time
from uuid import UUID

import pytest

from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import Member
from partywork.cells.terms import (
    BodyKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    MembershipStatus,
)
from partywork.conduct.service import disciplining, records
from partywork.conduct.service.records import Paper
from partywork.conduct.terms import DecidedBy
from partywork.core.actor import Actor, Desk
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from tests.support.bodies import open_body, voted
from tests.support.make import Make
from tests.support.meetings import MEETS_ON, Case, open_meeting


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON.replace(day=6), time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    """Return a cell of three in its meeting."""
    return open_meeting(make, present=True, statuses=[MembershipStatus.OFFICIAL])


def paper(vote_id: UUID | None, day: date = MEETS_ON) -> Paper:
    return Paper("07-NQ/CB", day, "Chi bộ", day, vote_id=vote_id)


def commend(actor: Actor, member: Member, vote_id: UUID | None, day: date = MEETS_ON) -> UUID:
    return records.commend(
        actor,
        member.id,
        form=CommendationForm.CERTIFICATE_OF_COMMITTEE,
        level=CommendationLevel.COMMITTEE,
        paper=paper(vote_id, day),
    ).id


def warned(case: Case, actor: Actor, vote: Vote) -> UUID:
    return disciplining.discipline(
        actor,
        case.members[0].id,
        form=DisciplineForm.WARNING,
        decided_by=DecidedBy.CELL,
        paper=paper(vote.id),
        vote=None,
    ).id


def test_a_commendation_of_ban_thuong_vu_names_its_meeting(make: Make, case: Case) -> None:
    above = open_body(make, BodyKind.STANDING_COMMITTEE)
    vote = voted(above)
    desk, member = make.office(Desk.ORGANISATION), case.members[0]

    event_id = commend(desk, member, vote.id, MEETS_ON.replace(day=6))

    origin = records.of_member(desk, member.id).origins[event_id]
    assert origin.words == "Ban Thường vụ Đảng ủy, ngày 06/11/2026"
    assert origin.path == f"/meetings/{above.id}/votes/{vote.id}"
    of_the_cell = records.of_member(case.secretary, member.id).origins[event_id]
    assert (of_the_cell.words, of_the_cell.path) == (origin.words, "")


def test_one_vote_may_commend_several(case: Case, make: Make) -> None:
    vote = voted(case, 3, 0, 0)
    other = make.member(case.organisation)

    for member in (case.members[0], other):
        event_id = commend(case.secretary, member, vote.id, MEETS_ON.replace(day=6))
        assert event_id in records.of_member(case.secretary, member.id).origins


def test_an_outside_decision_names_no_meeting(case: Case) -> None:
    commend(case.secretary, case.members[0], None)

    assert records.of_member(case.secretary, case.members[0].id).origins == {}


def test_a_decision_is_not_older_than_its_vote(case: Case) -> None:
    vote = voted(case, 3, 0, 0)

    with pytest.raises(RuleBroken, match="không được trước ngày biểu quyết"):
        commend(case.secretary, case.members[0], vote.id)


def test_a_vote_nobody_offered_is_refused(case: Case, make: Make) -> None:
    lost = voted(case, 1, 2, 0)
    elsewhere = voted(open_body(make, BodyKind.STANDING_COMMITTEE))

    for vote_id in (lost.id, elsewhere.id, new_id()):
        with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
            commend(case.secretary, case.members[0], vote_id)


def test_the_figures_of_a_discipline_are_those_of_the_cells_meeting(
    case: Case, today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(21, 0))
    vote = voted(case, 2, 1, 0, subject=VoteSubject.DISCIPLINE, question="Cảnh cáo")

    event_id = warned(case, case.secretary, vote)

    found = records.of_member(case.secretary, case.members[0].id)
    assert found.disciplines[0].entry.vote == "2/3 tán thành, ngày 05/11/2026"
    assert found.origins[event_id].path == f"/meetings/{case.id}/votes/{vote.id}"


def test_a_vote_on_one_person_disciplines_once(
    case: Case, make: Make, today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(21, 0))
    vote = voted(case, 2, 1, 0, subject=VoteSubject.DISCIPLINE, question="Cảnh cáo")
    warned(case, case.secretary, vote)
    case.members[0] = make.member(case.organisation)

    with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
        warned(case, case.secretary, vote)


def test_the_page_offers_the_meetings_and_shows_where_it_was_decided(
    case: Case, browse: Callable[..., object]
) -> None:
    vote = voted(case, 3, 0, 0)
    at = f"/conduct/members/{case.members[0].id}/"
    browser = browse(case.secretary)

    offered = browser.get(f"{at}commend").soup.find("select", attrs={"name": "vote_id"})
    assert [one["value"] for one in offered.find_all("option")] == ["", str(vote.id)]
    browser.post(
        f"{at}commend",
        {
            "form": "certificate_of_committee",
            "level": "committee",
            "number": "07-NQ/CB",
            "decided_on": "06/11/2026",
            "body": "Chi bộ",
            "happened_on": "06/11/2026",
            "kept_at": "",
            "vote_id": str(vote.id),
        },
    )

    link = browser.get(at).soup.find("a", href=f"/meetings/{case.id}/votes/{vote.id}")
    assert link.get_text(strip=True).startswith("Biểu quyết:")


def test_a_key_that_is_none_is_a_vote_nobody_knows(
    case: Case, browse: Callable[..., object]
) -> None:
    answer = browse(case.secretary).post(
        f"/conduct/members/{case.members[0].id}/commend",
        {
            "form": "certificate_of_committee",
            "level": "committee",
            "number": "07-NQ/CB",
            "decided_on": "06/11/2026",
            "body": "Chi bộ",
            "happened_on": "06/11/2026",
            "vote_id": "abc",
        },
        expect=422,
    )

    assert "Không có cuộc biểu quyết này" in answer.words
