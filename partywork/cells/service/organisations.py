"""The tree: finding a place in it, looking into a cell, bringing the list of organisations in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Body, Member, Organisation, TermOfOffice
from partywork.cells.rules.membership import (
    SizeLimits,
    SizeNotice,
    check_cell_size,
    count_official,
)
from partywork.cells.rules.organisation_list import OrganisationLine, read_organisations
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import fold
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_BODIES: dict[OrganisationKind, tuple[tuple[BodyKind, str], ...]] = {
    OrganisationKind.UPPER: (),
    OrganisationKind.COMMITTEE: (
        (BodyKind.COMMITTEE, "Đảng ủy"),
        (BodyKind.STANDING_COMMITTEE, "Ban Thường vụ Đảng ủy"),
        (BodyKind.INSPECTION_COMMISSION, "Ủy ban Kiểm tra Đảng ủy"),
    ),
    OrganisationKind.SUB_ORGANISATION: ((BodyKind.COMMITTEE, "Đảng ủy bộ phận"),),
    OrganisationKind.CELL: ((BodyKind.CELL, ""), (BodyKind.CELL_COMMITTEE, "Chi ủy")),
}
_COPIED = (
    "kind",
    "name",
    "heading_lines",
    "heading_lines_as_superior",
    "symbol_code",
    "place",
)


def get(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return an organisation of the tree; the tree is no secret to people who are signed in."""
    query = policy.visible_organisations(actor).where(Organisation.id == organisation_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def by_code(code: str) -> Organisation:
    """Return the organisation of that code, for jobs and the command line."""
    query = policy.visible_organisations(system(clock.today())).where(Organisation.code == code)
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible(f"Không có tổ chức mang mã «{code}».")
    return found


def tree(actor: Actor) -> list[Organisation]:
    """Return every organisation, each after the one above it."""
    return list(db.session.scalars(policy.visible_organisations(actor).order_by(Organisation.path)))


def body_of(actor: Actor, organisation_id: UUID, kind: BodyKind) -> Body:
    """Return the body of that kind of an organisation."""
    query = policy.visible_bodies(actor).where(
        Body.organisation_id == organisation_id, Body.kind == kind
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell in the list of cells: its bí thư, its people by status."""

    organisation: Organisation
    secretary: str
    official: int
    probationary: int
    people: int


def cell_lines(actor: Actor) -> list[CellLine]:
    """Return the cells the actor looks over, with who leads them and how many they are."""
    require(policy.may_oversee(actor), "Danh sách chi bộ do văn phòng và Đảng ủy theo dõi.")
    query = policy.visible_cells(actor).where(Organisation.kind == OrganisationKind.CELL)
    cells = list(db.session.scalars(query.order_by(Organisation.path)))
    counts = queries.statuses_on(actor, actor.day)
    secretaries = queries.secretaries_on(actor, actor.day)
    return [_cell_line(cell, counts.get(cell.id, {}), secretaries.get(cell.id)) for cell in cells]


def _cell_line(
    cell: Organisation, counts: Mapping[MembershipStatus, int], secretary: Member | None
) -> CellLine:
    statuses = _statuses(counts)
    return CellLine(
        organisation=cell,
        secretary=secretary.full_name if secretary else "",
        official=count_official(statuses),
        probationary=counts.get(MembershipStatus.PROBATIONARY, 0),
        people=len(statuses) - counts.get(MembershipStatus.TEMPORARY_GUEST, 0),
    )


def _statuses(counts: Mapping[MembershipStatus, int]) -> list[MembershipStatus]:
    return [status for status, count in counts.items() for _ in range(count)]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation as its page shows it: who leads it, how many belong to it, what to heed."""

    organisation: Organisation
    officers: tuple[Appointment, ...]
    counts: tuple[tuple[MembershipStatus, int], ...]
    notices: tuple[SizeNotice, ...]
    term: TermOfOffice | None


def open_page(actor: Actor, organisation_id: UUID) -> OrganisationPage:
    """Return what the actor may see of an organisation's life; other cells do not exist."""
    query = policy.visible_cells(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    day = actor.day
    counts = queries.statuses_on(actor, day, organisation.id).get(organisation.id, {})
    officers = queries.appointments_on(actor, organisation.id, day)
    heeds_size = organisation.kind is OrganisationKind.CELL and policy.may_list_people(actor)
    return OrganisationPage(
        organisation=organisation,
        officers=tuple(officers),
        counts=tuple((status, counts[status]) for status in MembershipStatus if status in counts),
        notices=_size_notices(officers, counts, day) if heeds_size else (),
        term=queries.term_on(actor, organisation.id, day),
    )


def _size_notices(
    officers: list[Appointment], counts: Mapping[MembershipStatus, int], day: date
) -> tuple[SizeNotice, ...]:
    # A cell without a chi ủy has only a bí thư and perhaps a phó bí thư.
    has_committee = any(held.office is OfficeTitle.CELL_COMMITTEE_MEMBER for held in officers)
    committee = {held.member_id for held in officers} if has_committee else set()
    limits = SizeLimits(
        minimum=provisions.value(ProvisionKey.CELL_MIN_OFFICIAL, day),
        committee_minimum=provisions.value(ProvisionKey.CELL_COMMITTEE_MIN, day),
        committee_maximum=provisions.value(ProvisionKey.CELL_COMMITTEE_MAX, day),
    )
    return check_cell_size(
        count_official(_statuses(counts)),
        committee_members=len(committee),
        limits=limits,
    )


@dataclass(frozen=True, slots=True)
class Register:
    """The numbers last used in an organisation's term, for the package that gives numbers."""

    organisation: Organisation
    term: TermOfOffice
    last_numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """What bringing a list of organisations in came to."""

    created: int
    updated: int
    unchanged: int
    registers: tuple[Register, ...]


def import_organisations(actor: Actor, csv_text: str) -> Counts:
    """Create or update the tree from a list; the same list again changes nothing."""
    require(policy.may_import(actor), "Chỉ văn phòng Đảng ủy nhập danh sách tổ chức.")
    refuse_secret(*csv_text.split(","))
    with transaction():
        known = {node.code: node for node in tree(system(actor.day))}
        codes = {node.id: node.code for node in known.values()}
        parents = {
            node.code: codes[node.parent_id] if node.parent_id else None for node in known.values()
        }
        lines = read_organisations(csv_text, parents)
        created = sum(line.code not in known for line in lines)
        changed = {line.code for line in lines if _take(line, known)} | _place(lines, known)
        registers = [_furnish(known[line.code], line) for line in lines]
        updated = len(changed) - created
        if changed:
            audit.record(actor, "organisation.import", created=created, updated=updated)
    return Counts(
        created=created,
        updated=updated,
        unchanged=sum(line.code not in changed for line in lines),
        registers=tuple(register for register in registers if register is not None),
    )


def _take(line: OrganisationLine, known: dict[str, Organisation]) -> bool:
    """Write what the line says of an organisation; say whether anything changed."""
    node = known.get(line.code)
    if node is None:
        node = Organisation(code=line.code, path=f"{line.code}/")
        known[line.code] = node
        db.session.add(node)
    before = {name: getattr(node, name) for name in _COPIED}
    for name in _COPIED:
        setattr(node, name, getattr(line, name))
    node.folded_name = fold(line.name)
    return before != {name: getattr(node, name) for name in _COPIED}


def _place(lines: tuple[OrganisationLine, ...], known: Mapping[str, Organisation]) -> set[str]:
    """Give every organisation its parent and path; return who moved, with those below them."""
    db.session.flush()
    for line in lines:
        parent = known[line.parent_code] if line.parent_code else None
        known[line.code].parent_id = parent.id if parent else None
    by_id = {node.id: node for node in known.values()}
    moved = set()
    for node in known.values():
        codes = [node.code]
        at = node
        while at.parent_id is not None:
            at = by_id[at.parent_id]
            codes.append(at.code)
        path = "".join(f"{code}/" for code in reversed(codes))
        if node.path != path:
            node.path = path
            moved.add(node.code)
    db.session.flush()
    return moved


def _furnish(organisation: Organisation, line: OrganisationLine) -> Register | None:
    """Give an organisation the bodies of its kind and its term of office."""
    someone = system(clock.today())
    bodies = {
        body.kind: body
        for body in db.session.scalars(
            policy.visible_bodies(someone).where(Body.organisation_id == organisation.id)
        )
    }
    for kind, name in _BODIES[organisation.kind]:
        body = bodies.get(kind)
        if body is None:
            body = Body(organisation_id=organisation.id, kind=kind)
            db.session.add(body)
        body.name = name or organisation.name
    if line.term_from is None:
        return None
    term = db.session.scalar(
        policy.visible_terms(someone).where(
            TermOfOffice.organisation_id == organisation.id,
            TermOfOffice.starts_on == line.term_from,
        )
    )
    if term is None:
        term = TermOfOffice(organisation_id=organisation.id, starts_on=line.term_from)
        db.session.add(term)
    term.ends_on = line.term_to
    term.name = _name_of_term(line.term_from, line.term_to)
    db.session.flush()
    return Register(organisation, term, line.last_numbers)


def _name_of_term(starts_on: date, ends_on: date | None) -> str:
    return f"{starts_on.year}-{ends_on.year}" if ends_on else f"từ năm {starts_on.year}"
