"""The first page of a person: the parts their roles call for, and the one next step."""

from uuid import UUID

from partywork.accounts.policy import may_lock
from partywork.cells.policy import may_import
from partywork.core import clock, display
from partywork.core.actor import Actor, Role
from partywork.home import queries
from partywork.home.pages import CellMonth, HomePage, Item, Link, Overview, Own
from partywork.home.service.month import month_of_cell
from partywork.home.service.people import waiting_above
from partywork.reports import policy as reports_policy
from partywork.reports.service import following
from partywork.resolutions import pages as resolution_pages
from partywork.resolutions import service as resolutions
from partywork.tasks.pages import TaskView

_TITLE = "Việc cần làm"
_NEWEST = 5


def page_of(actor: Actor) -> HomePage:
    """Return the first page: an officer's month, what those above follow, what everybody has."""
    cell_id = _cell_of(actor)
    month = month_of_cell(actor, cell_id) if cell_id is not None else None
    overview = _overview(actor) if reports_policy.may_follow(actor) else None
    own = _own(actor) if actor.is_party else None
    people = waiting_above(actor, has_month=month is not None) if overview is not None else ()
    return HomePage(
        title=month.title if month is not None else _TITLE,
        month=month,
        overview=overview,
        people=people,
        own=own,
        links=_links(actor),
        primary=_primary(month, overview, own, people),
    )


def _cell_of(actor: Actor) -> UUID | None:
    """Return the cell the actor runs; who runs several begins with the first."""
    cells = queries.cells_of(actor, actor.organisations_as(Role.CELL_OFFICER))
    return cells[0].id if cells else None


def _primary(
    month: CellMonth | None,
    overview: Overview | None,
    own: Own | None,
    people: tuple[Item, ...],
) -> Link | None:
    step = month.next_step if month is not None else None
    if step is not None:
        words = step.fact.key.label
        return Link(f"Tiếp tục: {words[:1].lower()}{words[1:]}", step.fact.address)
    if overview is not None and overview.reports:
        return Link("Xem báo cáo chờ tiếp nhận", overview.reports[0].link.address)
    if people:
        return Link("Xem việc đang chờ", people[0].link.address)
    for items, words in (
        (own.going_on if own else (), "Vào phòng họp"),
        (own.invitations if own else (), "Trả lời giấy mời"),
        (own.minutes if own else (), "Xác nhận biên bản"),
    ):
        if items:
            return Link(words, items[0].link.address)
    return None


def _overview(actor: Actor) -> Overview:
    board = following.board(actor, clock.today().year)
    waiting = following.waiting(actor)
    return Overview(
        month=board.month.short_label,
        due=display.day(board.due_on),
        accepted=board.accepted,
        waiting=board.waiting,
        returned=board.returned,
        missing=board.missing,
        is_due=board.is_due,
        reports=tuple(
            Item(
                ("now", "Chờ tiếp nhận"),
                Link(
                    f"{one.organisation_name}, {one.period.short_label}",
                    f"/reports/{one.id}/",
                ),
                f"Gửi lúc {display.moment(one.sent_at)}",
            )
            for one in waiting[:_NEWEST]
        ),
    )


def _own(actor: Actor) -> Own:
    today = clock.today()
    newest, _page = resolutions.list_visible(actor, words="", organisation_id=None, page=1)
    issued = [one for one in newest if one.document.symbol is not None]
    return Own(
        going_on=tuple(
            Item(
                ("now", "Đang họp"),
                Link(f"Vào phòng họp: {one.title}", f"/meetings/{one.id}/room"),
                f"{display.moment(one.starts_at)}, {one.place}",
            )
            for one in queries.meetings_going_on(actor)
        ),
        invitations=tuple(
            Item(
                ("now", "Chờ trả lời"),
                Link(one.meeting.title, f"/meetings/{one.meeting_id}/invitation"),
                f"{display.moment(one.meeting.starts_at)}, {one.meeting.place}",
            )
            for one in queries.invitations_to_answer(actor)
        ),
        minutes=tuple(
            Item(
                ("now", "Chờ xác nhận"),
                Link(f"Biên bản {one.title}", f"/meetings/{one.id}/minutes/confirm"),
            )
            for one in queries.minutes_to_confirm(actor)
        ),
        tasks=tuple(
            Item(
                TaskView.of(one, today).tag,
                Link(one.title, f"/tasks/{one.id}/"),
                f"Hạn {display.day(one.due_on)}",
            )
            for one in queries.own_open_tasks(actor)
        ),
        resolutions=tuple(
            Item(
                resolution_pages.tag(one),
                Link(f"{one.document.symbol}: {one.title}", f"/resolutions/{one.id}/"),
                f"{one.document.organisation_name}, ngày {display.day(one.issued_on)}",
            )
            for one in issued[:_NEWEST]
        ),
    )


def _links(actor: Actor) -> tuple[Link, ...]:
    """Places that are opened too seldom for the menu."""
    links = []
    if may_import(actor):
        links += [Link("Nhập danh sách đảng viên", "/imports"), Link("Tổ chức, chức vụ", "/cells")]
    if may_lock(actor):
        links.append(Link("Tài khoản", "/accounts"))
    return tuple(links)
