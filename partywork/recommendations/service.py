"""Writing recommendations down, answering them, reading answers out, and the reminders."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Membership, Organisation
from partywork.cells.policy import visible_organisations, visible_people
from partywork.cells.queries.offices import desk_above, officers_of_cells
from partywork.core import clock, display
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.recommendations import policy, rules
from partywork.recommendations.models import Recommendation
from partywork.recommendations.terms import Addressee, Progress, Subject

_NOT_YOURS = "Việc này thuộc cấp ủy của tổ chức kiến nghị."
_NOT_YOURS_TO_ANSWER = "Việc trả lời kiến nghị này thuộc cơ quan được kiến nghị."


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


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation with how far it has come and what the actor may do."""

    one: Recommendation
    progress: Progress
    may_change: bool
    may_answer: bool
    may_read_out: bool


def record(actor: Actor, organisation_id: UUID, asked: Asked) -> Recommendation:
    """Write down what an organisation asks; whoever answers is told."""
    with transaction():
        require(policy.may_record(actor, organisation_id), _NOT_YOURS)
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
    one.raised_on, one.due_on = asked.raised_on, asked.due_on
    one.raised_by_id = asked.raised_by_id


def change(actor: Actor, key: UUID, *, version: int, asked: Asked) -> Recommendation:
    """Put a recommendation right that nobody has answered yet."""
    with transaction():
        one = get(actor, key)
        require(policy.may_record(actor, one.organisation_id), _NOT_YOURS)
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
        require(policy.may_answer(actor, one), _NOT_YOURS_TO_ANSWER)
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
            require(policy.may_record(actor, one.organisation_id), _NOT_YOURS)
            rules.check_read(one.answered_on, one.read_on, on)
            one.read_on = on
            audit.record(
                actor, "recommendation.read_out", one, organisation_path=one.organisation.path
            )
    return len(found)


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that asks, and its members by name."""

    organisation: Organisation
    people: list[tuple[UUID, str]]


def places(actor: Actor) -> list[Organisation]:
    """Return the organisations for which the actor writes recommendations down."""
    own = actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE)
    query = visible_organisations(actor).where(Organisation.id.in_(own))
    return list(db.session.scalars(query.order_by(Organisation.path)))


def for_recording(actor: Actor, organisation_id: UUID) -> Place:
    """Return an organisation for which the actor may write recommendations down."""
    query = visible_organisations(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    require(policy.may_record(actor, organisation_id), _NOT_YOURS)
    people = [
        (one.member_id, one.member.full_name)
        for one in sorted(
            db.session.scalars(
                visible_people(actor)
                .where(Membership.organisation_id == organisation_id)
                .options(joinedload(Membership.member))
            ),
            key=lambda one: one.member.name_sort_key,
        )
    ]
    return Place(organisation, people)


def for_changing(actor: Actor, key: UUID) -> Line:
    """Return a recommendation the actor may put right."""
    line = show(actor, key)
    require(policy.may_record(actor, line.one.organisation_id), _NOT_YOURS)
    rules.check_unanswered(line.one.answered_on)
    return line


def for_answering(actor: Actor, key: UUID) -> Line:
    """Return a recommendation the actor may answer."""
    line = show(actor, key)
    require(policy.may_answer(actor, line.one), _NOT_YOURS_TO_ANSWER)
    return line


def for_reading_out(actor: Actor, key: UUID) -> Line:
    """Return a recommendation whose answer the actor may note as read out."""
    line = show(actor, key)
    require(policy.may_record(actor, line.one.organisation_id), _NOT_YOURS)
    return line


def get(actor: Actor, key: UUID) -> Recommendation:
    """Return a recommendation the actor may read."""
    query = (
        policy.visible(actor)
        .where(Recommendation.id == key)
        .options(joinedload(Recommendation.organisation), joinedload(Recommendation.raised_by))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def show(actor: Actor, key: UUID) -> Line:
    """Return a recommendation with what the actor may do about it."""
    return _line(actor, get(actor, key))


def _line(actor: Actor, one: Recommendation) -> Line:
    is_open = one.answered_on is None
    return Line(
        one=one,
        progress=one.progress(actor.day),
        may_change=is_open and policy.may_record(actor, one.organisation_id),
        may_answer=is_open and policy.may_answer(actor, one),
        may_read_out=not is_open
        and one.read_on is None
        and policy.may_record(actor, one.organisation_id),
    )


def listed(actor: Actor, *, progress: Progress | None = None) -> dict[Subject, list[Line]]:
    """Return what the actor may read, by subject, the oldest question first."""
    query = (
        policy.visible(actor)
        .options(joinedload(Recommendation.organisation), joinedload(Recommendation.raised_by))
        .order_by(Recommendation.raised_on, Recommendation.id)
    )
    lines = [_line(actor, one) for one in db.session.scalars(query)]
    wanted = [line for line in lines if progress is None or line.progress is progress]
    return {
        subject: found
        for subject in Subject
        if (found := [line for line in wanted if line.one.subject is subject])
    }


def to_read_out(actor: Actor, organisation_id: UUID) -> list[Recommendation]:
    """Return the answers that the organisation has not heard yet, for step C3 of its meeting."""
    query = policy.visible(actor).where(
        Recommendation.organisation_id == organisation_id,
        Recommendation.answered_on.is_not(None),
        Recommendation.read_on.is_(None),
    )
    return list(db.session.scalars(query.order_by(Recommendation.answered_on, Recommendation.id)))


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
