"""A file that rests on a vote of a meeting takes its figures from there."""

from datetime import date, time

import pytest

from partywork.admissions import queries
from partywork.admissions.service import files, voting
from partywork.admissions.terms import VoteOutcome
from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold
from tests.support.admissions import listed, prepared

TODAY = date(2026, 11, 20)
LISTED = date(2025, 12, 1)


@pytest.fixture(autouse=True)
def _today(today):
    today(TODAY)


def taken(make, cell, roll, in_favour, *, subject=VoteSubject.ADMISSION, on=TODAY):
    with transaction():
        vote = Vote(
            organisation_id=cell.id,
            body_id=make.body(cell, BodyKind.CELL).id,
            question="Đề nghị kết nạp quần chúng",
            subject=subject,
            status=VoteStatus.PASSED,
            threshold=Threshold.TWO_THIRDS,
            roll=roll,
            needed=-(-2 * roll // 3),
            eligible_present=roll,
            in_favour=in_favour,
            against=roll - in_favour,
            other_opinion=0,
            closed_at=clock.instant_of(on, time(8, 0)),
            path="/meetings/x/votes/y",
        )
        db.session.add(vote)
    return vote


@pytest.fixture
def cell(make):
    cell = make.cell("Chi bộ Một")
    for _ in range(9):
        make.member(cell)
    return cell


@pytest.fixture
def officer(make, cell):
    return make.secretary(cell)


@pytest.fixture
def procedure(officer):
    procedure = files.open_admission(officer, listed(officer).id)
    return prepared(officer, procedure, LISTED)


def record(officer, procedure, vote_id, count=None):
    return voting.vote(
        officer,
        procedure.id,
        version=files.get(officer, procedure.id).version,
        count=count,
        resolution_number="07-NQ/CB",
        vote_id=vote_id,
    )


def test_the_figures_are_those_of_the_meeting(make, cell, officer, procedure):
    vote = taken(make, cell, 10, 8)

    found = record(officer, procedure, vote.id)

    assert (found.roll, found.present, found.in_favour, found.against) == (10, 10, 8, 2)
    assert (found.held_on, found.vote_id, found.outcome) == (TODAY, vote.id, VoteOutcome.AGREED)
    assert queries.file_of_vote(officer, vote.id).id == procedure.id
    assert queries.file_of_vote(make.secretary(make.cell()), vote.id) is None


def test_a_vote_serves_one_file_only_and_must_be_on_such_a_matter(make, cell, officer, procedure):
    used, other = taken(make, cell, 10, 6), taken(make, cell, 10, 9, subject=VoteSubject.ORDINARY)
    elsewhere = taken(make, make.cell(), 10, 9)
    record(officer, procedure, used.id)

    for vote in (used, other, elsewhere):
        with pytest.raises(RuleBroken, match="Không có cuộc biểu quyết này"):
            record(officer, procedure, vote.id)
    with pytest.raises(RuleBroken, match="chọn cuộc biểu quyết"):
        record(officer, procedure, None)


def test_a_vote_is_chosen_on_the_page_and_led_back_to(make, cell, officer, procedure, browse):
    vote = taken(make, cell, 10, 8)
    browser, file = browse(officer), f"/admissions/files/{procedure.id}"
    page = browser.get(f"{file}/vote")

    browser.post(f"{file}/vote", {"vote_id": str(vote.id), "held_on": "", "roll": ""})

    assert "20/11/2026: Đề nghị kết nạp quần chúng (Được thông qua)" in page.words
    seen = browser.get(file)
    assert "Tổng số tính biểu quyết 10" in seen.words
    assert seen.soup.find("a", href=vote.path)


def test_on_paper_the_figures_are_still_asked_for(officer, procedure, browse):
    file = f"/admissions/files/{procedure.id}"

    refused = browse(officer).post(f"{file}/vote", {"held_on": "19/11/2026"}, expect=422)

    assert "Hãy chọn cuộc biểu quyết, hoặc ghi số liệu biên bản." in refused.words
