"""The places of the product, and the doors and pages that packages add to those of others."""

from collections.abc import Callable
from uuid import UUID

from partywork.accounts.policy import may_lock, may_open_account, may_open_case
from partywork.admissions.policy import may_follow as may_follow_admissions
from partywork.audit.policy import may_inspect
from partywork.badges.policy import may_see as may_see_badges
from partywork.cells.policy import may_import, may_list_people, may_oversee
from partywork.cells.terms import OwnPage
from partywork.checks.policy import may_check, may_compare
from partywork.closing.policy import may_change_templates
from partywork.conduct.policy import may_see_registers
from partywork.core.actor import Actor, Role
from partywork.dues.policy import may_list as may_follow_dues
from partywork.dues.policy import may_open_registers
from partywork.handbook.policy import may_follow as may_follow_handbook
from partywork.meetings.policy import may_follow_attendance, may_see_calendar
from partywork.notifications.policy import may_watch_mail
from partywork.privacy.policy import may_decide_some, may_see_rotations
from partywork.transfers.policy import may_follow as may_follow_transfers
from partywork.web.navigation import MenuItem
from partywork.web.panels import EventPage, Panel


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


def _of_anybody(may: Callable[[Actor], bool]) -> Callable[[Actor, UUID], bool]:
    """Return who sees a door on the page of a member, whoever the member is."""
    return lambda actor, _member_id: may(actor)


def _sees_papers(actor: Actor, member_id: UUID) -> bool:
    return _is_own(actor, member_id) or may_decide_some(actor)


def _oversees(actor: Actor) -> bool:
    return actor.has(Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def _is_office(actor: Actor) -> bool:
    return actor.has(Role.OFFICE)


def _keeps_accounts(actor: Actor) -> bool:
    return may_open_account(actor) or may_lock(actor)


def _has_tasks(actor: Actor) -> bool:
    """Office and inspectors reach their few tasks from their first page."""
    return actor.is_party and not actor.has(Role.OFFICE, Role.INSPECTOR)


def _has_no_month(actor: Actor) -> bool:
    return not _is_officer(actor)


def _sees_admissions(actor: Actor) -> bool:
    return may_follow_admissions(actor) or actor.has(Role.COMMITTEE)


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
    Panel(
        "Hồ sơ kết nạp, chuyển chính thức",
        "admissions.of_member",
        _of_anybody(may_follow_admissions),
    ),
    Panel("Chuyển sinh hoạt đảng", "transfers.of_member", _of_anybody(may_follow_transfers)),
    Panel("Đề nghị đính chính", "privacy.propose", _is_own),
    Panel("Ai đã xem hồ sơ của tôi", "privacy.readers", _is_own),
    Panel("Hồ sơ giấy", "privacy.papers", _sees_papers),
    Panel("Đảng phí", "dues.person", _of_anybody(may_open_registers)),
    Panel("Huy hiệu, thẻ đảng viên", "badges.member", _of_anybody(may_see_badges)),
    Panel("Khen thưởng, kỷ luật", "conduct.member", _of_anybody(may_see_registers)),
)

# Where events that have a page of their own are recorded and undone.
EVENT_PAGES: dict[str, EventPage] = {
    OwnPage.ADMISSIONS: EventPage("admissions.of_member", "admissions.undo"),
    OwnPage.TRANSFERS: EventPage("transfers.of_member", "transfers.undo"),
    OwnPage.CONDUCT: EventPage("conduct.member", "conduct.undo"),
    OwnPage.BADGES: EventPage("badges.member", "badges.undo"),
}
