"""Two records of one name and birthday: one person entered twice, or two persons."""

from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.models import MemberEvent
from partywork.cells.service import events, reading, records
from partywork.cells.service.enrolment import register
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, RecordField
from partywork.checks.models import NamesakePair
from partywork.checks.service import checking, twins
from partywork.checks.terms import CheckKind, Verdict
from partywork.core.actor import Desk
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken

NUMBER, REASON = "001076000001", "Nhập hai lần, theo Lý lịch đảng viên"


@pytest.fixture
def pair(make, cell):
    kept = make.member(cell, name="Lê Văn An")
    gone = make.member(make.cell("Chi bộ Hội Biển"), name="Lê Văn An")
    with transaction():
        gone.born_on, gone.citizen_id, gone.phone = kept.born_on, NUMBER, "0912345678"
        kept.citizen_id = None
    return kept, gone


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def found(actor, kind=CheckKind.SAME_PERSON):
    return [one.name for one in checking.look_over(actor, kind=kind).lines]


def enrolled(member):
    return next(one for one in every(MemberEvent) if one.member_id == member.id)


def test_one_person_entered_twice_is_made_one_record(make, desk, pair):
    kept, gone = pair
    assert found(desk) == ["Lê Văn An"]
    page = twins.open_twins(desk, kept.id, gone.id)
    told = {one.field: (one.first, one.second) for one in page.fields}
    assert told[RecordField.CITIZEN_ID][0] == ""
    assert NUMBER not in told[RecordField.CITIZEN_ID][1]

    twins.decide(
        desk,
        kept.id,
        gone.id,
        verdict=Verdict.KEEP_FIRST,
        reason=REASON,
        taken=[RecordField.CITIZEN_ID],
    )

    assert (kept.citizen_id, kept.phone) == (NUMBER, None)
    assert gone.citizen_id == NUMBER
    assert gone.voided_on == date(2026, 11, 22)
    assert found(desk) == []
    assert found(desk, CheckKind.NO_CELL) == []
    assert gone.id not in {one.key for one in register(desk)}
    voided = events.of_member(desk, gone.id)[-1]
    assert voided.kind is EventKind.VOIDED
    assert voided.note is not None
    assert REASON in voided.note
    assert reading.open_record(desk, gone.id).full_name == "Lê Văn An"
    for other in (make.committee(), make.secretary(make.cell())):
        with pytest.raises(NotVisible):
            reading.open_record(other, gone.id)
    actions = [one.action for one in every(AuditEntry)]
    assert "namesakes.merge" in actions
    assert NUMBER not in str([one.changes for one in every(AuditEntry)])


def test_the_second_record_may_be_the_one_that_stays(desk, pair):
    first, second = pair

    twins.decide(desk, first.id, second.id, verdict=Verdict.KEEP_SECOND, reason=REASON)

    assert (first.voided_on is None, second.voided_on) == (False, None)
    assert second.citizen_id == NUMBER


def test_two_persons_are_told_apart_once_and_for_all(desk, pair):
    first, second = pair
    for one, other in ((first, second), (second, first)):
        twins.decide(desk, one.id, other.id, verdict=Verdict.TWO_PERSONS, reason=REASON)

    (kept,) = every(NamesakePair)
    assert (kept.reason, kept.decided_by) == (REASON, desk.name)
    assert found(desk) == []
    assert [one.action for one in every(AuditEntry)].count("namesakes.apart") == 2


def test_a_third_of_the_same_name_is_still_found(make, desk, cell, pair):
    first, second = pair
    third = make.member(cell, name="Lê Văn An")
    with transaction():
        third.born_on = first.born_on
    twins.decide(desk, first.id, second.id, verdict=Verdict.TWO_PERSONS, reason=REASON)

    assert len(found(desk)) == 2


def test_a_pair_is_listed_once_and_found_by_either_cell(desk, pair):
    cells = {enrolled(one).organisation_id for one in pair}

    assert len(cells) == 2
    for cell_id in cells:
        page = checking.look_over(desk, kind=CheckKind.SAME_PERSON, cell_id=cell_id)
        assert [one.name for one in page.lines] == ["Lê Văn An"]


def test_only_the_desk_compares_records_and_nobody_their_own(make, desk, pair):
    kept, gone = pair
    for other in (make.secretary(make.cell()), make.committee(), make.office(Desk.CLERICAL)):
        with pytest.raises(NotAllowed):
            twins.open_twins(other, kept.id, gone.id)
    assert desk.member_id is not None
    with pytest.raises(NotAllowed):
        twins.open_twins(desk, kept.id, desk.member_id)


def test_a_record_voided_by_hand_bars_nobody_and_may_count_again(desk, pair):
    kept, gone = pair
    first = enrolled(gone)
    events.void(desk, first.id, "Ghi nhầm")
    records.update(desk, kept.id, version=kept.version, values={"citizen_id": NUMBER})

    again = NewEvent(
        EventKind.ENROLLED,
        first.happened_on,
        first.organisation_id,
        status=first.status,
        details={key: value for key, value in first.details.items() if key != "card_number"},
    )
    with pytest.raises(RuleBroken, match="Số căn cước"), transaction():
        events.apply(desk, gone.id, again)
    records.update(desk, kept.id, version=kept.version, values={"citizen_id": "-"})
    with transaction():
        events.apply(desk, gone.id, again)

    assert gone.voided_on is None
    assert gone.citizen_id_digest is not None


def test_the_page_sets_two_records_side_by_side(browse, desk, pair):
    office = browse(desk)
    row = office.get("/checks/?loai=same_person").soup.select("tbody tr td a")[-1]
    assert row.get_text(strip=True).startswith("Đối chiếu hai hồ sơ")
    page = office.get(row["href"])
    assert NUMBER not in page.words
    assert "chưa có gì khác" in page.words

    seen = page.soup.select_one("input[name=seen]")["value"]
    office.post(row["href"], {"verdict": "keep_first", "seen": seen}, expect=422)
    office.post(row["href"], {"verdict": "two_persons", "seen": seen, "reason": REASON})

    assert "Không có trường hợp nào" in office.get("/checks/?loai=same_person").words
