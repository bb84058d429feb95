"""Laying out the papers of the demo: a few at once, the rest as background work, newest first."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from partywork.cli.demo.cast import actor
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.jobs import enqueue
from partywork.meetings import jobs as meeting_jobs
from partywork.meetings import policy as meetings_policy
from partywork.meetings.models import Meeting, Minutes
from partywork.meetings.service import papers as minutes_papers
from partywork.meetings.terms import MinutesStatus
from partywork.reports import jobs as report_jobs
from partywork.reports import policy as reports_policy
from partywork.reports.models import Report
from partywork.reports.service import papers as report_papers
from partywork.resolutions import jobs as resolution_jobs
from partywork.resolutions import policy as resolutions_policy
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution

_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
_WORK = (
    (resolution_jobs.LAY_OUT, "Trình bày các nghị quyết đã phát hành"),
    (meeting_jobs.LAY_OUT, "Trình bày các biên bản đã xác nhận"),
    (report_jobs.LAY_OUT, "Trình bày các báo cáo đã gửi"),
)


def sheets_of(organisation_ids: set[UUID], since: date) -> list[Callable[[], None]]:
    """Return how to lay out each paper that these organisations finished since a day."""
    meetings = db.session.scalars(
        meetings_policy.visible(actor())
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.organisation_id.in_(organisation_ids), Minutes.status.in_(_CONFIRMED))
        .order_by(Meeting.starts_at)
    )
    issued = db.session.scalars(
        resolutions_policy.visible(actor()).where(
            Resolution.organisation_id.in_(organisation_ids), Resolution.issued_on >= since
        )
    )
    reports = db.session.scalars(
        reports_policy.visible(actor()).where(
            Report.organisation_id.in_(organisation_ids), Report.filed_at.is_not(None)
        )
    )
    return [
        *(
            partial(minutes_papers.lay_out, actor(), one.id)
            for one in meetings
            if clock.day_of(one.starts_at) >= since
        ),
        *(partial(resolutions.lay_out, actor(), one.id) for one in issued),
        *(
            partial(report_papers.lay_out, actor(), one.id)
            for one in reports
            if one.sent_at is not None and clock.day_of(one.sent_at) >= since
        ),
    ]


def order_the_rest() -> None:
    """Order every other paper as work nobody waits for: what a visitor asks for goes first."""
    with transaction():
        for kind, title in _WORK:
            enqueue(kind, title=title, payload={}, user_id=None)
