"""The register of requests about personal data: asking, receiving on paper, answering in time."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries.offices import desk_above
from partywork.cells.service import members
from partywork.core import clock, display
from partywork.core.actor import Actor, Desk, Role, system
from partywork.core.db import count_rows, db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind
from partywork.privacy import policy, rules
from partywork.privacy.models import DataRequest
from partywork.privacy.terms import RequestKind, RequestStatus, RequestStep
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_DESK = "Sổ yêu cầu về dữ liệu cá nhân do tổ chức của văn phòng Đảng ủy giữ."
_NOT_YOURS = "Yêu cầu do tổ chức của văn phòng Đảng ủy trả lời; không ai trả lời yêu cầu của mình."
_DAYS = {
    RequestKind.ACCESS: ProvisionKey.PRIVACY_ACCESS_DAYS,
    RequestKind.RECTIFICATION: ProvisionKey.PRIVACY_ACCESS_DAYS,
    RequestKind.DELETION: ProvisionKey.PRIVACY_DELETION_DAYS,
    RequestKind.WITHDRAWAL: ProvisionKey.PRIVACY_WITHDRAWAL_DAYS,
    RequestKind.RESTRICTION: ProvisionKey.PRIVACY_WITHDRAWAL_DAYS,
    RequestKind.OBJECTION: ProvisionKey.PRIVACY_WITHDRAWAL_DAYS,
}
# The desk is told again when so few days are left.
_WARNED_BEFORE = timedelta(days=3)


def _clocks(day: date) -> rules.Clocks:
    return rules.Clocks(
        reply_working_days=provisions.value(ProvisionKey.PRIVACY_REPLY_DAYS, day),
        days={kind: provisions.value(key, day) for kind, key in _DAYS.items()},
        extension_days=provisions.value(ProvisionKey.PRIVACY_EXTENSION_DAYS, day),
    )


def ask(actor: Actor, *, kind: RequestKind, details: str) -> DataRequest:
    """Let a member ask about their own data; the desk is told and the clocks run from today."""
    with transaction():
        cell = place_of_asking(actor)
        made = _enter(actor, cell, kind=kind, details=details, received_on=clock.today())
        made.member_id = actor.member_id
        db.session.flush()
        _trail(actor, "data-request.ask", made, cell)
    return made


def place_of_asking(actor: Actor) -> Organisation:
    """Return the cell of the actor, whose desk will answer."""
    found = members.cell_of(actor, actor.member_id) if actor.member_id else None
    if found is None:
        raise NotVisible()
    return found


def receive(
    actor: Actor, *, asker: str, kind: RequestKind, details: str, received_on: date
) -> DataRequest:
    """Enter a request that came on paper, from whomever it came; its clocks run from that day."""
    with transaction():
        place = for_receiving(actor)
        rules.check_received(received_on, clock.today())
        check_needed(asker=asker)
        refuse_secret(asker)
        made = _enter(actor, place, kind=kind, details=details, received_on=received_on)
        made.asker = asker
        db.session.flush()
        _trail(actor, "data-request.receive", made, place)
    return made


def for_receiving(actor: Actor) -> Organisation:
    """Return the organisation whose desk the actor works at."""
    require(policy.may_answer_some(actor), _NOT_DESK)
    desk = next(
        grant
        for grant in actor.grants
        if grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    )
    query = visible_organisations(actor).where(Organisation.id == desk.organisation_id)
    return db.session.scalars(query).one()


def _enter(
    actor: Actor, place: Organisation, *, kind: RequestKind, details: str, received_on: date
) -> DataRequest:
    check_needed(details=details)
    refuse_secret(details)
    clocks = _clocks(received_on)
    made = DataRequest(
        organisation_id=place.id,
        kind=kind,
        details=details,
        received_on=received_on,
        reply_by=rules.reply_by(received_on, clocks, provisions.holidays()),
        due_on=rules.due_on(received_on, kind, clocks),
    )
    db.session.add(made)
    db.session.flush()
    tell(
        [one for one in desk_above(place.path, actor.day) if one != actor.member_id],
        NoticeKind.REMINDER,
        title=f"Yêu cầu về dữ liệu cá nhân, phản hồi trước {display.day(made.reply_by)}",
        text=kind.label,
        path=f"/privacy/requests/{made.id}",
    )
    return made


def _trail(actor: Actor, action: str, made: DataRequest, place: Organisation) -> None:
    audit.record(
        actor,
        action,
        made,
        organisation_path=place.path,
        kind=made.kind,
        status=made.status,
        due_on=made.due_on,
    )


def list_visible(actor: Actor, *, limit: int, offset: int = 0) -> tuple[list[DataRequest], int]:
    """Return a page of the requests the actor may see, the most pressing first, and how many."""
    query = policy.visible_requests(actor)
    page = (
        query.options(joinedload(DataRequest.member), joinedload(DataRequest.organisation))
        .order_by(DataRequest.finished_on.is_not(None), DataRequest.due_on, DataRequest.id)
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(page)), count_rows(query)


def get(actor: Actor, request_id: UUID) -> DataRequest:
    """Return a request the actor may see, or nothing at all."""
    query = policy.visible_requests(actor).where(DataRequest.id == request_id)
    found = db.session.scalar(
        query.options(joinedload(DataRequest.member), joinedload(DataRequest.organisation))
    )
    if found is None:
        raise NotVisible()
    return found


def for_answering(actor: Actor, request_id: UUID) -> DataRequest:
    """Return a request the actor may answer."""
    found = get(actor, request_id)
    require(policy.may_answer(actor, found, found.organisation), _NOT_YOURS)
    return found


def answer(
    actor: Actor, request_id: UUID, *, version: int, step: RequestStep, words: str
) -> DataRequest:
    """Take the next step with a request and tell the member; the words go to them as written."""
    with transaction():
        found = for_answering(actor, request_id)
        found.expect_version(version)
        refuse_secret(words)
        today = clock.today()
        status = rules.status_after(found.status, step)
        rules.check_in_time(step, found.due_on, today)
        if step is RequestStep.EXTEND:
            found.due_on += timedelta(days=_clocks(found.received_on).extension_days)
            found.told_due_on = None
        if status in rules.OPEN:
            found.replied_on = found.replied_on or today
        else:
            found.finished_on = today
        found.status, found.reply, found.handled_by = status, words, actor.name
        if found.member_id is not None:
            tell(
                [found.member_id],
                NoticeKind.REMINDER,
                title=f"Yêu cầu về dữ liệu của đồng chí: {status.label}",
                text=found.kind.label,
                path=f"/privacy/requests/{found.id}",
            )
        _trail(actor, "data-request.answer", found, found.organisation)
    return found


def take_back(actor: Actor, request_id: UUID, *, version: int) -> DataRequest:
    """Let a member take back their own request while it is open."""
    with transaction():
        found = get(actor, request_id)
        require(found.member_id == actor.member_id, "Chỉ người yêu cầu được rút lại.")
        found.expect_version(version)
        if found.status not in rules.OPEN:
            raise RuleBroken(f"Yêu cầu này đã xong: {found.status.label}.")
        found.status, found.finished_on = RequestStatus.TAKEN_BACK, clock.today()
        _trail(actor, "data-request.take-back", found, found.organisation)
    return found


def remind() -> int:
    """Tell the desk, once for each clock, what must be replied to or done soon or is late."""
    today = clock.today()
    pressing = or_(
        (DataRequest.status == RequestStatus.RECEIVED)
        & (DataRequest.reply_by <= today)
        & DataRequest.told_reply_on.is_(None),
        (DataRequest.due_on <= today + _WARNED_BEFORE) & DataRequest.told_due_on.is_(None),
    )
    query = policy.visible_requests(system(today)).where(
        DataRequest.status.in_(rules.OPEN), pressing
    )
    keys = list(db.session.scalars(query.with_only_columns(DataRequest.id)))
    for key in keys:
        with transaction():
            _remind(get(system(today), key), today)
    return len(keys)


def _remind(found: DataRequest, today: date) -> None:
    is_due = found.due_on <= today + _WARNED_BEFORE
    if found.status is RequestStatus.RECEIVED and found.reply_by <= today:
        found.told_reply_on = today
    if is_due:
        found.told_due_on = today
    by = found.due_on if is_due else found.reply_by
    desk = desk_above(found.organisation.path, today)
    tell(
        [one for one in desk if one != found.member_id],
        NoticeKind.REMINDER,
        title=f"Yêu cầu về dữ liệu cá nhân: hạn {display.day(by)}",
        text=found.kind.label,
        path=f"/privacy/requests/{found.id}",
        topic="Hạn trả lời yêu cầu về dữ liệu cá nhân",
    )
