"""Making the file of a list two people agreed on, giving it once, emptying it in time."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import ExportRequest
from partywork.cells.pages.lists import Wanted
from partywork.cells.service.export_files import MASKED, ExportFile, Row, build_file, rows_of
from partywork.cells.service.export_papers import make_paper
from partywork.cells.service.export_requests import get, is_valid, record, tell_asker
from partywork.cells.service.exports import count
from partywork.cells.terms import ExportKind, ExportStatus
from partywork.core import clock
from partywork.core.actor import Actor, Desk, Grant, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require

_CHUNK = 100
_OPEN = (ExportStatus.APPROVED, ExportStatus.READY)


def prepare(request_id: UUID) -> Iterator[tuple[int, int]]:
    """Make the file of an approved request; yields how many people are written, of how many.

    It holds what the person who asked may see, on the day it is made. Done again it begins anew.
    """
    today = clock.today()
    request = get(system(today), request_id)
    if request.status is not ExportStatus.APPROVED:
        return
    asker = _asker(request)
    wanted = Wanted.read(request.asked or {})
    path = request.organisation.path
    opened = policy.fields_to_export(asker, path) if request.is_unmasked else MASKED
    if request.kind is not ExportKind.PEOPLE:
        content, number = make_paper(request.kind, asker, request.asked or {}, opened)
        yield number, number
        _keep(request_id, content, number)
        return
    total, rows = count(asker, wanted), list[Row]()
    while chunk := rows_of(asker, wanted, opened, offset=len(rows), limit=_CHUNK):
        rows += chunk
        yield len(rows), total
    request = get(system(today), request_id)
    file = build_file(
        request.organisation, wanted, request.export_format, rows, opened=opened, day=today
    )
    _keep(request_id, file.content, len(rows))


def _keep(request_id: UUID, content: bytes, rows: int) -> None:
    robot = system(clock.today())
    with transaction():
        request = get(robot, request_id)
        request.content = content
        request.rows = rows
        request.status = ExportStatus.READY
        record(robot, "export.prepare", request, request.organisation)
        tell_asker(request, f"{request.kind.label}: tệp đã sẵn sàng")


def _asker(request: ExportRequest) -> Actor:
    grants = tuple(
        Grant(Role(role), UUID(key), path, office, Desk(desk) if desk else None)
        for role, key, path, office, desk in request.grants
    )
    return Actor(request.asked_by_id, None, request.asked_by, clock.today(), grants)


def take(actor: Actor, request_id: UUID) -> ExportFile:
    """Give the file to who asked for it, once; it is emptied in the same step."""
    with transaction():
        request = get(actor, request_id)
        require(
            policy.may_take_export(actor, request),
            "Chỉ người đề nghị, khi còn giữ nhiệm vụ như lúc đề nghị, được tải tệp này.",
        )
        content = request.content
        if request.status is not ExportStatus.READY or content is None or not is_valid(request):
            raise RuleBroken("Tệp chưa sẵn sàng, đã tải rồi hoặc đã quá hạn. Hãy đề nghị lại.")
        request.content = None
        request.status = ExportStatus.TAKEN
        record(actor, "export.take", request, request.organisation)
    return ExportFile.named(request.export_format, content, request.kind)


def expire() -> None:
    """Empty what nobody took in time; run by the scheduler."""
    actor = system(clock.today())
    query = policy.visible_export_requests(actor).where(
        ExportRequest.status.in_(_OPEN), ExportRequest.valid_until < clock.now()
    )
    with transaction():
        for request in db.session.scalars(query.options(joinedload(ExportRequest.organisation))):
            request.content = None
            request.status = ExportStatus.EXPIRED
            record(actor, "export.expire", request, request.organisation)
