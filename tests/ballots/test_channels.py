"""What may be voted on how and where, and how many must agree, as the provisions of the day say."""

import json
from collections.abc import Callable
from datetime import date, time
from importlib.resources import files
from typing import Any

import pytest

from partywork.audit import service as audit
from partywork.ballots.models import Vote
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service import base, votes
from partywork.ballots.terms import Channel, Choice, VoteStatus, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.provisions import service as provisions
from partywork.provisions.terms import Certainty, ProvisionKey, Threshold
from tests.ballots.boxes import voter
from tests.support.make import Make

TODAY = date(2026, 11, 22)
SECRET = {
    VoteSubject.COMMITTEE_ELECTION,
    VoteSubject.DELEGATE_ELECTION,
    VoteSubject.DISCIPLINE,
    VoteSubject.EXPULSION,
    VoteSubject.TRUST,
}
BY_HAND = {VoteSubject.ADMISSION, VoteSubject.CONFIRMATION, VoteSubject.STRIKE_OFF}


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(TODAY, time(19, 30))


@pytest.fixture
def cell(make: Make) -> Organisation:
    return make.cell()


@pytest.fixture
def chair(make: Make, cell: Organisation) -> Actor:
    return make.secretary(cell)


@pytest.fixture
def people(make: Make, cell: Organisation) -> list[Actor]:
    return [make.plain_member(cell) for _ in range(5)]


def ask(make: Make, chair: Actor, cell: Organisation, subject: VoteSubject) -> Vote:
    return votes.prepare(
        chair,
        organisation_id=cell.id,
        body_id=make.body(cell, BodyKind.CELL).id,
        question="Nội dung biểu quyết",
        subject=subject,
    )


def change(make: Make, key: ProvisionKey, new_value: Any, note: str = "Ban Thường vụ") -> None:
    provisions.change(
        make.office(),
        key,
        new_value=new_value,
        valid_from=TODAY,
        certainty=Certainty.TEXT,
        legal_text_id=None,
        article="Quyết định 12-QĐ/ĐU ngày 20/11/2026",
        note=note,
    )


def test_each_subject_is_voted_on_as_the_table_says_secretly_by_hand_or_on_screens(
    make: Make, chair: Actor, cell: Organisation, people: list[Actor]
) -> None:
    for subject in VoteSubject:
        if subject in SECRET:
            with pytest.raises(RuleBroken, match="phải bỏ phiếu kín"):
                ask(make, chair, cell, subject)
            continue
        voters = [voter(one) for one in (chair, *people)]
        vote = votes.open_vote(chair, ask(make, chair, cell, subject).id, voters=voters)
        if subject in BY_HAND:
            with pytest.raises(RuleBroken, match="giơ tay"):
                votes.speak(people[0], vote.id, Choice.IN_FAVOUR)
        else:
            votes.speak(people[0], vote.id, Choice.IN_FAVOUR)
        hands = 6 if subject in BY_HAND else 5
        closed = votes.close_vote(chair, vote.id, version=vote.version, tally=Tally(hands, 0, 0))
        assert (closed.in_favour, closed.status) == (6, VoteStatus.PASSED)


def test_what_a_body_has_permitted_is_voted_on_screens_from_that_day(
    make: Make, chair: Actor, cell: Organisation, people: list[Actor]
) -> None:
    table = provisions.value(ProvisionKey.VOTE_CHANNELS, TODAY)
    table = {**table, "admission": {**table["admission"], Channel.HALL_OPEN.value: True}}
    with pytest.raises(RuleBroken, match="cơ quan nào quyết định"):
        change(make, ProvisionKey.VOTE_CHANNELS, table, note="")
    change(make, ProvisionKey.VOTE_CHANNELS, table)

    asked = ask(make, chair, cell, VoteSubject.ADMISSION)
    vote = votes.open_vote(chair, asked.id, voters=[voter(one) for one in (chair, *people)])

    assert votes.speak(people[0], vote.id, Choice.IN_FAVOUR).id == vote.id


def test_how_many_must_agree_is_what_the_provision_says_when_the_vote_opens(
    make: Make, chair: Actor, cell: Organisation, people: list[Actor]
) -> None:
    voters = [voter(one) for one in (chair, *people)]
    asked = ask(make, chair, cell, VoteSubject.OPINION)
    assert asked.threshold is Threshold.MAJORITY
    table = provisions.value(ProvisionKey.VOTE_THRESHOLDS, TODAY)
    stricter = {"needs": "two_thirds", "basis": "Quyết định 12-QĐ/ĐU"}
    change(make, ProvisionKey.VOTE_THRESHOLDS, {**table, "opinion": stricter})

    opened = votes.open_vote(chair, asked.id, voters=voters)

    assert (opened.threshold, opened.needed) == (Threshold.TWO_THIRDS, 4)
    assert base.basis_on(VoteSubject.OPINION, TODAY) == "Quyết định 12-QĐ/ĐU"
    assert base.threshold_on(VoteSubject.OPINION, date(2026, 11, 21)) is Threshold.MAJORITY


def test_the_trail_says_that_somebody_voted_and_never_how(
    make: Make, chair: Actor, cell: Organisation, people: list[Actor]
) -> None:
    asked = ask(make, chair, cell, VoteSubject.ORDINARY)
    votes.open_vote(chair, asked.id, voters=[voter(one) for one in (chair, *people)])
    votes.speak(people[0], asked.id, Choice.AGAINST)

    entry = next(
        one for one in audit.entries(make.committee_secretary()) if one.action == "vote.speak"
    )

    assert Choice.AGAINST.label not in json.dumps(entry.changes, ensure_ascii=False)
    assert Choice.AGAINST.value not in json.dumps(entry.changes)


def test_the_first_tables_name_every_subject_and_every_channel() -> None:
    seeds = json.loads((files("partywork.provisions") / "seeds.json").read_text("utf-8"))
    tables = {row["key"]: row["value"] for row in seeds["provisions"]}

    assert set(tables["vote.channels"]) == set(VoteSubject)
    assert set(tables["vote.thresholds"]) == set(VoteSubject)
    assert all(set(row) == set(Channel) for row in tables["vote.channels"].values())
    assert {key for key, row in tables["vote.channels"].items() if not row["open"]} == SECRET


def test_who_enters_or_leaves_the_party_is_voted_on_with_two_thirds(make: Make) -> None:
    needs = {one: base.threshold_on(one, TODAY) for one in VoteSubject}

    assert {one for one, threshold in needs.items() if threshold is Threshold.TWO_THIRDS} == {
        VoteSubject.ADMISSION,
        VoteSubject.CONFIRMATION,
        VoteSubject.STRIKE_OFF,
        VoteSubject.EXPULSION,
    }
