"""The lists of a whole Đảng bộ with years behind it ask the database as often as small ones."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from partywork.badges.models import BadgeNomination
from partywork.badges.terms import Ground
from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.terms import EventKind, MembershipStatus, Sex
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.core.text import fold, name_sort_key
from partywork.dues.models import DuesDeclaration, DuesLine, DuesRegister
from partywork.dues.rules.amounts import Reckoned
from partywork.dues.service.ledger import as_json
from partywork.dues.terms import DuesGroup, PayingPlace, PaymentWay, Why
from partywork.transfers.models import Transfer
from partywork.transfers.terms import TransferKind, TransferState
from tests.support.make import Make
from tests.support.queries import count_queries

_CELLS, _PEOPLE, _YEARS = 20, 743, range(2021, 2026)
_TODAY = date(2026, 11, 22)


def _lives(cells: list[Organisation], numbers: range) -> None:
    """Write people with a membership and three events for each of five years, row by row at once.

    They go through no use case: it would take minutes, and only the number of rows matters here.
    """
    people, memberships, events = [], [], []
    for number in numbers:
        member_id, full_name = new_id(), f"Nguyễn Văn Số {number:03d}"
        people.append(
            {
                "id": member_id,
                "version": 1,
                "full_name": full_name,
                "folded_name": fold(full_name),
                "name_sort_key": name_sort_key(full_name),
                "born_on": date(1950, 1, 1) + timedelta(days=number),
                "sex": Sex.MALE,
                "admitted_on": date(1990, 3, 2),
                "official_on": date(1991, 3, 2),
                "party_age_from": date(1976, 3, 2) + timedelta(days=20 * number),
                "card_number": f"9{number:07d}",
            }
        )
        for place, year in enumerate(_YEARS):
            cell_id = cells[(number + place) % _CELLS].id
            is_last = year == _YEARS[-1]
            memberships.append(
                {
                    "id": new_id(),
                    "version": 1,
                    "organisation_id": cell_id,
                    "member_id": member_id,
                    "status": MembershipStatus.OFFICIAL,
                    "starts_on": date(year, 1, 1),
                    "ends_on": None if is_last else date(year, 12, 31),
                }
            )
            events += [
                {
                    "id": new_id(),
                    "organisation_id": cell_id,
                    "member_id": member_id,
                    "sequence": place * 3 + month,
                    "kind": EventKind.FILE_SUPPLEMENTED,
                    "happened_on": date(year, month, 1),
                    "details": {"paper": "Bản bổ sung"},
                    "recorded_by": "Hệ thống",
                }
                for month in (1, 2, 3)
            ]
    with transaction():
        for kind, rows in ((Member, people), (Membership, memberships), (MemberEvent, events)):
            db.session.execute(db.insert(kind), rows)


def _kept(record: Any) -> dict[str, Any]:
    """Return a record as a row to be written at once, with its sealed columns."""
    state = {name: value for name, value in vars(record).items() if name[0] != "_"}
    return {"id": record.id or new_id(), "version": 1, **state}


def _registers(cells: list[Organisation], numbers: range) -> None:
    """Write what the other registers keep of the same people: dues, badges, moves, duties."""
    people = db.session.execute(
        db.select(Member.id, Member.card_number)
        .where(Member.card_number >= f"9{numbers.start:07d}")
        .execution_options(partywork_scoped=True)
    )
    rows: dict[Any, list[dict[str, Any]]] = {}
    if numbers.start == 0:
        rows[DuesRegister] = [
            _kept(
                DuesRegister(
                    organisation_id=cell.id, from_month=date(2021, 1, 1), begun_by="Bí thư"
                )
            )
            for cell in cells
        ]
    for member_id, card in people:
        number = int(card[1:])
        cell_id = cells[(number + len(_YEARS) - 1) % _CELLS].id
        for record in _records(number, member_id, cell_id):
            rows.setdefault(type(record), []).append(_kept(record))
    with transaction():
        for kind, written in rows.items():
            db.session.execute(db.insert(kind), written)


def _records(number: int, member_id: UUID, cell_id: UUID) -> Iterator[Any]:
    whose = {"organisation_id": cell_id, "member_id": member_id}
    yield DuesDeclaration(
        **whose,
        from_month=date(2021, 1, 1),
        group=DuesGroup.INSURED,
        base=12_000_000,
        place=PayingPlace.OWN_CELL,
        is_own=False,
        recorded_by="Hệ thống",
    )
    # One cell has five years of dues behind it, the others this year's.
    is_deep = (number + len(_YEARS) - 1) % _CELLS == 0
    for year in range(2021 if is_deep else 2026, 2027):
        for month in range(1, 11):
            yield DuesLine(
                **whose,
                month=date(year, month, 1),
                due=as_json(Reckoned(120_000, Why.BY_RATE)),
                paid=120_000 if (number + month) % 31 else None,
                paid_on=date(year, month, 5) if (number + month) % 31 else None,
                way=PaymentWay.CASH if (number + month) % 31 else None,
            )
    for year in (*_YEARS, 2026):
        yield ResidenceDuty(**whose, year=year, asked_on=date(year, 10, 1))
        yield YearlyCommitment(**whose, year=year, signed_on=date(year, 1, 20))
        yield Transfer(
            **whose,
            kind=TransferKind.AWAY,
            state=TransferState.COMPLETED,
            effective_on=date(year, 2, 1),
            until_on=date(year, 8, 1),
            closed_on=date(year, 8, 1),
            other_place="Đảng bộ phường X",
        )
    if number % 20 == 0:
        batch_on = date(2026, 11, 7)
        yield BadgeNomination(**whose, years=45, ground=Ground.DUE, batch_on=batch_on)


OF_THE_OFFICE = (
    "/members",
    "/members?xep=office&tuoi=31-40&trinh_do=doctor&chuc_vu=holds_any",
    "/members?roi_tu=01/01/2021",
    "/members/demography",
    "/cells",
    "/accounts",
    "/reports/board",
    "/admissions/",
    "/admissions/probation",
    "/transfers/",
    "/transfers/book",
    "/badges/",
    "/badges/batches/2026-11-07/",
    "/badges/cards/",
    "/dues/",
    "/conduct/",
    "/conduct/residence/",
    "/conduct/commitments/",
    "/checks/",
    "/checks/movements",
)
OF_THE_SECRETARY = (
    "/members",
    "/cells/{cell}",
    "/checks/",
    "/checks/movements",
    "/badges/",
    "/dues/",
    "/dues/cells/{cell}/2026/11",
    "/dues/cells/{cell}/quarters/2026/3",
    "/dues/cells/{cell}/debtors",
    "/conduct/to-consider",
    "/conduct/residence/",
    "/conduct/commitments/",
)


def test_lists_of_743_people_with_five_years_ask_as_often_as_those_of_twenty(
    make: Make, browse, today
) -> None:
    today(_TODAY)
    office, cells = make.office(), [make.cell() for _ in range(_CELLS)]
    secretary = make.secretary(cells[0])
    pages = [
        (browse(actor), path.format(cell=cells[0].id))
        for actor, paths in ((office, OF_THE_OFFICE), (secretary, OF_THE_SECRETARY))
        for path in paths
    ]

    def asked() -> list[int]:
        found = []
        for browser, path in pages:
            with count_queries() as sent:
                words = browser.get(path).words
            found.append(len(sent))
            if path == "/members" and browser is pages[0][0]:
                people.append(words)
        return found

    people: list[str] = []
    for numbers in (range(20), range(20, _PEOPLE)):
        _lives(cells, numbers)
        _registers(cells, numbers)
        if numbers.start == 0:
            few = asked()
    many = asked()

    # Those who look are on the list too.
    assert f"{_PEOPLE + 2} " in people[-1]
    met = [(path, a, b) for (_, path), a, b in zip(pages, few, many, strict=True)]
    assert [one for one in met if one[1] != one[2]] == []
