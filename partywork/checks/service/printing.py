"""The list that asks the other side to put something right: masked, or whole when two agree."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy as cells_policy
from partywork.cells.models import ExportRequest, Organisation
from partywork.cells.service import export_requests
from partywork.cells.service.export_files import MASKED
from partywork.cells.service.members import note_list
from partywork.cells.terms import ExportKind, RecordField
from partywork.checks.models import DifferenceList
from partywork.checks.pages import Correction, CorrectionsPage, OnlyOurs, PersonDifference
from partywork.checks.service import loading
from partywork.checks.service.comparing import only_ours, people_of
from partywork.checks.terms import Decision, Presence
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import RuleBroken
from partywork.documents.pages import heading_of
from partywork.pdf.renderer import render

_NOTHING = "Chưa có mục nào được ghi là sổ của ta đúng, cũng chưa đề nghị thêm, bỏ tên ai."
_NAME_IN_LIST = "Tên trong danh sách"


def corrections(
    actor: Actor, list_id: UUID, opened: frozenset[RecordField] = MASKED
) -> CorrectionsPage:
    """Return what the other side is asked to put right: where ours was found to be right."""
    compared = loading.get(actor, list_id)
    people = people_of(actor, compared, opened)
    missing = only_ours(actor, compared, people)
    return CorrectionsPage(
        heading=heading_of(_place(actor, compared)),
        source=compared.source,
        file_name=compared.file_name,
        printed_on=actor.day,
        is_masked=not opened,
        lines=(*_corrections(people), *_to_add(missing)),
    )


def print_masked(actor: Actor, list_id: UUID) -> bytes:
    """Return the masked paper at once; that it was taken is written into the trail."""
    page = corrections(actor, list_id)
    note_list(actor, _place(actor, loading.get(actor, list_id)), len(page.lines))
    return render("pdf/corrections.html", page)


def for_asking(actor: Actor, list_id: UUID) -> CorrectionsPage:
    """Return the paper a second person is to agree to, masked, if there is anything on it."""
    page = corrections(actor, list_id)
    if not page.lines:
        raise RuleBroken(_NOTHING)
    return page


def ask_whole(actor: Actor, list_id: UUID, *, reason: str) -> ExportRequest:
    """Ask a second person for the paper with nothing masked, as for an unmasked list."""
    page = for_asking(actor, list_id)
    return export_requests.ask_for_paper(
        actor,
        _place(actor, loading.get(actor, list_id)),
        kind=ExportKind.CORRECTIONS,
        asked={"danh_sach": str(list_id), "noi_dung": page.source},
        rows=len(page.lines),
        reason=reason,
    )


def whole_paper(
    asker: Actor, asked: Mapping[str, str], opened: frozenset[RecordField]
) -> tuple[bytes, int]:
    """Make the paper two people agreed on, as the person who asked may see it."""
    page = corrections(asker, UUID(asked["danh_sach"]), opened)
    return render("pdf/corrections.html", page), len(page.lines)


def _place(actor: Actor, compared: DifferenceList) -> Organisation:
    query = cells_policy.visible_organisations(actor).where(
        Organisation.id == compared.organisation_id
    )
    return db.session.scalars(query.options(joinedload(Organisation.parent))).one()


def _to_add(missing: Iterable[OnlyOurs]) -> Iterator[Correction]:
    for person in missing:
        if person.presence is Presence.ADD:
            yield Correction(
                name=person.name,
                born_on=display.day(person.born_on),
                field=_NAME_IN_LIST,
                theirs="Không có tên",
                ours=f"Thêm tên; đang sinh hoạt tại {person.cell}",
                basis=person.basis,
            )


def _corrections(people: Iterable[PersonDifference]) -> Iterator[Correction]:
    for person in people:
        if person.presence is Presence.STRIKE:
            yield Correction(
                name=person.name,
                born_on=person.born_on,
                field=_NAME_IN_LIST,
                theirs=f"Có tên, {person.cell}" if person.cell else "Có tên",
                ours="Bỏ tên; không có trong sổ đảng viên",
                basis=person.basis,
            )
        for one in person.fields:
            if one.decision is Decision.OURS:
                yield Correction(
                    name=person.name,
                    born_on=person.born_on,
                    field=one.label,
                    theirs=one.theirs,
                    ours=one.ours,
                    basis=one.basis,
                )
