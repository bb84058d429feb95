"""The application: every package put together for one installation."""

from flask import Flask, Response, jsonify
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from partywork.accounts.service.passwords import use_cost
from partywork.accounts.service.sessions import person_by_token
from partywork.accounts.views import bp as accounts_pages
from partywork.admissions.views import bp as admissions_pages
from partywork.app.menu import EVENT_PAGES, MEMBER_PANELS, MENU
from partywork.app.mergers import DEPENDENTS, DOUBLES, ON_MERGER
from partywork.app.work import UNFINISHED
from partywork.audit.views import bp as audit_pages
from partywork.badges.views import bp as badges_pages
from partywork.ballots.service import leading as leading_ballots
from partywork.ballots.service import outcomes
from partywork.ballots.terms import Channel, VoteSubject
from partywork.ballots.views import bp as ballots_pages
from partywork.bulletins.views import bp as bulletins_pages
from partywork.cells.queries.addresses import mail_addresses
from partywork.cells.service.deciding import MeetingVotes, name_votes
from partywork.cells.service.export_papers import use_papers
from partywork.cells.service.merging import name_fates
from partywork.cells.service.undoing import name_dependents
from partywork.cells.service.unfinished import name_unfinished
from partywork.cells.terms import BodyKind, ExportKind
from partywork.cells.views import bp as cells_pages
from partywork.checks.service.printing import whole_paper
from partywork.checks.views import bp as checks_pages
from partywork.closing.views import bp as closing_pages
from partywork.conduct.service.prompts import use_counts
from partywork.conduct.views import bp as conduct_pages
from partywork.copies.views import bp as copies_pages
from partywork.core.db import db, is_alive
from partywork.core.engines import engine_options
from partywork.core.resealing import prepare_keys
from partywork.core.templates import templates_dir
from partywork.documents.store import use_folder
from partywork.documents.terms import DocumentKind
from partywork.documents.views import bp as documents_pages
from partywork.dues.service import doubles as dues_doubles
from partywork.dues.service.following import unpaid_months
from partywork.dues.views import bp as dues_pages
from partywork.handbook.service import packs
from partywork.handbook.views import bp as handbook_pages
from partywork.home.service.on_cell_page import on_cell_page
from partywork.home.views import bp as home_pages
from partywork.live.streams import use_streams
from partywork.meetings.service import closing as closing_meetings
from partywork.meetings.service import leading as leading_meetings
from partywork.meetings.service.absences import unexcused
from partywork.meetings.views import bp as meetings_pages
from partywork.notifications import service as notifications
from partywork.notifications.engine import use_post_office
from partywork.notifications.views import bp as notifications_pages
from partywork.privacy.views import bp as privacy_pages
from partywork.provisions.views import bp as provisions_pages
from partywork.provisions.views import use_words
from partywork.quality.service import facts as quality_facts
from partywork.quality.service import sheets as quality_sheets
from partywork.quality.views import bp as quality_pages
from partywork.readings import note_readings
from partywork.recommendations.views import bp as recommendations_pages
from partywork.reports.views import bp as reports_pages
from partywork.resolutions.views import bp as resolutions_pages
from partywork.rooms.views import bp as rooms_pages
from partywork.settings import Settings
from partywork.tasks.views import bp as tasks_pages
from partywork.transfers.views import bp as transfers_pages
from partywork.web.errors import handle_errors
from partywork.web.guards import guard
from partywork.web.headers import add_headers, name_static_by_content
from partywork.web.login import use_sessions
from partywork.web.months import use_months
from partywork.web.panels import use_panels
from partywork.web.templating import prepare_templates

MAX_UPLOAD = 25 * 1024 * 1024

_PAGES = (
    home_pages,
    accounts_pages,
    notifications_pages,
    audit_pages,
    provisions_pages,
    cells_pages,
    badges_pages,
    ballots_pages,
    conduct_pages,
    documents_pages,
    dues_pages,
    tasks_pages,
    admissions_pages,
    transfers_pages,
    bulletins_pages,
    resolutions_pages,
    meetings_pages,
    quality_pages,
    closing_pages,
    handbook_pages,
    copies_pages,
    rooms_pages,
    recommendations_pages,
    reports_pages,
    privacy_pages,
    checks_pages,
)

# What the rows and columns of the tables among the provisions are called.
_ROWS = {**dict(BodyKind.choices()), **dict(VoteSubject.choices())}
_COLUMNS = {**dict(DocumentKind.choices()), **dict(Channel.choices())}

# By which votes of meetings decisions on cells were taken.
_VOTES = MeetingVotes(
    offered=outcomes.on_cells,
    point=outcomes.point_on_cell,
    forget=outcomes.forget,
    origins=outcomes.origins,
)


def create_app(settings: Settings) -> Flask:
    """Build the application for one installation."""
    app = Flask(
        "partywork",
        template_folder=str(templates_dir()),
        static_folder="web/static",
        static_url_path="/static",
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(),
        MAX_CONTENT_LENGTH=MAX_UPLOAD + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=4000,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        SESSION_COOKIE_NAME="__Host-partywork" if settings.is_https else "partywork",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        PARTYWORK=settings,
    )
    use_cost(settings.password_cost)
    name_dependents(DEPENDENTS)
    name_fates(ON_MERGER, DEPENDENTS, DOUBLES, first=(dues_doubles.exchange,))
    name_votes(_VOTES)
    use_counts(absences=unexcused, unpaid_months=unpaid_months)
    name_unfinished(UNFINISHED)
    leading_ballots.use_chairs(leading_meetings.as_leader)
    closing_meetings.use_at_the_end(quality_sheets.count_anew)
    closing_meetings.use_before_posting(quality_sheets.check_posting)
    quality_facts.use_handbook(packs.papers_posted_at)
    use_papers({ExportKind.CORRECTIONS: whole_paper})
    db.init_app(app)
    Migrate(app, db)
    CSRFProtect(app)
    use_folder(app, settings.files)
    prepare_keys(app, settings.field_keys)
    use_words(app, rows=_ROWS, columns=_COLUMNS)
    use_sessions(app, person_by_token)
    use_post_office(app, settings.mail, settings.public_url, mail_addresses)
    use_streams(app, settings.streams)
    guard(app)
    note_readings(app)
    add_headers(app, is_https=settings.is_https)
    name_static_by_content(app)
    use_panels(app, MEMBER_PANELS, unmask="privacy.unmask", event_pages=EVENT_PAGES)
    use_months(app, on_cell_page)
    handle_errors(app)
    prepare_templates(app, menu=MENU, count_unread=notifications.unread, is_demo=settings.is_demo)
    for pages in _PAGES:
        app.register_blueprint(pages)
    app.add_url_rule("/healthz", "health", _health)
    return app


def _health() -> Response:
    """Answer 200 when the database answers."""
    is_alive()
    return jsonify(status="ok")
