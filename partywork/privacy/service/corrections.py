"""Proposals of members to correct their own records: making, judging, deciding."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.accounts.service.accounts import check_own_password
from partywork.audit import service as audit
from partywork.cells.models import Member
from partywork.cells.rules import record as record_rules
from partywork.cells.service import members, records
from partywork.cells.terms import RecordField
from partywork.core.actor import Actor
from partywork.core.db import count_rows, db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind
from partywork.privacy import policy, queries, rules
from partywork.privacy.models import Correction
from partywork.privacy.pages import CorrectionPage
from partywork.privacy.terms import CorrectionStatus

_NOT_YOURS = "Đề nghị này do người có quyền sửa mục đó xem xét; không ai xét đề nghị của mình."
_ONLY_OWN = "Đảng viên chỉ đề nghị đính chính hồ sơ của chính mình."


def for_proposing(actor: Actor, member_id: UUID) -> Member:
    """Return the actor's own record, to be proposed about."""
    if member_id != actor.member_id:
        raise NotVisible()
    return members.get(actor, member_id)


def propose(
    actor: Actor, member_id: UUID, *, field: RecordField | None, value: str, evidence: str
) -> Correction:
    """Propose what one field of the own record should say, and tell who may change it."""
    refuse_secret(value, evidence)
    with transaction():
        member = for_proposing(actor, member_id)
        cell = members.cell_of(actor, member_id)
        if cell is None:
            raise RuleBroken("Đồng chí hiện không thuộc chi bộ nào; hãy gặp văn phòng Đảng ủy.")
        if field is not None:
            _refuse_second(actor, field)
            _check_proposed(actor, member, field, rules.value_of(field, value))
        correction = Correction(
            organisation_id=cell.id,
            member_id=member.id,
            field=field,
            proposed=value,
            evidence=evidence,
            proposed_on=actor.day,
        )
        db.session.add(correction)
        db.session.flush()
        audit.record(
            actor,
            "correction.propose",
            correction,
            organisation_path=cell.path,
            field=correction.subject,
        )
        tell(
            queries.deciders_of(actor, correction, cell.path),
            NoticeKind.REMINDER,
            title=f"Đồng chí {member.full_name} đề nghị đính chính hồ sơ",
            text=correction.subject,
            path=f"/privacy/corrections/{correction.id}",
        )
    return correction


def _check_proposed(actor: Actor, member: Member, field: RecordField, value: Any) -> None:
    """Let the record's own rules say at once what they would say when it is decided."""
    try:
        records.check_proposed(actor, member, field, value)
    except RuleBroken as refusal:
        raise RuleBroken(refusal.message, "value") from refusal


def _refuse_second(actor: Actor, field: RecordField) -> None:
    query = policy.visible_corrections(actor).where(
        Correction.member_id == actor.member_id,
        Correction.field == field,
        Correction.status == CorrectionStatus.WAITING,
    )
    if db.session.scalar(query.limit(1)) is not None:
        raise RuleBroken(
            "Đồng chí đã có đề nghị về mục này đang chờ xem xét; rút lại trước khi đề nghị khác.",
            "field",
        )


def list_visible(actor: Actor, *, limit: int, offset: int = 0) -> tuple[list[Correction], int]:
    """Return a page of the proposals the actor may see, waiting ones first, and how many."""
    query = policy.visible_corrections(actor)
    page = (
        query.options(joinedload(Correction.member), joinedload(Correction.organisation))
        .order_by(Correction.decided_on.is_not(None), Correction.created_at.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(page)), count_rows(query)


def _get(actor: Actor, correction_id: UUID) -> Correction:
    query = policy.visible_corrections(actor).where(Correction.id == correction_id)
    found = db.session.scalar(
        query.options(joinedload(Correction.member), joinedload(Correction.organisation))
    )
    if found is None:
        raise NotVisible()
    return found


def open_proposal(actor: Actor, correction_id: UUID) -> CorrectionPage:
    """Return what is and what should be, side by side; sealed fields masked."""
    return _page(actor, _get(actor, correction_id), is_open=False)


def _page(actor: Actor, correction: Correction, *, is_open: bool) -> CorrectionPage:
    return CorrectionPage.of(
        correction,
        is_own=correction.member_id == actor.member_id,
        is_open=is_open,
        may_decide=_may_decide(actor, correction),
    )


def reveal(actor: Actor, correction_id: UUID, *, password: str) -> CorrectionPage:
    """Show a sealed proposal in full to whoever decides on it; the trail keeps that it was seen."""
    _for_deciding(actor, correction_id)
    check_own_password(actor, password)
    with transaction():
        correction = _for_deciding(actor, correction_id)
        audit.record(
            actor,
            "member.unmask",
            correction.member,
            organisation_path=correction.organisation.path,
            field=correction.subject,
            reason="Xem xét đề nghị đính chính",
            role=members.role_words(actor),
        )
    return _page(actor, _get(actor, correction_id), is_open=True)


def _for_deciding(actor: Actor, correction_id: UUID) -> Correction:
    correction = _get(actor, correction_id)
    require(_may_decide(actor, correction), _NOT_YOURS)
    return correction


def _may_decide(actor: Actor, correction: Correction) -> bool:
    """Ask for the cell the member belongs to now; a cell they left decides no more."""
    cell = members.cell_of(actor, correction.member_id)
    return cell is not None and policy.may_decide(actor, correction, cell)


def accept(actor: Actor, correction_id: UUID, *, version: int, answer: str) -> Correction:
    """Change the record as proposed, by the same rules as every change, and tell the member.

    What follows from events is corrected there first; then this says so.
    """
    with transaction():
        correction = _for_deciding(actor, correction_id)
        correction.expect_version(version)
        rules.check_waiting(correction.status)
        changed: tuple[records.Changed, ...] = ()
        if correction.field is not None:
            member = members.get(actor, correction.member_id)
            value = rules.value_of(correction.field, correction.proposed or "")
            changed = records.change(actor, member, {correction.field.value: value})
        told = [one.words for one in changed if record_rules.may_be_told(one.field)]
        _decide(actor, correction, CorrectionStatus.ACCEPTED, answer)
        audit.record(
            actor,
            "correction.accept",
            correction,
            organisation_path=correction.organisation.path,
            field=correction.subject,
            changed="; ".join(told),
        )
    return correction


def refuse(actor: Actor, correction_id: UUID, *, version: int, reason: str) -> Correction:
    """Leave the record as it is, with the reason the member is told."""
    with transaction():
        correction = _for_deciding(actor, correction_id)
        correction.expect_version(version)
        rules.check_waiting(correction.status)
        _decide(actor, correction, CorrectionStatus.REFUSED, reason)
        audit.record(
            actor,
            "correction.refuse",
            correction,
            organisation_path=correction.organisation.path,
            field=correction.subject,
        )
    return correction


def _decide(actor: Actor, correction: Correction, status: CorrectionStatus, answer: str) -> None:
    refuse_secret(answer)
    correction.status = status
    correction.decided_on = actor.day
    correction.decided_by = actor.name
    correction.answer = answer or None
    tell(
        [correction.member_id],
        NoticeKind.REMINDER,
        title=f"Đề nghị đính chính hồ sơ: {status.label}",
        text=correction.subject,
        path=f"/privacy/corrections/{correction.id}",
    )


def withdraw(actor: Actor, correction_id: UUID, *, version: int) -> Correction:
    """Take back one's own proposal while nobody has decided on it."""
    with transaction():
        correction = _get(actor, correction_id)
        require(policy.may_withdraw(actor, correction), _ONLY_OWN)
        correction.expect_version(version)
        rules.check_waiting(correction.status)
        correction.status = CorrectionStatus.WITHDRAWN
        correction.decided_on = actor.day
        audit.record(
            actor,
            "correction.withdraw",
            correction,
            organisation_path=correction.organisation.path,
            field=correction.subject,
        )
    return correction
