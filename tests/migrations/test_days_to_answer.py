"""Revision 0008 lets the office say within how many days a recommendation is answered."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from partywork.cli.database import MIGRATIONS
from partywork.core.db import db
from partywork.core.ids import new_id
from tests.migrations.rows import COMMON, grown_to, insert
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

KEYS = text("SELECT key FROM provisions ORDER BY key")


def decide(key: str) -> None:
    insert(
        "provisions",
        id=new_id(),
        key=key,
        valid_from="2026-01-01",
        value="20",
        article="",
        certainty="proposed",
        note="",
        **COMMON,
    )


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_the_days_come_with_the_revision_and_go_with_it(kind, tmp_path):
    with empty_installation(kind, tmp_path):
        grown_to("0007")
        decide("transfer.days")
        db.session.commit()
        with pytest.raises(IntegrityError):
            decide("meeting.answer_days")
        db.session.rollback()

        upgrade(MIGRATIONS)
        decide("meeting.answer_days")
        db.session.commit()
        both = db.session.scalars(KEYS).all()
        db.session.rollback()
        downgrade(MIGRATIONS, revision="0007")
        left = db.session.scalars(KEYS).all()
        db.session.rollback()

    assert both == ["meeting.answer_days", "transfer.days"]
    assert left == ["transfer.days"]
