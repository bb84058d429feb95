"""Entering badges that were given before they were kept here."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.badges import policy
from partywork.badges.rules.nominations import check_award
from partywork.badges.service.nominations import (
    DESK_ONLY,
    Award,
    Candidate,
    candidate,
    check_new,
    enter,
)
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken, require


def for_past_award(actor: Actor, member_id: UUID, years: int) -> Candidate:
    """Return the member if the actor may enter a badge given before."""
    found = candidate(actor, member_id, years)
    require(policy.may_decide(actor, found.standing.organisation, member_id), DESK_ONLY)
    return found


def enter_past_award(actor: Actor, member_id: UUID, years: int, *, given: Award) -> None:
    """Enter a badge that was given before it was kept here."""
    with transaction():
        found = for_past_award(actor, member_id, years)
        check_new(found)
        check_award(given.awarded_on, given.decided_on, given.awarded_on, clock.today())
        if given.awarded_on < found.reached_on and found.life.died_on is None:
            raise RuleBroken(
                f"Đến {display.day(given.awarded_on)} chưa đủ {years} năm tuổi Đảng (mốc "
                f"{display.day(found.reached_on)}). Nếu được xét tặng sớm, hãy lập hồ sơ đề nghị.",
                "awarded_on",
            )
        enter(actor, member_id, years, given)
        audit.record(
            actor,
            "badge.enter_past",
            found.standing.member,
            organisation_id=found.standing.organisation_id,
            organisation_path=found.standing.organisation.path,
            years=years,
            decision=given.decision_number,
            day=given.awarded_on,
        )
