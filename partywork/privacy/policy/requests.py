"""Who reads and answers requests about personal data, who keeps the dossier papers."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from partywork.cells.models import Organisation
from partywork.cells.policy import answers_for, may_appoint, may_sign_for, within
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED
from partywork.privacy.models import DataRequest, DossierPaper


def _desks(actor: Actor) -> list[str]:
    return [
        grant.path
        for grant in actor.grants
        if grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    ]


def _inspected(actor: Actor) -> list[str]:
    """Return the subtrees whose registers the actor inspects."""
    return [
        grant.path
        for grant in actor.grants
        if grant.role is Role.INSPECTOR
        or (grant.role is Role.OFFICE and grant.desk is Desk.INSPECTION)
    ]


def visible_requests(actor: Actor) -> Select[DataRequest]:
    """One's own requests, those of the organisation desk's subtree, and of the inspectors'.

    The inspectors read whether the clocks are kept; what people wrote stays masked for them.
    """
    query = select(DataRequest).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    own: ColumnElement[bool] = DataRequest.member_id == actor.member_id
    paths = [*_desks(actor), *_inspected(actor)]
    return query.where(or_(own, within(paths, DataRequest.organisation_id)))


def may_read_words(actor: Actor, request: DataRequest, place: Organisation) -> bool:
    """What a request says, and who asked on paper, is for its member and the desk above it."""
    is_own = request.member_id is not None and request.member_id == actor.member_id
    return is_own or may_appoint(actor, place)


def may_inspect_some(actor: Actor) -> bool:
    """The inspection commission and the office's desk of inspection read the register."""
    return bool(_inspected(actor))


def visible_papers(actor: Actor) -> Select[DossierPaper]:
    """One's own dossier, those of the desk's people, those of the present people of one's cell.

    A dossier goes with its member on the day of the move, whoever wrote it and whenever.
    """
    query = select(DossierPaper).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            DossierPaper.member_id == actor.member_id,
            answers_for(actor, DossierPaper.member_id, overseen=_desks(actor)),
        )
    )


def may_answer_some(actor: Actor) -> bool:
    """The organisation desk keeps the register of requests."""
    return bool(_desks(actor))


def may_answer(actor: Actor, request: DataRequest, place: Organisation) -> bool:
    """The organisation desk answers in its subtree; nobody their own request."""
    return actor.member_id != request.member_id and may_appoint(actor, place)


def may_read_papers(actor: Actor, member_id: UUID, cell: Organisation) -> bool:
    """The member, bí thư and phó bí thư of the cell, and the organisation desk."""
    return actor.member_id == member_id or may_sign_for(actor, cell.id) or may_appoint(actor, cell)


def may_keep_papers(actor: Actor, member_id: UUID, cell: Organisation) -> bool:
    """The organisation desk of the committee office keeps dossiers; nobody keeps their own."""
    return actor.member_id != member_id and may_appoint(actor, cell)
