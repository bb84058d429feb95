import pytest
from click import ClickException

from partywork.app import BACKGROUND, JOBS, create_app
from partywork.audit import service as audit
from partywork.cli.serve import (
    DEMO_ACTION,
    DEMO_MARK,
    refuse_demo_data,
    timed_jobs,
    web_command,
)
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.settings import Settings


def _settings(folder, **fields):
    return Settings(
        data=folder,
        database_url=f"sqlite:///{folder / 'partywork.sqlite3'}",
        secret_key="a key for tests only",
        public_url="https://dang.example.vn",
        **fields,
    )


def test_a_production_start_refuses_a_folder_marked_as_a_demo(app, tmp_path):
    (tmp_path / DEMO_MARK).write_text("{}")

    with pytest.raises(ClickException, match="demo data"):
        refuse_demo_data(_settings(tmp_path), app)


def test_a_production_start_refuses_a_database_filled_by_a_demo(app, tmp_path):
    with transaction():
        audit.record(system(clock.today()), DEMO_ACTION)

    with pytest.raises(ClickException, match="demo data"):
        refuse_demo_data(_settings(tmp_path), app)


def test_the_demo_itself_and_clean_data_are_served(app, tmp_path):
    refuse_demo_data(_settings(tmp_path), app)
    (tmp_path / DEMO_MARK).write_text("{}")
    refuse_demo_data(_settings(tmp_path, is_demo=True), app)


def test_an_empty_database_is_named_before_anything_is_served(tmp_path):
    settings = _settings(tmp_path)
    empty = create_app(settings)

    with pytest.raises(ClickException, match="db upgrade"):
        refuse_demo_data(settings, empty)
    with empty.app_context():
        db.engine.dispose()


def test_pages_are_served_by_threads_on_the_address_asked_for():
    words = web_command(8123, "127.0.0.1", workers=2, streams=800)

    assert words[words.index("--bind") + 1] == "127.0.0.1:8123"
    assert words[words.index("--worker-class") + 1] == "gthread"
    assert words[words.index("--workers") + 1] == "2"


def test_a_demo_does_not_lay_out_behind_the_back_of_its_watched_work(tmp_path):
    assert timed_jobs(_settings(tmp_path)) == JOBS
    assert not {job.name for job in timed_jobs(_settings(tmp_path, is_demo=True))} & set(BACKGROUND)
