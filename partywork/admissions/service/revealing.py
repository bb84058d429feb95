"""Showing one sealed field of a prospect to whoever needs it, once and for a reason."""

from uuid import UUID

from partywork.accounts.service.accounts import check_own_password
from partywork.admissions.service import prospects
from partywork.admissions.terms import ContactField
from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret


def reveal(
    actor: Actor, prospect_id: UUID, field: ContactField, *, reason: str, password: str
) -> str:
    """Return one sealed field in full, for the own password again; who asked and why is kept."""
    prospects.for_review(actor, prospect_id)
    check_own_password(actor, password)
    with transaction():
        prospect = prospects.for_review(actor, prospect_id)
        check_needed(reason=reason)
        refuse_secret(reason)
        path = prospect.organisation.path
        audit.record(
            actor, "prospect.reveal", prospect, organisation_path=path, kind=field, reason=reason
        )
        shown: str = getattr(prospect, field.value) or ""
    return shown
