"""When two records may be made one: a rule of the house, so that nothing of a life is lost."""

from collections.abc import Iterable
from uuid import UUID

from partywork.core.errors import RuleBroken


def check_two(member_id: UUID, other_id: UUID) -> None:
    """Refuse to compare a record with itself."""
    if member_id == other_id:
        raise RuleBroken("Chọn hai hồ sơ khác nhau.")


def check_may_go(in_the_way: Iterable[str]) -> None:
    """Refuse to take out a record that holds more than its entry into the register, naming what.

    Each đảng viên has one record; what happened in a life stays with that record.
    """
    named = ", ".join(in_the_way)
    if named:
        raise RuleBroken(
            f"Hồ sơ bị hủy còn có: {named}. Hãy chuyển sang hồ sơ được giữ hoặc hủy trước, "
            "hoặc giữ hồ sơ này và hủy hồ sơ kia.",
            "verdict",
        )
