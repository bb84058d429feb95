from datetime import date, timedelta

import pytest

from partywork.admissions import queries
from partywork.admissions.models import Prospect
from partywork.admissions.policy import visible
from partywork.admissions.service import (
    classes,
    decisions,
    files,
    preparing,
    probation,
    prospects,
    revealing,
    stopping,
)
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import (
    ClassKind,
    ContactField,
    ProcedureKind,
    ProcedureState,
    ProspectStage,
    ReviewKind,
    SponsorKind,
    Step,
    VoteOutcome,
)
from partywork.audit import service as audit
from partywork.cells.models import Member, Membership
from partywork.cells.policy import visible_members, visible_memberships
from partywork.cells.rules.proved import ProvedDays
from partywork.cells.service import events, proving
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.notifications import service as notifications
from tests.meetings.minuting import PASSWORD, give_password
from tests.support.admissions import (
    LISTED,
    admitted,
    celebrated,
    decided,
    decision,
    facts_of,
    listed,
    prepared,
    sent,
    sponsored,
    tick,
    voted,
)

DAY = date(2026, 11, 22)
DECIDED, CEREMONY = date(2025, 3, 1), date(2025, 3, 15)
SYSTEM = system(DAY)


@pytest.fixture
def officer(make, cell):
    for _ in range(9):
        make.member(cell)
    return make.secretary(cell)


def reloaded(prospect):
    db.session.expire_all()
    query = visible(SYSTEM).where(Prospect.id == prospect.id)
    return db.session.scalars(query).one()


def member_of(procedure):
    query = visible_members(SYSTEM).where(Member.id == procedure.member_id)
    return db.session.scalars(query).one()


def standings(member_id):
    query = visible_memberships(SYSTEM).where(Membership.member_id == member_id)
    found = db.session.scalars(query.order_by(Membership.starts_on))
    return [(one.status, one.starts_on) for one in found]


def titles(actor):
    """What the inbox of somebody tells, gathered reminders line by line."""
    notices = notifications.inbox(actor)[0]
    return [line["title"] for one in notices for line in one.lines or [{"title": one.title}]]


def actions(subject_id):
    found = [one.action for one in audit.entries(SYSTEM, limit=500) if one.subject_id == subject_id]
    return found[::-1]


# --- prospects ---------------------------------------------------------------------------------


def test_a_prospect_is_sealed_and_the_helper_told(make, cell, officer):
    helper = make.plain_member(cell)

    prospect = listed(officer, helper_id=helper.member_id)

    assert prospect.stage is ProspectStage.WATCHED
    assert prospect.phone == "0912345678"
    assert b"0912345678" not in (prospect.phone_sealed or b"")
    assert titles(helper) == ["Đồng chí được phân công giúp đỡ quần chúng ưu tú Phạm Thu Ngân"]
    assert actions(prospect.id) == ["prospect.register"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"notice_given_on": date(2025, 1, 11)}, "thông báo mục đích"),
        ({"workplace": "TỐI MẬT"}, "độ mật"),
        ({"born_on": date(2025, 2, 1)}, "chưa đủ 16 tuổi"),
        ({"born_on": date(2009, 2, 1)}, "chưa đủ 16 tuổi"),
    ],
)
def test_a_prospect_is_not_kept_against_the_rules(officer, changed, reason):
    with pytest.raises(RuleBroken, match=reason):
        listed(officer, **changed)


def test_a_probationary_member_does_not_help(make, cell, officer):
    young = make.member(cell, status=MembershipStatus.PROBATIONARY)

    with pytest.raises(RuleBroken, match="đảng viên chính thức"):
        listed(officer, helper_id=young.id)


def test_other_people_do_not_list(make, cell, desk):
    with pytest.raises(NotAllowed):
        prospects.register(desk, cell.id, facts_of(desk.member_id))


def test_an_empty_sealed_field_keeps_what_is_there(make, cell, officer):
    prospect, other = listed(officer), make.plain_member(cell)

    changed = prospects.change(
        officer,
        prospect.id,
        version=prospect.version,
        facts=facts_of(other.member_id, phone="", email="moi@example.vn"),
    )

    assert (changed.phone, changed.email) == ("0912345678", "moi@example.vn")
    assert titles(other) == ["Đồng chí được phân công giúp đỡ quần chúng ưu tú Phạm Thu Ngân"]
    with pytest.raises(Stale):
        prospects.change(officer, prospect.id, version=1, facts=facts_of(other.member_id))


def test_the_helper_writes_remarks_and_strangers_see_nothing(make, cell, officer):
    helper, stranger = make.plain_member(cell), make.plain_member(cell)
    prospect = listed(officer, helper_id=helper.member_id)

    prospects.review(
        helper, prospect.id, kind=ReviewKind.MONTHLY, reviewed_on=DAY, remark="Phấn đấu tốt."
    )

    assert prospects.get(officer, prospect.id).reviews[0].remark == "Phấn đấu tốt."
    with pytest.raises(NotVisible):
        prospects.get(stranger, prospect.id)
    with pytest.raises(RuleBroken, match="Ngày nhận xét"):
        prospects.review(
            helper, prospect.id, kind=ReviewKind.YEARLY, reviewed_on=date(2024, 1, 1), remark="Sớm"
        )


def test_a_sealed_field_is_shown_with_a_reason_that_stays(officer):
    prospect = listed(officer)

    give_password(officer)
    asked = (officer, prospect.id, ContactField.PHONE)

    with pytest.raises(RuleBroken, match="Mật khẩu không đúng"):
        revealing.reveal(*asked, reason="Báo lịch học", password="sai")
    shown = revealing.reveal(*asked, reason="Báo lịch học", password=PASSWORD)

    assert shown == "0912345678"
    (entry,) = [one for one in audit.entries(SYSTEM) if one.action == "prospect.reveal"]
    assert entry.changes == {"kind": "Số điện thoại", "reason": "Báo lịch học"}


def test_giving_up_erases_what_was_given_in_confidence(officer):
    prospect = listed(officer)
    prospects.review(
        officer, prospect.id, kind=ReviewKind.YEARLY, reviewed_on=DAY, remark="Chưa phấn đấu"
    )
    procedure = files.open_admission(officer, prospect.id)

    version = reloaded(prospect).version
    prospects.drop(officer, prospect.id, version=version, closed_on=DAY, reason="Chuyển đi")

    kept = reloaded(prospect)
    assert (kept.stage, kept.closing_reason) == (ProspectStage.DROPPED, "Chuyển đi")
    assert (kept.phone, kept.email, kept.residence, kept.citizen_id) == (None,) * 4
    assert (kept.citizen_id_digest, kept.born_on, kept.workplace) == (None,) * 3
    assert [one.remark for one in prospects.get(officer, prospect.id).reviews] == [None]
    assert files.get(officer, procedure.id).state is ProcedureState.STOPPED
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        prospects.review(
            officer, prospect.id, kind=ReviewKind.MONTHLY, reviewed_on=DAY, remark="Muộn"
        )


def test_the_pipeline_puts_people_into_columns(officer, desk):
    prospect = listed(officer)
    files.open_admission(officer, prospect.id)
    listed(officer, full_name="Lê An", citizen_id="001195000124")

    found = {one.stage: one.cards for one in prospects.pipeline(officer).columns}

    assert [card.full_name for card in found[ProspectStage.PREPARING]] == ["Phạm Thu Ngân"]
    assert [card.needs_review for card in found[ProspectStage.WATCHED]] == [True]
    assert prospects.pipeline(desk).total == 2


# --- admission ---------------------------------------------------------------------------------


def test_an_admission_walks_from_the_list_to_the_cell(officer, desk):
    prospect = listed(officer)
    procedure = files.open_admission(officer, prospect.id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    assert reloaded(prospect).stage is ProspectStage.PROPOSED
    sent(officer, procedure.id, DECIDED)
    assert any("gửi hồ sơ" in title for title in titles(desk))

    decided(desk, procedure.id, DECIDED)
    now = files.get(officer, procedure.id)
    member = member_of(now)
    assert (member.phone, member.citizen_id) == ("0912345678", "001195000123")
    assert member.admitted_on == DECIDED
    assert standings(member.id) == []
    assert (reloaded(prospect).stage, reloaded(prospect).phone) == (ProspectStage.DECIDED, None)

    celebrated(officer, procedure.id, CEREMONY)
    member = member_of(files.get(officer, procedure.id))
    assert standings(member.id) == [(MembershipStatus.PROBATIONARY, CEREMONY)]
    assert (member.ceremony_on, member.party_age_from) == (CEREMONY, DECIDED)
    assert reloaded(prospect).stage is ProspectStage.ADMITTED

    for step in (Step.DECLARATION, Step.REGISTERED):
        tick(officer, procedure.id, step, CEREMONY)
    assert files.get(officer, procedure.id).state is ProcedureState.COMPLETED
    assert {"procedure.vote", "procedure.decide", "procedure.celebrate"} <= set(
        actions(procedure.id)
    )


def test_before_the_ceremony_the_cell_finds_the_person_on_the_file_only(officer, desk):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    sent(officer, procedure.id, DECIDED)
    decided(desk, procedure.id, DECIDED)

    _, page = files.show(officer, procedure.id)

    assert page.full_name == "Phạm Thu Ngân"
    assert page.waits_for == "Chờ chi bộ tổ chức lễ kết nạp."
    assert probation.list_visible(officer) == []


def test_t5_the_third_vote_below_two_thirds_goes_up(officer, desk):
    prospect = listed(officer)
    procedure = files.open_admission(officer, prospect.id)
    prepared(officer, procedure, LISTED)

    first = voted(officer, procedure.id, date(2026, 1, 5), in_favour=6, against=4)
    assert (first.votes[0].outcome, first.votes[0].needed) == (VoteOutcome.BELOW, 7)
    assert (first.votes[0].attempt, first.state) == (1, ProcedureState.PREPARING)
    assert reloaded(prospect).stage is ProspectStage.IN_REVIEW
    voted(officer, procedure.id, date(2026, 2, 5), in_favour=6, against=4)
    third = voted(officer, procedure.id, date(2026, 3, 5), in_favour=6, against=4)

    assert third.state is ProcedureState.UNDECIDED
    with pytest.raises(RuleBroken, match="báo cáo cấp ủy cấp trên"):
        voted(officer, procedure.id, date(2026, 4, 5))
    assert sent(officer, procedure.id, date(2026, 3, 6)).state is ProcedureState.SENT_UP
    assert decided(desk, procedure.id, date(2026, 4, 1)).state is ProcedureState.DECIDED


def test_a_vote_of_fewer_than_the_cell_has_is_refused(officer):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)

    with pytest.raises(RuleBroken, match="theo sổ chi bộ có 10 đảng viên"):
        voted(officer, procedure.id, DECIDED, roll=3)

    assert files.get(officer, procedure.id).votes == []


def test_a_vote_waits_for_papers_sponsors_and_age(officer):
    procedure = files.open_admission(officer, listed(officer, born_on=date(1960, 1, 1)).id)
    with pytest.raises(RuleBroken, match="quá 60 tuổi"):
        voted(officer, procedure.id, DECIDED)
    with pytest.raises(RuleBroken, match="hai đảng viên chính thức giới thiệu"):
        voted(officer, procedure.id, DECIDED, consent="12-CV/ĐU")
    for member_id, _ in prospects.helpers_to_choose(officer, procedure.organisation_id)[:2]:
        sponsored(officer, procedure.id, member_id)
    with pytest.raises(RuleBroken, match=r"học vấn.*Tốt nghiệp trung học cơ sở trở lên"):
        voted(officer, procedure.id, DECIDED, consent="12-CV/ĐU")
    tick(officer, procedure.id, Step.EDUCATION, LISTED)
    with pytest.raises(RuleBroken, match="Hồ sơ còn thiếu: Học lớp"):
        voted(officer, procedure.id, DECIDED, consent="12-CV/ĐU")


def test_an_old_certificate_does_not_admit(officer):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    tick(officer, procedure.id, Step.AWARENESS, date(2020, 1, 1))

    with pytest.raises(RuleBroken, match="hết giá trị ngày 01/01/2025"):
        voted(officer, procedure.id, DECIDED)


def test_a_vote_is_judged_by_the_rules_of_its_own_day(officer):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)

    with pytest.raises(RuleBroken, match="Chưa có quy định"):
        voted(officer, procedure.id, date(2024, 6, 1))
    with pytest.raises(RuleBroken, match="tương lai"):
        voted(officer, procedure.id, date(2026, 12, 1))


def test_after_the_decision_nothing_more_is_kept_of_a_prospect(officer, desk):
    prospect = listed(officer)
    procedure = files.open_admission(officer, prospect.id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    sent(officer, procedure.id, DECIDED)
    decided(desk, procedure.id, DECIDED)
    version = reloaded(prospect).version

    with pytest.raises(RuleBroken, match="đã kết thúc"):
        prospects.change(officer, prospect.id, version=version, facts=facts_of(officer.member_id))
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        prospects.drop(officer, prospect.id, version=version, closed_on=DAY, reason="Sai")


def test_sponsors_are_noted_once_and_taken_off(make, cell, officer):
    procedure = files.open_admission(officer, listed(officer, is_youth=True).id)
    member = make.member(cell)
    found = sponsored(officer, procedure.id, member.id)
    with pytest.raises(RuleBroken, match="đã có"):
        sponsored(officer, procedure.id, member.id)
    union = preparing.add_sponsor(
        officer,
        procedure.id,
        version=files.get(officer, procedure.id).version,
        kind=SponsorKind.YOUTH_UNION,
        member_id=None,
        union_name="Đoàn cơ quan",
        together_since=None,
    )
    assert len(union.sponsors) == 2

    with pytest.raises(Stale):
        preparing.remove_sponsor(officer, procedure.id, found.sponsors[0].id, version=1)
    version = files.get(officer, procedure.id).version
    preparing.remove_sponsor(officer, procedure.id, found.sponsors[0].id, version=version)

    assert [one.union_name for one in files.get(officer, procedure.id).sponsors] == ["Đoàn cơ quan"]
    version = files.get(officer, procedure.id).version
    with pytest.raises(NotVisible):
        preparing.remove_sponsor(officer, procedure.id, cell.id, version=version)


def test_a_paper_ticked_by_mistake_is_taken_back(officer):
    procedure = files.open_admission(officer, listed(officer).id)
    tick(officer, procedure.id, Step.APPLICATION, LISTED)
    with pytest.raises(Stale):
        preparing.tick(
            officer,
            procedure.id,
            Step.BIOGRAPHY,
            version=1,
            done_on=LISTED,
            number="",
            kept_at="",
        )

    with pytest.raises(Stale):
        preparing.untick(officer, procedure.id, Step.APPLICATION, version=1)
    version = files.get(officer, procedure.id).version
    preparing.untick(officer, procedure.id, Step.APPLICATION, version=version)

    assert files.get(officer, procedure.id).steps == []


def test_only_the_desk_decides_and_only_with_two_thirds(officer, desk):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    with pytest.raises(RuleBroken, match="không ở bước này"):
        decided(desk, procedure.id, DECIDED)
    sent(officer, procedure.id, DECIDED)

    with pytest.raises(NotAllowed):
        decided(officer, procedure.id, DECIDED)
    version = files.get(desk, procedure.id).version
    with pytest.raises(RuleBroken, match="10/15"):
        decisions.decide(
            desk,
            procedure.id,
            version=version,
            decision=decision(DECIDED, committee_in_favour=9),
        )
    with pytest.raises(RuleBroken, match="Ngày quyết định"):
        decided(desk, procedure.id, date(2025, 2, 1))


def test_somebody_known_as_a_member_is_not_made_twice(make, cell, officer, desk):
    known = make.member(cell)
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    sent(officer, procedure.id, DECIDED)
    with transaction():
        known.citizen_id = facts_of(officer.member_id).citizen_id

    with pytest.raises(RuleBroken, match="đã có trong danh sách đảng viên"):
        decided(desk, procedure.id, DECIDED)
    with pytest.raises(RuleBroken, match="đã có trong danh sách đảng viên"):
        listed(officer, full_name="Lê An")


def test_an_admission_may_stop_and_begin_again(officer):
    prospect = listed(officer)
    procedure = files.open_admission(officer, prospect.id)
    with pytest.raises(RuleBroken, match="đang làm"):
        files.open_admission(officer, prospect.id)
    version = files.get(officer, procedure.id).version

    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(RuleBroken, match="tương lai"):
        stopping.stop(officer, procedure.id, version=version, stopped_on=tomorrow, reason="Sớm")
    stopping.stop(officer, procedure.id, version=version, stopped_on=DAY, reason="Chưa đủ")

    assert reloaded(prospect).stage is ProspectStage.WATCHED
    assert files.open_admission(officer, prospect.id).state is ProcedureState.PREPARING


# --- confirmation ------------------------------------------------------------------------------


@pytest.fixture
def confirm(officer, desk, today):
    """Admit somebody on 15/03/2025 and return the file the job opens in time."""
    done = admitted(officer, desk, DECIDED, CEREMONY)
    today(date(2025, 12, 20))
    probation.follow(system(date(2025, 12, 20)))
    today(DAY)
    return queries.confirmations_of(SYSTEM, [done.member_id])[done.member_id]


def test_the_job_opens_a_file_and_reminds_once(officer, desk, confirm):
    assert confirm.kind is ProcedureKind.CONFIRMATION
    assert confirm.ceremony_on == CEREMONY
    words = "Chuyển đảng chính thức: đồng chí Phạm Thu Ngân"
    assert titles(officer).count(words) == titles(desk).count(words) == 1
    assert "Chưa học lớp đảng viên mới: đồng chí Phạm Thu Ngân" in titles(officer)

    assert probation.follow(system(date(2025, 12, 21))) == 0
    assert probation.follow(system(date(2026, 2, 14))) == 1
    assert titles(officer).count(words) == 2


def test_the_list_puts_those_next_to_be_reviewed_first(officer, confirm, make):
    (line,) = probation.list_visible(officer)

    assert line.procedure_id == confirm.id
    assert line.clock.official_on == date(2026, 3, 15)
    assert line.tag[0] == "miss"
    with pytest.raises(NotAllowed):
        probation.list_visible(make.plain_member(make.cell()))


def test_t11_a_late_meeting_keeps_the_official_day(officer, desk, confirm):
    prepared(officer, confirm, date(2026, 2, 10))
    with pytest.raises(RuleBroken, match="từ ngày 15/03/2026"):
        voted(officer, confirm.id, date(2026, 3, 14))

    late = voted(officer, confirm.id, date(2026, 5, 20))
    sent(officer, confirm.id, date(2026, 5, 21))
    decided(desk, confirm.id, date(2026, 6, 10))

    assert late.votes[0].is_late
    member = member_of(files.get(officer, confirm.id))
    assert member.official_on == date(2026, 3, 15)
    assert standings(member.id)[-1] == (MembershipStatus.OFFICIAL, date(2026, 3, 15))
    for step in (Step.ANNOUNCED, Step.CARD):
        tick(officer, confirm.id, step, date(2026, 7, 5))
    assert files.get(officer, confirm.id).state is ProcedureState.COMPLETED


def test_two_thirds_against_propose_to_strike_off(officer, desk, confirm):
    prepared(officer, confirm, date(2026, 2, 10))
    refused = voted(officer, confirm.id, date(2026, 3, 20), in_favour=1, against=9)
    assert refused.state is ProcedureState.REFUSED
    sent(officer, confirm.id, date(2026, 3, 21))
    with pytest.raises(RuleBroken, match="đề nghị xóa tên"):
        decided(desk, confirm.id, date(2026, 4, 10))

    version = files.get(desk, confirm.id).version
    decisions.strike_off(desk, confirm.id, version=version, decision=decision(date(2026, 4, 10)))

    assert files.get(officer, confirm.id).state is ProcedureState.STOPPED
    assert probation.list_visible(officer) == []


def test_an_agreed_probationer_is_not_struck_off(officer, desk, confirm):
    prepared(officer, confirm, date(2026, 2, 10))
    voted(officer, confirm.id, date(2026, 3, 20))
    sent(officer, confirm.id, date(2026, 3, 21))
    version = files.get(desk, confirm.id).version

    with pytest.raises(RuleBroken, match="không đề nghị xóa tên"):
        decisions.strike_off(
            desk, confirm.id, version=version, decision=decision(date(2026, 4, 10))
        )


def test_what_the_level_above_does_not_agree_with_goes_back_to_the_cell(officer, desk, confirm):
    prepared(officer, confirm, date(2026, 2, 10))
    voted(officer, confirm.id, date(2026, 3, 20))
    sent(officer, confirm.id, date(2026, 3, 21))
    version = files.get(desk, confirm.id).version
    given = {"returned_on": date(2026, 4, 1), "reason": "Chưa rõ ý kiến nơi cư trú"}
    with pytest.raises(NotAllowed):
        decisions.send_back(officer, confirm.id, version=version, **given)

    decisions.send_back(desk, confirm.id, version=version, **given)

    back = files.get(officer, confirm.id)
    assert (back.state, back.sent_up_on) == (ProcedureState.PREPARING, None)
    assert "Hồ sơ được trả lại: chuyển đảng chính thức, Phạm Thu Ngân" in titles(officer)
    again = voted(officer, confirm.id, date(2026, 4, 10), in_favour=1, against=9)
    assert (again.votes[-1].attempt, again.state) == (2, ProcedureState.REFUSED)
    sent(officer, confirm.id, date(2026, 4, 11))
    version = files.get(desk, confirm.id).version
    decisions.strike_off(desk, confirm.id, version=version, decision=decision(date(2026, 4, 20)))
    assert files.get(officer, confirm.id).state is ProcedureState.STOPPED


def test_after_three_votes_in_vain_nothing_goes_back(officer, desk):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    for month in (1, 2, 3):
        voted(officer, procedure.id, date(2026, month, 5), in_favour=6, against=4)
    sent(officer, procedure.id, date(2026, 3, 6))
    version = files.get(desk, procedure.id).version

    with pytest.raises(RuleBroken, match="không trả lại chi bộ"):
        decisions.send_back(desk, procedure.id, version=version, returned_on=DAY, reason="Xem lại")


def test_nobody_works_on_their_own_file(make, confirm, officer):
    own = make.actor(member_of(confirm))

    assert files.get(own, confirm.id).id == confirm.id
    with pytest.raises(NotAllowed):
        voted(own, confirm.id, date(2026, 3, 20))


def test_a_helper_is_assigned_and_told(make, cell, officer, confirm):
    helper = make.plain_member(cell)
    version = files.get(officer, confirm.id).version

    preparing.assign_helper(officer, confirm.id, version=version, helper_id=helper.member_id)

    assert titles(helper) == ["Đồng chí được phân công giúp đỡ Phạm Thu Ngân"]
    assert files.get(helper, confirm.id).helper_id == helper.member_id
    with pytest.raises(RuleBroken, match="đảng viên chính thức"):
        preparing.assign_helper(
            officer,
            confirm.id,
            version=files.get(officer, confirm.id).version,
            helper_id=confirm.member_id,
        )


def happened(kind, on, cell, **facts):
    return NewEvent(kind=kind, happened_on=on, cell_id=cell.id, decided_on=on, **facts)


def test_a_file_follows_its_member_to_another_cell(make, cell, desk, confirm):
    other = make.cell()
    on = date(2026, 1, 10)
    moved = happened(EventKind.MOVED, on, cell, other_organisation_id=other.id)
    events.record(SYSTEM, confirm.member_id, moved)

    probation.follow(SYSTEM)

    assert files.get(desk, confirm.id).organisation_id == other.id


def test_the_file_of_somebody_who_left_stops(cell, desk, confirm):
    died = happened(EventKind.DIED, date(2026, 1, 10), cell)
    events.record(SYSTEM, confirm.member_id, died)

    probation.follow(SYSTEM)

    stopped = files.get(desk, confirm.id)
    assert stopped.state is ProcedureState.STOPPED
    assert stopped.stopping_reason == "Không còn là đảng viên dự bị trong Đảng bộ."


def test_a_ceremony_is_reminded_of_before_its_last_day(officer, desk, today):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, date(2026, 10, 1))
    sent(officer, procedure.id, date(2026, 10, 1))
    decided(desk, procedure.id, date(2026, 10, 1))
    today(date(2026, 11, 5))

    probation.follow(system(date(2026, 11, 5)))
    probation.follow(system(date(2026, 11, 6)))

    words = "Lễ kết nạp đồng chí Phạm Thu Ngân chậm nhất ngày 12/11/2026"
    assert titles(officer).count(words) == 1


def test_a_probation_without_its_day_is_asked_after_until_the_day_is_there(
    make, cell, officer, desk
):
    young = make.member(
        cell, status=MembershipStatus.PROBATIONARY, since=DECIDED, admitted_on=DECIDED
    )
    words = f"Thiếu ngày kết nạp: đồng chí {young.full_name}"

    assert probation.follow(SYSTEM) == 1
    assert probation.follow(SYSTEM) == 0
    assert titles(officer).count(words) == titles(desk).count(words) == 1
    (line,) = probation.list_visible(desk)
    assert (line.clock, line.may_mend, line.tag[1]) == (None, True, "Thiếu ngày kết nạp")
    assert not probation.list_visible(officer)[0].may_mend
    assert probation.follow(system(date(2026, 12, 1))) == 1

    opened = proving.for_proving(desk, young.id)
    proving.prove(
        desk,
        young.id,
        version=opened.member.version,
        days=ProvedDays(DECIDED, CEREMONY),
        card=opened.card,
        paper="Biên bản lễ",
    )
    probation.follow(SYSTEM)

    (line,) = probation.list_visible(desk)
    assert line.clock.official_on == date(2026, 3, 15)
    assert line.procedure_id is not None


# --- classes -----------------------------------------------------------------------------------

CLASS = ClassFacts(
    host="Trung tâm bồi dưỡng",
    place="Hà Nội",
    starts_on=date(2025, 2, 1),
    ends_on=date(2025, 2, 10),
    letter_number="",
    letter_on=None,
)


def test_a_prospect_goes_to_the_class_and_comes_back_with_a_certificate(officer, cell):
    prospect = listed(officer)
    made = classes.make(officer, cell.id, kind=ClassKind.AWARENESS, facts=CLASS)
    (candidate,) = classes.candidates(officer, made := classes.get(officer, made.id))
    classes.put(officer, made.id, [candidate.key])
    assert reloaded(prospect).stage is ProspectStage.IN_CLASS

    place = classes.get(officer, made.id).places[0]
    classes.certify(
        officer,
        made.id,
        place.id,
        version=place.version,
        certificate_number="123/GCN",
        certified_on=date(2025, 2, 10),
    )
    procedure = files.open_admission(officer, prospect.id)

    (step,) = files.get(officer, procedure.id).steps
    assert (step.step, step.number) == (Step.AWARENESS, "123/GCN")
    assert classes.candidates(officer, classes.get(officer, made.id)) == []
    with pytest.raises(RuleBroken, match="chọn người"):
        classes.put(officer, made.id, [candidate.key])


def test_the_desk_sends_probationary_members_of_every_cell(make, officer, desk, confirm):
    made = classes.make(desk, make.organisation().id, kind=ClassKind.NEW_MEMBER, facts=CLASS)
    (candidate,) = classes.candidates(desk, classes.get(desk, made.id))
    assert candidate.name == "Phạm Thu Ngân"
    place = classes.put(desk, made.id, [candidate.key]).places[0]

    classes.certify(
        desk,
        made.id,
        place.id,
        version=place.version,
        certificate_number="9/GCN",
        certified_on=date(2025, 4, 10),
    )

    db.session.expire_all()
    assert [one.step for one in files.get(officer, confirm.id).steps] == [Step.NEW_MEMBER_CLASS]
    with pytest.raises(NotVisible):
        classes.get(officer, made.id)


def test_only_the_own_organisation_sends(make, officer, cell):
    with pytest.raises(NotAllowed):
        classes.make(officer, make.cell().id, kind=ClassKind.AWARENESS, facts=CLASS)
    with pytest.raises(NotAllowed):
        classes.list_visible(make.plain_member(cell))
    made = classes.make(officer, cell.id, kind=ClassKind.AWARENESS, facts=CLASS)

    changed = classes.change(officer, made.id, version=made.version, facts=CLASS)

    assert changed.host == "Trung tâm bồi dưỡng"
    assert [one.id for one in classes.list_visible(officer)] == [made.id]
