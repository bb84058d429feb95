"""From the computed list to the award: each step of a nomination is one use case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.badges import policy, queries
from partywork.badges.models import BadgeNomination
from partywork.badges.rules import nominations as rules
from partywork.badges.rules.milestones import (
    Life,
    Terms,
    check_batch,
    check_ground,
    check_not_held,
    milestone_day,
)
from partywork.badges.service import reading
from partywork.badges.terms import Ground, NominationStatus, PostponementReason
from partywork.cells.models import Membership
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, OwnPage
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret

_NOT_YOURS = "Hồ sơ Huy hiệu do cấp ủy chi bộ hoặc tổ chức của văn phòng Đảng ủy lập; không tự lập."
DESK_ONLY = "Việc này do tổ chức của văn phòng Đảng ủy ghi; không tự ghi cho mình."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member with the badge they could be proposed for."""

    standing: Membership
    life: Life
    terms: Terms
    years: int
    reached_on: date

    @property
    def note(self) -> str:
        """What whoever nominates must know of how the member stands."""
        return rules.note_of(self.standing.status)


@dataclass(frozen=True, slots=True)
class Award:
    """The decision by which a badge was given, and the day it was handed over."""

    decision_number: str
    decided_on: date
    deciding_body: str
    awarded_on: date
    badge_number: str = ""


def for_nominating(actor: Actor, member_id: UUID, years: int) -> Candidate:
    """Return the member if the actor may prepare the dossier of that badge."""
    found = candidate(actor, member_id, years)
    require(policy.may_propose(actor, found.standing.organisation, member_id), _NOT_YOURS)
    return found


def candidate(actor: Actor, member_id: UUID, years: int) -> Candidate:
    """Return a member whose badges the actor sees, with a milestone that exists."""
    standings = queries.people(actor, actor.day, member_id=member_id)
    terms = reading.terms_on(actor.day)
    begins = standings[-1].member.party_age_from if standings else None
    if begins is None or years not in terms.milestones:
        raise NotVisible()
    happened = queries.lives(actor, actor.day, member_id=member_id).get(member_id, [])
    life = reading.life_of(begins, happened)
    return Candidate(standings[-1], life, terms, years, milestone_day(begins, years))


def nominate(
    actor: Actor,
    member_id: UUID,
    years: int,
    *,
    ground: Ground,
    batch_on: date,
    asked_on: date | None,
) -> BadgeNomination:
    """Open the dossier of a member for the badge of some years in a batch."""
    with transaction():
        found = for_nominating(actor, member_id, years)
        check_new(found)
        check_ground(
            ground,
            years,
            found.reached_on,
            found.terms,
            asked_on=asked_on,
            died_on=found.life.died_on,
        )
        check_batch(batch_on, ground, found.reached_on, found.terms, asked_on)
        check_not_held(found.life.disciplines, found.terms, batch_on)
        nomination = BadgeNomination(
            organisation_id=found.standing.organisation_id,
            member_id=member_id,
            years=years,
            ground=ground,
            batch_on=batch_on,
            asked_on=asked_on,
        )
        db.session.add(nomination)
        db.session.flush()
        audit.record(
            actor,
            "badge.nominate",
            nomination,
            organisation_path=found.standing.organisation.path,
            years=years,
            batch_on=batch_on,
            ground=ground,
        )
    return nomination


def check_new(found: Candidate) -> None:
    """Refuse a badge that was given before, and a second dossier for it."""
    member_id, years = found.standing.member_id, found.years
    if years in found.life.awarded:
        raise RuleBroken(f"Đồng chí này đã được tặng Huy hiệu {years} năm tuổi Đảng.")
    if queries.nomination_of(member_id, years) is not None:
        raise RuleBroken(f"Đã có hồ sơ đề nghị Huy hiệu {years} năm của đồng chí này.")


def for_proposing(actor: Actor, nomination_id: UUID) -> BadgeNomination:
    """Return the nomination if the actor may work on its dossier."""
    found = reading.get(actor, nomination_id)
    require(policy.may_propose(actor, found.organisation, found.member_id), _NOT_YOURS)
    return found


def for_deciding(actor: Actor, nomination_id: UUID) -> BadgeNomination:
    """Return the nomination if the actor may submit, postpone or close it."""
    found = reading.get(actor, nomination_id)
    require(policy.may_decide(actor, found.organisation, found.member_id), DESK_ONLY)
    return found


def check_not_disciplined_since(actor: Actor, nomination: BadgeNomination) -> None:
    """A discipline between opening the dossier and the batch holds the badge as one before does."""
    found = candidate(actor, nomination.member_id, nomination.years)
    before = [one for one in found.life.disciplines if one.effective_on <= nomination.batch_on]
    check_not_held(before, found.terms, nomination.batch_on)


def keep_papers(
    actor: Actor,
    nomination_id: UUID,
    *,
    version: int,
    received: Mapping[str, date],
    kept_at: str,
) -> BadgeNomination:
    """Record which papers of the dossier are there, since when, and where they lie."""
    with transaction():
        nomination = for_proposing(actor, nomination_id)
        nomination.expect_version(version)
        refuse_secret(kept_at)
        if nomination.status is NominationStatus.AWARDED:
            raise RuleBroken("Huy hiệu đã được tặng; hồ sơ không sửa nữa.")
        rules.check_papers(received, nomination.ground, clock.today())
        nomination.papers = {name: day.isoformat() for name, day in received.items()}
        nomination.kept_at = kept_at
        audit.record(
            actor,
            "badge.keep_papers",
            nomination,
            organisation_path=nomination.organisation.path,
            items=len(received),
        )
    return nomination


def _go_on(
    actor: Actor, nomination_id: UUID, version: int, following: NominationStatus
) -> BadgeNomination:
    nomination = for_deciding(actor, nomination_id)
    nomination.expect_version(version)
    rules.check_transition(nomination.status, following)
    if following in (NominationStatus.SUBMITTED, NominationStatus.AWARDED):
        check_not_disciplined_since(actor, nomination)
    nomination.status = following
    return nomination


def submit(
    actor: Actor, nomination_id: UUID, *, version: int, number: str, submitted_on: date
) -> BadgeNomination:
    """Record that the tờ trình with this person went to the body that decides."""
    with transaction():
        nomination = _go_on(actor, nomination_id, version, NominationStatus.SUBMITTED)
        refuse_secret(number)
        rules.check_dossier(nomination.ground, nomination.papers)
        if submitted_on > clock.today():
            raise RuleBroken("Ngày trình không được ở tương lai.", "submitted_on")
        nomination.submission_number, nomination.submitted_on = number, submitted_on
        audit.record(
            actor,
            "badge.submit",
            nomination,
            organisation_path=nomination.organisation.path,
            symbol=number,
            day=submitted_on,
        )
    return nomination


def postpone(
    actor: Actor, nomination_id: UUID, *, version: int, reason: PostponementReason
) -> BadgeNomination:
    """Let a nomination wait; the reason is one of a few, never the case."""
    with transaction():
        nomination = _go_on(actor, nomination_id, version, NominationStatus.POSTPONED)
        nomination.postponed_for = reason
        audit.record(
            actor, "badge.postpone", nomination, organisation_path=nomination.organisation.path
        )
    return nomination


def resume(actor: Actor, nomination_id: UUID, *, version: int, batch_on: date) -> BadgeNomination:
    """Take a postponed nomination up again, for a batch to come."""
    with transaction():
        nomination = _go_on(actor, nomination_id, version, NominationStatus.PROPOSED)
        found = candidate(actor, nomination.member_id, nomination.years)
        check_batch(batch_on, nomination.ground, found.reached_on, found.terms, nomination.asked_on)
        check_not_held(found.life.disciplines, found.terms, batch_on)
        nomination.batch_on, nomination.postponed_for = batch_on, None
        audit.record(
            actor,
            "badge.resume",
            nomination,
            organisation_path=nomination.organisation.path,
            batch_on=batch_on,
        )
    return nomination


def award(actor: Actor, nomination_id: UUID, *, version: int, given: Award) -> BadgeNomination:
    """Record that the badge was given: an event in the life of the member."""
    with transaction():
        nomination = _go_on(actor, nomination_id, version, NominationStatus.AWARDED)
        rules.check_award(nomination.batch_on, given.decided_on, given.awarded_on, clock.today())
        enter(actor, nomination.member_id, nomination.years, given)
        nomination.decision_number, nomination.decided_on = given.decision_number, given.decided_on
        nomination.deciding_body, nomination.awarded_on = given.deciding_body, given.awarded_on
        nomination.badge_number = given.badge_number or None
        audit.record(
            actor,
            "badge.award",
            nomination,
            organisation_path=nomination.organisation.path,
            years=nomination.years,
            decision=given.decision_number,
            day=given.awarded_on,
        )
    return nomination


def enter(actor: Actor, member_id: UUID, years: int, given: Award) -> None:
    """Write the award into the life of the member, inside the running transaction."""
    refuse_secret(given.decision_number, given.deciding_body, given.badge_number)
    details = {"years": years} | ({"number": given.badge_number} if given.badge_number else {})
    events.apply(
        actor,
        member_id,
        NewEvent(
            kind=EventKind.BADGE_AWARDED,
            happened_on=given.awarded_on,
            cell_id=queries.cell_on(actor, member_id, given.awarded_on),
            document_number=given.decision_number,
            decided_on=given.decided_on,
            deciding_body=given.deciding_body,
            has_paper=True,
            details=details,
            origin=OwnPage.BADGES,
        ),
    )
