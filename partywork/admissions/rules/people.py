"""Who may be looked after, who may introduce and help, and when somebody is of the age."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from partywork.admissions.terms import ClassKind, SponsorKind
from partywork.cells.rules.membership import add_months
from partywork.core.errors import RuleBroken

_MONTHS = 12
_MOST_HELPERS = 2
_MEMBERS_ALONE = 2


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """The ages between which the cell reviews a candidate, in whole years, from provisions."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who introduces a candidate: a mass union, or an official member, since when together.

    `born_on` is the later birthday of the two.
    """

    kind: SponsorKind
    together_since: date | None = None
    born_on: date | None = None


def months_of_age(born_on: date, day: date) -> int:
    """Count the age by month, as the rules do: days within a month do not matter."""
    return (day.year - born_on.year) * _MONTHS + day.month - born_on.month


def check_age(born_on: date, day: date, limits: AgeLimits, *, has_consent_above: bool) -> None:
    """Refuse a candidate too young, or too old without the written consent of a higher level.

    From 18 to 60, counted by month at the day the cell reviews; above 60 a higher committee
    decides first (208-QĐ/TW and its guidance, as quoted).
    """
    age = months_of_age(born_on, day)
    if age < limits.lowest * _MONTHS:
        raise RuleBroken(
            f"Ngày {day:%d/%m/%Y} người được xét chưa đủ {limits.lowest} tuổi (tính theo tháng).",
            "held_on",
        )
    if age > limits.highest * _MONTHS and not has_consent_above:
        raise RuleBroken(
            f"Ngày {day:%d/%m/%Y} người được xét đã quá {limits.highest} tuổi (tính theo tháng): "
            "phải được cấp ủy có thẩm quyền đồng ý bằng văn bản trước khi chi bộ xét.",
            "held_on",
        )


def check_notice(notice_given_on: date, listed_on: date) -> None:
    """Nothing about a prospect is kept before they were told what for.

    Luật 91/2025/QH15 on personal data, as quoted: purpose and legal basis are told first.
    """
    if notice_given_on > listed_on:
        raise RuleBroken(
            "Phải thông báo mục đích và căn cứ xử lý thông tin cho người được theo dõi trước khi "
            "ghi vào danh sách.",
            "notice_given_on",
        )


def check_listed_age(born_on: date, listed_on: date, lowest: int) -> None:
    """Nobody is listed as a child; admitted they are from 18 on (Điều lệ Đảng, Điều 1.2).

    From which age a cell looks after somebody the texts do not say: a provision, by month as the
    age of admission.
    """
    if months_of_age(born_on, listed_on) < lowest * _MONTHS:
        raise RuleBroken(
            f"Ngày {listed_on:%d/%m/%Y} người này chưa đủ {lowest} tuổi (tính theo tháng); hãy xem "
            "lại ngày sinh.",
            "born_on",
        )


def check_closed(closed_on: date, listed_on: date) -> None:
    """Nobody is given up before they were listed."""
    if closed_on < listed_on:
        raise RuleBroken(
            f"Ngày thôi theo dõi không được trước ngày đưa vào danh sách {listed_on:%d/%m/%Y}.",
            "ended_on",
        )


def check_helpers(chosen: Collection[object], official: Collection[object]) -> None:
    """One or two official members of the cell help a prospect or a probationary member.

    12-HD/BTCTW 2022, as quoted.
    """
    if not 1 <= len(chosen) <= _MOST_HELPERS:
        raise RuleBroken("Hãy phân công một hoặc hai đảng viên chính thức giúp đỡ.", "helper_id")
    if len(set(chosen)) != len(chosen):
        raise RuleBroken("Hai người giúp đỡ phải là hai đảng viên khác nhau.", "second_helper_id")
    if not set(chosen) <= set(official):
        raise RuleBroken(
            "Người giúp đỡ phải là đảng viên chính thức đang sinh hoạt tại chi bộ.", "helper_id"
        )


def check_sponsor(
    introduction: Introduction, *, is_official: bool, is_known: bool, on: date, months: int
) -> None:
    """Refuse a sponsor who is not official or has not been with the candidate long enough.

    An official member who worked, studied or lived with the candidate in the same unit for at
    least 12 months (12-HD/BTCTW 2022, as quoted). Each introduces once.
    """
    if is_known:
        raise RuleBroken("Người hoặc tổ chức này đã có trong danh sách giới thiệu.", "kind")
    if introduction.kind is not SponsorKind.MEMBER:
        return
    if not is_official:
        raise RuleBroken("Người giới thiệu phải là đảng viên chính thức của chi bộ.", "member_id")
    if introduction.together_since is None:
        raise RuleBroken(
            "Hãy ghi ngày bắt đầu cùng công tác, học tập hoặc cư trú.", "together_since"
        )
    if introduction.born_on is not None and introduction.together_since < introduction.born_on:
        raise RuleBroken(
            f"Ngày này trước ngày sinh {introduction.born_on:%d/%m/%Y} của một trong hai người.",
            "together_since",
        )
    if add_months(introduction.together_since, months) > on:
        raise RuleBroken(
            f"Người giới thiệu phải cùng công tác, học tập hoặc cư trú với người xin vào Đảng ít "
            f"nhất {months} tháng.",
            "together_since",
        )


def check_union(kind: SponsorKind, *, is_youth: bool) -> None:
    """The committee of the Youth Union introduces its own members (Điều lệ Đảng, Điều 4)."""
    if kind is SponsorKind.YOUTH_UNION and not is_youth:
        raise RuleBroken(
            "Ban Chấp hành Đoàn cơ sở giới thiệu đoàn viên; người này chưa được ghi là đoàn viên ở "
            "trang theo dõi.",
            "kind",
        )


def check_introduced(introductions: Collection[Introduction]) -> None:
    """Two official members introduce, or one of them with the Youth Union or the trade union.

    Điều lệ Đảng, Điều 4; the trade union where there is no Youth Union.
    """
    members = sum(one.kind is SponsorKind.MEMBER for one in introductions)
    if members >= _MEMBERS_ALONE or (members and len(introductions) > members):
        return
    raise RuleBroken(
        "Cần hai đảng viên chính thức giới thiệu, hoặc một đảng viên chính thức cùng Ban Chấp hành "
        "Đoàn cơ sở (nơi không có Đoàn: Công đoàn cơ sở)."
    )


def certificate_ends(certified_on: date, months: int) -> date:
    """Return the last day on which the certificate of the awareness class counts.

    60 months, as quoted from the guidance of local committees.
    """
    return add_months(certified_on, months)


def check_certificate(certified_on: date, day: date, months: int) -> None:
    """Refuse a review after the certificate of the awareness class ran out."""
    last = certificate_ends(certified_on, months)
    if day > last:
        raise RuleBroken(
            f"Giấy chứng nhận học lớp nhận thức về Đảng đã hết giá trị ngày {last:%d/%m/%Y} "
            f"({months} tháng).",
            "held_on",
        )


def check_class_days(starts_on: date, ends_on: date | None) -> None:
    """A class ends on the day it begins at the earliest."""
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("Ngày kết thúc không được trước ngày khai giảng.", "ends_on")


def check_list_open(*, is_issued: bool) -> None:
    """Who goes later has a letter of their own: one that went out with its list stays as it is.

    A rule of this program.
    """
    if is_issued:
        raise RuleBroken(
            "Công văn kèm danh sách này đã cấp nên không ghi thêm người. Hãy lập danh sách khác "
            "cho người cử thêm; nếu ghi nhầm số công văn thì xóa số rồi ghi thêm.",
            "people",
        )


def check_certified(kind: ClassKind, certified_on: date, starts_on: date) -> None:
    """A certificate is given after the class has begun."""
    if certified_on < starts_on:
        raise RuleBroken(
            f"Ngày cấp giấy chứng nhận không được trước ngày khai giảng {kind.in_text}.",
            "certified_on",
        )
