"""Terms of office and bodies: who belonged to them, opening a term, moving its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Body, Organisation, TermExtension, TermOfOffice
from partywork.cells.rules import terms_of_office as rules
from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.offices import office_rank
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret

_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy ghi nhiệm kỳ."


@dataclass(frozen=True, slots=True)
class BodyInTerm:
    """A body with who was of it during a term, in the order of their offices."""

    body: Body
    members: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class TermWithBodies:
    """A term of office, whether it runs now, the papers that moved its end, and its bodies."""

    term: TermOfOffice
    is_present: bool
    extensions: tuple[TermExtension, ...]
    bodies: tuple[BodyInTerm, ...]


@dataclass(frozen=True, slots=True)
class BodiesPage:
    """The bodies of an organisation through its terms, the present term first."""

    organisation: Organisation
    terms: tuple[TermWithBodies, ...]
    bodies: tuple[Body, ...]


def open_page(actor: Actor, organisation_id: UUID) -> BodiesPage:
    """Return the bodies of an organisation into whose life the actor may look, term by term."""
    query = policy.visible_cells(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    bodies = _bodies(actor, organisation.id)
    offices = _offices(actor, organisation.id)
    extensions = _extensions(actor, organisation.id)
    terms = sorted(_terms(actor, organisation.id), key=lambda one: one.starts_on, reverse=True)
    return BodiesPage(
        organisation=organisation,
        bodies=bodies,
        terms=tuple(
            TermWithBodies(
                term,
                is_present=term.starts_on <= actor.day
                and (term.ends_on is None or term.ends_on >= actor.day),
                extensions=tuple(one for one in extensions if one.term_id == term.id),
                bodies=tuple(
                    BodyInTerm(body, _members(body, term, offices))
                    for body in bodies
                    if body.kind is not BodyKind.CELL
                ),
            )
            for term in terms
        ),
    )


def _bodies(actor: Actor, organisation_id: UUID) -> tuple[Body, ...]:
    query = policy.visible_bodies(actor).where(Body.organisation_id == organisation_id)
    kinds = list(BodyKind)
    return tuple(sorted(db.session.scalars(query), key=lambda one: kinds.index(one.kind)))


def _offices(actor: Actor, organisation_id: UUID) -> list[Appointment]:
    query = (
        policy.visible_appointments(actor)
        .where(Appointment.organisation_id == organisation_id)
        .options(joinedload(Appointment.member))
    )
    return list(db.session.scalars(query))


def _terms(actor: Actor, organisation_id: UUID) -> list[TermOfOffice]:
    query = policy.visible_terms(actor).where(TermOfOffice.organisation_id == organisation_id)
    return list(db.session.scalars(query))


def _extensions(actor: Actor, organisation_id: UUID) -> list[TermExtension]:
    query = policy.visible_extensions(actor).where(TermExtension.organisation_id == organisation_id)
    return list(db.session.scalars(query.order_by(TermExtension.decided_on, TermExtension.id)))


def _members(
    body: Body, term: TermOfOffice, offices: Iterable[Appointment]
) -> tuple[Appointment, ...]:
    ours = [
        held
        for held in offices
        if held.office in queries.BODY_OFFICES[body.kind]
        and (term.ends_on is None or held.starts_on <= term.ends_on)
        and (held.ends_on is None or held.ends_on >= term.starts_on)
    ]
    return tuple(
        sorted(
            ours, key=lambda one: (office_rank(one.office), one.starts_on, one.member.name_sort_key)
        )
    )


def for_opening(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return the organisation if the actor may write down its terms."""
    organisation = organisation_of(actor, organisation_id)
    require(policy.may_appoint(actor, organisation), _DESK_ONLY)
    return organisation


def open_term(
    actor: Actor, organisation_id: UUID, *, starts_on: date, ends_on: date | None
) -> TermOfOffice:
    """Write down a new term; one whose end nobody recorded ends the day before it."""
    with transaction():
        organisation = for_opening(actor, organisation_id)
        lock_for_update(f"terms {organisation.id}")
        check_not_far(starts_on, clock.today(), "starts_on")
        before = _terms(actor, organisation.id)
        rules.check_term(
            starts_on, ends_on, [rules.Term(one.starts_on, one.ends_on) for one in before]
        )
        for one in before:
            if one.ends_on is None:
                one.ends_on = rules.day_before(starts_on)
        term = TermOfOffice(
            organisation_id=organisation.id,
            name=rules.name_of_term(starts_on, ends_on),
            starts_on=starts_on,
            ends_on=ends_on,
        )
        db.session.add(term)
        db.session.flush()
        audit.record(
            actor, "term.open", term, organisation_path=organisation.path, starts_on=starts_on
        )
    return term


def for_extending(actor: Actor, term_id: UUID) -> TermOfOffice:
    """Return a term if the actor may move its end."""
    query = policy.visible_terms(actor).where(TermOfOffice.id == term_id)
    term = db.session.scalar(query.options(joinedload(TermOfOffice.organisation)))
    if term is None:
        raise NotVisible()
    require(policy.may_appoint(actor, term.organisation), _DESK_ONLY)
    return term


def extend(
    actor: Actor,
    term_id: UUID,
    *,
    version: int,
    ends_on: date,
    number: str,
    decided_on: date,
    deciding_body: str,
) -> TermOfOffice:
    """Move the end of a term by a paper, which is kept beside those before it.

    The name of the term stays and numbers of papers go on.
    """
    with transaction():
        term = for_extending(actor, term_id)
        term.expect_version(version)
        check_needed(decision_number=number, deciding_body=deciding_body)
        refuse_secret(number, deciding_body)
        rules.check_new_end(rules.Term(term.starts_on, term.ends_on), ends_on)
        before = term.ends_on
        term.ends_on = ends_on
        db.session.add(
            TermExtension(
                organisation_id=term.organisation_id,
                term_id=term.id,
                had_ended_on=before,
                ends_on=ends_on,
                number=number,
                decided_on=decided_on,
                deciding_body=deciding_body,
            )
        )
        audit.record(
            actor,
            "term.extend",
            term,
            organisation_path=term.organisation.path,
            ends_on=[before, ends_on],
            decision=number,
        )
    return term
