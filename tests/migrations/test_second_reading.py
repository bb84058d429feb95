"""Revision 0003 keeps what an installation of the second had written, and gives it back."""

from datetime import date
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError

from partywork.accounts.models import User
from partywork.cells.models import MemberEvent, Nomination, Organisation
from partywork.cells.terms import NominationKind
from partywork.cli.database import MIGRATIONS
from partywork.core.db import SCOPED, db
from partywork.core.ids import new_id
from partywork.notifications.models import Notice
from tests.migrations.rows import COMMON, first_path, grown_to, insert, one
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE


def _second_revision(member: object) -> tuple[object, object, object, object]:
    """Two accounts, an office handed over that waits, and a notice."""
    own, other, office, notice = (new_id() for _ in range(4))
    for key, name, of_member in ((own, "Tên cũ", member), (other, "Người quản trị", None)):
        insert(
            "users",
            id=key,
            user_name=f"nguoi-{key}",
            full_name=name,
            member_id=of_member,
            status="active",
            **COMMON,
        )
    (cell,) = db.session.scalars(db.select(Organisation.id).execution_options(**{SCOPED: True}))
    held = new_id()
    insert(
        "appointments",
        id=held,
        organisation_id=cell,
        member_id=member,
        office="secretary",
        starts_on="2025-03-27",
        **COMMON,
    )
    insert(
        "nominations",
        id=office,
        organisation_id=cell,
        member_id=member,
        office="secretary",
        starts_on="2026-12-01",
        decision_number="5-QĐ/ĐU",
        decided_on="2026-11-20",
        decision_kind="recognised",
        follows_id=held,
        status="waiting",
        proposed_by="Nguyễn Thị Hà",
        **COMMON,
    )
    insert(
        "notices",
        id=notice,
        recipient_id=new_id(),
        kind="reminder",
        title="Nhắc",
        text="",
        **COMMON,
    )
    db.session.commit()
    return own, other, office, notice


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_names_offices_and_notices_go_over_and_back(kind: str, tmp_path: Path) -> None:
    with empty_installation(kind, tmp_path):
        _cell, member = grown_to("0002")
        own, other, office, notice = _second_revision(member)

        upgrade(MIGRATIONS)

        assert one(User, own).own_name is None
        assert one(User, other).own_name == "Người quản trị"
        assert one(Nomination, office).kind is NominationKind.HANDED_OVER
        assert one(Notice, notice).lines == []
        db.session.rollback()

        downgrade(MIGRATIONS, revision="0002")

        names = dict(db.session.execute(text("SELECT user_name, full_name FROM users")).all())
        assert names == {f"nguoi-{own}": "Nguyễn Thị Hà", f"nguoi-{other}": "Người quản trị"}
        db.session.rollback()


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_after_the_upgrade_the_database_keeps_recorded_events(kind: str, tmp_path: Path) -> None:
    with empty_installation(kind, tmp_path):
        upgrade(MIGRATIONS, revision="0001")
        member, _row = first_path()
        upgrade(MIGRATIONS)

        with pytest.raises(DatabaseError, match="stays"):
            db.session.execute(
                update(MemberEvent)
                .where(MemberEvent.member_id == member)
                .values(happened_on=date(2001, 1, 1))
            )
        db.session.rollback()
