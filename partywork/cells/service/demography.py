"""Counting people: for everybody who works with lists, and, with a reason, what is sensitive."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Membership, Organisation
from partywork.cells.pages.lists import PersonLine, Wanted
from partywork.cells.rules.demography.drawing import Drawing, draw
from partywork.cells.rules.demography.protection import Figure, exact, protect
from partywork.cells.rules.demography.tables import Demography, Facts, demography_of
from partywork.cells.rules.demography.wholes import demography_of_place
from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.service.exports import organisation_of
from partywork.cells.service.people import bands_on, require_lists
from partywork.cells.terms import OrganisationKind, SensitiveTopic
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_UNKNOWN = "Chưa ghi"
_NO_DISCIPLINE = "Không có"
_DESK_ONLY = "Thống kê này chỉ do cán bộ tổ chức của văn phòng Đảng ủy lập."


@dataclass(frozen=True, slots=True)
class DemographyPage:
    """The tables of one place and their two pictures; small counts are protected."""

    organisation: Organisation
    is_cell: bool
    smallest: int
    tables: Demography
    ages: Drawing
    party_ages: Drawing


@dataclass(frozen=True, slots=True)
class SensitiveLine:
    """One value of a sensitive field and how many people have it."""

    value: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class SensitivePage:
    """A sensitive count, and the people of one value where they were asked for."""

    topic: SensitiveTopic
    organisation: Organisation
    total: int
    lines: tuple[SensitiveLine, ...] | None
    value: str
    people: tuple[PersonLine, ...]


def demography(actor: Actor, organisation_id: UUID | None = None) -> DemographyPage:
    """Return the demographic tables of a cell, or of all the actor's people."""
    require_lists(actor)
    organisation = organisation_of(actor, organisation_id)
    is_cell = organisation.kind is OrganisationKind.CELL
    smallest = provisions.value(ProvisionKey.PEOPLE_SMALL_COUNT, actor.day)
    ages, party_ages = bands_on(actor.day)

    def count(people: Sequence[Facts], parts: Sequence[Demography]) -> Demography:
        return demography_of(
            people,
            actor.day,
            age_bands=ages,
            party_age_bands=party_ages,
            smallest=smallest,
            parts=parts,
        )

    people = queries.facts_of_people(actor, actor.day, organisation.path)
    tables = demography_of_place(organisation.path, people, count)
    return DemographyPage(
        organisation, is_cell, smallest, tables, draw(tables.ages), draw(tables.party_ages)
    )


def require_desk(actor: Actor) -> None:
    """Refuse everybody but an organisation desk."""
    require(policy.may_count_some(actor), _DESK_ONLY)


def count_sensitive(
    actor: Actor,
    topic: SensitiveTopic,
    *,
    organisation_id: UUID | None,
    reason: str,
    value: str = "",
) -> SensitivePage:
    """Count ethnicity, religion or discipline, and name the people of one value if asked.

    Sealed fields are opened here only, in memory; who counted what, and why, is in the trail.
    """
    require_desk(actor)
    with transaction():
        check_needed(reason=reason)
        refuse_secret(reason)
        organisation = organisation_of(actor, organisation_id)
        require(policy.may_count_sensitive(actor, organisation.path), _DESK_ONLY)
        is_cell = organisation.kind is OrganisationKind.CELL
        values = _values(actor, topic, organisation.id if is_cell else None)
        audit.record(
            actor,
            "member.count_sensitive",
            organisation_id=organisation.id,
            organisation_path=organisation.path,
            topic=topic,
            named=bool(value),
            reason=reason,
        )
    met = Counter(said for _, said in values)
    smallest = provisions.value(ProvisionKey.PEOPLE_SMALL_COUNT, actor.day) if is_cell else 0
    return SensitivePage(
        topic=topic,
        organisation=organisation,
        total=len(values),
        lines=_lines(met, smallest),
        value=value,
        people=tuple(PersonLine.of(one, None) for one, said in values if value and said == value),
    )


def _lines(met: Counter[str], smallest: int) -> tuple[SensitiveLine, ...] | None:
    ordered = sorted(met)
    if not smallest:
        return tuple(SensitiveLine(value, exact(met[value])) for value in ordered)
    figures = protect([met[value] for value in ordered], smallest)
    if figures is None:
        return None
    return tuple(map(SensitiveLine, ordered, figures))


def _values(
    actor: Actor, topic: SensitiveTopic, organisation_id: UUID | None
) -> list[tuple[Membership, str]]:
    query = queries.people_on(actor, actor.day, Wanted(organisation_id=organisation_id))
    found = [one for one in db.session.scalars(query) if is_in_statistics(one.status)]
    if topic is SensitiveTopic.DISCIPLINE:
        held = queries.disciplines_in_force(actor, [one.member_id for one in found])
        return [
            (one, held[one.member_id].form.label if one.member_id in held else _NO_DISCIPLINE)
            for one in found
        ]
    return [(one, getattr(one.member, topic.value) or _UNKNOWN) for one in found]
