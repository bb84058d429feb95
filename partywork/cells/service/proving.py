"""Putting right the days that the papers of somebody taken over prove."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent
from partywork.cells.pages.events import counting
from partywork.cells.rules import proved as rules
from partywork.cells.rules.proved import PROVED, TAKING_OVER, ProvedCard, ProvedDays
from partywork.cells.service import ended_offices, events, members
from partywork.cells.service.events import NewEvent
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import NotAllowed, RuleBroken, require

_DESK_ONLY = "Các ngày theo giấy tờ do tổ chức của văn phòng Đảng ủy ghi; không ai ghi cho mình."


@dataclass(frozen=True, slots=True)
class Proving:
    """Somebody taken over, the event that did it, the days and the card it proves now."""

    member: Member
    event: MemberEvent
    days: ProvedDays
    card: ProvedCard

    @property
    def shown(self) -> dict[str, Any]:
        """What the form shows first."""
        return asdict(self.days) | {
            "card_number": self.card.number or "",
            "card_issued_on": self.card.issued_on,
            "version": self.member.version,
        }


def for_proving(actor: Actor, member_id: UUID) -> Proving:
    """Return what papers prove of a member, if the actor may put it right."""
    member, cell = members.get(actor, member_id), members.cell_of(actor, member_id)
    if cell is None:
        raise NotAllowed(_DESK_ONLY)
    require(policy.may_mend_events(actor, cell, member_id), _DESK_ONLY)
    known = counting(events.of_member(actor, member_id))
    taking = [one for one in known if one.kind in TAKING_OVER]
    if not taking:
        raise RuleBroken(
            "Các ngày của đồng chí theo quyết định đã ghi trong hệ thống; nếu ghi sai, hãy đính "
            "chính sự kiện ấy."
        )
    return Proving(
        member, taking[-1], ProvedDays.of(taking[-1].details), ProvedCard.of(taking[-1].details)
    )


def prove(
    actor: Actor, member_id: UUID, *, version: int, days: ProvedDays, card: ProvedCard, paper: str
) -> MemberEvent:
    """Put what papers prove in the place of what a list said; the old words stay readable.

    Standings, the end of probation and Party age follow.
    """
    with transaction():
        proving = for_proving(actor, member_id)
        proving.member.expect_version(version)
        wrong = proving.event
        rules.check_days(days, proving.member.born_on, clock.today())
        rules.check_official_day(days, wrong.status)
        kept = {
            name: value
            for name, value in wrong.details.items()
            if name not in PROVED and name != ended_offices.ENDED_OFFICES
        }
        return events.correct(
            actor,
            wrong.id,
            NewEvent(
                kind=wrong.kind,
                happened_on=rules.enrolled_on(wrong.happened_on, wrong.status, proving.days, days),
                cell_id=wrong.organisation_id,
                document_number=wrong.document_number,
                decided_on=wrong.decided_on,
                deciding_body=wrong.deciding_body,
                has_paper=wrong.has_paper,
                other_organisation_id=wrong.other_organisation_id,
                other_place=wrong.other_place,
                status=wrong.status,
                details={**kept, **days.details, **card.details},
                note="; ".join(one for one in (wrong.note, f"Căn cứ: {paper}") if one),
                origin=wrong.origin,
                source_id=wrong.source_id,
            ),
        )
