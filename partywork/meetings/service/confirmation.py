"""Confirming minutes by two people, attaching the signed copy, correcting by addendum."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from partywork.accounts.service.accounts import check_own_password
from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, Stale, require
from partywork.documents import service as documents
from partywork.documents.terms import FileRole
from partywork.meetings import policy, rules
from partywork.meetings.models import Addendum, Meeting, Minutes
from partywork.meetings.pages import MinutesPage
from partywork.meetings.service import papers, record
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)


@dataclass(frozen=True, slots=True)
class Confirming:
    """What a person reads before confirming: the text and its digest.

    `differs_from` names who confirmed a text that is no longer the text of the minutes.
    """

    meeting: Meeting
    page: MinutesPage
    digest: str
    differs_from: str
    may_confirm: bool
    refusal: str | None


def for_confirming(actor: Actor, meeting_id: UUID) -> Confirming:
    """Return the minutes as they will be confirmed, to those who may see them."""
    meeting = record.whole(actor, meeting_id)
    if not (policy.may_confirm(actor, meeting) or policy.may_write(actor, meeting)):
        raise NotVisible()
    refusal = None
    try:
        _check(actor, meeting)
    except RuleBroken as broken:
        refusal = broken.message
    digest = papers.digest_of(papers.canonical_text(meeting))
    return Confirming(
        meeting=meeting,
        page=papers.minutes_page(meeting, draft=False),
        digest=digest,
        differs_from=_differs_from(meeting.minutes, digest),
        may_confirm=policy.may_confirm(actor, meeting) and refusal is None,
        refusal=refusal,
    )


def _differs_from(minutes: Minutes | None, digest: str) -> str:
    if minutes is None or minutes.text_hash in (None, digest):
        return ""
    return minutes.taker_name or minutes.chair_name or ""


def _confirmed_by(meeting: Meeting, minutes: Minutes) -> set[UUID]:
    people = set()
    if minutes.taker_confirmed_at is not None and meeting.minutes_taker_id is not None:
        people.add(meeting.minutes_taker_id)
    if minutes.chair_confirmed_at is not None and meeting.chair_id is not None:
        people.add(meeting.chair_id)
    return people


def _check(actor: Actor, meeting: Meeting) -> tuple[UUID, UUID, UUID]:
    """Refuse a confirmation too early, by a third person or by one person twice."""
    if meeting.status not in (MeetingStatus.CLOSED, MeetingStatus.FILED):
        raise RuleBroken("Cuộc họp chưa kết thúc nên chưa xác nhận biên bản được.")
    taker, chair, who = meeting.minutes_taker_id, meeting.chair_id, actor.member_id
    if taker is None or chair is None or who is None or meeting.minutes is None:
        raise RuleBroken("Chưa xác định người chủ trì và người ghi biên bản.")
    rules.check_confirmation(
        meeting.minutes.status,
        minutes_taker=taker,
        chair=chair,
        confirmer=who,
        confirmed_by=_confirmed_by(meeting, meeting.minutes),
    )
    return taker, chair, who


def _for_confirmer(actor: Actor, meeting_id: UUID) -> tuple[Meeting, tuple[UUID, UUID, UUID]]:
    meeting = record.whole(actor, meeting_id)
    require(
        policy.may_confirm(actor, meeting),
        "Chỉ người ghi biên bản và người chủ trì được xác nhận biên bản.",
    )
    return meeting, _check(actor, meeting)


def confirm(actor: Actor, meeting_id: UUID, *, digest: str, password: str) -> Minutes:
    """Confirm the text of the minutes with one's own password; with both, it never changes again.

    `digest` is of the text the person read; nobody confirms another. Keeps the name, the time and
    the SHA-256 of the text. It is not a digital signature. The PDF is laid out after the
    confirmation is safe.
    """
    _for_confirmer(actor, meeting_id)
    check_own_password(actor, password)
    with transaction():
        record.queue_writers(meeting_id)
        meeting, (taker, chair, who) = _for_confirmer(actor, meeting_id)
        minutes = record.begin_minutes(meeting)
        before = minutes.text_hash
        _keep_text(meeting, minutes, read=digest)
        if who == taker:
            minutes.taker_confirmed_at, minutes.taker_name = clock.now(), actor.name
        else:
            minutes.chair_confirmed_at, minutes.chair_name = clock.now(), actor.name
        if rules.is_fully_confirmed(taker, chair, _confirmed_by(meeting, minutes)):
            rules.check_minutes_step(minutes.status, MinutesStatus.CONFIRMED)
            minutes.status = MinutesStatus.CONFIRMED
            papers.begin_paper(actor, meeting)
            _tell_everybody(meeting)
        audit.record(
            actor,
            "minutes.confirm",
            minutes,
            organisation_path=meeting.organisation.path,
            text_hash=[before, minutes.text_hash],
            status=minutes.status,
        )
    if minutes.status is MinutesStatus.CONFIRMED:
        documents.try_to_lay_out(partial(papers.lay_out, actor, meeting_id))
    return minutes


def _keep_text(meeting: Meeting, minutes: Minutes, *, read: str) -> None:
    """Freeze the text with the first confirmation; both must be of the very same text.

    What the minutes tell may change in between, as when a name is put right in the record: the
    first confirmation then counts no more, and that person is asked again.
    """
    text = papers.canonical_text(meeting)
    digest = papers.digest_of(text)
    if digest != read:
        raise Stale("Nội dung biên bản đã khác với bản đồng chí vừa đọc. Hãy đọc lại rồi xác nhận.")
    if minutes.text_hash == digest:
        return
    _drop_confirmations(meeting, minutes)
    minutes.confirmed_text, minutes.text_hash = text, digest


def _drop_confirmations(meeting: Meeting, minutes: Minutes) -> None:
    notifications.tell(
        sorted(_confirmed_by(meeting, minutes)),
        NoticeKind.MINUTES,
        title=f"Chờ xác nhận lại biên bản: {meeting.title}",
        text="Nội dung biên bản đã khác với bản đồng chí xác nhận, ví dụ do tên được sửa trong "
        "hồ sơ. Đồng chí hãy đọc lại và xác nhận lại.",
        path=f"/meetings/{meeting.id}/minutes/confirm",
    )
    minutes.taker_confirmed_at = minutes.taker_name = None
    minutes.chair_confirmed_at = minutes.chair_name = None


def _tell_everybody(meeting: Meeting) -> None:
    notifications.tell(
        [line.member_id for line in meeting.attendances],
        NoticeKind.MINUTES,
        title=f"Biên bản đã được xác nhận: {meeting.title}",
        path=f"/meetings/{meeting.id}/minutes",
    )


def _for_writer(actor: Actor, meeting_id: UUID) -> tuple[Meeting, Minutes]:
    meeting = record.whole(actor, meeting_id)
    require(
        policy.may_write(actor, meeting),
        "Chỉ cấp ủy và người ghi biên bản của cuộc họp được làm việc này.",
    )
    if meeting.minutes is None or meeting.minutes.status not in _CONFIRMED:
        raise RuleBroken("Biên bản chưa được xác nhận.")
    return meeting, meeting.minutes


def for_writer(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting with confirmed minutes to somebody who may add to them."""
    return _for_writer(actor, meeting_id)[0]


def attach_signed_copy(
    actor: Actor, meeting_id: UUID, *, file_name: str, content: bytes
) -> Minutes:
    """Keep the scan of the hand-signed sheet with the minutes, which are then complete."""
    for_writer(actor, meeting_id)
    file = documents.inspected(actor, file_name, content)
    with transaction():
        record.queue_writers(meeting_id)
        meeting, minutes = _for_writer(actor, meeting_id)
        documents.attach(
            actor,
            papers.begin_paper(actor, meeting),
            role=FileRole.SIGNED_COPY,
            file=file,
        )
        if minutes.status is MinutesStatus.CONFIRMED:
            rules.check_minutes_step(minutes.status, MinutesStatus.FILED)
            minutes.status = MinutesStatus.FILED
        audit.record(
            actor,
            "minutes.attach_signed",
            minutes,
            organisation_path=meeting.organisation.path,
        )
    return minutes


def add_addendum(actor: Actor, meeting_id: UUID, *, text: str) -> Addendum:
    """Correct confirmed minutes by a text beside them; the minutes themselves stay."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting, minutes = _for_writer(actor, meeting_id)
        text = text.strip()
        if not text:
            raise RuleBroken("Hãy ghi nội dung đính chính.", "text")
        documents.refuse_secret(actor, text)
        addendum = Addendum(
            organisation_id=minutes.organisation_id,
            minutes_id=minutes.id,
            text=text,
            author_name=actor.name,
        )
        db.session.add(addendum)
        db.session.flush()
        _tell_of_addendum(meeting)
        audit.record(
            actor, "minutes.add_addendum", addendum, organisation_path=meeting.organisation.path
        )
    return addendum


def _tell_of_addendum(meeting: Meeting) -> None:
    notifications.tell(
        [one for one in (meeting.minutes_taker_id, meeting.chair_id) if one is not None],
        NoticeKind.MINUTES,
        title=f"Biên bản có bổ sung: {meeting.title}",
        path=f"/meetings/{meeting.id}/minutes",
    )
