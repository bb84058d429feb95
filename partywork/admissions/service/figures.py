"""The figures of a cell's report on bringing people into the Party."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from partywork.admissions import policy, queries
from partywork.admissions.models import ClassPlace, PartyClass, Procedure, Prospect
from partywork.admissions.rules.clocks import probation_clock
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import OPEN_STAGES, ClassKind, ProcedureKind
from partywork.core.actor import system
from partywork.core.db import SCOPED, count_rows

_ADMITTING = tuple(kind for kind in ProcedureKind if kind.admits)


@dataclass(frozen=True, slots=True)
class AdmissionFigures:
    """Figure 19 of a monthly report: prospects, classes, files, probations that end soon."""

    prospects: int
    in_class: int
    files: int
    proposed: int
    ending: tuple[tuple[str, date], ...]


def of_cell(cell_id: UUID, starts_on: date, ends_on: date) -> AdmissionFigures:
    """Count for a period of a cell; of prospects only numbers, so it names none of them.

    Who may see the report decides who sees the figures. Probations end soon when a reminder of
    the provisions falls between the end of the period and their last day.
    """
    return AdmissionFigures(
        prospects=count_rows(_prospects(cell_id, ends_on)),
        in_class=count_rows(_in_class(cell_id, starts_on, ends_on)),
        files=count_rows(_files(cell_id, ends_on, _not_by(Procedure.sent_up_on, ends_on))),
        proposed=count_rows(
            _files(
                cell_id,
                ends_on,
                and_(Procedure.sent_up_on <= ends_on, _not_by(Procedure.decided_on, ends_on)),
            )
        ),
        ending=_ending(cell_id, ends_on),
    )


def _not_by(column: InstrumentedAttribute[date | None], day: date) -> ColumnElement[bool]:
    return or_(column.is_(None), column > day)


def _prospects(cell_id: UUID, day: date) -> Select[Any]:
    query = policy.visible(system(day)).where(
        Prospect.organisation_id == cell_id,
        Prospect.listed_on <= day,
        or_(Prospect.stage.in_(OPEN_STAGES), Prospect.closed_on > day),
    )
    return query.with_only_columns(Prospect.id)


def _in_class(cell_id: UUID, starts_on: date, ends_on: date) -> Select[Any]:
    seen = policy.visible_classes(system(ends_on)).where(
        PartyClass.kind == ClassKind.AWARENESS,
        PartyClass.starts_on <= ends_on,
        func.coalesce(PartyClass.ends_on, PartyClass.starts_on) >= starts_on,
    )
    query = select(ClassPlace.id).where(
        ClassPlace.cell_id == cell_id,
        ClassPlace.class_id.in_(seen.with_only_columns(PartyClass.id)),
    )
    return query.execution_options(**{SCOPED: True})


def _files(cell_id: UUID, day: date, stands: ColumnElement[bool]) -> Select[Any]:
    query = policy.visible_procedures(system(day)).where(
        Procedure.organisation_id == cell_id,
        Procedure.kind.in_(_ADMITTING),
        Procedure.opened_on <= day,
        _not_by(Procedure.stopped_on, day),
        stands,
    )
    return query.with_only_columns(Procedure.id)


def _ending(cell_id: UUID, day: date) -> tuple[tuple[str, date], ...]:
    begun = [
        (one.member.full_name, one.member.ceremony_on)
        for one in queries.probationers(system(day), day)
        if one.organisation_id == cell_id and one.member.ceremony_on is not None
    ]
    if not begun:
        return ()
    limits = limits_on(day)
    last = day + timedelta(days=max(limits.probation.reminders))
    found = [
        (name, clock.official_on)
        for name, ceremony_on in begun
        for clock in [probation_clock(ceremony_on, limits.probation, limits.holidays)]
        if day < clock.official_on <= last
    ]
    return tuple(sorted(found, key=lambda pair: pair[1]))
