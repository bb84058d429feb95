"""Ending an admission without a decision."""

from datetime import date
from uuid import UUID

from partywork.admissions import policy
from partywork.admissions.models import Procedure
from partywork.admissions.rules import clocks
from partywork.admissions.service import files, voting
from partywork.admissions.terms import BEFORE_DECISION, ProcedureState, ProspectStage
from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.clock import today
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret


def for_stopping(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return a file which the actor may end: the cell's officers, or the desk above."""
    procedure = files.get(actor, procedure_id)
    require(policy.may_tick(actor, procedure), files.CELL_ONLY)
    return procedure


def stop(
    actor: Actor, procedure_id: UUID, *, version: int, stopped_on: date, reason: str
) -> Procedure:
    """End an admission without a decision; the prospect may be looked after further."""
    with transaction():
        procedure = for_stopping(actor, procedure_id)
        procedure.expect_version(version)
        refuse_secret(reason)
        clocks.check_state(procedure.state, *BEFORE_DECISION)
        if not procedure.kind.admits:
            raise RuleBroken("Hồ sơ chuyển chính thức chỉ kết thúc bằng quyết định.")
        clocks.check_happened(stopped_on, today(), "ended_on")
        before = [voting.voted_on(procedure), procedure.sent_up_on, procedure.returned_on]
        clocks.check_follows(stopped_on, before, "ended_on")
        procedure.state = ProcedureState.STOPPED
        procedure.stopped_on, procedure.stopping_reason = stopped_on, reason
        voting.move_prospect(procedure, ProspectStage.WATCHED)
        audit.record(
            actor,
            "procedure.stop",
            procedure,
            organisation_path=procedure.organisation.path,
            day=stopped_on,
        )
    return procedure
