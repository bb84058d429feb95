"""The list of a whole Đảng bộ with years behind it asks the database as often as a small one."""

from datetime import date, timedelta

from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.terms import EventKind, MembershipStatus, Sex
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.core.text import fold, name_sort_key
from tests.support.make import Make
from tests.support.queries import count_queries

_CELLS, _PEOPLE, _YEARS = 20, 743, range(2021, 2026)


def _lives(cells: list[Organisation], numbers: range) -> None:
    """Write people with a membership and three events for each of five years, row by row at once.

    They go through no use case: it would take minutes, and only the number of rows matters here.
    """
    people, memberships, events = [], [], []
    for number in numbers:
        member_id, full_name = new_id(), f"Nguyễn Văn Số {number:03d}"
        people.append(
            {
                "id": member_id,
                "version": 1,
                "full_name": full_name,
                "folded_name": fold(full_name),
                "name_sort_key": name_sort_key(full_name),
                "born_on": date(1950, 1, 1) + timedelta(days=number),
                "sex": Sex.MALE,
                "admitted_on": date(1990, 3, 2),
                "official_on": date(1991, 3, 2),
                "party_age_from": date(1990, 3, 2),
            }
        )
        for place, year in enumerate(_YEARS):
            cell_id = cells[(number + place) % _CELLS].id
            is_last = year == _YEARS[-1]
            memberships.append(
                {
                    "id": new_id(),
                    "version": 1,
                    "organisation_id": cell_id,
                    "member_id": member_id,
                    "status": MembershipStatus.OFFICIAL,
                    "starts_on": date(year, 1, 1),
                    "ends_on": None if is_last else date(year, 12, 31),
                }
            )
            events += [
                {
                    "id": new_id(),
                    "organisation_id": cell_id,
                    "member_id": member_id,
                    "sequence": place * 3 + month,
                    "kind": EventKind.FILE_SUPPLEMENTED,
                    "happened_on": date(year, month, 1),
                    "details": {"paper": "Bản bổ sung"},
                    "recorded_by": "Hệ thống",
                }
                for month in (1, 2, 3)
            ]
    with transaction():
        for kind, rows in ((Member, people), (Membership, memberships), (MemberEvent, events)):
            db.session.execute(db.insert(kind), rows)


def test_the_list_of_743_people_with_five_years_asks_as_often_as_that_of_twenty(
    make: Make, browse
) -> None:
    browser = browse(make.office())
    cells = [make.cell() for _ in range(_CELLS)]

    def asked() -> tuple[str, list[str]]:
        with count_queries() as sent:
            page = browser.get("/members")
        return page.words, sent

    _lives(cells, range(20))
    _, few = asked()
    _lives(cells, range(20, _PEOPLE))
    words, many = asked()

    # The one of the office who looks is on the list too.
    assert f"{_PEOPLE + 1} " in words
    assert len(many) == len(few), "\n".join(many)
