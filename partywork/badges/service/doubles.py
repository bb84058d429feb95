"""Nominations of two records of one person for the same badge: one counts, the further one."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, select, union
from sqlalchemy.orm import aliased

from partywork.badges import policy
from partywork.badges.models import BadgeNomination
from partywork.badges.terms import NominationStatus
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.core.actor import system

_BEGUN = (NominationStatus.PROPOSED, NominationStatus.POSTPONED)
_SENT = (NominationStatus.SUBMITTED, NominationStatus.AWARDED)
_ALL = (*_BEGUN, *_SENT)


def _beside(
    of: UUID,
    states: Collection[NominationStatus],
    other: UUID,
    their_states: Collection[NominationStatus],
) -> Select[UUID]:
    """Return the nominations of one record in some states beside one of the other, same badge."""
    own, theirs = aliased(BadgeNomination), aliased(BadgeNomination)
    return select(own.id).where(
        own.member_id == of,
        own.status.in_(states),
        theirs.member_id == other,
        theirs.years == own.years,
        theirs.status.in_(their_states),
    )


def _begun_twice(pair: Pair) -> Select[BadgeNomination]:
    """Return what was only begun for one record beside the further one of the other."""
    wanted = union(
        _beside(pair.gone, _BEGUN, pair.kept, _ALL), _beside(pair.kept, _BEGUN, pair.gone, _SENT)
    )
    return policy.visible(system(pair.day)).where(BadgeNomination.id.in_(wanted))


def _sent_twice(pair: Pair) -> Select[BadgeNomination]:
    """Return what was submitted for one record and submitted or awarded for the other."""
    submitted = (NominationStatus.SUBMITTED,)
    wanted = union(
        _beside(pair.gone, submitted, pair.kept, _SENT),
        _beside(pair.kept, submitted, pair.gone, _SENT),
    )
    return policy.visible(system(pair.day)).where(BadgeNomination.id.in_(wanted))


DOUBLES = (
    Double(
        "đề nghị tặng Huy hiệu Đảng đã trình",
        _sent_twice,
        Becomes.WAITS,
        "Cả hai hồ sơ cùng có đề nghị tặng một Huy hiệu Đảng đã trình. Hãy ghi tạm hoãn một đề "
        "nghị ở trang «Huy hiệu, thẻ» trước.",
    ),
    Double("đề nghị tặng Huy hiệu Đảng đang làm (trùng)", _begun_twice, Becomes.DROPPED),
)
