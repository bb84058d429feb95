"""Who sees which organisations and people, and the subtree filter every other policy uses."""

from partywork.cells.policy.people import (
    may_import,
    may_list_people,
    may_manage_accounts_of,
    visible_import_rows,
    visible_imports,
    visible_members,
    visible_memberships,
    visible_people,
)
from partywork.cells.policy.records import fields_to_edit, fields_to_unmask
from partywork.cells.policy.scope import (
    OVERSEERS,
    in_case,
    in_own_organisation,
    in_succession,
    within,
)
from partywork.cells.policy.tree import (
    may_appoint,
    may_oversee,
    may_run_cell,
    may_sign_for,
    visible_appointments,
    visible_bodies,
    visible_cells,
    visible_organisations,
    visible_terms,
)

__all__ = [
    "OVERSEERS",
    "fields_to_edit",
    "fields_to_unmask",
    "in_case",
    "in_own_organisation",
    "in_succession",
    "may_appoint",
    "may_import",
    "may_list_people",
    "may_manage_accounts_of",
    "may_oversee",
    "may_run_cell",
    "may_sign_for",
    "visible_appointments",
    "visible_bodies",
    "visible_cells",
    "visible_import_rows",
    "visible_imports",
    "visible_members",
    "visible_memberships",
    "visible_organisations",
    "visible_people",
    "visible_terms",
    "within",
]
