"""Finding the report of a cell for a month, for the packages above."""

from uuid import UUID

from partywork.core.actor import Actor
from partywork.core.periods import Month
from partywork.reports import queries
from partywork.reports.models import Report
from partywork.reports.terms import ReportKind


def report_of(actor: Actor, organisation_id: UUID, month: Month) -> Report | None:
    """Return the monthly report of an organisation that the actor sees, once it is begun."""
    return queries.report(
        actor,
        Report.organisation_id == organisation_id,
        Report.kind == ReportKind.MONTHLY,
        Report.year == month.year,
        Report.month == month.month,
    )
