"""Showing one sealed field of somebody's record in full, with a reason."""

from dataclasses import dataclass
from uuid import UUID

from partywork.accounts.service.accounts import check_own_password
from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member
from partywork.cells.service import members
from partywork.cells.terms import RecordField
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret

_NOT_YOURS = (
    "Tổ chức của văn phòng Đảng ủy xem đầy đủ các mục được che; bí thư, phó bí thư chi bộ xem "
    "phần liên hệ, nơi ở của đảng viên chi bộ mình."
)


@dataclass(frozen=True, slots=True)
class Unmasked:
    """One field in full, for one page."""

    member_id: UUID
    full_name: str
    field: RecordField
    value: str


def for_unmasking(actor: Actor, member_id: UUID, field: RecordField) -> Member:
    """Return the member if the actor may ask to see this field in full."""
    member = members.get(actor, member_id)
    allowed = policy.fields_to_unmask(actor, member_id, members.cell_of(actor, member_id))
    require(field in allowed, _NOT_YOURS)
    return member


def unmask(
    actor: Actor, member_id: UUID, field: RecordField, *, reason: str, password: str
) -> Unmasked:
    """Return one sealed field in full; the reason and the own password are asked each time.

    The trail keeps which field was seen and why, never what it said.
    """
    for_unmasking(actor, member_id, field)
    check_needed(reason=reason)
    refuse_secret(reason)
    check_own_password(actor, password)
    with transaction():
        member = for_unmasking(actor, member_id, field)
        cell = members.cell_of(actor, member_id)
        audit.record(
            actor,
            "member.unmask",
            member,
            organisation_path=cell.path if cell else "",
            field=field,
            reason=reason,
            role=members.role_words(actor),
        )
    return Unmasked(member_id, member.full_name, field, getattr(member, field.value) or "")
