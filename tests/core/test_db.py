import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member, Membership, Organisation
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import (
    SCOPED,
    after_commit,
    count_rows,
    db,
    is_alive,
    lock_for_update,
    release,
    transaction,
)
from partywork.core.errors import Busy, RuleBroken, Stale
from partywork.core.ids import new_id
from partywork.notifications.models import Notice
from partywork.notifications.terms import NoticeKind


def _members() -> int:
    query = sa.select(sa.func.count()).select_from(Member)
    return db.session.scalar(query.execution_options(**{SCOPED: True})) or 0


def test_what_one_use_case_writes_is_kept_together(make):
    cell = make.cell()
    before = _members()

    @transaction()
    def refused_half_way() -> None:
        make.member(cell)
        raise RuleBroken("Không được.")

    with pytest.raises(RuleBroken):
        refused_half_way()

    assert _members() == before


def test_an_inner_block_joins_the_outer_transaction(make):
    cell = make.cell()
    before = _members()

    with transaction():
        make.member(cell)
        with transaction():
            make.member(cell)

    assert _members() == before + 2


@pytest.mark.parametrize(
    "query",
    [
        sa.select(Member),
        sa.select(Membership.id),
        sa.select(Member.full_name, Organisation.name).join(
            Organisation, Organisation.id == Member.id
        ),
    ],
)
def test_a_read_that_skips_the_policy_is_refused(app, query):
    with pytest.raises(RuntimeError, match="unscoped read"):
        db.session.execute(query)
    with pytest.raises(RuntimeError, match="unscoped read"):
        count_rows(query)


def test_getting_by_key_is_refused_too(make):
    member_id = make.member(make.cell()).id
    db.session.expunge_all()

    with pytest.raises(RuntimeError, match="unscoped read"):
        db.session.get(Member, member_id)


def test_a_read_through_the_policy_passes(make):
    make.member(make.cell())

    everybody = policy.visible_members(system(clock.today()))

    assert len(list(db.session.scalars(everybody))) == 1
    assert count_rows(everybody.order_by(Member.full_name)) == 1
    assert count_rows(everybody.where(Member.full_name == "Không ai")) == 0


def test_a_save_over_a_newer_saving_is_refused(app, make):
    member = make.member(make.cell())
    member_id, opened = member.id, member.version
    with transaction():
        member.occupation = "Kỹ sư"

    with pytest.raises(Stale):
        member.expect_version(opened)

    @transaction()
    def save_over_somebody() -> None:
        assert member.version == opened + 1
        db.session.execute(
            sa.update(Member)
            .where(Member.id == member_id)
            .values(version=9)
            .execution_options(synchronize_session=False)
        )
        member.occupation = "Bác sĩ"

    with pytest.raises(Stale):
        save_over_somebody()


def test_removing_what_others_need_is_a_refusal_in_words(make):
    cell = make.cell()
    make.member(cell)

    with pytest.raises(RuleBroken, match="còn hồ sơ khác"), transaction():
        db.session.execute(sa.delete(Organisation).where(Organisation.id == cell.id))


def test_text_is_composed_on_the_way_in(make):
    decomposed = "Hoa\u0300"

    member = make.member(make.cell(), name=decomposed + " Bình")
    db.session.expire_all()

    assert member.full_name == "Hoà Bình"


def test_an_instant_without_zone_is_refused(make):
    member = make.member(make.cell())

    with pytest.raises(StatementError, match="aware"), transaction():
        member.created_at = datetime(2026, 11, 5, 9, 0)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_is_opened_with_the_safe_settings(app):
    with db.engine.connect() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        version = tuple(
            int(part)
            for part in str(connection.exec_driver_sql("SELECT sqlite_version()").scalar()).split(
                "."
            )
        )
        assert pragma("foreign_keys") == 1
        assert pragma("synchronous") == 2
        assert pragma("secure_delete") == 1
        assert pragma("journal_mode") == ("wal" if version >= (3, 51, 3) else "truncate")


def test_one_use_case_writes_one_link_of_the_trail(make):
    cell = make.cell()
    actor = make.secretary(cell)

    with transaction():
        entry = audit.record(actor, "cell.rename", cell, name=["Cũ", "Mới"])

    assert entry.actor_name == actor.name
    assert entry.changes == {"name": ["Cũ", "Mới"]}
    assert list(audit.verify_chain()) == []


def test_long_work_lets_go_of_what_was_read(app):
    is_alive()

    release()

    assert not db.session().in_transaction()


def test_long_work_is_refused_inside_a_use_case(app):
    with pytest.raises(RuntimeError, match="long work"), transaction():
        release()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_save_that_waits_too_long_says_so_and_keeps_nothing(app, make):
    member = make.member(make.cell())
    with db.engine.connect() as other:
        other.exec_driver_sql("SELECT 1")
        other.exec_driver_sql("UPDATE members SET occupation = 'Kỹ sư'")
        db.session.connection().exec_driver_sql("PRAGMA busy_timeout=50")

        @transaction()
        def save() -> None:
            db.session.connection().exec_driver_sql("PRAGMA busy_timeout=50")
            member.occupation = "Bác sĩ"

        with pytest.raises(Busy):
            save()
        other.rollback()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_one_of_two_who_wait_for_each_other_is_told_to_try_again(app):
    asked = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
    # Whoever waits first is the first to notice the circle, and is given up.
    is_waited_for = sa.text(
        "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    )
    held = threading.Event()

    def ask_for_each_others() -> None:
        with engine.connect() as other:
            other.execute(asked, {"name": "theirs"})
            held.set()
            while not other.scalar(is_waited_for):
                time.sleep(0.01)
            other.execute(asked, {"name": "ours"})

    @transaction()
    def ask_first() -> None:
        lock_for_update("ours")
        waiting.append(devices.submit(ask_for_each_others))
        held.wait()
        lock_for_update("theirs")

    engine, waiting = db.engine, []
    with ThreadPoolExecutor(1) as devices, pytest.raises(Busy):
        ask_first()
    waiting[0].result()


def test_an_error_of_the_database_names_no_value_of_a_row(app):
    unfinished = Notice(recipient_id=new_id(), kind=NoticeKind.JOB, title=None, text="Chim sơn ca")

    with pytest.raises(sa.exc.IntegrityError) as broken, transaction():
        db.session.add(unfinished)

    logged = "".join(traceback.format_exception(broken.value))
    assert "IntegrityError" in logged
    assert "Chim sơn ca" not in logged


def test_what_is_left_for_after_the_commit_runs_once_outside_of_it(app):
    ran = []
    with transaction():
        with transaction():
            after_commit(lambda: ran.append(_is_outside()))
        assert ran == []

    with transaction():
        pass

    assert ran == [True]


def _is_outside():
    try:
        release()
    except RuntimeError:
        return False
    return True


def test_nothing_follows_a_use_case_that_is_refused(app):
    ran = []

    def refused():
        with transaction():
            after_commit(lambda: ran.append(1))
            raise RuleBroken("Không được.")

    with pytest.raises(RuleBroken):
        refused()
    with transaction():
        pass

    assert ran == []


def test_what_follows_may_have_a_use_case_with_its_own_follow_up(app):
    ran = []

    def follow():
        with transaction():
            after_commit(lambda: ran.append("second"))
        ran.append("first")

    with transaction():
        after_commit(follow)

    assert ran == ["second", "first"]


def test_outside_of_a_use_case_nothing_can_follow_it(app):
    with pytest.raises(RuntimeError):
        after_commit(lambda: None)
