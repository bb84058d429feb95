"""The printed phone list of a cell: whole numbers, for its bí thư and phó bí thư, and logged."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Organisation
from partywork.cells.pages.phone_list import PhoneLine, PhoneListPage
from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.rules.offices import office_rank
from partywork.cells.terms import OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require

_NOT_YOURS = "Danh bạ có số điện thoại đầy đủ, chỉ bí thư, phó bí thư của chính chi bộ được in."


def take(actor: Actor, organisation_id: UUID) -> PhoneListPage:
    """Return the phone list of a cell to be printed, and write into the trail who took it."""
    with transaction():
        query = policy.visible_cells(actor).where(
            Organisation.id == organisation_id, Organisation.kind == OrganisationKind.CELL
        )
        cell = db.session.scalar(query)
        if cell is None:
            raise NotVisible()
        require(policy.may_sign_for(actor, cell.id), _NOT_YOURS)
        offices = queries.offices_on(actor, cell.id, actor.day)
        people = sorted(
            (
                one
                for one in queries.memberships_on(actor, cell.id, actor.day)
                if is_in_statistics(one.status)
            ),
            key=lambda one: (office_rank(offices.get(one.member_id)), one.member.name_sort_key),
        )
        page = PhoneListPage(
            organisation=cell.name,
            printed_on=actor.day,
            printed_by=actor.name,
            lines=tuple(
                PhoneLine(
                    full_name=one.member.full_name,
                    office=offices[one.member_id].label if one.member_id in offices else "",
                    phone=one.member.phone or "",
                )
                for one in people
            ),
        )
        audit.record(
            actor,
            "cell.print_phones",
            cell,
            organisation_id=cell.id,
            organisation_path=cell.path,
            people=len(page.lines),
        )
    return page
