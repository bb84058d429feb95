"""Nobody is admitted who is a member already, listed twice, or vouches for themselves.

A member has one record and one admission (Điều lệ Đảng, Điều 4: the person admitted is not yet a
member); how the register finds out is a rule of the house.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from partywork.admissions.terms import ProcedureKind
from partywork.cells.rules.identity import Likeness
from partywork.core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may be the candidate's: how alike, whether that person left, its number."""

    likeness: Likeness
    is_gone: bool
    has_number: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What the cell says of a candidate: whether the number is known, «người khác trùng tên»."""

    has_number: bool
    is_namesake: bool


def check_not_member(found: Iterable[Found], claim: Claim) -> None:
    """Refuse a candidate who is a living member, or may be one.

    The dead and those whose admission is decided count as members. With equal name and day of
    birth an officer says that it is another person, and both identity numbers are on record and
    differ.
    """
    here = [one for one in found if not one.is_gone]
    if any(one.likeness is Likeness.SAME for one in here):
        raise RuleBroken(
            "Số căn cước này đã có trong danh sách đảng viên của Đảng bộ; đảng viên không được kết "
            "nạp lần nữa.",
            "citizen_id",
        )
    alike = [one for one in here if one.likeness is Likeness.ALIKE]
    if not alike:
        return
    _check_claim(claim, "Đã có một đảng viên của Đảng bộ cùng họ tên, ngày sinh.")
    if not all(one.has_number for one in alike):
        raise RuleBroken(
            "Hồ sơ của đảng viên cùng họ tên, ngày sinh chưa có số căn cước nên chưa phân biệt "
            "được hai người. Hãy đề nghị bổ sung số căn cước vào hồ sơ ấy trước.",
            "is_namesake",
        )


def check_not_listed(likenesses: Iterable[Likeness], claim: Claim) -> None:
    """Refuse to list a person whom this or another cell of the Đảng bộ looks after already."""
    listed = set(likenesses)
    if Likeness.SAME in listed:
        raise RuleBroken(
            "Số căn cước này đã có trong danh sách quần chúng ưu tú của Đảng bộ; mỗi người chỉ ở "
            "một danh sách.",
            "citizen_id",
        )
    if Likeness.ALIKE in listed:
        _check_claim(claim, "Danh sách quần chúng ưu tú đã có người cùng họ tên, ngày sinh.")


def check_first_time(kind: ProcedureKind, found: Iterable[Found], claim: Claim) -> None:
    """Refuse a first admission of somebody with a former record: they are admitted again."""
    if kind is not ProcedureKind.ADMISSION:
        return
    gone = {one.likeness for one in found if one.is_gone}
    if Likeness.SAME in gone:
        raise RuleBroken(
            "Số căn cước này đã có trong danh sách đảng viên, ở hồ sơ của người đã ra khỏi Đảng "
            "hoặc đã chuyển đi: phải lập hồ sơ kết nạp lại."
        )
    if Likeness.ALIKE in gone and not (claim.is_namesake and claim.has_number):
        raise RuleBroken(
            "Danh sách đảng viên có hồ sơ cũ cùng họ tên, ngày sinh. Nếu là người ấy, hãy lập hồ "
            "sơ kết nạp lại; nếu là người khác trùng tên, hãy ghi số căn cước và đánh dấu «Người "
            "khác trùng tên» ở trang theo dõi."
        )


def check_number_known(claim: Claim) -> None:
    """Refuse to go on to the decision without the identity number of the candidate."""
    if not claim.has_number:
        raise RuleBroken(
            "Chưa ghi số căn cước của người vào Đảng. Chi bộ bổ sung ở trang theo dõi của người "
            "này."
        )


def check_not_self(likenesses: Iterable[Likeness], claim: Claim, field: str) -> None:
    """Refuse a helper or sponsor who is the candidate (12-HD/BTCTW 2022, as quoted).

    An official member helps and introduces somebody else.
    """
    vouching = set(likenesses)
    if Likeness.SAME in vouching or (Likeness.ALIKE in vouching and not claim.is_namesake):
        raise RuleBroken(
            "Người giúp đỡ, người giới thiệu không được là chính người được xét kết nạp.", field
        )


def _check_claim(claim: Claim, words: str) -> None:
    if not claim.is_namesake:
        raise RuleBroken(
            f"{words} Nếu là người khác, hãy ghi số căn cước và đánh dấu «Người khác trùng tên».",
            "is_namesake",
        )
    if not claim.has_number:
        raise RuleBroken(f"{words} Hãy ghi số căn cước để phân biệt hai người.", "citizen_id")
