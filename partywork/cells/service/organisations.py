"""The tree: finding a place in it, looking into a cell, bringing the list of organisations in."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Body, Member, Organisation, TermOfOffice
from partywork.cells.rules.membership import count_official, is_in_statistics
from partywork.cells.rules.organisation_list import OrganisationLine, read_organisations
from partywork.cells.rules.terms_of_office import name_of_term
from partywork.cells.terms import BodyKind, MembershipStatus, OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import fold

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
    query = policy.visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.existed(actor.day, actor.day)
    )
    cells = list(db.session.scalars(query.order_by(Organisation.path)))
    counts = queries.statuses_on(actor, actor.day)
    secretaries = queries.secretaries_on(actor, actor.day)
    return [_cell_line(cell, counts.get(cell.id, {}), secretaries.get(cell.id)) for cell in cells]


def places_above_cells(actor: Actor) -> list[Organisation]:
    """Return the organisations above the cells that the actor looks over, today."""
    query = policy.visible_cells(actor).where(
        Organisation.kind != OrganisationKind.CELL, Organisation.existed(actor.day, actor.day)
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def ended_cells(actor: Actor) -> list[Organisation]:
    """Return the cells that are no more, the last to end first; they keep what was filed."""
    query = policy.visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.dissolved_on < actor.day
    )
    return list(db.session.scalars(query.order_by(Organisation.dissolved_on.desc())))


def _cell_line(
    cell: Organisation, counts: Mapping[MembershipStatus, int], secretary: Member | None
) -> CellLine:
    ours = [status for status in Counter(counts).elements() if is_in_statistics(status)]
    official = count_official(ours)
    return CellLine(
        organisation=cell,
        secretary=secretary.full_name if secretary else "",
        official=official,
        probationary=len(ours) - official,
        people=len(ours),
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
    return place_all(known.values())


def place_all(nodes: Collection[Organisation]) -> set[str]:
    """Give every organisation the path that follows from its parents; return who moved."""
    by_id = {node.id: node for node in nodes}
    moved = set()
    for node in nodes:
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


def give_bodies(organisation: Organisation) -> None:
    """Give an organisation the bodies of its kind, the first named like itself, where it is a cell.

    Done again after a new name, it names the body of a cell anew.
    """
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


def _furnish(organisation: Organisation, line: OrganisationLine) -> Register | None:
    """Give an organisation the bodies of its kind and its term of office."""
    give_bodies(organisation)
    someone = system(clock.today())
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
    term.name = name_of_term(line.term_from, line.term_to)
    db.session.flush()
    return Register(organisation, term, line.last_numbers)
