"""Walking prospects and files through their use cases."""

from datetime import date
from typing import Any
from uuid import UUID

from partywork.admissions import queries
from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.rules.checklists import COMPUTED, STEPS
from partywork.admissions.rules.readmission import Departure
from partywork.admissions.rules.votes import Count
from partywork.admissions.service import decisions, files, preparing, prospects, voting
from partywork.admissions.service.decisions import Decision
from partywork.admissions.service.prospects import ProspectFacts
from partywork.admissions.service.readmission import PastFacts
from partywork.admissions.terms import Leaving, SponsorKind, Step
from partywork.cells.models import Member, MemberEvent
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, Sex
from partywork.core.actor import Actor
from partywork.core.db import db, transaction

LISTED = date(2025, 1, 10)


def facts_of(helper_id: UUID, **changed: Any) -> ProspectFacts:
    """Return what an officer types about a prospect."""
    facts: dict[str, Any] = {
        "full_name": "Phạm Thu Ngân",
        "born_on": date(1995, 5, 5),
        "sex": Sex.FEMALE,
        "occupation": "Chuyên viên",
        "workplace": "Ban Khoa học",
        "is_youth": False,
        "listed_on": LISTED,
        "list_decision": "05-NQ/CB",
        "notice_given_on": LISTED,
        "helper_id": helper_id,
        "second_helper_id": None,
        "phone": "0912345678",
        "email": "ngan@example.vn",
        "residence": "12 Lý Thường Kiệt, Hà Nội",
        "citizen_id": "001195000123",
    }
    return ProspectFacts(**(facts | changed))


def listed(officer: Actor, **changed: Any) -> Prospect:
    """Put somebody on the list of the officer's cell, with the officer to help."""
    helper_id = changed.pop("helper_id", officer.member_id)
    cell_id = next(iter(prospects.own_cells(officer))).id
    return prospects.register(officer, cell_id, facts_of(helper_id, **changed))


def tick(actor: Actor, procedure_id: UUID, step: Step, on: date, number: str = "01") -> Procedure:
    """Note a paper, whatever version the file has."""
    now = files.get(actor, procedure_id)
    return preparing.tick(
        actor,
        procedure_id,
        step,
        version=now.version,
        done_on=on,
        number=number,
        kept_at="Tủ hồ sơ",
    )


def prepared(officer: Actor, procedure: Procedure, on: date) -> Procedure:
    """Note every paper that a vote needs, and two sponsors."""
    for step in STEPS[procedure.kind]:
        is_early = step not in (
            Step.UNION,
            Step.APPRAISAL,
            Step.DECLARATION,
            Step.REGISTERED,
            Step.ANNOUNCED,
            Step.CARD,
        )
        if step not in COMPUTED and is_early:
            tick(officer, procedure.id, step, on)
    if procedure.kind.admits:
        cell = procedure.organisation_id
        for member_id, _ in prospects.helpers_to_choose(officer, cell)[:2]:
            sponsored(officer, procedure.id, member_id)
    return files.get(officer, procedure.id)


def past_facts(left_on: date, leaving: Leaving, **changed: Any) -> PastFacts:
    """Return what an officer types of how somebody left."""
    facts: dict[str, Any] = {
        "departure": Departure(left_on, leaving),
        "leaving_decision": "12-QĐ/ĐU",
        "admitted_before_on": None,
        "is_not_excluded": True,
    }
    return PastFacts(**(facts | changed))


def sponsored(officer: Actor, procedure_id: UUID, member_id: UUID) -> Procedure:
    """Note an official member who introduces."""
    now = files.get(officer, procedure_id)
    return preparing.add_sponsor(
        officer,
        procedure_id,
        version=now.version,
        kind=SponsorKind.MEMBER,
        member_id=member_id,
        union_name="",
        together_since=date(2020, 1, 1),
    )


def voted(
    officer: Actor,
    procedure_id: UUID,
    on: date,
    *,
    roll: int | None = None,
    in_favour: int | None = None,
    against: int = 0,
    consent: str = "",
) -> Procedure:
    """Record a vote of the cell: of everybody in the register that day, all in favour."""
    now = files.get(officer, procedure_id)
    everybody = roll or len(queries.official_members(now.organisation_id, on))
    favour = everybody if in_favour is None else in_favour
    voting.vote(
        officer,
        procedure_id,
        version=now.version,
        count=Count(on, everybody, everybody, favour, against),
        resolution_number="07-NQ/CB",
        consent_number=consent,
    )
    return files.get(officer, procedure_id)


def sent(officer: Actor, procedure_id: UUID, on: date) -> Procedure:
    """Send a file up."""
    now = files.get(officer, procedure_id)
    return voting.send_up(officer, procedure_id, version=now.version, sent_on=on)


def decision(on: date, **changed: Any) -> Decision:
    """Return a decision of the Ban Thường vụ."""
    facts: dict[str, Any] = {
        "number": "21-QĐ/ĐU",
        "decided_on": on,
        "body": "Ban Thường vụ Đảng ủy",
        "committee_members": 15,
        "committee_in_favour": 15,
    }
    return Decision(**(facts | changed))


def decided(desk: Actor, procedure_id: UUID, on: date) -> Procedure:
    """Record the decision."""
    now = files.get(desk, procedure_id)
    return decisions.decide(desk, procedure_id, version=now.version, decision=decision(on))


def celebrated(officer: Actor, procedure_id: UUID, on: date) -> Procedure:
    """Record the ceremony."""
    now = files.get(officer, procedure_id)
    return decisions.celebrate(
        officer, procedure_id, version=now.version, held_on=on, minutes_number="01-BB"
    )


def admitted(officer: Actor, desk: Actor, decided_on: date, ceremony_on: date) -> Procedure:
    """Walk a new prospect to the ceremony."""
    prospect = listed(officer)
    procedure = files.open_admission(officer, prospect.id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, decided_on)
    sent(officer, procedure.id, decided_on)
    decided(desk, procedure.id, decided_on)
    return celebrated(officer, procedure.id, ceremony_on)


def awaited(desk: Actor, cell_id: UUID, decided_on: date) -> tuple[Member, MemberEvent]:
    """Return somebody whose admission is decided and whose ceremony is still to come."""
    with transaction():
        person = Member(
            full_name="Lê Thị Kết Nạp",
            folded_name="le thi ket nap",
            name_sort_key="ket nap",
            born_on=date(1995, 5, 5),
            sex=Sex.FEMALE,
        )
        db.session.add(person)
        db.session.flush()
        decision = NewEvent(EventKind.ADMISSION_DECIDED, decided_on, cell_id)
        event = events.apply(desk, person.id, decision)
    return person, event
