from collections.abc import Callable

import pytest
from sqlalchemy import Select

from partywork.ballots import policy
from partywork.ballots.models import Outcome, Vote
from partywork.ballots.rules.counting import Voter
from partywork.ballots.service import votes as service
from partywork.ballots.terms import Choice, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed
from partywork.core.ids import new_id
from tests.support.make import Make


@pytest.fixture
def cell(make: Make) -> Organisation:
    return make.cell()


@pytest.fixture
def vote(make: Make, cell: Organisation) -> Vote:
    return service.prepare(
        make.secretary(cell),
        organisation_id=cell.id,
        body_id=make.body(cell, BodyKind.CELL).id,
        question="Thông qua nghị quyết",
        subject=VoteSubject.RESOLUTION,
    )


def sees(actor: Actor) -> int:
    return len(db.session.scalars(policy.visible(actor)).all())


def test_a_vote_is_seen_in_its_own_cell_only(make: Make, cell: Organisation, vote: Vote) -> None:
    assert sees(make.deputy(cell)) == 1
    assert sees(make.plain_member(cell)) == 1
    assert sees(make.secretary(make.cell())) == 0


def test_what_a_vote_decided_is_seen_where_the_vote_is(
    make: Make, cell: Organisation, vote: Vote
) -> None:
    with transaction():
        db.session.add(Outcome(organisation_id=cell.id, vote_id=vote.id, about=new_id()))

    def told(actor: Actor) -> int:
        return len(db.session.scalars(policy.visible_outcomes(actor)).all())

    assert told(make.plain_member(cell)) == told(system(clock.today())) == 1
    assert told(make.secretary(make.cell())) == told(make.office()) == 0


def test_jobs_see_the_votes_of_every_cell(make: Make, vote: Vote) -> None:
    assert sees(system(clock.today())) == 1


@pytest.mark.parametrize(
    "who",
    [Make.office, Make.committee, Make.committee_secretary, Make.inspector, Make.administrator],
)
def test_nobody_above_sees_a_vote_of_a_cell(
    make: Make, vote: Vote, who: Callable[[Make], Actor]
) -> None:
    assert sees(who(make)) == 0


def test_an_open_case_shows_the_votes_of_its_cell(
    make: Make, cell: Organisation, vote: Vote
) -> None:
    assert sees(make.inspector(case_for=cell)) == 1
    assert sees(make.inspector(case_for=make.organisation())) == 0


def test_voices_are_seen_where_the_vote_is_and_of_oneself_alone_what_one_may_and_did(
    make: Make, cell: Organisation, vote: Vote
) -> None:
    voters = [make.plain_member(cell) for _ in range(2)]
    people = [
        Voter(one.member_id, MembershipStatus.OFFICIAL, present=True, excused=False)
        for one in voters
    ]
    service.open_vote(make.secretary(cell), vote.id, voters=people)
    service.speak(voters[0], vote.id, Choice.IN_FAVOUR)
    stranger = make.secretary(make.cell())

    def seen(visible: Callable[[Actor], Select], actor: Actor) -> int:
        return len(db.session.scalars(visible(actor)).all())

    for actor, count in ((voters[1], 1), (system(clock.today()), 1), (stranger, 0)):
        assert seen(policy.visible_voices, actor) == count
    assert [seen(policy.own_entries, one) for one in (*voters, stranger)] == [1, 1, 0]

    def gave(actor: Actor) -> bool:
        query = policy.visible_voices(system(clock.today()))
        mine = query.where(policy.is_own_voice(actor, vote.id))
        return db.session.scalar(mine) is not None

    assert [gave(one) for one in (*voters, stranger)] == [True, False, False]


def test_nobody_runs_a_vote_from_outside(make: Make, cell: Organisation) -> None:
    body = make.body(cell, BodyKind.CELL)

    for outsider in (make.plain_member(cell), make.secretary(make.cell()), make.office()):
        assert not policy.may_run(outsider, body)
        with pytest.raises(NotAllowed):
            service.prepare(
                outsider,
                organisation_id=cell.id,
                body_id=body.id,
                question="Hỏi",
                subject=VoteSubject.ORDINARY,
            )


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (BodyKind.COMMITTEE, {"office", "inspection", "committee", "bí thư"}),
        (BodyKind.STANDING_COMMITTEE, {"office", "inspection", "bí thư"}),
        (BodyKind.INSPECTION_COMMISSION, {"inspection"}),
    ],
)
def test_a_body_of_the_committee_is_run_and_seen_by_those_who_lead_it(
    make: Make, kind: BodyKind, who: set[str]
) -> None:
    organisation = make.organisation()
    body = make.body(organisation, kind)
    people = {
        "office": make.office(),
        "inspection": make.office(Desk.INSPECTION),
        "committee": make.committee(),
        "bí thư": make.committee_secretary(),
    }
    runner = next(one for name, one in people.items() if name in who)
    service.prepare(
        runner,
        organisation_id=organisation.id,
        body_id=body.id,
        question="Thông qua quyết định",
        subject=VoteSubject.ORDINARY,
    )

    assert {name for name, one in people.items() if policy.may_run(one, body)} == who
    assert {name for name, one in people.items() if sees(one)} == who


def test_what_chi_uy_votes_on_is_not_read_by_the_whole_cell(make: Make, cell: Organisation) -> None:
    secretary = make.secretary(cell)
    service.prepare(
        secretary,
        organisation_id=cell.id,
        body_id=make.body(cell, BodyKind.CELL_COMMITTEE).id,
        question="Phân công",
        subject=VoteSubject.ORDINARY,
    )

    assert sees(secretary) == 1
    assert sees(make.plain_member(cell)) == 0
