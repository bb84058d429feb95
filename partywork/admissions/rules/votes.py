"""The vote of a cell on one candidate, the attempts it has, and what may follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partywork.admissions.terms import ProcedureKind, ProcedureState, VoteOutcome
from partywork.ballots.rules.counting import needed
from partywork.ballots.terms import VoteSubject
from partywork.cells.rules.membership import counts_in_roll
from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold

SUBJECTS = {
    ProcedureKind.ADMISSION: VoteSubject.ADMISSION,
    ProcedureKind.READMISSION: VoteSubject.ADMISSION,
    ProcedureKind.CONFIRMATION: VoteSubject.CONFIRMATION,
}


@dataclass(frozen=True, slots=True)
class Count:
    """What the minutes say: N, how many of them were there, for and against."""

    held_on: date
    roll: int
    present: int
    in_favour: int
    against: int


def check_count(count: Count) -> None:
    """Refuse figures that no meeting can have had."""
    if min(count.roll, count.present, count.in_favour, count.against) < 0:
        raise RuleBroken("Số biểu quyết không được là số âm.", "in_favour")
    if count.roll == 0:
        raise RuleBroken("Chi bộ không có đảng viên chính thức nào để biểu quyết.", "roll")
    if count.present > count.roll:
        raise RuleBroken("Số có mặt không được lớn hơn tổng số đảng viên chính thức.", "present")
    if count.in_favour + count.against > count.present:
        raise RuleBroken(
            "Cộng số tán thành và không tán thành nhiều hơn số đảng viên chính thức có mặt.",
            "in_favour",
        )


def roll_between(statuses: Iterable[MembershipStatus]) -> tuple[int, int]:
    """Return the least and the most who can make up N on a day of these standings.

    All official members count; the exempted and those away only if they came; the suspended and
    the probationary never (24-QĐ/TW 9.3.2, as quoted).
    """
    standings = list(statuses)
    least = sum(counts_in_roll(one, present=False) for one in standings)
    return least, sum(counts_in_roll(one, present=True) for one in standings)


def check_roll(roll: int, between: tuple[int, int]) -> None:
    """Refuse an N that the register of the day of the meeting does not give.

    The register says nothing of days before it was begun; then what the minutes say is taken.
    """
    least, most = between
    if most == 0 or least <= roll <= most:
        return
    number = f"{most}" if least == most else f"từ {least} đến {most}"
    raise RuleBroken(
        f"Ngày họp, theo sổ chi bộ có {number} đảng viên chính thức tính biểu quyết (người được "
        "miễn, đi tạm thời chỉ tính khi có dự). Hãy ghi đúng tổng số hoặc đúng ngày họp.",
        "roll",
    )


def outcome_of(kind: ProcedureKind, count: Count, threshold: Threshold) -> VoteOutcome:
    """Tell whether as many of all official members agreed as the provision asks, or refused.

    Two thirds, ⌈2N/3⌉, by the text as quoted (24-QĐ/TW; provision `vote.thresholds`).
    Only of a probationary member can two thirds propose to strike off; a candidate for admission
    who fails has one attempt less (29-QĐ/TW 2016, mục 4, as quoted).
    """
    enough = needed(count.roll, threshold)
    if count.in_favour >= enough:
        return VoteOutcome.AGREED
    if kind is ProcedureKind.CONFIRMATION and count.against >= enough:
        return VoteOutcome.REFUSED
    return VoteOutcome.BELOW


def check_may_vote(
    state: ProcedureState, earlier: Sequence[date], held_on: date, most_votes: int
) -> None:
    """Refuse a vote out of turn: when the file is past it, on an earlier day, or a fourth time.

    After three votes below two thirds the cell reports to the level above, which decides
    (29-QĐ/TW 2016, as quoted).
    """
    if state is ProcedureState.UNDECIDED:
        raise RuleBroken(
            f"Chi bộ đã biểu quyết {most_votes} lần mà chưa đủ hai phần ba: phải báo cáo cấp ủy "
            "cấp trên xem xét, quyết định."
        )
    if state is not ProcedureState.PREPARING:
        raise RuleBroken(f"Hồ sơ «{state.label}» không còn ở bước chi bộ biểu quyết.")
    if earlier and held_on <= max(earlier):
        raise RuleBroken("Lần biểu quyết sau phải ở một cuộc họp sau lần trước.", "held_on")


def check_may_return(outcome: VoteOutcome | None) -> None:
    """Refuse to give a file back on which the cell came to no result in all its votes.

    The level above decides then (29-QĐ/TW 2016, as quoted). That it may give back what it does not
    agree with, for the cell to review once more, is a rule of the house.
    """
    if outcome is VoteOutcome.BELOW:
        raise RuleBroken(
            "Chi bộ đã biểu quyết đủ số lần mà chưa đủ hai phần ba: cấp ủy cấp trên xem xét, quyết "
            "định, không trả lại chi bộ."
        )


def state_after(outcome: VoteOutcome, attempts: int, most_votes: int) -> ProcedureState:
    """Return where a vote leads; `attempts` counts this one too."""
    if outcome is VoteOutcome.AGREED:
        return ProcedureState.REVIEWED
    if outcome is VoteOutcome.REFUSED:
        return ProcedureState.REFUSED
    return ProcedureState.UNDECIDED if attempts >= most_votes else ProcedureState.PREPARING


def check_committee(members: int, in_favour: int) -> None:
    """Refuse a decision unless two thirds of the committee's members agreed.

    12-HD/BTCTW 2022, as quoted.
    """
    if members <= 0 or not 0 <= in_favour <= members:
        raise RuleBroken("Số cấp ủy viên tán thành không khớp với tổng số.", "in_favour")
    enough = -(-2 * members // 3)
    if in_favour < enough:
        raise RuleBroken(
            f"Cần ít nhất {enough}/{members} cấp ủy viên tán thành (từ hai phần ba tổng số).",
            "in_favour",
        )
