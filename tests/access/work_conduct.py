"""Badges and cards, commendations and discipline, the registers of a year, of one cell."""

from datetime import date

from partywork.badges.rules.cards import Decision
from partywork.badges.service import cards, nominations
from partywork.badges.terms import CardAct, Ground, PostponementReason
from partywork.ballots.service import outcomes
from partywork.cells.service import events
from partywork.cells.terms import (
    CardKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    EventKind,
)
from partywork.conduct.service import disciplining, records, registers
from partywork.conduct.service.records import Paper
from partywork.conduct.terms import DecidedBy
from partywork.core.actor import Desk
from partywork.meetings.service import record
from tests.access.sides import TODAY
from tests.access.work import Builder

_BATCH = date(2026, 11, 7)


def build(builder: Builder) -> None:
    """Let a cell nominate three people, exchange a card, praise, discipline and keep registers."""
    side = builder.side
    builder.freeze(TODAY)
    desk = builder.make.office(Desk.ORGANISATION)
    for person, state in zip(side.people[:0:-1], ("", "submitted-", "postponed-"), strict=False):
        opened = nominations.nominate(
            desk, person.id, 30, ground=Ground.DUE, batch_on=_BATCH, asked_on=None
        )
        kept = nominations.keep_papers(
            desk,
            opened.id,
            version=opened.version,
            received=dict.fromkeys(("declaration", "cell_opinion", "file_extract"), TODAY),
            kept_at=side.word("Tủ"),
        )
        if state == "submitted-":
            nominations.submit(
                desk, opened.id, version=kept.version, number=side.word("TTr"), submitted_on=TODAY
            )
        if state == "postponed-":
            nominations.postpone(
                desk, opened.id, version=kept.version, reason=PostponementReason.DOSSIER
            )
        builder.keep(f"{state}nomination", nomination_id=opened.id)
    cards.record(
        desk,
        side.people[3].id,
        act=CardAct.EXCHANGED,
        happened_on=TODAY,
        number=f"{side.mark}01",
        kind=CardKind.NEW,
        decision=Decision(side.word("QĐ"), TODAY, side.word("Đảng ủy")),
    )
    exchanged = [
        one
        for one in events.of_member(desk, side.people[3].id)
        if one.kind is EventKind.CARD_EXCHANGED
    ]
    builder.keep("card-event", event_id=exchanged[0].id)
    _conduct(builder)


def _conduct(builder: Builder) -> None:
    side = builder.side
    disciplined = side.people[3].id
    paper = Paper(
        side.word("QĐ"), date(2026, 10, 5), side.word("Chi bộ"), date(2026, 10, 5), side.word("Tủ")
    )
    praised = [
        records.commend(
            side.secretary,
            person.id,
            form=CommendationForm.CERTIFICATE_OF_COMMITTEE,
            level=CommendationLevel.COMMITTEE,
            paper=paper,
        )
        for person in side.people[2:4]
    ]
    filed = side.objects["filed"]
    meeting = record.whole(side.secretary, filed["meeting_id"])
    _, vote = record.item_with_vote(meeting, filed["vote_id"])
    outcomes.point(praised[0].id, vote, decided_on=paper.decided_on)
    recorded = disciplining.discipline(
        side.secretary,
        disciplined,
        form=DisciplineForm.REPRIMAND,
        decided_by=DecidedBy.UPPER,
        paper=paper,
        vote=None,
    )
    builder.keep("discipline-event", event_id=recorded.id)
    for person in side.people[2:4]:
        registers.keep_residence(
            side.secretary,
            person.id,
            2026,
            version=0,
            introduced_on=date(2026, 1, 5),
            ward=side.word("Phường"),
            asked_on=date(2026, 10, 5),
            received_on=date(2026, 10, 20),
            remark=side.word("Tốt"),
            kept_at=side.word("Tủ"),
        )
    registers.keep_commitments(
        side.secretary,
        side.organisation,
        2026,
        signed=[person.id for person in side.people[1:4]],
        signed_on=date(2026, 1, 15),
        kept_at=side.word("Tủ"),
    )
