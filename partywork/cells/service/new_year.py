"""What a new year asks of the office: the holidays of the year, on which every clock rests."""

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Organisation
from partywork.cells.queries.offices import desk_above
from partywork.cells.terms import OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions


def ask_for_holidays(actor: Actor) -> list[int]:
    """Ask the organisation desks to write down the holidays of years that are not complete."""
    years = provisions.years_to_complete()
    with transaction():
        query = policy.visible_organisations(actor).where(
            Organisation.kind == OrganisationKind.COMMITTEE,
            Organisation.existed(actor.day, actor.day),
        )
        desks = {
            person
            for organisation in db.session.scalars(query)
            for person in desk_above(organisation.path, actor.day)
        }
        for year in years:
            notifications.tell(
                sorted(desks, key=str),
                NoticeKind.REMINDER,
                title=f"Ghi ngày nghỉ lễ, tết năm {year}",
                text="Hạn tính theo ngày làm việc chỉ đúng khi bảng ngày nghỉ của năm đã đủ.",
                path="/provisions/holidays",
            )
        if years:
            audit.record(actor, "holiday.ask", year=years[0], notices=len(desks) * len(years))
    return years
