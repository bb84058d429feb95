"""Revision 0005 freezes what letters say with their number; and gives back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from partywork.cli.database import MIGRATIONS
from partywork.core.db import db
from partywork.core.ids import new_id
from partywork.transfers.models import TransferPaper
from tests.migrations.rows import COMMON, grown_to, insert, one
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

FILE = "a" * 64


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, object]]:
    """An installation of the fourth revision with a letter that has its file."""
    with empty_installation(request.param, tmp_path):
        cell, member = grown_to("0004")
        keys: dict[str, object] = {"transfer": new_id(), "letter": new_id(), "slip": new_id()}
        insert(
            "transfers",
            id=keys["transfer"],
            organisation_id=cell,
            member_id=member,
            kind="away",
            state="completed",
            effective_on="2026-11-01",
            is_study=False,
            extensions="[]",
            has_self_review=False,
            **COMMON,
        )
        _paper(keys, "letter", sha256=FILE)
        db.session.commit()
        yield keys


def _paper(keys: dict[str, object], kind: str, **values: object) -> None:
    insert(
        "transfer_papers",
        id=keys[kind],
        transfer_id=keys["transfer"],
        kind=kind,
        file_name=f"{kind}.pdf",
        **values,
        **COMMON,
    )


def test_a_letter_that_has_its_file_keeps_it(before: dict[str, object]) -> None:
    upgrade(MIGRATIONS)

    kept = one(TransferPaper, before["letter"])
    assert (kept.content, kept.sha256) == ({}, FILE)
    assert "class_letters" in inspect(db.engine).get_table_names()
    db.session.rollback()


def test_the_way_back_keeps_what_has_a_file_and_lets_the_rest_be_laid_out_when_opened(
    before: dict[str, object],
) -> None:
    upgrade(MIGRATIONS)
    _paper(before, "slip", content='{"to_name": "Chi bộ 1"}')
    db.session.commit()

    downgrade(MIGRATIONS, revision="0004")

    found = db.session.execute(text("SELECT kind, sha256 FROM transfer_papers")).all()
    assert [tuple(row) for row in found] == [("letter", FILE)]
    assert "class_letters" not in inspect(db.engine).get_table_names()
    db.session.rollback()
