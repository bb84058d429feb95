"""What befell members: leaves and returns, ends and new beginnings, mistakes that were mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from partywork.badges.rules.milestones import milestone_day
from partywork.badges.service.reading import terms_on
from partywork.cells.models import MemberEvent
from partywork.cells.service import deaths, events, taking_back
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    CardKind,
    CommendationForm,
    CommendationLevel,
    DeathStep,
    DisciplineForm,
    EventKind,
    MembershipStatus,
)
from partywork.cli.demo.lives.stage import COMMITTEE, Person, Stage

_DIED_BEFORE = 45


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that happened so many days ago; `lasts` from then on, if it was for a time."""

    kind: EventKind
    ago: int
    lasts: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Career:
    """The turns in the life of one member of a cell."""

    cell: str
    turns: tuple[Turn, ...]
    status: MembershipStatus = MembershipStatus.OFFICIAL
    gave_card_back: bool = False


_PRAISE = {
    "form": CommendationForm.CERTIFICATE_OF_COMMITTEE,
    "level": CommendationLevel.COMMITTEE,
}
_PROBATIONARY = MembershipStatus.PROBATIONARY
_CAREERS = (
    Career("CB11", (Turn(EventKind.EXCUSED_FOR_A_TIME, 20, lasts=60),)),
    Career("CB11", (Turn(EventKind.RENAMED, 300), Turn(EventKind.FILE_SUPPLEMENTED, 295))),
    Career("CB12", (Turn(EventKind.SUSPENDED, 40),)),
    Career(
        "CB12",
        (Turn(EventKind.EXCUSED_FOR_A_TIME, 200, lasts=150), Turn(EventKind.RESUMED, 120)),
    ),
    Career("CB13", (Turn(EventKind.PROSECUTED, 90),)),
    Career("CB14", (Turn(EventKind.SUSPENDED, 200), Turn(EventKind.REINSTATED, 110))),
    Career("CB15", (Turn(EventKind.STRUCK_OFF, 150),), gave_card_back=True),
    Career("CB16", (Turn(EventKind.RESIGNED, 100),)),
    Career(
        "CB17",
        (
            Turn(EventKind.DISCIPLINED, 260, details={"form": DisciplineForm.WARNING}),
            Turn(EventKind.EXPELLED, 80),
        ),
    ),
    Career("CB18", (Turn(EventKind.STRUCK_OFF, 430), Turn(EventKind.RECONNECTED, 120))),
    Career("CB19", (Turn(EventKind.RESIGNED, 1500), Turn(EventKind.ADMITTED_AGAIN, 160))),
    Career("CB20", (Turn(EventKind.EXEMPTED, 60),)),
    Career("CB23", (Turn(EventKind.SUSPENDED, 30),), _PROBATIONARY),
    Career("CB42", (Turn(EventKind.EXEMPTED, 35),), _PROBATIONARY),
    Career("CB47", (Turn(EventKind.PROSECUTED, 50),), _PROBATIONARY),
    Career("CB50", (Turn(EventKind.PROBATIONER_STRUCK_OFF, 25),), _PROBATIONARY),
)
_CARD_YEARS = timedelta(days=365)


def tell(stage: Stage) -> None:
    """Record every career, then deaths, then what was written wrongly and put right."""
    for career in _CAREERS:
        person = stage.take(career.cell, status=career.status)
        for turn in career.turns:
            _happen(stage, person, turn)
        if career.gave_card_back:
            words = "Biên bản thu hồi của chi bộ; tủ hồ sơ Văn phòng Đảng ủy"
            done_on = stage.ago(career.turns[-1].ago - 10)
            taking_back.note_return(stage.desk(), person.id, done_on=done_on, words=words)
    _old_card(stage, stage.take("CB12"))
    _die(stage, stage.take("CB12"), 70, (DeathStep.REPORTED, DeathStep.DUES))
    _die(stage, _near_a_badge(stage), _DIED_BEFORE, tuple(DeathStep))
    _mistakes(stage)


def _happen(stage: Stage, person: Person, turn: Turn) -> MemberEvent:
    return events.record(stage.desk(stage.ago(turn.ago)), person.id, _new(stage, person, turn))


def _new(stage: Stage, person: Person, turn: Turn) -> NewEvent:
    happened_on = stage.ago(turn.ago)
    return NewEvent(
        kind=turn.kind,
        happened_on=happened_on,
        cell_id=stage.cells[person.cell],
        until_on=happened_on + timedelta(days=turn.lasts) if turn.lasts else None,
        document_number=stage.decision(),
        decided_on=happened_on - timedelta(days=5),
        deciding_body=COMMITTEE,
        has_paper=True,
        other_place=turn.place,
        details=_details(person, turn),
    )


def _details(person: Person, turn: Turn) -> dict[str, Any]:
    if turn.kind is EventKind.RENAMED:
        first, _, last = person.name.rpartition(" ")
        return {"full_name": f"{first} Minh {last}"}
    if turn.kind is EventKind.FILE_SUPPLEMENTED:
        return {"paper": "Trích lục cải chính hộ tịch"}
    return dict(turn.details)


def _old_card(stage: Stage, person: Person) -> None:
    """Let one card be known as an old one, with the day it was issued."""
    issued_on = (person.official_on or stage.ago(3000)) + _CARD_YEARS
    new = NewEvent(
        kind=EventKind.CARD_ISSUED,
        happened_on=issued_on,
        cell_id=stage.cells[person.cell],
        details={"number": person.card_number, "kind": CardKind.OLD},
    )
    events.record(stage.desk(), person.id, new)


def _near_a_badge(stage: Stage) -> Person:
    """Return somebody who would have reached a badge within a year of dying."""
    died_on = stage.ago(_DIED_BEFORE)
    milestones = terms_on(stage.today).milestones

    def is_near(person: Person) -> bool:
        begins = person.party_age_from
        return begins is not None and any(
            20 <= (milestone_day(begins, years) - died_on).days <= 330 for years in milestones
        )

    codes = (code for code in sorted(stage.people) if code > "CB20" and code != "DU")
    found = next(code for code in codes if any(map(is_near, stage.people[code])))
    return stage.take(found, is_near)


def _die(stage: Stage, person: Person, ago: int, steps: tuple[DeathStep, ...]) -> None:
    new = NewEvent(
        kind=EventKind.DIED, happened_on=stage.ago(ago), cell_id=stage.cells[person.cell]
    )
    events.record(stage.desk(stage.ago(ago)), person.id, new)
    for number, step in enumerate(steps, start=3):
        done_on = stage.ago(ago - 2 * number)
        deaths.note_step(stage.desk(), person.id, step=step, done_on=done_on, words="Đã làm xong")


def _mistakes(stage: Stage) -> None:
    """Correct the day of one entry, take another one out."""
    person, other = stage.take("CB24"), stage.take("CB24")
    praise = Turn(EventKind.COMMENDED, 210, details=_PRAISE)
    wrong = _happen(stage, person, praise)
    right = _new(stage, person, replace(praise, ago=200))
    events.correct(stage.desk(), wrong.id, right)
    not_theirs = _happen(stage, other, praise)
    events.void(
        stage.desk(), not_theirs.id, "Ghi nhầm người: quyết định của đồng chí khác cùng tên"
    )
