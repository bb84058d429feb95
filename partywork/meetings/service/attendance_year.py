"""A year of attendance: of the people of a cell, of all cells, of oneself; never a ranking."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy as cells_policy
from partywork.cells.models import Organisation
from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, Role
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require
from partywork.documents.pages import heading_of
from partywork.meetings import policy, queries, rules
from partywork.meetings.pages import AttendanceYearPage, AttendanceYearRow
from partywork.meetings.rules import AbsenceSteps, AttendanceCount, PersonYear
from partywork.meetings.terms import AbsenceLevel, AttendanceMark
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

NOT_YOURS = "Thống kê dự sinh hoạt chỉ dành cho cấp ủy của chi bộ và cấp ủy cấp trên."


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's year; `is_often_excused` is a flag for a talk and no sanction."""

    member_id: UUID
    name: str
    year: PersonYear
    level: AbsenceLevel
    is_often_excused: bool


@dataclass(frozen=True, slots=True)
class CellYear:
    """The year of one cell: its people by name and what they come to together."""

    organisation: Organisation
    name: str
    meetings: int
    people: list[PersonRow]
    total: AttendanceCount


@dataclass(frozen=True, slots=True)
class Prompts:
    """What the provisions of today say on absences."""

    steps: AbsenceSteps
    streak: int


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """How one was marked in one meeting."""

    meeting_id: UUID
    title: str
    held_on: date
    mark: AttendanceMark
    is_late: bool


@dataclass(frozen=True, slots=True)
class OwnYear:
    """One's own year."""

    year: PersonYear
    level: AbsenceLevel
    meetings: list[OwnMeeting]


def prompts() -> Prompts:
    """Return from how many months the levels begin, and how many excuses in a row are a flag."""
    today = clock.today()
    return Prompts(
        AbsenceSteps(
            remind=provisions.value(ProvisionKey.ABSENCE_REMIND_MONTHS, today),
            serious=provisions.value(ProvisionKey.ABSENCE_SERIOUS_MONTHS, today),
            review=provisions.value(ProvisionKey.CONDUCT_PROMPT_MONTHS, today),
        ),
        streak=provisions.value(ProvisionKey.QUALITY_EXCUSED_STREAK, today),
    )


def cells(actor: Actor) -> list[Organisation]:
    """Return the cells whose attendance the actor may follow, in the order of their places."""
    require(policy.may_follow_attendance(actor), NOT_YOURS)
    query = cells_policy.visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.CELL
    )
    found = db.session.scalars(
        query.options(joinedload(Organisation.parent)).order_by(Organisation.path)
    )
    return [one for one in found if policy.may_see_statistics(actor, one)]


def opens_own_cell(actor: Actor) -> UUID | None:
    """Return the cell an officer's page opens with; those above begin with all cells."""
    own = sorted(actor.organisations_as(Role.CELL_OFFICER))
    return own[0] if own and not actor.has(*cells_policy.OVERSEERS) else None


def of_cell(actor: Actor, organisation_id: UUID, year: int) -> CellYear:
    """Return the year of the people of a cell, by name."""
    require(policy.may_follow_attendance(actor), NOT_YOURS)
    found = next((one for one in cells(actor) if one.id == organisation_id), None)
    if found is None:
        raise NotVisible()
    return _cell_year(found, queries.roll_of_year(actor, year, organisation_id), year, prompts())


def of_all_cells(actor: Actor, year: int) -> list[CellYear]:
    """Return the year of every cell in the order of the tree, without any order of merit."""
    by_cell: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in queries.roll_of_year(actor, year):
        by_cell[row.organisation_id].append(row)
    now = prompts()
    return [_cell_year(one, by_cell[one.id], year, now) for one in cells(actor)]


def _cell_year(
    organisation: Organisation, rows: list[Row[Any]], year: int, now: Prompts
) -> CellYear:
    people: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        people[row.member_id].append(row)
    own = [lines for lines in people.values() if any(is_in_statistics(x.status) for x in lines)]
    own.sort(key=lambda lines: (lines[-1].name_sort_key, lines[-1].member_id))
    return CellYear(
        organisation=organisation,
        name=organisation.name,
        meetings=len({row.meeting_id for row in rows}),
        people=[_person(lines, year, now) for lines in own],
        total=rules.count_attendance((row.status, row.mark) for row in rows),
    )


def _person(rows: list[Row[Any]], year: int, now: Prompts) -> PersonRow:
    found = rules.person_year(list(map(queries.roll_line, rows)), year)
    return PersonRow(
        member_id=rows[-1].member_id,
        name=rows[-1].full_name,
        year=found,
        level=rules.absence_level(found.months, now.steps),
        is_often_excused=found.longest_excused > now.streak,
    )


def own(actor: Actor, year: int) -> OwnYear:
    """Return the actor's own year, in whatever cell it was."""
    if actor.member_id is None:
        raise NotVisible()
    rows = queries.roll_of_year(actor, year, member_id=actor.member_id)
    found = rules.person_year(list(map(queries.roll_line, rows)), year)
    return OwnYear(
        year=found,
        level=rules.absence_level(found.months, prompts().steps),
        meetings=[
            OwnMeeting(
                meeting_id=row.meeting_id,
                title=row.title,
                held_on=clock.day_of(row.starts_at),
                mark=row.mark,
                is_late=row.late_at is not None and row.mark is AttendanceMark.PRESENT,
            )
            for row in rows
        ],
    )


def printed(actor: Actor, organisation_id: UUID, year: int) -> tuple[str, bytes]:
    """Return the year of a cell as a PDF with its name; the print stands in the trail."""
    found = of_cell(actor, organisation_id, year)
    with transaction():
        audit.record(
            actor,
            "meeting.print_attendance",
            organisation_path=found.organisation.path,
            year=year,
        )
    page = AttendanceYearPage(
        heading=heading_of(found.organisation),
        summary=f"dự sinh hoạt chi bộ năm {year}",
        meetings=found.meetings,
        rows=tuple(_printed_row(one) for one in found.people),
        total=found.total,
        printed_on=clock.today(),
    )
    name = f"Dự sinh hoạt năm {year} {found.name}.pdf"
    return name, render("pdf/attendance_year.html", page)


def _printed_row(one: PersonRow) -> AttendanceYearRow:
    notes = [one.level.label] if one.level is not AbsenceLevel.NONE else []
    if one.is_often_excused:
        notes.append("vắng có lý do nhiều buổi thường kỳ liên tiếp")
    return AttendanceYearRow(one.name, one.year, "; ".join(notes))
