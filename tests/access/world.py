"""Two cells A and B and the committee above them, with one object of each kind in each of them.

Every typed text carries the mark of its side («hoangyena3», «hoangyenb7», «hoangyend2»), so that a
word that reached the wrong reader is known by sight.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask

from partywork.accounts.models import InspectionCase
from partywork.cells.models import Member, Organisation
from partywork.cells.service import imported, lists
from partywork.cells.terms import OfficeTitle, RowStatus
from partywork.core.actor import Actor, Desk
from partywork.core.db import db, transaction
from partywork.core.text import fold, name_sort_key
from tests.access import (
    work_admissions,
    work_ballots,
    work_bulletins,
    work_checks,
    work_conduct,
    work_copies,
    work_decisions,
    work_dues,
    work_handbook,
    work_lists,
    work_organisations,
    work_privacy,
    work_quality,
    work_recommendations,
    work_records,
    work_rooms,
    work_transfers,
)
from tests.access.sides import NOW, TODAY, Side
from tests.access.work import Builder, Freeze
from tests.meetings.minuting import give_password
from tests.support.make import Make


@dataclass
class World:
    """The application, its two cells and the committee, and who looks at them."""

    app: Flask
    make: Make
    a: Side
    b: Side
    committee: Side
    principals: dict[str, Actor | None]


def build(app: Flask, freeze: Freeze) -> World:
    """Build the world in an empty database and leave the clock at its evening."""
    freeze(date(2026, 9, 1))
    make = Make()
    a, b = (_cell(make, "A", "hoangyena"), _cell(make, "B", "hoangyenb"))
    committee = _committee(make)
    for side in (a, b, committee):
        builder = Builder(make, side, freeze)
        builder.meetings()
        work_handbook.build(builder)
        work_ballots.build(builder)
        work_rooms.build(builder)
        builder.resolutions()
        work_decisions.build(builder)
        builder.others()
        work_lists.build(builder)
        work_organisations.build(builder)
        work_recommendations.build(builder)
        work_bulletins.build(builder)
        work_copies.build(builder)
        if builder.is_cell:
            builder.reports()
            work_admissions.build(builder)
            work_dues.build(builder)
            work_privacy.build(builder)
            work_conduct.build(builder)
            work_records.build(builder)
            work_transfers.build(builder)
            work_quality.build(builder)
    _import(make, a, b, committee)
    work_checks.build(make, a, b, committee)
    work_privacy.ask_rotation(make, committee)
    freeze(TODAY, NOW)
    principals: dict[str, Actor | None] = {
        "n": None,
        "m": a.plain,
        "o": a.secretary,
        "b": b.secretary,
        "v": make.office(Desk.ORGANISATION),
        "c": make.committee(),
        "i": make.inspector(),
        "k": make.inspector(case_for=a.organisation),
        "q": make.administrator(),
    }
    _case_words(a)
    for side in (a, b, committee):
        side.outlive_the_session()
    return World(app, make, a, b, committee, principals)


def _person(make: Make, cell: Organisation, mark: str, number: int) -> Member:
    member = make.member(cell, name=f"Nguyễn Thị {mark.capitalize()}x{number}")
    _describe(member, mark)
    return member


def _describe(member: Member, mark: str) -> None:
    with transaction():
        for name in ("native_place", "residence", "qualification", "occupation", "notes"):
            setattr(member, name, f"{name} {mark}0")
        member.folded_name = fold(member.full_name)
        member.name_sort_key = name_sort_key(member.full_name)


def _cell(make: Make, letter: str, mark: str) -> Side:
    cell = make.cell(f"Chi bộ Hội {letter}")
    people = [_person(make, cell, mark, number) for number in range(1, 6)]
    make.appointment(people[0], cell, OfficeTitle.SECRETARY)
    make.appointment(people[1], cell, OfficeTitle.DEPUTY_SECRETARY)
    secretary, deputy, plain = (make.actor(person) for person in people[:3])
    for actor in (secretary, deputy):
        give_password(actor)
    side = Side(cell, mark, secretary, deputy, plain, people)
    side.objects["unregistered"] = {"member_id": people[4].id}
    return side


def _committee(make: Make) -> Side:
    mark, home = "hoangyend", make.cell("Chi bộ Văn phòng")
    organisation = make.organisation()
    people = [_person(make, home, mark, number) for number in range(1, 4)]
    make.appointment(people[0], organisation, OfficeTitle.SECRETARY)
    make.appointment(people[1], organisation, OfficeTitle.STANDING_COMMITTEE_MEMBER)
    secretary, deputy, plain = (make.actor(person) for person in people)
    for actor in (secretary, deputy):
        give_password(actor)
    return Side(organisation, mark, secretary, deputy, plain, people)


def _import(make: Make, a: Side, b: Side, committee: Side) -> None:
    """A list of people of both cells, one of whom waits to be mended."""
    header = (
        "Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Ngày chính thức,Chi bộ,Chức vụ,Tình trạng,"
        "Ghi chú"
    )
    rows = [
        f"Lê Thị {side.mark.capitalize()}y,{born},Nữ,03/02/2000,03/02/2001,"
        f"{side.organisation.name},,Chính thức,{side.word('Ghi')}"
        for side, born in ((a, "05/09/1976"), (b, "1980"))
    ]
    office = make.office(Desk.ORGANISATION)
    batch = lists.preview(
        office, file_name="danh sách.csv", content="\n".join([header, *rows]).encode()
    )
    waiting = imported.rows_of(office, batch.id, status=RowStatus.ERROR)
    committee.objects["import"] = {"import_id": batch.id, "row_id": waiting[0].id}


def _case_words(side: Side) -> None:
    cases = db.select(InspectionCase).execution_options(partywork_scoped=True)
    with transaction():
        for case in db.session.scalars(cases):
            case.reason = side.word("Lý do")
            case.closes_on = TODAY + timedelta(days=30)
