"""The badges and the card of one member."""

from dataclasses import dataclass
from uuid import UUID

from partywork.badges import policy, queries
from partywork.badges.pages.lists import CardLine, Line
from partywork.badges.rules.milestones import (
    Prospect,
    coming_batches,
    milestone_day,
    prospects_of,
)
from partywork.badges.rules.nominations import note_of
from partywork.badges.service import reading
from partywork.badges.service.cards import line_of
from partywork.cells.models import MemberEvent, Membership
from partywork.cells.service import members
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible


@dataclass(frozen=True, slots=True)
class MemberBadges:
    """What a member has, what comes next, what the actor may do about it.

    `following` is the next milestone beyond the coming batches, asked for early if at all.
    """

    standing: Membership
    awarded: tuple[MemberEvent, ...]
    lines: tuple[Line, ...]
    following: Prospect | None
    card: CardLine
    may_propose: bool
    may_decide: bool
    may_record_card: bool


def of_member(actor: Actor, member_id: UUID) -> MemberBadges:
    """Return the badges and the card of a member whose badges the actor sees."""
    _standing(actor, member_id)
    members.note_reading(actor, member_id)
    standing = _standing(actor, member_id)
    happened = queries.lives(actor, actor.day, member_id=member_id).get(member_id, [])
    lines, following = _lines(actor, standing, happened)
    cards = queries.card_events(actor, actor.day, member_id=member_id).get(member_id, [])
    cell = standing.organisation
    return MemberBadges(
        standing=standing,
        awarded=tuple(one for one in happened if one.kind is EventKind.BADGE_AWARDED),
        lines=lines,
        following=following,
        card=line_of(standing, cards),
        may_propose=policy.may_propose(actor, cell, member_id),
        may_decide=policy.may_decide(actor, cell, member_id),
        may_record_card=not _has_died(happened)
        and (
            policy.may_keep_cards(actor, cell, member_id)
            or policy.may_report_loss(actor, cell, member_id)
        ),
    )


def _has_died(happened: list[MemberEvent]) -> bool:
    """Say whether a life is over: the family keeps the card, no later badge will be reached."""
    return any(one.kind is EventKind.DIED for one in happened)


def _standing(actor: Actor, member_id: UUID) -> Membership:
    standings = queries.people(actor, actor.day, member_id=member_id)
    if not standings:
        raise NotVisible()
    return standings[-1]


def _lines(
    actor: Actor, standing: Membership, happened: list[MemberEvent]
) -> tuple[tuple[Line, ...], Prospect | None]:
    member = standing.member
    if member.party_age_from is None:
        return (), None
    terms = reading.terms_on(actor.day)
    batches = coming_batches(actor.day, terms.batches)
    life = reading.life_of(member.party_age_from, happened)
    own = {one.years: one for one in queries.nominations(actor, member_id=member.id)}
    prospects = {one.years: one for one in prospects_of(life, terms, batches)}
    note = note_of(standing.status)
    lines = [
        Line.of(member, standing.organisation, prospect, note=note)
        for years, prospect in prospects.items()
        if years not in own
    ]
    lines += [reading.nominated(one, note) for one in own.values()]
    later = [
        Prospect(years, milestone_day(member.party_age_from, years), None)
        for years in terms.milestones
        if milestone_day(member.party_age_from, years) > batches[-1] and years not in own
    ]
    following = None if _has_died(happened) else next(iter(later), None)
    return tuple(sorted(lines, key=lambda line: line.years)), following
