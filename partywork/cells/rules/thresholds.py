"""What the size of a cell and the post of its bí thư call for, told once at each crossing."""

from collections.abc import Iterable
from dataclasses import dataclass

from partywork.cells.rules.membership import count_official, is_in_statistics
from partywork.cells.terms import MembershipStatus


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of members at which something changes, read from provisions."""

    minimum: int
    committee: int
    organisation: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell is on a day; the members behind it are counted once."""

    official: int
    members: int
    has_minimum: bool
    may_elect_committee: bool
    may_become_committee: bool
    has_secretary: bool

    @property
    def marks(self) -> dict[str, bool]:
        """What is kept of it, to be compared with the next day."""
        return {
            "has_minimum": self.has_minimum,
            "may_elect_committee": self.may_elect_committee,
            "may_become_committee": self.may_become_committee,
            "has_secretary": self.has_secretary,
        }


@dataclass(frozen=True, slots=True)
class Crossing:
    """What is told when a cell crosses a threshold."""

    title: str
    text: str


# A cell never looked at is taken for one in order: only what calls for something is told.
UNSEEN = {
    "has_minimum": True,
    "may_elect_committee": False,
    "may_become_committee": False,
    "has_secretary": True,
}


def never_seen(*, has_committee: bool) -> dict[str, bool]:
    """Return what a cell is compared with at the first look; an elected chi ủy is nothing new."""
    return {**UNSEEN, "may_elect_committee": has_committee}


def look(statuses: Iterable[MembershipStatus], *, has_secretary: bool, limits: Thresholds) -> Seen:
    """Compare the members of a cell with the thresholds.

    At least 3 official members form a cell (Điều lệ Đảng, Điều 21.2) and 9 elect a chi ủy
    (Điều 24.4): probationary members do not count. From 30 members on, probationary ones
    included, a grassroots organisation is a đảng bộ (Điều 21, as explained).
    """
    counted = [status for status in statuses if is_in_statistics(status)]
    official = count_official(counted)
    return Seen(
        official=official,
        members=len(counted),
        has_minimum=official >= limits.minimum,
        may_elect_committee=official >= limits.committee,
        may_become_committee=len(counted) >= limits.organisation,
        has_secretary=has_secretary,
    )


def crossings(before: dict[str, bool], now: Seen, limits: Thresholds) -> tuple[Crossing, ...]:
    """Return what changed between two looks, in both directions; the same twice is nothing.

    Nothing is done by itself: people decide what to do.
    """
    told = {
        "has_minimum": (
            Crossing(
                f"Chi bộ đã đủ {limits.minimum} đảng viên chính thức",
                f"Chi bộ có {now.official} đảng viên chính thức, đủ điều kiện duy trì chi bộ.",
            ),
            Crossing(
                f"Chi bộ còn dưới {limits.minimum} đảng viên chính thức",
                f"Chi bộ có {now.official} đảng viên chính thức, không đủ điều kiện duy trì "
                "chi bộ (Điều lệ Đảng, Điều 21.2). Cần báo cáo Đảng ủy xem xét sắp xếp.",
            ),
        ),
        "may_elect_committee": (
            Crossing(
                f"Chi bộ đủ {limits.committee} đảng viên chính thức để bầu chi ủy",
                f"Chi bộ có {now.official} đảng viên chính thức: bầu chi ủy, rồi bầu bí thư và "
                "phó bí thư trong số chi ủy viên (Điều lệ Đảng, Điều 24.4).",
            ),
            Crossing(
                f"Chi bộ còn dưới {limits.committee} đảng viên chính thức",
                f"Chi bộ có {now.official} đảng viên chính thức: không lập chi ủy, chỉ bầu bí thư "
                "và nếu cần một phó bí thư (Điều lệ Đảng, Điều 24.4).",
            ),
        ),
        "may_become_committee": (
            Crossing(
                f"Chi bộ có từ {limits.organisation} đảng viên trở lên",
                f"Chi bộ có {now.members} đảng viên: cần xem xét chia tổ đảng, tách chi bộ hoặc "
                "lập đảng bộ bộ phận khi cấp trên đồng ý.",
            ),
            Crossing(
                f"Chi bộ còn dưới {limits.organisation} đảng viên",
                f"Chi bộ có {now.members} đảng viên.",
            ),
        ),
        "has_secretary": (
            Crossing("Chi bộ đã có bí thư", "Chức vụ bí thư chi bộ không còn khuyết."),
            Crossing(
                "Chi bộ khuyết bí thư",
                "Chi bộ hiện không có bí thư. Cần kiện toàn hoặc giao đồng chí phụ trách.",
            ),
        ),
    }
    return tuple(
        told[mark][0 if is_now else 1]
        for mark, is_now in now.marks.items()
        if is_now is not before[mark]
    )
