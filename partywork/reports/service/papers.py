"""The paper of each sending, kept in the archive; and those left for later."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import lock_for_update, transaction
from partywork.documents import service as documents
from partywork.documents.models import Document, DocumentFile
from partywork.documents.terms import DocumentKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports import queries
from partywork.reports.models import Report
from partywork.reports.pages import CountedFigure, ReportPage, report_page
from partywork.reports.service import drafting, in_stead
from partywork.reports.terms import FigureKey

TEMPLATE = "pdf/report.html"


def file_name(report: Report) -> str:
    """Return the name people get: «Báo cáo tháng 11-2026 Chi bộ ….pdf»."""
    return f"Báo cáo tháng {report.month:02d}-{report.year} {report.organisation_name}.pdf"


def begin(actor: Actor, report: Report) -> Document:
    """Begin the paper of a sending in the running transaction, filed up; it is laid out later."""
    document = report.document or _begin_document(actor, report)
    documents.file_up(document)
    report.document = document
    return document


def kept_paper(report: Report) -> DocumentFile | None:
    """Return the PDF of the last sending, once it is in the archive."""
    kept = documents.rendered(report.document) if report.document is not None else None
    if kept is None or report.sent_at is None or kept.created_at < report.sent_at:
        return None
    return kept


def is_laid_out(report: Report) -> bool:
    """Tell whether the paper of the last sending is in the archive."""
    return kept_paper(report) is not None


def _begin_document(actor: Actor, report: Report) -> Document:
    return documents.draft(
        actor,
        organisation_id=report.organisation_id,
        kind=DocumentKind.REPORT,
        summary=f"công tác {report.period.label}",
    )


def frozen(report: Report) -> list[CountedFigure]:
    """Return the figures as they were sent."""
    return [
        CountedFigure(FigureKey(one.key), one.value, one.explanation, tuple(one.rows), one.dispute)
        for one in report.figures
    ]


def page_as_sent(report: Report) -> ReportPage:
    """Fill the paper of a report with what was frozen when it was last sent."""
    day = clock.day_of(report.sent_at) if report.sent_at is not None else report.due_on
    return report_page(
        report,
        frozen(report),
        period_from=report.sent_from or report.period_from,
        period_to=report.sent_to or report.period_to,
        texts=[(section.key.label, section.sent_text) for section in report.sections],
        recipients_text=provisions.value(ProvisionKey.RECIPIENTS_CELL, day),
        signature=in_stead.signature(
            report,
            authority=provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day),
        ),
        day=day,
    )


def lay_out(actor: Actor, report_id: UUID) -> None:
    """Keep the paper of the last sending beside earlier ones, once; no lock is held meanwhile."""
    with transaction():
        report = drafting.get(actor, report_id)
        if report.sent_at is None or is_laid_out(report):
            return
        sent_at, page = report.sent_at, page_as_sent(report)
    content = render(TEMPLATE, page)
    with transaction():
        lock_for_update(f"report {report_id}")
        report = drafting.get(actor, report_id)
        if is_laid_out(report) or report.sent_at != sent_at:
            return
        document = begin(actor, report)
        documents.store_rendered(actor, document, content=content, file_name=file_name(report))


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Lay out every sending that has no paper yet, newest first; yield (done, total)."""
    yield from documents.lay_out_each(queries.without_paper(actor), partial(lay_out, actor))
