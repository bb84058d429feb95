"""The application: the one module that knows every package; nobody knows it."""

from uuid import UUID

from flask import Flask, Response, jsonify
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from partywork.accounts import jobs as accounts_jobs
from partywork.accounts.policy import may_lock, may_open_account, may_open_case
from partywork.accounts.service.passwords import use_cost
from partywork.accounts.service.sessions import person_by_token
from partywork.accounts.views import bp as accounts_pages
from partywork.admissions import jobs as admissions_jobs
from partywork.admissions.policy import may_follow as may_follow_admissions
from partywork.admissions.service import doubles as admissions_doubles
from partywork.admissions.service import passing_on as admissions_passing
from partywork.admissions.views import bp as admissions_pages
from partywork.audit.policy import may_inspect
from partywork.audit.views import bp as audit_pages
from partywork.badges import jobs as badges_jobs
from partywork.badges.policy import may_see as may_see_badges
from partywork.badges.service import doubles as badges_doubles
from partywork.badges.views import bp as badges_pages
from partywork.ballots import jobs as ballots_jobs
from partywork.ballots.service import doubles as ballots_doubles
from partywork.ballots.service import outcomes
from partywork.ballots.terms import Channel, VoteSubject
from partywork.ballots.views import bp as ballots_pages
from partywork.bulletins.views import bp as bulletins_pages
from partywork.cells import jobs as cells_jobs
from partywork.cells.policy import may_import, may_list_people, may_oversee
from partywork.cells.queries.addresses import mail_addresses
from partywork.cells.rules.merging import Fate
from partywork.cells.service import doubles as cells_doubles
from partywork.cells.service.deciding import MeetingVotes, name_votes
from partywork.cells.service.export_papers import use_papers
from partywork.cells.service.merging import Double, name_fates
from partywork.cells.service.undoing import name_dependents
from partywork.cells.service.unfinished import Unfinished, name_unfinished
from partywork.cells.terms import BodyKind, ExportKind, OwnPage
from partywork.cells.views import bp as cells_pages
from partywork.checks.policy import may_check, may_compare
from partywork.checks.service.printing import whole_paper
from partywork.checks.views import bp as checks_pages
from partywork.closing.policy import may_change_templates
from partywork.closing.views import bp as closing_pages
from partywork.conduct import jobs as conduct_jobs
from partywork.conduct.policy import may_see_registers
from partywork.conduct.service.prompts import use_counts
from partywork.conduct.views import bp as conduct_pages
from partywork.copies import jobs as copies_jobs
from partywork.copies.views import bp as copies_pages
from partywork.core.actor import Actor, Role
from partywork.core.db import db, engine_options, is_alive
from partywork.core.jobs import Handler, Job
from partywork.core.resealing import prepare_keys
from partywork.core.templates import templates_dir
from partywork.documents.store import use_folder
from partywork.documents.terms import DocumentKind
from partywork.documents.views import bp as documents_pages
from partywork.dues import jobs as dues_jobs
from partywork.dues.policy import may_list as may_follow_dues
from partywork.dues.policy import may_open_registers
from partywork.dues.service import doubles as dues_doubles
from partywork.dues.service import passing_on as dues_passing
from partywork.dues.service.following import unpaid_months
from partywork.dues.views import bp as dues_pages
from partywork.handbook.policy import may_follow as may_follow_handbook
from partywork.handbook.service import packs
from partywork.handbook.views import bp as handbook_pages
from partywork.home.service.on_cell_page import on_cell_page
from partywork.home.views import bp as home_pages
from partywork.live import jobs as live_jobs
from partywork.live.streams import use_streams
from partywork.meetings import jobs as meetings_jobs
from partywork.meetings.policy import may_follow_attendance, may_see_calendar
from partywork.meetings.service import changing as changing_meetings
from partywork.meetings.service import closing as closing_meetings
from partywork.meetings.service import doubles as meetings_doubles
from partywork.meetings.service.absences import unexcused
from partywork.meetings.views import bp as meetings_pages
from partywork.notifications import jobs as notifications_jobs
from partywork.notifications import service as notifications
from partywork.notifications.engine import use_post_office
from partywork.notifications.policy import may_watch_mail
from partywork.notifications.views import bp as notifications_pages
from partywork.privacy import jobs as privacy_jobs
from partywork.privacy.policy import may_decide_some, may_see_rotations
from partywork.privacy.views import bp as privacy_pages
from partywork.provisions.views import bp as provisions_pages
from partywork.provisions.views import use_words
from partywork.quality import jobs as quality_jobs
from partywork.quality.service import facts as quality_facts
from partywork.quality.service import sheets as quality_sheets
from partywork.quality.views import bp as quality_pages
from partywork.readings import note_readings
from partywork.recommendations import jobs as recommendations_jobs
from partywork.recommendations.views import bp as recommendations_pages
from partywork.reports import jobs as reports_jobs
from partywork.reports.service import drafting as drafting_reports
from partywork.reports.views import bp as reports_pages
from partywork.resolutions import jobs as resolutions_jobs
from partywork.resolutions import service as resolutions_service
from partywork.resolutions.views import bp as resolutions_pages
from partywork.rooms.views import bp as rooms_pages
from partywork.settings import Settings
from partywork.tasks import service as tasks_service
from partywork.tasks.views import bp as tasks_pages
from partywork.transfers import jobs as transfers_jobs
from partywork.transfers.policy import may_follow as may_follow_transfers
from partywork.transfers.service import doubles as transfers_doubles
from partywork.transfers.service import passing_on as transfers_passing
from partywork.transfers.views import bp as transfers_pages
from partywork.web.errors import handle_errors
from partywork.web.guards import guard
from partywork.web.headers import add_headers, name_static_by_content
from partywork.web.login import use_sessions
from partywork.web.months import use_months
from partywork.web.navigation import MenuItem
from partywork.web.panels import EventPage, Panel, use_panels
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


def _is_party(actor: Actor) -> bool:
    return actor.is_party


def _is_officer(actor: Actor) -> bool:
    return actor.has(Role.CELL_OFFICER)


def _is_plain_member(actor: Actor) -> bool:
    return actor.is_party and not may_list_people(actor)


def _is_administrator(actor: Actor) -> bool:
    return actor.has(Role.ADMINISTRATOR)


def _is_own(actor: Actor, member_id: UUID) -> bool:
    return actor.member_id == member_id


def _sees_papers(actor: Actor, member_id: UUID) -> bool:
    return _is_own(actor, member_id) or may_decide_some(actor)


def _oversees(actor: Actor) -> bool:
    return actor.has(Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def _is_office(actor: Actor) -> bool:
    return actor.has(Role.OFFICE)


def _keeps_accounts(actor: Actor) -> bool:
    return may_open_account(actor) or may_lock(actor)


def _keeps_registers(actor: Actor, _member_id: UUID) -> bool:
    return may_see_registers(actor)


def _keeps_badges(actor: Actor, _member_id: UUID) -> bool:
    return may_see_badges(actor)


def _keeps_dues(actor: Actor, _member_id: UUID) -> bool:
    return may_open_registers(actor)


def _has_tasks(actor: Actor) -> bool:
    """Office and inspectors reach their few tasks from their first page."""
    return actor.is_party and not actor.has(Role.OFFICE, Role.INSPECTOR)


def _has_no_month(actor: Actor) -> bool:
    return not _is_officer(actor)


def _sees_admissions(actor: Actor) -> bool:
    return may_follow_admissions(actor) or actor.has(Role.COMMITTEE)


def _sees_files(actor: Actor, _member_id: UUID) -> bool:
    return may_follow_admissions(actor)


def _follows_transfers(actor: Actor, _member_id: UUID) -> bool:
    return may_follow_transfers(actor)


def _reports(actor: Actor) -> bool:
    return _is_officer(actor) or _oversees(actor)


_ABOUT_PEOPLE = (
    "cells",
    "admissions",
    "transfers",
    "badges",
    "conduct",
    "dues",
    "privacy",
    "checks",
)

# What one does with the list of people now and then; it stands below the list.
_ABOUT_LISTS: tuple[MenuItem, ...] = (
    MenuItem("Cơ cấu", "cells.demography", may_list_people),
    MenuItem("Xuất danh sách", "cells.export_list", may_list_people),
    MenuItem("Nhập danh sách", "cells.imports", may_import),
    MenuItem("Kiểm tra dữ liệu", "checks.index", may_check),
    MenuItem("Số liệu trong tháng", "checks.movements", may_check),
    MenuItem("Đối chiếu danh sách", "checks.differences", may_compare),
    MenuItem("Dữ liệu cá nhân", "privacy.requests", may_list_people),
    MenuItem("Đổi khóa dữ liệu", "privacy.rotations", may_see_rotations),
)

# What there is about people, for those who work with lists of them: at most eight, by use.
_PEOPLE: tuple[MenuItem, ...] = (
    MenuItem("Danh sách", "cells.members", may_list_people, ("checks",), _ABOUT_LISTS),
    MenuItem("Chi bộ", "cells.index", may_oversee),
    MenuItem("Chi bộ của tôi", "cells.own", _is_officer),
    MenuItem("Phát triển đảng viên", "admissions.index", _sees_admissions, ("admissions",)),
    MenuItem("Chuyển sinh hoạt", "transfers.index", may_follow_transfers, ("transfers",)),
    MenuItem("Đảng phí", "dues.index", may_follow_dues, ("dues",)),
    MenuItem("Huy hiệu, thẻ", "badges.index", may_see_badges, ("badges",)),
    MenuItem("Khen thưởng, kỷ luật, cam kết", "conduct.index", may_see_registers, ("conduct",)),
    MenuItem("Đề nghị đính chính", "privacy.corrections", may_decide_some),
)

# What a member finds about themself.
_OWN: tuple[MenuItem, ...] = (
    MenuItem("Hồ sơ", "cells.own_record", _is_plain_member),
    MenuItem("Chi bộ của tôi", "cells.own", _is_plain_member),
    MenuItem("Đảng phí", "dues.own", _is_plain_member, ("dues",)),
    MenuItem("Khen thưởng, kỷ luật", "conduct.mine", _is_plain_member, ("conduct",)),
    MenuItem("Đề nghị đính chính", "privacy.corrections", _is_plain_member),
    MenuItem("Dữ liệu của tôi", "privacy.requests", _is_plain_member),
)

# What there is about meetings besides the meetings themselves.
_MEETINGS: tuple[MenuItem, ...] = (
    MenuItem("Các buổi", "meetings.index", _is_party),
    MenuItem("Văn bản mới, bản tin", "bulletins.index", _is_party, ("bulletins",)),
    MenuItem("Lịch các chi bộ", "meetings.calendar", may_see_calendar),
    MenuItem("Dự sinh hoạt", "meetings.attendance", may_follow_attendance),
    MenuItem("Tôi dự sinh hoạt", "meetings.own_attendance", _is_party),
    MenuItem("Chất lượng sinh hoạt", "quality.this_year", _is_party, ("quality",)),
    MenuItem("Kiến nghị", "recommendations.index", _is_party, ("recommendations",)),
    MenuItem("Đăng Sổ tay đảng viên", "handbook.index", may_follow_handbook, ("handbook",)),
    MenuItem("Trích, sao", "copies.index", _is_party, ("copies",)),
    MenuItem("Mẫu Word", "closing.word_templates", may_change_templates, ("closing",)),
)

# The places of the product, at most eight for anybody, the most used first.
MENU: tuple[MenuItem, ...] = (
    MenuItem("Tháng này của chi bộ", "home.index", _is_officer, ("home",)),
    MenuItem("Việc cần làm", "home.index", _has_no_month, ("home",)),
    MenuItem("Theo dõi các chi bộ", "reports.board", _oversees),
    MenuItem(
        "Sinh hoạt chi bộ",
        "meetings.index",
        _is_party,
        (
            "meetings",
            "rooms",
            "ballots",
            "quality",
            "recommendations",
            "bulletins",
            "closing",
            "handbook",
            "copies",
        ),
        _MEETINGS,
    ),
    MenuItem("Tra cứu nghị quyết", "resolutions.index", _is_party, ("resolutions", "documents")),
    MenuItem("Nhiệm vụ được giao", "tasks.index", _has_tasks, ("tasks",)),
    MenuItem("Đảng viên", "cells.members", may_list_people, _ABOUT_PEOPLE, _PEOPLE),
    MenuItem("Hồ sơ của tôi", "cells.own_record", _is_plain_member, _ABOUT_PEOPLE, _OWN),
    MenuItem("Báo cáo", "reports.index", _reports, ("reports",)),
    MenuItem("Tài khoản", "accounts.index", _keeps_accounts, ("accounts",)),
    MenuItem("Đổi khóa dữ liệu", "privacy.rotations", _is_administrator, ("privacy",)),
    MenuItem("Quy định", "provisions.index", _is_office, ("provisions",)),
    MenuItem("Vụ việc kiểm tra", "accounts.cases", may_open_case, ("accounts",)),
    MenuItem("Thư điện tử", "notifications.mail", may_watch_mail),
    MenuItem("Nhật ký", "audit.index", may_inspect, ("audit",)),
)

# What other packages keep about a member, as doors on the member's page.
MEMBER_PANELS: tuple[Panel, ...] = (
    Panel("Hồ sơ kết nạp, chuyển chính thức", "admissions.of_member", _sees_files),
    Panel("Chuyển sinh hoạt đảng", "transfers.of_member", _follows_transfers),
    Panel("Đề nghị đính chính", "privacy.propose", _is_own),
    Panel("Ai đã xem hồ sơ của tôi", "privacy.readers", _is_own),
    Panel("Hồ sơ giấy", "privacy.papers", _sees_papers),
    Panel("Đảng phí", "dues.person", _keeps_dues),
    Panel("Huy hiệu, thẻ đảng viên", "badges.member", _keeps_badges),
    Panel("Khen thưởng, kỷ luật", "conduct.member", _keeps_registers),
)

# Where events that have a page of their own are recorded and undone.
EVENT_PAGES: dict[str, EventPage] = {
    OwnPage.ADMISSIONS: EventPage("admissions.of_member", "admissions.undo"),
    OwnPage.TRANSFERS: EventPage("transfers.of_member", "transfers.undo"),
    OwnPage.CONDUCT: EventPage("conduct.member", "conduct.undo"),
    OwnPage.BADGES: EventPage("badges.member", "badges.undo"),
}

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

# What the rows and columns of the tables among the provisions are called.
_ROWS = {**dict(BodyKind.choices()), **dict(VoteSubject.choices())}
_COLUMNS = {**dict(DocumentKind.choices()), **dict(Channel.choices())}

# How people call the records that may point at a member and so keep an import from being undone.
DEPENDENTS = {
    "group_places": "tổ đảng",
    "nominations": "chức vụ chờ xác nhận",
    "difference_rows": "danh sách đang đối chiếu",
    "namesake_pairs": "kết luận hai người khác nhau",
    "users": "tài khoản",
    "attendances": "điểm danh",
    "invitations": "giấy mời",
    "document_readers": "tài liệu đã gửi",
    "statements": "ý kiến phát biểu",
    "meetings": "cuộc họp",
    "agenda_items": "nội dung chương trình",
    "assignments": "việc được giao trong cuộc họp",
    "tasks": "nhiệm vụ",
    "badge_nominations": "đề nghị tặng Huy hiệu Đảng",
    "residence_duties": "nhận xét nơi cư trú",
    "yearly_commitments": "bản cam kết hằng năm",
    "guests": "khách mời dự họp",
    "arrivals": "có mặt tại phòng họp",
    "turns": "xin phát biểu",
    "roll_entries": "biểu quyết",
    "voices": "ý kiến biểu quyết",
    "ballot_register": "danh sách bỏ phiếu",
    "tellers": "người kiểm phiếu",
    "recommendations": "kiến nghị",
    "reserved_opinions": "ý kiến bảo lưu",
    "resolutions": "nghị quyết đã ký",
    "copies": "bản trích, bản sao đã ký",
    "congress_delegates": "đại biểu dự đại hội",
    "prospects": "quần chúng ưu tú",
    "procedures": "hồ sơ kết nạp, chuyển chính thức",
    "procedure_sponsors": "giới thiệu vào Đảng",
    "sent_alerts": "nhắc việc đã gửi",
    "class_places": "danh sách cử đi học",
    "transfers": "hồ sơ chuyển sinh hoạt",
    "corrections": "đề nghị đính chính hồ sơ",
    "dues_declarations": "kê khai đảng phí",
    "dues_reliefs": "miễn, giảm đảng phí",
    "dues_lines": "sổ thu đảng phí",
    "data_requests": "yêu cầu về dữ liệu cá nhân",
    "dossier_papers": "hồ sơ giấy",
}

# What becomes of each of them when two records of one person are made one. What follows the kept
# record changes no figure: of a closed list, a confirmed paper or a counted vote the rows only say
# anew whose they are, and a second row of one thing stays with the record that goes.
ON_MERGER: dict[str, Fate] = {
    "group_places": Fate.FOLLOWS,
    "nominations": Fate.FOLLOWS,
    "difference_rows": Fate.FOLLOWS,
    "namesake_pairs": Fate.OWN_STEP,
    "users": Fate.OWN_STEP,
    "attendances": Fate.FOLLOWS,
    "invitations": Fate.FOLLOWS,
    "document_readers": Fate.FOLLOWS,
    "statements": Fate.FOLLOWS,
    "meetings": Fate.FOLLOWS,
    "agenda_items": Fate.FOLLOWS,
    "assignments": Fate.FOLLOWS,
    "tasks": Fate.FOLLOWS,
    "badge_nominations": Fate.FOLLOWS,
    "residence_duties": Fate.FOLLOWS,
    "yearly_commitments": Fate.FOLLOWS,
    "guests": Fate.FOLLOWS,
    "arrivals": Fate.FOLLOWS,
    "turns": Fate.FOLLOWS,
    "roll_entries": Fate.FOLLOWS,
    "voices": Fate.FOLLOWS,
    "ballot_register": Fate.STAYS,
    "tellers": Fate.STAYS,
    "recommendations": Fate.FOLLOWS,
    "reserved_opinions": Fate.FOLLOWS,
    "resolutions": Fate.FOLLOWS,
    "copies": Fate.FOLLOWS,
    "congress_delegates": Fate.FOLLOWS,
    "prospects": Fate.FOLLOWS,
    "procedures": Fate.FOLLOWS,
    "procedure_sponsors": Fate.FOLLOWS,
    "sent_alerts": Fate.FOLLOWS,
    "class_places": Fate.FOLLOWS,
    "transfers": Fate.FOLLOWS,
    "corrections": Fate.FOLLOWS,
    "dues_declarations": Fate.FOLLOWS,
    "dues_reliefs": Fate.FOLLOWS,
    "dues_lines": Fate.FOLLOWS,
    "data_requests": Fate.FOLLOWS,
    "dossier_papers": Fate.FOLLOWS,
}

# Where two records of one person would count twice, by package.
DOUBLES: tuple[Double, ...] = (
    *cells_doubles.DOUBLES,
    *ballots_doubles.DOUBLES,
    *admissions_doubles.DOUBLES,
    *transfers_doubles.DOUBLES,
    *badges_doubles.DOUBLES,
    *dues_doubles.DOUBLES,
    *meetings_doubles.DOUBLES,
)

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
    closing_meetings.use_at_the_end(quality_sheets.count_anew)
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
