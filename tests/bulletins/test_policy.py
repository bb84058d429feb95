"""Who reads what the office sends every cell."""

from datetime import date

import pytest

from partywork.bulletins import policy, service
from partywork.bulletins.service import Named, Written
from partywork.bulletins.terms import BulletinKind
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.periods import Month

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _in_november(today):
    today(DAY)


def seen(actor):
    """How many bulletins and lines the actor reads."""
    return tuple(
        len(db.session.scalars(visible(actor)).all())
        for visible in (policy.visible, policy.visible_lines)
    )


def test_a_draft_is_the_offices_and_once_issued_everybody_in_the_party_reads_it(make):
    office = make.office()
    member, administrator = make.plain_member(make.cell()), make.administrator()
    facts = Written(Month(2026, 11), "Văn bản mới tháng 11", "")
    bulletin = service.draft(office, BulletinKind.TEXTS, facts)
    named = Named("42-HD/BTCTW", "Ban Tổ chức Trung ương", "sinh hoạt chi bộ", date(2026, 10, 5))
    service.name_text(office, bulletin.id, named, file=None)
    readers = (office, system(DAY), member, administrator)

    drafted = [seen(one) for one in readers]
    service.issue(office, bulletin.id, version=bulletin.version)

    assert drafted == [(1, 1), (1, 1), (0, 0), (0, 0)]
    assert [seen(one) for one in readers] == [(1, 1), (1, 1), (1, 1), (0, 0)]


def test_the_office_writes_for_its_own_organisation_alone(make):
    office, secretary = make.office(), make.secretary(make.cell())
    own = make.organisation().id

    assert policy.may_write(office, own)
    assert policy.may_write_some(office)
    assert not policy.may_write(office, make.cell().id)
    assert not policy.may_write(secretary, own)
    assert not policy.may_write_some(secretary)
