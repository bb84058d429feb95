"""The file of an admission or a confirmation: opening, papers, sponsors, its page and sheet."""

from datetime import date
from uuid import UUID

from partywork.admissions import policy, queries
from partywork.admissions.models import Procedure, Prospect, StepRecord
from partywork.admissions.pages.files import (
    FilePage,
    done_of,
    file_of,
    file_page,
    name_of,
)
from partywork.admissions.pages.papers import checklist_page
from partywork.admissions.rules import checklists, order
from partywork.admissions.service import identity, prospects
from partywork.admissions.service.limits import limits_on
from partywork.admissions.terms import (
    OPEN_STATES,
    ClassKind,
    ProcedureKind,
    ProcedureState,
    ProspectStage,
    Step,
)
from partywork.audit import service as audit
from partywork.ballots import queries as ballots
from partywork.ballots.service import outcomes
from partywork.cells.service import members
from partywork.cells.service.deciding import Origin
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents.pages import heading_of
from partywork.pdf.renderer import render

CELL_ONLY = "Hồ sơ này do cấp ủy chi bộ lập và ghi."
CERTIFICATES = {
    ClassKind.AWARENESS: Step.AWARENESS,
    ClassKind.NEW_MEMBER: Step.NEW_MEMBER_CLASS,
}


def get(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return a file the actor may see with all it points at, or nothing at all."""
    found = db.session.scalar(queries.procedures(actor).where(Procedure.id == procedure_id))
    if found is None:
        raise NotVisible()
    return found


def for_preparing(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return a file the cell's officers may work on."""
    procedure = get(actor, procedure_id)
    require(policy.may_prepare(actor, procedure), CELL_ONLY)
    return procedure


def show(actor: Actor, procedure_id: UUID) -> tuple[Procedure, FilePage]:
    """Return a file and its page on the actor's day."""
    procedure = get(actor, procedure_id)
    page = file_page(
        procedure,
        limits_on(actor.day),
        actor.day,
        may_know_past=policy.may_know_past(actor, procedure),
        vote_paths=ballots.paths_of(actor, [one.vote_id for one in procedure.votes if one.vote_id]),
    )
    return procedure, page


def origin_of(actor: Actor, procedure: Procedure) -> Origin | None:
    """Return which meeting of a committee decided on a file, where it met in the system."""
    return outcomes.origins(actor, [procedure.id]).get(procedure.id)


def of_member(actor: Actor, member_id: UUID) -> tuple[str, list[Procedure]]:
    """Return the name of a member and the files about them that the actor may see, newest first.

    Who sees neither the record nor a file learns nothing.
    """
    query = queries.procedures(actor).where(Procedure.member_id == member_id)
    found = list(db.session.scalars(query.order_by(Procedure.opened_on.desc(), Procedure.id)))
    if found:
        return name_of(found[0]), found
    require(policy.may_list(actor), CELL_ONLY)
    return members.get(actor, member_id).full_name, found


def sheet(actor: Actor, procedure_id: UUID) -> tuple[str, bytes]:
    """Return the file name and the PDF of a checklist, marked with the day it was printed."""
    procedure, page = show(actor, procedure_id)
    heading = heading_of(procedure.organisation, day=procedure.ended_on)
    name = f"{page.kind.label} - {page.full_name}.pdf"
    return name, render("pdf/checklist.html", checklist_page(page, heading, actor.day))


def open_admission(actor: Actor, prospect_id: UUID) -> Procedure:
    """Begin the file of a prospect; a certificate already known is taken over."""
    with transaction():
        prospect = for_opening(actor, prospect_id)
        identity.check_candidate(prospect, ProcedureKind.ADMISSION, actor.day)
        return begin(actor, prospect, ProcedureKind.ADMISSION)


def for_opening(actor: Actor, prospect_id: UUID) -> Prospect:
    """Return a prospect for whom the actor may begin a file."""
    prospect = prospects.for_change(actor, prospect_id)
    if prospect.closed_on is not None:
        raise RuleBroken("Đã thôi theo dõi người này nên không lập hồ sơ được.")
    if queries.open_procedure_of(actor, prospect_id=prospect.id) is not None:
        raise RuleBroken("Người này đã có hồ sơ kết nạp đang làm.")
    return prospect


def begin(actor: Actor, prospect: Prospect, kind: ProcedureKind) -> Procedure:
    """Begin a file inside the running transaction, with its entry in the trail."""
    procedure = Procedure(
        organisation_id=prospect.organisation_id,
        kind=kind,
        prospect_id=prospect.id,
        helper_id=prospect.helper_id,
        opened_on=actor.day,
    )
    db.session.add(procedure)
    prospect.stage = ProspectStage.PREPARING
    db.session.flush()
    for place in queries.places_of(prospect_id=prospect.id):
        if place.certified_on is not None:
            note_certificate(
                procedure.id,
                place.party_class.kind,
                place.certified_on,
                place.certificate_number or "",
            )
    audit.record(
        actor,
        "procedure.open",
        procedure,
        organisation_path=prospect.organisation.path,
        kind=procedure.kind,
    )
    return procedure


def note_certificate(procedure_id: UUID, kind: ClassKind, certified_on: date, number: str) -> None:
    """Tick the class of a file whose certificate is known, inside the running transaction."""
    step = CERTIFICATES[kind]
    query = db.select(StepRecord).where(
        StepRecord.procedure_id == procedure_id, StepRecord.step == step
    )
    record = db.session.scalar(query.execution_options(partywork_scoped=True))
    if record is None:
        record = StepRecord(procedure_id=procedure_id, step=step)
        db.session.add(record)
    record.done_on, record.number = certified_on, number
    db.session.flush()


def touch(procedure: Procedure) -> None:
    """Count a change of the file's parts as a change of the file, so that two people notice."""
    db.session.flush()
    procedure.part_changes += 1
    db.session.flush()


def check_order(procedure: Procedure, step: Step, day: date, field: str) -> None:
    """Refuse a day of a step that does not fit what the file says of the others.

    What the cell once agreed to binds no paper while the file is with the cell again.
    """
    done = done_of(procedure)
    if procedure.state is ProcedureState.PREPARING:
        done.pop(Step.CELL_VOTE, None)
        done.pop(Step.CONFIRMATION_VOTE, None)
    order.check_order(done, step, day, field)


def complete_if_done(procedure: Procedure, day: date) -> None:
    """Close a file whose every step is done."""
    if procedure.state not in (ProcedureState.DECIDED, ProcedureState.CELEBRATED):
        return
    if checklists.is_complete(file_of(procedure, limits_on(day))):
        procedure.state = ProcedureState.COMPLETED


def require_open(procedure: Procedure) -> None:
    """Refuse to write into a file that is closed."""
    if procedure.state not in OPEN_STATES:
        raise RuleBroken(f"Hồ sơ «{procedure.state.label}» không ghi thêm được.")
