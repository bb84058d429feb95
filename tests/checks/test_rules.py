from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from partywork.cells.rules.membership import Probation
from partywork.cells.terms import (
    EventKind,
    MembershipStatus,
    OfficeTitle,
    Sex,
)
from partywork.checks.rules.facts import Cell, Finding, Happening, Office, Person
from partywork.checks.rules.offices import check_offices
from partywork.checks.rules.people import check_events, check_people
from partywork.checks.terms import ABOUT, CheckKind
from partywork.core.text import fold

TODAY = date(2026, 11, 22)
PROBATION = Probation(12, ends_in_month=True)
CELL = Cell(uuid4(), "Chi bộ Hội Cầu đường")


def person(name: str = "Lê Văn An", **facts: object) -> Person:
    given: dict[str, object] = {
        "born_on": date(1976, 9, 5),
        "sex": Sex.MALE,
        "citizen_id": "001076000001",
        "card_number": "10000001",
        "admitted_on": date(2000, 2, 3),
        "ceremony_on": date(2000, 2, 20),
        "official_on": date(2001, 2, 20),
        "party_age_from": date(2000, 2, 3),
        "cell": CELL.key,
        "cell_name": CELL.name,
        "status": MembershipStatus.OFFICIAL,
        **facts,
    }
    return Person(key=uuid4(), full_name=name, folded_name=fold(name), **given)  # type: ignore[arg-type]  # facts vary


def kinds(*people: Person) -> list[CheckKind]:
    return [one.kind for one in check_people(people, TODAY, PROBATION)]


def test_a_sound_record_has_nothing_to_mend() -> None:
    assert kinds(person()) == []


def test_every_kind_has_its_group_its_rule_and_its_place() -> None:
    assert set(ABOUT) == set(CheckKind)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"citizen_id": "12345"}, CheckKind.BAD_CITIZEN_ID),
        ({"citizen_id": "00107600000x"}, CheckKind.BAD_CITIZEN_ID),
        ({"citizen_id": "001176000001"}, CheckKind.DOUBTFUL_CITIZEN_ID),
        ({"card_number": "12"}, CheckKind.BAD_CARD),
        ({"card_number": "AB-12345"}, CheckKind.BAD_CARD),
        ({"card_issued_on": date(2001, 1, 1)}, CheckKind.DAYS_OUT_OF_ORDER),
        ({"ceremony_on": date(2000, 2, 2)}, CheckKind.DAYS_OUT_OF_ORDER),
        ({"party_age_from": date(1990, 1, 1)}, CheckKind.PARTY_AGE),
        ({"status": None, "cell": None}, CheckKind.NO_CELL),
        ({"official_on": None}, CheckKind.OFFICIAL_WITHOUT_DAY),
        ({"official_on": date(2027, 1, 1)}, CheckKind.OFFICIAL_WITHOUT_DAY),
        ({"missing": ("Số điện thoại",)}, CheckKind.MISSING_FIELDS),
    ],
)
def test_each_mistake_is_found_alone(facts: dict[str, object], kind: CheckKind) -> None:
    assert kinds(person(**facts)) == [kind]


def test_an_age_nobody_has_is_found() -> None:
    old = person(born_on=date(1900, 1, 1), citizen_id=None)
    child = person(
        born_on=date(2015, 1, 1),
        citizen_id=None,
        admitted_on=None,
        ceremony_on=None,
        official_on=date(2001, 2, 20),
        party_age_from=None,
    )
    assert kinds(old) == [CheckKind.BIRTH]
    assert kinds(child) == [CheckKind.BIRTH]


def test_admission_before_the_age_of_eighteen_is_found() -> None:
    early = person(admitted_on=date(1994, 9, 4))
    assert kinds(early) == [CheckKind.TOO_YOUNG]


def test_a_probationary_member_has_neither_day_nor_card_and_is_confirmed_in_time() -> None:
    young = {
        "status": MembershipStatus.PROBATIONARY,
        "admitted_on": date(2026, 1, 5),
        "party_age_from": date(2026, 1, 5),
    }
    ceremony = date(2026, 1, 20)
    in_time = person(**young, ceremony_on=ceremony, official_on=None, card_number=None)
    late = person(
        status=MembershipStatus.PROBATIONARY_AWAY,
        admitted_on=date(2025, 9, 1),
        ceremony_on=date(2025, 9, 20),
        official_on=date(2027, 1, 1),
        card_number=None,
    )
    wrong = person(**young, ceremony_on=ceremony, official_on=date(2026, 6, 1))
    without_days = person(
        status=MembershipStatus.PROBATIONARY,
        admitted_on=None,
        ceremony_on=None,
        official_on=None,
        card_number=None,
    )
    assert kinds(in_time) == []
    assert kinds(without_days) == [CheckKind.NO_CEREMONY_DAY]
    assert kinds(late) == [CheckKind.PROBATION_OVERDUE]
    assert kinds(wrong) == [CheckKind.PROBATIONARY_WITH_DAY, CheckKind.PROBATIONARY_WITH_CARD]


def test_guests_those_who_left_and_those_awaited_are_not_asked_for_a_standing() -> None:
    gap = {"missing": ("Số lý lịch",), "official_on": None}
    assert kinds(person(**gap, status=MembershipStatus.TEMPORARY_GUEST)) == []
    assert kinds(person(**gap, status=None, has_left=True)) == []
    assert kinds(person(status=None, is_awaited=True)) == []


def test_who_left_the_party_with_the_card_is_found() -> None:
    gone = {"cell": None, "status": None, "has_left": True}

    (found,) = check_people([person(**gone, keeps_card=True)], TODAY, PROBATION)

    assert (found.kind, found.words) == (CheckKind.CARD_NOT_RETURNED, "Thẻ số 10000001")
    (found,) = check_people([person(**gone, keeps_card=True, card_number=None)], TODAY, PROBATION)
    assert found.words == "Thẻ chưa ghi số"
    assert kinds(person(**gone)) == []


def test_one_person_under_two_records_is_found_in_every_writing() -> None:
    one = person("Nguyễn Thị Hoa", citizen_id="001076000001", phone_key="x")
    nfd = person(
        "Nguye\u0302\u0303n Thi\u0323 Hoa", citizen_id="1076000001", card_number="10.000.001"
    )
    swapped = person("Hoa Nguyễn Thị", citizen_id=None, card_number=None, phone_key="x")
    found = check_people([one, nfd, swapped], TODAY, PROBATION)

    def who(kind: CheckKind) -> set[UUID | None]:
        return {finding.member for finding in found if finding.kind is kind}

    (pair,) = (finding for finding in found if finding.kind is CheckKind.SAME_PERSON)
    assert (pair.member, pair.other, pair.other_cell) == (one.key, nfd.key, nfd.cell)
    assert who(CheckKind.SWAPPED_NAME) == {one.key, nfd.key, swapped.key}
    assert who(CheckKind.SAME_CITIZEN_ID) == {one.key, nfd.key}
    assert who(CheckKind.SAME_CARD) == {one.key, nfd.key}
    assert who(CheckKind.SAME_PHONE) == {one.key, swapped.key}
    words = next(f.words for f in found if f.kind is CheckKind.SAME_PHONE)
    assert words == "Cùng với Hoa Nguyễn Thị (Chi bộ Hội Cầu đường)"


def test_two_found_to_be_two_persons_are_not_found_again() -> None:
    one, other = person(citizen_id=None, card_number=None), person()

    apart = {frozenset((one.key, other.key))}

    assert list(check_people([one, other], TODAY, PROBATION, apart=apart)) == []


def test_the_same_name_in_the_same_order_is_not_called_swapped() -> None:
    one, other = person(citizen_id=None, card_number=None), person()
    assert kinds(one, other) == [CheckKind.SAME_PERSON]


def test_events_before_birth_and_in_the_future_are_found() -> None:
    an = person()
    happenings = [
        Happening(an.key, EventKind.COMMENDED, date(1970, 1, 1)),
        Happening(an.key, EventKind.COMMENDED, TODAY + timedelta(days=1)),
        Happening(an.key, EventKind.COMMENDED, TODAY),
        Happening(uuid4(), EventKind.COMMENDED, date(1970, 1, 1)),
    ]
    found = list(check_events([an], happenings, TODAY))
    assert [one.kind for one in found] == [CheckKind.EVENT_TOO_EARLY, CheckKind.EVENT_IN_FUTURE]
    assert found[0].words == "Khen thưởng ngày 01/01/1970, trước ngày sinh 05/09/1976"


def office(holder: UUID, title: OfficeTitle = OfficeTitle.SECRETARY, cell: Cell = CELL) -> Office:
    return Office(holder, title, cell.key, cell.name, is_of_cell=True)


def office_kinds(found: list[Finding]) -> list[CheckKind]:
    return [one.kind for one in found]


def test_offices_belong_to_members_of_the_cell_who_may_stand() -> None:
    secretary = person()
    young = person(status=MembershipStatus.PROBATIONARY)
    suspended = person(status=MembershipStatus.SUSPENDED)
    outsider = person(cell=None, cell_name="", status=None)
    people = [secretary, young, suspended, outsider]
    member = OfficeTitle.CELL_COMMITTEE_MEMBER
    held = [office(secretary.key), *(office(one.key, member) for one in people[1:])]

    found = check_offices(people, [*held, office(uuid4(), member)], [CELL])

    assert office_kinds(found) == [
        CheckKind.OFFICE_NOT_ALLOWED,
        CheckKind.OFFICE_NOT_ALLOWED,
        CheckKind.OFFICE_OF_OUTSIDER,
    ]
    assert (
        found[2].words == "Chi ủy viên, Chi bộ Hội Cầu đường; đang sinh hoạt ở: không ở chi bộ nào"
    )
    assert found[2].organisation == CELL.key


def test_a_cell_has_people_and_one_secretary_or_somebody_in_charge() -> None:
    one, other, elsewhere = person("Lê An"), person("Vũ Bình"), Cell(uuid4(), "Chi bộ trống")
    acting = office(one.key, OfficeTitle.ACTING_SECRETARY)
    both = [office(one.key), office(other.key)]
    gone = Cell(uuid4(), "Chi bộ cũ", is_dissolved=True)

    assert office_kinds(check_offices([one], [], [CELL, elsewhere, gone])) == [
        CheckKind.NO_SECRETARY,
        CheckKind.EMPTY_CELL,
    ]
    assert check_offices([one], [acting], [CELL]) == []
    (two,) = check_offices([one, other], both, [CELL])
    assert (two.kind, two.words) == (CheckKind.TWO_SECRETARIES, "Lê An; Vũ Bình")
