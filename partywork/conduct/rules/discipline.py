"""Which discipline is possible for whom, and what follows from it until when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.ballots.rules.counting import needed
from partywork.cells.rules.discipline import Discipline
from partywork.cells.rules.membership import add_months, counts_in_roll, is_official
from partywork.cells.terms import DisciplineForm, MembershipStatus
from partywork.conduct.terms import DecidedBy
from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold

_FOR_PROBATIONERS = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING)
_BY_A_CELL = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING)
_FARTHEST_APART = 12


@dataclass(frozen=True, slots=True)
class Vote:
    """How the cell voted, as its minutes say: on which day, N, and how many were in favour."""

    held_on: date
    roll: int
    in_favour: int


def possible_forms(status: MembershipStatus, *, holds_office: bool) -> tuple[DisciplineForm, ...]:
    """Return the forms that may be imposed: two for probationers, four for official members.

    Removal from office only where there is an office (296-QĐ/TW, as quoted).
    """
    if not is_official(status):
        return _FOR_PROBATIONERS
    return tuple(
        form
        for form in DisciplineForm
        if holds_office or form is not DisciplineForm.REMOVAL_FROM_OFFICE
    )


def check_form(form: DisciplineForm, status: MembershipStatus, *, holds_office: bool) -> None:
    """Refuse a form that this member cannot be given, with the rule (296-QĐ/TW, as quoted)."""
    if form in possible_forms(status, holds_office=holds_office):
        return
    if not is_official(status):
        raise RuleBroken(
            "Đảng viên dự bị chỉ bị khiển trách hoặc cảnh cáo (296-QĐ/TW); không đủ tư cách thì đề "
            "nghị xóa tên, không phải hình thức kỷ luật.",
            "form",
        )
    raise RuleBroken("Chỉ cách chức đảng viên đang giữ chức vụ trong Đảng (296-QĐ/TW).", "form")


def check_removed(form: DisciplineForm, held: Collection[UUID], removed: Collection[UUID]) -> None:
    """Refuse a removal that names no office, an office not held, and offices with another form.

    Cách chức takes one, several or all offices held (296-QĐ/TW, as quoted); which, the decision
    says.
    """
    if form is not DisciplineForm.REMOVAL_FROM_OFFICE:
        if removed:
            raise RuleBroken("Chỉ ghi chức vụ bị cách khi hình thức là «Cách chức».", "removed")
        return
    if not removed:
        raise RuleBroken("Hãy chọn chức vụ bị cách, đúng như quyết định ghi.", "removed")
    if not set(removed) <= set(held):
        raise RuleBroken("Ngày có hiệu lực, đồng chí không giữ chức vụ đã chọn.", "removed")


def check_decided_by(form: DisciplineForm, decided_by: DecidedBy, vote: Vote | None) -> None:
    """Refuse a body that may not decide, and a decision without the vote it rests on.

    A cell itself decides khiển trách and cảnh cáo (296-QĐ/TW, Điều 10.1.1, as quoted); cách chức
    and khai trừ it proposes. Where the cell decided or proposed, its vote belongs to the decision;
    where the level above decided of itself, there is none.
    """
    if decided_by is DecidedBy.CELL and form not in _BY_A_CELL:
        raise RuleBroken(
            "Chi bộ chỉ tự quyết định khiển trách, cảnh cáo (296-QĐ/TW, Điều 10); "
            f"«{form.label}» thì chi bộ biểu quyết đề nghị, cấp trên quyết định.",
            "decided_by",
        )
    if decided_by is DecidedBy.UPPER and vote is not None:
        raise RuleBroken("Cấp trên tự quyết định thì không ghi số phiếu của chi bộ.", "roll")
    if decided_by is not DecidedBy.UPPER and vote is None:
        raise RuleBroken(
            "Chi bộ quyết định hoặc đề nghị kỷ luật phải có kết quả biểu quyết: ngày biểu quyết, "
            "tổng số đảng viên tính biểu quyết và số tán thành.",
            "roll",
        )


def vote_of(held_on: date | None, roll: int | None, in_favour: int | None) -> Vote | None:
    """Return the vote that was typed, nothing if nothing was; refuse half of one."""
    if held_on is None and roll is None and in_favour is None:
        return None
    if held_on is None:
        raise RuleBroken("Hãy ghi ngày chi bộ biểu quyết.", "voted_on")
    if roll is None:
        raise RuleBroken("Hãy ghi tổng số đảng viên tính biểu quyết.", "roll")
    if in_favour is None:
        raise RuleBroken("Hãy ghi số tán thành.", "in_favour")
    return Vote(held_on, roll, in_favour)


def check_vote(form: DisciplineForm, vote: Vote, threshold: Threshold) -> None:
    """Refuse counts that do not carry the decision or the proposal (T33).

    Two thirds to propose expulsion, else more than half (69-QĐ/TW, Điều 15, as quoted; provision
    `vote.thresholds`).
    """
    if not 0 <= vote.in_favour <= vote.roll:
        raise RuleBroken("Số tán thành không khớp với tổng số tính biểu quyết.", "in_favour")
    least = needed(vote.roll, threshold)
    if vote.in_favour < least:
        raise RuleBroken(
            f"«{form.label}» cần ít nhất {least} phiếu tán thành trong {vote.roll} đảng viên tính "
            f"biểu quyết, mới có {vote.in_favour}.",
            "in_favour",
        )


def check_roll(
    roll: int, standings: Collection[MembershipStatus], *, excused_deducted: bool
) -> None:
    """Refuse an N that the list of the cell on the day of the vote cannot have had.

    All official members count; the exempted and the temporarily away only when they came; the
    suspended, prosecuted, probationary and guests never (24-QĐ/TW 9.3.2, as quoted). Where the
    office lets excused absence be deducted, N may be lower. Nothing is known of days before the
    register.
    """
    if not standings:
        return
    most = sum(counts_in_roll(one, True) for one in standings)
    least = 0 if excused_deducted else sum(counts_in_roll(one, False) for one in standings)
    if not least <= roll <= most:
        raise RuleBroken(
            "Tổng số tính biểu quyết không khớp danh sách chi bộ ngày ấy: phải từ "
            f"{least} đến {most} đảng viên chính thức (không tính dự bị, đang bị đình chỉ, tạm "
            "thời đến; miễn sinh hoạt, tạm thời đi chỉ tính khi có mặt).",
            "roll",
        )


def check_days(
    decided_on: date, effective_on: date, today: date, *, announced_on: date | None = None
) -> None:
    """Refuse an effect before the decision or the cell's vote, long after it, or still to come.

    A discipline counts from the announcement: of the vote where the cell decides, else of the
    decision, without which nothing counts (296-QĐ/TW, Điều 15.2, as quoted). No text names how
    far they may lie apart: a year is a rule of the house against slips of the pen.
    """
    if decided_on > today:
        raise RuleBroken("Ngày quyết định không được ở tương lai.", "decided_on")
    if announced_on is not None and effective_on < announced_on:
        raise RuleBroken(
            "Kỷ luật do chi bộ quyết định có hiệu lực từ khi công bố kết quả biểu quyết, không "
            f"trước ngày biểu quyết ({display.day(announced_on)}).",
            "happened_on",
        )
    if announced_on is None and decided_on > effective_on:
        raise RuleBroken("Ngày có hiệu lực không được trước ngày quyết định.", "happened_on")
    if effective_on > today:
        raise RuleBroken("Ngày có hiệu lực không được ở tương lai.", "happened_on")
    _check_near(decided_on, effective_on, "Ngày có hiệu lực", "happened_on")


def _check_near(one: date, other: date, what: str, field: str) -> None:
    earlier, later = sorted((one, other))
    if later > add_months(earlier, _FARTHEST_APART):
        raise RuleBroken(
            f"{what} cách ngày quyết định ({display.day(one)}) quá {_FARTHEST_APART} tháng; "
            "hãy xem lại năm.",
            field,
        )


def check_day_of_vote(vote: Vote, decided_on: date) -> None:
    """Refuse a vote after the decision that rests on it, or more than a year before."""
    if vote.held_on > decided_on:
        raise RuleBroken(
            f"Ngày biểu quyết không được sau ngày quyết định ({display.day(decided_on)}).",
            "voted_on",
        )
    _check_near(decided_on, vote.held_on, "Ngày biểu quyết", "voted_on")


def check_recognition(disciplines: tuple[Discipline, ...], recognised_on: date) -> None:
    """Refuse to recognise progress where no discipline waits for it."""
    waiting = [one for one in disciplines if one.recognised_on is None]
    if not waiting:
        raise RuleBroken("Không có kỷ luật nào đang chờ công nhận tiến bộ.")
    if recognised_on <= waiting[-1].effective_on:
        raise RuleBroken(
            "Ngày công nhận tiến bộ phải sau ngày kỷ luật có hiệu lực "
            f"({display.day(waiting[-1].effective_on)}).",
            "happened_on",
        )


def waits_for_review(
    discipline: Discipline, day: date, months: Mapping[DisciplineForm, int]
) -> bool:
    """Say whether the day has come on which the cell may recognise progress, and it has not.

    Six months after a reprimand, nine after a warning, twelve after a removal from office
    (domain §8; 12-HD/BTCTW 2022, as quoted): a reminder, nothing follows by itself.
    """
    is_waiting = discipline.recognised_on is None
    return is_waiting and day >= discipline.considered_again_on(months)


def effects_of(
    discipline: Discipline, day: date, badge_months: Mapping[DisciplineForm, int]
) -> tuple[str, ...]:
    """Say in words what a discipline means on a day: vote, office, badge, rating.

    Reprimand, warning and removal leave the right to vote (it follows from the standing); the
    months before a badge are those of 12-HD/BTCTW 2022, as quoted; of the rating only that the
    year of the discipline takes it into account (366-QĐ/TW), the level is decided by people.
    """
    words = ["Vẫn dự sinh hoạt và biểu quyết theo tư cách đảng viên."]
    if discipline.form is DisciplineForm.REMOVAL_FROM_OFFICE:
        words.append("Thôi chức vụ đã bị cách từ ngày có hiệu lực, quyền theo chức vụ hết ngay.")
    again_on = discipline.considered_again_on(badge_months)
    if discipline.recognised_on is None:
        words.append(f"Chi bộ xem xét, công nhận tiến bộ từ ngày {display.day(again_on)}.")
        words.append(
            f"Huy hiệu Đảng: xét lại từ ngày {display.day(again_on)}, khi chi bộ công nhận tiến bộ."
        )
    elif again_on > day:
        words.append(f"Huy hiệu Đảng: xét lại từ ngày {display.day(again_on)}.")
    if affects_rating(discipline, day.year):
        words.append(f"Là căn cứ khi xếp loại chất lượng năm {day.year}.")
    return tuple(words)


def affects_rating(discipline: Discipline, year: int) -> bool:
    """Say whether the rating of a year takes a discipline into account: it took effect then."""
    return discipline.effective_on.year == year
