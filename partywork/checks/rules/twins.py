"""Two records that are looked at as one person's."""

from uuid import UUID

from partywork.core.errors import RuleBroken


def check_two(member_id: UUID, other_id: UUID) -> None:
    """Refuse to compare a record with itself."""
    if member_id == other_id:
        raise RuleBroken("Chọn hai hồ sơ khác nhau.")


def check_stands(*, is_voided: bool) -> None:
    """Refuse to make a record one with another that was voided: it is nobody's any more.

    Each đảng viên has one record; what was entered by mistake counts no more.
    """
    if is_voided:
        raise RuleBroken("Một trong hai hồ sơ đã hủy; không còn hai hồ sơ để đối chiếu.")
