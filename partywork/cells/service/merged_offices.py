"""The offices of a record that goes: held on by the record that is kept, by the same decisions."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import Appointment, Nomination, OfficeWithdrawal
from partywork.cells.rules.merging import Tenure, check_office_moves, joined, same_office
from partywork.cells.rules.offices import needs_second_person
from partywork.cells.service import members
from partywork.cells.service.appointments import check_fit
from partywork.cells.service.merging import Pair
from partywork.cells.service.proposing import Decision, NewOffice
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db

_PAPER = "Kết luận gộp hồ sơ"
_REASON = "Hai hồ sơ của một đồng chí cùng ghi chức vụ này; chức vụ tính một lần ở hồ sơ được giữ."


@dataclass(frozen=True, slots=True)
class Offices:
    """Which offices go over, and which both records told of and are kept once, in words."""

    moved: tuple[str, ...]
    once: tuple[str, ...]
    keys: frozenset[UUID]


def unite(actor: Actor, pair: Pair) -> Offices:
    """Let the kept record hold every office of the other, what both hold once.

    In the running transaction. Number and day of each decision stay; the doubled one is
    withdrawn and can be read in the register of offices.
    """
    held, gone = _offices(pair.kept), _offices(pair.gone)
    kept = {one.id: one for one in held}
    moved, once = [], []
    for one in gone:
        same = same_office(_tenure(one), map(_tenure, kept.values()))
        check_office_moves(_tenure(one), same, actor.day)
        if same is None:
            one.member_id = pair.kept
            kept[one.id] = one
            moved.append(one)
        else:
            _hold_once(actor, kept[same.key], one)
            once.append(one)
    db.session.flush()
    keys = frozenset(one.id for one in moved)
    return Offices(tuple(map(_words, moved)), tuple(map(_words, once)), keys)


def check_holder(actor: Actor, pair: Pair, offices: Offices) -> None:
    """Refuse present offices that went over but that the kept record may not hold as it stands."""
    everybody = system(actor.day)
    member = members.get(everybody, pair.kept)
    for one in _offices(pair.kept):
        is_present = one.ends_on is None or one.ends_on >= actor.day
        if is_present and one.id in offices.keys:
            again = max(one.starts_on, actor.day)
            check_fit(
                everybody,
                NewOffice(one.organisation, member, one.office, again, Decision("", again)),
            )


def _offices(member_id: UUID) -> list[Appointment]:
    query = (
        policy.visible_appointments(system(clock.today()))
        .where(Appointment.member_id == member_id)
        .options(joinedload(Appointment.organisation))
        .order_by(Appointment.starts_on, Appointment.id)
    )
    return list(db.session.scalars(query))


def _tenure(one: Appointment) -> Tenure:
    return Tenure(
        one.id,
        one.office,
        (one.organisation_id, one.desk),
        one.starts_on,
        one.ends_on,
        needs_second_person(one.organisation.kind),
    )


def _words(one: Appointment) -> str:
    return f"{one.office.label}, {one.organisation.name}"


def _hold_once(actor: Actor, kept: Appointment, gone: Appointment) -> None:
    """Let one office of both count from its first day to its last; the other counts no more."""
    whole = joined(_tenure(kept), _tenure(gone))
    if whole.starts_on < kept.starts_on:
        kept.decision_number, kept.decided_on = gone.decision_number, gone.decided_on
        kept.decision_kind = gone.decision_kind
    if whole.ends_on != kept.ends_on:
        kept.relief_number = gone.relief_number
        kept.relief_decided_on = gone.relief_decided_on
    kept.starts_on, kept.ends_on = whole.starts_on, whole.ends_on
    gone.withdrawn_at = clock.now()
    db.session.add(
        OfficeWithdrawal(
            organisation_id=gone.organisation_id,
            appointment_id=gone.id,
            starts_on=gone.starts_on,
            decision_number=gone.decision_number,
            decided_on=gone.decided_on,
            reason=_REASON,
            paper_number=_PAPER,
            paper_decided_on=actor.day,
            proposed_by=actor.name,
        )
    )
    _follow_on(gone.id, kept.id)


def _follow_on(gone: UUID, kept: UUID) -> None:
    """Let what followed on the doubled office follow on the one that counts."""
    everybody = system(clock.today())
    offices = policy.visible_appointments(everybody).where(Appointment.follows_id == gone)
    waiting = policy.visible_nominations(everybody).where(Nomination.follows_id == gone)
    for one in (*db.session.scalars(offices), *db.session.scalars(waiting)):
        one.follows_id = kept
