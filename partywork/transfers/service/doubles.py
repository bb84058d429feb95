"""Transfers under way of two records of one person."""

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.core.actor import system
from partywork.transfers import policy
from partywork.transfers.models import Transfer
from partywork.transfers.terms import OPEN_STATES


def _both_under_way(pair: Pair) -> Select[Transfer]:
    own = aliased(Transfer)
    other = select(own.id).where(own.member_id == pair.kept, own.state.in_(OPEN_STATES))
    return policy.visible(system(pair.day)).where(
        Transfer.member_id == pair.gone, Transfer.state.in_(OPEN_STATES), other.exists()
    )


DOUBLES = (
    Double(
        "hồ sơ chuyển sinh hoạt chưa xong",
        _both_under_way,
        Becomes.WAITS,
        "Cả hai hồ sơ đang có thủ tục chuyển sinh hoạt chưa xong. Hãy hoàn thành hoặc dừng một thủ "
        "tục ở trang «Chuyển sinh hoạt» trước.",
    ),
)
