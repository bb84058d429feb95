"""Looking after prospects: listing, remarks, contact, giving up."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.admissions import policy, queries
from partywork.admissions.models import ClassPlace, Procedure, Prospect, ProspectReview
from partywork.admissions.pages.lists import Pipeline, ProspectCard, pipeline_of
from partywork.admissions.rules import people as rules
from partywork.admissions.service import identity
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import (
    OPEN_STAGES,
    ProcedureState,
    ProspectStage,
    ReviewKind,
)
from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_cells
from partywork.cells.terms import OrganisationKind, Sex
from partywork.core import clock
from partywork.core.actor import Actor, Role
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import fold, name_sort_key, tidy
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_OFFICERS_ONLY = "Danh sách quần chúng ưu tú do cấp ủy chi bộ ghi."
_SEALED = ("phone", "email", "residence", "citizen_id")


@dataclass(frozen=True, slots=True)
class ProspectFacts:
    """What an officer types about a prospect; an empty sealed field leaves what is kept."""

    full_name: str
    born_on: date
    sex: Sex
    occupation: str
    workplace: str
    is_youth: bool
    listed_on: date
    list_decision: str
    notice_given_on: date
    helper_id: UUID
    second_helper_id: UUID | None
    phone: str = ""
    email: str = ""
    residence: str = ""
    citizen_id: str = ""
    is_namesake: bool = False


@dataclass(frozen=True, slots=True)
class ProspectSeen:
    """A prospect with the running file and the classes."""

    prospect: Prospect
    procedure: Procedure | None
    places: list[ClassPlace]


def pipeline(actor: Actor, organisation_id: UUID | None = None) -> Pipeline:
    """Return the prospects the actor sees, by stage."""
    require(policy.may_list(actor), "Mục này dành cho đảng viên.")
    query = queries.prospects(actor).where(Prospect.stage.in_(OPEN_STAGES))
    if organisation_id is not None:
        query = query.where(Prospect.organisation_id == organisation_id)
    found = list(db.session.scalars(query))
    newest = queries.last_reviews([one.id for one in found])
    months = limits_on(actor.day).review_months
    closed = queries.count_closed(actor, actor.day.replace(month=1, day=1))
    return pipeline_of(
        ((one.stage, ProspectCard.of(one, newest.get(one.id), actor.day, months)) for one in found),
        admitted=closed.get(ProspectStage.ADMITTED, 0),
        dropped=closed.get(ProspectStage.DROPPED, 0),
    )


def cells_to_choose(actor: Actor) -> list[Organisation]:
    """Return the cells by which the organisation desk may narrow the pipeline."""
    query = visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.existed(actor.day, actor.day)
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def own_cells(actor: Actor) -> list[Organisation]:
    """Return the cells whose prospects the actor keeps."""
    own = actor.organisations_as(Role.CELL_OFFICER)
    query = visible_cells(actor).where(Organisation.id.in_(own))
    return list(db.session.scalars(query.order_by(Organisation.path)))


def helpers_to_choose(actor: Actor, organisation_id: UUID) -> list[tuple[UUID, str]]:
    """Return the official members of a cell who may help or introduce."""
    require(policy.may_register(actor, organisation_id), _OFFICERS_ONLY)
    found = queries.official_members(organisation_id, actor.day)
    return [(one.member_id, one.member.full_name) for one in found]


def get(actor: Actor, prospect_id: UUID) -> Prospect:
    """Return a prospect the actor may see, with cell, helpers and remarks, or nothing at all."""
    query = queries.prospects(actor).options(selectinload(Prospect.reviews))
    found = db.session.scalar(query.where(Prospect.id == prospect_id))
    if found is None:
        raise NotVisible()
    return found


def show(actor: Actor, prospect_id: UUID) -> ProspectSeen:
    """Return what the page of a prospect shows."""
    prospect = get(actor, prospect_id)
    newest = (
        policy.visible_procedures(actor)
        .where(Procedure.prospect_id == prospect.id)
        .options(joinedload(Procedure.organisation))
        .order_by(Procedure.opened_on.desc(), Procedure.created_at.desc())
        .limit(1)
    )
    return ProspectSeen(
        prospect=prospect,
        procedure=db.session.scalar(newest),
        places=queries.places_of(prospect_id=prospect.id),
    )


def for_change(actor: Actor, prospect_id: UUID) -> Prospect:
    """Return a prospect whom the actor may change."""
    prospect = get(actor, prospect_id)
    require(policy.may_change(actor, prospect), _OFFICERS_ONLY)
    return prospect


def for_review(actor: Actor, prospect_id: UUID) -> Prospect:
    """Return a prospect about whom the actor may write remarks."""
    prospect = get(actor, prospect_id)
    require(
        policy.may_review(actor, prospect),
        "Chỉ cấp ủy chi bộ và người được phân công giúp đỡ ghi nhận xét.",
    )
    return prospect


def register(actor: Actor, organisation_id: UUID, facts: ProspectFacts) -> Prospect:
    """Put somebody on the list of a cell, after they were told what their data is kept for."""
    with transaction():
        require(policy.may_register(actor, organisation_id), _OFFICERS_ONLY)
        prospect = Prospect(organisation_id=organisation_id)
        _write(prospect, facts)
        identity.check_listing(prospect, actor.day)
        db.session.add(prospect)
        db.session.flush()
        _tell_helpers(prospect, {prospect.helper_id, prospect.second_helper_id})
        _record(
            actor,
            "prospect.register",
            prospect,
            listed_on=prospect.listed_on,
            is_namesake=prospect.is_namesake,
        )
    return prospect


def change(actor: Actor, prospect_id: UUID, *, version: int, facts: ProspectFacts) -> Prospect:
    """Change what is kept of a prospect; new helpers are told."""
    with transaction():
        prospect = for_change(actor, prospect_id)
        _require_open(prospect)
        prospect.expect_version(version)
        before = {prospect.helper_id, prospect.second_helper_id}
        _write(prospect, facts)
        identity.check_listing(prospect, actor.day)
        db.session.flush()
        _tell_helpers(prospect, {prospect.helper_id, prospect.second_helper_id} - before)
        _record(actor, "prospect.change", prospect, is_namesake=prospect.is_namesake)
    return prospect


def _write(prospect: Prospect, facts: ProspectFacts) -> None:
    sealed = {name: getattr(facts, name) for name in _SEALED}
    refuse_secret(
        facts.full_name, facts.occupation, facts.workplace, facts.list_decision, *sealed.values()
    )
    rules.check_notice(facts.notice_given_on, facts.listed_on)
    lowest = limits_on(clock.today()).listing_age
    rules.check_listed_age(facts.born_on, facts.listed_on, lowest)
    helpers = [one for one in (facts.helper_id, facts.second_helper_id) if one is not None]
    official = queries.official_members(prospect.organisation_id, clock.today())
    rules.check_helpers(helpers, {one.member_id for one in official})
    prospect.full_name = tidy(facts.full_name)
    prospect.folded_name = fold(facts.full_name)
    prospect.name_sort_key = name_sort_key(facts.full_name)
    for name in (
        "born_on",
        "sex",
        "is_youth",
        "is_namesake",
        "listed_on",
        "notice_given_on",
        "helper_id",
        "second_helper_id",
    ):
        setattr(prospect, name, getattr(facts, name))
    for name in ("occupation", "workplace", "list_decision"):
        setattr(prospect, name, getattr(facts, name) or None)
    for name, value in sealed.items():
        if value:
            setattr(prospect, name, value)


def _tell_helpers(prospect: Prospect, helper_ids: set[UUID | None]) -> None:
    notifications.tell(
        queries.in_order(helper_ids),
        NoticeKind.TASK,
        title=f"Đồng chí được phân công giúp đỡ quần chúng ưu tú {prospect.full_name}",
        path=f"/admissions/prospects/{prospect.id}",
    )


def review(
    actor: Actor, prospect_id: UUID, *, kind: ReviewKind, reviewed_on: date, remark: str
) -> ProspectReview:
    """Write a short remark about a prospect."""
    with transaction():
        prospect = for_review(actor, prospect_id)
        _require_open(prospect)
        refuse_secret(remark)
        if reviewed_on < prospect.listed_on:
            raise RuleBroken(
                "Ngày nhận xét không được trước ngày đưa vào danh sách.", "reviewed_on"
            )
        written = ProspectReview(
            prospect_id=prospect.id, kind=kind, reviewed_on=reviewed_on, written_by=actor.name
        )
        written.remark = remark
        prospect.reviews.append(written)
        _record(actor, "prospect.review", prospect, kind=kind, day=reviewed_on)
    return written


def drop(actor: Actor, prospect_id: UUID, *, version: int, closed_on: date, reason: str) -> None:
    """Stop looking after somebody: what they gave in confidence is erased, the reason stays.

    A running file stops with it.
    """
    with transaction():
        prospect = for_change(actor, prospect_id)
        prospect.expect_version(version)
        _require_open(prospect)
        check_needed(reason=reason)
        refuse_secret(reason)
        rules.check_closed(closed_on, prospect.listed_on)
        running = queries.open_procedure_of(actor, prospect_id=prospect.id)
        if running is not None:
            running.state = ProcedureState.STOPPED
            running.stopped_on, running.stopping_reason = closed_on, reason
        prospect.stage = ProspectStage.DROPPED
        prospect.closed_on, prospect.closing_reason = closed_on, reason
        empty(prospect)
        _record(actor, "prospect.drop", prospect, day=closed_on)


def empty(prospect: Prospect) -> None:
    """Erase what is known about a prospect but the name: its purpose is over."""
    for name in (*_SEALED, "born_on", "occupation", "workplace"):
        setattr(prospect, name, None)
    for written in queries.reviews_of(prospect.id):
        written.remark = None


def _require_open(prospect: Prospect) -> None:
    if prospect.closed_on is not None:
        raise RuleBroken(f"Hồ sơ theo dõi đã kết thúc: {prospect.stage.label.lower()}.")


def _record(actor: Actor, action: str, prospect: Prospect, **changes: Any) -> None:
    path = db.session.scalars(
        visible_cells(actor).where(Organisation.id == prospect.organisation_id)
    ).one()
    audit.record(actor, action, prospect, organisation_path=path.path, **changes)
