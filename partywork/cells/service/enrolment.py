"""Writing a person of a list into the register: the record, the standings, the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Appointment, ImportRow, Member, Organisation
from partywork.cells.rules.event_fields import ELSEWHERE, details_of
from partywork.cells.rules.history import Limits
from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.duplicates import Known
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.papers import Paper, papers_of
from partywork.cells.rules.importing.person import MemberValues
from partywork.cells.rules.importing.rows import ImportedRow, held_to, read_fields
from partywork.cells.rules.importing.standings import taken_over
from partywork.cells.rules.importing.updates import PLAIN
from partywork.cells.rules.offices import offices_of
from partywork.cells.service import appointments, events, lives
from partywork.cells.service.events import NewEvent
from partywork.cells.service.lives import FROM_LIST
from partywork.cells.terms import CardKind, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.ids import new_id
from partywork.core.text import fold, name_sort_key

T = TypeVar("T")

_COPIED = (*PLAIN, ImportField.FULL_NAME)
# What the first event proves and the record follows from.
_PROVED = (
    ImportField.ADMITTED_ON,
    ImportField.CEREMONY_ON,
    ImportField.OFFICIAL_ON,
    ImportField.PARTY_AGE_FROM,
    ImportField.CARD_NUMBER,
    ImportField.CARD_ISSUED_ON,
    ImportField.CARD_KIND,
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What people of one list are enrolled into: the Đảng bộ, its cells by name, the two days."""

    organisation: Organisation
    cells: Mapping[str, Organisation]
    names: CellNames
    list_day: date
    offices_from: date
    limits: Limits

    @classmethod
    def into(
        cls, actor: Actor, organisation: Organisation, list_day: date, offices_from: date | None
    ) -> "Enrolment":
        """Prepare the look-up of cells once for many people."""
        query = policy.visible_organisations(actor).where(
            Organisation.kind == OrganisationKind.CELL,
            Organisation.existed(actor.day, actor.day),
            Organisation.path.startswith(organisation.path, autoescape=True),
        )
        cells = {cell.name: cell for cell in db.session.scalars(query)}
        names = CellNames.of(cells)
        return cls(organisation, cells, names, list_day, offices_from or list_day, lives.limits())

    def read(self, row: ImportRow) -> ImportedRow:
        """Read the kept texts of a row again, by the same rules."""
        cells: dict[str, str] = row.cells or {}
        texts = {field: cells.get(field.value) for field in ImportField}
        return held_to(read_fields(row.sheet_row, texts, self.names, self.list_day), self.limits)


def register(actor: Actor) -> list[Known]:
    """Return what tells the people of the register from others; nobody entered by mistake."""
    return [
        Known(one.full_name, one.born_on, one.citizen_id, one.card_number, key=one.id)
        for one in db.session.scalars(
            policy.visible_members(actor).where(Member.voided_on.is_(None))
        )
    ]


def enrol(actor: Actor, enrolment: Enrolment, values: MemberValues) -> Member:
    """Add a person whose row is ready to the running transaction; flush before pointing at it.

    Raises `RuleBroken`, with nothing added, when somebody else holds the office.
    """
    full_name = _given(values.full_name)
    member = Member(
        id=new_id(),
        folded_name=fold(full_name),
        name_sort_key=name_sort_key(full_name),
        **{name: getattr(values, name) for name in _COPIED},
    )
    cell = enrolment.cells[_given(values.cell)]
    begun = taken_over(
        _given(values.status),
        admitted_on=_given(values.admitted_on),
        ceremony_on=values.ceremony_on,
        official_on=values.official_on,
        list_day=enrolment.list_day,
    )
    office = _appointment(actor, enrolment, values, member, begun[0].happened_on)
    proved = {name.value: _in_json(getattr(values, name)) for name in _PROVED}
    events.begin(
        actor,
        member,
        [
            NewEvent(
                kind=one.kind,
                happened_on=one.happened_on,
                cell_id=cell.id,
                status=one.status,
                details={FROM_LIST: True, **(proved if one.status else {})},
            )
            for one in begun
        ]
        + [_decision(paper, cell.id) for _columns, paper in papers_of(values)],
        enrolment.limits,
    )
    if office is not None:
        db.session.add(office)
    return member


def _decision(paper: Paper, cell_id: UUID) -> NewEvent:
    """Return a decision of the list as an event of the file, which the cell keeps."""
    details = details_of(paper.kind, paper.given)
    return NewEvent(
        kind=paper.kind,
        happened_on=paper.happened_on,
        cell_id=cell_id,
        document_number=paper.document_number,
        decided_on=paper.decided_on,
        deciding_body=paper.deciding_body,
        details={FROM_LIST: True, ELSEWHERE: True, **details},
    )


def _in_json(value: date | CardKind | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _given(value: T | None) -> T:
    if value is None:
        raise ValueError("a row that is ready has every needed value")
    return value


def _appointment(
    actor: Actor,
    enrolment: Enrolment,
    values: MemberValues,
    member: Member,
    begun_on: date,
) -> Appointment | None:
    """Return the office of the list, in the cell or, for offices a cell has not, the Đảng bộ.

    Nobody holds an office before the standing that allows it begins.
    """
    if values.office is None:
        return None
    in_cell = values.office in offices_of(OrganisationKind.CELL)
    cell = enrolment.cells[_given(values.cell)]
    organisation = cell if in_cell else enrolment.organisation
    starts_on = max(enrolment.offices_from, begun_on)
    appointments.check_free(actor, organisation, values.office, starts_on, member.id)
    return Appointment(
        organisation_id=organisation.id,
        member_id=member.id,
        office=values.office,
        starts_on=starts_on,
    )
