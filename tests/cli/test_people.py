import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask_migrate import upgrade

from partywork.cells.models import Appointment, Member
from partywork.cli import main
from partywork.cli.database import MIGRATIONS, application
from partywork.core.db import db
from partywork.documents.models import NumberSeries
from partywork.provisions.service import seed

DATA = Path(__file__).parent.parent / "cells" / "data"
LIST, WORKBOOK = DATA / "organisations.csv", DATA / "members_20261031.xlsx"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("PARTYWORK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARTYWORK_DEMO", "1")
    monkeypatch.delenv("PARTYWORK_DATABASE_URL", raising=False)
    with application():
        upgrade(MIGRATIONS)
        seed()

    def invoke(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return invoke


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def test_the_tree_and_its_registers_come_in_once(run):
    first = run("import-organisations", LIST)
    again = run("import-organisations", LIST)

    assert first.output == "58 created, 0 updated, 0 unchanged.\n"
    assert again.output == "0 created, 0 updated, 58 unchanged.\n"
    with application():
        series = every(NumberSeries)
        assert len(series) == 56 * 3 + 6
        assert {one.version for one in series} <= {1, 2}


def test_a_wrong_list_of_organisations_is_told_line_by_line(run, tmp_path):
    wrong = tmp_path / "wrong.csv"
    text = LIST.read_text("utf-8")
    wrong.write_text(text.replace("CB01,cell", "CB01,club").replace("NQ=20;BC=19", "NQ"), "utf-8")

    outcome = run("import-organisations", wrong)

    assert outcome.exit_code == 1
    assert "Dòng 4: không hiểu loại tổ chức «club»." in outcome.output
    assert "Dòng 5: số văn bản đã dùng «NQ»" in outcome.output


@pytest.mark.parametrize(
    ("content", "reason"), [(b"\xff\xfe", "UTF-8"), (b"x" * 6_000_000, "quá lớn")]
)
def test_a_file_that_is_no_text_is_refused(content, reason, run, tmp_path):
    (tmp_path / "x.csv").write_bytes(content)

    outcome = run("import-organisations", tmp_path / "x.csv")

    assert outcome.exit_code == 1
    assert reason in outcome.output


def test_people_are_examined_then_imported_then_found_again(run, tmp_path):
    run("import-organisations", LIST)
    report = tmp_path / "out.json"

    examined = run("import-members", WORKBOOK, "--dry-run", "--report", report)
    assert "749 people: 722 ready, 21 in error, 6 duplicate." in examined.output
    found = json.loads(report.read_text("utf-8"))
    assert found["totals"] == {"rows": 749, "ready": 722, "error": 21, "duplicate": 6}
    assert found["rows"][0] == {"sheet_row": 9, "status": "ready", "messages": []}
    with application():
        assert every(Member) == []

    imported = run("import-members", WORKBOOK, "--offices-from", "2025-03-27", "--report", report)
    assert "722 imported" in imported.output
    assert json.loads(report.read_text("utf-8")) == found
    with application():
        assert len(every(Member)) == 722
        starts = {one.starts_on for one in every(Appointment)}
        assert min(starts) == date(2025, 3, 27)

    again = run("import-members", WORKBOOK)
    assert "0 imported, 21 in error, 728 duplicate" in again.output


def test_refusals_and_wrong_use_have_their_exit_codes(run):
    assert run("import-members", WORKBOOK).exit_code == 1
    assert run("import-members", "no such file").exit_code == 2
    assert run("import-members", WORKBOOK, "--offices-from", "yesterday").exit_code == 2
    run("import-organisations", LIST)
    assert run("import-members", LIST).exit_code == 1
