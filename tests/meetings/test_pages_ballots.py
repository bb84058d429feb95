"""The pages of a secret ballot, from the question in the minutes to the recount."""

import json
import re
from collections.abc import Callable
from datetime import time
from uuid import UUID

import pytest

from partywork.ballots import queries
from partywork.ballots.terms import BallotStatus
from partywork.cells.models import Member
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings.service import papers, record
from tests.ballots.stranger import recounted
from tests.meetings.minuting import MEETS_ON, item
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, Case, mark, open_meeting
from tests.support.queries import count_queries

Browse = Callable[..., Browser]


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(20, 0))


@pytest.fixture
def case(make: Make) -> Case:
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 6)
    mark(case, AttendanceMark.PRESENT)
    return case


@pytest.fixture
def actors(make: Make, case: Case) -> list[Actor]:
    return [make.actor(member) for member in case.members]


def put(browser: Browser, case: Case, **fields: str) -> str:
    """Ask the question and return the address of the ballot's preparation."""
    asked = {
        "title": "Lấy ý kiến chi bộ",
        "subject": "opinion",
        "questions": "Phương án thứ nhất\nPhương án thứ hai",
        "way": "screen",
        **fields,
    }
    address = f"/meetings/{case.id}/items/{item(case, 'B6').id}/ballot"
    return browser.post(address, asked).location


def tell(browser: Browser, address: str, members: list[Member]) -> None:
    browser.post(f"{address}/tellers", {"tellers": [str(one.id) for one in members]}, page=address)


def share_of(browser: Browser, ballot: str) -> str:
    page = browser.post(f"{ballot}/share", expect=200)
    found = re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{2,4}){6}", page.words)
    assert found is not None
    assert "<svg" in str(page.soup)
    browser.post(f"{ballot}/share/confirm", {"share": found.group()})
    return found.group()


def vote(browser: Browser, ballot: str, option: str) -> str:
    page = browser.post(
        f"{ballot}/review",
        {"question_0": option, "question_1": option},
        expect=200,
        page=ballot,
    )
    fields = {
        name: page.soup.find("input", attrs={"name": name})["value"]  # type: ignore[index]
        for name in ("envelopes", "proof")
    }
    assert "choice" not in json.loads(fields["envelopes"])
    done = browser.post(f"{ballot}/cast", fields, expect=200, page=ballot)
    again = browser.post(f"{ballot}/cast", fields, expect=200, page=ballot)
    letters = re.search(r"Mã phiếu: ([A-Z2-7]{12})", done.words)
    assert letters is not None
    assert letters.group(1) in again.words
    return letters.group(1)


def opened(case: Case, actors: list[Actor], browse: Browse) -> str:
    """Return the address of a ballot on which people vote; the first three hold the shares."""
    chair = browse(case.secretary)
    preparing = put(chair, case)
    ballot = "/ballots/" + preparing.rsplit("/", 1)[1]
    tell(chair, preparing, case.members[:3])
    for actor in actors[:3]:
        share_of(browse(actor), ballot)
    chair.post(f"{preparing}/open", page=preparing)
    return ballot


def test_a_cell_votes_secretly_on_screens_from_the_question_to_the_recount(
    case: Case, actors: list[Actor], browse: Browse
) -> None:
    chair = browse(case.secretary)
    preparing = put(chair, case)
    ballot = "/ballots/" + preparing.rsplit("/", 1)[1]
    tell(chair, preparing, case.members[:3])
    assert "Chờ nhận mảnh chìa khóa" in chair.get(preparing).words
    shares = [share_of(browse(actor), ballot) for actor in actors[:3]]
    chair.post(f"{preparing}/open", page=preparing)

    letters = [vote(browse(actor), ballot, str(n % 2)) for n, actor in enumerate(actors)]
    page = browse(actors[0]).get(ballot)
    assert "Đồng chí đã bỏ phiếu" in page.words
    assert "6/8 đồng chí" in page.words
    assert not any(one in page.words for one in letters)
    chair.post(f"{ballot}/close", page=ballot)
    assert all(one in browse(actors[0]).get(ballot).words for one in letters)
    box = queries.ballot_of(case.secretary, UUID(ballot.rsplit("/", 1)[1])).box_digest
    fixed = f"cho mỗi nội dung). Mã kiểm tra hòm phiếu: {box}."
    minutes = papers.canonical_text(record.whole(case.secretary, case.id))
    assert "trong hòm có 12 phong bì" in minutes
    assert minutes.count(fixed) == 1, "the minutes tell it before anybody opens the box"
    db.session.commit()
    for actor, share in ((actors[0], shares[0]), (actors[2], shares[2])):
        browse(actor).post(f"{ballot}/share/confirm", {"share": share})

    result = browse(actors[5]).get(ballot).words
    assert "3/8" in result
    recount = browse(actors[5]).get(f"{ballot}/recount").words
    assert "Tính lại khớp với kết quả đã ghi" in recount
    assert "Hòm phiếu còn nguyên như lúc đóng" in recount
    found = recounted(recount)
    assert found.strokes == [(3, 3, 0)] * 2
    assert found.printed == found.worked_out
    assert found.letters == sorted(letters)


def test_paper_is_counted_by_the_tellers(case: Case, actors: list[Actor], browse: Browse) -> None:
    chair = browse(case.secretary)
    preparing = put(chair, case, way="paper", subject="committee_election", seats="1")
    ballot = "/ballots/" + preparing.rsplit("/", 1)[1]
    tell(chair, preparing, case.members[:1])
    chair.post(f"{preparing}/open", page=preparing)
    chair.post(f"{ballot}/close", page=ballot)
    teller = browse(actors[0])
    figures = {"issued": "8", "returned": "8", "valid": "7", "invalid": "1"}
    counts = {"in_favour_0": "5", "against_0": "2", "other_0": "0"}
    counts |= {"in_favour_1": "2", "against_1": "5", "other_1": "1"}

    refused = teller.post(f"{ballot}/count", {**figures, **counts}, expect=422)
    teller.post(f"{ballot}/count", {**figures, **counts, "other_1": "0"})

    assert "phải bằng số phiếu hợp lệ" in refused.words
    page = teller.get(ballot).words
    assert "phát ra 8 , thu về 8 , hợp lệ 7 , không hợp lệ 1" in page
    assert "5/8" in page


def test_screens_are_refused_for_an_election(case: Case, browse: Browse) -> None:
    chair = browse(case.secretary)
    address = f"/meetings/{case.id}/items/{item(case, 'B6').id}/ballot"
    asked = {
        "title": "Bầu bí thư",
        "subject": "committee_election",
        "questions": "Đồng chí A",
        "way": "screen",
    }

    page = chair.post(address, asked, expect=422)

    assert "phải bỏ phiếu bằng giấy" in page.words
    assert "Đồng chí A" in page.words


def test_a_voter_who_forgets_a_question_keeps_the_others(
    case: Case, actors: list[Actor], browse: Browse
) -> None:
    ballot = opened(case, actors, browse)

    page = browse(actors[4]).post(f"{ballot}/review", {"question_0": "1"}, expect=422, page=ballot)

    assert "Hãy chọn một ý kiến" in page.words
    chosen = page.soup.find("input", attrs={"name": "question_0", "value": "1"})
    assert chosen is not None
    assert chosen.has_attr("checked")


def test_casting_leaves_neither_a_key_of_a_form_nor_a_line_in_the_trail(
    case: Case, actors: list[Actor], browse: Browse
) -> None:
    ballot = opened(case, actors, browse)
    voter = browse(actors[5])
    voter.get(ballot)

    with count_queries() as said:
        vote(voter, ballot, "0")

    written = {
        statement.split()[2].strip('"') for statement in said if statement.startswith("INSERT")
    }
    assert written == {"ballot_box", "ballot_trackers"}
    key = UUID(ballot.rsplit("/", 1)[1])
    assert queries.ballot_of(case.secretary, key).status is BallotStatus.OPEN


def test_a_handful_is_offered_paper_alone(make: Make, browse: Browse) -> None:
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    mark(case, AttendanceMark.PRESENT)
    chair = browse(case.secretary)
    address = f"/meetings/{case.id}/items/{item(case, 'B6').id}/ballot"
    asked = {"title": "Lấy ý kiến", "subject": "opinion", "questions": "Phương án 1"}

    offered = chair.get(address)
    refused = chair.post(address, {**asked, "way": "screen"}, expect=422)

    ways = [one["value"] for one in offered.soup.select("input[name=way]")]
    assert ways == ["paper"]
    assert "Có 4 đồng chí được bỏ phiếu" in offered.words
    assert "kết quả sẽ làm lộ ý kiến" in refused.words
    assert "Phương án 1" in refused.words
    assert chair.post(address, {**asked, "way": "paper"}).location


def test_the_forty_first_name_is_refused_and_none_is_lost(case: Case, browse: Browse) -> None:
    names = [f"Đồng chí số {number}" for number in range(1, 42)]
    address = f"/meetings/{case.id}/items/{item(case, 'B6').id}/ballot"
    asked = {"title": "Bầu chi ủy", "subject": "committee_election", "way": "paper"}

    refused = browse(case.secretary).post(
        address, {**asked, "questions": "\n".join(names)}, expect=422
    )

    assert "Phiếu có 41 dòng, nhiều nhất 40" in refused.words
    assert all(name in refused.words for name in names)


def test_what_must_be_secret_is_not_offered_to_raised_hands(case: Case, browse: Browse) -> None:
    chair = browse(case.secretary)
    address = f"/meetings/{case.id}/items/{item(case, 'B6').id}/vote"

    page = chair.get(address)
    refused = chair.post(address, {"question": "Bầu bí thư", "subject": "trust"}, expect=422)

    offered = {one["value"] for one in page.soup.select("input[name=subject]")}
    assert {"admission", "ordinary"} < offered
    assert not {"trust", "discipline", "expulsion", "committee_election"} & offered
    assert page.soup.find("a", href=f"/meetings/{case.id}/items/{item(case, 'B6').id}/ballot")
    assert "phải bỏ phiếu kín" in refused.words
