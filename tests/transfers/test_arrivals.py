"""Who comes from elsewhere has one record: their own, not a namesake's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.models import Member
from partywork.cells.terms import Sex
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.transfers.models import Transfer
from partywork.transfers.service import coming, going
from partywork.transfers.service.coming import Arrival
from partywork.transfers.service.typed import Paper
from partywork.transfers.terms import SamePerson
from tests.support.make import Make

TODAY = date(2026, 5, 20)
LETTER = Paper("07-GGT/ĐU", date(2026, 5, 18))


@pytest.fixture(autouse=True)
def _on_a_day_in_may(today: Callable[..., None]) -> None:
    today(TODAY)


def gone(make: Make, desk: object, cell: object) -> Member:
    """Return a member who was transferred to another Đảng bộ on 11 May."""
    member = make.member(cell)
    started = going.begin_out(
        desk, member.id, to_place="Y", effective_on=date(2026, 5, 4), decision=Paper()
    )
    version = going.prepare(
        desk,
        started.id,
        version=started.version,
        dues_paid_to=Month(2026, 5),
        has_self_review=True,
    ).version
    issued = going.issue_letter(
        desk,
        started.id,
        version=version,
        letter=Paper("01-GGT", date(2026, 5, 5)),
        addressed_to="Đảng ủy Y",
    )
    going.complete(
        desk, issued.id, version=issued.version, received_on=date(2026, 5, 11), slip=Paper()
    )
    return member


def like(member: Member, **changed: object) -> Arrival:
    """Return the papers of somebody with the name, birthday, sex and number of a member."""
    facts = {
        "full_name": member.full_name,
        "born_on": member.born_on,
        "sex": member.sex,
        "citizen_id": member.citizen_id,
        "admitted_on": date(2012, 3, 2),
        "official_on": date(2013, 3, 2),
    }
    return Arrival(**(facts | changed))


def take_in(desk: object, cell: object, arrival: Arrival) -> Transfer:
    return coming.take_in(
        desk, arrival, cell_id=cell.id, from_place="Y", received_on=TODAY, letter=LETTER
    )


def test_an_equal_number_is_the_comrade_who_left_and_needs_no_question(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = gone(make, desk, cell)

    back = take_in(desk, cell, like(member, full_name="Tên Khác Đi"))

    assert back.member_id == member.id


def test_a_namesake_of_who_left_is_not_written_into_that_record(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = gone(make, desk, cell)
    other = Sex.MALE if member.sex is Sex.FEMALE else Sex.FEMALE
    newcomer = like(member, sex=other, citizen_id="001185000777")

    assert take_in(desk, cell, newcomer).member_id != member.id


def test_the_desk_says_whether_a_comrade_came_back_and_their_number_is_added(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = gone(make, desk, cell)
    number = member.citizen_id
    with transaction():
        member.citizen_id = None
    arrival = like(member, citizen_id=number)

    with pytest.raises(RuleBroken, match=r"từ ngày 11/05/2026\. Có phải"):
        take_in(desk, cell, arrival)
    back = take_in(desk, cell, replace(arrival, same_person=SamePerson.YES))

    assert back.member_id == member.id
    assert back.member.citizen_id == number


def test_a_newcomer_with_the_name_of_a_member_here_is_taken_in_as_somebody_else(
    make: Make,
) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)
    newcomer = like(member, citizen_id="001185000777")

    with pytest.raises(RuleBroken, match="đang sinh hoạt ở Đảng bộ"):
        take_in(desk, cell, newcomer)
    with pytest.raises(RuleBroken, match="đang sinh hoạt ở Đảng bộ"):
        take_in(desk, cell, replace(newcomer, same_person=SamePerson.YES))
    with pytest.raises(RuleBroken, match="phân biệt"):
        take_in(desk, cell, replace(newcomer, same_person=SamePerson.NO, citizen_id=None))

    made = take_in(desk, cell, replace(newcomer, same_person=SamePerson.NO))
    assert made.member_id != member.id


def test_nobody_comes_as_official_before_the_months_of_probation_were_over(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    days = {
        "admitted_on": date(2010, 1, 4),
        "ceremony_on": date(2010, 1, 15),
        "official_on": date(2010, 2, 1),
    }
    arrival = Arrival("Phạm Thị Mới Đến", date(1985, 4, 3), Sex.FEMALE, **days)

    with pytest.raises(RuleBroken, match="hết thời gian dự bị") as refused:
        take_in(desk, cell, arrival)
    assert refused.value.field == "official_on"
    assert take_in(desk, cell, replace(arrival, official_on=date(2011, 1, 15)))


def test_nobody_is_seen_off_before_the_day_of_the_decision(make: Make, today) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)
    started = going.begin_out(
        desk, member.id, to_place="Y", effective_on=date(2026, 12, 1), decision=Paper()
    )
    ready = going.prepare(
        desk,
        started.id,
        version=started.version,
        dues_paid_to=Month(2026, 5),
        has_self_review=True,
    )
    letter = Paper("01-GGT", TODAY)
    issued = going.issue_letter(
        desk, ready.id, version=ready.version, letter=letter, addressed_to="Đảng ủy Y"
    )

    today(date(2026, 12, 2))
    for day, is_right in ((date(2026, 11, 30), False), (date(2026, 12, 1), True)):
        if is_right:
            going.complete(desk, issued.id, version=issued.version, received_on=day, slip=Paper())
            continue
        with pytest.raises(RuleBroken, match="ngày quyết định có hiệu lực") as refused:
            going.complete(desk, issued.id, version=issued.version, received_on=day, slip=Paper())
        assert refused.value.field == "received_on"
