"""Taking back what was written down last of an office, because it was wrong."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Appointment, Nomination, OfficeWithdrawal, Organisation
from partywork.cells.rules import withdrawals as rules
from partywork.cells.rules.offices import needs_second_person
from partywork.cells.service.appointments import DESK_ONLY, check_fit, check_free
from partywork.cells.service.proposing import Decision, NewOffice, following, propose
from partywork.cells.terms import NominationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written last of an office: whose time it ended, who got the office by it.

    `asked` is the office somebody looks at; one of the two others, or both, is that one.
    """

    asked: Appointment
    before: Appointment | None
    given: Appointment | None

    @property
    def subject(self) -> Appointment:
        """Who got the office by it, else who lost it."""
        return self.given or self.asked

    @property
    def organisation(self) -> Organisation:
        """Where the office is."""
        return self.asked.organisation

    @property
    def kind(self) -> NominationKind:
        """What the entry did."""
        if self.given is None:
            return NominationKind.RELIEVED
        return NominationKind.GIVEN if self.before is None else NominationKind.HANDED_OVER

    @property
    def starts_on(self) -> date:
        """The day from which the entry should count."""
        if self.given is not None:
            return self.given.starts_on
        return (self.asked.ends_on or self.asked.starts_on) + timedelta(days=1)

    @property
    def number(self) -> str | None:
        """The number of the decision written down."""
        return self.given.decision_number if self.given else self.asked.relief_number

    @property
    def decided_on(self) -> date | None:
        """The day of the decision written down."""
        return self.given.decided_on if self.given else self.asked.relief_decided_on

    @property
    def waits(self) -> bool:
        """Say whether a second person has to confirm that it is taken back."""
        return needs_second_person(self.organisation.kind)

    @property
    def told(self) -> str:
        """What is said once it was taken back, or proposed to be."""
        if self.waits:
            return "Đã ghi đề nghị thu hồi. Chờ đồng chí thứ hai xác nhận mới có hiệu lực."
        return "Đã thu hồi; nội dung cũ giữ lại ở «Chức vụ đã ghi»."


def for_withdrawing(actor: Actor, appointment_id: UUID) -> Entry:
    """Return the last entry on an office if the actor may take it back."""
    query = policy.visible_appointments(actor).where(Appointment.id == appointment_id)
    asked = db.session.scalar(
        query.options(joinedload(Appointment.member), joinedload(Appointment.organisation))
    )
    if asked is None:
        raise NotVisible()
    require(policy.may_appoint(actor, asked.organisation), DESK_ONLY)
    if asked.organisation.has_ended_by(actor.day):
        raise RuleBroken(f"«{asked.organisation.name}» đã kết thúc hoạt động.")
    return _last_entry(asked)


def _last_entry(asked: Appointment) -> Entry:
    """Return what was written last: the end of the office, else how somebody got it."""
    query = policy.visible_appointments(system(clock.today())).options(
        joinedload(Appointment.member)
    )
    if asked.ends_on is None:
        before = query.where(Appointment.id == asked.follows_id)
        return Entry(asked, before=db.session.scalar(before), given=asked)
    given = db.session.scalar(query.where(Appointment.follows_id == asked.id))
    if given is not None:
        rules.check_follower(given.ends_on)
    return Entry(asked, before=asked, given=given)


def withdraw(
    actor: Actor, appointment_id: UUID, *, version: int, reason: str, paper: Decision
) -> Appointment:
    """Take back what was written last of an office: it counts no more, and stays in the history.

    A hand-over is taken back as one: who handed over has the office again, who followed has none.
    Rights follow in the same moment; above the cells when a second person has confirmed it.
    """
    with transaction():
        entry = for_withdrawing(actor, appointment_id)
        entry.asked.expect_version(version)
        rules.check_grounds(reason, paper.number)
        refuse_secret(reason, paper.number)
        _check_not_own(actor, entry)
        if entry.waits and not actor.is_system:
            subject = entry.subject
            wrong = following(subject, subject.member, entry.starts_on, paper)
            propose(actor, wrong, NominationKind.WITHDRAWN, subject, grounds=reason)
            return subject
        taken = _take_back(actor, entry, reason, paper, proposed_by=actor.name)
        audit.record(
            actor,
            "appointment.withdraw",
            entry.subject,
            organisation_path=entry.organisation.path,
            kind=entry.kind,
            office=entry.subject.office,
            starts_on=taken.starts_on,
            decision=paper.number,
        )
    return entry.subject


def confirmed(actor: Actor, nomination: Nomination, paper: Decision) -> Appointment:
    """Take an entry back that two people agree on, in the running transaction."""
    query = policy.visible_appointments(system(actor.day)).where(
        Appointment.id == nomination.follows_id
    )
    asked = db.session.scalars(
        query.options(joinedload(Appointment.member), joinedload(Appointment.organisation))
    ).one()
    entry = _last_entry(asked)
    rules.check_unchanged(nomination.starts_on, entry.starts_on)
    _check_not_own(actor, entry)
    _take_back(
        actor,
        entry,
        nomination.grounds or "",
        paper,
        proposed_by=nomination.proposed_by,
        confirmed_by=actor.name,
    )
    return asked


def _check_not_own(actor: Actor, entry: Entry) -> None:
    involved = {one.member_id for one in (entry.before, entry.given) if one is not None}
    rules.check_not_own(actor.member_id, involved)


def _take_back(
    actor: Actor,
    entry: Entry,
    reason: str,
    paper: Decision,
    *,
    proposed_by: str,
    confirmed_by: str | None = None,
) -> OfficeWithdrawal:
    before, given = entry.before, entry.given
    taken = OfficeWithdrawal(
        organisation_id=entry.organisation.id,
        appointment_id=(before or entry.subject).id,
        follower_id=given.id if before is not None and given is not None else None,
        starts_on=entry.starts_on,
        ended_on=before.ends_on if before is not None else None,
        decision_number=entry.number,
        decided_on=entry.decided_on,
        reason=reason,
        paper_number=paper.number,
        paper_decided_on=paper.day,
        proposed_by=proposed_by,
        confirmed_by=confirmed_by,
    )
    db.session.add(taken)
    if given is not None:
        given.withdrawn_at = clock.now()
    db.session.flush()
    for one in (before, *_given_up_for(given)):
        if one is not None:
            _give_back(actor, entry, one)
    return taken


def _given_up_for(given: Appointment | None) -> list[Appointment]:
    """Return the office of the cell somebody gave up to get this one, by the same decision."""
    if given is None:
        return []
    query = policy.visible_appointments(system(clock.today())).where(
        Appointment.organisation_id == given.organisation_id,
        Appointment.member_id == given.member_id,
        Appointment.ends_on == given.starts_on - timedelta(days=1),
        Appointment.relief_number == given.decision_number,
        Appointment.relief_decided_on == given.decided_on,
        Appointment.id != given.follows_id,
    )
    return list(db.session.scalars(query.options(joinedload(Appointment.member))))


def _give_back(actor: Actor, entry: Entry, before: Appointment) -> None:
    """Let an office go on as if its end had not been written, if it is still free."""
    again = max(entry.starts_on, actor.day)
    organisation, everybody = entry.organisation, system(actor.day)
    check_free(everybody, organisation, before.office, entry.starts_on, before.member_id)
    check_fit(
        everybody,
        NewOffice(organisation, before.member, before.office, again, Decision("", again)),
    )
    before.ends_on = None
    before.relief_number = None
    before.relief_decided_on = None
    db.session.flush()
