"""Two cells, every role: who reads a resolution on its way, and who moves it."""

from datetime import date

import pytest

from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Desk as Office
from partywork.core.actor import system
from partywork.core.db import db
from partywork.resolutions import policy
from partywork.resolutions.models import Resolution
from tests.support.papers import Desk
from tests.support.people import around, who

DAY = date(2026, 11, 22)


@pytest.fixture
def people(make, today):
    """Return the cell and one actor for each role around it and another cell."""
    today(DAY)
    here = make.cell()
    return here, {
        **around(make, here, DAY),
        "committee secretary": make.committee_secretary(),
        "system": system(DAY),
    }


STAFF = {"secretary", "deputy", "inspector with a case", "system"}
ABOVE = {"office", "committee secretary", "committee", "inspector"}
ABOVE_STAFF = {"office", "committee secretary", "committee", "system"}


def readers(people):
    return who(people, lambda actor: db.session.scalars(policy.visible(actor)).all())


def test_a_resolution_of_a_cell_on_its_way_is_read_inside_only(make, people):
    here, actors = people
    Desk(make, here, secretary=actors["secretary"]).signed()

    assert readers(actors) == STAFF


def test_an_issued_resolution_of_a_cell_is_read_by_its_members_and_above(make, people):
    here, actors = people
    Desk(make, here, secretary=actors["secretary"]).issued()

    assert readers(actors) == STAFF | ABOVE | {"member"}


def test_a_resolution_of_the_dang_uy_on_its_way_is_read_there_only(make, people):
    _, actors = people
    desk = Desk(make, make.organisation(), secretary=actors["committee secretary"])
    desk.signed(body=BodyKind.COMMITTEE)

    assert readers(actors) == ABOVE_STAFF


def test_what_ban_thuong_vu_prepares_is_not_read_by_the_whole_committee(make, people):
    _, actors = people
    Desk(make, make.organisation(), secretary=actors["committee secretary"]).signed()

    assert readers(actors) == ABOVE_STAFF - {"committee"}


def test_an_issued_resolution_of_the_dang_uy_is_read_by_everybody_in_the_party(make, people):
    _, actors = people
    Desk(make, make.organisation(), secretary=actors["committee secretary"]).issued()

    assert readers(actors) == set(actors) - {"administrator", "nobody"}


def test_a_cell_moves_its_own_resolutions(make, people):
    here, actors = people
    resolution = Desk(make, here, secretary=actors["secretary"]).adopted()

    drafters = who(actors, lambda actor: policy.may_draft(actor, resolution.body))
    signers = who(actors, lambda actor: policy.may_sign(actor, resolution))
    issuers = who(actors, lambda actor: policy.may_issue(actor, resolution))

    assert drafters == signers == issuers == {"secretary", "deputy"}


def test_the_dang_uy_moves_its_own_and_its_office_numbers_them(make, people):
    _, actors = people
    organisation = make.organisation()
    desk = Desk(make, organisation, secretary=actors["committee secretary"])
    resolution = desk.adopted(body=BodyKind.COMMITTEE)

    drafters = who(actors, lambda actor: policy.may_draft(actor, resolution.body))
    signers = who(actors, lambda actor: policy.may_sign(actor, resolution))
    issuers = who(actors, lambda actor: policy.may_issue(actor, resolution))

    assert drafters == {"office", "committee secretary", "committee"}
    assert signers == {"committee secretary"}
    assert issuers == {"committee secretary", "office"}


def test_the_inspection_commission_moves_its_own_papers(make, people):
    _, actors = people
    organisation = make.organisation()
    head = make.member(make.cell())
    make.appointment(head, organisation, OfficeTitle.INSPECTION_HEAD)
    actors |= {"head": make.actor(head), "desk": make.office(Office.INSPECTION)}
    body = make.body(organisation, BodyKind.INSPECTION_COMMISSION)
    paper = Resolution(organisation_id=organisation.id, body=body)

    drafters = who(actors, lambda actor: policy.may_draft(actor, body))
    signers = who(actors, lambda actor: policy.may_sign(actor, paper))
    issuers = who(actors, lambda actor: policy.may_issue(actor, paper))

    assert drafters == issuers == {"head", "desk"}
    assert signers == {"head"}
