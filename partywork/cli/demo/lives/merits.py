"""Badges, cards, commendations, discipline, and the registers a cell keeps of a year."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from partywork.badges.models import BadgeNomination
from partywork.badges.pages.lists import Line
from partywork.badges.rules.cards import Decision as CardDecision
from partywork.badges.service import cards, nominations, past_awards, reading, submitting
from partywork.badges.service.nominations import Award
from partywork.badges.terms import PAPERS, CardAct, Ground, PostponementReason
from partywork.cells.models import Appointment, Membership, Organisation
from partywork.cells.policy import visible_appointments, visible_cells, visible_memberships
from partywork.cells.queries import holds_on
from partywork.cells.rules.membership import counts_in_roll
from partywork.cells.terms import (
    CardKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    OfficeTitle,
)
from partywork.cli.demo.lives.stage import COMMITTEE, Stage
from partywork.conduct.rules.discipline import Vote
from partywork.conduct.service import disciplining, records, registers
from partywork.conduct.service.records import Paper
from partywork.conduct.terms import DecidedBy
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db

_ABOVE = "Đảng ủy cấp trên trực tiếp"
_WARD = "Phường Sông Trầm"
_SHELF = "Tủ hồ sơ chi bộ"


def tell(stage: Stage) -> None:
    """Give, propose and postpone badges; look after cards; praise, discipline, keep registers."""
    _discipline(stage)
    _badges(stage)
    _cards(stage)
    _commend(stage)
    for code in ("CB11", "CB12"):
        _residence(stage, code)
        _commitments(stage, code)


def _discipline(stage: Stage) -> None:
    """Discipline members: recognised, waiting, holding a badge up, out of an office.

    One by their cell, one as their cell proposed, the others from above.
    """
    first, second = stage.take("CB11"), stage.take("CB12")
    _punish(stage, first.id, DisciplineForm.REPRIMAND, 320)
    disciplining.recognise_progress(stage.desk(), first.id, paper=_paper(stage, 110))
    _punish(stage, second.id, DisciplineForm.REPRIMAND, 65)
    _punish(stage, stage.take("CB13").id, DisciplineForm.REPRIMAND, 50, DecidedBy.CELL)
    proposed = stage.take("CB14")
    _punish(stage, proposed.id, DisciplineForm.WARNING, 30, DecidedBy.UPPER_AS_PROPOSED)
    near = next(_free(reading.overview(stage.desk()).batches[1].lines))
    _punish(stage, near.member_id, DisciplineForm.WARNING, 40)
    held = _committee_member(stage, "CB44")
    _punish(stage, held.member_id, DisciplineForm.REMOVAL_FROM_OFFICE, 75, removed=(held.id,))


def _committee_member(stage: Stage, code: str) -> Appointment:
    query = visible_appointments(system(stage.today)).where(
        Appointment.organisation_id == stage.cells[code],
        Appointment.office == OfficeTitle.CELL_COMMITTEE_MEMBER,
    )
    return db.session.scalars(query.order_by(Appointment.starts_on, Appointment.id).limit(1)).one()


def _punish(
    stage: Stage,
    member_id: UUID,
    form: DisciplineForm,
    ago: int,
    decided_by: DecidedBy = DecidedBy.UPPER,
    *,
    removed: Collection[UUID] = (),
) -> None:
    paper = _paper(stage, ago)
    vote = None
    if decided_by is not DecidedBy.UPPER:
        vote = _vote(records.for_disciplining(stage.desk(), member_id), paper.decided_on)
    if decided_by is DecidedBy.CELL:
        paper = replace(paper, body="Chi bộ")
    disciplining.discipline(
        stage.desk(),
        member_id,
        form=form,
        decided_by=decided_by,
        paper=paper,
        vote=vote,
        removed=removed,
    )


def _vote(standing: Membership, day: date) -> Vote:
    """Let everybody in the base of the vote but two agree."""
    query = visible_memberships(system(day)).where(
        Membership.organisation_id == standing.organisation_id, holds_on(Membership, day)
    )
    roll = sum(counts_in_roll(one.status, True) for one in db.session.scalars(query))
    return Vote(day, roll, roll - 2)


def _paper(stage: Stage, ago: int) -> Paper:
    return Paper(stage.decision(), stage.ago(ago + 4), COMMITTEE, stage.ago(ago), _SHELF)


def _badges(stage: Stage) -> None:
    """Propose, submit, postpone, give: as due, early and after death."""
    overview = reading.overview(stage.desk())
    lines = [line for batch in overview.batches for line in batch.lines]
    waiting = _free(lines)
    _nominate(stage, next(waiting))
    _submit(stage, _with_papers(stage, _nominate(stage, next(waiting))))
    for reason in PostponementReason:
        held = _nominate(stage, next(waiting))
        nominations.postpone(stage.desk(), held.id, version=held.version, reason=reason)
    later = next(line for line in waiting if 20 < (line.reached_on - stage.today).days < 330)
    _nominate(stage, later, Ground.EARLY, asked_on=stage.ago(6))
    after_death = next(line for line in lines if line.ground is Ground.POSTHUMOUS)
    _nominate(stage, after_death, Ground.POSTHUMOUS)
    _awarded(stage, overview.backlog)


def _submit(stage: Stage, nomination: BadgeNomination) -> None:
    """Take the number of the tờ trình of a batch."""
    found = submitting.for_submitting(stage.desk(), nomination.batch_on, None)
    submitting.issue(
        stage.desk(),
        nomination.batch_on,
        None,
        nomination_ids=[nomination.id],
        signer_id=found.signers[0].member_id,
        issued_on=stage.ago(2),
        is_laid_out=False,
    )


def _free(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield those of the computed lists who can be proposed as due."""
    return (
        line
        for line in lines
        if line.ground is Ground.DUE and not line.is_held and line.status is None
    )


def _nominate(
    stage: Stage, line: Line, ground: Ground = Ground.DUE, asked_on: date | None = None
) -> BadgeNomination:
    return nominations.nominate(
        stage.desk(),
        line.member_id,
        line.years,
        ground=ground,
        batch_on=line.batch_on or stage.today,
        asked_on=asked_on,
    )


def _with_papers(stage: Stage, nomination: BadgeNomination) -> BadgeNomination:
    return nominations.keep_papers(
        stage.desk(),
        nomination.id,
        version=nomination.version,
        received={paper.value: stage.ago(20) for paper in PAPERS[nomination.ground]},
        kept_at=_SHELF,
    )


def _awarded(stage: Stage, backlog: Iterable[Line]) -> None:
    """Give a badge in the batch that has just passed; enter some that were given long ago."""
    missing = _free(backlog)
    batch_on = _last_batch(stage.today)
    line = replace(next(missing), batch_on=batch_on)
    ready = _with_papers(stage, _nominate(stage, line))
    number = stage.decision()
    sent = nominations.submit(
        stage.desk(),
        ready.id,
        version=ready.version,
        number="9-TTr/ĐU",
        submitted_on=batch_on - timedelta(days=50),
    )
    given = Award(number, batch_on - timedelta(days=9), _ABOVE, batch_on, "0012345")
    nominations.award(stage.desk(), sent.id, version=sent.version, given=given)
    long_ago = (one for one in missing if one.reached_on < stage.ago(400))
    for past in islice(long_ago, 6):
        awarded_on = _last_batch(past.reached_on + timedelta(days=200))
        earlier = Award("QĐ cũ", awarded_on - timedelta(days=15), _ABOVE, awarded_on)
        past_awards.enter_past_award(stage.desk(), past.member_id, past.years, given=earlier)


def _last_batch(day: date) -> date:
    batches = reading.terms_on(clock.today()).batches
    days = [date(year, *one) for year in (day.year - 1, day.year) for one in batches]
    return max(one for one in days if one <= day)


def _cards(stage: Stage) -> None:
    """Exchange some old cards for new ones, lose one, lose another and issue it again."""
    for code in ("CB11", "CB12"):
        for number, person in enumerate(stage.helpers(code, 3)):
            _card(stage, person.id, CardAct.EXCHANGED, 30, f"02026{code[2:]}{number:03d}")
    lost, replaced = stage.helpers("CB13", 2)
    _card(stage, lost.id, CardAct.LOST, 9)
    _card(stage, replaced.id, CardAct.LOST, 120)
    _card(stage, replaced.id, CardAct.ISSUED, 60, "0202613900")


def _card(stage: Stage, member_id: UUID, act: CardAct, ago: int, number: str | None = None) -> None:
    cards.record(
        stage.desk(),
        member_id,
        act=act,
        happened_on=stage.ago(ago),
        number=number,
        kind=CardKind.NEW if number else None,
        decision=CardDecision(stage.decision(), stage.ago(ago + 7), COMMITTEE)
        if number
        else CardDecision(),
    )


def _commend(stage: Stage) -> None:
    """Praise members of both cells, in every form and by every level."""
    levels = (*CommendationLevel, CommendationLevel.COMMITTEE)
    people = [*stage.helpers("CB11", 3), *stage.helpers("CB12", 3)]
    given = zip(CommendationForm, levels, people, strict=True)
    for number, (form, level, person) in enumerate(given):
        records.commend(
            stage.desk(), person.id, form=form, level=level, paper=_paper(stage, 20 + 45 * number)
        )


def _residence(stage: Stage, code: str) -> None:
    """Ask for the remarks of a whole cell; some have come back."""
    officer, cell = stage.secretary(code), stage.cells[code]
    asked_on = stage.ago(25)
    year = asked_on.year
    registers.ask_for_remarks(officer, cell, year, asked_on=asked_on)
    for person in stage.helpers(code, 4):
        _standing, duty = registers.for_residence(officer, person.id, year)
        registers.keep_residence(
            officer,
            person.id,
            year,
            version=duty.version if duty else 0,
            introduced_on=stage.ago(400),
            ward=_WARD,
            asked_on=asked_on,
            received_on=stage.ago(7),
            remark="Gia đình chấp hành tốt quy định nơi cư trú, tham gia đóng góp đầy đủ.",
            kept_at=_SHELF,
        )


def _commitments(stage: Stage, code: str) -> None:
    """Most of a cell have signed the commitment of the year, two have not."""
    query = visible_cells(system(stage.today)).where(Organisation.id == stage.cells[code])
    cell = db.session.scalars(query).one()
    officer, year = stage.secretary(code), stage.today.year
    people = [one.member_id for one in registers.commitments(officer, cell.id, year)]
    signed_on = min(date(year, 1, 20), stage.today)
    registers.keep_commitments(
        officer, cell, year, signed=people[:-2], signed_on=signed_on, kept_at=_SHELF
    )
