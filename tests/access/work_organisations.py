"""A group and a prepared decision of each cell, an office of the committee that waits."""

from datetime import date

from partywork.cells.models import TermOfOffice, UpperConsent
from partywork.cells.policy import visible_terms
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import appointments, groups, nominations, reorganising, withdrawing
from partywork.cells.service.proposing import Decision
from partywork.cells.terms import ConsentCase, OfficeTitle, ReorganisationKind
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.tasks.models import TaskHandOver
from partywork.tasks.policy import visible as visible_tasks
from tests.access.sides import TODAY
from tests.access.work import Builder

_FIRST, _DECIDED = date(2026, 9, 1), date(2026, 10, 28)


def build(builder: Builder) -> None:
    """Keep the term of the organisation and what only a cell or only the committee has."""
    builder.freeze(TODAY)
    organisation = builder.side.organisation
    query = visible_terms(system(TODAY)).where(TermOfOffice.organisation_id == organisation.id)
    builder.keep("term", term_id=db.session.scalars(query).one().id)
    _withdrawn(builder)
    if builder.is_cell:
        _group(builder)
        _left(builder)
        _decision(builder)
    else:
        _nomination(builder)


def _withdrawn(builder: Builder) -> None:
    """Keep an office that was written down of the wrong person, and taken back."""
    side, writer = builder.side, system(TODAY)
    assert side.plain.member_id is not None
    held = appointments.appoint(
        writer,
        organisation_id=side.organisation.id,
        member_id=side.plain.member_id,
        office=OfficeTitle.CELL_COMMITTEE_MEMBER
        if builder.is_cell
        else OfficeTitle.INSPECTION_DEPUTY,
        starts_on=TODAY,
        decision=Decision(side.word("Số"), _DECIDED),
    )
    assert held is not None
    withdrawing.withdraw(
        writer,
        held.id,
        version=held.version,
        reason=side.word("Ghi nhầm người"),
        paper=Decision(side.word("Số"), _DECIDED),
    )


def _group(builder: Builder) -> None:
    side = builder.side
    secretary, cell = side.secretary, side.organisation
    group = groups.form(secretary, cell.id, name=side.word("Tổ đảng"), starts_on=_FIRST)
    groups.fill(
        secretary,
        group.id,
        version=group.version,
        on=_FIRST,
        members=[one.id for one in side.people[:3]],
        leader=side.people[1].id,
    )
    builder.keep("group", group_id=group.id, organisation_id=cell.id)


def _left(builder: Builder) -> None:
    """Keep a consent of the committee above, and that a task was another's before."""
    cell = builder.side.organisation
    (task, *_) = db.session.scalars(visible_tasks(builder.side.secretary))
    with transaction():
        db.session.add(
            UpperConsent(
                organisation_id=cell.id,
                case=ConsentCase.LARGE_CELL,
                number=builder.side.word("Số"),
                decided_on=_DECIDED,
                deciding_body=builder.side.word("Đảng ủy cấp trên"),
            )
        )
        db.session.add(
            TaskHandOver(
                organisation_id=cell.id,
                task_id=task.id,
                successor_id=cell.parent_id,
                until_on=_DECIDED,
                decision_number=builder.side.word("Số"),
            )
        )


def _decision(builder: Builder) -> None:
    side = builder.side
    wanted = Wanted(
        ReorganisationKind.RENAMED,
        effective_on=TODAY,
        decided_on=_DECIDED,
        new=NewCell(name=side.word("Chi bộ")),
    )
    paper = reorganising.Paper(side.word("Số"), side.word("Ban Thường vụ"))
    desk = builder.make.office(Desk.ORGANISATION)
    prepared = reorganising.prepare(desk, side.organisation.id, wanted=wanted, paper=paper)
    builder.keep("reorganisation", reorganisation_id=prepared.id)


def _nomination(builder: Builder) -> None:
    side = builder.side
    nominee, desk = side.plain.member_id, builder.make.office(Desk.ORGANISATION)
    assert nominee is not None
    appointments.appoint(
        desk,
        organisation_id=side.organisation.id,
        member_id=nominee,
        office=OfficeTitle.INSPECTION_MEMBER,
        starts_on=TODAY,
        decision=Decision(side.word("Số"), _DECIDED),
    )
    (waiting,) = nominations.waiting(desk)
    builder.keep("office-waiting", nomination_id=waiting.id)
