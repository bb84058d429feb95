"""The register of membership cards: who has which, what happens to them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.badges import policy, queries
from partywork.badges.pages.lists import CardLine
from partywork.badges.rules import cards as rules
from partywork.badges.service.reading import NOT_FOR_YOU
from partywork.badges.terms import CardAct, CardState
from partywork.cells.models import MemberEvent, Membership
from partywork.cells.queries import committee_above
from partywork.cells.rules.card_numbers import as_card_number
from partywork.cells.rules.membership import is_official
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import CardKind, EventKind, LeavingReason, OwnPage
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret

_DESK_ONLY = (
    "Sổ thẻ đảng viên do tổ chức của văn phòng Đảng ủy giữ, bí thư, phó bí thư chi bộ chỉ báo mất "
    "thẻ; không ai ghi thẻ của chính mình."
)
_KINDS = {
    CardAct.ISSUED: EventKind.CARD_ISSUED,
    CardAct.EXCHANGED: EventKind.CARD_EXCHANGED,
    CardAct.LOST: EventKind.CARD_LOST,
}


def register(
    actor: Actor, *, cell_id: UUID | None = None, state: CardState | None = None
) -> tuple[list[CardLine], dict[CardState, int]]:
    """Return the cards of today's official members, of one state if asked, and all counts."""
    require(policy.may_see(actor), NOT_FOR_YOU)
    happened = queries.card_events(actor, actor.day, cell_id)
    lines = [
        line_of(standing, happened.get(standing.member_id, []))
        for standing in queries.people(actor, actor.day, cell_id)
        if _holds_card(standing)
    ]
    counts = {one: sum(line.state is one for line in lines) for one in CardState}
    return [line for line in lines if state in (None, line.state)], counts


def _holds_card(standing: Membership) -> bool:
    return is_official(standing.status) and standing.leaving_reason is not LeavingReason.DIED


def line_of(standing: Membership, happened: list[MemberEvent]) -> CardLine:
    """Return the card of a member by what happened to it, oldest first."""
    member = standing.member
    is_lost = bool(happened) and happened[-1].kind is EventKind.CARD_LOST
    state = rules.state_of(member.card_number, member.card_kind, is_lost=is_lost)
    return CardLine(
        member_id=member.id,
        full_name=member.full_name,
        cell=standing.organisation.name,
        number=member.card_number,
        kind=member.card_kind,
        issued_on=member.card_issued_on,
        state=state,
        acts=rules.possible_acts(state),
    )


def for_recording(actor: Actor, member_id: UUID) -> CardLine:
    """Return the card of a member if the actor keeps the register, or may report it lost."""
    standing = _standing(actor, member_id)
    happened = queries.card_events(actor, actor.day, member_id=member_id)
    line = line_of(standing, happened.get(member_id, []))
    if policy.may_keep_cards(actor, standing.organisation, member_id):
        return line
    require(policy.may_report_loss(actor, standing.organisation, member_id), _DESK_ONLY)
    rules.check_act(CardAct.LOST, line.state)
    return replace(line, acts=(CardAct.LOST,))


def usual_body(actor: Actor, member_id: UUID) -> str:
    """Return who decided on the last card known here, or else the Đảng ủy above the cell."""
    last = queries.last_card_decision(actor)
    return last or committee_above(actor, _standing(actor, member_id).organisation)


def _standing(actor: Actor, member_id: UUID) -> Membership:
    standings = queries.people(actor, actor.day, member_id=member_id)
    if not standings:
        raise NotVisible()
    return standings[-1]


def record(
    actor: Actor,
    member_id: UUID,
    *,
    act: CardAct,
    happened_on: date,
    number: str | None,
    kind: CardKind | None,
    decision: rules.Decision,
) -> None:
    """Record that a card was issued, exchanged or lost: an event in the life of the member."""
    with transaction():
        line = for_recording(actor, member_id)
        standing = _standing(actor, member_id)
        refuse_secret(number, decision.number, decision.body)
        rules.check_holder(standing.status)
        rules.check_act(act, line.state)
        require(act in line.acts, _DESK_ONLY)
        rules.check_card(
            act,
            number,
            kind,
            present_number=line.number,
            present_kind=line.kind,
            happened_on=happened_on,
            today=clock.today(),
        )
        rules.check_decision(act, decision, happened_on, clock.today())
        is_lost = act is CardAct.LOST or kind is None
        events.apply(
            actor,
            member_id,
            NewEvent(
                kind=_KINDS[act],
                happened_on=happened_on,
                cell_id=queries.cell_on(actor, member_id, happened_on),
                document_number=None if is_lost else decision.number,
                decided_on=None if is_lost else decision.decided_on,
                deciding_body=None if is_lost else decision.body,
                details={} if is_lost else {"number": as_card_number(number or ""), "kind": kind},
                origin=OwnPage.BADGES,
            ),
        )
        audit.record(
            actor,
            "card.record",
            standing.member,
            organisation_id=standing.organisation_id,
            organisation_path=standing.organisation.path,
            kind=act,
            happened_on=happened_on,
        )
