"""What members still owe in a cell that ends or that they leave, and who collects it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select

from partywork.cells.service.unfinished import Unfinished, WithPeople
from partywork.core.actor import Actor
from partywork.core.periods import Month
from partywork.dues import policy
from partywork.dues.models import DuesLine


def open_lines(actor: Actor, cell_id: UUID) -> Select[DuesLine]:
    """Return what members of a cell still owe, as far as the register tells."""
    return policy.visible_lines(actor).where(
        DuesLine.organisation_id == cell_id,
        DuesLine.paid_on.is_(None),
        DuesLine.is_excused.is_(False),
    )


def open_lines_of(actor: Actor, cell_id: UUID, member_ids: Collection[UUID]) -> Select[DuesLine]:
    """Return what some members of a cell still owe there."""
    return open_lines(actor, cell_id).where(DuesLine.member_id.in_(member_ids))


def _month_of(line: DuesLine) -> str:
    return Month.of(line.month).label


LEFT_BEHIND = Unfinished(
    words="khoản đảng phí chưa nộp; quyết toán quý cuối",
    of=open_lines,
    told=_month_of,
    fate="Cấp ủy chi bộ tiếp nhận thu tiếp, chốt sổ và quyết toán quý cuối trong sổ của chi bộ cũ.",
    fate_alone="Sổ giữ nguyên để văn phòng Đảng ủy đối chiếu; nên quyết toán trước.",
    is_open=False,
    with_people=WithPeople(
        words="khoản đảng phí chưa nộp",
        of=open_lines_of,
        fate="Tháng trước ngày chuyển, chi bộ cũ thu nốt trong sổ của mình; từ tháng chuyển thu ở "
        "chi bộ mới.",
    ),
)
