"""Lists of people that leave the system at once: short and masked."""

from uuid import UUID

from sqlalchemy import func, or_
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Organisation
from partywork.cells.pages.lists import Wanted
from partywork.cells.rules.taking_out import Allowance, takes_two
from partywork.cells.service.export_files import MASKED, ExportFile, build_file, rows_of
from partywork.cells.service.people import require_lists
from partywork.cells.terms import ExportFormat
from partywork.core.actor import Actor, Role
from partywork.core.db import count_rows, db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


def count(actor: Actor, wanted: Wanted) -> int:
    """Count the people a list would hold."""
    require_lists(actor)
    return count_rows(queries.people_on(actor, actor.day, wanted))


def needs_second_person(actor: Actor, wanted: Wanted) -> bool:
    """Say whether a masked list is longer than one person may take alone, now and today."""
    allowance = Allowance(
        provisions.value(ProvisionKey.EXPORT_FREE_ROWS, actor.day),
        provisions.value(ProvisionKey.EXPORT_DAY_ROWS, actor.day),
    )
    forms = [one.label for one in ExportFormat]
    taken = audit.rows_taken_today(actor, "member.export", forms)
    return takes_two(count(actor, wanted), taken_today=taken, allowance=allowance)


def export(actor: Actor, wanted: Wanted, export_format: ExportFormat) -> ExportFile:
    """Return a file of exactly the list on screen, masked, and record who took it."""
    with transaction():
        if needs_second_person(actor, wanted):
            raise RuleBroken(
                "Danh sách dài, hoặc cộng với danh sách đã tải hôm nay thì quá mức một người được "
                "tải: phải có người thứ hai phê duyệt trước khi tải."
            )
        organisation = organisation_of(actor, wanted.organisation_id)
        rows = rows_of(actor, wanted, MASKED)
        audit.record(
            actor,
            "member.export",
            organisation_id=organisation.id,
            organisation_path=organisation.path,
            rows=len(rows),
            format=export_format,
        )
    return build_file(organisation, wanted, export_format, rows, opened=MASKED, day=actor.day)


def organisation_of(actor: Actor, organisation_id: UUID | None) -> Organisation:
    """Return whose people are taken: the chosen cell, or the top of what the actor sees."""
    require_lists(actor)
    query = policy.visible_cells(actor).options(joinedload(Organisation.parent))
    if organisation_id is not None:
        query = query.where(Organisation.id == organisation_id)
    managed = actor.paths_as(*policy.OVERSEERS, Role.CELL_OFFICER)
    paths = [Organisation.path.startswith(path, autoescape=True) for path in managed]
    query = query.where(or_(*paths)) if paths else query
    found = db.session.scalar(query.order_by(func.length(Organisation.path)).limit(1))
    if found is None:
        raise NotVisible()
    return found
