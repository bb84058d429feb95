"""A new term begins together with the end of the offices nobody was elected to again (OP2)."""

from datetime import date

import pytest

from partywork.cells import queries
from partywork.cells.service import new_term, nominations
from partywork.cells.service.proposing import Decision
from partywork.cells.terms import OfficeTitle
from partywork.core.errors import NotAllowed, RuleBroken

BEGINS = date(2026, 11, 5)
DECISION = Decision("31-QĐ/ĐU", date(2026, 11, 4))


@pytest.fixture(autouse=True)
def _november(today):
    today(date(2026, 11, 9))


def officers(make, organisation, *offices):
    return [make.appointment(make.member(make.cell()), organisation, one) for one in offices]


def names(actor, organisation, day):
    return {one.office for one in queries.appointments_on(actor, organisation.id, day)}


def test_who_is_not_elected_again_gives_the_office_up_with_the_old_term(make):
    desk, cell = make.office(), make.cell()
    people = [make.member(cell) for _ in range(3)]
    titles = (
        OfficeTitle.SECRETARY,
        OfficeTitle.DEPUTY_SECRETARY,
        OfficeTitle.CELL_COMMITTEE_MEMBER,
    )
    held = [make.appointment(one, cell, title) for one, title in zip(people, titles, strict=True)]

    term = new_term.begin(
        desk,
        cell.id,
        starts_on=BEGINS,
        ends_on=None,
        leaving={held[1].id, held[2].id},
        decision=DECISION,
    )

    assert term.starts_on == BEGINS
    assert names(desk, cell, date(2026, 11, 4)) == set(titles)
    assert names(desk, cell, BEGINS) == {OfficeTitle.SECRETARY}
    assert (held[1].relief_number, held[1].ends_on) == ("31-QĐ/ĐU", date(2026, 11, 4))


def test_above_the_cells_each_end_waits_for_a_second_person(make):
    desk, committee = make.office(), make.organisation()
    (held,) = officers(make, committee, OfficeTitle.COMMITTEE_MEMBER)

    new_term.begin(
        desk, committee.id, starts_on=BEGINS, ends_on=None, leaving={held.id}, decision=DECISION
    )

    assert OfficeTitle.COMMITTEE_MEMBER in names(desk, committee, BEGINS)
    (waiting,) = nominations.waiting(make.committee_secretary())
    assert waiting.follows_id == held.id


def test_a_term_alone_leaves_every_office_as_it_is(make):
    desk, cell = make.office(), make.cell()
    make.secretary(cell)

    new_term.begin(desk, cell.id, starts_on=BEGINS, ends_on=date(2031, 11, 5))

    assert names(desk, cell, BEGINS) == {OfficeTitle.SECRETARY}


def test_an_end_without_a_decision_opens_no_term(make):
    desk, cell = make.office(), make.cell()
    held = make.appointment(make.member(cell), cell, OfficeTitle.SECRETARY)

    with pytest.raises(RuleBroken, match="số và ngày quyết định"):
        new_term.begin(desk, cell.id, starts_on=BEGINS, ends_on=None, leaving={held.id})

    assert queries.term_on(desk, cell.id, BEGINS).starts_on != BEGINS


def test_the_page_offers_the_officers_and_keeps_what_was_ticked(make, browse):
    desk, cell = make.office(), make.cell()
    held = make.appointment(make.member(cell), cell, OfficeTitle.SECRETARY)
    browser, path = browse(desk), f"/cells/{cell.id}/terms/new"
    ticked = {"starts_on": "05/11/2026", "leaving": [str(held.id)]}
    assert "Bí thư: đ/c" in browser.get(path).words

    again = browser.post(path, ticked, expect=422)
    assert "Hãy ghi số và ngày quyết định" in again.words
    assert again.soup.find("input", {"name": "leaving", "checked": True})["value"] == str(held.id)
    browser.post(path, ticked | {"decision_number": "31-QĐ/ĐU", "decided_on": "04/11/2026"})

    assert names(desk, cell, BEGINS) == set()


def test_only_the_organisation_desk_begins_terms(make):
    cell = make.cell()

    with pytest.raises(NotAllowed):
        new_term.for_beginning(make.secretary(cell), cell.id)
