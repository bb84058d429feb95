"""Comparing the register with another list: where they differ, who is right, what to ask for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy as cells_policy
from partywork.cells.models import Member, Membership
from partywork.cells.pages.exporting import is_masked
from partywork.cells.queries import holds_on
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.papers import Recorded
from partywork.cells.rules.importing.rows import ImportedRow, read_fields
from partywork.cells.rules.importing.updates import PLAIN, differing, shown, written
from partywork.cells.service import records
from partywork.cells.service.enrolment import Enrolment
from partywork.cells.service.export_files import MASKED
from partywork.cells.service.members import get as member_of
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.service.updating import recorded
from partywork.cells.terms import MembershipStatus, RecordField
from partywork.checks import policy
from partywork.checks.models import DifferenceList, DifferenceRow
from partywork.checks.pages import (
    ComparisonPage,
    FieldDifference,
    OnlyOurs,
    PersonDifference,
)
from partywork.checks.rules.presence import ASKED
from partywork.checks.service import loading
from partywork.checks.terms import Decision, Look, Presence
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy

_NOTHING = "chưa có"
# Under this name a row keeps what is to become of somebody whom only one list names.
PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads kept texts by the rules of the import and compares them with the register."""

    names: Enrolment
    list_day: date
    known: Mapping[UUID, Recorded]
    opened: frozenset[RecordField] = MASKED

    def read(self, row: DifferenceRow) -> ImportedRow:
        theirs: dict[str, str] = row.theirs or {}
        texts = {field: theirs.get(field.value) for field in ImportField}
        return read_fields(row.sheet_row or 0, texts, self.names.names, self.list_day)

    def person(self, row: DifferenceRow) -> PersonDifference:
        theirs: dict[str, str] = row.theirs or {}
        ours = self.known.get(row.member_id) if row.member_id else None
        fields = tuple(self._differences(row, ours)) if ours is not None else ()
        return PersonDifference(
            row_id=row.id,
            version=row.version,
            sheet_row=row.sheet_row or 0,
            name=theirs.get(ImportField.FULL_NAME, ""),
            born_on=theirs.get(ImportField.BORN_ON, ""),
            cell=theirs.get(ImportField.CELL, ""),
            member_id=row.member_id,
            fields=fields,
            messages=tuple(row.messages or ()),
            presence=_presence_of(row) if ours is None else None,
            basis=_basis_of(row),
        )

    def _differences(self, row: DifferenceRow, ours: Recorded) -> Iterator[FieldDifference]:
        bases: dict[str, str] = row.bases or {}
        for field, value in differing(self.read(row).values, ours).items():
            words = written if not is_masked(field, self.opened) else partial(shown, field)
            right = row.decisions.get(field.value)
            yield FieldDifference(
                field=field,
                ours=words(ours.get(field)) or _NOTHING,
                theirs=words(value),
                decision=Decision(right) if right else None,
                basis=bases.get(field.value, ""),
                is_plain=field in PLAIN,
            )


def _presence_of(row: DifferenceRow) -> Presence | None:
    said = row.decisions.get(PRESENCE)
    return Presence(said) if said else None


def _basis_of(row: DifferenceRow) -> str:
    bases: dict[str, str] = row.bases or {}
    return bases.get(PRESENCE, "")


def _reader(
    actor: Actor,
    compared: DifferenceList,
    rows: Iterable[DifferenceRow],
    opened: frozenset[RecordField] = MASKED,
) -> _Reader:
    organisation = organisation_of(actor, compared.organisation_id)
    enrolment = Enrolment.into(actor, organisation, compared.list_day, None)
    known = recorded(actor, [row.member_id for row in rows if row.member_id])
    return _Reader(enrolment, compared.list_day, known, opened)


def people_of(
    actor: Actor, compared: DifferenceList, opened: frozenset[RecordField] = MASKED
) -> list[PersonDifference]:
    """Return the people of a list with what differs; only the `opened` fields are whole."""
    query = _rows_of(actor, compared).where(DifferenceRow.sheet_row.is_not(None))
    rows = list(db.session.scalars(query.order_by(DifferenceRow.name_sort_key)))
    reader = _reader(actor, compared, rows, opened)
    return [reader.person(row) for row in rows]


def _rows_of(actor: Actor, compared: DifferenceList) -> Select[DifferenceRow]:
    return policy.visible_rows(actor).where(DifferenceRow.list_id == compared.id)


def open_page(
    actor: Actor, list_id: UUID, *, look: Look = Look.DIFFERENT, offset: int = 0, limit: int = 50
) -> ComparisonPage:
    """Return where a list and the register differ today, and one page of those looked at."""
    compared = loading.get(actor, list_id)
    people = people_of(actor, compared)
    groups = {kind: [one for one in people if _look_of(one) is kind] for kind in Look}
    missing = only_ours(actor, compared, people)
    counts = {kind: len(group) for kind, group in groups.items()} | {Look.OURS: len(missing)}
    return ComparisonPage(
        compared=compared,
        counts=tuple(counts.items()),
        people=tuple(groups[look][offset : offset + limit]),
        only_ours=tuple(missing[offset : offset + limit]) if look is Look.OURS else (),
        total=counts[look],
        corrections=sum(one.decision is Decision.OURS for who in people for one in who.fields)
        + sum(one.presence in ASKED for one in people)
        + sum(one.presence in ASKED for one in missing),
    )


def _look_of(person: PersonDifference) -> Look:
    if person.member_id is None:
        return Look.THEIRS
    return Look.DIFFERENT if person.fields else Look.SAME


def only_ours(
    actor: Actor, compared: DifferenceList, people: Iterable[PersonDifference]
) -> list[OnlyOurs]:
    """Return who of ours a list does not name, with what was decided about it."""
    named = {one.member_id for one in people}
    place = organisation_of(actor, compared.organisation_id)
    query = (
        cells_policy.visible_people(actor)
        .join(Membership.member)
        .where(
            cells_policy.within([place.path], Membership.organisation_id),
            holds_on(Membership, actor.day),
            Membership.status != MembershipStatus.TEMPORARY_GUEST,
        )
        .options(joinedload(Membership.member), joinedload(Membership.organisation))
        .order_by(Member.name_sort_key)
    )
    decided = {
        row.member_id: row
        for row in db.session.scalars(
            _rows_of(actor, compared).where(DifferenceRow.sheet_row.is_(None))
        )
    }
    return [
        _only_ours(one, decided.get(one.member_id))
        for one in db.session.scalars(query)
        if one.member_id not in named
    ]


def _only_ours(standing: Membership, row: DifferenceRow | None) -> OnlyOurs:
    member = standing.member
    return OnlyOurs(
        member_id=member.id,
        name=member.full_name,
        name_sort_key=member.name_sort_key,
        born_on=member.born_on,
        cell=standing.organisation.name,
        version=row.version if row else 0,
        presence=_presence_of(row) if row else None,
        basis=_basis_of(row) if row else "",
    )


def row_of(actor: Actor, row_id: UUID) -> DifferenceRow:
    """Return a row of a compared list of the actor's office."""
    loading.require_desk(actor)
    query = policy.visible_rows(actor).where(
        DifferenceRow.id == row_id, DifferenceRow.sheet_row.is_not(None)
    )
    row = db.session.scalar(query.options(joinedload(DifferenceRow.compared)))
    if row is None:
        raise NotVisible()
    return row


def open_person(actor: Actor, row_id: UUID) -> PersonDifference:
    """Return one person with the facts the two lists tell differently."""
    row = row_of(actor, row_id)
    return _reader(actor, row.compared, [row]).person(row)


def decide(
    actor: Actor,
    row_id: UUID,
    *,
    version: int,
    decisions: Mapping[ImportField, Decision],
    bases: Mapping[ImportField, str],
) -> DifferenceRow:
    """Say field by field who is right; where the other side is, a plain fact is changed at once.

    What follows from events is not changed: the page leads to where the event is recorded.
    """
    with transaction():
        row = row_of(actor, row_id)
        row.expect_version(version)
        refuse_secret(*bases.values())
        theirs = {field for field, right in decisions.items() if right is Decision.THEIRS}
        _take_over(actor, row, theirs & set(PLAIN))
        row.decisions = {
            **row.decisions,
            **{field.value: right.value for field, right in decisions.items()},
        }
        row.bases = {
            **(row.bases or {}),
            **{field.value: tidy(text) for field, text in bases.items()},
        }
        organisation = organisation_of(actor, row.organisation_id)
        audit.record(
            actor,
            "difference.decide",
            row,
            organisation_path=organisation.path,
            fields="; ".join(field.label for field in decisions),
        )
    return row


def _take_over(actor: Actor, row: DifferenceRow, fields: set[ImportField]) -> None:
    if not fields or row.member_id is None:
        return
    values = _reader(actor, row.compared, [row]).read(row).values
    member = member_of(actor, row.member_id)
    try:
        records.update(
            actor,
            member.id,
            version=member.version,
            values={field.value: getattr(values, field) for field in fields},
        )
    except RuleBroken as refusal:
        raise RuleBroken(refusal.message, f"right_{refusal.field}") from refusal
