"""Finding out whether a candidate is a member already, is listed twice, or vouches for themselves.

The whole register is looked at, with the system's eyes; what is found is never shown.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from partywork.admissions import queries
from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.rules import identity as rules
from partywork.admissions.rules import readmission
from partywork.admissions.rules.identity import Claim, Found
from partywork.admissions.rules.readmission import Past
from partywork.admissions.terms import ProcedureKind
from partywork.cells.models import Member
from partywork.cells.rules.history.events import Event, in_order
from partywork.cells.rules.identity import Likeness, Traits, compare
from partywork.cells.service import lives
from partywork.core.db import lock_for_update


def check_listing(prospect: Prospect, day: date) -> None:
    """Refuse to keep on the list who is a member, is listed already, or helps themselves."""
    lock_for_update("arrivals")
    claim = _claim_of(prospect)
    for field in ("helper_id", "second_helper_id"):
        check_not_self(prospect, [getattr(prospect, field)], day, field)
    rules.check_not_member(_found(prospect, day), claim)
    others = queries.prospects_like(prospect, day)
    likenesses = [compare(_traits(prospect), _traits(one)) for one in others]
    rules.check_not_listed(likenesses, claim)


def check_candidate(prospect: Prospect, kind: ProcedureKind, day: date) -> None:
    """Refuse a step of the file of somebody who is a member; a former one is admitted again."""
    lock_for_update("arrivals")
    claim, found = _claim_of(prospect), _found(prospect, day)
    rules.check_not_member(found, claim)
    rules.check_first_time(kind, found, claim)


def check_known(prospect: Prospect) -> None:
    """Refuse to go on without the identity number of a candidate."""
    rules.check_number_known(_claim_of(prospect))


def check_file(procedure: Procedure, day: date) -> None:
    """Refuse a step of a file that would make a member of a member; sponsors are loaded."""
    if procedure.prospect is None or not procedure.kind.admits:
        return
    check_candidate(procedure.prospect, procedure.kind, day)
    vouching = [one.member_id for one in procedure.sponsors]
    check_not_self(procedure.prospect, [procedure.helper_id, *vouching], day, "helper_id")


def check_not_self(
    prospect: Prospect, member_ids: Iterable[UUID | None], day: date, field: str
) -> None:
    """Refuse a helper or sponsor whose record is the candidate's."""
    chosen = set(member_ids)
    own = _traits_as_member(prospect)
    likenesses = [
        compare(own, _traits_of(one))
        for one in queries.members_like(prospect, day)
        if one.id in chosen
    ]
    rules.check_not_self(likenesses, _claim_of(prospect), field)


def past_of(member: Member, day: date) -> Past:
    """Return what a record tells of somebody who may have left."""
    return readmission.past_of(_events_of(member, day))


def _events_of(member: Member, day: date) -> list[Event]:
    return in_order(lives.read(one) for one in lives.events_of(member.id, day))


def _claim_of(prospect: Prospect) -> Claim:
    return Claim(prospect.citizen_id is not None, prospect.is_namesake)


def _found(prospect: Prospect, day: date) -> list[Found]:
    own, found = _traits_as_member(prospect), []
    for one in queries.members_like(prospect, day):
        likeness = compare(own, _traits_of(one))
        if likeness is not Likeness.OTHER:
            events = _events_of(one, day)
            # A record whose admission was undone tells of nobody.
            if events:
                is_gone = readmission.past_of(events).is_gone
                found.append(Found(likeness, is_gone, one.citizen_id_digest is not None))
    return found


def _traits(prospect: Prospect) -> Traits:
    return Traits(prospect.folded_name, prospect.born_on, prospect.sex, prospect.citizen_id_digest)


def _traits_as_member(prospect: Prospect) -> Traits:
    """Return the traits of a prospect with the digest that the register of members would have."""
    number = prospect.citizen_id
    digest = Member.citizen_id.digest(number) if number is not None else None
    return Traits(prospect.folded_name, prospect.born_on, prospect.sex, digest)


def _traits_of(member: Member) -> Traits:
    return Traits(member.folded_name, member.born_on, member.sex, member.citizen_id_digest)
