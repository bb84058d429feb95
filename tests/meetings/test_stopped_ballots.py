"""A secret ballot that was stopped ends nowhere: it is put again, told in the minutes, filed."""

from collections.abc import Callable
from datetime import time
from uuid import UUID

import pytest

from partywork.accounts.models import Mandate
from partywork.ballots import queries
from partywork.ballots.terms import BallotStatus, VoteStatus
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.meetings.service import papers, record
from partywork.meetings.terms import MeetingStatus
from tests.meetings.minuting import MEETS_ON, closed
from tests.meetings.test_pages_ballots import put, share_of, tell, vote
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

Browse = Callable[..., Browser]

REASON = "Hai người kiểm phiếu làm mất mảnh chìa khóa."


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 6, present=True)


def opened_on_screens(case: Case, actors: list[Actor], browse: Browse, **facts: str) -> str:
    """Return the page of a ballot that is open, its three tellers' shares on paper."""
    chair = browse(case.secretary)
    preparing = put(chair, case, **facts)
    tell(chair, preparing, case.members[:3])
    ballot = "/ballots/" + preparing.rsplit("/", 1)[1]
    for actor in actors[:3]:
        share_of(browse(actor), ballot)
    chair.post(f"{preparing}/open", page=preparing)
    return ballot


def test_lost_shares_mean_voting_again_and_the_meeting_goes_on_to_its_end(
    make: Make, case: Case, browse: Browse
) -> None:
    actors = [make.actor(member) for member in case.members]
    ballot = opened_on_screens(case, actors, browse)
    for actor in actors:
        vote(browse(actor), ballot, "0")
    chair, plain = browse(case.secretary), browse(actors[5])
    chair.post(f"{ballot}/close", page=ballot)
    assert "Dừng cuộc bỏ phiếu này" in chair.get(ballot).words
    assert "Dừng cuộc bỏ phiếu này" not in plain.get(ballot).words

    page = chair.get(f"{ballot}/stop")
    assert "không ai mở được nữa" in page.words
    refused = chair.post(f"{ballot}/stop", {"reason": ""}, page=f"{ballot}/stop", expect=422)
    assert "Không dừng" in refused.words
    chair.post(f"{ballot}/stop", {"reason": REASON}, page=f"{ballot}/stop")

    shown = chair.get(ballot)
    assert f"Lý do: {REASON}" in shown.words
    assert "Chuẩn bị bỏ phiếu lại" in shown.words
    assert "Chuẩn bị bỏ phiếu lại" not in plain.get(ballot).words
    assert "Cuộc bỏ phiếu kín đã dừng" in chair.get(_page_of_vote(case, ballot)).words
    preparing = f"/meetings/{case.id}/ballots/{ballot.rsplit('/', 1)[1]}"
    link = chair.get(preparing).soup.find("a", string="Bỏ phiếu lại nội dung này")
    assert link is not None
    form = chair.get(str(link["href"])).soup
    offered = {
        "title": str(form.select("input[name=title]")[0]["value"]),
        "questions": form.select("textarea[name=questions]")[0].text.strip(),
        "subject": "opinion",
        "way": "paper",
    }
    assert offered["title"] == "Lấy ý kiến chi bộ"
    assert offered["questions"].splitlines() == ["Phương án thứ nhất", "Phương án thứ hai"]

    _counts_papers(case, browse, chair.post(str(link["href"]), offered).location)
    meeting = closed(case)

    assert meeting.status is MeetingStatus.CLOSED
    told = papers.canonical_text(record.whole(case.secretary, case.id))
    assert told.count("đã dừng, không có kết quả. Lý do: Hai người kiểm phiếu làm mất") == 2
    statuses = [one.vote.status for one in record.whole(case.secretary, case.id).agenda if one.vote]
    assert sorted(statuses) == sorted([VoteStatus.STOPPED] * 2 + [VoteStatus.PASSED] * 2)


def _page_of_vote(case: Case, ballot: str) -> str:
    stopped = queries.ballot_of(case.secretary, UUID(ballot.rsplit("/", 1)[1]))
    return f"/meetings/{case.id}/votes/{stopped.votes[0].id}"


def _counts_papers(case: Case, browse: Browse, preparing: str) -> None:
    chair = browse(case.secretary)
    tell(chair, preparing, case.members[:1])
    chair.post(f"{preparing}/open", page=preparing)
    ballot = "/ballots/" + preparing.rsplit("/", 1)[1]
    chair.post(f"{ballot}/close", page=ballot)
    figures = {"issued": "8", "returned": "8", "valid": "8", "invalid": "0"}
    counts = {f"{name}_{n}": "0" for name in ("against", "other") for n in (0, 1)}
    figures |= counts | {"in_favour_0": "8", "in_favour_1": "8"}
    chair.post(f"{ballot}/count", figures, page=f"{ballot}/count")


def test_a_box_of_a_few_is_told_to_be_stopped_and_papers_come_before_the_box(
    make: Make, browse: Browse
) -> None:
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 8, present=True)
    actors = [make.actor(member) for member in case.members]
    small = opened_on_screens(case, actors, browse)
    vote(browse(actors[0]), small, "1")
    chair, teller = browse(case.secretary), browse(actors[0])
    assert "Dưới 5 phiếu trên màn hình thì không mở được" in chair.get(small).words
    chair.post(f"{small}/close", page=small)
    for one, words in ((chair, "Hãy dừng cuộc bỏ phiếu"), (teller, "Chờ chủ trì dừng")):
        page = one.get(small)
        assert words in page.words
        assert "Đưa mảnh chìa khóa" not in page.words

    mixed = opened_on_screens(case, actors, browse, way="both", title="Hai cách")
    for actor in actors[:5]:
        vote(browse(actor), mixed, "0")
    first, *others = [one.member_id for one in (*actors[5:], case.secretary, case.deputy)]
    assert "Phát ít nhất 5 phiếu giấy (đã phát 0" in chair.get(f"{mixed}/papers").words
    chair.post(f"{mixed}/papers", {"members": [str(first)]}, page=f"{mixed}/papers")
    refused = chair.post(f"{mixed}/close", page=mixed, expect=422)
    assert "Mới phát 1 phiếu giấy, dưới 5" in refused.words
    assert "Mới phát 1 phiếu giấy, dưới 5" in chair.get(mixed).words
    chair.post(f"{mixed}/papers", {"members": [str(one) for one in others]}, page=f"{mixed}/papers")
    assert "Phát ít nhất" not in chair.get(f"{mixed}/papers").words
    chair.post(f"{mixed}/close", page=mixed)
    page = teller.get(mixed)

    assert "Ghi kết quả kiểm phiếu giấy trước" in page.words
    assert "Đưa mảnh chìa khóa" not in page.words
    assert "được niêm phong cùng hòm phiếu" in teller.get(f"{mixed}/count").words


def test_a_teller_whose_share_waited_too_long_is_asked_for_it_again(
    make: Make, case: Case, browse: Browse, today: Callable[..., None]
) -> None:
    actors = [make.actor(member) for member in case.members]
    chair, teller = browse(case.secretary), browse(actors[0])
    preparing = put(chair, case)
    tell(chair, preparing, case.members[:3])
    ballot = "/ballots/" + preparing.rsplit("/", 1)[1]
    share, *_ = [share_of(browse(actor), ballot) for actor in actors[:3]]
    chair.post(f"{preparing}/open", page=preparing)
    for actor in actors[:5]:
        vote(browse(actor), ballot, "0")
    chair.post(f"{ballot}/close", page=ballot)
    teller.post(f"{ballot}/share/confirm", {"share": share})
    assert "Chờ một người kiểm phiếu nữa" in teller.get(ballot).words

    today(MEETS_ON, time(21, 20))

    page = teller.get(ballot)
    assert "Chờ một người kiểm phiếu nữa" not in page.words
    assert "Đưa mảnh chìa khóa" in page.words
    assert queries.ballot_of(case.secretary, UUID(ballot[9:])).status is BallotStatus.CLOSED


def test_who_looks_after_the_server_is_not_offered_as_a_teller_of_screens(
    make: Make, case: Case, browse: Browse
) -> None:
    actors = [make.actor(member) for member in case.members]
    with transaction():
        mandate = Mandate(
            user_id=actors[0].user_id, starts_on=MEETS_ON, ends_on=None, decision_number="01-QĐ/ĐU"
        )
        db.session.add(mandate)
    chair = browse(case.secretary)
    on_screens, on_paper = put(chair, case), put(chair, case, way="paper")
    own = str(case.members[0].id)

    def offered(address: str) -> set[str]:
        boxes = chair.get(address).soup.select("select[name=tellers] option")
        return {str(one["value"]) for one in boxes}

    assert own not in offered(on_screens)
    assert own in offered(on_paper)
    three = [str(one.id) for one in case.members[:3]]
    chair.post(f"{on_screens}/tellers", {"tellers": three}, page=on_screens, expect=422)
