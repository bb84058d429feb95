"""The sheets of a secret ballot that a browser prints: a teller's share, the recount."""

from collections.abc import Callable
from datetime import time
from uuid import UUID

import pytest

from partywork.ballots.queries import ballot_of
from partywork.ballots.service import secret
from partywork.core.actor import Actor
from partywork.meetings.service import ballots
from tests.meetings.minuting import MEETS_ON
from tests.pdf.measure import Sheet, sheets, words_of
from tests.rooms.hybrid import hybrid, put
from tests.support.live import Person
from tests.support.make import Make
from tests.support.meetings import Case

# What leads elsewhere has no place on paper.
_DOORS = ("Đăng xuất", "Hộp thư", "In tờ này", "Sinh hoạt chi bộ\n", "Đến nội dung chính")


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(19, 5))


@pytest.fixture
def case(make: Make) -> Case:
    return hybrid(make, people=7)


def check_paper(found: list[Sheet]) -> None:
    for sheet in found:
        ink = sheet.ink()
        assert (round(sheet.width), round(sheet.height)) == (210, 297)
        assert ink.left >= 20 - 0.5
        assert ink.right <= 210 - 15 + 0.5
        assert ink.top >= 20 - 0.5
        assert ink.bottom <= 297 - 15 + 0.5
        assert not [door for door in _DOORS if door in sheet.text]


def test_the_share_of_a_teller_is_one_sheet_that_a_telephone_reads(
    make: Make, case: Case, come: Callable[[Actor], Person]
) -> None:
    teller = make.actor(case.members[1])
    key = put(case)
    own = come(teller)
    own.visit(f"/ballots/{key}/share")
    own.go("Hiện mảnh chìa khóa để in")

    paper = own.print_page()

    (sheet,) = sheets(paper)
    check_paper([sheet])
    said = words_of(paper)
    assert "Mảnh chìa khóa số" in said
    assert "Lấy ý kiến chi bộ Người kiểm phiếu: đồng chí " + teller.name in said
    assert "Chỉ đồng chí giữ tờ này." in said
    assert (sheet.find("M").size, sheet.find("M").is_bold) == (16, True)
    share = (own.page.locator("code.digest").text_content() or "").strip()
    assert sheet.find(share).size >= 12
    code = max(
        (one for one in sheet.rules if abs(one.width - (one.bottom - one.top)) < 1),
        key=lambda one: one.width,
    )
    assert 60 <= code.width <= 110
    assert code.bottom < sheet.find(share).top


def counted(case: Case, voters: list[Actor]) -> UUID:
    tellers = voters[:3]
    key = put(case)
    shares = [secret.take_share(one, key) for one in tellers]
    for one, share in zip(tellers, shares, strict=True):
        secret.confirm_share(one, key, typed=share)
    version = ballot_of(case.secretary, key).version
    ballots.open_ballot(case.secretary, case.id, key, version=version)
    for voter in voters:
        votes = ballot_of(voter, key).votes
        sealed = secret.review(voter, key, {vote.id: 0 for vote in votes})
        secret.cast(voter, key, written=sealed.envelopes, proof=sealed.proof)
    secret.close(case.secretary, key, version=ballot_of(case.secretary, key).version)
    for one, share in list(zip(tellers, shares, strict=True))[:2]:
        secret.hand_in_share(one, key, typed=share)
    return key


def test_the_recount_goes_on_paper_whole(
    make: Make, case: Case, come: Callable[[Actor], Person]
) -> None:
    voters = [make.actor(one) for one in case.members[1:7]]
    key = counted(case, voters)
    own = come(voters[-1])
    own.visit(f"/ballots/{key}/recount")

    paper = own.print_page()

    check_paper(sheets(paper))
    said = words_of(paper)
    assert "Lấy ý kiến chi bộ" in said
    assert "Tính lại khớp với kết quả đã ghi" in said
    assert "Danh sách 6 ý kiến" in said
    digest = ballot_of(case.secretary, key).result_digest or "nothing"
    assert digest in said.replace(" ", "")
    for sheet in sheets(paper):
        assert not sheet.text.strip().endswith("Đếm lại")
