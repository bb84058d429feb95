"""From the adopted text to the number: sent for signature, signed, issued."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

from partywork.cells.models import Appointment
from partywork.cells.queries import acting_on
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.service import NextNumber
from partywork.documents.terms import FileRole
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.resolutions import pages, policy, queries, rules
from partywork.resolutions.models import Resolution
from partywork.resolutions.service.drafting import check_authority, note
from partywork.resolutions.service.laying_out import lay_out
from partywork.resolutions.service.reading import get
from partywork.resolutions.terms import ResolutionStatus


def signers(actor: Actor, resolution: Resolution) -> list[Appointment]:
    """Return who may sign for the body today: its bí thư and phó bí thư, or chủ nhiệm and phó."""
    held = acting_on(actor, resolution.organisation_id, clock.today())
    return [one for one in held if one.office in policy.signing_offices(resolution.body.kind)]


def for_sending(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the paper if the actor may send it for signature now."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_draft(actor, resolution.body),
        "Chỉ cấp ủy của tổ chức được trình ký văn bản này.",
    )
    rules.check_step(resolution.status, ResolutionStatus.AWAITING_SIGNATURE)
    return resolution


def send_for_signature(
    actor: Actor, resolution_id: UUID, *, version: int, signer_member_id: UUID
) -> Resolution:
    """Ask one of those who sign for the body to sign an adopted paper."""
    with transaction():
        resolution = for_sending(actor, resolution_id)
        resolution.expect_version(version)
        check_authority(resolution.body, resolution.document, clock.today())
        chosen = [a for a in signers(actor, resolution) if a.member_id == signer_member_id]
        if not chosen:
            raise RuleBroken(rules.who_signs(resolution.body.kind), "signer")
        resolution.signer_id = signer_member_id
        resolution.signer_office = chosen[0].office.value
        resolution.status = ResolutionStatus.AWAITING_SIGNATURE
        kind = resolution.document.kind.label
        _tell(resolution, [signer_member_id], f"{kind} chờ đồng chí ký")
        note(actor, "resolution.send-for-signature", resolution, signer=signer_member_id)
    return resolution


def _tell(resolution: Resolution, people: Iterable[UUID], title: str) -> None:
    notifications.tell(
        people,
        NoticeKind.RESOLUTION,
        title=title,
        text=resolution.title,
        path=f"/resolutions/{resolution.id}/",
    )


def for_signing(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the paper if the actor may record its signature now."""
    resolution = get(actor, resolution_id)
    require(policy.may_sign(actor, resolution), rules.who_signs(resolution.body.kind))
    rules.check_step(resolution.status, ResolutionStatus.SIGNED)
    return resolution


def sign(
    actor: Actor,
    resolution_id: UUID,
    *,
    version: int,
    signed_on: date,
    file_name: str,
    content: bytes,
) -> Resolution:
    """Record the signature by hand: its day and the scan of the signed sheet, kept for good."""
    for_signing(actor, resolution_id)
    rules.check_scan(file_name)
    file = documents.inspected(actor, file_name, content)
    with transaction():
        resolution = for_signing(actor, resolution_id)
        resolution.expect_version(version)
        adopted_on = resolution.adopted_on or signed_on
        rules.check_signing(adopted_on=adopted_on, signed_on=signed_on, today=clock.today())
        scan = documents.attach(actor, resolution.document, role=FileRole.SIGNED_COPY, file=file)
        resolution.signed_on = signed_on
        resolution.status = ResolutionStatus.SIGNED
        note(actor, "resolution.sign", resolution, signed_on=signed_on, sha256=scan.sha256)
    return resolution


def for_issuing(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the paper if the actor may give it a number now."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_issue(actor, resolution),
        "Chỉ người ký hoặc văn phòng của tổ chức được lấy số và phát hành.",
    )
    rules.check_step(resolution.status, ResolutionStatus.ISSUED)
    return resolution


def next_number(actor: Actor, resolution: Resolution) -> NextNumber:
    """Return the number the paper would take today and the term it counts in."""
    document = resolution.document
    return documents.next_number(
        actor, resolution.organisation_id, document.kind, clock.today(), document.issuer
    )


def issue(
    actor: Actor,
    resolution_id: UUID,
    *,
    version: int,
    issued_on: date,
    is_laid_out: bool = True,
) -> Resolution:
    """Give the signed paper its number and day, open it to its readers and tell them.

    It is laid out after the number is safe, so that nobody waits for it in the queue of numbers;
    `is_laid_out=False` leaves that to the background job.
    """
    with transaction():
        resolution = for_issuing(actor, resolution_id)
        resolution.expect_version(version)
        document = resolution.document
        roles = {one.role for one in document.files}
        rules.check_issue(
            resolution.status,
            has_signed_copy=FileRole.SIGNED_COPY in roles,
            adopted_on=resolution.adopted_on,
            signed_on=resolution.signed_on,
            today=clock.today(),
        )
        rules.check_issue_day(
            signed_on=resolution.signed_on or issued_on, issued_on=issued_on, today=clock.today()
        )
        check_authority(resolution.body, document, issued_on)
        symbol = documents.issue(actor, document, issued_on=issued_on)
        documents.publish(document)
        if pages.goes_up(resolution):
            documents.file_up(document)
        resolution.issued_on = issued_on
        resolution.status = ResolutionStatus.ISSUED
        _tell(
            resolution,
            queries.concerned(resolution, issued_on),
            f"{document.kind.label} số {symbol} đã phát hành",
        )
        note(actor, "resolution.issue", resolution, symbol=symbol, issued_on=issued_on)
    if is_laid_out:
        documents.try_to_lay_out(partial(lay_out, actor, resolution_id))
        resolution = get(actor, resolution_id)
    return resolution
