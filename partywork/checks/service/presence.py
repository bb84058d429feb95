"""Deciding about people whom only one of two compared lists names."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.service.organisations import get as organisation_of
from partywork.checks import policy
from partywork.checks.models import DifferenceRow
from partywork.checks.pages import OnlyOurs, PersonDifference
from partywork.checks.rules.presence import check_presence
from partywork.checks.service import comparing, loading
from partywork.checks.terms import Presence
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy


def for_theirs(actor: Actor, row_id: UUID) -> PersonDifference:
    """Return somebody whom only the other list names."""
    found = comparing.open_person(actor, row_id)
    if found.member_id is not None:
        raise NotVisible()
    return found


def decide_theirs(
    actor: Actor, row_id: UUID, *, version: int, presence: Presence, basis: str
) -> DifferenceRow:
    """Say whether the other side is to strike the name, or the person is missing from ours."""
    with transaction():
        for_theirs(actor, row_id)
        row = comparing.row_of(actor, row_id)
        row.expect_version(version)
        check_presence(presence, is_theirs=True)
        _keep(actor, row, presence, basis)
    return row


def for_ours(actor: Actor, list_id: UUID, member_id: UUID) -> OnlyOurs:
    """Return a member of ours whom the other list does not name."""
    compared = loading.get(actor, list_id)
    known = comparing.people_of(actor, compared)
    missing = comparing.only_ours(actor, compared, known)
    found = next((one for one in missing if one.member_id == member_id), None)
    if found is None:
        raise NotVisible()
    return found


def decide_ours(
    actor: Actor, list_id: UUID, member_id: UUID, *, version: int, presence: Presence, basis: str
) -> DifferenceRow:
    """Say whether the other side is to add the name, or ours is wrong to have it."""
    with transaction():
        person = for_ours(actor, list_id, member_id)
        compared = loading.get(actor, list_id)
        check_presence(presence, is_theirs=False)
        query = policy.visible_rows(actor).where(
            DifferenceRow.list_id == compared.id,
            DifferenceRow.member_id == member_id,
            DifferenceRow.sheet_row.is_(None),
        )
        row = db.session.scalar(query)
        if row is None:
            row = DifferenceRow(
                organisation_id=compared.organisation_id,
                list_id=compared.id,
                name_sort_key=person.name_sort_key,
                member_id=member_id,
                decisions={},
            )
            db.session.add(row)
        else:
            row.expect_version(version)
        _keep(actor, row, presence, basis)
    return row


def _keep(actor: Actor, row: DifferenceRow, presence: Presence, basis: str) -> None:
    refuse_secret(basis)
    row.decisions = {comparing.PRESENCE: presence.value}
    row.bases = {comparing.PRESENCE: tidy(basis)}
    db.session.flush()
    audit.record(
        actor,
        "difference.decide",
        row,
        organisation_path=organisation_of(actor, row.organisation_id).path,
        fields=presence.label,
    )
