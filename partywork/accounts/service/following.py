"""The account of a person who had two records: one is kept, and one at most."""

from uuid import UUID

from partywork.accounts import policy, queries
from partywork.accounts.models import InspectionCase
from partywork.accounts.service.accounts import lock
from partywork.accounts.service.actors import has_mandate
from partywork.accounts.terms import AccountFate
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import RuleBroken

_KEEP_THE_OTHER = (
    "Tài khoản của hồ sơ bị hủy đang được Đảng ủy giao quản trị hệ thống. Hãy chọn giữ chính hồ sơ "
    "ấy."
)


def follow(actor: Actor, *, kept: UUID, gone: UUID) -> AccountFate:
    """Let the account of the record that goes follow, or lock it where the other has one.

    In the running transaction; the caller has asked its policy and writes the audit entry. A
    locked account has no session left, and a record that was voided gives no rights.
    """
    account, other = queries.user_of(gone), queries.user_of(kept)
    if account is None:
        return AccountFate.NONE
    if other is None:
        account.member_id = kept
        db.session.flush()
        return AccountFate.FOLLOWS
    if has_mandate(account.id, actor.day):
        raise RuleBroken(_KEEP_THE_OTHER, "verdict")
    cases = policy.visible_cases(system(actor.day))
    for case in db.session.scalars(cases.where(InspectionCase.user_id == account.id)):
        case.user_id = other.id
    lock(account)
    return AccountFate.LOCKED
