"""The papers of a member's dossier: there, of which day, where; never scanned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Member, Organisation
from partywork.cells.service import members
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, Stale, require
from partywork.core.state_secrets import refuse_secret
from partywork.privacy import policy, rules
from partywork.privacy.models import DossierPaper
from partywork.privacy.rules import ListedPaper
from partywork.privacy.terms import PaperStanding
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_DESK = "Hồ sơ giấy do tổ chức của văn phòng Đảng ủy giữ và ghi."


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A listed paper and what was noted of it."""

    paper: ListedPaper
    standing: PaperStanding
    dated_on: date | None
    place: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class NotedPaper:
    """What is to be noted of one paper."""

    code: str
    standing: PaperStanding
    dated_on: date | None
    place: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of a member; the version is that of all together, since none is ever deleted."""

    member: Member
    cell: Organisation
    lines: tuple[PaperLine, ...]
    may_keep: bool
    version: int

    def expect_version(self, opened: int) -> None:
        """Refuse when a paper was noted after the actor opened the page."""
        if self.version != opened:
            raise Stale()

    @property
    def counts(self) -> dict[PaperStanding, int]:
        """How many papers stand how."""
        return {
            standing: sum(line.standing is standing for line in self.lines)
            for standing in PaperStanding
        }


def dossier_of(actor: Actor, member_id: UUID) -> Dossier:
    """Return the papers of a member to the member, the leaders of the cell and the desk."""
    member = members.get(actor, member_id)
    cell = members.cell_of(actor, member_id)
    if cell is None or not policy.may_read_papers(actor, member_id, cell):
        raise NotVisible()
    noted = {one.code: one for one in _noted(actor, member_id)}
    listed = rules.papers_of(provisions.value(ProvisionKey.PRIVACY_PAPERS, clock.today()))
    lines = tuple(_line(paper, noted.get(paper.code)) for paper in listed)
    version = sum(one.version for one in noted.values())
    return Dossier(member, cell, lines, policy.may_keep_papers(actor, member_id, cell), version)


def open_dossier(actor: Actor, member_id: UUID) -> Dossier:
    """Return the papers of a member to be read; the trail says who opened them."""
    dossier_of(actor, member_id)
    members.note_reading(actor, member_id)
    return dossier_of(actor, member_id)


def _noted(actor: Actor, member_id: UUID) -> list[DossierPaper]:
    query = policy.visible_papers(actor).where(DossierPaper.member_id == member_id)
    return list(db.session.scalars(query))


def _line(paper: ListedPaper, noted: DossierPaper | None) -> PaperLine:
    if noted is None:
        return PaperLine(paper, PaperStanding.UNCHECKED, None, "", None)
    return PaperLine(paper, noted.standing, noted.dated_on, noted.place, noted.checked_on)


def for_keeping(actor: Actor, member_id: UUID) -> Dossier:
    """Return the papers of a member if the actor may note them."""
    found = dossier_of(actor, member_id)
    require(found.may_keep, _NOT_DESK)
    return found


def note(actor: Actor, member_id: UUID, papers: Sequence[NotedPaper], *, version: int) -> int:
    """Note what lies in the dossier; return how many papers changed."""
    with transaction():
        dossier = for_keeping(actor, member_id)
        dossier.expect_version(version)
        before = {line.paper.code: line for line in dossier.lines}
        kept = {one.code: one for one in _noted(actor, member_id)}
        changed = 0
        for one in papers:
            line = before.get(one.code)
            if line is None or (one.standing, one.dated_on, one.place) == (
                line.standing,
                line.dated_on,
                line.place,
            ):
                continue
            _check(line, one)
            paper = kept.get(one.code)
            if paper is None:
                paper = DossierPaper(member_id=member_id, code=one.code)
                db.session.add(paper)
            paper.organisation_id = dossier.cell.id
            paper.standing, paper.dated_on, paper.place = one.standing, one.dated_on, one.place
            paper.checked_on, paper.checked_by = clock.today(), actor.name
            changed += 1
        db.session.flush()
        if changed:
            audit.record(
                actor,
                "dossier.note",
                dossier.member,
                organisation_id=dossier.cell.id,
                organisation_path=dossier.cell.path,
                rows=changed,
            )
    return changed


def _check(line: PaperLine, one: NotedPaper) -> None:
    refuse_secret(one.place)
    try:
        rules.check_paper(one.standing, one.dated_on, one.place, clock.today())
    except RuleBroken as refusal:
        raise RuleBroken(f"{line.paper.title}: {refusal.message}") from refusal
