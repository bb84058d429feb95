"""The sheets of papers: laid out once after the issue and kept, or drawn as a draft."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import lock_for_update, transaction
from partywork.core.errors import RuleBroken
from partywork.documents import service as documents
from partywork.documents.terms import DocumentKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions import pages, queries
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages.decisions import DecisionPage, decision_page
from partywork.resolutions.service.reading import get

_TEMPLATES = {
    DocumentKind.RESOLUTION: "pdf/resolution.html",
    DocumentKind.DECISION: "pdf/decision.html",
}


def lay_out(actor: Actor, resolution_id: UUID) -> None:
    """Keep the paper of an issued resolution in the archive, once; no lock is held meanwhile."""
    with transaction():
        resolution = get(actor, resolution_id)
        if not pages.awaits_paper(resolution):
            return
        template, page = _TEMPLATES[resolution.document.kind], _page(resolution)
    content = render(template, page)
    with transaction():
        lock_for_update(f"paper of resolution {resolution_id}")
        resolution = get(actor, resolution_id)
        if pages.awaits_paper(resolution):
            name = pages.file_name(resolution)
            documents.store_rendered(actor, resolution.document, content=content, file_name=name)


def _page(resolution: Resolution) -> pages.ResolutionPage | DecisionPage:
    day = resolution.adopted_on or clock.today()
    frame = pages.frame_of(
        resolution,
        draft_symbol=documents.draft_symbol(resolution.document, day),
        authority_of_cell=provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day),
    )
    if resolution.document.kind is DocumentKind.DECISION:
        return decision_page(resolution, frame)
    return pages.resolution_page(resolution, frame)


def page_of(actor: Actor, resolution_id: UUID) -> pages.ResolutionPage | DecisionPage:
    """Return the paper of a resolution as it stands now, for who lays it out elsewhere."""
    return _page(get(actor, resolution_id))


def paper_of(actor: Actor, resolution_id: UUID) -> tuple[str, bytes]:
    """Return the PDF of a paper and its name: the one kept at issue, or a draft as it is."""
    resolution = get(actor, resolution_id)
    kept = documents.rendered(resolution.document)
    if kept is not None:
        found, content = documents.open_file(actor, kept.id)
        return found.file_name, content
    if pages.awaits_paper(resolution):
        raise RuleBroken("Bản trình bày đang được tạo. Hãy mở lại sau ít phút.")
    template = _TEMPLATES[resolution.document.kind]
    return pages.file_name(resolution), render(template, _page(resolution))


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Lay out every issued paper that has no sheet yet, newest first; yield (done, total)."""
    yield from documents.lay_out_each(queries.without_paper(actor), partial(lay_out, actor))
