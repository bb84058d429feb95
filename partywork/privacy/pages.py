"""The page of a proposal, masked until opened; the notice that is printed and signed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.pages.record import in_words
from partywork.cells.rules import record as rules
from partywork.documents.pages import Heading
from partywork.privacy.models import Correction
from partywork.privacy.rules import Purpose
from partywork.privacy.terms import CorrectionStatus


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """A proposal beside the record."""

    correction_id: UUID
    version: int
    member_id: UUID
    full_name: str
    cell: str
    subject: str
    has_field: bool
    now: str
    proposed: str
    evidence: str
    proposed_on: date
    status: CorrectionStatus
    decided_on: date | None
    decided_by: str
    answer: str
    is_masked: bool
    is_own: bool
    may_decide: bool

    @classmethod
    def of(
        cls, correction: Correction, *, is_own: bool, is_open: bool, may_decide: bool
    ) -> "CorrectionPage":
        """Take what the page shows; its own member sees what they wrote."""
        field = correction.field
        now = in_words(getattr(correction.member, field.value)) if field else ""
        proposed = correction.proposed or ""
        is_masked = field in rules.SEALED and not is_open and not is_own
        if field is not None and is_masked:
            now, proposed = rules.masked(field, now), rules.masked(field, proposed)
        return cls(
            correction_id=correction.id,
            version=correction.version,
            member_id=correction.member_id,
            full_name=correction.member.full_name,
            cell=correction.organisation.name_at(correction.decided_on),
            subject=correction.subject,
            has_field=field is not None,
            now=now,
            proposed=proposed,
            evidence=correction.evidence or "",
            proposed_on=correction.proposed_on,
            status=correction.status,
            decided_on=correction.decided_on,
            decided_by=correction.decided_by or "",
            answer=correction.answer or "",
            is_masked=is_masked,
            is_own=is_own,
            may_decide=may_decide and correction.status is CorrectionStatus.WAITING,
        )


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The notice on the use of personal data, with its table."""

    heading: Heading
    paragraphs: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    printed_on: date
