"""Votes under way in which two records of one person are counted."""

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from partywork.ballots import policy
from partywork.ballots.models import RollEntry, Vote
from partywork.ballots.terms import VoteStatus
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.core.actor import system
from partywork.core.db import SCOPED


def _on_one_open_roll(pair: Pair) -> Select[RollEntry]:
    """Return the entries of the record that goes where a vote under way counts the other too."""
    own = aliased(RollEntry)
    both = select(own.id).where(own.vote_id == RollEntry.vote_id, own.member_id == pair.kept)
    under_way = policy.visible(system(pair.day)).where(Vote.status == VoteStatus.OPEN)
    return (
        select(RollEntry)
        .where(
            RollEntry.vote_id.in_(under_way.with_only_columns(Vote.id)),
            RollEntry.member_id == pair.gone,
            both.exists(),
        )
        .execution_options(**{SCOPED: True})
    )


DOUBLES = (
    Double(
        "biểu quyết đang diễn ra",
        _on_one_open_roll,
        Becomes.WAITS,
        "Cả hai hồ sơ đang được tính trong một cuộc biểu quyết. Hãy gộp sau khi biểu quyết xong.",
    ),
)
