"""Transfers under way when the cell of one end ends."""

from operator import attrgetter

from partywork.audit import service as audit
from partywork.cells.service.unfinished import Ending, Unfinished
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.transfers import queries


def pass_on(actor: Actor, ending: Ending) -> None:
    """Let open transfers go on with the cell that follows, in the running transaction.

    Without such a cell, or where both ends become one, they stay for the organisation desk.
    """
    if not ending.has_successor:
        return
    passed = 0
    for one in db.session.scalars(queries.open_of_cell(system(actor.day), ending.old.id)):
        ends = {one.organisation_id, one.other_organisation_id}
        if ending.heir.id in ends:
            continue
        if one.organisation_id == ending.old.id:
            one.organisation_id = ending.heir.id
        else:
            one.other_organisation_id = ending.heir.id
        passed += 1
    db.session.flush()
    if passed:
        audit.record(
            actor,
            "transfer.pass_on",
            organisation_path=ending.old.path,
            files=passed,
            decision=ending.decision,
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
)
