"""Two hundred wrong records, each refused by its own rule in words that say what to mend."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from partywork.cells.models import Member
from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.columns import find_header
from partywork.cells.rules.importing.duplicates import Known, mark_duplicates
from partywork.cells.rules.importing.messages import Fault, Match
from partywork.cells.rules.importing.rows import ImportedRow, read_row
from partywork.cells.service import imported, importing
from partywork.cells.terms import ImportStatus, RowStatus
from partywork.core.actor import Desk
from partywork.core.db import db, transaction

FILE = Path(__file__).parent / "data" / "wrong_records.csv"
LIST_DAY = date(2026, 10, 31)
CELLS = (
    "Chi bộ Hội Cầu đường",
    "Chi bộ Hội Làm vườn",
    "Chi bộ Hội Khoa học kỹ thuật Biển",
    "Chi bộ Văn phòng",
    "Chi bộ Hội Lâm nghiệp",
    "Chi bộ Hội Làm nghiệp",
)
REGISTER = (
    Known("Lê Văn An", date(1976, 9, 5), "001076000001", "10000001"),
    Known("Trần Thị Bình", date(1980, 2, 1), "001180000002", "10000002"),
    Known("Vũ Kim Chi", date(1950, 5, 19), "001150000003", "10000003"),
)


def lines() -> tuple[list[str], list[list[str]]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        titles, *rows = csv.reader(stream)
    return titles, rows


TITLES, ROWS = lines()


def blocking(row: ImportedRow) -> list[tuple[str, str]]:
    return [(f.rule.value, f.text) for f in row.findings if isinstance(f.rule, Fault | Match)]


def as_file() -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(row[2:] for row in (TITLES, *ROWS))
    return stream.getvalue().encode()


@pytest.fixture(scope="module")
def read() -> list[ImportedRow]:
    header = find_header([TITLES[2:]])
    assert header is not None
    assert len(header.mapping) == len(TITLES) - 2
    names = CellNames.of(CELLS)
    rows = (
        read_row(number, row[2:], header.mapping, names, LIST_DAY)
        for number, row in enumerate(ROWS, start=2)
    )
    return list(mark_duplicates(rows, REGISTER))


def test_there_are_two_hundred_of_many_kinds() -> None:
    assert len(ROWS) == 200
    assert len({rule for rule, *_ in ROWS}) >= 30


@pytest.mark.parametrize("index", range(200), ids=lambda index: f"{index + 2}-{ROWS[index][0]}")
def test_every_wrong_record_is_refused_by_its_own_rule_in_the_right_words(
    index: int, read: list[ImportedRow]
) -> None:
    rule, words, *_cells = ROWS[index]

    assert blocking(read[index]) == [(rule, words)]
    assert read[index].status in (RowStatus.ERROR, RowStatus.DUPLICATE)


def test_nobody_of_the_list_enters_the_register(make, today) -> None:
    today(LIST_DAY)
    office = make.office(Desk.ORGANISATION)
    cells = [make.cell(name) for name in CELLS]
    for known in REGISTER:
        member = make.member(cells[0], name=known.full_name)
        with transaction():
            member.born_on, member.citizen_id = known.born_on, known.citizen_id
            member.card_number = known.card_number
    before = db.session.scalar(count := db.select(db.func.count()).select_from(Member))

    batch = importing.preview(office, file_name="sai.csv", content=as_file())
    for _progress in importing.commit_import(office, batch.id):
        pass

    assert batch.status is ImportStatus.DONE
    assert db.session.scalar(count) == before
    kept = imported.rows_of(office, batch.id, limit=300)
    assert len(kept) == 200
    for row, (_rule, words, *_cells) in zip(kept, ROWS, strict=True):
        assert words in (row.messages or [])
