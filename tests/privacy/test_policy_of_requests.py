from datetime import date

import pytest

from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, OfficeTitle
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible
from partywork.privacy import policy
from partywork.privacy.service import papers, requests
from partywork.privacy.service.papers import NotedPaper
from partywork.privacy.terms import PaperStanding, RequestKind

NOBODY = Actor(user_id=None, member_id=None, name="", day=date(2026, 11, 5))


@pytest.fixture
def cell(make, today):
    today(date(2026, 11, 5))
    return make.cell()


@pytest.fixture
def member(make, cell):
    """A member with a request and a noted dossier."""
    found = make.plain_member(cell)
    requests.ask(found, kind=RequestKind.ACCESS, details="Xem những gì đang lưu")
    noted = NotedPaper("A01", PaperStanding.PRESENT, None, "Tủ 2")
    papers.note(make.office(), found.member_id, [noted], version=0)
    return found


def counts(actor):
    kinds = (policy.visible_requests, policy.visible_papers)
    return [len(list(db.session.scalars(visible(actor)))) for visible in kinds]


def test_requests_are_the_members_and_the_desks_papers_also_the_officers(make, cell, member):
    assert counts(member) == [1, 1]
    assert counts(make.office()) == [1, 1]
    assert counts(system(date(2026, 11, 5))) == [1, 1]
    assert counts(make.secretary(cell)) == [0, 1]
    assert counts(make.inspector()) == [1, 0]
    assert counts(make.office(Desk.INSPECTION)) == [1, 0]
    for other in (
        make.plain_member(cell),
        make.secretary(make.cell()),
        make.office(Desk.CLERICAL),
        make.committee(),
        make.administrator(),
        NOBODY,
    ):
        assert counts(other) == [0, 0]


def test_a_noted_dossier_goes_with_its_member_to_another_cell(make, cell, member):
    new_cell = make.cell()
    old, new, desk = make.secretary(cell), make.secretary(new_cell), make.office()
    assert [counts(one)[1] for one in (old, new)] == [1, 0]

    moved = NewEvent(
        kind=EventKind.MOVED,
        happened_on=date(2026, 11, 5),
        cell_id=cell.id,
        other_organisation_id=new_cell.id,
    )
    with transaction():
        events.apply(desk, member.member_id, moved)

    assert [counts(one)[1] for one in (old, new, desk, member)] == [0, 1, 1, 1]
    assert papers.dossier_of(new, member.member_id).lines[0].place == "Tủ 2"
    again = NotedPaper("A01", PaperStanding.PRESENT, None, "Tủ 5")
    assert papers.note(desk, member.member_id, [again], version=1) == 1
    with pytest.raises(NotVisible):
        papers.dossier_of(old, member.member_id)


def test_inspectors_read_the_register_of_their_subtree_and_no_words(make, cell, member):
    request = db.session.scalars(policy.visible_requests(member)).one()
    part = make.part("Đảng bộ bộ phận Một")
    elsewhere = make.member(make.cell())
    make.appointment(elsewhere, part, OfficeTitle.INSPECTION_MEMBER)
    inspector, of_part = make.inspector(), make.actor(elsewhere)

    assert counts(of_part) == [0, 0]
    assert [policy.may_inspect_some(one) for one in (inspector, of_part, member)] == [
        True,
        True,
        False,
    ]
    assert not policy.may_answer(inspector, request, cell)
    assert [
        policy.may_read_words(one, request, cell) for one in (member, make.office(), inspector)
    ] == [True, True, False]


def test_the_desk_answers_others_and_keeps_dossiers(make, cell, member):
    office, clerk = make.office(), make.office(Desk.CLERICAL)
    request = db.session.scalars(policy.visible_requests(member)).one()
    own = requests.ask(office, kind=RequestKind.ACCESS, details="Của tôi")

    assert policy.may_answer(office, request, cell)
    assert not policy.may_answer(office, own, make.organisation())
    assert not policy.may_answer(clerk, request, cell)
    assert (policy.may_answer_some(office), policy.may_answer_some(clerk)) == (True, False)
    assert policy.may_keep_papers(office, member.member_id, cell)
    assert not policy.may_keep_papers(office, office.member_id, cell)
    assert not policy.may_keep_papers(make.secretary(cell), member.member_id, cell)


def test_a_dossier_is_read_by_its_member_the_leaders_of_the_cell_and_the_desk(make, cell, member):
    committee_member = make.actor(make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER))

    for actor, expected in (
        (member, True),
        (make.secretary(cell), True),
        (make.office(), True),
        (committee_member, False),
        (make.inspector(), False),
    ):
        assert policy.may_read_papers(actor, member.member_id, cell) is expected
