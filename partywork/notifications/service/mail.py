"""Mail: a durable queue, sent by the scheduler, that says no more than «sign in and read»."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from smtplib import SMTP
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import func

from partywork.audit import service as audit
from partywork.core import bulk, clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import require
from partywork.notifications import engine, policy, rules
from partywork.notifications.models import Mail, MailWish
from partywork.notifications.terms import MailKind, MailProblem, MailState
from partywork.settings import MailServer

_log = logging.getLogger(__name__)
# A sender that has not said how it went for this long is taken for dead.
_LEASE = timedelta(minutes=10)
_IN_ONE_RUN = 1000
_COUNTED_DAYS = 30


def post(
    recipient_ids: Iterable[UUID],
    kind: MailKind,
    *,
    path: str,
    event: rules.CalendarEvent | None = None,
) -> None:
    """Put a mail to each person into the queue, inside the running transaction."""
    if engine.post_office().server is None:
        return
    for person in dict.fromkeys(recipient_ids):
        db.session.add(
            Mail(
                recipient_id=person,
                kind=kind,
                path=path,
                event_uid=event.uid if event else None,
                event_sequence=event.sequence if event else None,
                event_starts_at=event.starts_at if event else None,
                event_ends_at=event.ends_at if event else None,
                due_at=clock.now(),
            )
        )


def send_due() -> int:
    """Send what is due, oldest first; returns how many the mail server took."""
    office = engine.post_office()
    if office.server is None:
        return 0
    due = _due(clock.now())
    if not due:
        return 0
    sent = 0
    try:
        with engine.connected(office.server) as line:
            for mail_id in due:
                sent += _send(office, line, mail_id)
    except engine.Unreachable:
        _log.warning("the mail server cannot be reached")
        for mail_id in due:
            _put_off(mail_id, MailProblem.UNREACHABLE)
    except engine.Unsure:
        _log.warning("the mail server went away")
    return sent


def _due(now: datetime) -> list[UUID]:
    query = (
        policy.visible_mails(system(clock.today()))
        .where(Mail.state.in_((MailState.WAITING, MailState.SENDING)), Mail.due_at <= now)
        .order_by(Mail.due_at, Mail.id)
        .limit(_IN_ONE_RUN)
        .with_only_columns(Mail.id)
    )
    return list(db.session.scalars(query))


def _send(office: engine.PostOffice, line: SMTP, mail_id: UUID) -> bool:
    """Send one mail: say so first, so that a death in between is known afterwards."""
    mail, recipient = _begin(office, mail_id)
    if recipient is None or office.server is None:
        return False
    try:
        engine.hand_over(line, _letter(office, office.server, mail, recipient))
    except engine.Refused as refusal:
        _put_off(mail_id, MailProblem.REFUSED, for_good=refusal.for_good)
        return False
    with transaction():
        mail = _load(mail_id)
        mail.state, mail.problem, mail.sent_at = MailState.SENT, None, clock.now()
    return True


def _begin(office: engine.PostOffice, mail_id: UUID) -> tuple[Mail, str | None]:
    with transaction():
        mail = _load(mail_id)
        if mail.state is MailState.SENDING and mail.doubts:
            mail.state, mail.problem = MailState.GIVEN_UP, MailProblem.UNSURE
            return mail, None
        mail.doubts += mail.state is MailState.SENDING
        recipient = office.find([mail.recipient_id]).get(mail.recipient_id)
        if recipient is None or not _wants(mail.recipient_id):
            mail.state = MailState.SKIPPED
            return mail, None
        mail.state, mail.due_at = MailState.SENDING, clock.now() + _LEASE
    return mail, recipient


def _put_off(mail_id: UUID, problem: MailProblem, *, for_good: bool = False) -> None:
    with transaction():
        mail = _load(mail_id)
        if problem is MailProblem.UNREACHABLE and mail.state is MailState.SENDING:
            mail.doubts += 1
        mail.tries += 1
        mail.problem = problem
        again = None if for_good else rules.next_try(mail.tries, clock.now())
        if again is None:
            mail.state = MailState.GIVEN_UP
        else:
            mail.state, mail.due_at = MailState.WAITING, again


def _load(mail_id: UUID) -> Mail:
    query = policy.visible_mails(system(clock.today())).where(Mail.id == mail_id)
    return db.session.scalars(query.with_for_update()).one()


def _letter(
    office: engine.PostOffice, server: MailServer, mail: Mail, recipient: str
) -> EmailMessage:
    address = office.public_url + mail.path
    method = "CANCEL" if mail.kind is MailKind.CANCELLED else "REQUEST"
    event = mail.event
    return engine.letter(
        sender=server.sender,
        recipient=recipient,
        message_id=f"<{mail.id.hex}@{urlsplit(office.public_url).hostname}>",
        subject=rules.subject_of(mail.kind),
        words=rules.words_of(mail.kind, address),
        calendar=rules.calendar_text(
            event,
            method=method,
            organiser=f"mailto:{server.sender}",
            address=address,
            stamped_at=clock.now(),
            attendee=recipient,
        )
        if event
        else "",
        method=method,
    )


def _wants(recipient_id: UUID) -> bool:
    query = policy.visible_wishes(system(clock.today()))
    wish = db.session.scalar(query.where(MailWish.recipient_id == recipient_id))
    return wish is None or wish.wants_mail


def wants_mail(actor: Actor) -> bool:
    """Say whether the actor gets mail."""
    require(policy.may_choose_mail(actor), "Tài khoản này không gắn với hồ sơ đảng viên.")
    wish = db.session.scalar(policy.visible_wishes(actor))
    return wish is None or wish.wants_mail


def set_wish(actor: Actor, *, wanted: bool) -> None:
    """Keep whether the actor wants mail."""
    require(policy.may_choose_mail(actor), "Tài khoản này không gắn với hồ sơ đảng viên.")
    with transaction():
        wish = db.session.scalar(policy.visible_wishes(actor))
        if wish is None:
            wish = MailWish(recipient_id=actor.member_id, wants_mail=wanted)
            db.session.add(wish)
        wish.wants_mail = wanted
        db.session.flush()
        audit.record(actor, "mail.choose", wish, wanted=wanted)


@dataclass(frozen=True, slots=True)
class MailFigures:
    """How many mails are in which state, of the last days; why they did not go out."""

    has_server: bool
    days: int
    states: dict[MailState, int]
    problems: dict[MailProblem, int]


def figures(actor: Actor) -> MailFigures:
    """Count the mail for who looks after the machine: numbers, never people."""
    require(policy.may_watch_mail(actor), "Trang này dành cho quản trị hệ thống.")
    query = (
        policy.visible_mails(system(clock.today()))
        .where(Mail.created_at >= clock.now() - timedelta(days=_COUNTED_DAYS))
        .with_only_columns(Mail.state, Mail.problem, func.count())
        .group_by(Mail.state, Mail.problem)
    )
    states, problems = dict.fromkeys(MailState, 0), dict.fromkeys(MailProblem, 0)
    for state, problem, number in db.session.execute(query):
        states[state] += number
        if problem is not None:
            problems[problem] += number
    return MailFigures(engine.post_office().server is not None, _COUNTED_DAYS, states, problems)


def forget_before(moment: datetime) -> None:
    """Destroy what is on record of mails that were done with before a moment.

    What still waits or is being sent stays, however old it is.
    """
    done = (MailState.SENT, MailState.SKIPPED, MailState.GIVEN_UP)
    with transaction():
        bulk.destroy(Mail, Mail.state.in_(done), Mail.created_at < moment)


def give_again(actor: Actor) -> int:
    """Try once more what was given up because the server was not there or refused."""
    require(policy.may_watch_mail(actor), "Trang này dành cho quản trị hệ thống.")
    with transaction():
        query = policy.visible_mails(system(clock.today())).where(
            Mail.state == MailState.GIVEN_UP,
            Mail.problem != MailProblem.UNSURE,
            Mail.created_at >= clock.now() - timedelta(days=_COUNTED_DAYS),
        )
        found = list(db.session.scalars(query))
        for mail in found:
            mail.state, mail.tries, mail.due_at = MailState.WAITING, 0, clock.now()
        audit.record(actor, "mail.give_again", mails=len(found))
    return len(found)
