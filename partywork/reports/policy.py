"""Who reads, writes, returns and accepts reports."""

from sqlalchemy import Select, or_, select

from partywork.cells.models import Organisation
from partywork.cells.policy import (
    left_alone,
    may_finish_for,
    may_run_cell,
    may_sign_finishing,
    may_sign_for,
)
from partywork.core.actor import Actor, Role, system
from partywork.core.db import SCOPED
from partywork.documents.policy import filed_below, own_drafts
from partywork.reports.models import Report


def visible(actor: Actor) -> Select[Report]:
    """Reports of the actor's own organisation, and those sent up to an overseer of the subtree.

    The office works with those of a cell that ended and that none followed.
    """
    query = select(Report).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            own_drafts(actor, Report.organisation_id),
            filed_below(actor, Report.organisation_id, Report.filed_at),
            left_alone(actor, Report.organisation_id),
        )
    )


def reads_draft(actor: Actor, report: Report) -> bool:
    """The cell's own officers read what is being written, an inspector with a case too.

    So do those who write for a cell that ended. Everybody above reads what was sent.
    """
    is_own = may_write(actor, report)
    return is_own or report.organisation_id in actor.case_organisations | actor.predecessors


def may_begin(actor: Actor, cell: Organisation) -> bool:
    """Officers of the cell begin its report; for one that ended, those who finish its work."""
    return may_run_cell(actor, cell.id) or may_finish_for(actor, cell)


def may_write(actor: Actor, report: Report) -> bool:
    """Officers of the cell write its report; for one that ended, those who finish its work."""
    return may_begin(actor, report.organisation)


def may_send(actor: Actor, report: Report) -> bool:
    """Bí thư and phó bí thư send it up; for a cell that ended, who signs in its stead."""
    return may_sign_for(actor, report.organisation_id) or is_in_stead(actor, report)


def is_in_stead(actor: Actor, report: Report) -> bool:
    """Say whether the actor sends for a cell that is no more."""
    return may_sign_finishing(actor, report.organisation)


def reader_of(actor: Actor, report: Report) -> Actor:
    """Return as whom the sources of a report are read.

    The office that writes for a cell none followed reads them as the cell would have.
    """
    cell = report.organisation
    stands_in = cell.succeeded_by_id is None and may_finish_for(actor, cell)
    return system(actor.day) if stands_in else actor


def may_review(actor: Actor) -> bool:
    """The committee office returns and accepts reports."""
    return actor.has(Role.OFFICE)


def may_follow(actor: Actor) -> bool:
    """The board of all cells is for office and committee; a cell never sees another's standing."""
    return actor.has(Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)
