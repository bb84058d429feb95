"""The facts of an organisation: its place in the tree, its codes, the heading of its papers."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Organisation
from partywork.cells.rules.naming import check_party_code
from partywork.cells.rules.placing import check_parent, kinds_above
from partywork.cells.service.organisations import get, place_all, tree
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import require
from partywork.core.state_secrets import refuse_secret

_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy sửa thông tin tổ chức đảng."


@dataclass(frozen=True, slots=True)
class Facts:
    """What the organisation desk writes of an organisation; a new name takes a decision."""

    party_code: str
    kind_label: str
    heading_lines: str
    heading_lines_as_superior: str
    symbol_code: str
    place: str

    @classmethod
    def of(cls, organisation: Organisation) -> "Facts":
        """Return the facts as they stand."""
        return cls(
            party_code=organisation.party_code or "",
            kind_label=organisation.kind_label,
            heading_lines=organisation.heading_lines,
            heading_lines_as_superior=organisation.heading_lines_as_superior,
            symbol_code=organisation.symbol_code,
            place=organisation.place,
        )


def for_changing(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return the organisation if the actor may change its facts."""
    organisation = get(actor, organisation_id)
    require(policy.may_appoint(actor, organisation), _DESK_ONLY)
    return organisation


def parents_for(actor: Actor, organisation: Organisation) -> list[Organisation]:
    """Return under what an organisation may lie today."""
    query = policy.visible_organisations(actor).where(
        Organisation.kind.in_(kinds_above(organisation.kind)),
        Organisation.existed(actor.day, actor.day),
    )
    found = db.session.scalars(query.order_by(Organisation.path))
    return [one for one in found if not one.path.startswith(organisation.path)]


def change(
    actor: Actor, organisation_id: UUID, *, version: int, facts: Facts, parent_id: UUID | None
) -> Organisation:
    """Change the facts of an organisation and, if asked, where it lies in the tree.

    What lies below it moves with it.
    """
    with transaction():
        organisation = for_changing(actor, organisation_id)
        organisation.expect_version(version)
        lock_for_update("tree")
        refuse_secret(*asdict(facts).values())
        check_party_code(facts.party_code)
        before = asdict(Facts.of(organisation))
        for name, value in asdict(facts).items():
            setattr(organisation, name, value)
        organisation.party_code = facts.party_code or None
        changes: dict[str, Any] = audit.changes_between(before, asdict(facts))
        if parent_id is not None and parent_id != organisation.parent_id:
            changes["parent"] = _move(actor, organisation, parent_id)
        audit.record(
            actor,
            "organisation.change",
            organisation,
            organisation_id=organisation.id,
            organisation_path=organisation.path,
            **changes,
        )
    return organisation


def _move(actor: Actor, organisation: Organisation, parent_id: UUID) -> list[str]:
    parent = get(actor, parent_id)
    check_parent(organisation.kind, organisation.path, parent.kind, parent.path)
    before = get(actor, organisation.parent_id).name if organisation.parent_id else ""
    organisation.parent_id = parent.id
    db.session.flush()
    place_all(tree(system(actor.day)))
    return [before, parent.name]
