"""After a vote: who answered what by name, and the opinions that people reserve themselves."""

from collections.abc import Callable
from datetime import time

import pytest

from partywork.audit import service as audit
from partywork.ballots.models import Ballot
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import Choice, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, system
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.meetings.service import papers, record, reserving, votes
from tests.meetings.minuting import MEETS_ON, adopted, ask, count, everybody_there, item
from tests.pdf.measure import words_of
from tests.support.bodies import asked_on_paper, cast_on_paper, counted_on_paper
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case

Browse = Callable[..., Browser]
OPINION = "Cần làm sớm hơn một tháng."


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(20, 30))


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make, statuses=[MembershipStatus.OFFICIAL] * 2)


@pytest.fixture
def members(make: Make, case: Case) -> list[Actor]:
    return [make.actor(member) for member in case.members]


def trusted_on_paper(case: Case) -> Ballot:
    """A trust vote on paper, one against."""
    asked = asked_on_paper(case, item(case, "B6"), Question("Đồng chí A", VoteSubject.TRUST))
    closed_one = cast_on_paper(case, asked, case.members[0].id)
    return counted_on_paper(case, closed_one, Tally(3, 1, 0))


def test_after_an_open_vote_page_and_minutes_say_who_answered_what(
    case: Case, members: list[Actor], browse: Browse
) -> None:
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)
    votes.speak(members[0], case.id, vote.id, Choice.AGAINST)
    address = f"/meetings/{case.id}/votes/{vote.id}"

    chair = browse(case.secretary)
    during = chair.get(address)
    everybody = chair.get(f"{address}?tat-ca=1").soup.find("input", {"name": "in_favour"})
    assert everybody is not None
    assert everybody["value"] == "3"
    assert "Không tán thành" not in during.soup.find(id="vi-sao").get_text()  # type: ignore[union-attr]
    figures = {"in_favour": "3", "against": "0", "other_opinion": "0"}
    chair.post(f"{address}/close", figures, page=address)

    name = case.members[0].full_name
    after = browse(members[1]).get(address)
    answered = {
        row.find("th").get_text(strip=True): row.find_all("td")[-1].get_text(strip=True)  # type: ignore[union-attr]
        for row in after.soup.select("#vi-sao tbody tr")
    }
    assert answered[name] == "Không tán thành"
    assert sorted(answered.values()) == ["Không tán thành", "giơ tay", "giơ tay", "giơ tay"]
    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)
    told = next(one.vote for part in page.parts for one in part.items if one.vote)
    assert told.method == "biểu quyết công khai, 01 ghi tên trên màn hình, 03 giơ tay"
    assert [(one.choice, one.names) for one in told.by_name] == [("Không tán thành", (name,))]
    adopted(case)
    _, content = papers.open_minutes(case.secretary, case.id)
    assert f"Biểu quyết ghi tên: không tán thành: {name}." in words_of(content)
    shown = browse(members[1]).get(f"/meetings/{case.id}/minutes").words
    assert f"Biểu quyết ghi tên: không tán thành: {name}" in shown


def test_who_all_voted_by_name_raised_no_hands_and_the_old_words_stay_for_hands(
    case: Case, members: list[Actor]
) -> None:
    first, second = ask(case, VoteSubject.ORDINARY, "A5"), ask(case, VoteSubject.ORDINARY, "B6")
    votes.open_vote(case.secretary, case.id, first.id)
    for actor in (case.secretary, case.deputy, *members):
        votes.speak(actor, case.id, first.id, Choice.IN_FAVOUR)
    version = votes.get(case.secretary, case.id, first.id).vote.version
    votes.close_vote(
        case.secretary, case.id, first.id, version=version, tally=Tally(0, 0, 0), reserved=[]
    )
    count(case, second, 4, 0, 0)

    found = {
        one.vote_id: one.vote for one in record.whole(case.secretary, case.id).agenda if one.vote
    }

    assert papers.method_of(found[first.id]) == "biểu quyết công khai, 04 ghi tên trên màn hình"
    assert papers.method_of(found[second.id]) == "giơ tay"
    assert '"by_name"' in papers.canonical_text(record.whole(case.secretary, case.id))


def test_minutes_without_names_are_the_text_they_always_were(case: Case) -> None:
    count(case, ask(case), 4, 0, 0)

    assert '"by_name"' not in papers.canonical_text(record.whole(case.secretary, case.id))


def test_after_a_secret_vote_on_paper_a_member_reserves_an_opinion_on_the_page(
    case: Case, members: list[Actor], browse: Browse
) -> None:
    ballot = trusted_on_paper(case)
    address = f"/meetings/{case.id}/votes/{ballot.votes[0].id}"
    own = browse(members[0])

    refused = own.post(
        f"{address}/reserve",
        {"member_id": str(case.members[0].id), "text": " "},
        page=address,
        expect=422,
    )
    own.post(
        f"{address}/reserve",
        {"member_id": str(case.members[0].id), "text": OPINION},
        page=address,
    )

    assert "bắt buộc" in refused.words
    shown = browse(case.secretary).get(address).words
    assert f"Ý kiến bảo lưu của đồng chí {case.members[0].full_name}: {OPINION}" in shown
    assert "Bảo lưu ý kiến" not in own.get(address).words
    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)
    told = next(one.vote for part in page.parts for one in part.items if one.vote)
    assert [one.text for one in told.reserved] == [OPINION]
    entry = next(one for one in audit.entries(system(MEETS_ON)) if one.action == "vote.reserve")
    assert OPINION not in str(entry.changes)


def test_only_the_member_or_who_runs_the_meeting_writes_it_down_and_once(
    case: Case, members: list[Actor]
) -> None:
    vote = trusted_on_paper(case).votes[0]
    first, second = case.members[0].id, case.members[1].id

    with pytest.raises(NotAllowed):
        reserving.reserve(members[0], case.id, vote.id, member_id=second, text=OPINION)
    reserving.reserve(case.secretary, case.id, vote.id, member_id=first, text=OPINION)
    with pytest.raises(RuleBroken, match="đã ghi"):
        reserving.reserve(members[0], case.id, vote.id, member_id=first, text=OPINION)
    with pytest.raises(RuleBroken, match="Luật 117"):
        reserving.reserve(
            case.secretary, case.id, vote.id, member_id=case.secretary.member_id, text="TUYỆT MẬT"
        )


def test_before_the_result_and_after_the_minutes_nothing_is_reserved(
    case: Case, members: list[Actor]
) -> None:
    vote = ask(case)
    opened = votes.open_vote(case.secretary, case.id, vote.id)
    own = case.members[0].id

    with pytest.raises(RuleBroken, match="khi đã có kết quả"):
        reserving.reserve(members[0], case.id, vote.id, member_id=own, text=OPINION)
    assert votes.get(members[0], case.id, vote.id).may_reserve == ()
    votes.close_vote(
        case.secretary,
        case.id,
        vote.id,
        version=opened.version,
        tally=Tally(4, 0, 0),
        reserved=[],
    )
    assert [key for key, _ in votes.get(members[0], case.id, vote.id).may_reserve] == [own]
    adopted(case)
    assert votes.get(members[0], case.id, vote.id).may_reserve == ()
    with pytest.raises(RuleBroken):
        reserving.reserve(members[0], case.id, vote.id, member_id=own, text=OPINION)
