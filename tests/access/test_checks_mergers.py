"""In a cell where everything happened, any member may turn out to have been entered twice."""

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from uuid import UUID

from sqlalchemy import Table, select, update

from partywork.app import DEPENDENTS, ON_MERGER
from partywork.ballots.models import Ballot, Vote
from partywork.ballots.terms import BallotStatus, VoteStatus
from partywork.cells.models import Appointment, Member
from partywork.cells.rules.merging import Fate
from partywork.cells.service.merging import Pair
from partywork.checks.service.merging import Merged, merge
from partywork.core.actor import system
from partywork.core.db import Base, db, taken_back
from partywork.core.errors import RuleBroken
from partywork.meetings.models import Meeting
from partywork.meetings.terms import MeetingStatus
from tests.access.sides import TODAY
from tests.access.world import World


@dataclass
class Seen:
    """What a merger did, and what still points at the record that went; or why it was refused."""

    merged: Merged | None
    left: Counter[str]
    refusal: str = ""


def _pointing(member_id: UUID) -> Counter[str]:
    """Count the rows of every table that point at a member; withdrawn offices count nowhere."""
    found: Counter[str] = Counter()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Member.__table__.c.id for key in column.foreign_keys):
                query = select(column).where(column == member_id)
                if table is Appointment.__table__:
                    query = query.where(table.c.withdrawn_at.is_(None))
                found[table.name] += len(db.session.execute(query).all())
    return found


def _end(table: Table, before: str, after: str) -> None:
    db.session.execute(update(table).where(table.c.status == before).values(status=after))


def _try(kept: UUID, gone: UUID) -> Seen:
    """Make two records one once the evening is over, see what it did, and take it back."""
    with taken_back():
        _end(Meeting.__table__, MeetingStatus.OPEN, MeetingStatus.CLOSED)
        _end(Vote.__table__, VoteStatus.OPEN, VoteStatus.PASSED)
        for before in (BallotStatus.OPEN, BallotStatus.CLOSED):
            _end(Ballot.__table__, before, BallotStatus.COUNTED)
        try:
            merged = merge(system(TODAY), Pair(kept, gone, TODAY), reason="Nhập trùng")
        except RuleBroken as refusal:
            return Seen(None, Counter(), refusal.message)
        return Seen(merged, _pointing(gone))


def test_after_a_merger_nothing_points_at_the_record_that_went_but_what_the_page_names(
    world: World,
) -> None:
    with world.app.app_context():
        people = [one.id for one in world.a.people]
        seen = [_try(kept, gone) for kept, gone in permutations(people, 2)]

    done = [(one.merged, one.left) for one in seen if one.merged is not None]
    followed: Counter[str] = Counter()
    for merged, left in done:
        stayed: Counter[str] = Counter()
        named = (one for one, fate in ON_MERGER.items() if fate is not Fate.OWN_STEP)
        for table in named:
            stayed[DEPENDENTS[table]] += left[table]
        assert stayed == merged.carried.stayed
        assert left["memberships"] + left["appointments"] == 0
        followed += merged.carried.followed
    assert len(done) > 10
    assert len(followed) > 20
    assert all("Hãy" in one.refusal or "chi bộ" in one.refusal for one in seen if not one.merged)
