"""Somebody who left the Party years ago, on the way to be admitted again."""

from partywork.admissions.models import Procedure
from partywork.admissions.rules.readmission import Departure
from partywork.admissions.service import files, preparing, prospects, readmission, voting
from partywork.admissions.service.prospects import ProspectFacts
from partywork.admissions.service.readmission import PastFacts
from partywork.admissions.terms import Leaving, SponsorKind
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, Sex
from partywork.cli.demo.lives import filing
from partywork.cli.demo.lives.stage import COMMITTEE, Person, Stage

_CELL = "CB14"
# Well below the age above which the cell would need another consent.
_OLDEST = 55 * 365
_LEFT, _OPENED, _PAPERS, _VOTED, _SENT = 1600, 90, 60, 20, 12


def tell(stage: Stage) -> None:
    """Open the file, gather its papers, vote, send it up; the consent above is still awaited."""
    person = stage.take(_CELL, lambda one: one.born_on > stage.ago(_OLDEST))
    _leave(stage, person)
    file = _open(stage, person)
    file = filing.tick(stage, file, filing.papers_before_vote(file), stage.ago(_PAPERS))
    file = _introduce(stage, file)
    filing.vote(stage, file, _VOTED, 93)
    day = stage.ago(_SENT)
    officer = stage.secretary(_CELL, day)
    voting.send_up(officer, file.id, version=file.version, sent_on=day)


def _leave(stage: Stage, person: Person) -> None:
    left_on = stage.ago(_LEFT)
    new = NewEvent(
        kind=EventKind.STRUCK_OFF,
        happened_on=left_on,
        cell_id=stage.cells[_CELL],
        document_number="09-QĐ/ĐU",
        decided_on=left_on,
        deciding_body=COMMITTEE,
        has_paper=True,
    )
    events.record(stage.desk(left_on), person.id, new)


def _open(stage: Stage, person: Person) -> Procedure:
    listed_on, day = stage.ago(_OPENED + 200), stage.ago(_OPENED)
    helper = stage.helpers(_CELL)[0]
    facts = ProspectFacts(
        full_name=person.name,
        born_on=person.born_on,
        sex=Sex.MALE,
        occupation="Nghiên cứu viên",
        workplace="Cơ quan Hội",
        is_youth=False,
        listed_on=listed_on,
        list_decision="04-NQ/CB",
        notice_given_on=listed_on,
        helper_id=helper.id,
        second_helper_id=None,
        citizen_id=person.citizen_id,
    )
    prospect = prospects.register(stage.secretary(_CELL, day), stage.cells[_CELL], facts)
    past = PastFacts(
        departure=Departure(stage.ago(_LEFT), Leaving.STRUCK_OFF),
        leaving_decision="09-QĐ/ĐU",
        admitted_before_on=None,
        is_not_excluded=True,
    )
    officer = stage.secretary(_CELL, day)
    opened = readmission.open_again(officer, prospect.id, past)
    return files.get(officer, opened.id)


def _introduce(stage: Stage, file: Procedure) -> Procedure:
    day = stage.ago(_PAPERS)
    for helper in stage.helpers(_CELL):
        file = preparing.add_sponsor(
            stage.secretary(_CELL, day),
            file.id,
            version=file.version,
            kind=SponsorKind.MEMBER,
            member_id=helper.id,
            union_name="",
            together_since=stage.ago(1500),
        )
    return file
