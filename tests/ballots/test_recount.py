"""Anybody works a result out again: on the page, and by a command; before the count nobody does."""

from datetime import date, time
from importlib import import_module

import pytest
from click.testing import CliRunner
from flask import Flask

from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers, reading
from partywork.ballots.terms import BallotWay
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from tests.ballots.boxes import Evening, closed, counted, opened, vote
from tests.support.make import Make


@pytest.fixture(autouse=True)
def evening_hour(today) -> None:
    today(date(2026, 11, 22), time(19, 30))


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Run the command on the database of the test, where it would open its installation's."""
    module = import_module("partywork.cli.ballot")
    monkeypatch.setattr(module, "application", app.app_context)
    return lambda key: CliRunner().invoke(module.ballot, ["recount", str(key)])


def counted_on_screens(make: Make) -> Evening:
    evening = opened(make)
    for number, person in enumerate(evening.people):
        vote(evening, person, number % 2)
    closed(evening)
    counted(evening)
    return evening


def test_the_command_finds_the_result_that_was_written_down(make: Make, run) -> None:
    evening = counted_on_screens(make)

    outcome = run(evening.id)

    assert outcome.exit_code == 0
    assert "Đồng ý với phương án 1: 3 / 3 / 0" in outcome.output
    assert "agrees" in outcome.output


def test_a_result_that_was_changed_is_found_out(make: Make, run) -> None:
    evening = counted_on_screens(make)
    with transaction():
        evening.ballot.votes[0].in_favour = 6

    outcome = run(evening.id)

    assert outcome.exit_code == 1
    assert "not what was written down" in outcome.output


def test_a_ballot_that_is_not_there_is_told(run) -> None:
    outcome = run(new_id())

    assert outcome.exit_code == 1
    assert "There is no ballot" in outcome.output


def test_a_part_of_the_result_is_shown_to_nobody(make: Make, run) -> None:
    evening = opened(make, way=BallotWay.BOTH, people=7)
    for person in evening.people[:6]:
        vote(evening, person, 0)
    handed = evening.people[6].member_id
    papers.hand_out_papers(evening.secretary, evening.id, [handed])
    closed(evening)
    question = evening.ballot.votes[0].id
    papers.record_paper(
        evening.secretary,
        evening.id,
        version=evening.ballot.version,
        count=PaperCount(1, 1, 1, 0, {question: Tally(0, 1, 0)}),
    )
    db.session.commit()

    assert "not counted yet" in run(evening.id).output
    with pytest.raises(RuleBroken, match="Chưa kiểm phiếu xong"):
        reading.recount(evening.secretary, evening.id)
    assert reading.show(evening.secretary, evening.id).tallies == {}

    counted(evening)
    assert reading.recount(evening.secretary, evening.id).tallies[question] == Tally(6, 1, 0)
