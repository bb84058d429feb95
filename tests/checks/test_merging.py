"""What two records of one person took part in: nothing lost, nobody counted twice."""

from datetime import date

import pytest

from partywork.admissions.models import Procedure, Prospect, Sponsor
from partywork.admissions.terms import ProcedureKind, ProcedureState, SponsorKind
from partywork.audit.models import AuditEntry
from partywork.badges.models import BadgeNomination
from partywork.badges.terms import Ground, NominationStatus
from partywork.ballots.models import RegisterLine, RollEntry, Teller, Vote
from partywork.ballots.terms import BallotStatus, VoteStatus, VoteSubject
from partywork.cells.models import (
    CellGroup,
    GroupPlace,
    Membership,
)
from partywork.cells.service import groups
from partywork.cells.terms import BodyKind, MembershipStatus, Sex
from partywork.conduct.models import YearlyCommitment
from partywork.core.actor import system
from partywork.core.db import transaction
from partywork.dues.models import DuesLine, DuesRegister, DuesRelief
from partywork.dues.service.sheets import year_sheet
from partywork.dues.terms import ReliefGround, ReliefPercent
from partywork.meetings.models import Attendance, Invitation
from partywork.meetings.terms import MeetingStatus
from partywork.provisions.terms import Threshold
from partywork.transfers.models import Transfer
from partywork.transfers.terms import TransferKind, TransferState
from tests.checks.doubles import (
    NOVEMBER,
    OCTOBER,
    TODAY,
    add,
    attended,
    ballot,
    closed,
    every,
    foreseen,
    invited,
    line,
    meeting,
    merge,
    refused,
    task,
)


def test_what_both_did_is_one_life_and_a_row_of_both_stays(make, desk, cell, pair):
    kept, gone = pair
    both, alone = (meeting(make, cell, MeetingStatus.CLOSED) for _ in range(2))
    first = attended(both, kept, gone)
    (second,) = attended(alone, gone)
    work = task(cell, gone)
    add(
        *(
            YearlyCommitment(
                organisation_id=cell.id, member_id=one.id, year=2026, signed_on=NOVEMBER
            )
            for one in pair
        )
    )

    page = foreseen(desk, pair)
    assert dict(page.followed) == {"điểm danh": 1, "nhiệm vụ": 1}
    assert dict(page.stayed) == {"điểm danh": 1, "bản cam kết hằng năm": 1}
    assert [one.member_id for one in every(Attendance, meeting_id=alone.id)] == [gone.id]
    merge(desk, pair)

    assert (work.lead_id, second.member_id) == (kept.id, kept.id)
    assert second.reason == "Riêng"
    assert second.version == 2
    assert {one.member_id for one in first} == {kept.id, gone.id}
    (entry,) = every(AuditEntry, action="namesakes.merge")
    assert entry.changes["followed"] == "điểm danh: 1; nhiệm vụ: 1"
    assert entry.changes["stayed"] == "điểm danh: 1; bản cam kết hằng năm: 1"
    done = [one.action for one in every(AuditEntry) if one.sequence > entry.sequence - 3]
    assert done == ["member.read", "member.read", "namesakes.merge"]
    assert every(Membership, member_id=gone.id) == []


def test_a_person_is_invited_once_and_not_where_they_do_not_belong(
    make, desk, cell, pair, elsewhere
):
    kept, gone = pair
    ours = meeting(make, cell, MeetingStatus.INVITED)
    theirs = meeting(make, elsewhere, MeetingStatus.PLANNED)
    only = meeting(make, cell, MeetingStatus.PLANNED, expected_chair_id=gone.id)
    past = meeting(make, elsewhere, MeetingStatus.CLOSED)
    invited(ours, kept, gone)
    for one in (theirs, only, past):
        invited(one, gone)

    assert dict(foreseen(desk, pair).dropped) == {"giấy mời họp sắp tới (chỉ mời một lần)": 2}
    merge(desk, pair)

    left = {(one.meeting_id, one.member_id) for one in every(Invitation)}
    assert left == {(one.id, kept.id) for one in (ours, only, past)}
    assert only.expected_chair_id == kept.id


def test_a_meeting_that_goes_on_and_a_vote_under_way_are_waited_for(make, desk, cell, pair):
    now = meeting(make, cell, MeetingStatus.OPEN)
    attended(now, *pair)
    refused(desk, pair, "sau khi cuộc họp kết thúc")
    with transaction():
        now.status = MeetingStatus.CLOSED
    (vote,) = add(
        Vote(
            organisation_id=cell.id,
            body_id=make.body(cell, BodyKind.CELL).id,
            question="?",
            subject=VoteSubject.RESOLUTION,
            threshold=Threshold.MAJORITY,
            status=VoteStatus.OPEN,
            roll=3,
        )
    )
    add(
        *(
            RollEntry(
                organisation_id=cell.id,
                vote_id=vote.id,
                member_id=one.id,
                status=MembershipStatus.OFFICIAL,
                is_present=True,
                counts=True,
                may_vote=True,
            )
            for one in pair
        )
    )
    refused(desk, pair, "biểu quyết")
    with transaction():
        vote.status = VoteStatus.PASSED

    merge(desk, pair)

    assert vote.roll == 3
    assert {one.member_id for one in every(RollEntry)} == {one.id for one in pair}


@pytest.mark.parametrize(
    "role", [("voters", 0), ("voters", 1), ("tellers", 0), ("tellers", 1)], ids=str
)
def test_a_secret_ballot_under_way_keeps_its_register_and_its_meeting_is_named(
    make, desk, cell, pair, role
):
    part, of = role
    evening = meeting(make, cell, MeetingStatus.OPEN)
    box = ballot(evening, **{part: (pair[of], make.member(cell))})
    before = {one.member_id for one in (*every(RegisterLine), *every(Teller))}

    refused(
        desk, pair, f"{cell.name}, ngày 22/11/2026 .sinh hoạt thường kỳ.. Hãy gộp sau khi đóng hòm"
    )

    assert {one.member_id for one in (*every(RegisterLine), *every(Teller))} == before
    with transaction():
        box.status = BallotStatus.COUNTED
    page = foreseen(desk, pair)
    merge(desk, pair)
    assert {one.member_id for one in (*every(RegisterLine), *every(Teller))} == before
    words = {"voters": "danh sách bỏ phiếu", "tellers": "người kiểm phiếu"}[part]
    assert dict(page.stayed) == ({words: 1} if of else {})


def test_who_has_to_count_a_box_keeps_the_record_that_counts(make, desk, cell, pair):
    evening = meeting(make, cell, MeetingStatus.OPEN)
    box = ballot(evening, tellers=pair[1:], status=BallotStatus.PREPARED)
    refused(desk, pair, f"{cell.name}, ngày 22/11/2026 .*Hãy gộp sau khi kiểm phiếu xong")
    with transaction():
        evening.status = MeetingStatus.CLOSED
    assert not foreseen(desk, pair).refusal
    with transaction():
        box.status = BallotStatus.CLOSED
    refused(desk, pair, "kiểm phiếu xong, hoặc chọn giữ chính hồ sơ ấy")

    merge(desk, pair[::-1])

    assert [one.member_id for one in every(Teller)] == [pair[1].id]


def test_dues_keep_every_sum_and_nobody_owes_twice(desk, cell, pair):
    kept, gone = pair
    add(
        DuesRegister(organisation_id=cell.id, from_month=date(2026, 7, 1), begun_by=""),
        *(closed(cell, date(2026, month, 1)) for month in (7, 8, 9)),
        line(cell, kept, date(2026, 7, 1)),
        line(cell, gone, date(2026, 7, 1), 50_000),
        line(cell, kept, date(2026, 8, 1), 50_000),
        line(cell, gone, date(2026, 8, 1)),
        line(cell, gone, date(2026, 9, 1)),
        line(cell, kept, OCTOBER, excused=True),
        line(cell, gone, OCTOBER),
        line(cell, gone, NOVEMBER, 20_000),
    )
    before = year_sheet(system(TODAY), cell.id, 2026)
    assert {row.member_id for row in before.rows} >= {kept.id, gone.id}

    page = foreseen(desk, pair)
    assert dict(page.dropped) == {"dòng đảng phí chưa nộp của tháng chưa chốt": 1}
    assert dict(page.followed)["sổ thu đảng phí"] == 2
    assert dict(page.stayed)["sổ thu đảng phí"] == 2
    merge(desk, pair)

    paid = {one.month.month: one.paid for one in every(DuesLine, member_id=kept.id)}
    assert paid == {7: 50_000, 8: 50_000, 9: None, 10: None, 11: 20_000}
    left = {one.month.month: one.paid for one in every(DuesLine, member_id=gone.id)}
    assert left == {7: None, 8: None}
    after = year_sheet(system(TODAY), cell.id, 2026)
    assert gone.id not in {row.member_id for row in after.rows}
    assert kept.id in {row.member_id for row in after.rows}


def test_a_month_paid_for_both_is_put_right_before_it_is_closed(desk, cell, pair, elsewhere):
    kept, gone = pair
    (ours, theirs) = add(line(cell, kept, OCTOBER, 50_000), line(elsewhere, gone, OCTOBER, 50_000))
    refused(desk, pair, "nộp đảng phí một tháng chưa chốt sổ")
    add(closed(cell, OCTOBER), closed(elsewhere, OCTOBER), line(elsewhere, gone, date(2026, 9, 1)))
    add(closed(elsewhere, date(2026, 9, 1)))

    merge(desk, pair)

    assert (ours.member_id, theirs.member_id) == (kept.id, gone.id)
    left = every(DuesLine, member_id=gone.id)
    assert sorted(one.month for one in left) == [date(2026, 9, 1), OCTOBER]


def test_one_decision_to_lower_dues_counts_once(desk, cell, pair):
    def relief(one, number):
        return DuesRelief(
            organisation_id=cell.id,
            member_id=one.id,
            ground=next(iter(ReliefGround)).value,
            percent=next(iter(ReliefPercent)),
            from_month=OCTOBER,
            decision_number=number,
            decided_on=OCTOBER,
            recorded_by="",
        )

    kept, gone = pair
    add(relief(kept, "1"), relief(gone, "1"), relief(gone, "2"))

    merge(desk, pair)

    found = {(one.member_id, one.decision_number) for one in every(DuesRelief)}
    assert found == {(kept.id, "1"), (gone.id, "1"), (kept.id, "2")}


def test_a_place_in_a_group_is_held_once(make, desk, cell, pair):
    secretary = make.secretary(cell)
    kept, gone = pair
    group = groups.form(secretary, cell.id, name="Tổ 1", starts_on=OCTOBER)
    keys = [kept.id, gone.id]
    groups.fill(
        secretary, group.id, version=group.version, on=OCTOBER, members=keys, leader=gone.id
    )

    assert foreseen(desk, pair).dropped == (("chỗ trong tổ đảng (hồ sơ được giữ đã có)", 1),)
    merge(desk, pair)

    assert [one.member_id for one in every(GroupPlace)] == [kept.id]
    assert every(CellGroup)


def test_a_transfer_under_way_follows_and_two_are_put_right_first(desk, cell, pair):
    def leaving(one):
        return Transfer(
            organisation_id=cell.id,
            member_id=one.id,
            kind=TransferKind.OUT,
            state=TransferState.STARTED,
            other_place="Đảng bộ phường X",
            effective_on=NOVEMBER,
        )

    ours, theirs = add(*(leaving(one) for one in pair))
    refused(desk, pair, "chuyển sinh hoạt")
    with transaction():
        ours.state = TransferState.CANCELLED

    merge(desk, pair)

    assert theirs.member_id == ours.member_id == pair[0].id


@pytest.mark.parametrize(
    ("states", "stays"),
    [
        ((NominationStatus.PROPOSED, NominationStatus.POSTPONED), "ours"),
        ((NominationStatus.PROPOSED, NominationStatus.SUBMITTED), "theirs"),
        ((NominationStatus.AWARDED, NominationStatus.AWARDED), "both"),
        ((NominationStatus.SUBMITTED, NominationStatus.AWARDED), None),
    ],
)
def test_of_two_nominations_for_a_badge_the_further_one_counts(desk, cell, pair, states, stays):
    made = {
        name: BadgeNomination(
            organisation_id=cell.id,
            member_id=one.id,
            years=30,
            ground=next(iter(Ground)),
            status=status,
            batch_on=date(2027, 2, 3),
        )
        for name, one, status in zip(("ours", "theirs"), pair, states, strict=True)
    }
    add(*made.values())
    keys = {name: one.id for name, one in made.items()}
    if stays is None:
        refused(desk, pair, "Huy hiệu")
        return

    merge(desk, pair)

    left = {one.id: one.member_id for one in every(BadgeNomination)}
    kept, gone = pair
    if stays == "both":
        assert left == {keys["ours"]: kept.id, keys["theirs"]: gone.id}
    else:
        assert left == {keys[stays]: kept.id}


def test_files_of_admission_wait_where_one_person_would_count_for_two(desk, cell, pair, make):
    kept, gone = pair
    helped = {"full_name": "Trần Bình", "name_sort_key": "b", "folded_name": "b", "sex": Sex.MALE}
    days = {"listed_on": OCTOBER, "notice_given_on": OCTOBER}
    (prospect,) = add(
        Prospect(
            organisation_id=cell.id, helper_id=gone.id, second_helper_id=kept.id, **helped, **days
        )
    )
    refused(desk, pair, "giúp đỡ một quần chúng")
    with transaction():
        prospect.second_helper_id = None
    kinds = (ProcedureKind.CONFIRMATION, ProcedureKind.CONFIRMATION, ProcedureKind.ADMISSION)
    people = (kept, gone, make.member(cell))
    ours, theirs, third = add(
        *(
            Procedure(organisation_id=cell.id, kind=kind, member_id=one.id, opened_on=OCTOBER)
            for kind, one in zip(kinds, people, strict=True)
        )
    )
    refused(desk, pair, "dừng một thủ tục")
    with transaction():
        ours.state = ProcedureState.STOPPED
    sponsors = add(
        *(Sponsor(procedure_id=third.id, kind=SponsorKind.MEMBER, member_id=one.id) for one in pair)
    )
    refused(desk, pair, "hai người giới thiệu")
    with transaction():
        third.state = ProcedureState.COMPLETED

    merge(desk, pair)

    assert prospect.helper_id == kept.id
    assert (ours.member_id, theirs.member_id) == (kept.id, kept.id)
    assert [one.member_id for one in sponsors] == [kept.id, kept.id]
