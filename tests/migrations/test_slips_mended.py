"""Revision 0004 seals reasons, keeps every paper of a term and begins registers; and gives back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import Uuid, bindparam, text

from partywork.cells.models import Appointment, Member, TermExtension
from partywork.cli.database import MIGRATIONS
from partywork.core.db import SCOPED, db
from partywork.core.ids import new_id
from partywork.dues.models import DuesRegister
from partywork.meetings.models import Attendance, Invitation
from partywork.notifications.models import Notice
from tests.migrations.rows import COMMON, grown_to, insert, one
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

ILLNESS = "Điều trị tại bệnh viện"


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, object]]:
    """An installation of the third revision with one of everything that changes."""
    with empty_installation(request.param, tmp_path):
        cell, member = grown_to("0003")
        keys: dict[str, object] = {"cell": cell, "member": member}
        for name in ("body", "term", "meeting", "attendance", "invitation", "notice", "office"):
            keys[name] = new_id()
        _evening(keys)
        insert(
            "terms_of_office",
            id=keys["term"],
            organisation_id=cell,
            name="Nhiệm kỳ 2022 - 2025",
            starts_on="2022-03-01",
            ends_on="2026-03-01",
            extension_number="7-CV/ĐU",
            extended_on="2025-02-01",
            **COMMON,
        )
        for month, paid_on in (("2026-02-01", "2026-02-20"), ("2020-06-01", "2026-02-20")):
            insert(
                "dues_lines",
                id=new_id(),
                organisation_id=cell,
                member_id=member,
                month=month,
                paid_on=paid_on,
                is_excused=False,
                recorded_by="Nguyễn Thị Hà",
                **COMMON,
            )
        db.session.commit()
        yield keys


def _evening(keys: dict[str, object]) -> None:
    """A meeting from which the member stays away, and the notice that told why."""
    own = {"organisation_id": keys["cell"], **COMMON}
    insert("bodies", id=keys["body"], kind="cell", name="Chi bộ", **own)
    insert(
        "meetings",
        id=keys["meeting"],
        body_id=keys["body"],
        kind="regular",
        year=2026,
        month=11,
        title="Sinh hoạt tháng 11",
        starts_at="2026-11-05 12:00:00+00:00",
        place="Phòng họp",
        mode="in_person",
        status="open",
        dues_note="",
        **own,
    )
    about = {"meeting_id": keys["meeting"], "member_id": keys["member"], **own}
    insert(
        "attendances",
        id=keys["attendance"],
        status="official",
        mark="excused",
        place="hall",
        reason=ILLNESS,
        **about,
    )
    insert(
        "invitations",
        id=keys["invitation"],
        answer="asks_absence",
        absence_reason=ILLNESS,
        **about,
    )
    insert(
        "notices",
        id=keys["notice"],
        recipient_id=new_id(),
        kind="meeting",
        title="Xin vắng: Nguyễn Thị Hà",
        text=ILLNESS,
        lines="[]",
        **COMMON,
    )


def readable() -> str:
    """Everything the tables of the evening hold as text."""
    tables = ("attendances", "invitations", "notices")
    return " ".join(
        str(row) for table in tables for row in db.session.execute(text(f"SELECT * FROM {table}"))
    )


def test_reasons_are_sealed_and_read_by_the_program_alone(before: dict[str, object]) -> None:
    upgrade(MIGRATIONS)

    assert one(Attendance, before["attendance"]).reason == ILLNESS
    assert one(Invitation, before["invitation"]).absence_reason == ILLNESS
    assert one(Invitation, before["invitation"]).online_reason is None
    assert one(Notice, before["notice"]).text.startswith("Đồng chí được mời xin vắng")
    assert ILLNESS not in readable()


def test_the_paper_of_a_term_is_kept_and_the_register_begins(before: dict[str, object]) -> None:
    upgrade(MIGRATIONS)

    paper = db.session.scalars(db.select(TermExtension).execution_options(**{SCOPED: True})).one()
    assert (paper.term_id, paper.number, paper.decided_on, paper.ends_on) == (
        before["term"],
        "7-CV/ĐU",
        date(2025, 2, 1),
        date(2026, 3, 1),
    )
    register = db.session.scalars(db.select(DuesRegister).execution_options(**{SCOPED: True})).one()
    assert (register.organisation_id, register.from_month) == (before["cell"], date(2026, 2, 1))


def test_a_record_taken_back_bars_nobody_and_others_stay(before: dict[str, object]) -> None:
    mistaken = new_id()
    db.session.execute(
        text(
            "INSERT INTO members (id, full_name, folded_name, name_sort_key, born_on, sex, "
            "citizen_id_digest, created_at, version) SELECT :new, full_name, folded_name, "
            "name_sort_key, born_on, sex, 'x', created_at, version FROM members WHERE id = :old"
        ).bindparams(bindparam("new", mistaken, Uuid()), bindparam("old", before["member"], Uuid()))
    )
    entered = new_id()
    facts = {
        "organisation_id": before["cell"],
        "member_id": mistaken,
        "happened_on": "2026-01-05",
        "has_paper": False,
        "details": "{}",
        "recorded_by": "Nguyễn Thị Hà",
        **COMMON,
    }
    insert("member_events", id=entered, sequence=1, kind="enrolled", **facts)
    insert("member_events", id=new_id(), sequence=2, kind="voided", corrects_id=entered, **facts)
    db.session.commit()

    upgrade(MIGRATIONS)

    assert one(Member, mistaken).voided_on is not None
    assert one(Member, mistaken).citizen_id_digest is None
    assert one(Member, before["member"]).voided_on is None
    assert one(Member, before["member"]).citizen_id_digest is not None


def test_the_way_back_gives_what_the_third_revision_had(before: dict[str, object]) -> None:
    upgrade(MIGRATIONS)
    insert(
        "appointments",
        id=before["office"],
        organisation_id=before["cell"],
        member_id=before["member"],
        office="secretary",
        starts_on="2026-01-01",
        withdrawn_at="2026-11-20 02:00:00+00:00",
        **COMMON,
    )
    db.session.commit()
    assert one(Appointment, before["office"]).withdrawn_at is not None
    db.session.rollback()

    downgrade(MIGRATIONS, revision="0003")

    ask = db.session.execute
    assert ask(text("SELECT reason FROM attendances")).scalar_one() == ILLNESS
    assert ask(text("SELECT absence_reason FROM invitations")).scalar_one() == ILLNESS
    assert ask(text("SELECT extension_number FROM terms_of_office")).scalar_one() == "7-CV/ĐU"
    assert ask(text("SELECT count(*) FROM appointments")).scalar_one() == 0
    db.session.rollback()
