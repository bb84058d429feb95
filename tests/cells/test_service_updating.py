from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.jobs import HANDLERS
from partywork.cells.models import ImportRow, Member
from partywork.cells.service import imported, importing, undoing
from partywork.cells.terms import ImportMode, ImportStatus, RowStatus
from partywork.core import clock
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.core.jobs import run_waiting
from partywork.notifications.models import Notice

HEADER = (
    "Họ và tên,Ngày sinh,Số căn cước,Số điện thoại,Nghề nghiệp,Nghỉ hưu từ ngày,Ngày chính thức"
)


@pytest.fixture
def office(make, today):
    today(date(2026, 11, 22))
    return make.office(Desk.ORGANISATION)


@pytest.fixture
def an(make, office):
    member = make.member(make.cell(), name="Lê Văn An")
    with transaction():
        member.phone, member.occupation = "0912345678", "Kỹ sư"
    return member


def line(member: Member, **cells: str) -> str:
    given = {"phone": "", "occupation": "", "retired_on": "", "official_on": "", **cells}
    born_on = member.born_on.strftime("%d/%m/%Y")
    return ",".join((member.full_name, born_on, member.citizen_id or "", *given.values()))


def upload(actor, *lines: str, mode: ImportMode = ImportMode.UPDATE):
    content = "\n".join((HEADER, *lines)).encode()
    return importing.preview(actor, file_name="a.csv", content=content, mode=mode)


def run(actor, batch) -> None:
    for _progress in importing.commit_import(actor, batch.id):
        pass


def rows(actor, batch) -> list[ImportRow]:
    return imported.rows_of(actor, batch.id)


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def test_a_record_is_changed_by_a_list_and_put_back_by_undoing_it(office, an):
    batch = upload(office, line(an, phone="0987654321", retired_on="01/10/2020"))
    (row,) = rows(office, batch)
    assert row.status is RowStatus.CHANGED
    assert an.phone == "0912345678"

    run(office, batch)

    assert (an.phone, an.occupation, an.retired_on) == (
        "0987654321",
        "Kỹ sư",
        date(2020, 10, 1),
    )
    (row,) = rows(office, batch)
    assert (row.status, row.member_id) == (RowStatus.UPDATED, an.id)
    assert b"0912345678" not in row.before_sealed
    words = str([entry.changes for entry in every(AuditEntry)])
    assert "Số điện thoại" in words
    assert "0987654321" not in words

    undoing.undo(office, batch.id)

    assert (an.phone, an.retired_on) == ("0912345678", None)
    assert batch.status is ImportStatus.UNDONE
    (row,) = rows(office, batch)
    assert (row.status, row.before, row.member_id) == (RowStatus.CHANGED, None, None)


def test_an_update_is_not_undone_once_the_record_was_changed_again(office, an):
    batch = upload(office, line(an, occupation="Giảng viên"))
    run(office, batch)
    with transaction():
        an.workplace = "Hội Cầu đường"

    with pytest.raises(RuleBroken, match="đã được sửa tiếp"):
        undoing.undo(office, batch.id)

    assert an.occupation == "Giảng viên"


def test_days_that_follow_from_events_stay_as_they_are(office, an):
    batch = upload(office, line(an, official_on="05/03/1991", occupation="Giảng viên"))
    run(office, batch)

    assert an.official_on == date(1991, 3, 2)
    assert any("Lệch so với sổ" in message for message in rows(office, batch)[0].messages)


def test_nobody_is_added_by_an_update_and_nobody_changes_their_own_record(office, an):
    own = db.session.scalars(
        db.select(Member)
        .where(Member.id == office.member_id)
        .execution_options(partywork_scoped=True)
    ).one()
    before = len(every(Member))

    batch = upload(office, "Vũ Kim Chi,01/02/1950,,0912345678", line(own, occupation="Kỹ sư"))
    run(office, batch)

    assert [row.status for row in rows(office, batch)] == [RowStatus.UNKNOWN, RowStatus.DUPLICATE]
    assert len(every(Member)) == before
    assert own.occupation is None


def test_a_value_the_record_refuses_becomes_an_error_of_its_row(office, an):
    with transaction():
        an.admitted_on = date(1990, 3, 2)
    born = an.born_on.strftime("%d/%m/%Y")
    batch = upload(office, line(an).replace(born, "01/01/1975"))
    assert rows(office, batch)[0].status is RowStatus.CHANGED

    run(office, batch)

    (row,) = rows(office, batch)
    assert row.status is RowStatus.ERROR
    assert "chưa đủ 18 tuổi" in row.messages[0]
    assert an.born_on.strftime("%d/%m/%Y") == born


def test_only_the_organisation_desk_changes_records_by_a_list(make, office, an):
    clerk = make.office(Desk.CLERICAL)

    with pytest.raises(NotAllowed, match="tổ chức của văn phòng"):
        upload(clerk, line(an, phone="0987654321"))
    assert upload(system(clock.today()), line(an, phone="0987654321")).mode is ImportMode.UPDATE


def test_who_asked_is_told_what_became_of_the_list(office, an):
    batch = upload(office, line(an, phone="0987654321"))
    importing.start(office, batch.id, version=batch.version)
    run_waiting(HANDLERS)

    (notice,) = every(Notice)
    assert notice.title == "Đã cập nhật hồ sơ của 1 đồng chí từ «a.csv»"
    assert importing.outcome(office, batch.id)["totals"]["changed"] == 1
