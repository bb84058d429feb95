"""Papers of badges: the list of a batch, and its tờ trình frozen when it is issued."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from partywork.badges.pages.lists import Line
from partywork.badges.rules.money import Amounts
from partywork.badges.terms import Ground, NominationStatus
from partywork.cells.models import Appointment, Organisation
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.documents.pages import (
    Heading,
    Recipients,
    Signature,
    numbered_heading_of,
    recipients,
)
from partywork.documents.rules import authority_line, office_line, strip_academic_titles


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One person of a printed list."""

    name: str
    born_on: date
    cell: str
    party_age_from: date | None
    reached_on: date
    years: int
    note: str


def printed(lines: tuple[Line, ...]) -> tuple[PrintedLine, ...]:
    """Return who is printed: nobody whose badge is held or postponed, and never why.

    The note tells an early award or a posthumous one.
    """
    return tuple(
        PrintedLine(
            name=line.full_name,
            born_on=line.born_on,
            cell=line.cell,
            party_age_from=line.party_age_from,
            reached_on=line.reached_on,
            years=line.years,
            note=_NOTES.get(line.ground, ""),
        )
        for line in lines
        if not line.is_held and line.status is not NominationStatus.POSTPONED
    )


_NOTES = {Ground.EARLY: "Xét tặng sớm", Ground.POSTHUMOUS: "Truy tặng"}


@dataclass(frozen=True, slots=True)
class BadgeListPage:
    """The list of a batch on paper, made on a day and not kept."""

    heading: Heading
    batch_on: date
    scope: str
    people: tuple[PrintedLine, ...]
    amounts: Amounts
    printed_on: date

    @property
    def total(self) -> int | None:
        """The money of all badges; nothing as long as one amount is not ruled."""
        return self.amounts.total([one.years for one in self.people])


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """The tờ trình of a batch with its list as annex; a draft has room for number and day."""

    heading: Heading
    batch_on: date
    to: str
    issuer: str
    by_years: tuple[tuple[int, int], ...]
    people: tuple[PrintedLine, ...]
    recipients: Recipients
    signature: Signature


def frozen(
    organisation: Organisation,
    people: Sequence[PrintedLine],
    *,
    nomination_ids: Sequence[str],
    signer: Appointment | None,
    for_cell: str,
    recipients_text: str,
) -> dict[str, Any]:
    """Return what a tờ trình says, as plain values that are kept with its number.

    It is «kính trình» to the cấp ủy above, which therefore comes first among the recipients as
    «Như trên» (Hướng dẫn 05-HD/VPTW, as summarised).
    """
    is_cell = organisation.kind is OrganisationKind.CELL
    above = organisation.parent.name if organisation.parent else ""
    kept = [line for line in recipients(recipients_text).lines if line.startswith("Lưu")]
    return {
        "to": above.replace("Đảng bộ", "Đảng ủy", 1),
        "issuer": "Chi bộ" if is_cell else "Ban Thường vụ Đảng ủy",
        "authority": authority_line(_body_of(organisation), for_cell),
        "office": office_line(signer.office if signer else OfficeTitle.SECRETARY),
        "name": strip_academic_titles(signer.member.full_name) if signer else "",
        "recipients": ["Như trên", *kept],
        "people": [
            {
                **asdict(one),
                "born_on": one.born_on.isoformat(),
                "party_age_from": one.party_age_from.isoformat() if one.party_age_from else None,
                "reached_on": one.reached_on.isoformat(),
                "nomination_id": key,
            }
            for one, key in zip(people, nomination_ids, strict=True)
        ],
    }


def _body_of(organisation: Organisation) -> BodyKind:
    is_cell = organisation.kind is OrganisationKind.CELL
    return BodyKind.CELL if is_cell else BodyKind.STANDING_COMMITTEE


def submission_page(
    organisation: Organisation,
    content: Mapping[str, Any],
    *,
    batch_on: date,
    symbol: str,
    day: date | None,
) -> SubmissionPage:
    """Fill the paper from what was frozen; it undoes `frozen`. Without a day it is a draft."""
    people = tuple(_thawed(one) for one in content["people"])
    return SubmissionPage(
        heading=numbered_heading_of(
            organisation,
            _body_of(organisation),
            symbol=symbol,
            day=day,
            draft_label=None if day else "Dự thảo",
        ),
        batch_on=batch_on,
        to=content["to"],
        issuer=content["issuer"],
        by_years=tuple(sorted(Counter(one.years for one in people).items(), reverse=True)),
        people=people,
        recipients=Recipients(tuple(content["recipients"])),
        signature=Signature(content["authority"], content["office"], content["name"]),
    )


def _thawed(kept: Mapping[str, Any]) -> PrintedLine:
    begins = kept["party_age_from"]
    return PrintedLine(
        name=kept["name"],
        born_on=date.fromisoformat(kept["born_on"]),
        cell=kept["cell"],
        party_age_from=date.fromisoformat(begins) if begins else None,
        reached_on=date.fromisoformat(kept["reached_on"]),
        years=kept["years"],
        note=kept["note"],
    )
