"""Prospects, files and a class of one cell, each word with the mark of its side."""

from datetime import date
from zlib import crc32

from partywork.admissions.models import Prospect
from partywork.admissions.service import (
    classes,
    decisions,
    files,
    preparing,
    prospects,
    readmission,
)
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import ClassKind, Leaving, ReviewKind, Step
from partywork.cells.service import origins
from tests.access.sides import TODAY
from tests.access.work import Builder
from tests.support.admissions import LISTED, decision, listed, past_facts, prepared, sent, voted

_ON = date(2026, 10, 20)


def build(builder: Builder) -> None:
    """Keep prospects with a file in the cell, one sent up, one of a readmission, and a class."""
    builder.freeze(TODAY)
    _prospect(builder)
    _sent_up(builder)
    _decided(builder)
    _again(builder)
    _class(builder)


def _listed(builder: Builder, letter: str) -> Prospect:
    side = builder.side
    return listed(
        side.secretary,
        full_name=f"Lê Thị {side.mark.capitalize()}{letter}",
        workplace=side.word("Ban"),
        occupation=side.word("Việc"),
        list_decision=side.word("Nghị quyết"),
        residence=side.word("Nhà"),
        citizen_id=f"{crc32(f'{side.mark}{letter}'.encode()):012d}",
    )


def _prospect(builder: Builder) -> None:
    side = builder.side
    prospect = _listed(builder, "p")
    prospects.review(
        side.secretary,
        prospect.id,
        kind=ReviewKind.MONTHLY,
        reviewed_on=_ON,
        remark=side.word("Nhận xét"),
    )
    builder.keep("prospect", prospect_id=prospect.id)
    procedure = files.open_admission(side.secretary, prospect.id)
    ready = prepared(side.secretary, procedure, LISTED)
    preparing.tick(
        side.secretary,
        procedure.id,
        Step.APPLICATION,
        version=ready.version,
        done_on=LISTED,
        number=side.word("Số"),
        kept_at=side.word("Tủ"),
    )
    sponsor = files.get(side.secretary, procedure.id).sponsors[0]
    builder.keep("file", procedure_id=procedure.id, sponsor_id=sponsor.id)


def _sent_up(builder: Builder) -> None:
    secretary = builder.side.secretary
    procedure = files.open_admission(secretary, _listed(builder, "q").id)
    prepared(secretary, procedure, LISTED)
    voted(secretary, procedure.id, _ON)
    sent(secretary, procedure.id, _ON)
    builder.keep("sent-file", procedure_id=procedure.id)


def _decided(builder: Builder) -> None:
    """Let a decision make a member, so that there is one to undo."""
    side, desk = builder.side, builder.make.office()
    procedure = files.open_admission(side.secretary, _listed(builder, "s").id)
    prepared(side.secretary, procedure, LISTED)
    voted(side.secretary, procedure.id, _ON, roll=5, in_favour=5)
    now = sent(side.secretary, procedure.id, _ON)
    given = decision(_ON, number=side.word("QĐ"), body=side.word("Ban Thường vụ"))
    made = decisions.decide(desk, procedure.id, version=now.version, decision=given)
    builder.keep("admission-event", event_id=origins.to_undo(desk, made.id))


def _again(builder: Builder) -> None:
    """Keep the file of somebody who was in the Party before."""
    side = builder.side
    facts = past_facts(
        _ON.replace(year=2020), Leaving.STRUCK_OFF, leaving_decision=side.word("Quyết định")
    )
    prospect = _listed(builder, "r")
    procedure = readmission.open_again(side.secretary, prospect.id, facts)
    builder.keep("again", procedure_id=procedure.id)


def _class(builder: Builder) -> None:
    side = builder.side
    facts = ClassFacts(
        host=side.word("Trung tâm"),
        place=side.word("Hội trường"),
        starts_on=_ON,
        ends_on=None,
        letter_number=side.word("Công văn"),
        letter_on=_ON,
    )
    made = classes.make(side.secretary, side.organisation.id, kind=ClassKind.AWARENESS, facts=facts)
    found = classes.get(side.secretary, made.id)
    chosen = [one.key for one in classes.candidates(side.secretary, found)]
    filled = classes.put(side.secretary, made.id, chosen)
    builder.keep("class", class_id=made.id, place_id=filled.places[0].id)
