"""The demo, with the year of two cells only: the same for everybody, extended, refused, served."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from click import ClickException

from partywork.app import create_app
from partywork.cells.terms import OWN_PAGES, WITHOUT_DECISION, EventKind
from partywork.cli.demo.command import prepare
from partywork.cli.demo.people import LOGINS, PASSWORD
from partywork.core import clock
from partywork.core.db import db
from partywork.dues.models import DuesRelief
from partywork.settings import from_environment
from tests.cli.lives import BY_CHANCE, DETAILS, GROUNDS, KEPT, LIVES, NOT_SHOWN, READ

CELLS, ROOT = ("CB11", "CB12"), Path(__file__).parents[2]
TODAY = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def at():
    """Set the instant in which the demo is made."""
    with pytest.MonkeyPatch.context() as patch:

        def move(instant):
            patch.setattr(clock, "now", lambda: instant)

        move(TODAY)
        yield move


def settings_of(folder):
    return from_environment(
        {
            "PARTYWORK_DATA": str(folder),
            "PARTYWORK_DEMO": "1",
            "PARTYWORK_PUBLIC_URL": "http://127.0.0.1:8000",
        }
    )


@pytest.fixture(scope="module")
def folder(at, tmp_path_factory):
    """A demo made on TODAY."""
    made = tmp_path_factory.mktemp("demo") / "one"
    prepare(settings_of(made), cells=CELLS)
    return made


def asked(folder, query):
    with closing(sqlite3.connect(folder / "partywork.sqlite3")) as database:
        return database.execute(query).fetchall()


def told(folder):
    return {name: sorted(map(repr, asked(folder, query))) for name, query in READ.items()}


def test_everybody_of_the_list_is_there_and_the_others_wait(folder):
    counts = dict(asked(folder, "SELECT status, count(*) FROM import_rows GROUP BY 1"))

    assert counts["imported"] == 722
    assert counts["error"] + counts["duplicate"] > 0


def test_papers_end_at_the_last_number_of_the_list_without_a_gap(folder):
    query = (
        "SELECT o.code, s.code, s.issuer, t.number, s.last_number FROM taken_numbers t "
        "JOIN number_series s ON s.id = t.series_id JOIN organisations o "
        "ON o.id = t.organisation_id ORDER BY 1, 2, 3, 4"
    )
    numbers = {}
    for place, series, issuer, number, last in asked(folder, query):
        numbers.setdefault((place, series, issuer), ([], last))[0].append(number)

    assert {series: last for series, (_, last) in numbers.items()} == {
        ("CB11", "BS", "organisation"): 1,
        ("CB11", "NQ", "organisation"): 21,
        ("CB12", "NQ", "organisation"): 18,
        ("DU", "NQ", "organisation"): 14,
        ("DU", "QĐ", "inspection_commission"): 1,
        ("DU", "QĐ", "organisation"): 127,
        ("DU", "TTr", "organisation"): 1,
    }
    for taken, last in numbers.values():
        assert taken == list(range(last - len(taken) + 1, last + 1))


def test_the_month_of_the_first_cell_is_left_to_whoever_tries_it(folder):
    query = (
        "SELECT o.code, m.status FROM meetings m JOIN organisations o ON o.id = m.organisation_id "
        "WHERE m.month = 11 AND m.year = 2026"
    )

    assert asked(folder, query) == [("CB12", "open")]


def test_a_year_of_meetings_has_its_reports(folder):
    query = (
        "SELECT o.code, count(*) FROM reports r JOIN organisations o "
        "ON o.id = r.organisation_id WHERE r.status = 'accepted' GROUP BY 1"
    )

    assert all(count >= 10 for _, count in asked(folder, query))


def test_every_confirmed_text_fits_its_digest_and_every_vote_its_rule(folder):
    wrong = asked(
        folder,
        "SELECT 1 FROM votes WHERE (threshold = 'majority' AND needed != roll / 2 + 1) "
        "OR in_favour + against + other_opinion != eligible_present "
        "OR (status = 'passed') != (in_favour >= needed)",
    )
    unhashed = asked(folder, "SELECT 1 FROM minutes WHERE status != 'draft' AND text_hash IS NULL")

    assert wrong == unhashed == []


def test_the_newest_papers_of_both_cells_are_laid_out_and_the_rest_is_ordered(folder):
    laid_out = asked(folder, "SELECT count(*) FROM document_files WHERE role = 'rendered'")
    ordered = asked(folder, "SELECT kind FROM background_jobs WHERE status = 'waiting'")

    assert laid_out[0][0] >= 12
    assert sorted(kind for (kind,) in ordered) == [
        # Already done while the demo was told; the scheduler finds nothing left of them.
        "cells.export",
        "cells.export",
        "cells.export",
        "meetings.lay-out",
        "reports.lay-out",
        "resolutions.lay-out",
    ]


def test_the_same_day_makes_the_same_demo_for_everybody(folder, tmp_path):
    prepare(settings_of(tmp_path / "two"), cells=CELLS)

    mine, theirs = told(folder), told(tmp_path / "two")

    assert {name: mine[name] == theirs[name] for name in READ} == dict.fromkeys(READ, True)


@pytest.mark.parametrize(("table", "column", "words"), KEPT)
def test_every_word_that_is_kept_is_shown_but_those_with_a_reason(folder, table, column, words):
    held = {word for (word,) in asked(folder, f'SELECT DISTINCT "{column}" FROM {table}')}
    lacking, _why = NOT_SHOWN.get((table, column), (set(), ""))

    if (table, column) not in BY_CHANCE:
        assert words - held == lacking


def test_every_ground_of_paying_less_is_shown(folder):
    with create_app(settings_of(folder)).app_context():
        query = db.select(DuesRelief).execution_options(partywork_scoped=True)
        held = {one.reason for one in db.session.scalars(query)}

    assert GROUNDS - held == set()


@pytest.mark.parametrize(("kind", "name", "words"), DETAILS)
def test_every_detail_of_an_event_is_shown(folder, kind, name, words):
    query = f"SELECT details ->> '{name}' FROM member_events WHERE kind = '{kind}'"

    held = {word for (word,) in asked(folder, query)}

    assert {word.value for word in words} - held == set()


# What the demo tells as older than its records, and so not on the page of its own.
OF_OLD = {
    EventKind.SUSPENDED,
    EventKind.REINSTATED,
    EventKind.EXPELLED,
    EventKind.ADMITTED_AGAIN,
}


def test_every_own_page_recorded_its_events_with_number_day_and_body(folder):
    written = asked(
        folder,
        "SELECT kind, origin, document_number, decided_on, deciding_body FROM member_events "
        "WHERE origin NOT NULL AND kind != 'voided'",
    )

    shown = {kind: page for kind, page, *_paper in written}
    assert OWN_PAGES.keys() - shown.keys() == OF_OLD
    assert all(shown[kind] == page for kind, page in OWN_PAGES.items() if kind not in OF_OLD)
    assert {kind for kind, _page, *paper in written if not all(paper)} == set(WITHOUT_DECISION)


@pytest.mark.parametrize("what", LIVES)
def test_lives_of_the_demo_hold(folder, what):
    assert asked(folder, LIVES[what]) != []


def test_started_again_the_same_day_nothing_changes(folder):
    before = told(folder)

    prepare(settings_of(folder), cells=CELLS)

    assert told(folder) == before


def test_a_folder_with_anything_else_in_it_is_refused(tmp_path):
    (tmp_path / "letters.txt").write_text("private")

    with pytest.raises(ClickException, match="something else"):
        prepare(settings_of(tmp_path))


def test_a_demo_whose_filling_was_broken_off_is_made_again(at, tmp_path):
    data = tmp_path / "broken"
    data.mkdir()
    (data / "demo").write_text(json.dumps({"what": "", "seeded_to": None}))
    (data / "partywork.sqlite3").write_bytes(b"half a database")

    prepare(settings_of(data), cells=())

    assert json.loads((data / "demo").read_text())["seeded_to"] == "2026-11-20"
    assert asked(data, "SELECT count(*) FROM users") == [(len(LOGINS),)]


def test_a_later_day_brings_what_has_come_due_and_no_number_twice(folder, at):
    before = told(folder)
    at(TODAY + timedelta(days=12))

    prepare(settings_of(folder), cells=CELLS)

    after = told(folder)
    at(TODAY)
    open_then = asked(folder, "SELECT status FROM meetings WHERE month = 11 AND year = 2026")
    issued = asked(folder, "SELECT symbol, organisation_id FROM documents WHERE symbol NOT NULL")
    assert len(after["meetings"]) > len(before["meetings"])
    assert ("open",) not in open_then
    assert len(issued) == len(set(issued))


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    """The demo served by its own command, told to stop at the end."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mark = folder / "demo"
    mark.write_text(json.dumps({"what": "", "seeded_to": "2999-01-01"}))
    log = tmp_path_factory.mktemp("served") / "log"
    with log.open("w") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "partywork", "demo", "--port", str(port), "--data", str(folder)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=words,
            stderr=words,
        )
    try:
        while "Mật khẩu" not in log.read_text("utf-8"):
            assert process.poll() is None, log.read_text("utf-8")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, log.read_text("utf-8")


def test_the_command_serves_pages_and_every_login_opens(address):
    with build_opener().open(f"{address}/healthz") as answer:
        assert answer.status == 200

    for login in LOGINS:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        with browser.open(f"{address}/sign-in") as page:
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
        fields = {"user_name": login.user_name, "password": PASSWORD, "csrf_token": token[1]}
        with browser.open(f"{address}/sign-in", urlencode(fields).encode()) as answer:
            assert not answer.url.endswith("/sign-in"), login


def test_a_taken_port_is_said_and_nothing_starts(address, folder):
    port = address.rpartition(":")[2]

    done = subprocess.run(
        [sys.executable, "-m", "partywork", "demo", "--port", port, "--data", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert port in done.stderr
