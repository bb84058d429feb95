"""What takes the consent of the committee above: watched, told, and rested once it is there."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import CellWatch, Organisation, UpperConsent
from partywork.cells.queries.offices import desk_above, officers_of_cells
from partywork.cells.rules import consent as rules
from partywork.cells.rules.history import check_signed
from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.rules.thresholds import UNSEEN, Crossing
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import ConsentCase, MembershipStatus, OrganisationKind
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy ghi văn bản đồng ý của cấp trên."


@dataclass(frozen=True, slots=True)
class Limit:
    """The number of members that makes a đảng bộ, whether consent is asked for, on what ground."""

    members: int
    asks_consent: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Standing:
    """For what an organisation takes consent, in the words of the rule, and the consent it has."""

    case: ConsentCase
    words: str
    consent: UpperConsent | None


def _limit(day: date) -> Limit:
    ground = provisions.in_force(ProvisionKey.ORGANISATION_CONSENT, day)
    text = ground.legal_text
    parts = [text.symbol if text is not None else "", ground.article]
    return Limit(
        members=provisions.value(ProvisionKey.ORGANISATION_MIN, day),
        asks_consent=bool(ground.value),
        basis=", ".join(part for part in parts if part),
    )


def standing_of(actor: Actor, organisation: Organisation) -> Standing | None:
    """Return for what an organisation takes consent today, or nothing."""
    limit = _limit(actor.day)
    everything = system(actor.day)
    upper = _upper_ones(everything)
    if organisation.kind is OrganisationKind.CELL and organisation.parent_id not in upper:
        return None
    below = {one.id for one in _at_or_below(everything, organisation.path)}
    counts = queries.statuses_on(everything, actor.day)
    members = _members(counts, below)
    case = _case(organisation, members, upper, limit)
    if case is None:
        return None
    consent = _consents(actor).get((organisation.id, case))
    return Standing(case, rules.words_of(case, members, limit.members, limit.basis), consent)


def _at_or_below(actor: Actor, path: str) -> list[Organisation]:
    query = policy.visible_organisations(actor).where(
        Organisation.path.startswith(path, autoescape=True),
        Organisation.existed(actor.day, actor.day),
    )
    return list(db.session.scalars(query))


def _upper_ones(actor: Actor) -> set[UUID]:
    query = policy.visible_organisations(actor).where(Organisation.kind == OrganisationKind.UPPER)
    return {one.id for one in db.session.scalars(query)}


def _members(counts: Mapping[UUID, Mapping[MembershipStatus, int]], below: set[UUID]) -> int:
    return sum(
        count
        for cell_id, statuses in counts.items()
        if cell_id in below
        for status, count in Counter(statuses).items()
        if is_in_statistics(status)
    )


def _case(
    organisation: Organisation, members: int, upper: set[UUID], limit: Limit
) -> ConsentCase | None:
    if not limit.asks_consent:
        return None
    return rules.case_of(
        organisation.kind,
        members,
        lies_under_upper=organisation.parent_id in upper,
        limit=limit.members,
    )


def _consents(actor: Actor) -> dict[tuple[UUID, ConsentCase], UpperConsent]:
    """Return the consents that count, the newest of each kind."""
    query = policy.visible_consents(actor).where(UpperConsent.ends_on.is_(None))
    found = db.session.scalars(query.order_by(UpperConsent.decided_on, UpperConsent.created_at))
    return {(one.organisation_id, one.case): one for one in found}


def for_recording(actor: Actor, organisation_id: UUID) -> tuple[Organisation, Standing]:
    """Return an organisation that takes consent, if the actor may write it down."""
    organisation = organisation_of(actor, organisation_id)
    require(policy.may_appoint(actor, organisation), _DESK_ONLY)
    standing = standing_of(actor, organisation)
    if standing is None:
        raise RuleBroken("Tổ chức này không thuộc trường hợp cần cấp ủy cấp trên đồng ý.")
    return organisation, standing


def record(
    actor: Actor, organisation_id: UUID, *, number: str, decided_on: date, deciding_body: str
) -> UpperConsent:
    """Write the consent of the committee above down; from then on the notice rests."""
    with transaction():
        organisation, standing = for_recording(actor, organisation_id)
        check_signed(decided_on, actor.day)
        check_needed(decision_number=number, deciding_body=deciding_body)
        refuse_secret(number, deciding_body)
        consent = UpperConsent(
            organisation_id=organisation.id,
            case=standing.case,
            number=number,
            decided_on=decided_on,
            deciding_body=deciding_body,
        )
        db.session.add(consent)
        db.session.flush()
        audit.record(
            actor,
            "organisation.consent",
            organisation,
            organisation_id=organisation.id,
            organisation_path=organisation.path,
            kind=standing.case,
            decision=number,
        )
    return consent


def watch(actor: Actor) -> int:
    """Tell which organisations have become, or are no longer, a case for consent; once each.

    A consent ends with the case it was given for.
    """
    day, limit, told = actor.day, _limit(actor.day), 0
    with transaction():
        here = _at_or_below(actor, "")
        counts, upper = queries.statuses_on(actor, day), _upper_ones(actor)
        consents = _consents(actor)
        watches = {
            one.organisation_id: one for one in db.session.scalars(policy.visible_watches(actor))
        }
        for one in here:
            below = {node.id for node in here if node.path.startswith(one.path)}
            members = _members(counts, below)
            case = _case(one, members, upper, limit)
            watch_of = watches.get(one.id)
            before = watch_of.consent_case if watch_of is not None else None
            if before is not None and before is not case and (one.id, before) in consents:
                consents[one.id, before].ends_on = day
            crossing = rules.crossing(before, case, members, limit.members, limit.basis)
            if crossing is None:
                continue
            if watch_of is None:
                watch_of = CellWatch(organisation_id=one.id, **UNSEEN)
                db.session.add(watch_of)
            watch_of.consent_case = case
            _tell(one, crossing, day)
            told += 1
        if told:
            audit.record(actor, "cell.watch", notices=told)
    return told


def _tell(organisation: Organisation, crossing: Crossing, day: date) -> None:
    held = officers_of_cells([organisation.id], day).get(organisation.id, [])
    notifications.tell(
        [*(one.member_id for one in held), *desk_above(organisation.path, day)],
        NoticeKind.REMINDER,
        title=f"{organisation.name}: {crossing.title[0].lower()}{crossing.title[1:]}",
        text=crossing.text,
        path=f"/cells/{organisation.id}",
    )
