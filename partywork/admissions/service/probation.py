"""Twelve months of probation: the list of those who are in it, and what the days call for."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.admissions import policy, queries
from partywork.admissions.models import Procedure, SentAlert
from partywork.admissions.pages.files import name_of
from partywork.admissions.pages.lists import ProbationLine, last_vote_is_late
from partywork.admissions.rules import clocks
from partywork.admissions.rules.clocks import Alert, ProbationClock
from partywork.admissions.rules.limits import Limits
from partywork.admissions.service import files
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import OPEN_STATES, ProcedureKind, ProcedureState, Step
from partywork.audit import service as audit
from partywork.cells.models import Membership
from partywork.cells.policy import may_mend_events
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import require
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_FIRST = "T"
_NO_CEREMONY = "no-ceremony"
_TOPIC = "Thời hạn của đảng viên dự bị"
_TOPIC_OF_CEREMONIES = "Lễ kết nạp sắp đến hạn"
_NOT_YOURS = "Danh sách này dành cho cấp ủy chi bộ và ban tổ chức của văn phòng Đảng ủy."


def list_visible(actor: Actor) -> list[ProbationLine]:
    """Return the probationary members of the actor's cells, the next to be reviewed first."""
    require(policy.may_follow(actor), _NOT_YOURS)
    limits = limits_on(actor.day)
    members = queries.probationers(actor, actor.day)
    known = queries.confirmations_of(actor, [one.member_id for one in members])
    lines = [_line(actor, one, known.get(one.member_id), limits) for one in members]
    return sorted(lines, key=lambda one: one.clock.official_on if one.clock else date.min)


def _line(
    actor: Actor, one: Membership, procedure: Procedure | None, limits: Limits
) -> ProbationLine:
    return ProbationLine(
        member_id=one.member_id,
        full_name=one.member.full_name,
        cell=one.organisation.name,
        clock=_clock(one.member.ceremony_on, limits),
        procedure_id=procedure.id if procedure else None,
        state=procedure.state if procedure else None,
        is_late_meeting=procedure is not None and last_vote_is_late(procedure),
        may_mend=one.member.ceremony_on is None
        and may_mend_events(actor, one.organisation, one.member_id),
        today=actor.day,
    )


def _clock(ceremony_on: date | None, limits: Limits) -> ProbationClock | None:
    if ceremony_on is None:
        return None
    return clocks.probation_clock(ceremony_on, limits.probation, limits.holidays)


def follow(actor: Actor) -> int:
    """Open the files that are due, move those of people who changed cells, remind; the daily job.

    Each alert is sent once; those that fell on days the system slept are not made up but for the
    newest. Returns how many alerts were sent.
    """
    with transaction():
        limits = limits_on(actor.day)
        members = queries.probationers(actor, actor.day)
        keys = [one.member_id for one in members]
        known = queries.confirmations_of(actor, keys)
        sent = queries.sent_alerts(keys)
        certified = _certified(actor, keys)
        _stop_others(actor, keys)
        count = 0
        for one in members:
            clock = _clock(one.member.ceremony_on, limits)
            if clock is None:
                count += _ask_for_ceremony_day(actor, one, sent)
                continue
            procedure = _opened(actor, one, clock, known.get(one.member_id), limits)
            alerts = clocks.alerts_of(
                clock, limits.probation, actor.day, has_certificate=one.member_id in certified
            )
            for alert in alerts:
                key = (one.member_id, alert.code, clock.official_on)
                if key not in sent and _is_running(procedure):
                    _alert(actor, one, procedure, clock, alert)
                    count += 1
        return count + _remind_of_ceremonies(actor, limits)


def _ask_for_ceremony_day(actor: Actor, one: Membership, sent: set[tuple[UUID, str, date]]) -> int:
    """Ask once a month for the day from which a probation runs, until it is known."""
    month = actor.day.replace(day=1)
    if (one.member_id, _NO_CEREMONY, month) in sent:
        return 0
    notifications.tell(
        queries.in_order(
            [
                *queries.cell_officers(one.organisation_id, actor.day),
                *queries.organisation_desk(one.organisation.path, actor.day),
            ]
        ),
        NoticeKind.REMINDER,
        title=f"Thiếu ngày kết nạp: đồng chí {one.member.full_name}",
        text=(
            "Chưa ghi ngày tổ chức lễ kết nạp nên chưa tính được thời gian dự bị. Chi bộ đối chiếu "
            "biên bản lễ; ban tổ chức ghi ngày."
        ),
        path="/admissions/probation",
        topic=_TOPIC,
    )
    _note(one.member_id, _NO_CEREMONY, month)
    return 1


def _stop_others(actor: Actor, member_ids: list[UUID]) -> None:
    """Stop the files of people who are in probation in none of our cells any more."""
    for procedure in queries.confirmations_without(actor, member_ids):
        procedure.state = ProcedureState.STOPPED
        procedure.stopped_on = actor.day
        procedure.stopping_reason = "Không còn là đảng viên dự bị trong Đảng bộ."
        audit.record(
            actor,
            "procedure.stop",
            procedure,
            organisation_path=procedure.organisation.path,
            day=actor.day,
        )


def _is_running(procedure: Procedure | None) -> bool:
    return procedure is None or procedure.state is ProcedureState.PREPARING


def _certified(actor: Actor, member_ids: list[UUID]) -> set[UUID]:
    """Return who has the certificate of the class for new members."""
    known = queries.confirmations_of(actor, member_ids)
    ticked = {
        member_id
        for member_id, procedure in known.items()
        if any(one.step is Step.NEW_MEMBER_CLASS for one in procedure.steps)
    }
    return ticked | queries.certified_members(member_ids)


def _opened(
    actor: Actor,
    one: Membership,
    clock: ProbationClock,
    procedure: Procedure | None,
    limits: Limits,
) -> Procedure | None:
    """Return the file of a probation, opening it from T minus the first reminder on."""
    if procedure is not None and procedure.ceremony_on == clock.ceremony_on:
        if procedure.state in OPEN_STATES and procedure.organisation_id != one.organisation_id:
            procedure.organisation_id = one.organisation_id
        return procedure
    first = max(limits.probation.reminders, default=0)
    if (clock.official_on - actor.day).days > first:
        return None
    return open_file(actor, one, clock)


def open_file(actor: Actor, one: Membership, clock: ProbationClock) -> Procedure:
    """Open the file of a confirmation inside the running transaction."""
    procedure = Procedure(
        organisation_id=one.organisation_id,
        kind=ProcedureKind.CONFIRMATION,
        member_id=one.member_id,
        helper_id=queries.helper_of(one.member_id),
        opened_on=actor.day,
        ceremony_on=clock.ceremony_on,
    )
    db.session.add(procedure)
    db.session.flush()
    for place in queries.places_of(member_id=one.member_id):
        if place.certified_on is not None:
            files.note_certificate(
                procedure.id,
                place.party_class.kind,
                place.certified_on,
                place.certificate_number or "",
            )
    audit.record(
        actor,
        "procedure.open",
        procedure,
        organisation_path=one.organisation.path,
        kind=procedure.kind,
    )
    return procedure


def _alert(
    actor: Actor,
    one: Membership,
    procedure: Procedure | None,
    clock: ProbationClock,
    alert: Alert,
) -> None:
    title = f"Chuyển đảng chính thức: đồng chí {one.member.full_name}"
    text = (
        f"Hết thời gian dự bị ngày {display.day(clock.official_on)}. Chi bộ xét chậm nhất ngày "
        f"{display.day(clock.review_until)}."
    )
    if not alert.code.startswith(_FIRST):
        title = f"Chưa học lớp đảng viên mới: đồng chí {one.member.full_name}"
        text = f"Thời gian dự bị hết ngày {display.day(clock.official_on)}."
    where = f"/admissions/files/{procedure.id}" if procedure else "/admissions/probation"
    notifications.tell(
        queries.in_order(
            [
                procedure.helper_id if procedure else queries.helper_of(one.member_id),
                *queries.cell_officers(one.organisation_id, actor.day),
                *queries.organisation_desk(one.organisation.path, actor.day),
            ]
        ),
        NoticeKind.REMINDER,
        title=title,
        text=text,
        path=where,
        topic=_TOPIC,
    )
    _note(one.member_id, alert.code, clock.official_on)


def _note(member_id: UUID, code: str, about_on: date) -> None:
    db.session.add(SentAlert(member_id=member_id, code=code, about_on=about_on))


_BEFORE_CEREMONY = 10


def _remind_of_ceremonies(actor: Actor, limits: Limits) -> int:
    """Remind of ceremonies whose last day is near, once each."""
    query = (
        policy.visible_procedures(actor)
        .where(
            Procedure.kind != ProcedureKind.CONFIRMATION,
            Procedure.state == ProcedureState.DECIDED,
            Procedure.decided_on.is_not(None),
        )
        .options(
            joinedload(Procedure.organisation),
            joinedload(Procedure.member),
            joinedload(Procedure.prospect),
        )
    )
    waiting = list(db.session.scalars(query))
    sent = queries.sent_alerts([one.member_id for one in waiting if one.member_id is not None])
    count = 0
    for one in waiting:
        if one.decided_on is None or one.member_id is None:
            continue
        last = clocks.ceremony_deadline(one.decided_on, limits.ceremony_days, limits.holidays)
        if (last - actor.day).days > _BEFORE_CEREMONY:
            continue
        if (one.member_id, "ceremony", last) in sent:
            continue
        notifications.tell(
            queries.cell_officers(one.organisation_id, actor.day),
            NoticeKind.REMINDER,
            title=f"Lễ kết nạp đồng chí {name_of(one)} chậm nhất ngày {display.day(last)}",
            path=f"/admissions/files/{one.id}",
            topic=_TOPIC_OF_CEREMONIES,
        )
        _note(one.member_id, "ceremony", last)
        count += 1
    return count
