import pytest
import sqlalchemy as sa

from partywork.audit import service as audit
from partywork.audit.models import AuditEntry
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction


def _write(count):
    actor = system(clock.today())
    for number in range(count):
        with transaction():
            audit.record(actor, "test.write", number=number)


def _first():
    return db.session.scalar(
        sa.select(sa.func.min(AuditEntry.sequence)).execution_options(partywork_scoped=True)
    )


@pytest.mark.parametrize(
    ("tamper", "found_at"),
    [
        (sa.update(AuditEntry).values(actor_name="Người khác"), 2),
        (sa.update(AuditEntry).values(changes={"number": 7}), 2),
        (sa.update(AuditEntry).values(hash="0" * 64), 2),
        (sa.delete(AuditEntry), 3),
    ],
)
def test_a_changed_or_missing_entry_is_named(app, tamper, found_at):
    _write(5)
    offset = _first() + 1
    with transaction():
        db.session.execute(
            tamper.where(AuditEntry.sequence == offset).execution_options(synchronize_session=False)
        )
    db.session.expunge_all()

    found = list(audit.verify_chain())

    assert found[0] == offset + found_at - 2


def test_an_untouched_trail_is_whole(app):
    _write(20)

    assert list(audit.verify_chain()) == []
