"""Watching cells and terms: each crossing of a threshold and each coming end is told once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, CellWatch, Organisation, TermOfOffice
from partywork.cells.queries.offices import desk_above, officers_of_cells
from partywork.cells.rules.terms_of_office import is_near_its_end
from partywork.cells.rules.thresholds import (
    UNSEEN,
    Crossing,
    Seen,
    Thresholds,
    crossings,
    look,
    never_seen,
)
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

# Under which words reminders of one day are gathered.
_SIZES = "Chi bộ có thay đổi cần xem xét"
_TERMS = "Nhiệm kỳ sắp hết"


def watch_cells(actor: Actor) -> int:
    """Compare every cell of today with how it was last seen; return how much was told.

    What changed is told to the officers of the cell and to the organisation desk above.
    """
    day = actor.day
    limits = Thresholds(
        minimum=provisions.value(ProvisionKey.CELL_MIN_OFFICIAL, day),
        committee=provisions.value(ProvisionKey.CELL_COMMITTEE_MIN, day),
        organisation=provisions.value(ProvisionKey.ORGANISATION_MIN, day),
    )
    told = 0
    with transaction():
        query = policy.visible_organisations(actor).where(
            Organisation.kind == OrganisationKind.CELL, Organisation.existed(day, day)
        )
        cells = list(db.session.scalars(query.order_by(Organisation.path)))
        counts = queries.statuses_on(actor, day)
        officers = officers_of_cells([cell.id for cell in cells], day)
        watches = {
            one.organisation_id: one for one in db.session.scalars(policy.visible_watches(actor))
        }
        for cell in cells:
            held = officers.get(cell.id, [])
            seen = look(
                _statuses(counts.get(cell.id, {})),
                has_secretary=any(one.office is OfficeTitle.SECRETARY for one in held),
                limits=limits,
            )
            for crossing in crossings(_before(watches.get(cell.id), held), seen, limits):
                _tell(cell, held, crossing, day, _SIZES)
                told += 1
            _remember(cell, watches.get(cell.id), seen)
        if told:
            audit.record(actor, "cell.watch", notices=told)
    return told


def _statuses(counts: dict[MembershipStatus, int]) -> list[MembershipStatus]:
    return [status for status, count in counts.items() for _ in range(count)]


def _before(watch: CellWatch | None, held: Iterable[Appointment]) -> dict[str, bool]:
    if watch is None:
        elected = (one.office is OfficeTitle.CELL_COMMITTEE_MEMBER for one in held)
        return never_seen(has_committee=any(elected))
    return {name: getattr(watch, name) for name in UNSEEN}


def _remember(cell: Organisation, watch: CellWatch | None, seen: Seen) -> None:
    if watch is None:
        db.session.add(CellWatch(organisation_id=cell.id, **seen.marks))
        return
    for name, value in seen.marks.items():
        setattr(watch, name, value)


def _tell(
    cell: Organisation, held: Iterable[Appointment], crossing: Crossing, day: date, topic: str
) -> None:
    recipients: list[UUID] = [one.member_id for one in held]
    notifications.tell(
        [*recipients, *desk_above(cell.path, day)],
        NoticeKind.REMINDER,
        title=f"{cell.name}: {crossing.title[0].lower()}{crossing.title[1:]}",
        text=crossing.text,
        path=f"/cells/{cell.id}",
        topic=topic,
    )


def warn_of_terms(actor: Actor) -> int:
    """Tell of each term of office whose recorded end is near, once for each end."""
    day = actor.day
    months = provisions.value(ProvisionKey.TERM_WARN_MONTHS, day)
    told = 0
    with transaction():
        query = (
            policy.visible_terms(actor)
            .join(TermOfOffice.organisation)
            .where(TermOfOffice.ends_on >= day, Organisation.existed(day, day))
            .options(joinedload(TermOfOffice.organisation))
        )
        near = [
            term
            for term in db.session.scalars(query)
            if term.ends_on is not None
            and term.warned_of != term.ends_on
            and is_near_its_end(term.ends_on, day, months)
        ]
        officers = officers_of_cells([one.organisation_id for one in near], day)
        for term in near:
            held = officers.get(term.organisation_id, [])
            text = f"Hết nhiệm kỳ ngày {display.day(term.ends_on)}."
            ending = Crossing(
                f"Nhiệm kỳ {term.name} sắp hết",
                f"{text} Chuẩn bị đại hội, hoặc ghi văn bản cho kéo dài nhiệm kỳ.",
            )
            _tell(term.organisation, held, ending, day, _TERMS)
            term.warned_of = term.ends_on
            told += 1
        if told:
            audit.record(actor, "term.warn", notices=told)
    return told
