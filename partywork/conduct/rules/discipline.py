"""Which discipline is possible for whom, and what follows from it until when."""

from collections.abc import Mapping
from datetime import date

from partywork.ballots.rules.counting import needed
from partywork.ballots.terms import Threshold
from partywork.cells.rules.discipline import Discipline
from partywork.cells.rules.membership import is_official
from partywork.cells.terms import DisciplineForm, MembershipStatus
from partywork.core import display
from partywork.core.errors import RuleBroken

_FOR_PROBATIONERS = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING)


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


def votes_needed(form: DisciplineForm, roll: int) -> int:
    """Return how many of the roll must agree: two thirds to propose expulsion, else over half.

    69-QĐ/TW, Điều 15, as quoted (T33).
    """
    is_expulsion = form is DisciplineForm.EXPULSION
    return needed(roll, Threshold.TWO_THIRDS if is_expulsion else Threshold.MAJORITY)


def check_vote(form: DisciplineForm, roll: int | None, in_favour: int | None) -> None:
    """Refuse counts that do not carry the decision; a decision from above has none (T33)."""
    if roll is None and in_favour is None:
        return
    if roll is None or in_favour is None:
        raise RuleBroken("Hãy ghi cả tổng số tính biểu quyết và số tán thành.", "in_favour")
    if not 0 <= in_favour <= roll:
        raise RuleBroken("Số tán thành không khớp với tổng số tính biểu quyết.", "in_favour")
    least = votes_needed(form, roll)
    if in_favour < least:
        raise RuleBroken(
            f"«{form.label}» cần ít nhất {least} phiếu tán thành trong {roll} đảng viên tính biểu "
            f"quyết, mới có {in_favour}.",
            "in_favour",
        )


def check_days(decided_on: date, effective_on: date, today: date) -> None:
    """Refuse an effect before the decision or in the future.

    A discipline counts from the announcement of the vote or of the decision (296-QĐ/TW,
    Điều 15.2, as quoted).
    """
    if decided_on > effective_on:
        raise RuleBroken("Ngày có hiệu lực không được trước ngày quyết định.", "happened_on")
    if effective_on > today:
        raise RuleBroken("Ngày có hiệu lực không được ở tương lai.", "happened_on")


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
        words.append("Thôi chức vụ đã bị cách; ghi quyết định thôi giữ chức ở trang chi bộ.")
    again_on = discipline.considered_again_on(badge_months)
    if discipline.recognised_on is None:
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
