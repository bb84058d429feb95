"""The base of a vote, how many must agree, and whether the count holds together."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from partywork.ballots.terms import Choice, VoteSubject
from partywork.cells.rules.membership import counts_in_roll, may_vote
from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold


@dataclass(frozen=True, slots=True)
class Voter:
    """A member of the body with the standing and the attendance of the day of the vote.

    `is_online` says that who is present takes part from afar, `at_congress` that the body holds
    its congress, where absence with accepted reason leaves N.
    """

    member_id: UUID | str
    status: MembershipStatus
    present: bool
    excused: bool = False
    is_online: bool = False
    at_congress: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The three counts of an open vote."""

    in_favour: int
    against: int
    other_opinion: int

    @property
    def total(self) -> int:
        """Everybody who expressed a view."""
        return self.in_favour + self.against + self.other_opinion


def roll_size(voters: Iterable[Voter], *, excused_deducted: bool = False) -> int:
    """Return N, «tổng số đảng viên tính biểu quyết» (24-QĐ/TW 9.3.2).

    All official members, without the exempted and the temporarily away who did not come;
    suspended, prosecuted, probationary members and temporary guests never count. Absence with
    reason is deducted only at congresses, unless the office decided otherwise.
    """
    return sum(
        counts_in_roll(voter.status, voter.present) and not _is_deducted(voter, excused_deducted)
        for voter in voters
    )


def _is_deducted(voter: Voter, excused_deducted: bool) -> bool:
    deducts = excused_deducted or voter.at_congress
    return deducts and voter.excused and not voter.present


def votes_now(voter: Voter, *, from_afar: bool = True) -> bool:
    """Say whether a person votes on a question: has come, may vote, and may do so from where.

    `from_afar` says whether the question may be voted on by who takes part online (provision
    `vote.channels`); who may not still belongs to N.
    """
    return voter.present and may_vote(voter.status) and (from_afar or not voter.is_online)


def eligible_present(voters: Iterable[Voter], *, from_afar: bool = True) -> int:
    """Return how many of those present vote on a question."""
    return sum(votes_now(voter, from_afar=from_afar) for voter in voters)


def threshold_for(thresholds: Mapping[str, Any], subject: VoteSubject) -> Threshold:
    """Return what a subject needs by the table in force (provision `vote.thresholds`).

    What the table does not name takes more than half of the whole body (Điều lệ Đảng, Điều 9.5).
    """
    return Threshold(thresholds.get(subject, {}).get("needs", Threshold.MAJORITY))


def basis_of(thresholds: Mapping[str, Any], subject: VoteSubject) -> str:
    """Return the text on which the threshold of a subject rests, as the table names it."""
    return str(thresholds.get(subject, {}).get("basis", "Điều lệ Đảng, Điều 9.5"))


def needed(roll: int, threshold: Threshold) -> int:
    """Return how many must be in favour, out of the roll and not of those present.

    «Quá nửa» is ⌊N/2⌋+1 (Điều lệ Đảng, Điều 9.5); «từ hai phần ba» is ⌈2N/3⌉.
    """
    if threshold is Threshold.TWO_THIRDS:
        return -(-2 * roll // 3)
    return roll // 2 + 1


def check_may_open(
    roll: int,
    eligible: int,
    *,
    block_without_majority: bool,
    warn_under_two_thirds: bool,
) -> str | None:
    """Refuse a vote that nobody could win; return a warning when few of the roll have come.

    `eligible` are those present who may vote. No text sets a quorum for monthly meetings, so both
    limits are the office's decision.
    """
    if roll == 0 or eligible == 0:
        raise RuleBroken("Chưa có đảng viên có quyền biểu quyết dự họp. Hãy điểm danh trước.")
    if block_without_majority and eligible * 2 <= roll:
        raise RuleBroken(
            f"Chỉ có {eligible} đảng viên có quyền biểu quyết dự họp, không quá nửa tổng số {roll}."
            " Chưa thể biểu quyết."
        )
    if warn_under_two_thirds and eligible * 3 < roll * 2:
        return (
            f"Có {eligible} đảng viên có quyền biểu quyết dự họp, dưới hai phần ba tổng số {roll}."
        )
    return None


def check_congress(voters: Iterable[Voter]) -> str | None:
    """Return a warning for a congress that fewer than two thirds of its official members attend.

    Of all who were to come: absence with accepted reason leaves N, yet not this count. The text
    was not at hand when this was written, so it warns and refuses nothing.
    """
    people = [one for one in voters if one.at_congress and counts_in_roll(one.status, one.present)]
    present = sum(one.present for one in people)
    if present * 3 >= len(people) * 2:
        return None
    return (
        f"Đại hội có {present}/{len(people)} đồng chí chính thức dự, kể cả người vắng có lý do "
        "trong tổng số: chưa đủ hai phần ba."
    )


def add(*tallies: Tally) -> Tally:
    """Return one tally of what was counted in several ways: hands, names, screens, papers."""
    return Tally(
        in_favour=sum(one.in_favour for one in tallies),
        against=sum(one.against for one in tallies),
        other_opinion=sum(one.other_opinion for one in tallies),
    )


def tally_of(choices: Iterable[Choice]) -> Tally:
    """Add up answers to one question."""
    counts = Counter(choices)
    return Tally(
        in_favour=counts[Choice.IN_FAVOUR],
        against=counts[Choice.AGAINST],
        other_opinion=counts[Choice.OTHER],
    )


def check_tally(tally: Tally, eligible: int) -> None:
    """Refuse negative counts and a sum other than the number present who may vote."""
    if min(tally.in_favour, tally.against, tally.other_opinion) < 0:
        raise RuleBroken("Số biểu quyết không được là số âm.")
    if tally.total != eligible:
        raise RuleBroken(
            f"Cộng các ý kiến được {tally.total}, nhưng có {eligible} đảng viên có quyền biểu quyết"
            " dự họp. Hãy đếm lại."
        )


def check_reserving(
    member_id: UUID | None,
    text: str,
    *,
    voted: Collection[UUID],
    reserved: Collection[UUID],
    is_decided: bool,
) -> None:
    """Who voted may reserve an opinion once the result is known, once, in words of their own.

    Điều lệ Đảng, Điều 9: the minority may keep its opinion and report it upward.
    """
    if not is_decided:
        raise RuleBroken("Chỉ ghi ý kiến bảo lưu khi đã có kết quả biểu quyết.")
    if member_id not in voted:
        raise RuleBroken("Chỉ đồng chí đã biểu quyết nội dung này bảo lưu ý kiến.", "member_id")
    if member_id in reserved:
        raise RuleBroken("Đồng chí này đã ghi ý kiến bảo lưu.", "text")
    if not text:
        raise RuleBroken("Hãy ghi ý kiến bảo lưu.", "text")


def passed(tally: Tally, roll: int, threshold: Threshold) -> bool:
    """Tell whether enough of the roll were in favour."""
    return tally.in_favour >= needed(roll, threshold)


def why_counted(voter: Voter, *, excused_deducted: bool = False, from_afar: bool = True) -> str:
    """Say in words whether and why a person belongs to N and may vote (24-QĐ/TW 9.3.2)."""
    if voter.present and voter.is_online and not from_afar and may_vote(voter.status):
        return f"{voter.status.label}, dự trực tuyến: tính vào tổng số, không biểu quyết việc này."
    if voter.status is MembershipStatus.OFFICIAL:
        return _why_official(voter, excused_deducted)
    if not counts_in_roll(voter.status, True):
        return f"{voter.status.label}: không tính, không biểu quyết."
    if voter.present:
        return f"{voter.status.label} nhưng có mặt: tính và được biểu quyết."
    return f"{voter.status.label}, không có mặt: không tính."


def _why_official(voter: Voter, excused_deducted: bool) -> str:
    if voter.present:
        return "Chính thức, có mặt: tính và được biểu quyết."
    if _is_deducted(voter, excused_deducted):
        return "Chính thức, vắng có lý do: được trừ, không tính."
    return "Chính thức, không có mặt: vẫn tính vào tổng số."
