"""Who sees prospects, files and classes, and who may move them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select

from partywork.admissions.models import ClassLetter, PartyClass, Procedure, Prospect
from partywork.admissions.terms import FILED_STAGES
from partywork.cells.models import Organisation
from partywork.cells.policy import (
    in_case,
    in_own_organisation,
    is_confided_people_of,
    may_run_cell,
    within,
)
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def _desk_paths(actor: Actor) -> tuple[str, ...]:
    return tuple(
        grant.path
        for grant in actor.grants
        if grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    )


def _of_cell_or_desk(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    return or_(
        in_own_organisation(actor, organisation_id, Role.CELL_OFFICER),
        within(_desk_paths(actor), organisation_id),
        in_case(actor, organisation_id),
    )


def _filed_above(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    return within(actor.paths_as(Role.COMMITTEE), organisation_id)


def visible(actor: Actor) -> Select[Prospect]:
    """Prospects of the cell for its officers and the helpers; all for the organisation desk.

    Committee members see those whose file has gone up; an inspector those of an open case; a văn
    thư and other members none.
    """
    query = select(Prospect).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            _of_cell_or_desk(actor, Prospect.organisation_id),
            _filed_above(actor, Prospect.organisation_id) & Prospect.stage.in_(FILED_STAGES),
            _is_helper(actor, Prospect),
        )
    )


def _is_helper(actor: Actor, kind: type[Prospect]) -> ColumnElement[bool]:
    if actor.member_id is None:
        return false()
    return or_(kind.helper_id == actor.member_id, kind.second_helper_id == actor.member_id)


def visible_procedures(actor: Actor) -> Select[Procedure]:
    """Files of admission and confirmation, as prospects; also one's own file.

    Committee members see a file from the day it was sent up.
    """
    query = select(Procedure).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    of_cell = _of_cell_or_desk(actor, Procedure.organisation_id)
    sent = _filed_above(actor, Procedure.organisation_id) & Procedure.sent_up_on.is_not(None)
    if actor.member_id is None:
        return query.where(or_(of_cell, sent))
    helped = select(Prospect.id).where(_is_helper(actor, Prospect))
    return query.where(
        or_(
            of_cell,
            sent,
            Procedure.member_id == actor.member_id,
            Procedure.helper_id == actor.member_id,
            Procedure.prospect_id.in_(helped),
        )
    )


def visible_classes(actor: Actor) -> Select[PartyClass]:
    """Lists sent to classes: for the officers of the sending organisation and the desk above."""
    query = select(PartyClass).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(_of_cell_or_desk(actor, PartyClass.organisation_id))


def visible_letters(actor: Actor) -> Select[ClassLetter]:
    """The issued letters of the visible lists."""
    lists = visible_classes(actor).with_only_columns(PartyClass.id)
    query = select(ClassLetter).where(ClassLetter.class_id.in_(lists))
    return query.execution_options(**{SCOPED: True})


def may_list(actor: Actor) -> bool:
    """Every person of the Party may open the list; what stands in it is another question."""
    return actor.is_party


def may_follow(actor: Actor) -> bool:
    """Officers of cells and the organisation desk work with files, probations and classes."""
    return actor.has(Role.CELL_OFFICER) or actor.sits_at(Desk.ORGANISATION)


def is_desk_of(actor: Actor, organisation: Organisation) -> bool:
    """Say whether the actor sits at the organisation desk above that organisation."""
    return any(organisation.path.startswith(path) for path in _desk_paths(actor))


def may_register(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of the cell keep its prospects."""
    return may_run_cell(actor, organisation_id)


def may_change(actor: Actor, prospect: Prospect) -> bool:
    """Officers of the cell change what is kept of its prospects."""
    return may_run_cell(actor, prospect.organisation_id)


def may_review(actor: Actor, prospect: Prospect) -> bool:
    """The helpers and the officers of the cell write remarks."""
    return may_change(actor, prospect) or (
        actor.member_id is not None
        and actor.member_id in (prospect.helper_id, prospect.second_helper_id)
    )


def _is_own(actor: Actor, procedure: Procedure) -> bool:
    return actor.member_id is not None and actor.member_id == procedure.member_id


def may_know_past(actor: Actor, procedure: Procedure) -> bool:
    """How somebody left the Party is for those who may know of discipline, and for themself.

    Who only helps on the way is not told. The file's organisation is loaded.
    """
    return is_confided_people_of(actor, procedure.organisation.path) or _is_own(actor, procedure)


def may_prepare(actor: Actor, procedure: Procedure) -> bool:
    """Officers of the cell keep the file, record its votes and send it up; nobody their own."""
    return may_run_cell(actor, procedure.organisation_id) and not _is_own(actor, procedure)


def may_tick(actor: Actor, procedure: Procedure) -> bool:
    """The cell ticks its papers, and the desk that checks them when they came up."""
    return may_prepare(actor, procedure) or may_decide(actor, procedure)


def may_decide(actor: Actor, procedure: Procedure) -> bool:
    """The organisation desk records what the body decided; never about oneself.

    The file's organisation is loaded.
    """
    return is_desk_of(actor, procedure.organisation) and not _is_own(actor, procedure)


def may_send_to_class(actor: Actor, organisation: Organisation) -> bool:
    """A cell sends its own people to a class, the organisation desk those of its subtree."""
    return may_run_cell(actor, organisation.id) or is_desk_of(actor, organisation)
