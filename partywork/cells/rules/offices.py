"""Who may hold an office when, and in which order holders are listed."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from partywork.cells.rules.membership import is_in_statistics, may_attend, may_vote
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core import display
from partywork.core.errors import RuleBroken

# Who leads and signs; «phụ trách» does while the post of bí thư stands vacant.
SECRETARIES = (
    OfficeTitle.SECRETARY,
    OfficeTitle.ACTING_SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
)
_LISTED_FIRST = (
    OfficeTitle.SECRETARY,
    OfficeTitle.ACTING_SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
    OfficeTitle.STANDING_COMMITTEE_MEMBER,
    OfficeTitle.COMMITTEE_MEMBER,
    OfficeTitle.CELL_COMMITTEE_MEMBER,
    OfficeTitle.INSPECTION_HEAD,
    OfficeTitle.INSPECTION_DEPUTY,
    OfficeTitle.INSPECTION_MEMBER,
)
_OF_CELLS = (
    OfficeTitle.SECRETARY,
    OfficeTitle.ACTING_SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
    OfficeTitle.CELL_COMMITTEE_MEMBER,
)
_OF_CELLS_ONLY = (OfficeTitle.ACTING_SECRETARY, OfficeTitle.CELL_COMMITTEE_MEMBER)
_OF_COMMITTEES = tuple(title for title in OfficeTitle if title not in _OF_CELLS_ONLY)
# Who works at a desk of the committee's office is appointed to it, not elected.
AT_A_DESK = (OfficeTitle.OFFICE_HEAD, OfficeTitle.OFFICE_STAFF)
_ONE_OF_THESE = (
    OfficeTitle.SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
    OfficeTitle.CELL_COMMITTEE_MEMBER,
)
_LEADERS = {
    OfficeTitle.SECRETARY: "bí thư",
    OfficeTitle.ACTING_SECRETARY: "đồng chí phụ trách",
}
_RANKS = {title: rank for rank, title in enumerate(_LISTED_FIRST)}


class Post(NamedTuple):
    """An office held in one organisation from a day to a day, or until further notice."""

    title: OfficeTitle
    starts_on: date
    ends_on: date | None


def check_appointment(
    title: OfficeTitle, starts_on: date, ends_on: date | None, others: Iterable[Post]
) -> None:
    """Refuse days in the wrong order and a second secretary of the same organisation.

    `others` are the appointments of that organisation. An organisation has one bí thư at a time
    (Điều lệ Đảng, Điều 24.4); the last day of one may be the first of the next, because an office
    is handed over within a day. Somebody «phụ trách» looks after a post that stands vacant, so
    there is none beside a bí thư.
    """
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("Ngày thôi giữ chức vụ không được trước ngày bắt đầu.", "ends_on")
    if title not in _LEADERS:
        return
    for other in others:
        if other.title in _LEADERS and _overlap(starts_on, ends_on, other):
            raise RuleBroken(
                f"Tổ chức đã có {_LEADERS[other.title]} từ ngày {display.day(other.starts_on)}. "
                "Hãy ghi ngày thôi giữ chức của đồng chí đó trước, hoặc bàn giao chức vụ.",
                "starts_on",
            )


def _overlap(starts_on: date, ends_on: date | None, other: Post) -> bool:
    begins_before_other_ends = other.ends_on is None or starts_on < other.ends_on
    ends_after_other_begins = ends_on is None or ends_on > other.starts_on
    return begins_before_other_ends and ends_after_other_begins


def replaced_by(title: OfficeTitle, kind: OrganisationKind) -> tuple[OfficeTitle, ...]:
    """Return the offices of a cell that somebody gives up by getting this one there.

    The committee of a cell has bí thư, phó bí thư and members, each of them one person (Điều lệ
    Đảng, Điều 24, as quoted); a phó bí thư «phụ trách» stays phó bí thư. Above the cells one
    person sits in several bodies.
    """
    if kind is not OrganisationKind.CELL or title not in _ONE_OF_THESE:
        return ()
    return tuple(one for one in _ONE_OF_THESE if one is not title)


def check_holder(
    title: OfficeTitle, kind: OrganisationKind, day: date, standings: Collection[MembershipStatus]
) -> None:
    """Refuse an office to somebody without the right to vote and to stand for election.

    `standings` are those of that day in the organisation and below it. Probationary and suspended
    members have no such right, temporary guests have it in their own cell (Điều lệ Đảng, Điều 3 and
    5). Nobody is elected to a desk of the office, so probationary members may work there; the
    texts name no rule for it.
    """
    if not standings:
        where = "chi bộ" if kind is OrganisationKind.CELL else "Đảng bộ"
        raise RuleBroken(
            f"Đồng chí này không sinh hoạt ở {where} vào ngày {display.day(day)}.", "member_id"
        )
    if not any(_may_hold(title, status) for status in standings):
        labels = ", ".join(sorted(status.label for status in standings))
        raise RuleBroken(
            f"Ngày {display.day(day)} đồng chí này là đảng viên «{labels}», không giữ chức vụ "
            f"«{title.label}».",
            "member_id",
        )


def _may_hold(title: OfficeTitle, status: MembershipStatus) -> bool:
    if title in AT_A_DESK:
        return may_attend(status) and is_in_statistics(status)
    return may_vote(status)


def days_to_check(kind: OrganisationKind, starts_on: date, today: date) -> tuple[date, ...]:
    """Return the days on which somebody must be fit for an office: the first, and the present one.

    What was decided for a cell long ago may be written down late, with its end. Rights above the
    cells are wide, so nobody gets them who has left, died or been suspended since (security rule of
    the system, SE4).
    """
    if kind is OrganisationKind.CELL or starts_on >= today:
        return (starts_on,)
    return (starts_on, today)


def offices_of(kind: OrganisationKind) -> tuple[OfficeTitle, ...]:
    """Return the offices an organisation of that kind has; the upper one keeps its own list."""
    if kind is OrganisationKind.CELL:
        return _OF_CELLS
    return () if kind is OrganisationKind.UPPER else _OF_COMMITTEES


def check_office(title: OfficeTitle, kind: OrganisationKind) -> None:
    """Refuse an office that organisations of that kind do not have."""
    if title not in offices_of(kind):
        raise RuleBroken(f"Tổ chức này không có chức vụ «{title.label}».", "office")


def office_rank(title: OfficeTitle | None) -> int:
    """Return the place of an office in lists «theo chức vụ»: bí thư, phó bí thư, cấp ủy, UBKT.

    Members without an office come last; people of equal rank follow in the order of their names.
    """
    return len(_LISTED_FIRST) if title is None else _RANKS.get(title, len(_LISTED_FIRST))


def above_the_cells(title: OfficeTitle) -> str:
    """Name an office of a committee so that a cell does not take it for one of its own."""
    of = BodyKind.COMMITTEE.label
    return title.label if of in title.label else f"{title.label} {of}"


def last_day_before(held_from: date, hand_over_on: date) -> date:
    """Return the last day of an office handed over: the day before the new holder begins.

    So on the day itself rights are with the new holder alone (product rule, SE4).
    """
    if hand_over_on <= held_from:
        raise RuleBroken(
            f"Đồng chí đang giữ chức bắt đầu từ ngày {display.day(held_from)}; ngày bàn giao phải "
            "sau ngày đó.",
            "starts_on",
        )
    return hand_over_on - timedelta(days=1)


def check_hand_over(
    title: OfficeTitle,
    kind: OrganisationKind,
    *,
    holder: UUID,
    successor: UUID | None,
    acting: UUID | None,
) -> None:
    """Refuse a hand-over that says nothing clear of who follows.

    Either somebody else takes the office over, or it stands vacant; a cell whose bí thư is missing
    may have somebody else «phụ trách» meanwhile.
    """
    if successor == holder:
        raise RuleBroken(
            "Người nhận phải là đồng chí khác, không phải người đang bàn giao.", "successor_id"
        )
    if acting == holder:
        raise RuleBroken(
            "Đồng chí thôi giữ chức bí thư không phụ trách chính chức vụ đó; hãy chọn đồng chí "
            "khác.",
            "acting_id",
        )
    has_acting = acting is not None
    if successor is not None and has_acting:
        raise RuleBroken(
            "Chỉ chọn một: người nhận chức vụ, hoặc người phụ trách trong lúc khuyết.", "acting_id"
        )
    if has_acting and (title is not OfficeTitle.SECRETARY or kind is not OrganisationKind.CELL):
        raise RuleBroken("Chỉ khi khuyết bí thư chi bộ mới giao người phụ trách.", "acting_id")


def needs_second_person(kind: OrganisationKind) -> bool:
    """Say whether a decision on an office there takes two people.

    Offices above the cells open the work of many cells, so one person alone neither gives nor
    takes them (security rule of the system, not of the Party). Offices of a cell rest on a
    decision that the cell itself sees.
    """
    return kind is not OrganisationKind.CELL


def check_second_person(*, is_proposer: bool, is_nominee: bool) -> None:
    """Refuse who proposed a decision, or whom it is about, as the second person who confirms it."""
    if is_proposer:
        raise RuleBroken("Người đề nghị không tự xác nhận; cần một đồng chí khác.")
    if is_nominee:
        raise RuleBroken("Không ai tự xác nhận chức vụ của chính mình.")


def check_nothing_waits(*, waits: bool) -> None:
    """Refuse a second decision on an office while one waits for its second person."""
    if waits:
        raise RuleBroken(
            "Đã có quyết định về chức vụ này đang chờ xác nhận; hãy xác nhận hoặc không xác nhận "
            "quyết định đó trước."
        )
