"""Revision 0002 keeps what an installation of the first path had written."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.exc import IntegrityError

from partywork.cells.models import ImportRow, Member, Membership
from partywork.cells.rules.history import history_of
from partywork.cells.service import events, lives
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.cli.database import MIGRATIONS
from partywork.core.actor import system
from partywork.core.db import SCOPED, db, transaction
from partywork.core.ids import new_id
from partywork.provisions.service import seed
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

TODAY = date(2026, 11, 22)
AT = "2026-01-05 02:00:00+00:00"
CITIZEN_ID, PHONE = "001160000123", "0912345678"


def _insert(table: str, **values: object) -> None:
    """Write a row as the older program did; keys are given as UUIDs."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    keys = [bindparam(name, type_=Uuid()) for name in values if name.endswith("id")]
    keys = [key for key in keys if key.key != "citizen_id"]
    statement = text(f"INSERT INTO {table} ({names}) VALUES ({marks})").bindparams(*keys)
    db.session.execute(statement, values)


def _first_path() -> tuple[object, object]:
    """One cell with an exempted member who came by a list, and the row of the list."""
    cell, member, batch, row = (new_id() for _ in range(4))
    common = {"created_at": AT, "version": 1}
    _insert(
        "organisations",
        id=cell,
        code="CB01",
        kind="cell",
        name="Chi bộ 1",
        folded_name="chi bo 1",
        path="CB01/",
        heading_lines="",
        heading_lines_as_superior="",
        symbol_code="",
        place="",
        **common,
    )
    _insert(
        "members",
        id=member,
        full_name="Nguyễn Thị Hà",
        folded_name="nguyen thi ha",
        name_sort_key="ha",
        born_on="1960-02-03",
        sex="female",
        citizen_id=CITIZEN_ID,
        phone=PHONE,
        residence="Số 1, Hà Nội",
        notes="Cần giúp đỡ",
        admitted_on="1990-03-02",
        official_on="1991-03-02",
        card_number="00000012",
        **common,
    )
    for status, starts_on, ends_on in (
        ("official", "1991-03-02", "2026-01-04"),
        ("exempted", "2026-01-05", None),
    ):
        _insert(
            "memberships",
            id=new_id(),
            organisation_id=cell,
            member_id=member,
            status=status,
            starts_on=starts_on,
            ends_on=ends_on,
            **common,
        )
    _insert(
        "member_imports",
        id=batch,
        organisation_id=cell,
        file_name="danh sách.csv",
        list_day="2026-01-05",
        mapping="{}",
        status="done",
        **common,
    )
    _insert(
        "import_rows",
        id=row,
        organisation_id=cell,
        batch_id=batch,
        sheet_row=2,
        status="imported",
        messages=json.dumps(["Đã viết lại số điện thoại"]),
        cells=json.dumps({"phone": PHONE}),
        member_id=member,
        **common,
    )
    db.session.commit()
    return member, row


def _one(kind: type, key: object) -> object:
    query = db.select(kind).where(kind.id == key).execution_options(**{SCOPED: True})
    return db.session.scalars(query).one()


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_readable_fields_are_sealed_and_standings_get_their_events_and_back(kind, tmp_path: Path):
    with empty_installation(kind, tmp_path):
        upgrade(MIGRATIONS, revision="0001")
        member_id, row_id = _first_path()

        upgrade(MIGRATIONS)
        with transaction():
            seed()

        member, row = _one(Member, member_id), _one(ImportRow, row_id)
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
        member_id, _row = _first_path()
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
