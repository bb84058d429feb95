"""Who reads recommendations, who writes them down, who answers them."""

from datetime import date

import pytest

from partywork.cells.models import Organisation
from partywork.core.actor import system
from partywork.core.db import db
from partywork.recommendations import policy, service
from partywork.recommendations.models import Recommendation
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject
from tests.support.make import Make

DAY = date(2026, 11, 22)


@pytest.fixture
def cell(make: Make, today: object) -> Organisation:
    today(DAY)  # type: ignore[operator]
    return make.cell()


def recorded(make: Make, cell: Organisation, addressee: Addressee) -> Recommendation:
    asked = Asked("Bố trí phòng họp", Subject.CONDITIONS, addressee, date(2026, 11, 5))
    return service.record(make.secretary(cell), cell.id, asked)


def test_what_is_asked_of_the_committee_is_read_above_and_the_rest_in_the_cell_alone(
    make: Make, cell: Organisation
) -> None:
    for addressee in (Addressee.COMMITTEE, Addressee.CELL):
        recorded(make, cell, addressee)
    seen = {
        name: len(db.session.scalars(policy.visible(actor)).all())
        for name, actor in {
            "member": make.plain_member(cell),
            "office": make.office(),
            "other cell": make.secretary(make.cell()),
            "administrator": make.administrator(),
            "system": system(DAY),
        }.items()
    }

    assert seen == {"member": 2, "office": 1, "other cell": 0, "administrator": 0, "system": 2}


def test_the_office_answers_for_the_committee_and_officers_for_their_own_cell(
    make: Make, cell: Organisation
) -> None:
    above, own = (recorded(make, cell, one) for one in (Addressee.COMMITTEE, Addressee.CELL))
    secretary, office = make.secretary(cell), make.office()

    assert [policy.may_answer(office, one) for one in (above, own)] == [True, False]
    assert [policy.may_answer(secretary, one) for one in (above, own)] == [False, True]
    assert not policy.may_record(make.plain_member(cell), cell.id)


def test_those_above_read_what_many_cells_ask(make: Make, cell: Organisation) -> None:
    assert [policy.may_read_all(one) for one in (make.committee(), make.secretary(cell))] == [1, 0]


def test_those_above_print_for_everybody_below_officers_for_their_cell_and_members_nothing(
    make: Make, cell: Organisation
) -> None:
    office, secretary = make.office(), make.secretary(cell)

    assert policy.prints_for(office) == {cell.parent_id}
    assert policy.prints_for(secretary) == {cell.id}
    people = (office, secretary, make.plain_member(cell), make.administrator())
    assert [policy.may_print(one) for one in people] == [True, True, False, False]
