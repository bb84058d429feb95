"""What is kept about a member of a cell: events, a death, proposals to correct the record."""

from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, RecordField
from partywork.core.actor import Desk
from partywork.privacy.service import corrections
from tests.access.sides import TODAY
from tests.access.work import Builder


def build(builder: Builder) -> None:
    """Record an event and a death by the organisation desk; let a member propose."""
    side, make = builder.side, builder.make
    builder.freeze(TODAY)
    desk, person = make.office(Desk.ORGANISATION), side.people[3]
    event = events.record(
        desk,
        person.id,
        NewEvent(
            kind=EventKind.COMMENDED,
            happened_on=TODAY,
            cell_id=side.organisation.id,
            document_number=side.word("QĐ"),
            deciding_body=side.word("Đảng ủy"),
            details={"form": side.word("Giấy khen"), "level": side.word("Cấp")},
            note=side.word("Ghi"),
        ),
    )
    builder.keep("event", member_id=person.id, event_id=event.id)
    builder.keep("fellow", member_id=person.id)
    dead = make.member(side.organisation, name=f"Nguyễn Thị {side.mark.capitalize()}x9")
    side.people.append(dead)
    events.record(
        desk,
        dead.id,
        NewEvent(kind=EventKind.DIED, happened_on=TODAY, cell_id=side.organisation.id),
    )
    builder.keep("dead", member_id=dead.id)
    gone = make.member(side.organisation, name=f"Nguyễn Thị {side.mark.capitalize()}x8")
    side.people.append(gone)
    left = NewEvent(kind=EventKind.RESIGNED, happened_on=TODAY, cell_id=side.organisation.id)
    events.record(desk, gone.id, left)
    builder.keep("left", member_id=gone.id)
    proposed = corrections.propose(
        side.plain,
        builder.side.people[2].id,
        field=RecordField.WORKPLACE,
        value=side.word("Viện"),
        evidence=side.word("Quyết định"),
    )
    builder.keep("correction", correction_id=proposed.id)
