"""The way of a resolution: drafted from a meeting, signed, numbered, issued, looked up."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified

from partywork.audit import service as audit
from partywork.ballots.models import Vote
from partywork.ballots.policy import visible as visible_votes
from partywork.ballots.terms import VoteStatus
from partywork.cells.models import Appointment, Body, Organisation
from partywork.cells.policy import visible_bodies
from partywork.cells.queries import acting_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.service.unfinished import Unfinished
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.pages import Paragraph
from partywork.documents.service import NextNumber
from partywork.documents.terms import AccessClass, DocumentKind, FileRole
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions import pages, policy, queries, rules
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus
from partywork.web.pagination import Page

_TEMPLATE = "pdf/resolution.html"
_OUTCOMES = {
    VoteStatus.PASSED: ResolutionStatus.ADOPTED,
    VoteStatus.FAILED: ResolutionStatus.REJECTED,
}


def draft_from_meeting(
    actor: Actor,
    *,
    organisation_id: UUID,
    body_id: UUID,
    meeting_id: UUID,
    title: str,
    opening: str,
    closing: str,
    parts: pages.Parts,
    vote: Vote | None,
    adopted_on: date,
    recipients: str,
) -> Resolution:
    """Draft the resolution that a meeting voted on; the vote alone decides what becomes of it.

    A passed vote makes it adopted, a failed one rejected for good; without a vote it stays a
    draft.
    """
    with transaction():
        require(
            actor.is_system or policy.may_draft(actor, organisation_id),
            "Chỉ cấp ủy của tổ chức được lập nghị quyết.",
        )
        documents.refuse_secret(actor, title, opening, closing, recipients)
        body = _body(organisation_id, body_id)
        _check_authority(body, adopted_on)
        document = documents.draft(
            actor,
            organisation_id=organisation_id,
            kind=DocumentKind.RESOLUTION,
            summary=title,
            access=_access_of(body.organisation),
        )
        documents.set_clauses(actor, document, pages.paragraphs_of(parts))
        status = _outcome_of(vote, body)
        resolution = Resolution(
            organisation_id=organisation_id,
            body_id=body_id,
            document_id=document.id,
            vote_id=vote.id if vote else None,
            meeting_id=meeting_id,
            status=status,
            title=title,
            opening=opening,
            closing=closing,
            recipients=recipients,
            adopted_on=adopted_on if status is ResolutionStatus.ADOPTED else None,
        )
        db.session.add(resolution)
        db.session.flush()
        audit.record(
            actor,
            "resolution.draft",
            resolution,
            organisation_path=body.organisation.path,
            status=status,
        )
    return resolution


def _body(organisation_id: UUID, body_id: UUID) -> Body:
    query = visible_bodies(system(clock.today())).where(
        Body.id == body_id, Body.organisation_id == organisation_id
    )
    body = db.session.scalar(query.options(joinedload(Body.organisation)))
    if body is None:
        raise NotVisible()
    return body


def _check_authority(body: Body, day: date) -> None:
    matrix = provisions.value(ProvisionKey.AUTHORITY, day)
    rules.check_authority(matrix, body.kind, DocumentKind.RESOLUTION)


def _access_of(organisation: Organisation) -> AccessClass:
    """A cell's resolutions are for its members, those of the Đảng ủy for the whole Đảng bộ."""
    is_cell = organisation.kind is OrganisationKind.CELL
    return AccessClass.INTERNAL if is_cell else AccessClass.OPEN


def _outcome_of(vote: Vote | None, body: Body) -> ResolutionStatus:
    if vote is None:
        return ResolutionStatus.DRAFT
    if vote.body_id != body.id:
        raise RuleBroken("Cuộc biểu quyết này không phải của cơ quan ban hành nghị quyết.")
    if vote.status not in _OUTCOMES:
        raise RuleBroken("Cuộc biểu quyết chưa kết thúc.")
    rules.check_step(ResolutionStatus.DRAFT, _OUTCOMES[vote.status])
    return _OUTCOMES[vote.status]


def list_visible(
    actor: Actor, *, words: str, organisation_id: UUID | None, page: int
) -> tuple[list[Resolution], Page]:
    """Return one page of the resolutions the actor may read that hold every word."""
    return queries.look_up(actor, words, organisation_id, page)


def issuers(actor: Actor) -> list[Organisation]:
    """Return the organisations whose resolutions the actor may read, for the filter."""
    return queries.issuers(actor)


def get(actor: Actor, resolution_id: UUID, *options: Any) -> Resolution:
    """Return a resolution with everything its page and its paper show, or `NotVisible`."""
    paper = joinedload(Resolution.document)
    query = policy.visible(actor).where(Resolution.id == resolution_id)
    found = db.session.scalar(
        query.options(
            paper.joinedload(Document.organisation).joinedload(Organisation.parent),
            paper.joinedload(Document.term),
            paper.selectinload(Document.clauses),
            paper.selectinload(Document.files),
            joinedload(Resolution.body),
            joinedload(Resolution.signer),
            *options,
        )
    )
    if found is None:
        raise NotVisible("Không tìm thấy nghị quyết.")
    return found


def vote_of(actor: Actor, resolution: Resolution) -> Vote | None:
    """Return the vote behind a resolution if the actor may see it."""
    return db.session.scalar(visible_votes(actor).where(Vote.id == resolution.vote_id))


def for_editing(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the resolution if the actor may work on it and it may still change."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_draft(actor, resolution.organisation_id),
        "Chỉ cấp ủy của tổ chức được sửa nghị quyết này.",
    )
    rules.check_edit(resolution.status, changes_text=False)
    return resolution


def edit(
    actor: Actor,
    resolution_id: UUID,
    *,
    version: int,
    title: str | None = None,
    parts: pages.Parts | None = None,
    recipients: str,
) -> Resolution:
    """Change a draft; of an adopted resolution only who receives it.

    A title or parts that are not given stay as they are.
    """
    with transaction():
        resolution = for_editing(actor, resolution_id)
        resolution.expect_version(version)
        documents.refuse_secret(actor, title, recipients)
        kept = pages.paragraphs_of(pages.clauses_of(resolution))
        clauses = kept if parts is None else _with_tables(pages.paragraphs_of(parts), kept)
        title = resolution.title if title is None else title
        changes_text = title != resolution.title or clauses != kept
        rules.check_edit(resolution.status, changes_text=changes_text)
        if changes_text:
            resolution.title = title
            documents.reword(actor, resolution.document, summary=title)
            documents.set_clauses(actor, resolution.document, clauses)
        resolution.recipients = recipients
        flag_modified(resolution, "recipients")
        _record(actor, "resolution.edit", resolution, changes_text=changes_text)
    return resolution


def _with_tables(typed: list[Paragraph], kept: list[Paragraph]) -> list[Paragraph]:
    """Leave the table with a paragraph whose words were not touched; a form shows words only."""
    tables = {(one.part, one.text): one.rows for one in kept}
    return [one._replace(rows=tables.get((one.part, one.text), one.rows)) for one in typed]


def _record(actor: Actor, action: str, resolution: Resolution, **changes: Any) -> None:
    path = resolution.document.organisation.path
    audit.record(actor, action, resolution, organisation_path=path, **changes)


def signers(actor: Actor, resolution: Resolution) -> list[Appointment]:
    """Return bí thư and phó bí thư of the organisation today: who may sign."""
    held = acting_on(actor, resolution.organisation_id, clock.today())
    return [one for one in held if one.office in SECRETARIES]


def for_sending(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the resolution if the actor may send it for signature now."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_draft(actor, resolution.organisation_id),
        "Chỉ cấp ủy của tổ chức được trình ký nghị quyết này.",
    )
    rules.check_step(resolution.status, ResolutionStatus.AWAITING_SIGNATURE)
    return resolution


def send_for_signature(
    actor: Actor, resolution_id: UUID, *, version: int, signer_member_id: UUID
) -> Resolution:
    """Ask bí thư or phó bí thư to sign an adopted resolution."""
    with transaction():
        resolution = for_sending(actor, resolution_id)
        resolution.expect_version(version)
        _check_authority(resolution.body, clock.today())
        chosen = [a for a in signers(actor, resolution) if a.member_id == signer_member_id]
        if not chosen:
            raise RuleBroken("Người ký phải là bí thư hoặc phó bí thư.", "signer")
        resolution.signer_id = signer_member_id
        resolution.signer_office = chosen[0].office.value
        resolution.status = ResolutionStatus.AWAITING_SIGNATURE
        _tell(resolution, [signer_member_id], "Nghị quyết chờ đồng chí ký")
        _record(actor, "resolution.send-for-signature", resolution, signer=signer_member_id)
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
    """Return the resolution if the actor may record its signature now."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_sign(actor, resolution), "Chỉ bí thư, phó bí thư được ghi nhận việc ký văn bản."
    )
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
    with transaction():
        resolution = for_signing(actor, resolution_id)
        resolution.expect_version(version)
        adopted_on = resolution.adopted_on or signed_on
        rules.check_signing(adopted_on=adopted_on, signed_on=signed_on, today=clock.today())
        rules.check_scan(file_name)
        scan = documents.attach(
            actor,
            resolution.document,
            role=FileRole.SIGNED_COPY,
            file_name=file_name,
            content=content,
        )
        resolution.signed_on = signed_on
        resolution.status = ResolutionStatus.SIGNED
        _record(actor, "resolution.sign", resolution, signed_on=signed_on, sha256=scan.sha256)
    return resolution


def for_issuing(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the resolution if the actor may give it a number now."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_issue(actor, resolution),
        "Chỉ bí thư, phó bí thư hoặc văn phòng của tổ chức được lấy số và phát hành.",
    )
    rules.check_step(resolution.status, ResolutionStatus.ISSUED)
    return resolution


def next_number(actor: Actor, resolution: Resolution) -> NextNumber:
    """Return the number the resolution would take today and the term it counts in."""
    kind = resolution.document.kind
    return documents.next_number(actor, resolution.organisation_id, kind, clock.today())


def issue(
    actor: Actor,
    resolution_id: UUID,
    *,
    version: int,
    issued_on: date,
    is_laid_out: bool = True,
) -> Resolution:
    """Give the signed resolution its number and day, open it to its readers and tell them.

    Its paper is laid out after the number is safe, so that nobody waits for it in the queue of
    numbers; `is_laid_out=False` leaves that to the background job.
    """
    with transaction():
        resolution = for_issuing(actor, resolution_id)
        resolution.expect_version(version)
        roles = {one.role for one in resolution.document.files}
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
        _check_authority(resolution.body, issued_on)
        symbol = documents.issue(actor, resolution.document, issued_on=issued_on)
        documents.publish(resolution.document)
        documents.file_up(resolution.document)
        resolution.issued_on = issued_on
        resolution.status = ResolutionStatus.ISSUED
        _tell(
            resolution,
            queries.concerned(resolution, issued_on),
            f"Nghị quyết số {symbol} đã phát hành",
        )
        _record(actor, "resolution.issue", resolution, symbol=symbol, issued_on=issued_on)
    if is_laid_out:
        documents.try_to_lay_out(partial(lay_out, actor, resolution_id))
        resolution = get(actor, resolution_id)
    return resolution


def lay_out(actor: Actor, resolution_id: UUID) -> None:
    """Keep the paper of an issued resolution in the archive, once; no lock is held meanwhile."""
    with transaction():
        resolution = get(actor, resolution_id)
        if not pages.awaits_paper(resolution):
            return
        page = _page(resolution)
    content = render(_TEMPLATE, page)
    with transaction():
        lock_for_update(f"paper of resolution {resolution_id}")
        resolution = get(actor, resolution_id)
        if pages.awaits_paper(resolution):
            name = pages.file_name(resolution)
            documents.store_rendered(actor, resolution.document, content=content, file_name=name)


def _page(resolution: Resolution) -> pages.ResolutionPage:
    day = resolution.adopted_on or clock.today()
    authority = provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day)
    return pages.resolution_page(resolution, authority_of_cell=authority)


def paper_of(actor: Actor, resolution_id: UUID) -> tuple[str, bytes]:
    """Return the PDF of a resolution and its name: the one kept at issue, or a draft as it is."""
    resolution = get(actor, resolution_id)
    kept = documents.rendered(resolution.document)
    if kept is not None:
        found, content = documents.open_file(actor, kept.id)
        return found.file_name, content
    if pages.awaits_paper(resolution):
        raise RuleBroken("Bản trình bày đang được tạo. Hãy mở lại sau ít phút.")
    return pages.file_name(resolution), render(_TEMPLATE, _page(resolution))


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Lay out every issued resolution that has no paper yet, newest first; yield (done, total)."""
    yield from documents.lay_out_each(queries.without_paper(actor), partial(lay_out, actor))


LEFT_BEHIND = (
    Unfinished(
        words="nghị quyết chưa phát hành",
        of=queries.unfinished,
        told=attrgetter("title"),
        fate="Chỉ còn để đọc; nên ký, phát hành trước.",
        fate_alone="Chỉ còn để đọc; nên ký, phát hành trước.",
    ),
    Unfinished(
        words="nghị quyết đang có hiệu lực",
        of=queries.in_force,
        told=attrgetter("title"),
        fate="Giữ nguyên số và tên chi bộ cũ; chi bộ tiếp nhận tiếp tục thực hiện.",
        fate_alone="Giữ nguyên số và tên chi bộ cũ để tra cứu.",
        is_open=False,
    ),
)
