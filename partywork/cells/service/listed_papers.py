"""Writing down the decisions a list tells of people in the register, as «Ghi sự kiện» would."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent
from partywork.cells.rules.history import Limits
from partywork.cells.rules.importing.messages import Finding
from partywork.cells.rules.importing.papers import (
    PAPER_COLUMNS,
    Paper,
    PaperColumns,
    Recorded,
    papers_of,
    refused,
)
from partywork.cells.rules.importing.person import MemberValues
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.rules.own_pages import check_retold
from partywork.cells.service import events, lives, recording
from partywork.cells.service.new_events import NewEvent, built
from partywork.cells.service.telling import Told
from partywork.cells.terms import OWN_PAGES, RowStatus
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import RuleBroken

# Under these names a row keeps which events it wrote down.
WRITTEN = frozenset(kind.value for kind in PAPER_COLUMNS)


def held_to_lives(
    actor: Actor, rows: Sequence[ImportedRow], known: Mapping[UUID, Recorded]
) -> list[ImportedRow]:
    """Return the rows with what the lives of their people say against the decisions they tell.

    However many people there are, the statements are the same few; none when no row tells any.
    """
    asked = {
        row.known: list(papers_of(row.values, known[row.known]))
        for row in rows
        if row.known and row.known in known and row.status is RowStatus.CHANGED
    }
    asked = {key: papers for key, papers in asked.items() if papers}
    if not asked:
        return list(rows)
    people = db.session.scalars(policy.visible_members(actor).where(Member.id.in_(asked)))
    told = policy.visible_events(system(actor.day)).where(MemberEvent.member_id.in_(asked))
    happened: dict[UUID, list[MemberEvent]] = {}
    for event in db.session.scalars(told.order_by(MemberEvent.sequence)):
        happened.setdefault(event.member_id, []).append(event)
    held = lives.limits()
    found = {
        one.id: list(_refusals(actor, one, happened[one.id], asked[one.id], held)) for one in people
    }
    return [
        replace(row, findings=(*row.findings, *found[row.known])) if row.known in found else row
        for row in rows
    ]


def _refusals(
    actor: Actor,
    member: Member,
    known: list[MemberEvent],
    papers: Iterable[tuple[PaperColumns, Paper]],
    held: Limits,
) -> Iterator[Finding]:
    """Say what «Ghi sự kiện» would answer, one decision after the other; nothing is written."""
    for columns, paper in papers:
        new = _as_event(paper, known[-1].organisation_id)
        event = built(member, new, actor=actor, sequence=len(known) + 1, corrects=None)
        try:
            check_retold(
                paper.kind,
                OWN_PAGES[paper.kind],
                paper.happened_on,
                recording.record_since(member),
                document_number=paper.document_number,
                decided_on=paper.decided_on,
                deciding_body=paper.deciding_body,
            )
            lives.foretell(member, [*known, event], held, event)
        except RuleBroken as refusal:
            yield refused(columns.field_of(refusal), refusal.message)
        else:
            known = [*known, event]


def _as_event(paper: Paper, cell_id: UUID) -> NewEvent:
    return NewEvent(
        kind=paper.kind,
        happened_on=paper.happened_on,
        cell_id=cell_id,
        document_number=paper.document_number,
        decided_on=paper.decided_on,
        deciding_body=paper.deciding_body,
    )


def write_down(
    actor: Actor, member: Member, values: MemberValues, recorded: Recorded
) -> dict[str, str | None]:
    """Record the decisions a row tells of a member; returns under its kind which event each is.

    Raises `RuleBroken` as «Ghi sự kiện» does.
    """
    written: dict[str, str | None] = {}
    for _columns, paper in papers_of(values, recorded):
        told = Told(
            kind=paper.kind,
            happened_on=paper.happened_on,
            has_paper=False,
            note=None,
            given=paper.given,
        )
        written[paper.kind.value] = str(recording.record(actor, member.id, told).id)
    return written


def take_back(actor: Actor, member: Member, before: Mapping[str, str | None], reason: str) -> None:
    """Void the decisions a row wrote down; they stay to be read, with the reason.

    Raises `RuleBroken` when one was mended since, or something newer rests on it.
    """
    for event_id in (before.get(kind) for kind in WRITTEN):
        if event_id is None:
            continue
        try:
            events.void(actor, UUID(event_id), reason)
        except RuleBroken as refusal:
            raise RuleBroken(
                f"Không hoàn tác được quyết định đã ghi của đồng chí {member.full_name}: "
                f"{refusal.message}"
            ) from refusal
