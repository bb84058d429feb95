"""Which events have a page of their own, and which of these rest on no decision."""

from collections.abc import Mapping
from types import MappingProxyType

from partywork.cells.terms.members import EventKind
from partywork.core.terms import Term


class OwnPage(Term):
    """The pages of other packages on which events are recorded and undone."""

    ADMISSIONS = "admissions", "Phát triển đảng viên"
    TRANSFERS = "transfers", "Chuyển sinh hoạt"
    CONDUCT = "conduct", "Khen thưởng, kỷ luật"
    BADGES = "badges", "Huy hiệu, thẻ đảng viên"


# From the day a member's record is in the system each of these is recorded on its own page; the
# general page only writes down what happened before. Of probationers only those a cell proposed
# after its vote are struck off on their file; others are, like official members, on the general
# page. So are death, exemption, prosecution and what has no stricter page.
OWN_PAGES: Mapping[EventKind, OwnPage] = MappingProxyType(
    {
        EventKind.ADMISSION_DECIDED: OwnPage.ADMISSIONS,
        EventKind.ADMITTED: OwnPage.ADMISSIONS,
        EventKind.ADMITTED_AGAIN: OwnPage.ADMISSIONS,
        EventKind.CONFIRMED: OwnPage.ADMISSIONS,
        EventKind.TRANSFERRED_OUT: OwnPage.TRANSFERS,
        EventKind.TRANSFERRED_IN: OwnPage.TRANSFERS,
        EventKind.MOVED: OwnPage.TRANSFERS,
        EventKind.WENT_AWAY: OwnPage.TRANSFERS,
        EventKind.CAME_AS_GUEST: OwnPage.TRANSFERS,
        EventKind.TEMPORARY_ENDED: OwnPage.TRANSFERS,
        EventKind.SUSPENDED: OwnPage.CONDUCT,
        EventKind.REINSTATED: OwnPage.CONDUCT,
        EventKind.COMMENDED: OwnPage.CONDUCT,
        EventKind.DISCIPLINED: OwnPage.CONDUCT,
        EventKind.PROGRESS_RECOGNISED: OwnPage.CONDUCT,
        EventKind.EXPELLED: OwnPage.CONDUCT,
        EventKind.CARD_ISSUED: OwnPage.BADGES,
        EventKind.CARD_EXCHANGED: OwnPage.BADGES,
        EventKind.CARD_LOST: OwnPage.BADGES,
        EventKind.BADGE_AWARDED: OwnPage.BADGES,
    }
)
# Every event of these pages names number, day and body of what it rests on, but these.
WITHOUT_DECISION: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.CARD_LOST: "Báo mất thẻ không cần quyết định: đơn trình báo của đảng viên giữ ở "
        "chi bộ.",
    }
)
