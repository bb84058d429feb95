"""Who reads, writes, returns and accepts reports."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from partywork.cells.policy import may_run_cell, may_sign_for
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.documents.policy import filed_below, own_drafts
from partywork.reports.models import Report


def visible(actor: Actor) -> Select[Report]:
    """Reports of the actor's own organisation, and those sent up to an overseer of the subtree."""
    query = select(Report).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            own_drafts(actor, Report.organisation_id),
            filed_below(actor, Report.organisation_id, Report.filed_at),
        )
    )


def reads_draft(actor: Actor, report: Report) -> bool:
    """The cell's own officers read what is being written, an inspector with a case too.

    So do the officers of the cell that followed a dissolved one. Everybody above reads what was
    sent.
    """
    is_own = may_run_cell(actor, report.organisation_id)
    return is_own or report.organisation_id in actor.case_organisations | actor.predecessors


def may_begin(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of the cell begin its report."""
    return may_run_cell(actor, organisation_id)


def may_write(actor: Actor, report: Report) -> bool:
    """Officers of the cell write its report."""
    return may_run_cell(actor, report.organisation_id)


def may_send(actor: Actor, report: Report) -> bool:
    """Bí thư and phó bí thư send it up."""
    return may_sign_for(actor, report.organisation_id)


def may_review(actor: Actor) -> bool:
    """The committee office returns and accepts reports."""
    return actor.has(Role.OFFICE)


def may_follow(actor: Actor) -> bool:
    """The board of all cells is for office and committee; a cell never sees another's standing."""
    return actor.has(Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)
