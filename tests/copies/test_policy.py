"""Who reads copies and books of minutes, who makes and who numbers them."""

from collections.abc import Callable
from datetime import time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.copies import policy
from partywork.copies.models import MinutesBook
from partywork.copies.service import writing
from partywork.copies.service.writing import Wanted
from partywork.copies.terms import CopyKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.meetings.service import record
from tests.meetings.minuting import MEETS_ON, closed, confirmed, everybody_there, write
from tests.support.make import Make


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


def test_a_draft_of_a_copy_and_a_book_are_for_the_officers_of_the_cell(make: Make) -> None:
    case = everybody_there(make)
    write(case, "B1", "Thông tin 03 văn bản mới.", "Nhất trí.")
    closed(case)
    confirmed(case)
    minutes = record.whole(case.secretary, case.id).minutes
    assert minutes is not None
    assert minutes.document_id is not None
    writing.write(
        case.secretary,
        minutes.document_id,
        Wanted(CopyKind.CERTIFIED, (), case.secretary.member_id, "- Lưu Chi bộ."),
    )
    with transaction():
        db.session.add(
            MinutesBook(
                organisation_id=case.organisation.id,
                document_id=minutes.document_id,
                year=2026,
                bound_on=MEETS_ON,
                meetings=1,
                sheets=3,
            )
        )
    member = make.actor(make.member(case.organisation, status=MembershipStatus.PROBATIONARY))

    def seen(actor: Actor) -> tuple[int, int]:
        copies = db.session.scalars(policy.visible(actor)).all()
        return len(copies), len(db.session.scalars(policy.visible_books(actor)).all())

    assert seen(case.secretary) == (1, 1)
    assert seen(system(clock.today())) == (1, 1)
    assert seen(make.secretary(make.cell())) == (0, 0)
    assert seen(member) == (0, 0)


def test_officers_copy_the_papers_of_their_own_place_and_signers_and_the_office_number(
    make: Make,
) -> None:
    cell, above = make.cell(), make.organisation()
    secretary, office, member = make.secretary(cell), make.office(), make.plain_member(cell)

    assert [policy.may_copy(one, cell.id) for one in (secretary, office, member)] == [1, 0, 0]
    assert [policy.may_copy(one, above.id) for one in (secretary, office, member)] == [0, 1, 0]
    assert [policy.may_issue(one, cell.id) for one in (secretary, office, member)] == [1, 0, 0]
    assert [policy.may_issue(one, above.id) for one in (secretary, office, member)] == [0, 1, 0]
