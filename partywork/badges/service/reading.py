"""The batches of the coming two years and who is in them; one nomination; what provisions say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.badges import policy, queries
from partywork.badges.models import BadgeNomination, BadgeSubmission
from partywork.badges.pages.lists import Batch, Line, Overview, tag_of
from partywork.badges.rules.milestones import (
    Lead,
    Life,
    Prospect,
    Terms,
    batches_of,
    coming_batches,
    is_batch,
    leads_of,
    milestone_day,
    prospects_of,
)
from partywork.badges.rules.money import Amounts
from partywork.badges.rules.nominations import missing_papers, note_of
from partywork.badges.terms import PAPERS, DossierPaper
from partywork.ballots.service import outcomes
from partywork.cells.models import MemberEvent, Membership, Organisation
from partywork.cells.policy import visible_cells
from partywork.cells.rules.discipline import disciplines_of
from partywork.cells.rules.event_fields import milestones_in
from partywork.cells.service.deciding import Origin
from partywork.cells.terms import DisciplineForm, EventKind, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible, require
from partywork.provisions import service as provisions
from partywork.provisions.terms import BADGE_MONEY, ProvisionKey

NOT_FOR_YOU = "Huy hiệu Đảng và thẻ đảng viên do cấp ủy và tổ chức của văn phòng theo dõi."

_AFTER_DISCIPLINE = {
    DisciplineForm.REPRIMAND: ProvisionKey.BADGE_AFTER_REPRIMAND,
    DisciplineForm.WARNING: ProvisionKey.BADGE_AFTER_WARNING,
    DisciplineForm.REMOVAL_FROM_OFFICE: ProvisionKey.BADGE_AFTER_REMOVAL,
}
_TERMS = (
    ProvisionKey.BADGE_MILESTONES,
    ProvisionKey.BADGE_BATCHES,
    ProvisionKey.BADGE_EARLY_MONTHS,
    ProvisionKey.BADGE_SENIOR_YEARS,
    ProvisionKey.BADGE_EARLY_MONTHS_SENIOR,
    ProvisionKey.BADGE_POSTHUMOUS_MONTHS,
    *_AFTER_DISCIPLINE.values(),
)
_STEPS = {
    ProvisionKey.BADGE_LIST_DAYS: "Lập danh sách dự kiến",
    ProvisionKey.BADGE_DECLARATION_DAYS: "Nhận tờ khai của đảng viên (mẫu 6-HHD)",
    ProvisionKey.BADGE_CELL_DAYS: "Chi bộ xét, xác nhận",
    ProvisionKey.BADGE_SUBMISSION_DAYS: "Chi bộ trình Đảng ủy",
}


def terms_on(day: date) -> Terms:
    """Return what provisions say about badges on a day, asked for at once."""
    values = provisions.values(_TERMS, day)
    return Terms(
        milestones=milestones_in(values[ProvisionKey.BADGE_MILESTONES]),
        batches=batches_of(values[ProvisionKey.BADGE_BATCHES]),
        early=values[ProvisionKey.BADGE_EARLY_MONTHS],
        senior_years=values[ProvisionKey.BADGE_SENIOR_YEARS],
        early_senior=values[ProvisionKey.BADGE_EARLY_MONTHS_SENIOR],
        posthumous=values[ProvisionKey.BADGE_POSTHUMOUS_MONTHS],
        after_discipline={form: values[key] for form, key in _AFTER_DISCIPLINE.items()},
    )


def _days_of_leads(day: date) -> dict[str, int]:
    values = provisions.values(_STEPS.keys(), day)
    return {words: values[key] for key, words in _STEPS.items()}


def life_of(party_age_from: date, events: Sequence[MemberEvent]) -> Life:
    """Read from events what decides about badges."""
    badges = (one.details.get("years") for one in events if one.kind is EventKind.BADGE_AWARDED)
    deaths = [one.happened_on for one in events if one.kind is EventKind.DIED]
    return Life(
        party_age_from,
        awarded=frozenset(years for years in badges if isinstance(years, int)),
        disciplines=disciplines_of(events),
        died_on=deaths[-1] if deaths else None,
    )


def batches_to_choose(day: date) -> tuple[date, ...]:
    """Return the batches a nomination may be for: those of the coming two years."""
    return coming_batches(day, terms_on(day).batches)


def cells_to_choose(actor: Actor) -> list[Organisation]:
    """Return the cells by which the lists may be narrowed."""
    require(policy.may_see(actor), NOT_FOR_YOU)
    query = visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.existed(actor.day, actor.day)
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def overview(actor: Actor, cell_id: UUID | None = None) -> Overview:
    """Return the batches of the coming two years, those gone by, and milestones passed by."""
    require(policy.may_see(actor), NOT_FOR_YOU)
    terms = terms_on(actor.day)
    days = coming_batches(actor.day, terms.batches)
    lines = _lines(actor, terms, days, cell_id)
    before = _days_of_leads(actor.day)
    gone = {line.batch_on for line in lines if line.batch_on and line.batch_on < days[0]}
    return Overview(
        batches=tuple(_batch(on, lines, before) for on in days),
        past=tuple(_batch(on, lines, before) for on in sorted(gone, reverse=True)),
        backlog=tuple(line for line in lines if line.batch_on is None),
    )


def check_batch_day(actor: Actor, on: date) -> Terms:
    """Refuse who sees no badges, and a day that is no batch; return the terms of today."""
    require(policy.may_see(actor), NOT_FOR_YOU)
    terms = terms_on(actor.day)
    if not is_batch(on, terms.batches):
        raise NotVisible()
    return terms


def amounts_on(day: date) -> Amounts:
    """Return the money with each badge by the provisions of a day, one to come included."""
    values = provisions.values((*BADGE_MONEY.values(), ProvisionKey.BADGE_BASE_WAGE), day)
    texts = {years: values[key] for years, key in BADGE_MONEY.items()}
    return Amounts.of(texts, values[ProvisionKey.BADGE_BASE_WAGE])


def submissions(actor: Actor, on: date) -> list[BadgeSubmission]:
    """Return the tờ trình of a batch that were issued, as far as the actor sees them."""
    return queries.submissions(actor, on)


def origins_of(actor: Actor, submissions: list[BadgeSubmission]) -> dict[UUID, Origin]:
    """Return by which votes of meetings their lists were passed."""
    return outcomes.origins(actor, [one.id for one in submissions])


def batch(actor: Actor, on: date, cell_id: UUID | None = None) -> Batch:
    """Return one batch; of a past one only the nominations there were."""
    terms = check_batch_day(actor, on)
    days = coming_batches(actor.day, terms.batches)
    return _batch(on, _lines(actor, terms, days, cell_id), _days_of_leads(actor.day))


def _batch(on: date, lines: Sequence[Line], days_before: Mapping[str, int]) -> Batch:
    own = [line for line in lines if line.batch_on == on]
    own.sort(key=lambda line: (-line.years, line.name_sort_key))
    return Batch(on, tuple(own), tuple(leads_of(on, days_before)))


def _lines(actor: Actor, terms: Terms, days: tuple[date, ...], cell_id: UUID | None) -> list[Line]:
    standings = queries.people(actor, actor.day, cell_id)
    lives = queries.lives(actor, actor.day, cell_id)
    own = {(one.member_id, one.years): one for one in queries.nominations(actor, cell_id)}
    notes = _notes(standings)
    found: list[Line] = []
    for standing in standings:
        member, cell = standing.member, standing.organisation
        if member.party_age_from is None:
            continue
        life = life_of(member.party_age_from, lives.get(member.id, []))
        found += [
            Line.of(member, cell, prospect, note=notes[member.id])
            for prospect in prospects_of(life, terms, days)
            if (member.id, prospect.years) not in own
        ]
    found += [nominated(one, notes.get(one.member_id, "")) for one in own.values()]
    return sorted(found, key=lambda line: line.name_sort_key)


def notes_of(actor: Actor, cell_id: UUID | None) -> dict[UUID, str]:
    """Return what whoever nominates or submits must know of how members stand, by member."""
    return _notes(queries.people(actor, actor.day, cell_id))


def _notes(standings: Sequence[Membership]) -> dict[UUID, str]:
    return {one.member_id: note_of(one.status) for one in standings}


def nominated(nomination: BadgeNomination, note: str = "") -> Line:
    """Return a nomination as lists show it; its member and cell are loaded."""
    member = nomination.member
    reached_on = milestone_day(member.party_age_from or nomination.batch_on, nomination.years)
    prospect = Prospect(nomination.years, reached_on, nomination.batch_on, nomination.ground)
    return Line.of(member, nomination.organisation, prospect, nomination, note=note)


def get(actor: Actor, nomination_id: UUID) -> BadgeNomination:
    """Return a nomination with its member and cell, or nothing at all."""
    query = policy.visible(actor).where(BadgeNomination.id == nomination_id)
    found = db.session.scalar(
        query.options(
            joinedload(BadgeNomination.member),
            joinedload(BadgeNomination.organisation),
            joinedload(BadgeNomination.submission),
        )
    )
    if found is None:
        raise NotVisible()
    return found


@dataclass(frozen=True, slots=True)
class Dossier:
    """A nomination with the day of its milestone, its papers, and the steps before its batch."""

    nomination: BadgeNomination
    reached_on: date
    received: Mapping[str, date]
    leads: tuple[Lead, ...]
    note: str

    @property
    def papers(self) -> tuple[tuple[DossierPaper, date | None], ...]:
        """The papers the dossier must hold, each with the day it came, if it has come."""
        needed = PAPERS[self.nomination.ground]
        return tuple((paper, self.received.get(paper.value)) for paper in needed)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is wanting."""
        return not missing_papers(self.nomination.ground, self.received)

    @property
    def tag(self) -> tuple[str, str]:
        """The kind of tag and its words."""
        return tag_of(self.nomination)


def dossier(actor: Actor, nomination_id: UUID) -> Dossier:
    """Return a nomination with everything its page tells."""
    nomination = get(actor, nomination_id)
    begins = nomination.member.party_age_from or nomination.batch_on
    standings = queries.people(actor, actor.day, member_id=nomination.member_id)
    return Dossier(
        nomination=nomination,
        reached_on=milestone_day(begins, nomination.years),
        received={name: date.fromisoformat(day) for name, day in nomination.papers.items()},
        leads=tuple(leads_of(nomination.batch_on, _days_of_leads(actor.day))),
        note=note_of(standings[-1].status) if standings else "",
    )
