"""Tổ đảng: who may belong to one, who leads it."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from partywork.cells.terms import GroupPost
from partywork.core import display
from partywork.core.errors import RuleBroken


def check_name(name: str, others: Iterable[str]) -> None:
    """Refuse a second group of the same name in a cell."""
    if name.casefold() in {other.casefold() for other in others}:
        raise RuleBroken("Chi bộ đã có tổ đảng mang tên này.", "name")


def check_members(
    chosen: Collection[UUID], of_cell: Collection[UUID], elsewhere: Collection[UUID]
) -> None:
    """Refuse people who are not of the cell, or who belong to another group of it.

    A large cell may divide its members into groups (Điều lệ Đảng, Điều 24); everybody belongs to
    one of them at most.
    """
    if not set(chosen) <= set(of_cell):
        raise RuleBroken("Tổ đảng chỉ gồm đảng viên đang sinh hoạt ở chi bộ.", "members")
    if set(chosen) & set(elsewhere):
        raise RuleBroken("Có đồng chí đang ở tổ đảng khác; hãy đưa ra khỏi tổ đó trước.", "members")


def check_leaders(
    chosen: Collection[UUID],
    official: Collection[UUID],
    leader: UUID | None,
    deputy: UUID | None,
) -> None:
    """Refuse a tổ trưởng or tổ phó who could not be elected to it.

    The group elects its tổ trưởng and, if needed, a tổ phó from its members (Điều lệ Đảng,
    Điều 24, as quoted); probationary members do not stand for election (Điều 3).
    """
    for person, field in ((leader, "leader"), (deputy, "deputy")):
        if person is None:
            continue
        if person not in chosen:
            raise RuleBroken("Tổ trưởng, tổ phó phải là tổ viên của tổ đảng này.", field)
        if person not in official:
            raise RuleBroken("Tổ trưởng, tổ phó phải là đảng viên chính thức.", field)
    if leader is not None and leader == deputy:
        raise RuleBroken("Tổ trưởng và tổ phó phải là hai đồng chí khác nhau.", "deputy")


def post_of(person: UUID, leader: UUID | None, deputy: UUID | None) -> GroupPost:
    """Return what somebody does in a group with that leader and deputy."""
    if person == leader:
        return GroupPost.LEADER
    return GroupPost.DEPUTY if person == deputy else GroupPost.MEMBER


def check_day(day: date, starts_on: date) -> None:
    """Refuse a change before the group was formed."""
    if day < starts_on:
        raise RuleBroken(
            f"Tổ đảng thành lập ngày {display.day(starts_on)}; không ghi thay đổi trước ngày đó.",
            "on",
        )
