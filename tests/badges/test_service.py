from datetime import date

import pytest

from partywork.badges.rules.cards import Decision
from partywork.badges.service import (
    cards,
    nominations,
    papers,
    past_awards,
    people,
    reminding,
    undoing,
)
from partywork.badges.service.nominations import Award
from partywork.badges.terms import CardAct, CardState, Ground, NominationStatus
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import CardKind, EventKind
from partywork.core.actor import Desk
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.notifications.models import Notice
from tests.pdf.measure import words_of

BATCH = date(2027, 2, 3)


@pytest.fixture
def cell(make, today):
    today(date(2026, 11, 5))
    return make.cell()


def notices():
    query = db.select(Notice).execution_options(partywork_scoped=True)
    return [(one.recipient_id, one.title) for one in db.session.scalars(query)]


def test_each_step_is_told_once_to_the_cell_and_the_desk(make, cell, today):
    make.member(cell, admitted_on=date(1996, 12, 1))
    secretary, desk = make.secretary(cell), make.office(Desk.ORGANISATION)
    other = make.secretary(make.cell())

    reminding.remind()
    reminding.remind()

    told = [recipient for recipient, title in notices() if "03/02/2027" in title]
    assert sorted(told) == sorted([secretary.member_id, desk.member_id])
    assert other.member_id not in told
    assert any("lập danh sách dự kiến" in title for _, title in notices())
    today(date(2026, 11, 20))
    reminding.remind()
    assert len([one for one in notices() if "03/02/2027" in one[1]]) == 4


def test_nobody_is_told_of_an_empty_batch(make, cell):
    make.secretary(cell)

    reminding.remind()

    assert [title for _, title in notices() if "03/02/2027" in title] == []


def test_somebody_who_died_is_honoured_posthumously(make, cell):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1997, 6, 1))
    events.record(
        desk,
        member.id,
        NewEvent(kind=EventKind.DIED, happened_on=date(2026, 10, 20), cell_id=cell.id),
    )

    with pytest.raises(RuleBroken, match="Truy tặng"):
        nominations.nominate(desk, member.id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None)
    opened = nominations.nominate(
        desk, member.id, 30, ground=Ground.POSTHUMOUS, batch_on=BATCH, asked_on=None
    )

    assert opened.ground is Ground.POSTHUMOUS


def test_t16_an_early_nomination_is_made_within_twelve_months(make, cell):
    secretary = make.secretary(cell)
    member = make.member(cell, admitted_on=date(1997, 9, 1))

    opened = nominations.nominate(
        secretary,
        member.id,
        30,
        ground=Ground.EARLY,
        batch_on=BATCH,
        asked_on=date(2026, 11, 1),
    )

    assert opened.batch_on == BATCH
    with pytest.raises(RuleBroken, match="Đã có hồ sơ"):
        nominations.nominate(
            secretary,
            member.id,
            30,
            ground=Ground.EARLY,
            batch_on=BATCH,
            asked_on=date(2026, 11, 1),
        )
    with pytest.raises(NotAllowed):
        nominations.for_deciding(secretary, opened.id)


def test_open_dossiers_follow_their_members_to_another_cell(make, cell):
    there = make.cell("Chi bộ Hội Hóa học")
    desk, secretary = make.office(Desk.ORGANISATION), make.secretary(there)
    opened = []
    for day in (1, 2):
        member = make.member(cell, admitted_on=date(1996, 12, day))
        opened.append(
            nominations.nominate(
                desk, member.id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None
            ).id
        )
        events.record(
            desk,
            member.id,
            NewEvent(
                kind=EventKind.MOVED,
                happened_on=date(2026, 11, 1),
                cell_id=cell.id,
                other_organisation_id=there.id,
            ),
        )

    reminding.follow_moves()
    reminding.follow_moves()

    owners = {nominations.for_proposing(secretary, one).organisation_id for one in opened}
    assert owners == {there.id}


def test_a_batch_gone_by_stays_on_the_list_until_its_awards_are_entered(make, cell, today, browse):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1996, 10, 20))
    nominations.nominate(
        desk, member.id, 30, ground=Ground.DUE, batch_on=date(2026, 11, 7), asked_on=None
    )
    today(date(2026, 11, 9))

    page = browse(desk).get("/badges/").words

    assert "Các đợt đã qua" in page
    assert "07/11/2026 1 1 Huy hiệu 30 năm 0 1" in page


@pytest.fixture
def dossier(make, cell):
    """Return the desk and a nomination whose papers are all there."""
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1996, 10, 20))
    opened = nominations.nominate(
        desk, member.id, 30, ground=Ground.DUE, batch_on=date(2026, 11, 7), asked_on=None
    )
    received = dict.fromkeys(("declaration", "cell_opinion", "file_extract"), date(2026, 11, 1))
    whole = nominations.keep_papers(
        desk, opened.id, version=opened.version, received=received, kept_at="Cặp 3"
    )
    return desk, whole


def test_a_submission_of_tomorrow_is_refused(dossier):
    desk, nomination = dossier

    with pytest.raises(RuleBroken, match="tương lai"):
        nominations.submit(
            desk,
            nomination.id,
            version=nomination.version,
            number="05-TTr/ĐU",
            submitted_on=date(2026, 11, 6),
        )


def test_an_awarded_dossier_and_an_awarded_badge_stay_as_they_are(dossier, today):
    desk, nomination = dossier
    sent = nominations.submit(
        desk,
        nomination.id,
        version=nomination.version,
        number="05-TTr/ĐU",
        submitted_on=date(2026, 11, 5),
    )
    today(date(2026, 11, 7))
    given = nominations.Award("12-QĐ", date(2026, 11, 3), "Đảng ủy", date(2026, 11, 7))
    awarded = nominations.award(desk, nomination.id, version=sent.version, given=given)

    with pytest.raises(RuleBroken, match="không sửa nữa"):
        nominations.keep_papers(
            desk, nomination.id, version=awarded.version, received={}, kept_at=""
        )
    with pytest.raises(RuleBroken, match="đã được tặng"):
        past_awards.enter_past_award(desk, awarded.member_id, 30, given=given)
    with pytest.raises(RuleBroken, match="Đã được tặng"):
        nominations.award(desk, nomination.id, version=awarded.version, given=given)


def test_a_badge_given_too_early_is_not_entered_as_past(make, cell):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1996, 12, 1))
    given = nominations.Award("12-QĐ", date(2026, 9, 1), "Đảng ủy", date(2026, 9, 2))

    with pytest.raises(RuleBroken, match="chưa đủ 30 năm"):
        past_awards.enter_past_award(desk, member.id, 30, given=given)


def test_there_is_no_dossier_for_a_milestone_that_does_not_exist(make, cell):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell)

    with pytest.raises(NotVisible):
        nominations.for_nominating(desk, member.id, 35)
    with pytest.raises(NotVisible):
        cards.for_recording(make.secretary(make.cell()), member.id)


def test_a_cell_prints_its_own_list(make, cell):
    secretary = make.secretary(cell)
    make.member(cell, name="Nguyễn Thị Ước", admitted_on=date(1996, 10, 20))
    elsewhere = make.member(make.cell(), name="Lê Thị Xuân", admitted_on=date(1996, 10, 20))

    _, content = papers.batch_list(secretary, date(2026, 11, 7), None)

    words = words_of(content)
    assert "Nguyễn Thị Ước" in words
    assert elsewhere.full_name not in words
    assert "in ngày 05/11/2026" in words


def event_of(desk, member_id, kind):
    found = [one for one in events.of_member(desk, member_id) if one.kind is kind]
    return found[-1].id


def test_an_award_recorded_by_mistake_is_undone_with_its_dossier(make, cell, today):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1996, 10, 20))
    batch = date(2026, 11, 7)
    opened = nominations.nominate(
        desk, member.id, 30, ground=Ground.DUE, batch_on=batch, asked_on=None
    )
    opened.status = NominationStatus.SUBMITTED
    db.session.commit()
    today(date(2026, 11, 9))
    given = Award("8-QĐ/ĐU", date(2026, 11, 1), "Đảng ủy", batch, "12345")
    awarded = nominations.award(desk, opened.id, version=opened.version, given=given)
    event = event_of(desk, member.id, EventKind.BADGE_AWARDED)
    with pytest.raises(NotAllowed):
        undoing.undo(make.secretary(cell), event, "Ghi nhầm")

    undoing.undo(desk, event, "Ghi nhầm người")

    assert awarded.status is NominationStatus.SUBMITTED
    assert (awarded.decision_number, awarded.awarded_on, awarded.badge_number) == (None,) * 3
    again = nominations.award(desk, awarded.id, version=awarded.version, given=given)
    assert again.status is NominationStatus.AWARDED


def test_a_past_award_and_a_card_are_undone_without_a_dossier(make, cell):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1990, 1, 20))
    given = Award("8-QĐ/ĐU", date(2020, 1, 15), "Đảng ủy", date(2020, 2, 3))
    past_awards.enter_past_award(desk, member.id, 30, given=given)
    cards.record(
        desk,
        member.id,
        act=CardAct.LOST,
        happened_on=date(2026, 11, 4),
        number=None,
        kind=None,
        decision=Decision(),
    )

    for kind in (EventKind.BADGE_AWARDED, EventKind.CARD_LOST):
        undoing.undo(desk, event_of(desk, member.id, kind), "Ghi nhầm")

    found = people.of_member(desk, member.id)
    assert found.awarded == ()
    assert found.card.state is not CardState.LOST


def test_the_officers_of_a_cell_report_a_card_lost_and_nothing_else(make, cell):
    secretary, member = make.secretary(cell), make.member(cell)
    loss = {"happened_on": date(2026, 11, 4), "number": None, "kind": None}
    loss["decision"] = Decision()

    with pytest.raises(NotAllowed, match="chỉ báo mất"):
        cards.record(secretary, member.id, act=CardAct.EXCHANGED, **loss)
    with pytest.raises(NotAllowed):
        cards.record(secretary, secretary.member_id, act=CardAct.LOST, **loss)
    cards.record(secretary, member.id, act=CardAct.LOST, **loss)

    assert people.of_member(secretary, member.id).card.state is CardState.LOST
    with pytest.raises(RuleBroken, match="không thể «"):
        cards.for_recording(secretary, member.id)


def test_a_card_event_says_which_decision_gave_it_and_a_loss_has_none(make, cell):
    desk = make.office(Desk.ORGANISATION)
    member, other = make.member(cell), make.member(cell)
    given = {"happened_on": date(2026, 11, 4), "number": "02026123456", "kind": CardKind.NEW}
    assert cards.usual_body(desk, other.id) == "Đảng ủy"

    decision = Decision("7-QĐ/BTV", date(2026, 11, 2), "Ban Thường vụ Đảng ủy cấp trên")
    cards.record(desk, member.id, act=CardAct.EXCHANGED, **given, decision=decision)
    lost = {"happened_on": date(2026, 11, 4), "number": None, "kind": None}
    cards.record(desk, other.id, act=CardAct.LOST, **lost, decision=Decision(body="Đảng ủy"))

    expected = ("7-QĐ/BTV", date(2026, 11, 2), "Ban Thường vụ Đảng ủy cấp trên")
    assert grounds(desk, member, EventKind.CARD_EXCHANGED) == expected
    assert grounds(desk, other, EventKind.CARD_LOST) == (None, None, None)
    assert cards.usual_body(desk, other.id) == "Ban Thường vụ Đảng ủy cấp trên"


def grounds(desk, member, kind):
    (event,) = [one for one in events.of_member(desk, member.id) if one.kind is kind]
    return event.document_number, event.decided_on, event.deciding_body
