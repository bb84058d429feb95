"""Two cells, every role: who reads a paper from draft to archive."""

from datetime import date

import pytest

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.documents import policy, service
from partywork.documents.pages import Paragraph
from partywork.documents.terms import AccessClass, DocumentKind
from tests.support.people import around

SYSTEM = system(date(2026, 11, 6))


@pytest.fixture
def people(make):
    """Return one actor for each role around two cells."""
    here = make.cell()
    return here, {
        **around(make, here, SYSTEM.day),
        "inspector with a case above": make.inspector(case_for=make.organisation()),
        "system": SYSTEM,
    }


OWN_STAFF = {"secretary", "deputy", "inspector with a case", "system"}
PARTY = OWN_STAFF | {"member", "other secretary", "other member"}
OVERSEERS = {"office", "committee", "inspector", "inspector with a case above"}
PARTY |= OVERSEERS


@pytest.mark.parametrize(
    ("access", "steps", "readers"),
    [
        pytest.param(AccessClass.OPEN, (), OWN_STAFF, id="a draft"),
        pytest.param(
            AccessClass.INTERNAL, ("publish",), OWN_STAFF | {"member"}, id="published inside"
        ),
        pytest.param(AccessClass.RESTRICTED, ("publish",), OWN_STAFF, id="published, limited"),
        pytest.param(AccessClass.OPEN, ("publish",), PARTY, id="published to all"),
        pytest.param(
            AccessClass.RESTRICTED,
            ("file_up",),
            OWN_STAFF | OVERSEERS,
            id="filed",
        ),
    ],
)
def test_each_role_reads_exactly_what_it_may(people, access, steps, readers):
    here, actors = people
    document = service.draft(
        SYSTEM, organisation_id=here.id, kind=DocumentKind.REPORT, summary="a", access=access
    )
    service.set_clauses(SYSTEM, document, [Paragraph("I", "Một")])
    service.store_rendered(SYSTEM, document, content=b"%PDF-", file_name="a.pdf")
    for step in steps:
        getattr(service, step)(document)

    def who(visible):
        return {name for name, actor in actors.items() if db.session.scalars(visible(actor)).all()}

    assert who(policy.visible) == readers
    assert who(policy.visible_files) == readers
    assert who(policy.visible_clauses) == readers


def test_number_registers_are_for_those_who_work_with_the_papers(people):
    here, actors = people
    document = service.draft(SYSTEM, organisation_id=here.id, kind=DocumentKind.REPORT, summary="a")
    service.issue(SYSTEM, document, issued_on=clock.today())

    def who(visible):
        return {name for name, actor in actors.items() if db.session.scalars(visible(actor)).all()}

    readers = {"secretary", "deputy", "system"}
    assert who(policy.visible_series) == readers
    assert who(policy.visible_taken_numbers) == readers


def test_the_organisation_above_does_not_read_drafts_of_the_one_below(make):
    cell = make.cell()
    with transaction():
        service.draft(SYSTEM, organisation_id=cell.id, kind=DocumentKind.REPORT, summary="a")
    drafts_above = policy.visible(make.committee_secretary())

    assert db.session.scalars(drafts_above).all() == []


def test_to_whom_a_paper_was_given_is_seen_with_the_paper(make):
    cell = make.cell()
    guest = make.member(make.cell())
    with transaction():
        paper = service.draft(
            SYSTEM,
            organisation_id=cell.id,
            kind=DocumentKind.MEETING_PAPER,
            summary="a",
            access=AccessClass.RESTRICTED,
        )
        service.publish_to(paper, [guest.id])

    def readers(actor):
        return [one.member_id for one in db.session.scalars(policy.visible_readers(actor))]

    assert readers(SYSTEM) == [guest.id]
    assert readers(make.secretary(cell)) == [guest.id]
    assert readers(make.actor(guest)) == [guest.id]
    assert readers(make.plain_member(cell)) == []
