"""The agenda a meeting begins with, and the theme on it."""

from collections.abc import Sequence

from partywork.cells.models import Body
from partywork.core import clock
from partywork.core.db import db
from partywork.meetings import rules
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.terms import AgendaPart
from partywork.provisions import service as provisions


def lay_out(meeting: Meeting, body: Body) -> None:
    """Begin with the template that provisions set for the kind or the body."""
    template = provisions.value(rules.agenda_key(meeting.kind, body.kind), clock.today())
    items = [
        AgendaItem(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            position=position,
            code=row["code"],
            title=row["title"],
            minutes_planned=row.get("minutes"),
        )
        for position, row in enumerate(template, start=1)
    ]
    db.session.add_all(items)
    name_theme(meeting, items)


def name_theme(meeting: Meeting, agenda: Sequence[AgendaItem]) -> None:
    """Let the first thematic item bear the name of the theme and who presents it."""
    item = next((one for one in agenda if one.code.startswith(AgendaPart.THEME)), None)
    if item is not None and meeting.theme:
        what, _, _ = item.title.partition(": ")
        item.title = f"{what}: {meeting.theme}"
        item.presenter_id = meeting.theme_presenter_id
