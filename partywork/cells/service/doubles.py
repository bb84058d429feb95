"""Places in groups that two records of one person hold at once."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from partywork.cells import policy
from partywork.cells.models import GroupPlace
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.core.actor import system


def _places(pair: Pair) -> Select[GroupPlace]:
    """Return the present places of the record that goes where the kept record has one too."""
    own = aliased(GroupPlace)
    has_own = select(own.id).where(
        own.member_id == pair.kept, func.coalesce(own.ends_on, pair.day) >= pair.day
    )
    return policy.visible_places(system(pair.day)).where(
        GroupPlace.member_id == pair.gone,
        func.coalesce(GroupPlace.ends_on, pair.day) >= pair.day,
        has_own.exists(),
    )


DOUBLES = (Double("chỗ trong tổ đảng (hồ sơ được giữ đã có)", _places, Becomes.DROPPED),)
