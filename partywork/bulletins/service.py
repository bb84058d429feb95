"""Writing bulletins, the texts they name and their files, and sending them to every cell."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.bulletins import policy, rules
from partywork.bulletins.models import Bulletin, BulletinLine
from partywork.bulletins.queries import LINES
from partywork.bulletins.terms import BulletinKind
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations, within
from partywork.cells.queries.offices import officers_of_cells
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.periods import Month
from partywork.core.text import tidy
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.terms import AccessClass, DocumentKind, FileRole
from partywork.notifications import service as notifications
from partywork.notifications.terms import MailKind, NoticeKind

_NOT_YOURS = "Việc này thuộc văn phòng Đảng ủy."


@dataclass(frozen=True, slots=True)
class Written:
    """What the office writes of a bulletin."""

    month: Month
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """One text to be studied."""

    symbol: str
    issuer: str
    about: str
    dated_on: date | None = None


def listed(actor: Actor, year: int) -> list[Bulletin]:
    """Return the bulletins of a year that the actor may read, the newest month first."""
    query = (
        policy.visible(actor)
        .where(Bulletin.year == year)
        .options(joinedload(Bulletin.organisation))
        .order_by(Bulletin.month.desc(), Bulletin.created_at.desc(), Bulletin.id)
    )
    return list(db.session.scalars(query))


def get(actor: Actor, key: UUID) -> Bulletin:
    """Return a bulletin with its texts and their files."""
    query = policy.visible(actor).where(Bulletin.id == key)
    found = db.session.scalar(query.options(LINES, joinedload(Bulletin.organisation)))
    if found is None:
        raise NotVisible()
    return found


def may_change(actor: Actor, bulletin: Bulletin) -> bool:
    """Say whether it is a draft of the actor's own office."""
    return bulletin.issued_at is None and policy.may_write(actor, bulletin.organisation_id)


def for_writing(actor: Actor, key: UUID) -> Bulletin:
    """Return a draft the actor may change."""
    found = get(actor, key)
    require(policy.may_write(actor, found.organisation_id), _NOT_YOURS)
    rules.check_draft(found.issued_at)
    return found


def place_of(actor: Actor) -> Organisation:
    """Return the organisation for which the actor writes bulletins."""
    require(policy.may_write_some(actor), _NOT_YOURS)
    own = actor.organisations_as(Role.OFFICE)
    query = visible_organisations(actor).where(Organisation.id.in_(own))
    return db.session.scalars(query.order_by(Organisation.path)).all()[0]


def draft(actor: Actor, kind: BulletinKind, written: Written) -> Bulletin:
    """Begin a bulletin."""
    with transaction():
        place = place_of(actor)
        bulletin = Bulletin(organisation_id=place.id, kind=kind)
        _write(actor, bulletin, written)
        db.session.add(bulletin)
        db.session.flush()
        _note(actor, "bulletin.draft", bulletin, place.path)
    return bulletin


def change(actor: Actor, key: UUID, *, version: int, written: Written) -> Bulletin:
    """Change a draft."""
    with transaction():
        bulletin = for_writing(actor, key)
        bulletin.expect_version(version)
        _write(actor, bulletin, written)
        _note(actor, "bulletin.change", bulletin, bulletin.organisation.path)
    return bulletin


def _write(actor: Actor, bulletin: Bulletin, written: Written) -> None:
    title, text = tidy(written.title), written.text.strip()
    documents.refuse_secret(actor, title, text)
    bulletin.year, bulletin.month = written.month.year, written.month.month
    bulletin.title, bulletin.text = title, text


def _note(actor: Actor, action: str, record: Any, path: str) -> None:
    audit.record(actor, action, record, organisation_path=path)


def name_text(
    actor: Actor, key: UUID, named: Named, *, file: tuple[str, bytes] | None = None
) -> BulletinLine:
    """Add a text to be studied, with its file if there is one."""
    for_writing(actor, key)
    upload = documents.inspected(actor, *file) if file else None
    with transaction():
        bulletin = for_writing(actor, key)
        words = tidy(named.symbol), tidy(named.issuer), tidy(named.about)
        documents.refuse_secret(actor, *words)
        rules.check_dated(named.dated_on, clock.today())
        symbol, issuer, about = words
        line = BulletinLine(
            organisation_id=bulletin.organisation_id,
            bulletin_id=bulletin.id,
            symbol=symbol,
            dated_on=named.dated_on,
            issuer=issuer,
            about=about,
            document=_kept(actor, bulletin, f"{symbol} {about}", upload) if upload else None,
        )
        db.session.add(line)
        db.session.flush()
        _note(actor, "bulletin.name_text", line, bulletin.organisation.path)
    return line


def _kept(actor: Actor, bulletin: Bulletin, summary: str, file: documents.Upload) -> Document:
    document = documents.draft(
        actor,
        organisation_id=bulletin.organisation_id,
        kind=DocumentKind.MEETING_PAPER,
        summary=summary,
        access=AccessClass.OPEN,
    )
    documents.attach(actor, document, role=FileRole.ATTACHMENT, file=file)
    return document


def remove_text(actor: Actor, line_id: UUID) -> Bulletin:
    """Take a text out of a draft."""
    with transaction():
        line = db.session.scalar(policy.visible_lines(actor).where(BulletinLine.id == line_id))
        if line is None:
            raise NotVisible()
        bulletin = for_writing(actor, line.bulletin_id)
        db.session.delete(line)
        _note(actor, "bulletin.remove_text", line, bulletin.organisation.path)
    return bulletin


def discard(actor: Actor, key: UUID) -> None:
    """Throw a draft away."""
    with transaction():
        bulletin = for_writing(actor, key)
        for line in bulletin.lines:
            db.session.delete(line)
        db.session.flush()
        db.session.delete(bulletin)
        _note(actor, "bulletin.discard", bulletin, bulletin.organisation.path)


def issue(actor: Actor, key: UUID, *, version: int) -> Bulletin:
    """Send it to every cell below: open its files and tell the officers."""
    with transaction():
        bulletin = for_writing(actor, key)
        bulletin.expect_version(version)
        rules.check_ready(bulletin.kind, bulletin.text, len(bulletin.lines))
        bulletin.issued_at, bulletin.issued_by = clock.now(), actor.name
        for line in bulletin.lines:
            if line.document is not None:
                documents.publish(line.document)
        people = _officers_below(bulletin.organisation.path)
        path = f"/bulletins/{bulletin.id}"
        notifications.tell(
            people,
            NoticeKind.MEETING,
            title=f"{bulletin.kind.label}, {bulletin.period.short_label}",
            text="Đưa vào mục B1 của buổi sinh hoạt trong tháng.",
            path=path,
        )
        notifications.post(people, MailKind.NEWS, path=path)
        _note(actor, "bulletin.issue", bulletin, bulletin.organisation.path)
    return bulletin


def _officers_below(path: str) -> list[UUID]:
    today = clock.today()
    query = visible_organisations(system(today)).where(
        Organisation.kind == OrganisationKind.CELL, within([path], Organisation.id)
    )
    cells = [one.id for one in db.session.scalars(query) if not one.has_ended_by(today)]
    held = officers_of_cells(cells, today)
    return [one.member_id for offices in held.values() for one in offices]
