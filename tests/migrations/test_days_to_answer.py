"""Revision 0008 lets the office say within how many days a recommendation is answered."""

import json

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, Date, column, table, text
from sqlalchemy.exc import IntegrityError

from partywork.cli.database import MIGRATIONS
from partywork.core.db import db
from partywork.core.ids import new_id
from tests.migrations.rows import COMMON, grown_to, insert
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

KEYS = text("SELECT key FROM provisions ORDER BY key")


LENGTHS = db.select(
    column("key"), column("value", JSON()), column("valid_from", Date())
).select_from(table("provisions"))


def decide(key: str, value: str = "20", valid_from: str = "2026-01-01") -> None:
    insert(
        "provisions",
        id=new_id(),
        key=key,
        valid_from=valid_from,
        value=value,
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


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_the_older_program_finds_the_lengths_of_meetings_as_numbers(kind, tmp_path):
    with empty_installation(kind, tmp_path):
        grown_to("0008")
        decide("meeting.min_minutes", "90")
        decide("meeting.min_minutes", json.dumps("90; dưới 10 đảng viên: 60"), "2026-06-01")
        decide("meeting.combined_minutes", '"120"')
        decide("badge.milestones", '"30, 40"')
        db.session.commit()

        downgrade(MIGRATIONS, revision="0007")
        left = db.session.execute(LENGTHS.order_by(column("key"), column("valid_from"))).all()
        db.session.rollback()

    assert [(key, value) for key, value, _from in left] == [
        ("badge.milestones", "30, 40"),
        ("meeting.combined_minutes", 120),
        ("meeting.min_minutes", 90),
        ("meeting.min_minutes", 90),
    ]
