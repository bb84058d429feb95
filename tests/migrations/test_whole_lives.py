"""Revision 0002 keeps what an installation of the first path had written."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from partywork.cells.models import ImportRow, Member, Membership
from partywork.cells.rules.history import history_of
from partywork.cells.service import events, lives
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.cli.database import MIGRATIONS
from partywork.core.actor import system
from partywork.core.db import SCOPED, db, transaction
from partywork.provisions.service import seed
from tests.migrations.rows import CITIZEN_ID, PHONE, first_path, one
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_readable_fields_are_sealed_and_standings_get_their_events_and_back(kind, tmp_path: Path):
    with empty_installation(kind, tmp_path):
        upgrade(MIGRATIONS, revision="0001")
        member_id, row_id = first_path()

        upgrade(MIGRATIONS)
        with transaction():
            seed()

        member, row = one(Member, member_id), one(ImportRow, row_id)
        assert (member.citizen_id, member.phone) == (CITIZEN_ID, PHONE)
        assert member.citizen_id_digest == Member.citizen_id.digest(CITIZEN_ID)
        assert PHONE.encode() not in member.phone_sealed
        assert member.notes == "Cần giúp đỡ"
        assert member.party_age_from == date(1990, 3, 2)
        assert (row.cells, row.messages) == ({"phone": PHONE}, ["Đã viết lại số điện thoại"])
        recorded = events.of_member(system(TODAY), member_id)
        assert [one.kind for one in recorded] == [EventKind.ENROLLED, EventKind.EXEMPTED]
        told = history_of([lives.read(one) for one in recorded], lives.limits(), member.born_on)
        assert [(one.status, one.starts_on, one.ends_on) for one in told.spells] == [
            (MembershipStatus.OFFICIAL, date(1991, 3, 2), date(2026, 1, 4)),
            (MembershipStatus.EXEMPTED, date(2026, 1, 5), None),
        ]
        assert (told.admitted_on, told.official_on) == (date(1990, 3, 2), date(1991, 3, 2))
        assert told.card_number == "00000012"
        db.session.rollback()

        downgrade(MIGRATIONS, revision="0001")

        kept = db.session.execute(
            text("SELECT citizen_id, phone, residence, notes FROM members")
        ).one()
        assert tuple(kept) == (CITIZEN_ID, PHONE, "Số 1, Hà Nội", "Cần giúp đỡ")
        cells = db.session.execute(text("SELECT cells FROM import_rows")).scalar_one()
        assert (json.loads(cells) if isinstance(cells, str) else cells) == {"phone": PHONE}
        db.session.rollback()


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_after_the_upgrade_the_database_refuses_two_cells_on_one_day(kind, tmp_path: Path):
    with empty_installation(kind, tmp_path):
        upgrade(MIGRATIONS, revision="0001")
        member_id, _row = first_path()
        upgrade(MIGRATIONS)
        query = db.select(Membership).where(Membership.member_id == member_id)
        held = db.session.scalars(query.execution_options(**{SCOPED: True})).first()
        cell_id = held.organisation_id

        with pytest.raises(IntegrityError), transaction():
            db.session.add(
                Membership(
                    organisation_id=cell_id,
                    member_id=member_id,
                    status=MembershipStatus.OFFICIAL,
                    starts_on=TODAY - timedelta(days=1),
                )
            )
