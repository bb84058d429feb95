"""Anybody works a result out again: on the page, and by a command; before the count nobody does."""

from datetime import date, time
from importlib import import_module

import pytest
from click.testing import CliRunner
from flask import Flask

from partywork.audit import service as audit
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers, reading, secret
from partywork.ballots.terms import BallotWay
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from tests.ballots.boxes import Evening, closed, counted, opened, vote
from tests.ballots.stranger import recounted
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


def secret_vote(evening: Evening, person: Actor, options: dict[int, int]) -> str:
    """Cast a different answer to each question; returns the voter's letters."""
    answers = {evening.question(number): option for number, option in options.items()}
    sealed = secret.review(person, evening.id, answers)
    return secret.cast(person, evening.id, written=sealed.envelopes, proof=sealed.proof).tracker


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
    evening = opened(make, way=BallotWay.BOTH, people=11)
    for person in evening.people[:6]:
        vote(evening, person, 0)
    handed = [one.member_id for one in evening.people[6:]]
    papers.hand_out_papers(evening.secretary, evening.id, handed)
    closed(evening)
    question = evening.ballot.votes[0].id
    papers.record_paper(
        evening.secretary,
        evening.id,
        version=evening.ballot.version,
        count=PaperCount(5, 5, 5, 0, {question: Tally(4, 1, 0)}),
    )
    db.session.commit()

    assert "not counted yet" in run(evening.id).output
    with pytest.raises(RuleBroken, match="Chưa kiểm phiếu xong"):
        reading.recount(evening.secretary, evening.id)
    assert reading.show(evening.secretary, evening.id).tallies == {}

    counted(evening)
    assert reading.recount(evening.secretary, evening.id).tallies[question] == Tally(10, 1, 0)


def test_a_stranger_counts_again_with_the_printed_sheet_alone(make: Make, browse) -> None:
    evening = opened(make, way=BallotWay.BOTH, people=12, questions=("Phương án 1", "Phương án 2"))
    letters = [
        secret_vote(evening, person, {0: number % 2, 1: number % 3})
        for number, person in enumerate(evening.people[:6])
    ]
    *handed, absent = evening.people[6:]
    takers = [one.member_id for one in handed]
    papers.hand_out_papers(evening.secretary, evening.id, takers)
    closed(evening)
    first, second = (one.id for one in evening.ballot.votes)
    papers.record_paper(
        evening.secretary,
        evening.id,
        version=evening.ballot.version,
        count=PaperCount(5, 5, 5, 0, {first: Tally(4, 1, 0), second: Tally(4, 0, 1)}),
    )
    ballot = counted(evening)
    db.session.commit()

    page = browse(absent).get(f"/ballots/{evening.id}/recount")
    found = recounted(page.words)

    assert found.strokes == [(7, 4, 0), (6, 2, 3)]
    assert found.strokes == [
        (one.in_favour, one.against, one.other_opinion) for one in ballot.votes
    ]
    assert found.printed == found.worked_out == ballot.result_digest
    assert sorted(found.letters) == found.letters == sorted(letters)
    assert page.soup.select_one("button[data-print]") is not None
    named = {
        row.th.get_text(strip=True): row.td.get_text(strip=True)
        for row in page.soup.find("caption", string="Danh sách bỏ phiếu").parent.select("tbody tr")
    }
    assert named == {
        **{person.name: "đã bỏ phiếu" for person in evening.people[:6]},
        **{person.name: "đã nhận phiếu giấy" for person in handed},
        absent.name: "chưa",
        evening.secretary.name: "chưa",
    }


def test_a_sheet_on_which_one_answer_was_changed_does_not_add_up(make: Make, browse) -> None:
    evening = counted_on_screens(make)
    db.session.commit()
    words = browse(evening.people[0]).get(f"/ballots/{evening.id}/recount").words

    with pytest.raises(AssertionError, match="differ"):
        recounted(words.replace("4. Không tán thành", "4. Tán thành"))
    with pytest.raises(AssertionError, match="a gap"):
        recounted(words.replace("6. Không tán thành", ""))


def test_a_result_on_paper_alone_is_counted_again_too(make: Make, browse) -> None:
    evening = opened(make, way=BallotWay.PAPER)
    closed(evening)
    question = evening.question()
    papers.record_paper(
        evening.secretary,
        evening.id,
        version=evening.ballot.version,
        count=PaperCount(7, 7, 6, 1, {question: Tally(4, 2, 0)}),
    )
    db.session.commit()

    found = recounted(browse(evening.people[5]).get(f"/ballots/{evening.id}/recount").words)

    assert found.strokes == [(4, 2, 0)]
    assert found.letters == []
    assert found.printed == found.worked_out


def test_the_box_is_fixed_in_the_trail_before_anybody_can_open_it(make: Make) -> None:
    evening = opened(make)
    letters = sorted(vote(evening, person, 0) for person in evening.people)

    ballot = closed(evening)

    reader = system(clock.today())
    told = {one.action: one.changes for one in audit.entries(reader, ballot.id)}
    assert told["ballot.close"]["trackers"].split() == letters
    assert told["ballot.close"]["box_digest"] == ballot.box_digest
    assert told["ballot.close"]["envelopes"] == ballot.envelopes_cast == 6
    assert "ballot.open_box" not in told
