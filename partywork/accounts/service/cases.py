"""Inspection cases: the reasoned, dated opening of the unfiled papers of one organisation."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from partywork.accounts import policy, rules
from partywork.accounts.models import InspectionCase
from partywork.audit import service as audit
from partywork.cells.models import Appointment, Organisation
from partywork.cells.policy import visible_appointments, visible_organisations
from partywork.cells.queries import acts_on
from partywork.cells.terms import OfficeTitle, OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, Role
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind

_ONLY_INSPECTORS = "Chỉ Ủy ban kiểm tra được mở hồ sơ theo vụ việc."
_MOST_SHOWN = 200


def may_see_cases(actor: Actor) -> bool:
    """Say whether the register of cases is of any use to the actor."""
    return actor.has(Role.INSPECTOR, Role.COMMITTEE)


def list_visible(actor: Actor) -> list[InspectionCase]:
    """Return the newest cases the actor may see, with their organisations."""
    require(may_see_cases(actor), "Chỉ Ủy ban kiểm tra và Đảng ủy xem sổ vụ việc.")
    query = (
        policy.visible_cases(actor)
        .options(joinedload(InspectionCase.organisation))
        .order_by(InspectionCase.created_at.desc(), InspectionCase.id.desc())
        .limit(_MOST_SHOWN)
    )
    return list(db.session.scalars(query))


def organisations_to_open(actor: Actor) -> list[Organisation]:
    """Return the organisations whose unfiled papers the actor may ask for, in order of place."""
    require(policy.may_open_case(actor), _ONLY_INSPECTORS)
    below = [
        Organisation.path.startswith(path, autoescape=True)
        for path in actor.paths_as(Role.INSPECTOR)
    ]
    query = visible_organisations(actor).where(or_(*below)).order_by(Organisation.path)
    return list(db.session.scalars(query))


def open_case(
    actor: Actor, *, organisation_id: UUID, case_number: str, reason: str, closes_on: date
) -> InspectionCase:
    """Open the unfiled papers of one organisation to this inspector until a day.

    The act is in the trail, and the secretary of the committee is told.
    """
    with transaction():
        among = {found.id: found for found in organisations_to_open(actor)}
        organisation = among.get(organisation_id)
        if organisation is None:
            raise NotVisible()
        rules.check_case_end(clock.today(), closes_on)
        if not tidy(reason):
            raise RuleBroken("Hãy ghi lý do.", field="reason")
        refuse_secret(case_number, reason)
        case = InspectionCase(
            organisation_id=organisation.id,
            user_id=actor.user_id,
            case_number=rules.check_case_number(case_number),
            reason=tidy(reason),
            closes_on=closes_on,
        )
        db.session.add(case)
        db.session.flush()
        audit.record(
            actor,
            "case.open",
            case,
            organisation_path=organisation.path,
            case_number=case.case_number,
            reason=case.reason,
            closes_on=closes_on,
        )
        tell(
            _committee_secretaries(actor, organisation),
            NoticeKind.REMINDER,
            title=f"Ủy ban kiểm tra mở hồ sơ {organisation.name}",
            text=f"Căn cứ {case.case_number}. {case.reason}",
            path="/cases",
        )
    return case


def _committee_secretaries(actor: Actor, organisation: Organisation) -> list[UUID]:
    today = clock.today()
    query = (
        visible_appointments(actor)
        .join(Appointment.organisation)
        .where(
            Appointment.office == OfficeTitle.SECRETARY,
            Organisation.kind == OrganisationKind.COMMITTEE,
            acts_on(today),
        )
        .options(joinedload(Appointment.organisation))
    )
    return [
        held.member_id
        for held in db.session.scalars(query)
        if organisation.path.startswith(held.organisation.path)
    ]
