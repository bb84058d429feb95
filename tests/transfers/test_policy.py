"""Two cells, every role: who sees a transfer and who takes its steps."""

from datetime import date

import pytest

from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.transfers import policy
from partywork.transfers.models import Transfer, TransferPaper, TransferReminder
from partywork.transfers.terms import PaperKind, TransferKind, TransferState
from tests.support.people import who

DAY = date(2026, 11, 5)


@pytest.fixture
def here(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def there(make):
    return make.cell()


@pytest.fixture
def transfer(make, here, there):
    member = make.member(here)
    with transaction():
        found = Transfer(
            organisation_id=here.id,
            other_organisation_id=there.id,
            member_id=member.id,
            kind=TransferKind.WITHIN,
            state=TransferState.STARTED,
            effective_on=DAY,
        )
        db.session.add(found)
        db.session.flush()
        db.session.add(TransferReminder(transfer_id=found.id, code="first"))
        db.session.add(
            TransferPaper(
                transfer_id=found.id, kind=PaperKind.LETTER, sha256="0" * 64, file_name="giay.pdf"
            )
        )
    _ = found.organisation
    return found


@pytest.fixture
def people(make, here, there):
    return {
        "secretary": make.secretary(here),
        "receiving secretary": make.secretary(there),
        "other secretary": make.secretary(make.cell()),
        "member": make.plain_member(here),
        "organisation desk": make.office(Desk.ORGANISATION),
        "clerk": make.office(Desk.CLERICAL),
        "committee": make.committee(),
        "administrator": make.administrator(),
        "nobody": Actor(user_id=None, member_id=None, name="", day=DAY),
        "system": system(DAY),
    }


def test_the_cells_concerned_and_the_organisation_desk_see_a_transfer_and_its_reminders(
    people, transfer
):
    concerned = {"secretary", "receiving secretary", "organisation desk", "system"}

    for visible in (policy.visible, policy.visible_reminders, policy.visible_papers):
        assert who(people, lambda a, v=visible: len(list(db.session.scalars(v(a))))) == concerned


def test_the_cell_begins_and_prepares_the_desk_decides(people, here, transfer):
    about = transfer.member_id
    cell_and_desk = {"secretary", "organisation desk", "system"}
    desk = {"organisation desk", "system"}

    assert who(people, policy.may_follow) == {
        "secretary",
        "receiving secretary",
        "other secretary",
        "organisation desk",
    }
    assert who(people, policy.may_take_in) == desk
    assert who(people, lambda a: policy.may_take_into(a, here)) == desk
    assert who(people, lambda a: policy.may_begin(a, here, about)) == cell_and_desk
    assert who(people, lambda a: policy.may_prepare(a, transfer)) == cell_and_desk
    assert who(people, lambda a: policy.may_move(a, here, about)) == desk
    assert who(people, lambda a: policy.may_decide(a, transfer)) == desk


def test_nobody_begins_or_moves_their_own_transfer(people, here):
    for name in ("secretary", "organisation desk"):
        actor = people[name]
        assert not policy.may_begin(actor, here, actor.member_id)
        assert not policy.may_move(actor, here, actor.member_id)
