"""The work of every package that runs by itself, and what a cell that ends leaves unfinished."""

from partywork.accounts import jobs as accounts_jobs
from partywork.admissions import jobs as admissions_jobs
from partywork.admissions.service import passing_on as admissions_passing
from partywork.badges import jobs as badges_jobs
from partywork.ballots import jobs as ballots_jobs
from partywork.cells import jobs as cells_jobs
from partywork.cells.service.unfinished import Unfinished
from partywork.conduct import jobs as conduct_jobs
from partywork.copies import jobs as copies_jobs
from partywork.core.jobs import Handler, Job
from partywork.dues import jobs as dues_jobs
from partywork.dues.service import passing_on as dues_passing
from partywork.live import jobs as live_jobs
from partywork.meetings import jobs as meetings_jobs
from partywork.meetings.service import changing as changing_meetings
from partywork.notifications import jobs as notifications_jobs
from partywork.privacy import jobs as privacy_jobs
from partywork.quality import jobs as quality_jobs
from partywork.recommendations import jobs as recommendations_jobs
from partywork.reports import jobs as reports_jobs
from partywork.reports.service import drafting as drafting_reports
from partywork.resolutions import jobs as resolutions_jobs
from partywork.resolutions import service as resolutions_service
from partywork.tasks import service as tasks_service
from partywork.transfers import jobs as transfers_jobs
from partywork.transfers.service import passing_on as transfers_passing

# Timed jobs of every package, run by the scheduler process.
JOBS: tuple[Job, ...] = (
    *notifications_jobs.JOBS,
    *accounts_jobs.JOBS,
    *cells_jobs.JOBS,
    *admissions_jobs.JOBS,
    *transfers_jobs.JOBS,
    *badges_jobs.JOBS,
    *dues_jobs.JOBS,
    *conduct_jobs.JOBS,
    *privacy_jobs.JOBS,
    *resolutions_jobs.JOBS,
    *live_jobs.JOBS,
    *ballots_jobs.JOBS,
    *meetings_jobs.JOBS,
    *quality_jobs.JOBS,
    *recommendations_jobs.JOBS,
    *reports_jobs.JOBS,
)

# What each kind of durable background work runs.
BACKGROUND: dict[str, Handler] = {
    **cells_jobs.HANDLERS,
    **copies_jobs.HANDLERS,
    resolutions_jobs.LAY_OUT: resolutions_jobs.lay_out,
    meetings_jobs.LAY_OUT: meetings_jobs.lay_out,
    reports_jobs.LAY_OUT: reports_jobs.lay_out,
}

# What a cell may have begun and not finished, and what becomes of it when the cell ends.
UNFINISHED: tuple[Unfinished, ...] = (
    tasks_service.LEFT_BEHIND,
    changing_meetings.LEFT_BEHIND,
    drafting_reports.LEFT_BEHIND,
    *resolutions_service.LEFT_BEHIND,
    *admissions_passing.LEFT_BEHIND,
    transfers_passing.LEFT_BEHIND,
    dues_passing.LEFT_BEHIND,
)
