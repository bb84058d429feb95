"""Sending people to the two classes: the list, the letter, the certificates."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.admissions import policy, queries
from partywork.admissions.models import ClassPlace, PartyClass, Prospect
from partywork.admissions.rules import people as rules
from partywork.admissions.service import files, letters
from partywork.admissions.terms import OPEN_STAGES, ClassKind, ProcedureState, ProspectStage
from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_cells, within
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret

_NOT_YOURS = "Danh sách cử đi học do cấp ủy chi bộ hoặc ban tổ chức của văn phòng Đảng ủy lập."


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What is typed about a class."""

    host: str
    place: str
    starts_on: date
    ends_on: date | None
    letter_number: str
    letter_on: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be put on a list."""

    key: UUID
    name: str
    cell: str


def list_visible(actor: Actor) -> list[PartyClass]:
    """Return the lists the actor sees, newest first."""
    require(policy.may_follow(actor), _NOT_YOURS)
    return list(db.session.scalars(queries.classes(actor)))


def senders(actor: Actor) -> list[Organisation]:
    """Return the organisations in whose name the actor sends people: own cells, own Đảng bộ."""
    require(policy.may_follow(actor), _NOT_YOURS)
    own = actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE)
    query = visible_cells(actor).where(Organisation.id.in_(own)).order_by(Organisation.path)
    return [one for one in db.session.scalars(query) if policy.may_send_to_class(actor, one)]


def get(actor: Actor, class_id: UUID) -> PartyClass:
    """Return a list the actor may see, with everybody in it, or nothing at all."""
    found = db.session.scalar(queries.classes(actor).where(PartyClass.id == class_id))
    if found is None:
        raise NotVisible()
    return found


def letter(actor: Actor, class_id: UUID) -> tuple[str, bytes]:
    """Return the file name and the PDF of the letter of a list the actor may see."""
    return letters.open_letter(actor, get(actor, class_id))


def for_change(actor: Actor, class_id: UUID) -> PartyClass:
    """Return a list the actor may change."""
    found = get(actor, class_id)
    require(policy.may_send_to_class(actor, found.organisation), _NOT_YOURS)
    return found


def make(actor: Actor, organisation_id: UUID, *, kind: ClassKind, facts: ClassFacts) -> PartyClass:
    """Begin a list of people an organisation sends to a class."""
    with transaction():
        sender = next((one for one in senders(actor) if one.id == organisation_id), None)
        require(sender is not None, _NOT_YOURS)
        made = PartyClass(organisation_id=organisation_id, kind=kind)
        _write(made, facts)
        db.session.add(made)
        db.session.flush()
        path = sender.path if sender else ""
        audit.record(actor, "class.make", made, organisation_path=path, kind=made.kind)
    return made


def change(actor: Actor, class_id: UUID, *, version: int, facts: ClassFacts) -> PartyClass:
    """Change where and when a class is, and the number of the letter once it has one.

    An issued letter stays as it was issued; another number or day issues it anew, none takes it
    back.
    """
    with transaction():
        found = for_change(actor, class_id)
        found.expect_version(version)
        issued_as = (found.letter_number, found.letter_on)
        _write(found, facts)
        if (found.letter_number, found.letter_on) != issued_as:
            letters.issue_again(actor, found)
        _record(actor, "class.change", found)
    return get(actor, class_id)


def _write(found: PartyClass, facts: ClassFacts) -> None:
    refuse_secret(facts.host, facts.place, facts.letter_number)
    rules.check_class_days(facts.starts_on, facts.ends_on)
    found.host, found.place = facts.host, facts.place or None
    found.starts_on, found.ends_on = facts.starts_on, facts.ends_on
    found.letter_number, found.letter_on = facts.letter_number or None, facts.letter_on


def candidates(actor: Actor, found: PartyClass) -> list[Candidate]:
    """Return who may still be put on a list: prospects, or probationary members of the subtree."""
    path = found.organisation.path
    taken = {one.prospect_id or one.member_id for one in found.places}
    people = (
        _prospects(actor, path)
        if found.kind is ClassKind.AWARENESS
        else _probationers(actor, path, actor.day)
    )
    return [one for one in people if one.key not in taken]


def _prospects(actor: Actor, path: str) -> list[Candidate]:
    query = queries.prospects(actor).where(
        Prospect.stage.in_(OPEN_STAGES), within([path], Prospect.organisation_id)
    )
    return [
        Candidate(one.id, one.full_name, one.organisation.name) for one in db.session.scalars(query)
    ]


def _probationers(actor: Actor, path: str, day: date) -> list[Candidate]:
    return [
        Candidate(one.member_id, one.member.full_name, one.organisation.name)
        for one in queries.probationers(actor, day)
        if one.organisation.path.startswith(path)
    ]


def put(actor: Actor, class_id: UUID, keys: list[UUID]) -> PartyClass:
    """Put people on a list whose letter is not issued; a prospect's stage follows."""
    with transaction():
        found = for_change(actor, class_id)
        rules.check_list_open(is_issued=found.is_issued)
        known = {one.key for one in candidates(actor, found)}
        if not keys or not set(keys) <= known:
            raise RuleBroken("Hãy chọn người trong danh sách.", "people")
        is_awareness = found.kind is ClassKind.AWARENESS
        cells = _cells_of(actor, is_awareness, keys)
        for key in keys:
            found.places.append(
                ClassPlace(
                    class_id=found.id,
                    prospect_id=key if is_awareness else None,
                    member_id=None if is_awareness else key,
                    cell_id=cells[key],
                )
            )
        if is_awareness:
            _begin(actor, keys)
        letters.issue(actor, found)
        _record(actor, "class.put", found, people=len(keys))
    return get(actor, class_id)


def _cells_of(actor: Actor, is_awareness: bool, keys: list[UUID]) -> dict[UUID, UUID]:
    if is_awareness:
        query = queries.prospects(actor).where(Prospect.id.in_(keys))
        return {one.id: one.organisation_id for one in db.session.scalars(query)}
    return {one.member_id: one.organisation_id for one in queries.probationers(actor, actor.day)}


def _begin(actor: Actor, keys: list[UUID]) -> None:
    query = queries.prospects(actor).where(Prospect.id.in_(keys))
    for prospect in db.session.scalars(query):
        if prospect.stage is ProspectStage.WATCHED:
            prospect.stage = ProspectStage.IN_CLASS


def for_certifying(actor: Actor, class_id: UUID, place_id: UUID) -> tuple[PartyClass, ClassPlace]:
    """Return one person of a list the actor may change."""
    found = for_change(actor, class_id)
    place = next((one for one in found.places if one.id == place_id), None)
    if place is None:
        raise NotVisible()
    return found, place


def certify(
    actor: Actor,
    class_id: UUID,
    place_id: UUID,
    *,
    version: int,
    certificate_number: str,
    certified_on: date,
) -> PartyClass:
    """Note the certificate of one person; a running file takes it over."""
    with transaction():
        found, place = for_certifying(actor, class_id, place_id)
        place.expect_version(version)
        refuse_secret(certificate_number)
        rules.check_certified(found.kind, certified_on, found.starts_on)
        place.certificate_number, place.certified_on = certificate_number, certified_on
        running = queries.open_procedure_of(
            system(actor.day), prospect_id=place.prospect_id, member_id=place.member_id
        )
        if running is not None and running.state is ProcedureState.PREPARING:
            file = files.get(system(actor.day), running.id)
            step = files.CERTIFICATES[found.kind]
            files.check_order(file, step, certified_on, "certified_on")
            files.note_certificate(running.id, found.kind, certified_on, certificate_number)
        _record(actor, "class.certify", found)
    return found


def _record(actor: Actor, action: str, found: PartyClass, **changes: Any) -> None:
    audit.record(actor, action, found, organisation_path=found.organisation.path, **changes)
