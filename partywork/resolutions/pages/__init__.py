"""A resolution on paper, as frozen values; what resolutions and decisions have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core import display
from partywork.core.numerals import roman
from partywork.documents.models import Clause as KeptClause
from partywork.documents.pages import (
    Heading,
    Paragraph,
    Recipients,
    Signature,
    numbered_heading_of,
    paragraphs,
    recipients,
)
from partywork.documents.rules import authority_line, office_line, strip_academic_titles
from partywork.documents.terms import (
    AccessClass,
    DocumentStatus,
    FileRole,
    Issuer,
)
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import Part, ResolutionStatus

# The sheet that is printed for the signature is no draft any more, though it has no number yet.
_DRAFTS = (ResolutionStatus.DRAFT, ResolutionStatus.ADOPTED, ResolutionStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the month before: who led it and what came of it."""

    task: str
    leads: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered paragraph, with the table of tasks where it reports on them."""

    text: str
    rows: tuple[TaskRow, ...] = ()


# A paragraph is its words, or, where a table belongs to it, a `Clause`.
Parts = Sequence[tuple[Part, Sequence[str | Clause]]]


@dataclass(frozen=True, slots=True)
class ResolutionPart:
    """«I», «Đánh giá kết quả thực hiện nhiệm vụ tháng 10», its numbered paragraphs."""

    numeral: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ResolutionPage:
    """A resolution: opening, parts, the line with the vote, recipients, signature."""

    heading: Heading
    summary: str
    opening: tuple[str, ...]
    parts: tuple[ResolutionPart, ...]
    closing: str
    recipients: Recipients
    signature: Signature


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text of a paper: heading, recipients, signature."""

    heading: Heading
    recipients: Recipients
    signature: Signature


def closing_line(*, in_favour: int, roll: int) -> str:
    """«Nghị quyết được 11/13 đồng chí tán thành, đạt tỷ lệ 84,6%.»"""
    share = display.percent(in_favour, roll)
    return f"Nghị quyết được {in_favour:02d}/{roll:02d} đồng chí tán thành, đạt tỷ lệ {share}."


def frame_of(resolution: Resolution, *, draft_symbol: str, authority_of_cell: str) -> Frame:
    """Fill what stands around the text; document, body, signer and parent are loaded.

    Before the issue there is room for the number and the day, which are written by hand.
    """
    document = resolution.document
    is_congress = document.issuer is Issuer.CONGRESS
    office = OfficeTitle(resolution.signer_office or signed_by_default(resolution.body.kind))
    name = resolution.signer.full_name if resolution.signer else ""
    return Frame(
        heading=numbered_heading_of(
            document.organisation,
            resolution.body.kind,
            symbol=document.symbol or draft_symbol,
            day=document.issued_on,
            draft_label="Dự thảo" if resolution.status in _DRAFTS else None,
            is_congress=is_congress,
        ),
        recipients=recipients(resolution.recipients),
        signature=Signature(
            authority=authority_line(
                resolution.body.kind, authority_of_cell, is_congress=is_congress
            ),
            office="" if is_congress else office_line(office),
            name=strip_academic_titles(name),
        ),
    )


def signed_by_default(kind: BodyKind) -> OfficeTitle:
    """Return whose office stands under a paper while nobody is chosen to sign."""
    is_inspection = kind is BodyKind.INSPECTION_COMMISSION
    return OfficeTitle.INSPECTION_HEAD if is_inspection else OfficeTitle.SECRETARY


def resolution_page(resolution: Resolution, frame: Frame) -> ResolutionPage:
    """Fill the paper of a resolution whose clauses are loaded."""
    return ResolutionPage(
        heading=frame.heading,
        summary=resolution.title,
        opening=paragraphs(resolution.opening),
        parts=tuple(_parts(resolution)),
        closing=resolution.closing,
        recipients=frame.recipients,
        signature=frame.signature,
    )


def _parts(resolution: Resolution) -> Iterator[ResolutionPart]:
    for number, (part, clauses) in enumerate(clauses_of(resolution), start=1):
        yield ResolutionPart(numeral=roman(number), title=part.label, clauses=tuple(clauses))


def paragraphs_of(parts: Parts) -> list[Paragraph]:
    """Return what the archive keeps of the parts: every paragraph that says something."""
    found = []
    for part, clauses in parts:
        for one in clauses:
            clause = Clause(one) if isinstance(one, str) else one
            if clause.text.strip():
                rows = tuple(asdict(row) | {"leads": list(row.leads)} for row in clause.rows)
                found.append(Paragraph(part.value, clause.text, rows))
    return found


def clauses_of(resolution: Resolution) -> list[tuple[Part, list[Clause]]]:
    """Return the paragraphs of each part with their tables, in order."""
    grouped = groupby(resolution.document.clauses, key=lambda one: one.part)
    return [(Part(part), [_clause(one) for one in clauses]) for part, clauses in grouped]


def _clause(kept: KeptClause) -> Clause:
    rows = (TaskRow(one["task"], tuple(one["leads"]), one["result"]) for one in kept.rows)
    return Clause(kept.text, tuple(rows))


def texts_of(resolution: Resolution) -> list[tuple[Part, list[str]]]:
    """Return the words of the paragraphs of each part, in order."""
    parts = clauses_of(resolution)
    return [(part, [clause.text for clause in clauses]) for part, clauses in parts]


def name_of(resolution: Resolution) -> str:
    """«Nghị quyết số 22-NQ/CB», or the kind and the trích yếu while there is no number."""
    document = resolution.document
    if document.symbol is None:
        return f"{document.kind.label} {resolution.title}"
    return f"{document.kind.label} số {document.symbol}"


def file_name(resolution: Resolution) -> str:
    """«Nghị quyết số 22-NQ-CB ngày 06-11-2026.pdf», or «Dự thảo nghị quyết ….pdf»."""
    document = resolution.document
    if document.symbol is None or document.issued_on is None:
        return f"Dự thảo {document.kind.label.lower()} {resolution.title[:60].strip()}.pdf"
    symbol = document.symbol.replace("/", "-")
    return f"{document.kind.label} số {symbol} ngày {document.issued_on:%d-%m-%Y}.pdf"


def goes_up(resolution: Resolution) -> bool:
    """Tell whether an issued paper is read by all who oversee; a body of a few keeps its own."""
    document = resolution.document
    is_cell = document.organisation.kind is OrganisationKind.CELL
    return is_cell or document.access is not AccessClass.RESTRICTED


def awaits_paper(resolution: Resolution) -> bool:
    """Tell whether an issued resolution with loaded files has no paper laid out yet."""
    is_kept = any(one.role is FileRole.RENDERED for one in resolution.document.files)
    return resolution.status is ResolutionStatus.ISSUED and not is_kept


def tag(resolution: Resolution) -> tuple[str, str]:
    """The kind of tag and its words: how far the paper is, or whether it is in force."""
    if resolution.status is ResolutionStatus.ISSUED:
        status = resolution.document.status
        return ("ok" if status is DocumentStatus.AVAILABLE else "back"), status.label
    kinds = {
        ResolutionStatus.AWAITING_SIGNATURE: "late",
        ResolutionStatus.SIGNED: "now",
        ResolutionStatus.REJECTED: "miss",
        ResolutionStatus.REPLACED: "back",
    }
    return kinds.get(resolution.status, "none"), resolution.status.label


def history(resolution: Resolution) -> list[tuple[date, str]]:
    """Return what happened on which day, oldest first."""
    issued = f"Lấy số {resolution.document.symbol} và phát hành"
    steps = (
        (resolution.adopted_on, "Được cuộc họp thông qua"),
        (resolution.signed_on, "Ký"),
        (resolution.issued_on, issued),
    )
    return [(day, words) for day, words in steps if day is not None]


_WAITS_FOR = {
    ResolutionStatus.DRAFT: "Chờ cuộc họp biểu quyết thông qua.",
    ResolutionStatus.ADOPTED: "Chờ trình ký.",
    ResolutionStatus.AWAITING_SIGNATURE: "Chờ đồng chí {signer} ký và đính kèm bản ký.",
    ResolutionStatus.SIGNED: "Chờ lấy số và phát hành.",
    ResolutionStatus.REJECTED: "Cuộc họp không thông qua; văn bản dừng ở đây, không lấy số.",
}


def waits_for(resolution: Resolution) -> str:
    """Return the sentence that says who acts next; nothing once the paper is issued."""
    signer = resolution.signer.full_name if resolution.signer else ""
    return _WAITS_FOR.get(resolution.status, "").format(signer=signer)
