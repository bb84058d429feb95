from datetime import date

import pytest

from partywork.app import DEPENDENTS, ON_MERGER
from partywork.cells import queries
from partywork.cells.models import Member
from partywork.cells.pages.lists import EVERYBODY
from partywork.cells.service import imported, importing, organisations, people
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core.db import Base
from tests.support.queries import count_queries

_HEADER = "Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Chi bộ,Tình trạng\n"


def statements(path, browser) -> int:
    with count_queries() as sent:
        browser.get(path)
    return len(sent)


@pytest.mark.parametrize("path", ["/members", "/cells"])
def test_a_list_asks_as_often_for_many_as_for_few(path, make, browse):
    browser = browse(make.office())
    for _number in range(2):
        make.member(make.cell(), office=OfficeTitle.SECRETARY)
    few = statements(path, browser)

    for _number in range(20):
        make.member(make.cell(), office=OfficeTitle.SECRETARY)

    assert statements(path, browser) == few


def test_the_pages_of_imports_ask_as_often_for_many_as_for_few(make, browse):
    make.cell("Chi bộ Hội Cầu đường")
    actor = make.office()
    browser = browse(actor)
    counted = []
    for size in (2, 30):
        lines = [f"Lê An,19{year},Nam,03/02/2000,Cầu đường,?" for year in range(50, 50 + size)]
        content = (_HEADER + "\n".join(lines)).encode()
        batch = importing.preview(actor, file_name="a.csv", content=content)
        list(importing.commit_import(actor, batch.id))
        paths = (f"/imports/{batch.id}", "/imports", "/imports/waiting")
        counted.append([statements(path, browser) for path in paths])

    assert counted[0] == counted[1]
    assert imported.waiting(actor)[1] == 32


def test_a_record_asks_as_often_for_a_long_life_as_for_a_short_one(make, browse):
    cell = make.cell()
    browser = browse(make.secretary(cell))
    short, long = make.member(cell), make.member(cell)
    for year in range(2000, 2012):
        make.appointment(long, cell, OfficeTitle.CELL_COMMITTEE_MEMBER, starts_on=date(year, 1, 1))

    assert statements(f"/members/{short.id}", browser) == statements(f"/members/{long.id}", browser)


def test_a_list_comes_in_pages_and_counts_everybody(make):
    cell = make.cell()
    actor = make.secretary(cell)
    for _number in range(6):
        make.member(cell)
    make.member(cell, status=MembershipStatus.PROBATIONARY)

    first = people.list_visible(actor, EVERYBODY, offset=0, limit=5)
    second = people.list_visible(actor, EVERYBODY, offset=5, limit=5)

    assert (len(first.lines), len(second.lines), first.total) == (5, 3, 8)
    assert not {one.member_id for one in first.lines} & {one.member_id for one in second.lines}
    assert dict(first.counts) == {
        MembershipStatus.OFFICIAL: 7,
        MembershipStatus.PROBATIONARY: 1,
    }


def test_a_person_with_two_offices_is_listed_by_the_higher(make):
    cell = make.cell()
    member = make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER)
    make.appointment(member, cell, OfficeTitle.SECRETARY)
    actor = make.secretary(make.cell())

    found = queries.offices_of_members(actor, [member.id], actor.day)

    assert found == {member.id: OfficeTitle.SECRETARY}


def test_a_body_lists_its_members_by_office(make):
    cell = make.cell()
    make.member(cell, name="Lê Văn Ân")
    make.member(cell, office=OfficeTitle.DEPUTY_SECRETARY, name="Đỗ Thị Yến")
    actor = make.actor(make.member(cell, office=OfficeTitle.SECRETARY, name="Vũ Kim Oanh"))

    everybody = queries.body_members_on(actor, make.body(cell, BodyKind.CELL), actor.day)
    committee = queries.body_members_on(actor, make.body(cell, BodyKind.CELL_COMMITTEE), actor.day)

    names = ["Vũ Kim Oanh", "Đỗ Thị Yến", "Lê Văn Ân"]
    assert [one.member.full_name for one in everybody] == names
    assert [one.member.full_name for one in committee] == names[:2]
    assert [one.member.full_name for one in sorted(everybody, key=queries.by_name)] == [
        "Lê Văn Ân",
        "Vũ Kim Oanh",
        "Đỗ Thị Yến",
    ]
    term = queries.term_on(actor, cell.id, actor.day)
    assert term is not None
    assert organisations.tree(actor)[0].code == "TREN"


def test_everything_that_may_rest_on_a_member_has_a_name_for_people():
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column is Member.__table__.c.id
    }

    own = {"appointments", "memberships", "member_events", "import_rows"}
    assert pointing - own == set(DEPENDENTS)


def test_what_becomes_of_it_when_two_records_are_made_one_is_decided_for_each():
    assert list(ON_MERGER) == list(DEPENDENTS)
