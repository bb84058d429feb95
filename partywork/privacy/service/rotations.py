"""Changing the keys of sealed fields: one person asks, another confirms, the command does it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries.offices import second_people
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind
from partywork.privacy import policy, rules
from partywork.privacy.models import KeyRotation
from partywork.privacy.terms import RotationStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

# Letters and digits that are not taken for one another when they are read out.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 8
_NOT_YOURS = (
    "Việc đổi khóa do quản trị hệ thống, cán bộ tổ chức hoặc bí thư, phó bí thư Đảng ủy đề nghị."
)
_NOT_SECOND = "Người xác nhận phải là cán bộ tổ chức khác hoặc bí thư, phó bí thư Đảng ủy."


@dataclass(frozen=True, slots=True)
class RotationPage:
    """A change of keys with what the actor may do about it."""

    rotation: KeyRotation
    is_own: bool
    is_overdue: bool
    may_confirm: bool


def listed(actor: Actor) -> list[RotationPage]:
    """Return the changes of keys, newest first."""
    require(policy.may_see_rotations(actor), _NOT_YOURS)
    query = policy.visible_rotations(actor).options(joinedload(KeyRotation.organisation))
    newest = query.order_by(KeyRotation.created_at.desc(), KeyRotation.id).limit(100)
    return [_page(actor, one) for one in db.session.scalars(newest)]


def show(actor: Actor, rotation_id: UUID) -> RotationPage:
    """Return one change of keys with what the actor may do about it."""
    return _page(actor, _get(actor, rotation_id))


def _page(actor: Actor, rotation: KeyRotation) -> RotationPage:
    return RotationPage(
        rotation=rotation,
        is_own=rotation.asked_by_id == actor.user_id,
        is_overdue=rules.is_overdue(rotation.status, rotation.valid_until, clock.now()),
        may_confirm=rotation.status is RotationStatus.ASKED
        and policy.may_confirm_rotation(actor, rotation, rotation.organisation),
    )


def _get(actor: Actor, rotation_id: UUID) -> KeyRotation:
    query = policy.visible_rotations(actor).where(KeyRotation.id == rotation_id)
    found = db.session.scalar(query.options(joinedload(KeyRotation.organisation)))
    if found is None:
        raise NotVisible()
    return found


def for_asking(actor: Actor) -> Organisation:
    """Return the Đảng bộ whose register the keys protect, if the actor may ask for a change."""
    require(policy.may_see_rotations(actor), _NOT_YOURS)
    query = visible_organisations(actor).where(Organisation.kind == OrganisationKind.COMMITTEE)
    place = db.session.scalar(query.order_by(Organisation.path).limit(1))
    if place is None:
        raise RuleBroken("Chưa có Đảng bộ nào. Hãy nhập danh sách tổ chức trước.")
    require(policy.may_ask_rotation(actor, place), _NOT_YOURS)
    return place


def ask(actor: Actor, *, reason: str) -> KeyRotation:
    """Ask for a change of the keys; nothing changes before a second person has confirmed it."""
    with transaction():
        place = for_asking(actor)
        refuse_secret(reason)
        made = KeyRotation(
            organisation_id=place.id,
            code="".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH)),
            asked_by_id=actor.user_id,
            asked_by=actor.name,
            reason=reason,
        )
        db.session.add(made)
        db.session.flush()
        _trail(actor, "keys.ask", made, place)
        tell(
            [one for one in second_people(place.path, actor.day) if one != actor.member_id],
            NoticeKind.REMINDER,
            title="Đề nghị đổi khóa bảo vệ dữ liệu chờ xác nhận",
            text=f"{actor.name} đề nghị.",
            path=f"/privacy/keys/{made.id}",
        )
    return made


def _trail(
    actor: Actor, action: str, rotation: KeyRotation, place: Organisation, **facts: Any
) -> None:
    audit.record(
        actor,
        action,
        rotation,
        organisation_path=place.path,
        code=rotation.code,
        asked_by=rotation.asked_by,
        confirmed_by=rotation.answered_by,
        reason=rotation.reason,
        **facts,
    )


def answer(
    actor: Actor, rotation_id: UUID, *, version: int, is_confirmed: bool, refusal: str
) -> KeyRotation:
    """Confirm a change of the keys as the second person, or refuse it with a reason."""
    with transaction():
        found = _get(actor, rotation_id)
        require(policy.may_confirm_rotation(actor, found, found.organisation), _NOT_SECOND)
        found.expect_version(version)
        rules.check_unanswered(found.status)
        refuse_secret(refusal)
        if not is_confirmed and not refusal:
            raise RuleBroken("Không xác nhận thì ghi lý do.", "refusal")
        found.answered_by_id, found.answered_by = actor.user_id, actor.name
        found.answered_at = clock.now()
        found.status = RotationStatus.CONFIRMED if is_confirmed else RotationStatus.REFUSED
        if is_confirmed:
            hours = provisions.value(ProvisionKey.ROTATION_HOURS, actor.day)
            found.valid_until = clock.now() + timedelta(hours=hours)
        else:
            found.refusal = refusal
        _trail(
            actor,
            "keys.confirm" if is_confirmed else "keys.refuse",
            found,
            found.organisation,
        )
        tell(
            [found.asked_by_id],
            NoticeKind.REMINDER,
            title=f"Đề nghị đổi khóa bảo vệ dữ liệu: {found.status.label.lower()}",
            path=f"/privacy/keys/{found.id}",
        )
    return found


def begin(code: str, *, current_key: int) -> int:
    """Begin the change of keys two people agreed on, or go on with it; say from which key it began.

    The caller makes the new key when the current one is still that key.
    """
    robot = system(clock.today())
    with transaction():
        found = _by_code(robot, code)
        rules.check_may_begin(found.status, found.valid_until, clock.now())
        if found.begun_from is None:
            found.status, found.begun_from = RotationStatus.RUNNING, current_key
            found.begun_at = clock.now()
            _trail(robot, "keys.begin", found, found.organisation)
    return found.begun_from


def finish(code: str, *, rows: int) -> None:
    """Note that everything is sealed anew; the trail names both people. Joins a transaction."""
    robot = system(clock.today())
    with transaction():
        found = _by_code(robot, code)
        found.status, found.finished_at = RotationStatus.DONE, clock.now()
        _trail(robot, "keys.rotate", found, found.organisation, rows=rows)


def _by_code(robot: Actor, code: str) -> KeyRotation:
    query = policy.visible_rotations(robot).where(KeyRotation.code == code.strip().upper())
    found = db.session.scalar(query.options(joinedload(KeyRotation.organisation)))
    if found is None:
        raise RuleBroken("Không có đề nghị đổi khóa nào mang mã này.")
    return found
