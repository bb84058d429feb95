"""Prospects and files under way when their cell ends or a probationer goes to a new cell."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from uuid import UUID

from sqlalchemy import Select, or_
from sqlalchemy.orm import joinedload

from partywork.admissions import policy
from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.terms import OPEN_STAGES, OPEN_STATES
from partywork.audit import service as audit
from partywork.cells.service.unfinished import Ending, Parting, Unfinished, WithPeople
from partywork.core.actor import Actor, system
from partywork.core.db import db


def open_prospects(actor: Actor, cell_id: UUID) -> Select[Prospect]:
    """Return the prospects a cell looks after."""
    return policy.visible(actor).where(
        Prospect.organisation_id == cell_id, Prospect.stage.in_(OPEN_STAGES)
    )


def open_files(actor: Actor, cell_id: UUID) -> Select[Procedure]:
    """Return the files of a cell that are under way, with whom they are about."""
    return (
        policy.visible_procedures(actor)
        .where(Procedure.organisation_id == cell_id, Procedure.state.in_(OPEN_STATES))
        .options(joinedload(Procedure.prospect), joinedload(Procedure.member))
    )


def name_of(procedure: Procedure) -> str:
    """Return whom a file is about."""
    person = procedure.member or procedure.prospect
    return person.full_name if person is not None else ""


def prospects_helped_by(
    actor: Actor, cell_id: UUID, member_ids: Collection[UUID]
) -> Select[Prospect]:
    """Return the prospects of a cell whom some of its people help."""
    return open_prospects(actor, cell_id).where(
        or_(Prospect.helper_id.in_(member_ids), Prospect.second_helper_id.in_(member_ids))
    )


def files_of(actor: Actor, cell_id: UUID, member_ids: Collection[UUID]) -> Select[Procedure]:
    """Return the files under way of a cell that are about some of its people."""
    return open_files(actor, cell_id).where(Procedure.member_id.in_(member_ids))


def pass_on(actor: Actor, ending: Ending) -> None:
    """Let prospects and files go on with the cell that follows, in the running transaction.

    What was done stays as it is. Without such a cell they stay for the organisation desk.
    """
    if not ending.has_successor:
        return
    everything = system(actor.day)
    found = [
        *db.session.scalars(open_prospects(everything, ending.old.id)),
        *db.session.scalars(open_files(everything, ending.old.id)),
    ]
    _hand_over(actor, found, ending)


def go_along(actor: Actor, parting: Parting) -> None:
    """Let the files of probationers follow them into another cell, in the running transaction."""
    found = db.session.scalars(files_of(system(actor.day), parting.old.id, parting.people))
    _hand_over(actor, list(found), parting)


def _hand_over(
    actor: Actor, found: Sequence[Prospect | Procedure], change: Ending | Parting
) -> None:
    for one in found:
        one.organisation_id = change.heir.id
    db.session.flush()
    if found:
        audit.record(
            actor,
            "procedure.pass_on",
            organisation_path=change.old.path,
            files=len(found),
            decision=change.decision,
        )


_FATE = "Chuyển sang chi bộ tiếp nhận, giữ những bước đã làm."
_FATE_ALONE = "Ở lại chi bộ cũ; tổ chức của văn phòng Đảng ủy xử lý."
LEFT_BEHIND = (
    Unfinished(
        words="quần chúng đang theo dõi, giúp đỡ",
        of=open_prospects,
        told=attrgetter("full_name"),
        fate=_FATE,
        fate_alone=_FATE_ALONE,
        is_open=False,
        with_people=WithPeople(
            of=prospects_helped_by,
            fate="Ở lại chi bộ cũ; chi bộ cũ phân công đảng viên khác giúp đỡ.",
        ),
    ),
    Unfinished(
        words="hồ sơ kết nạp, chuyển chính thức đang làm",
        of=open_files,
        told=name_of,
        fate=_FATE,
        fate_alone=_FATE_ALONE,
        pass_on=pass_on,
        is_open=False,
        with_people=WithPeople(
            of=files_of,
            fate="Đi theo đồng chí đó sang chi bộ mới, giữ những bước đã làm.",
            pass_on=go_along,
        ),
    ),
)
