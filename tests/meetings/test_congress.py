"""The congress of a Đảng bộ: its delegates are its body, its papers stand in its own name."""

from collections.abc import Callable
from datetime import time

import pytest
from flask import Flask
from playwright.sync_api import Browser

from partywork.audit import service as audit
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import Member, Organisation
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month
from partywork.meetings.service import (
    deciding,
    delegates,
    invitations,
    meetings,
    papers,
    planning,
    record,
    roll_call,
    votes,
)
from partywork.meetings.terms import AttendanceMark, DelegateBasis, MeetingKind
from partywork.resolutions import service as resolutions
from tests.meetings.minuting import closed
from tests.support.bodies import issued, voted
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks
from tests.support.make import Make
from tests.support.meetings import MEETS_ON, Case, begin, invite, mark, plan_of
from tests.support.papers import ISSUED_ON

BASIS = DelegateBasis.ELECTED


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def cell(make: Make) -> Organisation:
    return make.cell("Chi bộ Một")


@pytest.fixture
def members(make: Make, cell: Organisation) -> list[Member]:
    """Three official members of a cell and one on probation."""
    official = [make.member(cell) for _ in range(3)]
    return [*official, make.member(cell, status=MembershipStatus.PROBATIONARY)]


@pytest.fixture
def case(make: Make) -> Case:
    """A congress that is planned; two of the Đảng ủy convene it."""
    organisation, home = make.organisation(), make.cell()
    people = [make.member(home) for _ in range(2)]
    for member, office in zip(
        people, (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY), strict=True
    ):
        make.appointment(member, organisation, office)
    first, second = (make.actor(member) for member in people)
    body = make.body(organisation, BodyKind.COMMITTEE)
    case = Case(organisation, first, second, people)
    case.meeting = planning.plan(
        first,
        body.id,
        kind=MeetingKind.CONGRESS,
        month=Month.of(MEETS_ON),
        facts=plan_of(
            body, chair=first.member_id, taker=second.member_id, kind=MeetingKind.CONGRESS
        ),
    )
    return case


def choose(case: Case, cell: Organisation, *people: Member) -> None:
    delegates.choose(
        case.secretary,
        case.id,
        version=meetings.get(case.secretary, case.id).version,
        cell_id=cell.id,
        member_ids=[one.id for one in people],
        basis=BASIS,
    )


def names(case: Case) -> dict[str, DelegateBasis]:
    found = delegates.for_choosing(case.secretary, case.id, None)
    return {one.member.full_name: one.basis for one in found.delegates}


def test_who_convenes_a_congress_are_its_first_delegates(case: Case) -> None:
    assert case.meeting.title == "Đại hội đại biểu Đảng bộ tháng 11 năm 2026"
    assert names(case) == dict.fromkeys(
        (one.full_name for one in case.members), DelegateBasis.EX_OFFICIO
    )
    items = record.whole(case.secretary, case.id).agenda
    assert "Báo cáo thẩm tra tư cách đại biểu" in [one.title for one in items]


def test_a_delegate_whom_the_congress_chose_to_chair_leads_its_votes(
    make: Make, case: Case, cell: Organisation, members: list[Member]
) -> None:
    choose(case, cell, *members[:2])
    mark(begin(invite(case)), AttendanceMark.PRESENT)
    case.read().chair_id = members[0].id
    db.session.commit()
    chair, other = (make.actor(one) for one in members[:2])
    first = record.whole(chair, case.id).agenda[0].id
    facts = {"question": "Thông qua chương trình", "subject": VoteSubject.ORDINARY}

    with pytest.raises(NotAllowed):
        votes.prepare(other, case.id, first, **facts)
    asked = votes.prepare(chair, case.id, first, **facts)

    assert votes.open_vote(chair, case.id, asked.id).eligible_present == 4


def test_a_cell_sends_its_delegates_and_may_take_one_back(
    case: Case, cell: Organisation, members: list[Member]
) -> None:
    choose(case, cell, members[0], members[1])
    choose(case, cell, members[1], members[2])

    sent = {name for name, basis in names(case).items() if basis is BASIS}
    assert sent == {members[1].full_name, members[2].full_name}
    entry = audit.entries(case.secretary)[0]
    assert (entry.action, entry.changes["delegates"]) == ("meeting.choose_delegates", [4, 4])


def test_only_official_members_of_that_cell_are_delegates(
    case: Case, cell: Organisation, members: list[Member], make: Make
) -> None:
    for stranger in (members[3], make.member(make.cell())):
        with pytest.raises(RuleBroken, match="không sinh hoạt ở chi bộ này"):
            choose(case, cell, stranger)


def test_the_list_belongs_to_who_runs_the_committee(
    case: Case, cell: Organisation, make: Make
) -> None:
    assert delegates.for_choosing(make.office(Desk.ORGANISATION), case.id, cell.id).cell == cell
    with pytest.raises((NotAllowed, NotVisible)):
        delegates.for_choosing(make.secretary(cell), case.id, cell.id)
    with pytest.raises(NotVisible):
        delegates.for_choosing(case.secretary, case.id, case.organisation.id)


def test_two_people_who_choose_at_once_do_not_overwrite_each_other(
    case: Case, cell: Organisation, members: list[Member]
) -> None:
    choose(case, cell, members[0])

    with pytest.raises(Stale):
        delegates.choose(
            case.secretary,
            case.id,
            version=1,
            cell_id=cell.id,
            member_ids=[],
            basis=BASIS,
        )


def test_a_delegate_named_late_is_invited_and_one_taken_back_is_not_any_more(
    case: Case, cell: Organisation, members: list[Member], make: Make
) -> None:
    choose(case, cell, members[0])
    invite(case)
    gone, late = make.actor(members[0]), make.actor(members[1])
    assert invitations.own_invitation(gone, case.id)

    choose(case, cell, members[1])

    assert invitations.own_invitation(late, case.id)
    with pytest.raises(NotVisible):
        invitations.own_invitation(gone, case.id)


def test_the_base_of_a_congress_are_its_delegates_without_who_is_excused(
    case: Case, cell: Organisation, members: list[Member]
) -> None:
    choose(case, cell, *members[:3])
    invite(case)
    begin(case)
    mark(case, AttendanceMark.PRESENT, excused=(members[0],))
    item = record.whole(case.secretary, case.id).agenda[0]

    vote = votes.prepare(
        case.secretary, case.id, item.id, question="Bầu đoàn chủ tịch", subject=VoteSubject.ORDINARY
    )

    view = votes.get(case.secretary, case.id, vote.id)
    assert (view.roll, view.needed) == (4, 3)
    with pytest.raises(RuleBroken, match="đã khai mạc"):
        choose(case, cell)


def test_a_congress_of_less_than_two_thirds_is_warned_of_though_all_who_are_left_voted(
    case: Case, cell: Organisation, members: list[Member]
) -> None:
    choose(case, cell, *members[:3])
    invite(case)
    begin(case)
    found = record.whole(case.secretary, case.id)
    voters = roll_call.voters_of(found)
    mark(case, AttendanceMark.PRESENT, excused=tuple(members[:2]))
    vote = votes.prepare(
        case.secretary,
        case.id,
        record.whole(case.secretary, case.id).agenda[0].id,
        question="Bầu đoàn chủ tịch",
        subject=VoteSubject.ORDINARY,
    )

    view = votes.get(case.secretary, case.id, vote.id)

    assert (len(voters), view.roll, view.eligible_present) == (5, 3, 3)
    assert view.refusal is None
    assert view.warning is not None
    assert "3/5 đồng chí chính thức dự" in view.warning


def test_a_congress_writes_in_its_own_name_and_counts_in_its_own_series(
    case: Case, cell: Organisation, members: list[Member], today: Callable[..., None]
) -> None:
    choose(case, cell, members[0])
    invite(case)
    begin(case)
    mark(case, AttendanceMark.PRESENT)
    voted(case, 3, 0, 0, subject=VoteSubject.RESOLUTION, question="Thông qua nghị quyết đại hội")
    minutes = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)
    assert minutes.heading.issuer_lines[0] == "ĐẠI HỘI"
    assert minutes.voters == "đại biểu"
    closed(case)
    drafted = record.whole(case.secretary, case.id).resolution_id
    today(ISSUED_ON)

    resolution = issued(case, resolutions.get(case.secretary, drafted))

    page = resolutions.page_of(case.secretary, resolution.id)
    assert resolution.document.symbol == "01-NQ/ĐH"
    assert page.heading.issuer_lines[:2] == ("ĐẠI HỘI", "ĐẢNG BỘ LIÊN HIỆP CÁC HỘI")
    assert (page.signature.authority, page.signature.office) == ("T/M ĐOÀN CHỦ TỊCH", "")
    assert "Tổng số đại biểu: 03; có mặt 03." in page.opening[0]
    assert page.opening[0].endswith("Đại hội quyết nghị:")


def test_a_congress_takes_no_decisions(case: Case, cell: Organisation) -> None:
    invite(case)
    begin(case)
    mark(case, AttendanceMark.PRESENT)
    vote = voted(case, 2, 0, 0)

    with pytest.raises(RuleBroken, match="không ban hành quyết định"):
        deciding.for_deciding(case.secretary, case.id, vote.id)
    assert not deciding.may_decide(case.secretary, case.meeting, vote)


def test_the_page_chooses_by_cell(
    case: Case, cell: Organisation, members: list[Member], browse: Callable[..., object]
) -> None:
    browser = browse(case.secretary)
    at = f"/meetings/{case.id}/delegates"
    assert browser.get(f"/meetings/{case.id}/").soup.find("a", href=at)

    page = browser.get(f"{at}?chi-bo={cell.id}")
    boxes = page.soup.find_all("input", attrs={"name": "members"})
    assert {one["value"] for one in boxes} == {str(one.id) for one in members[:3]}
    browser.post(f"{at}?chi-bo={cell.id}", {"members": [str(members[0].id)], "basis": "elected"})

    shown = browser.get(at)
    assert "Có 3 đại biểu: cấp ủy viên đương nhiệm 2, chi bộ bầu 1." in shown.words
    assert members[0].full_name in shown.words
    browser.post(at, {"basis": "elected"}, expect=422)


def test_the_page_of_delegates_is_sound_wide_and_on_a_phone(
    app: Flask,
    chrome: Browser,
    looks: Looks,
    case: Case,
    members: list[Member],
) -> None:
    name, page = members[0].full_name, f"/meetings/{case.id}/delegates"
    cookie = cookie_of(app, case.secretary)
    db.session.commit()

    with serving(app) as address:
        secretary = Person(chrome, looks, address)
        secretary.carry("partywork", cookie)
        secretary.visit(page)
        secretary.choose("Chi bộ cử đại biểu", "Chi bộ Một")
        secretary.go("Xem")
        secretary.tick(name)
        secretary.shoot("dai-bieu")
        secretary.go("Lưu đại biểu của chi bộ")
        secretary.sees("Có 3 đại biểu", name)
        secretary.leave()
