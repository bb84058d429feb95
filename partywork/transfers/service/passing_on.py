"""Transfers under way when the cell of one end ends, or their member goes to a new cell."""

from collections.abc import Collection
from operator import attrgetter
from uuid import UUID

from sqlalchemy import Select

from partywork.audit import service as audit
from partywork.cells.service.unfinished import Ending, Parting, Unfinished, WithPeople
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.transfers import queries
from partywork.transfers.models import Transfer


def pass_on(actor: Actor, ending: Ending) -> None:
    """Let open transfers go on with the cell that follows, in the running transaction.

    Without such a cell, or where both ends become one, they stay for the organisation desk.
    """
    if ending.has_successor:
        _hand_over(actor, queries.open_of_cell(system(actor.day), ending.old.id), ending)


def of_people(actor: Actor, cell_id: UUID, member_ids: Collection[UUID]) -> Select[Transfer]:
    """Return the open transfers from or to a cell of some of its people."""
    return queries.open_of_cell(actor, cell_id).where(Transfer.member_id.in_(member_ids))


def go_along(actor: Actor, parting: Parting) -> None:
    """Let open transfers follow the people they are about, in the running transaction."""
    _hand_over(actor, of_people(system(actor.day), parting.old.id, parting.people), parting)


def _hand_over(actor: Actor, query: Select[Transfer], change: Ending | Parting) -> None:
    passed = 0
    for one in db.session.scalars(query):
        ends = {one.organisation_id, one.other_organisation_id}
        if change.heir.id in ends:
            continue
        if one.organisation_id == change.old.id:
            one.organisation_id = change.heir.id
        else:
            one.other_organisation_id = change.heir.id
        passed += 1
    db.session.flush()
    if passed:
        audit.record(
            actor,
            "transfer.pass_on",
            organisation_path=change.old.path,
            files=passed,
            decision=change.decision,
        )


LEFT_BEHIND = Unfinished(
    words="hồ sơ chuyển sinh hoạt đang làm",
    of=queries.open_of_cell,
    told=attrgetter("member.full_name"),
    fate="Chuyển sang chi bộ tiếp nhận; ai đang chuyển đến chính chi bộ đó thì tổ chức của văn "
    "phòng dừng hồ sơ.",
    fate_alone="Ở lại chi bộ cũ; tổ chức của văn phòng Đảng ủy xử lý.",
    pass_on=pass_on,
    is_open=False,
    with_people=WithPeople(
        of=of_people,
        fate="Đi theo đồng chí đó sang chi bộ mới; ai đang chuyển đến chính chi bộ đó thì tổ chức "
        "của văn phòng dừng hồ sơ.",
        pass_on=go_along,
    ),
)
