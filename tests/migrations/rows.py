"""Rows as older programs wrote them, for the tests of revisions."""

import json
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import Uuid, bindparam, text

from partywork.cells.models import Organisation
from partywork.cli.database import MIGRATIONS
from partywork.core.db import SCOPED, db
from partywork.core.ids import new_id

AT = "2026-01-05 02:00:00+00:00"
# What every row of the revisions after the first has.
COMMON = {"created_at": "2026-11-20 02:00:00+00:00", "version": 1}
CITIZEN_ID, PHONE = "001160000123", "0912345678"


def insert(table: str, **values: object) -> None:
    """Write a row as the older program did; keys are given as UUIDs."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    keys = [bindparam(name, type_=Uuid()) for name in values if name.endswith("id")]
    keys = [key for key in keys if key.key != "citizen_id"]
    statement = text(f"INSERT INTO {table} ({names}) VALUES ({marks})").bindparams(*keys)
    db.session.execute(statement, values)


def first_path() -> tuple[object, object]:
    """One cell with an exempted member who came by a list, and the row of the list."""
    cell, member, batch, row = (new_id() for _ in range(4))
    common = {"created_at": AT, "version": 1}
    insert(
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
    insert(
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
        insert(
            "memberships",
            id=new_id(),
            organisation_id=cell,
            member_id=member,
            status=status,
            starts_on=starts_on,
            ends_on=ends_on,
            **common,
        )
    insert(
        "member_imports",
        id=batch,
        organisation_id=cell,
        file_name="danh sách.csv",
        list_day="2026-01-05",
        mapping="{}",
        status="done",
        **common,
    )
    insert(
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


def grown_to(revision: str) -> tuple[Any, Any]:
    """Bring the cell and the member of the first revision to a later one, and return their keys."""
    upgrade(MIGRATIONS, revision="0001")
    member, _row = first_path()
    upgrade(MIGRATIONS, revision=revision)
    query = db.select(Organisation.id).execution_options(**{SCOPED: True})
    return db.session.scalars(query).one(), member


def one(kind: type, key: object) -> Any:
    """Return one record by its key."""
    query = db.select(kind).where(kind.id == key).execution_options(**{SCOPED: True})
    return db.session.scalars(query).one()
