"""Writing recommendations down, answering them, reading answers out, and the reminders."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries.offices import desk_above, officers_of_cells
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.recommendations import policy, rules
from partywork.recommendations.models import Recommendation
from partywork.recommendations.service.reading import NOT_YOURS, NOT_YOURS_TO_ANSWER, get
from partywork.recommendations.terms import Addressee, Subject


@dataclass(frozen=True, slots=True)
class Asked:
    """What is written down of a recommendation."""

    text: str
    subject: Subject
    addressee: Addressee
    raised_on: date
    addressed_to: str = ""
    raised_by_id: UUID | None = None
    due_on: date | None = None


def record(actor: Actor, organisation_id: UUID, asked: Asked) -> Recommendation:
    """Write down what an organisation asks; whoever answers is told."""
    with transaction():
        require(policy.may_record(actor, organisation_id), NOT_YOURS)
        one = Recommendation(organisation_id=organisation_id)
        _write(one, asked)
        db.session.add(one)
        db.session.flush()
        audit.record(
            actor,
            "recommendation.record",
            one,
            organisation_path=_path_of(actor, organisation_id),
            about=one.subject,
            addressee=one.addressee,
        )
    return get(actor, one.id)


def _path_of(actor: Actor, organisation_id: UUID) -> str:
    query = visible_organisations(system(actor.day)).where(Organisation.id == organisation_id)
    return db.session.scalars(query).one().path


def _write(one: Recommendation, asked: Asked) -> None:
    text, addressed_to = asked.text.strip(), tidy(asked.addressed_to)
    rules.check_asked(text, asked.addressee, addressed_to)
    rules.check_days(asked.raised_on, asked.due_on, clock.today())
    refuse_secret(text, addressed_to)
    one.text, one.addressed_to = text, addressed_to
    one.subject, one.addressee = asked.subject, asked.addressee
    one.raised_on, one.due_on = asked.raised_on, asked.due_on or due_on(asked.raised_on)
    one.raised_by_id = asked.raised_by_id


def due_on(raised_on: date) -> date:
    """Return by when something is to be answered unless another day is named."""
    days = provisions.value(ProvisionKey.ANSWER_DAYS, clock.today())
    return rules.due_by_default(raised_on, days)


def change(actor: Actor, key: UUID, *, version: int, asked: Asked) -> Recommendation:
    """Put a recommendation right that nobody has answered yet."""
    with transaction():
        one = get(actor, key)
        require(policy.may_record(actor, one.organisation_id), NOT_YOURS)
        one.expect_version(version)
        rules.check_unanswered(one.answered_on)
        _write(one, asked)
        audit.record(
            actor,
            "recommendation.change",
            one,
            organisation_path=one.organisation.path,
            about=one.subject,
            addressee=one.addressee,
        )
    return one


def answer(
    actor: Actor, key: UUID, *, version: int, words: str, answered_on: date
) -> Recommendation:
    """Answer a recommendation, or write down the answer that came; who asked is told."""
    with transaction():
        one = get(actor, key)
        require(policy.may_answer(actor, one), NOT_YOURS_TO_ANSWER)
        one.expect_version(version)
        rules.check_unanswered(one.answered_on)
        words = words.strip()
        rules.check_answer(words, one.raised_on, answered_on, clock.today())
        refuse_secret(words)
        one.answer, one.answered_on, one.answered_by = words, answered_on, actor.name
        audit.record(
            actor,
            "recommendation.answer",
            one,
            organisation_path=one.organisation.path,
            about=one.subject,
        )
        notifications.tell(
            _officers(one.organisation_id, actor.day),
            NoticeKind.REMINDER,
            title="Kiến nghị đã có trả lời",
            text="Đọc trả lời tại buổi sinh hoạt tới.",
            path=f"/recommendations/{one.id}",
            topic="Kiến nghị",
        )
    return one


def _officers(organisation_id: UUID, day: date) -> list[UUID]:
    held = officers_of_cells([organisation_id], day).get(organisation_id, [])
    return [one.member_id for one in held]


def read_out(actor: Actor, keys: Collection[UUID], *, on: date) -> int:
    """Note that answers were read out at a meeting of that day; returns how many."""
    with transaction():
        found = [get(actor, key) for key in keys]
        for one in found:
            require(policy.may_record(actor, one.organisation_id), NOT_YOURS)
            rules.check_read(one.answered_on, one.read_on, on)
            one.read_on = on
            audit.record(
                actor, "recommendation.read_out", one, organisation_path=one.organisation.path
            )
    return len(found)


def remind(day: date) -> int:
    """Remind, once each, those who answer for recommendations whose day has passed."""
    actor = system(day)
    with transaction():
        due = db.session.scalars(
            policy.visible(actor)
            .where(
                Recommendation.due_on < day,
                Recommendation.answered_on.is_(None),
                Recommendation.reminded_on.is_(None),
            )
            .options(joinedload(Recommendation.organisation))
        ).all()
        for one in due:
            one.reminded_on = day
            notifications.tell(
                _who_answers(one, day),
                NoticeKind.REMINDER,
                title="Kiến nghị quá hạn trả lời",
                text=f"Hạn {display.day(one.due_on)}.",
                path=f"/recommendations/{one.id}",
                topic="Kiến nghị",
            )
            audit.record(
                actor, "recommendation.remind", one, organisation_path=one.organisation.path
            )
    return len(due)


def _who_answers(one: Recommendation, day: date) -> list[UUID]:
    if one.addressee is Addressee.COMMITTEE:
        return desk_above(one.organisation.path, day)
    return _officers(one.organisation_id, day)
