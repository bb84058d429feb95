from datetime import date

import pytest

from partywork.app import BACKGROUND
from partywork.audit.models import AuditEntry
from partywork.cells.models import Member, Membership
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.service import events, export_making, export_requests
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus, OfficeTitle
from partywork.checks.models import DifferenceList, DifferenceRow
from partywork.checks.service import checking, comparing, loading, presence, printing
from partywork.checks.terms import CheckKind, Decision, DifferenceStatus, Look, Presence
from partywork.core.actor import Desk
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.jobs import run_waiting
from partywork.core.periods import Month
from tests.pdf.measure import words_of

HEADER = "Họ và tên,Ngày sinh,Số căn cước,Số điện thoại,Nghề nghiệp,Ngày chính thức,Ghi chú"


@pytest.fixture
def an(make, cell):
    member = make.member(cell, name="Lê Văn An")
    with transaction():
        member.phone, member.occupation = "0912345678", "Kỹ sư"
    return member


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def found(actor, kind: CheckKind, **wanted):
    page = checking.look_over(actor, kind=kind, **wanted)
    return [(one.name or one.cell_name, one.words) for one in page.lines]


def test_mistakes_are_counted_by_kind_and_narrowed_to_a_cell(make, desk, cell, an):
    twin = make.member(make.cell("Chi bộ Hội Biển"), name="An Lê Văn")
    with transaction():
        twin.born_on, twin.phone = an.born_on, "0912345678"
        an.admitted_on = date(1970, 1, 1)

    swapped = found(desk, CheckKind.SWAPPED_NAME)
    assert swapped == [
        ("Lê Văn An", "Cùng với An Lê Văn (Chi bộ Hội Biển)"),
        ("An Lê Văn", "Cùng với Lê Văn An (Chi bộ Hội Cầu đường)"),
    ]
    assert len(found(desk, CheckKind.SAME_PHONE)) == 2
    assert found(desk, CheckKind.SWAPPED_NAME, cell_id=cell.id) == swapped[:1]
    assert len(found(desk, CheckKind.TOO_YOUNG)) == 1
    assert ("Chi bộ Hội Biển", "Hôm nay không ai giữ chức bí thư") in found(
        desk, CheckKind.NO_SECRETARY
    )
    counts = dict(pair for _g, kinds in checking.look_over(desk).counts for pair in kinds)
    assert counts[CheckKind.SWAPPED_NAME] == 2
    assert counts[CheckKind.TWO_SECRETARIES] == 0


def test_officers_check_their_own_cell_only(make, desk, cell, an):
    other = make.cell()
    secretary = make.secretary(other)
    with transaction():
        an.admitted_on = date(1970, 1, 1)

    page = checking.look_over(secretary)
    assert [name for _key, name in page.cells] == [other.name]
    assert found(secretary, CheckKind.TOO_YOUNG) == []
    for actor in (make.plain_member(other), make.committee(), make.administrator()):
        with pytest.raises(NotAllowed):
            checking.look_over(actor)
        with pytest.raises(NotAllowed):
            checking.movements_of(actor, Month(2026, 11))


def test_an_office_of_somebody_who_may_not_is_found(make, desk, cell):
    young = make.member(cell, status=MembershipStatus.PROBATIONARY)
    make.appointment(young, cell, OfficeTitle.CELL_COMMITTEE_MEMBER)

    (line,) = checking.look_over(desk, kind=CheckKind.OFFICE_NOT_ALLOWED).lines
    assert line.organisation == cell.id
    assert "Dự bị" in line.words
    assert found(desk, CheckKind.PROBATIONARY_WITH_CARD)[0][0] == young.full_name


def test_the_numbers_of_a_month_agree_or_say_who_came_without_reason(make, desk, cell, today):
    make.member(cell, since=date(2026, 11, 3))

    page = checking.movements_of(desk, Month(2026, 11))
    (ours,) = [one for one in page.cells if one.cell == cell.id]
    assert (ours.movement.start, ours.movement.taken_over, ours.movement.end) == (1, 1, 2)
    assert ours.movement.agrees
    assert page.total.end == len(every(Member))
    assert page.until == date(2026, 11, 22)


def test_who_left_without_a_recorded_reason_is_named(make, desk, an, cell):
    (place,) = [one for one in every(Membership) if one.member_id == an.id]
    with transaction():
        place.ends_on = date(2026, 11, 10)

    assert found(desk, CheckKind.UNEXPLAINED_LEAVE) == [("Lê Văn An", f"Rời {cell.name}")]
    assert found(desk, CheckKind.NO_CELL)[0][0] == "Lê Văn An"
    page = checking.movements_of(desk, Month(2026, 11))
    (ours,) = [one.movement for one in page.cells if one.cell == cell.id]
    assert (ours.unexplained_out, ours.gap, ours.agrees) == ((an.id,), -1, False)
    officer = make.deputy(cell)
    (line,) = checking.look_over(officer, kind=CheckKind.UNEXPLAINED_LEAVE).lines
    assert (line.member, line.name, line.cell) == (None, "", cell.id)


def test_an_event_recorded_by_mistake_is_mended_once_it_is_voided(desk, an, cell):
    commended = NewEvent(EventKind.COMMENDED, date(2020, 1, 1), cell.id, document_number="3-QĐ")
    event = events.record(desk, an.id, commended)
    with transaction():
        an.born_on = date(2021, 1, 1)
    assert "Khen thưởng" in str(found(desk, CheckKind.EVENT_TOO_EARLY))
    with transaction():
        an.born_on = date(1960, 1, 1)
    events.void(desk, event.id, "Ghi nhầm người")
    with transaction():
        an.born_on = date(2021, 1, 1)

    assert "Khen thưởng" not in str(found(desk, CheckKind.EVENT_TOO_EARLY))


def csv(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def line(member: Member, **cells: str) -> str:
    given = {"phone": "", "occupation": "", "official_on": "", "notes": "", **cells}
    born_on = member.born_on.strftime("%d/%m/%Y")
    return ",".join((member.full_name, born_on, member.citizen_id or "", *given.values()))


def load(actor, *lines: str) -> DifferenceList:
    return loading.load(actor, file_name="csdl.csv", source="CSDL đảng viên", content=csv(*lines))


def row_of(actor, compared, look: Look = Look.DIFFERENT):
    (person,) = comparing.open_page(actor, compared.id, look=look).people
    return person


def test_another_list_stands_beside_ours_and_changes_nothing(desk, an, cell):
    compared = load(
        desk,
        line(an, phone="0987654321", official_on="05/03/1991"),
        "Vũ Kim Chi,01/02/1950,,,,,",
    )
    page = comparing.open_page(desk, compared.id)

    assert compared.status is DifferenceStatus.OPEN
    assert dict(page.counts)[Look.DIFFERENT] == 1
    assert dict(page.counts)[Look.THEIRS] == 1
    assert dict(page.counts)[Look.OURS] == len(every(Member)) - 1
    (person,) = page.people
    told = {one.field: (one.ours, one.theirs, one.is_plain) for one in person.fields}
    assert told == {
        ImportField.PHONE: ("•••••••678", "•••••••321", True),
        ImportField.OFFICIAL_ON: ("02/03/1991", "05/03/1991", False),
    }
    assert an.phone == "0912345678"
    assert row_of(desk, compared, Look.THEIRS).name == "Vũ Kim Chi"
    ours = comparing.open_page(desk, compared.id, look=Look.OURS).only_ours
    assert an.id not in {one.member_id for one in ours}
    assert all(b"0987654321" not in (row.theirs_sealed or b"") for row in every(DifferenceRow))


def test_where_the_other_side_is_right_a_plain_fact_is_changed_at_once(desk, an):
    compared = load(desk, line(an, phone="0987654321", occupation="Giảng viên"))
    person = row_of(desk, compared)

    comparing.decide(
        desk,
        person.row_id,
        version=person.version,
        decisions={
            ImportField.PHONE: Decision.THEIRS,
            ImportField.OCCUPATION: Decision.OURS,
        },
        bases={ImportField.OCCUPATION: "Lý lịch bổ sung 2025"},
    )

    assert (an.phone, an.occupation) == ("0987654321", "Kỹ sư")
    left = comparing.open_person(desk, person.row_id)
    assert [(one.field, one.decision) for one in left.fields] == [
        (ImportField.OCCUPATION, Decision.OURS)
    ]
    paper = printing.corrections(desk, compared.id)
    (wanted,) = paper.lines
    assert (wanted.theirs, wanted.ours, wanted.basis) == (
        "Giảng viên",
        "Kỹ sư",
        "Lý lịch bổ sung 2025",
    )
    words = str([entry.changes for entry in every(AuditEntry)])
    assert "Số điện thoại" in words
    assert "0987654321" not in words


def test_what_follows_from_events_is_only_noted(desk, an):
    compared = load(desk, line(an, official_on="05/03/1991"))
    person = row_of(desk, compared)

    comparing.decide(
        desk,
        person.row_id,
        version=person.version,
        decisions={ImportField.OFFICIAL_ON: Decision.THEIRS},
        bases={},
    )

    assert an.official_on == date(1991, 3, 2)
    assert comparing.open_person(desk, person.row_id).undecided == 0


def test_nobody_takes_the_other_side_over_in_their_own_record(desk, make):
    own = next(one for one in every(Member) if one.id == desk.member_id)
    compared = load(desk, line(own, occupation="Giảng viên"))
    person = row_of(desk, compared)

    with pytest.raises(NotAllowed):
        comparing.decide(
            desk,
            person.row_id,
            version=person.version,
            decisions={ImportField.OCCUPATION: Decision.THEIRS},
            bases={},
        )


def test_a_refusal_of_the_record_names_the_field_of_the_form(desk, an):
    with transaction():
        an.admitted_on = date(1990, 3, 2)
    compared = load(desk, line(an).replace(an.born_on.strftime("%d/%m/%Y"), "01/01/1975"))
    person = row_of(desk, compared)

    with pytest.raises(RuleBroken, match="18 tuổi") as refusal:
        comparing.decide(
            desk,
            person.row_id,
            version=person.version,
            decisions={ImportField.BORN_ON: Decision.THEIRS},
            bases={},
        )
    assert refusal.value.field == "right_born_on"


def test_columns_are_pointed_out_and_remembered(desk, an):
    content = csv(line(an)).replace("Họ và tên".encode(), "Tên đảng viên".encode())
    content = content.replace("Ngày sinh".encode(), b"D").replace("Số căn cước".encode(), b"E")
    compared = loading.load(desk, file_name="a.csv", source="CSDL", content=content)
    assert loading.missing(compared) == (ImportField.BORN_ON,)
    assert compared.status is DifferenceStatus.COLUMNS

    columns = loading.for_columns(desk, compared.id)
    chosen = {field: index for index, field in enumerate(columns.fields) if field}
    loading.choose_columns(
        desk, compared.id, version=compared.version, chosen=chosen | {ImportField.BORN_ON: 1}
    )

    assert row_of(desk, compared, Look.SAME).name == "Lê Văn An"
    loading.choose_columns(
        desk, compared.id, version=compared.version, chosen=chosen | {ImportField.BORN_ON: 1}
    )
    assert len(every(DifferenceRow)) == 1


def test_nothing_of_a_row_with_a_state_secret_mark_is_kept(desk, an):
    compared = load(desk, line(an, notes="MẬT"))

    assert row_of(desk, compared, Look.THEIRS).name == ""
    with pytest.raises(RuleBroken, match="không được giữ lại"):
        loading.for_columns(desk, compared.id)
    with pytest.raises(RuleBroken, match="Luật 117"):
        loading.load(desk, file_name="(MẬT).csv", source="CSDL", content=csv(line(an)))


def test_a_list_that_is_done_leaves_nothing_behind(desk, an):
    compared = load(desk, line(an, phone="0987654321"))

    loading.delete(desk, compared.id, version=compared.version)

    assert every(DifferenceList) == []
    assert every(DifferenceRow) == []
    with pytest.raises(NotVisible):
        loading.get(desk, compared.id)


def test_only_the_organisation_desk_compares(make, desk, an):
    compared = load(desk, line(an, phone="0987654321"))
    person = row_of(desk, compared)

    for actor in (make.office(Desk.CLERICAL), make.committee(), make.secretary(make.cell())):
        for act in (
            lambda actor=actor: loading.get(actor, compared.id),
            lambda actor=actor: loading.list_visible(actor),
            lambda actor=actor: comparing.row_of(actor, person.row_id),
        ):
            with pytest.raises(NotAllowed):
                act()
    with pytest.raises(NotVisible):
        comparing.row_of(desk, compared.id)


def test_names_only_one_list_has_are_asked_to_be_struck_or_added(desk, cell, an):
    compared = load(desk, "Vũ Kim Chi,01/02/1950,,,,,")
    (unknown,) = comparing.open_page(desk, compared.id, look=Look.THEIRS).people
    missing = comparing.open_page(desk, compared.id, look=Look.OURS).only_ours
    another = next(one for one in missing if one.member_id != an.id)
    assert unknown.undecided == 1

    presence.decide_theirs(
        desk, unknown.row_id, version=unknown.version, presence=Presence.STRIKE, basis="Sổ"
    )
    for who, said in ((an.id, Presence.ADD), (another.member_id, Presence.OURS_TO_MEND)):
        presence.decide_ours(desk, compared.id, who, version=0, presence=said, basis="Sổ đảng viên")

    struck, added = printing.corrections(desk, compared.id).lines
    assert (struck.name, struck.theirs, struck.basis) == ("Vũ Kim Chi", "Có tên", "Sổ")
    assert (added.name, added.theirs) == ("Lê Văn An", "Không có tên")
    assert added.ours == "Thêm tên; đang sinh hoạt tại Chi bộ Hội Cầu đường"
    page = comparing.open_page(desk, compared.id, look=Look.THEIRS)
    assert page.corrections == 2
    assert [one.undecided for one in page.people] == [0]
    with pytest.raises(NotVisible):
        comparing.row_of(desk, next(one.id for one in every(DifferenceRow) if one.member_id))
    with pytest.raises(RuleBroken):
        presence.decide_theirs(desk, unknown.row_id, version=2, presence=Presence.ADD, basis="Sổ")


def test_who_both_lists_name_is_decided_on_field_by_field(desk, an):
    person = row_of(desk, compared := load(desk, line(an, phone="0987654321")))

    with pytest.raises(NotVisible):
        presence.for_theirs(desk, person.row_id)
    with pytest.raises(NotVisible):
        presence.for_ours(desk, compared.id, an.id)


def test_corrections_leave_whole_when_two_people_agree_and_masked_otherwise(desk, an, make):
    compared = load(desk, line(an, phone="0987654321"))
    person = row_of(desk, compared)
    with pytest.raises(RuleBroken, match="Chưa có mục nào"):
        printing.ask_whole(desk, compared.id, reason="Gửi CSDL")
    comparing.decide(
        desk,
        person.row_id,
        version=person.version,
        decisions={ImportField.PHONE: Decision.OURS},
        bases={},
    )

    (masked,) = printing.corrections(desk, compared.id).lines
    request = printing.ask_whole(desk, compared.id, reason="Gửi CSDL theo công văn 12")
    with pytest.raises(NotAllowed):
        export_requests.decide(desk, request.id, request.version, is_approved=True, refusal="")
    second = make.office(Desk.ORGANISATION)
    export_requests.decide(second, request.id, request.version, is_approved=True, refusal="")
    assert run_waiting(BACKGROUND) == 1
    file = export_making.take(desk, request.id)

    assert (masked.theirs, masked.ours) == ("•••••••321", "•••••••678")
    assert file.name == "Danh sách đề nghị chỉnh sửa.pdf"
    words = words_of(file.content)
    assert "0987654321" in words
    assert an.phone is not None
    assert an.phone in words
    assert "Bản không che" in words
    assert "Bản có che" in words_of(printing.print_masked(desk, compared.id))
    taken = {one.action: one.changes["rows"] for one in every(AuditEntry) if "rows" in one.changes}
    assert (taken["export.take"], taken["member.export"]) == (1, 1)
