from uuid import UUID

import pytest
import sqlalchemy as sa

from partywork.cells.models import Member
from partywork.core import resealing
from partywork.core.db import db, transaction
from partywork.core.resealing import prepare_keys
from partywork.core.sealing import (
    KeysUnusable,
    Sealed,
    SealedText,
    keys_in_use,
    make_keys,
    ring,
    save_keys,
)
from tests.core.test_sealing import SECRETS, stored


@pytest.fixture
def kept(app):
    """The keys of the shared application, put back afterwards."""
    before = ring()
    yield
    save_keys(keys_in_use().file, before)


@pytest.fixture
def people(make, kept):
    cell = make.cell()
    found = [make.member(cell) for _ in range(7)]
    with transaction():
        for number, person in enumerate(found):
            for name, words in SECRETS.items():
                setattr(person, name, f"{words}{number}")
    return [person.id for person in found]


def reseal_all(batch):
    done = []
    while not done or done[-1]:
        done.append(resealing.reseal_batch(batch))
    return done


def test_every_value_is_sealed_anew_in_batches_and_still_opens(people):
    values = sum(resealing.rows_by_key().values())
    old = ring().current
    resealing.add_key()
    assert resealing.remaining() == values

    done = reseal_all(10)

    assert sum(done) == values
    assert max(done) == 10
    assert resealing.rows_by_key() == {old + 1: values}
    resealing.check_keys()
    for number, key in enumerate(people):
        found = stored(key)
        assert {name: getattr(found, name) for name in SECRETS} == {
            name: f"{words}{number}" for name, words in SECRETS.items()
        }


def test_an_old_key_is_kept_while_a_row_needs_it_and_dropped_after(people):
    resealing.add_key()
    with pytest.raises(KeysUnusable, match="still need an old key"):
        resealing.forget_old_keys()

    reseal_all(100)
    resealing.forget_old_keys()

    assert list(ring().keys) == [ring().current]
    assert stored(people[0]).phone == f"{SECRETS['phone']}0"


def test_keys_of_another_installation_are_told_by_name(people):
    save_keys(keys_in_use().file, make_keys())

    with pytest.raises(KeysUnusable, match="is not the key file of this database"):
        resealing.check_keys()


def test_lost_keys_are_never_replaced_by_new_ones(app, people, tmp_path):
    with pytest.raises(KeysUnusable, match="put back the copy"):
        prepare_keys(app, tmp_path / "keys" / "fields.json")

    assert not (tmp_path / "keys" / "fields.json").exists()


def test_the_first_start_makes_the_keys(app, kept, tmp_path):
    used = keys_in_use().file

    prepare_keys(app, tmp_path / "keys" / "fields.json")

    assert keys_in_use().file.exists()
    prepare_keys(app, used)
    assert resealing.rows_by_key() == {}
    db.session.remove()


@pytest.fixture
def waiting(app):
    """A table as a change of the schema finds it: readable words, and a column to seal them in."""
    table = sa.table(
        "waiting_words",
        sa.column("id", sa.Uuid()),
        sa.column("told", sa.String()),
        sa.column("reason_sealed", sa.LargeBinary()),
    )
    made = sa.Table(
        "waiting_words",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("told", sa.String()),
        sa.Column("reason_sealed", sa.LargeBinary()),
    )
    connection = db.session.connection()
    made.create(connection)
    yield table, connection
    db.session.rollback()
    made.drop(db.session.connection(), checkfirst=True)
    db.session.commit()


def test_readable_words_are_sealed_in_their_place_and_put_back(waiting):
    table, connection = waiting
    words = {UUID(int=1): "Đi viện", UUID(int=2): "", UUID(int=3): None, UUID(int=4): "Việc nhà"}
    for key, told in words.items():
        connection.execute(sa.insert(table).values(id=key, told=told))

    assert resealing.seal_readable(connection, "waiting_words", "told", "reason") == 2

    kept = dict(connection.execute(sa.select(table.c.id, table.c.reason_sealed)).all())
    assert [key for key, sealed in kept.items() if sealed is None] == [UUID(int=2), UUID(int=3)]
    place = f"waiting_words|reason|{UUID(int=1)}"
    assert ring().open(kept[UUID(int=1)], place).decode() == "Đi viện"
    connection.execute(sa.update(table).values(told=None))
    assert resealing.unseal_readable(connection, "waiting_words", "told", "reason") == 2
    assert dict(connection.execute(sa.select(table.c.id, table.c.told)).all()) == {
        UUID(int=1): "Đi viện",
        UUID(int=2): None,
        UUID(int=3): None,
        UUID(int=4): "Việc nhà",
    }


def test_a_database_that_waits_for_a_column_starts_without_it(app, people, monkeypatch):
    class NotThereYet(SealedText):
        pass

    field = NotThereYet()
    field.owner, field.name = Member, "not_there_yet"
    monkeypatch.setattr(Sealed, "fields", [*Sealed.fields, field])

    resealing.check_keys()
    assert sum(resealing.rows_by_key().values()) >= len(people)
