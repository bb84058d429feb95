"""Every list asks the database as often for two hundred rows as for two."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest

from partywork.admissions.service import classes
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import ClassKind
from partywork.audit import service as audit
from partywork.cells.models import Member, MemberEvent, Membership
from partywork.cells.service import events, export_requests, filters
from partywork.cells.service.events import NewEvent
from partywork.cells.service.members import cell_of
from partywork.cells.terms import (
    CommendationForm,
    CommendationLevel,
    EventKind,
    ExportFormat,
    MembershipStatus,
    OfficeTitle,
    RecordField,
)
from partywork.conduct.service import records
from partywork.conduct.service.records import Paper
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind
from partywork.privacy.service import corrections, requests, rotations
from partywork.privacy.terms import RequestKind
from partywork.recommendations import service as recommendations
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject
from partywork.tasks import service as tasks
from partywork.transfers.service import going
from tests.support.admissions import listed
from tests.support.make import Make
from tests.support.papers import Desk
from tests.support.queries import count_queries

Case = tuple[Actor, Callable[[], object]]


def members(make: Make) -> Case:
    cell = make.cell()
    return make.secretary(cell), lambda: make.member(cell)


def members_of_all(make: Make) -> Case:
    office = make.office()
    cell = make.cell()
    return office, lambda: make.member(cell)


def long_lives(make: Make) -> Case:
    office = make.office()
    cell = make.cell()

    def add() -> None:
        member = make.member(cell, since=date(2026, 1, 1))
        for month in range(1, 13):
            since = date(2021, month, 1)
            db.session.add(
                Membership(
                    organisation_id=cell.id,
                    member_id=member.id,
                    status=MembershipStatus.OFFICIAL,
                    starts_on=since,
                    ends_on=since + timedelta(days=27),
                )
            )
            db.session.add(
                MemberEvent(
                    organisation_id=cell.id,
                    member_id=member.id,
                    sequence=month + 1,
                    kind=EventKind.COMMENDED,
                    happened_on=since,
                    recorded_by="Hệ thống",
                )
            )

    return office, add


def cells(make: Make) -> Case:
    office = make.office()
    return office, lambda: make.member(make.cell(), office=OfficeTitle.SECRETARY)


def accounts(make: Make) -> Case:
    office = make.office()
    cell = make.cell()
    return office, lambda: make.user(make.member(cell))


def given_tasks(make: Make) -> Case:
    cell = make.cell()
    secretary = make.secretary(cell)
    lead = make.member(cell)
    day = date(2026, 11, 5)
    return secretary, lambda: tasks.give(
        secretary,
        organisation_id=cell.id,
        title="Chuẩn bị hội thảo",
        lead_id=lead.id,
        given_on=day,
        due_on=day,
    )


def notices(make: Make) -> Case:
    member = make.member(make.cell())
    return make.actor(member), lambda: tell([member.id], NoticeKind.REMINDER, title="Nhắc việc")


def resolutions(make: Make) -> Case:
    cell = make.cell()
    desk = Desk(make, cell)
    return make.secretary(cell), desk.drafted


def trail(make: Make) -> Case:
    inspector = make.inspector()
    cell = make.cell()
    return inspector, lambda: audit.record(
        inspector, "member.read", cell, organisation_path=cell.path
    )


def saved_filters(make: Make) -> Case:
    secretary = make.secretary(make.cell())
    numbers = count(1)
    # One keeps at most twenty of them, so the name is the same from then on.
    return secretary, lambda: filters.save(
        secretary, name=f"Cách lọc {next(numbers) % 20}", asked={"gioi_tinh": "male"}
    )


def export_requests_asked(make: Make) -> Case:
    secretary = make.secretary(make.cell())
    return secretary, lambda: export_requests.ask(
        secretary, {}, export_format=ExportFormat.CSV, is_unmasked=False, reason="Báo cáo"
    )


def transfers(make: Make) -> Case:
    cell = make.cell()
    secretary = make.secretary(cell)
    effective_on = clock.today()

    def begin() -> None:
        member = make.member(cell)
        going.begin_out(
            secretary,
            member.id,
            to_place="Đảng bộ phường X",
            effective_on=effective_on,
            decision=going.Paper(),
        )

    return secretary, begin


def badges(make: Make) -> Case:
    office = make.office()
    cell = make.cell()
    days = count()
    return office, lambda: make.member(
        cell, admitted_on=date(1996, 11, 8) + timedelta(days=next(days))
    )


def commendations(make: Make) -> Case:
    cell = make.cell()
    secretary = make.secretary(cell)
    member = make.member(cell)
    day, numbers = clock.today(), count(1)
    return secretary, lambda: records.commend(
        secretary,
        member.id,
        form=CommendationForm.MEDAL,
        level=CommendationLevel.STATE,
        paper=Paper(f"{next(numbers)}-QĐ/ĐU", day, "Đảng ủy", day),
    )


def proposals(make: Make) -> Case:
    office, cell = make.office(), make.cell()

    def add() -> None:
        actor = make.actor(make.member(cell))
        corrections.propose(
            actor,
            actor.member_id,
            field=RecordField.WORKPLACE,
            value="Viện Cơ học",
            evidence="Quyết định",
        )

    return office, add


def wrong_records(make: Make) -> Case:
    office, cell = make.office(), make.cell()

    def add() -> None:
        member = make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER)
        member.file_number, member.born_on = None, date(2000, 1, 1)

    return office, add


def _supplement(office: Actor, member: Member) -> None:
    cell = cell_of(office, member.id)
    assert cell is not None
    day, details = date(2026, 1, 5), {"paper": "Bản bổ sung"}
    kind = EventKind.FILE_SUPPLEMENTED
    events.record(office, member.id, NewEvent(kind, day, cell.id, details=details))


def prospects_listed(make: Make) -> Case:
    secretary, numbers = make.secretary(make.cell()), count(1)

    def add() -> None:
        number = next(numbers)
        born_on = date(1990, 1, 1) + timedelta(days=number)
        listed(secretary, citizen_id=f"099{number:09d}", born_on=born_on)

    return secretary, add


def probationers(make: Make) -> Case:
    cell = make.cell()
    return make.office(), lambda: make.member(cell, status=MembershipStatus.PROBATIONARY)


def classes_made(make: Make) -> Case:
    cell = make.cell()
    secretary = make.secretary(cell)
    facts = ClassFacts("Trung tâm bồi dưỡng", "", date(2026, 11, 5), None, "", None)
    kind = ClassKind.AWARENESS
    return secretary, lambda: classes.make(secretary, cell.id, kind=kind, facts=facts)


def data_requests(make: Make) -> Case:
    office = make.office()
    member = make.plain_member(make.cell())
    return office, lambda: requests.ask(member, kind=RequestKind.ACCESS, details="Xem")


def key_changes(make: Make) -> Case:
    office = make.office()
    return office, lambda: rotations.ask(office, reason="Đổi định kỳ")


def asked_of_the_committee(make: Make) -> Case:
    office, day = make.office(), clock.today()

    def add() -> None:
        cell = make.cell()
        asked = Asked("Cho mượn phòng họp", Subject.CONDITIONS, Addressee.COMMITTEE, day)
        recommendations.record(make.secretary(cell), cell.id, asked)

    return office, add


@pytest.mark.parametrize(
    ("path", "case"),
    [
        ("/recommendations/", asked_of_the_committee),
        ("/members", members),
        ("/members", members_of_all),
        ("/members?xep=office&tuoi=31-40&trinh_do=doctor&chuc_vu=holds_any", members_of_all),
        ("/members", long_lives),
        ("/members", saved_filters),
        ("/members/demography", members_of_all),
        ("/members/exports", export_requests_asked),
        ("/admissions/", prospects_listed),
        ("/admissions/probation", probationers),
        ("/admissions/classes", classes_made),
        ("/cells", cells),
        ("/reports/board", cells),
        ("/dues/", cells),
        ("/privacy/requests", data_requests),
        ("/privacy/keys", key_changes),
        ("/accounts", accounts),
        ("/tasks/", given_tasks),
        ("/inbox", notices),
        ("/resolutions/", resolutions),
        ("/audit", trail),
        ("/privacy/corrections", proposals),
        ("/checks/", wrong_records),
        ("/checks/movements", wrong_records),
        ("/transfers/", transfers),
        ("/transfers/book", transfers),
        ("/badges/", badges),
        ("/badges/cards/", badges),
        ("/conduct/", commendations),
        ("/conduct/residence/", members),
        ("/conduct/commitments/", members),
        ("/conduct/to-consider", members),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_list_asks_as_often_for_two_hundred_rows_as_for_two(path, case, make, browse):
    actor, add = case(make)
    browser = browse(actor)

    def after(rows: int) -> list[str]:
        with transaction():
            for _ in range(rows):
                add()
        with count_queries() as sent:
            browser.get(path)
        return sent

    few = after(2)
    many = after(198)

    assert len(many) == len(few), "\n".join(many)


def test_a_record_with_many_events_asks_as_often_as_one_with_few(make, browse):
    office, member = make.office(), make.member(make.cell())
    browser = browse(office)

    def after(rows: int) -> list[str]:
        with transaction():
            for _ in range(rows):
                _supplement(office, member)
        with count_queries() as sent:
            browser.get(f"/members/{member.id}")
        return sent

    few = after(2)
    many = after(28)

    assert len(many) == len(few), "\n".join(many)
