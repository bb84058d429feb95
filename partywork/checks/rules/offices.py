"""Who may not hold the office they hold, and which cells lack somebody who must be there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from partywork.cells.rules.membership import may_attend, may_vote
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.checks.rules.facts import Cell, Finding, Office, Person, about
from partywork.checks.terms import CheckKind

_LEADING = (OfficeTitle.SECRETARY, OfficeTitle.ACTING_SECRETARY)


def check_offices(
    people: Iterable[Person], offices: Iterable[Office], cells: Iterable[Cell]
) -> list[Finding]:
    """Check the offices held on a day against the standing of their holders and the cells.

    A probationary member has no right to stand for election (Điều lệ Đảng, Điều 3), a suspended
    one takes no part in Party life; the officers of a cell are its members, of whom one is bí thư
    (Điều lệ Đảng, Điều 24) or looks after the vacant post.
    """
    known, held = {one.key: one for one in people}, list(offices)
    found = [
        finding
        for office in held
        if (holder := known.get(office.member)) is not None
        for finding in _holder(holder, office)
    ]
    return [*found, *_cells(known, held, list(cells))]


def _holder(person: Person, office: Office) -> Iterator[Finding]:
    words = f"{office.title.label}, {office.organisation_name}"
    if person.status is not None and not _may_hold(person.status):
        said = f"{words}; tình trạng «{person.status.label}»"
        yield about(person, CheckKind.OFFICE_NOT_ALLOWED, said, office.organisation)
    if office.is_of_cell and person.cell != office.organisation:
        here = person.cell_name or "không ở chi bộ nào"
        said = f"{words}; đang sinh hoạt ở: {here}"
        yield about(person, CheckKind.OFFICE_OF_OUTSIDER, said, office.organisation)


def _may_hold(status: MembershipStatus) -> bool:
    return may_vote(status) and may_attend(status)


def _cells(
    people: dict[UUID, Person], offices: list[Office], cells: list[Cell]
) -> Iterator[Finding]:
    leading: defaultdict[UUID, list[Office]] = defaultdict(list)
    for office in offices:
        if office.title in _LEADING:
            leading[office.organisation].append(office)
    living = {person.cell for person in people.values()}
    for cell in cells:
        if cell.is_dissolved:
            continue
        held = leading[cell.key]
        if cell.key not in living:
            yield _of_cell(cell, CheckKind.EMPTY_CELL, "Hôm nay không có ai trong danh sách")
        elif not held:
            yield _of_cell(cell, CheckKind.NO_SECRETARY, "Hôm nay không ai giữ chức bí thư")
        if len(held) > 1:
            names = (people[one.member].full_name for one in held if one.member in people)
            yield _of_cell(cell, CheckKind.TWO_SECRETARIES, "; ".join(sorted(names)))


def _of_cell(cell: Cell, kind: CheckKind, words: str) -> Finding:
    return Finding(kind, words, cell=cell.key, cell_name=cell.name)
