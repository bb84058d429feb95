"""A dossier for somebody whose Party life is suspended says so wherever it is worked on."""

from datetime import date

import pytest

from partywork.badges.rules.nominations import note_of
from partywork.badges.service import nominations
from partywork.badges.terms import PAPERS, Ground
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus

WORDS = "Đang đình chỉ sinh hoạt đảng"
BATCH = date(2026, 11, 7)


@pytest.mark.parametrize("status", MembershipStatus)
def test_only_a_suspension_is_noted(status: MembershipStatus) -> None:
    is_suspended = "suspended" in status.value

    assert note_of(status) == (WORDS if is_suspended else "")


def test_who_is_suspended_is_nominated_with_a_word(make, today, browse):
    today(date(2026, 10, 1))
    cell, desk = make.cell(), make.office()
    member = make.member(cell, admitted_on=date(1996, 10, 20))
    other = make.member(cell, admitted_on=date(1996, 10, 20))
    suspended = NewEvent(kind=EventKind.SUSPENDED, happened_on=date(2026, 9, 1), cell_id=cell.id)
    events.record(desk, member.id, suspended)
    page = browse(desk)

    assert f"{WORDS}. Quy định" in page.get(f"/badges/members/{member.id}/30/nominate").words
    assert WORDS not in page.get(f"/badges/members/{other.id}/30/nominate").words
    assert WORDS in page.get(f"/badges/members/{member.id}/").words
    made = nominations.nominate(
        desk, member.id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None
    )

    assert WORDS in page.get(f"/badges/nominations/{made.id}/").words
    assert page.get(f"/badges/batches/{BATCH}/").words.count(WORDS) == 1
    make.committee_secretary()
    whole = {paper.value: date(2026, 9, 20) for paper in PAPERS[Ground.DUE]}
    nominations.keep_papers(desk, made.id, version=made.version, received=whole, kept_at="Tủ 2")

    assert WORDS in page.get(f"/badges/batches/{BATCH}/submit").words
