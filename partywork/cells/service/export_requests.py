"""Lists that take two people: who asks, who is told, who agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, ExportRequest, Organisation
from partywork.cells.pages.lists import Wanted
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.service.exports import count, organisation_of
from partywork.cells.service.people import require_lists
from partywork.cells.terms import ExportFormat, ExportKind, ExportStatus, OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.jobs import enqueue
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

JOB = "cells.export"
_NOT_YOURS = "Người phê duyệt phải là cán bộ tổ chức khác hoặc bí thư, phó bí thư Đảng ủy."


_NOT_IN_FULL = "Chỉ cán bộ tổ chức được đề nghị bản không che số."


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request with what the actor may do about it."""

    request: ExportRequest
    wanted: Wanted
    about: str
    is_own: bool
    may_decide: bool
    may_take: bool


def ask(
    actor: Actor,
    asked: Mapping[str, str],
    *,
    export_format: ExportFormat,
    is_unmasked: bool,
    reason: str,
) -> ExportRequest:
    """Ask a second person for a long or unmasked list; those who may agree are told."""
    wanted = Wanted.read(asked)
    with transaction():
        number = count(actor, wanted)
        if number == 0:
            raise RuleBroken("Danh sách này không có đồng chí nào.")
        organisation = organisation_of(actor, wanted.organisation_id)
        if is_unmasked and not policy.fields_to_export(actor, organisation.path):
            raise RuleBroken(
                "Chỉ cán bộ tổ chức, bí thư và phó bí thư được đề nghị danh sách không che số, mỗi "
                "người trong tổ chức của mình: hãy chọn chi bộ trước.",
                "is_unmasked",
            )
        request = ExportRequest(
            organisation_id=organisation.id,
            kind=ExportKind.PEOPLE,
            export_format=export_format,
            is_unmasked=is_unmasked,
            reason=reason,
            rows=number,
        )
        refuse_secret(asked.get("tim"))
        _send(actor, request, asked, organisation, f"danh sách {number} đồng chí")
    return request


def ask_for_paper(
    actor: Actor,
    organisation: Organisation,
    *,
    kind: ExportKind,
    asked: Mapping[str, str],
    rows: int,
    reason: str,
) -> ExportRequest:
    """Ask a second person for a paper of another package on which nothing is masked."""
    with transaction():
        require(bool(policy.fields_to_export(actor, organisation.path)), _NOT_IN_FULL)
        request = ExportRequest(
            organisation_id=organisation.id,
            kind=kind,
            export_format=ExportFormat.REGISTER,
            is_unmasked=True,
            reason=reason,
            rows=rows,
        )
        _send(actor, request, asked, organisation, f"{kind.label.lower()}, {rows} mục")
    return request


def _send(
    actor: Actor,
    request: ExportRequest,
    asked: Mapping[str, str],
    organisation: Organisation,
    words: str,
) -> None:
    """Keep the request, with the rights of who asks, and tell those who may agree to it."""
    if actor.user_id is None:
        raise NotVisible()
    check_needed(reason=request.reason)
    refuse_secret(request.reason)
    request.asked_by_id, request.asked_by = actor.user_id, actor.name
    request.grants = policy.written_grants(actor)
    request.asked = dict(asked)
    db.session.add(request)
    db.session.flush()
    record(actor, "export.ask", request, organisation)
    notifications.tell(
        _second_persons(actor, organisation),
        NoticeKind.REMINDER,
        title=f"{request.kind.label}: đề nghị xuất chờ phê duyệt",
        text=f"{actor.name} đề nghị {words}.",
        path=_path(request),
    )


def record(actor: Actor, action: str, request: ExportRequest, organisation: Organisation) -> None:
    """Write a step of a request into the trail: how many, of what kind, why; never who."""
    audit.record(
        actor,
        action,
        request,
        organisation_path=organisation.path,
        kind=request.kind,
        rows=request.rows,
        format=request.export_format,
        unmasked=request.is_unmasked,
        filter=Wanted.read(request.asked or {}).in_words,
        reason=request.reason,
    )


def _path(request: ExportRequest) -> str:
    return f"/members/exports/{request.id}"


def _second_persons(actor: Actor, organisation: Organisation) -> list[UUID]:
    """Return the members who may agree: the organisation desk and the heads of the Đảng ủy."""
    above = [path for path in _paths_above(organisation.path) if path != organisation.path]
    lead = Appointment.office.in_(SECRETARIES) & (Organisation.kind != OrganisationKind.CELL)
    query = (
        policy.visible_appointments(system(actor.day))
        .join(Appointment.organisation)
        .where(
            Organisation.path.in_([*above, organisation.path]),
            queries.acts_on(actor.day),
            lead | (Appointment.desk == Desk.ORGANISATION),
        )
    )
    found = {held.member_id for held in db.session.scalars(query)}
    return sorted(found - {actor.member_id})


def _paths_above(path: str) -> list[str]:
    codes = path.rstrip("/").split("/")
    return ["/".join(codes[:length]) + "/" for length in range(1, len(codes) + 1)]


def requests(actor: Actor) -> list[ExportRequest]:
    """Return the actor's own requests and those the actor may decide on, newest first."""
    require_lists(actor)
    query = policy.visible_export_requests(actor).options(joinedload(ExportRequest.organisation))
    return list(db.session.scalars(query.order_by(ExportRequest.created_at.desc()).limit(100)))


def show(actor: Actor, request_id: UUID) -> RequestPage:
    """Return a request with what the actor may do about it."""
    request = get(actor, request_id)
    is_ready = request.status is ExportStatus.READY and is_valid(request)
    return RequestPage(
        request=request,
        wanted=Wanted.read(request.asked or {}),
        about=(request.asked or {}).get("noi_dung", ""),
        is_own=request.asked_by_id == actor.user_id,
        may_decide=request.status is ExportStatus.ASKED
        and policy.may_decide_export(actor, request, request.organisation),
        may_take=is_ready and policy.may_take_export(actor, request),
    )


def get(actor: Actor, request_id: UUID) -> ExportRequest:
    """Return a request the actor may see, with its organisation."""
    query = (
        policy.visible_export_requests(actor)
        .where(ExportRequest.id == request_id)
        .options(joinedload(ExportRequest.organisation).joinedload(Organisation.parent))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def is_valid(request: ExportRequest) -> bool:
    """Say whether the time to take the file has not passed."""
    return request.valid_until is not None and clock.now() < request.valid_until


def decide(
    actor: Actor, request_id: UUID, version: int, *, is_approved: bool, refusal: str
) -> ExportRequest:
    """Agree to a request, which begins the making of the file, or refuse it with a reason."""
    with transaction():
        request = get(actor, request_id)
        require(policy.may_decide_export(actor, request, request.organisation), _NOT_YOURS)
        request.expect_version(version)
        if request.status is not ExportStatus.ASKED:
            raise RuleBroken("Đề nghị này đã được trả lời.")
        refuse_secret(refusal)
        if not is_approved and not refusal:
            raise RuleBroken("Hãy ghi lý do không phê duyệt.", "refusal")
        request.decided_by_id, request.decided_by = actor.user_id, actor.name
        request.decided_at = clock.now()
        if is_approved:
            _approve(actor, request)
        else:
            request.status, request.refusal = ExportStatus.REFUSED, refusal
            tell_asker(request, "Đề nghị xuất danh sách không được phê duyệt")
        action = "export.approve" if is_approved else "export.refuse"
        record(actor, action, request, request.organisation)
    return request


def _approve(actor: Actor, request: ExportRequest) -> None:
    hours = provisions.value(ProvisionKey.EXPORT_HOURS, actor.day)
    request.status = ExportStatus.APPROVED
    request.valid_until = clock.now() + timedelta(hours=hours)
    enqueue(
        JOB,
        title=f"Lập tệp: {request.kind.label.lower()}",
        payload={"request_id": str(request.id)},
        user_id=request.asked_by_id,
        next_path=_path(request),
    )


def tell_asker(request: ExportRequest, title: str) -> None:
    """Put a notice into the inbox of who asked."""
    notifications.tell([request.asked_by_id], NoticeKind.JOB, title=title, path=_path(request))
